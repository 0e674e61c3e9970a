//! Accounts: whose they are, what they may be, how they are opened and closed.

use crate::{AdministratorRole, Posting};
use kernel::{AccountId, DomainEvent, PersonId, PostId, Private, Refusal};
use serde::{Deserialize, Serialize};

/// Whose account it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Owner {
    /// A natural person; companies are reached by mandate.
    Person {
        /// The person.
        person: PersonId,
    },
    /// A member of staff.
    Staff {
        /// The staff number (工号), shown at the window.
        number: String,
        /// The member's name, for the audit administrator.
        name: Private<String>,
    },
    /// A program of an institution, with tokens only.
    Program {
        /// What it is called.
        name: String,
    },
}

/// What happened to an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum AccountEvent {
    /// It was opened.
    Opened {
        /// The name for logging in, unique.
        login: String,
        /// Whose it is.
        owner: Owner,
    },
    /// It got a post.
    PostGiven {
        /// The post.
        posting: Posting,
    },
    /// It lost a post.
    PostTaken {
        /// The post.
        post: PostId,
    },
    /// It became one of the three administrators.
    AdministratorNamed {
        /// Which.
        role: AdministratorRole,
    },
    /// It may be opened with a passkey from now on.
    PasskeyAdded {
        /// What its owner calls it.
        name: String,
    },
    /// A passkey opens it no more.
    PasskeyRemoved {
        /// What its owner called it.
        name: String,
    },
    /// It was closed for good.
    Closed {
        /// Why.
        reason: String,
    },
}

impl DomainEvent for AccountEvent {
    fn name(&self) -> &'static str {
        match self {
            AccountEvent::Opened { .. } => "account.opened",
            AccountEvent::PostGiven { .. } => "account.post-given",
            AccountEvent::PostTaken { .. } => "account.post-taken",
            AccountEvent::AdministratorNamed { .. } => "account.administrator-named",
            AccountEvent::PasskeyAdded { .. } => "account.passkey-added",
            AccountEvent::PasskeyRemoved { .. } => "account.passkey-removed",
            AccountEvent::Closed { .. } => "account.closed",
        }
    }
}

/// An order to an account.
#[derive(Clone, Debug, PartialEq)]
pub enum AccountCommand {
    /// Open it.
    Open {
        /// The name for logging in.
        login: String,
        /// Whose it is.
        owner: Owner,
    },
    /// Give it a post.
    GivePost(Posting),
    /// Take a post from it.
    TakePost(PostId),
    /// Make it one of the three administrators.
    NameAdministrator(AdministratorRole),
    /// Let a passkey open it.
    AddPasskey {
        /// What its owner calls it.
        name: String,
    },
    /// Let a passkey open it no more.
    RemovePasskey {
        /// What its owner called it.
        name: String,
    },
    /// Close it for good.
    Close {
        /// Why.
        reason: String,
    },
}

/// Why an order to an account is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AccountRefusal {
    /// The login name is empty, too long or has spaces.
    #[error("a login name has 2 to 50 letters, digits, dots or hyphens")]
    Login,
    /// It was opened before.
    #[error("the account was opened before")]
    OpenedBefore,
    /// There is no such account.
    #[error("no such account")]
    Unknown,
    /// It is closed.
    #[error("the account is closed")]
    Closed,
    /// It is an administrator already: one account cannot take two.
    #[error("one account cannot hold two administrator roles")]
    SecondAdministratorRole,
    /// Administrators hold no staff posts and staff no administrator role.
    #[error("an administrator holds no staff post")]
    AdministratorWithPost,
    /// Only staff accounts hold posts or administrator roles.
    #[error("only a staff account can hold a post")]
    NotStaff,
    /// Passkeys are for staff; a program has tokens, a citizen the accounts of institutions.
    #[error("only a staff account can have passkeys")]
    PasskeyNotStaff,
    /// The passkey has no name, or one that fits on no line.
    #[error("the name of a passkey has 1 to 30 signs")]
    PasskeyName,
    /// It has no such post.
    #[error("the account does not hold this post")]
    NoSuchPost,
}

impl Refusal for AccountRefusal {
    fn key(&self) -> &'static str {
        match self {
            AccountRefusal::Login => "refusal-account-login",
            AccountRefusal::OpenedBefore => "refusal-account-opened-before",
            AccountRefusal::Unknown => "refusal-account-unknown",
            AccountRefusal::Closed => "refusal-account-closed",
            AccountRefusal::SecondAdministratorRole => "refusal-account-second-administrator",
            AccountRefusal::AdministratorWithPost => "refusal-account-administrator-with-post",
            AccountRefusal::NotStaff => "refusal-account-not-staff",
            AccountRefusal::PasskeyNotStaff => "refusal-account-passkey-not-staff",
            AccountRefusal::PasskeyName => "refusal-account-passkey-name",
            AccountRefusal::NoSuchPost => "refusal-account-no-such-post",
        }
    }

    fn source_of_law(&self) -> Option<&'static str> {
        match self {
            AccountRefusal::SecondAdministratorRole | AccountRefusal::AdministratorWithPost => {
                Some("GB/T 22239-2019 三级 三员分立")
            }
            _ => None,
        }
    }
}

