//! The first administrators of a real city: one link for each of the three roles, each used once.
//!
//! Whoever starts the city hands the links to three different people (三员分立). A link opens one new account with
//! one role; the account cannot take a second one, and neither can the same member of staff under another name.

use super::login::login_row;
use super::post::account_stream;
use super::secret::{hash_of, new_secret, password_record};
use crate::columns::{integer, text};
use crate::founding::city_stream;
use crate::{Caller, City, CityEvent, FieldProblem, Problem, Session, Work};
use identity::{Account, AccountCommand, AccountEvent, AccountRefusal, AdministratorRole, Assurance, Owner};
use jiff::SignedDuration;
use kernel::{AccountId, Actor, Language, Moment, PersonId, Private, Refusal, Timestamp};
use ledger::{RowChange, Table};

/// How long a link holds: long enough to carry it to another building, short enough to be forgotten nowhere.
const HOURS: i64 = 24;

/// The three roles, in the order in which they are shown.
const ROLES: [AdministratorRole; 3] =
    [AdministratorRole::System, AdministratorRole::Security, AdministratorRole::Audit];

/// Links that are out, by the hash of their secret.
pub const FIRST_LINKS: Table = Table {
    name: "first_links",
    columns: &[text("id"), text("role"), integer("expires_at")],
    key: &["id"],
    indexes: &[&["expires_at"]],
    person: None,
};

/// A link for one of the three administrators.
pub struct FirstLink {
    /// Which of them.
    pub role: AdministratorRole,
    /// Its path under the public address; whoever has it becomes the administrator.
    pub path: String,
    /// Until when it holds.
    pub expires: Timestamp,
}

/// What the new administrator types.
#[derive(Clone)]
pub struct FirstSignIn {
    /// The name for logging in.
    pub login: String,
    /// The password.
    pub password: String,
    /// The number on the staff card.
    pub number: String,
    /// The name on the staff card.
    pub name: String,
}

/// Why a link opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FirstLinkRefusal {
    /// It was used, ran out, never was, or somebody has the role already.
    #[error("the link was used, ran out or never was")]
    Spent,
    /// The same member of staff is one of the other administrators.
    #[error("this member of staff is another administrator already")]
    SamePerson,
}

impl Refusal for FirstLinkRefusal {
    fn key(&self) -> &'static str {
        match self {
            FirstLinkRefusal::Spent => "refusal-first-link-spent",
            FirstLinkRefusal::SamePerson => "refusal-first-link-same-person",
        }
    }
}

impl City {
    /// New links for the roles that nobody holds; links that are out already go on holding.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn new_first_links(&self, now: Timestamp) -> Result<Vec<FirstLink>, Problem> {
        let mut links = Vec::new();
        for role in ROLES {
            if self.administrator(role)?.is_some() {
                continue;
            }
            let (secret, expires) = (new_secret()?, now + SignedDuration::from_hours(HOURS));
            let set = vec![("role", word(role).into()), ("expires_at", expires.into())];
            let key = vec![("id", hash_of(&secret).into())];
            self.put_row(RowChange::Put { table: "first_links", key, set })?;
            links.push(FirstLink { role, path: format!("/sign-in/first/{secret}"), expires });
        }
        Ok(links)
    }

    /// The role behind a link that holds.
    ///
    /// # Errors
    /// [`FirstLinkRefusal::Spent`], or a fault of the storage.
    pub fn first_link(&self, secret: &str, now: Timestamp) -> Result<AdministratorRole, Problem> {
        let rows =
            self.ledger().query(include_str!("first_link.sql"), &[hash_of(secret).into(), now.into()])?;
        let role = rows.first().and_then(|row| ROLES.into_iter().find(|role| word(*role) == row.text(0)));
        let role = role.ok_or(FirstLinkRefusal::Spent)?;
        if self.administrator(role)?.is_some() { Err(FirstLinkRefusal::Spent.into()) } else { Ok(role) }
    }

    /// Opens the administrator's account by a link, spends the link and every other one to the same role, and logs
    /// the new administrator in.
    ///
    /// # Errors
    /// [`FirstLinkRefusal`], [`AccountRefusal`], [`identity::PasswordRefusal`], or [`Problem::Fields`] without name
    /// or number.
    pub fn take_first_link(
        &self,
        secret: &str,
        new: &FirstSignIn,
        language: Language,
        moment: &Moment,
    ) -> Result<Session, Problem> {
        self.first_link(secret, moment.now)?;
        check_fields(new)?;
        self.settings().passwords.check(&new.login, &new.password).map_err(Problem::refused)?;
        let record = password_record(&new.password)?;
        let done = self.run(&Caller::system(), moment, |work| {
            // Two people with two links to one role meet in the stream of the city: one of them comes too late.
            work.load::<CityEvent>(&city_stream())?;
            let role = work.city.first_link(secret, moment.now)?;
            let account = appoint(work, role, new)?;
            work.row(login_row(account, &new.login, record.clone()));
            work.row(RowChange::Remove { table: "first_links", key: vec![("role", word(role).into())] });
            let event = CityEvent::AdministratorAppointed { role, account };
            work.append(&city_stream(), &Actor::system(), &[event])?;
            Ok(account)
        })?;
        self.open_session(done.result, Assurance::Verified, language, moment)
    }

    /// The account that holds this role.
    fn administrator(&self, role: AdministratorRole) -> Result<Option<AccountId>, Problem> {
        let rows = self.ledger().query(include_str!("administrator.sql"), &[word(role).into()])?;
        Ok(rows.first().and_then(|row| row.text(0).parse().ok()))
    }
}

fn check_fields(new: &FirstSignIn) -> Result<(), Problem> {
    let missing = [("name", &new.name), ("number", &new.number)];
    let missing = missing.into_iter().filter(|(_, text)| text.trim().is_empty());
    let wrong: Vec<_> = missing.map(|(field, _)| FieldProblem::new(field, "field-missing")).collect();
    if wrong.is_empty() { Ok(()) } else { Err(Problem::Fields(wrong)) }
}

fn appoint(work: &mut Work<'_>, role: AdministratorRole, new: &FirstSignIn) -> Result<AccountId, Problem> {
    for other in ROLES {
        let Some(holder) = work.city.administrator(other)? else { continue };
        let events = work.load::<AccountEvent>(&account_stream(holder))?;
        let holder = Account::of(holder, events.iter().map(|recorded| &recorded.event));
        let same =
            |owner: &Owner| matches!(owner, Owner::Staff { number, .. } if *number == new.number.trim());
        if holder.is_some_and(|holder| same(&holder.owner)) {
            return Err(FirstLinkRefusal::SamePerson.into());
        }
    }
    if work.city.account_by_login(&new.login)?.is_some() {
        return Err(AccountRefusal::OpenedBefore.into());
    }
    work.claim("login", new.login.trim(), include_str!("account_by_login.sql"));
    let id = AccountId(work.moment.id());
    let name = Private::new(PersonId(work.moment.id()), new.name.trim().to_owned());
    let owner = Owner::Staff { number: new.number.trim().to_owned(), name };
    let open = AccountCommand::Open { login: new.login.trim().to_owned(), owner };
    let opened = Account::decide(None, open)?;
    let account = Account::of(id, [&opened]);
    let named = Account::decide(account.as_ref(), AccountCommand::NameAdministrator(role))?;
    work.append(&account_stream(id), &Actor::system(), &[opened, named])?;
    Ok(id)
}

/// The word of the role in tables; the view of accounts has the same.
const fn word(role: AdministratorRole) -> &'static str {
    match role {
        AdministratorRole::System => "system",
        AdministratorRole::Security => "security",
        AdministratorRole::Audit => "audit",
    }
}