/// An account as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// The id.
    pub id: AccountId,
    /// The name for logging in.
    pub login: String,
    /// Whose it is.
    pub owner: Owner,
    /// Its posts.
    pub postings: Vec<Posting>,
    /// Its administrator role.
    pub administrator: Option<AdministratorRole>,
    /// Whether it is closed.
    pub closed: bool,
}

impl Account {
    /// Folds an account's events; none before it was opened.
    pub fn of<'a>(id: AccountId, events: impl IntoIterator<Item = &'a AccountEvent>) -> Option<Self> {
        let mut account: Option<Account> = None;
        for event in events {
            match (event, &mut account) {
                (AccountEvent::Opened { login, owner }, None) => {
                    account = Some(Account {
                        id,
                        login: login.clone(),
                        owner: owner.clone(),
                        postings: Vec::new(),
                        administrator: None,
                        closed: false,
                    });
                }
                (event, Some(account)) => account.apply(event),
                (_, None) => {}
            }
        }
        account
    }

    fn apply(&mut self, event: &AccountEvent) {
        match event {
            // The keys themselves lie where passwords lie; here it is told that they came and went.
            AccountEvent::Opened { .. }
            | AccountEvent::PasskeyAdded { .. }
            | AccountEvent::PasskeyRemoved { .. } => {}
            AccountEvent::PostGiven { posting } => {
                self.postings.retain(|held| held.post != posting.post);
                self.postings.push(posting.clone());
            }
            AccountEvent::PostTaken { post } => self.postings.retain(|held| held.post != *post),
            AccountEvent::AdministratorNamed { role } => self.administrator = Some(*role),
            AccountEvent::Closed { .. } => self.closed = true,
        }
    }

    /// Decides an order to `account` (none: not opened yet).
    ///
    /// # Errors
    /// An [`AccountRefusal`] that names the rule.
    pub fn decide(account: Option<&Self>, command: AccountCommand) -> Result<AccountEvent, AccountRefusal> {
        if let AccountCommand::Open { login, owner } = command {
            if account.is_some() {
                return Err(AccountRefusal::OpenedBefore);
            }
            return if is_login(&login) {
                Ok(AccountEvent::Opened { login, owner })
            } else {
                Err(AccountRefusal::Login)
            };
        }
        let account = account.ok_or(AccountRefusal::Unknown)?;
        if account.closed {
            return Err(AccountRefusal::Closed);
        }
        account.decide_open(command)
    }

    fn decide_open(&self, command: AccountCommand) -> Result<AccountEvent, AccountRefusal> {
        let staff = matches!(self.owner, Owner::Staff { .. });
        match command {
            AccountCommand::Open { .. } => Err(AccountRefusal::OpenedBefore),
            AccountCommand::GivePost(_) | AccountCommand::NameAdministrator(_) if !staff => {
                Err(AccountRefusal::NotStaff)
            }
            AccountCommand::GivePost(_) if self.administrator.is_some() => {
                Err(AccountRefusal::AdministratorWithPost)
            }
            AccountCommand::GivePost(posting) => Ok(AccountEvent::PostGiven { posting }),
            AccountCommand::TakePost(post) if self.postings.iter().any(|held| held.post == post) => {
                Ok(AccountEvent::PostTaken { post })
            }
            AccountCommand::TakePost(_) => Err(AccountRefusal::NoSuchPost),
            AccountCommand::NameAdministrator(_) if self.administrator.is_some() => {
                Err(AccountRefusal::SecondAdministratorRole)
            }
            AccountCommand::NameAdministrator(_) if !self.postings.is_empty() => {
                Err(AccountRefusal::AdministratorWithPost)
            }
            AccountCommand::NameAdministrator(role) => Ok(AccountEvent::AdministratorNamed { role }),
            AccountCommand::AddPasskey { .. } if !staff => Err(AccountRefusal::PasskeyNotStaff),
            AccountCommand::AddPasskey { name } if !is_passkey_name(&name) => {
                Err(AccountRefusal::PasskeyName)
            }
            AccountCommand::AddPasskey { name } => Ok(AccountEvent::PasskeyAdded { name }),
            AccountCommand::RemovePasskey { name } => Ok(AccountEvent::PasskeyRemoved { name }),
            AccountCommand::Close { reason } => Ok(AccountEvent::Closed { reason }),
        }
    }
}

fn is_login(login: &str) -> bool {
    (2..=50).contains(&login.chars().count())
        && login.chars().all(|symbol| symbol.is_alphanumeric() || matches!(symbol, '.' | '-' | '_' | '@'))
}

fn is_passkey_name(name: &str) -> bool {
    !name.trim().is_empty() && name.chars().count() <= 30 && !name.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Role;

    fn staff(events: &[AccountEvent]) -> Account {
        let id = AccountId(uuid::Uuid::nil());
        let name = Private::new(PersonId(uuid::Uuid::nil()), "李四".to_owned());
        let opened = AccountEvent::Opened {
            login: "li.si".into(),
            owner: Owner::Staff { number: "0007".into(), name },
        };
        let events: Vec<_> = std::iter::once(opened).chain(events.iter().cloned()).collect();
        Account::of(id, &events).expect("it was opened")
    }

    fn posting() -> Posting {
        Posting {
            post: "clerk-1".into(),
            role: Role::Clerk,
            department: "city-management".into(),
            region: "440402".into(),
            window: None,
        }
    }

    #[test]
    fn only_staff_has_passkeys_and_each_has_a_name() {
        let add = |name: &str| AccountCommand::AddPasskey { name: name.to_owned() };
        let member = staff(&[]);
        assert_eq!(
            Account::decide(Some(&member), add("办公电脑")),
            Ok(AccountEvent::PasskeyAdded { name: "办公电脑".to_owned() })
        );
        for name in ["", "  ", "a\nb", &"长".repeat(31)] {
            assert_eq!(
                Account::decide(Some(&member), add(name)),
                Err(AccountRefusal::PasskeyName),
                "{name:?}"
            );
        }
        let person = Owner::Person { person: PersonId(uuid::Uuid::nil()) };
        let citizen = Account { owner: person, ..member };
        assert_eq!(Account::decide(Some(&citizen), add("手机")), Err(AccountRefusal::PasskeyNotStaff));
    }

    #[test]
    fn one_account_cannot_take_two_administrator_roles() {
        let account = staff(&[AccountEvent::AdministratorNamed { role: AdministratorRole::System }]);
        let order = AccountCommand::NameAdministrator(AdministratorRole::Audit);
        assert_eq!(Account::decide(Some(&account), order), Err(AccountRefusal::SecondAdministratorRole));
    }

    #[test]
    fn an_administrator_holds_no_post_and_the_reverse() {
        let account = staff(&[AccountEvent::AdministratorNamed { role: AdministratorRole::System }]);
        let order = AccountCommand::GivePost(posting());
        assert_eq!(Account::decide(Some(&account), order), Err(AccountRefusal::AdministratorWithPost));
        let account = staff(&[AccountEvent::PostGiven { posting: posting() }]);
        let order = AccountCommand::NameAdministrator(AdministratorRole::Audit);
        assert_eq!(Account::decide(Some(&account), order), Err(AccountRefusal::AdministratorWithPost));
    }

    #[test]
    fn a_citizen_holds_no_post() {
        let person = PersonId(uuid::Uuid::nil());
        let opened = AccountEvent::Opened { login: "wang".into(), owner: Owner::Person { person } };
        let account = Account::of(AccountId(uuid::Uuid::nil()), [&opened]);
        let order = AccountCommand::GivePost(posting());
        assert_eq!(Account::decide(account.as_ref(), order), Err(AccountRefusal::NotStaff));
    }

    #[test]
    fn a_closed_account_takes_no_orders() {
        let account = staff(&[AccountEvent::Closed { reason: "left".into() }]);
        let order = AccountCommand::GivePost(posting());
        assert_eq!(Account::decide(Some(&account), order), Err(AccountRefusal::Closed));
    }

    #[test]
    fn orders_to_no_account_and_second_openings_are_refused() {
        let order = AccountCommand::TakePost("clerk-1".into());
        assert_eq!(Account::decide(None, order.clone()), Err(AccountRefusal::Unknown));
        let account = staff(&[]);
        assert_eq!(Account::decide(Some(&account), order), Err(AccountRefusal::NoSuchPost));
        let again = AccountCommand::Open { login: "li.si".into(), owner: account.owner.clone() };
        assert_eq!(Account::decide(Some(&account), again), Err(AccountRefusal::OpenedBefore));
    }

    #[test]
    fn a_login_name_has_no_spaces() {
        let owner = Owner::Program { name: "bureau".into() };
        let order = AccountCommand::Open { login: "a b".into(), owner };
        assert_eq!(Account::decide(None, order), Err(AccountRefusal::Login));
    }
}
