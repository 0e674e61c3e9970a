//! Opening accounts and giving posts: two rights that no one account combines.

use super::login::login_row;
use super::secret::password_record;
use crate::{Action, Caller, City, Problem, Work};
use identity::{Account, AccountCommand, AccountEvent, AccountRefusal, AdministratorRole, Owner, Posting};
use kernel::{AccountId, Actor, Moment, PersonId, PostId, StreamId, Timestamp};

/// An account to be opened.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// The name for logging in.
    pub login: String,
    /// Whose it is.
    pub owner: Owner,
    /// The first password; none for programs and outside logins.
    pub password: Option<String>,
}

/// An account in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountRow {
    /// The id.
    pub id: AccountId,
    /// The name for logging in.
    pub login: String,
    /// `person`, `staff` or `program`.
    pub kind: String,
    /// The administrator role, as a word of the access table.
    pub administrator: Option<String>,
    /// How many posts it holds.
    pub posts: i64,
    /// When it was opened.
    pub opened_at: Option<Timestamp>,
    /// Whether it is closed.
    pub closed: bool,
}

/// The stream of an account.
pub fn account_stream(account: AccountId) -> StreamId {
    StreamId::of("account", account)
}

impl City {
    /// Opens an account on behalf of an administrator.
    ///
    /// # Errors
    /// [`AccountRefusal`], [`identity::PasswordRefusal`], or that the login name is taken.
    pub fn open_account(
        &self,
        caller: &Caller,
        new: &NewAccount,
        moment: &Moment,
    ) -> Result<AccountId, Problem> {
        caller.require(Action::KeepAccounts)?;
        self.open_account_as(&caller.actor(&[]), new, moment)
    }

    /// Opens an account on behalf of the platform (self-registration, outside login, first start, demo).
    ///
    /// # Errors
    /// As [`City::open_account`].
    pub fn open_account_as(
        &self,
        actor: &Actor,
        new: &NewAccount,
        moment: &Moment,
    ) -> Result<AccountId, Problem> {
        let record = match &new.password {
            Some(password) => {
                self.settings().passwords.check(&new.login, password).map_err(Problem::refused)?;
                Some(password_record(password)?)
            }
            None => None,
        };
        self.open_account_with(actor, new, record, moment)
    }

    /// Opens an account with a password record that was made before: the demo hashes one password once.
    ///
    /// # Errors
    /// As [`City::open_account`].
    pub fn open_account_with(
        &self,
        actor: &Actor,
        new: &NewAccount,
        record: Option<String>,
        moment: &Moment,
    ) -> Result<AccountId, Problem> {
        let done = self.run(&Caller::system(), moment, |work| {
            if self.account_by_login(&new.login)?.is_some() {
                return Err(AccountRefusal::OpenedBefore.into());
            }
            work.claim("login", new.login.trim(), include_str!("account_by_login.sql"));
            let id = AccountId(work.moment.id());
            let command =
                AccountCommand::Open { login: new.login.trim().to_owned(), owner: new.owner.clone() };
            let event = Account::decide(None, command)?;
            work.append(&account_stream(id), actor, &[event])?;
            if let Some(record) = &record {
                work.row(login_row(id, &new.login, record.clone()));
            }
            Ok(id)
        })?;
        Ok(done.result)
    }

    /// The account with this login name.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn account_by_login(&self, login: &str) -> Result<Option<AccountId>, Problem> {
        let rows = self.ledger().query(include_str!("account_by_login.sql"), &[login.trim().into()])?;
        Ok(rows.first().and_then(|row| row.text(0).parse().ok()))
    }

    /// The account of a natural person, if there is one.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn account_of_person(&self, person: PersonId) -> Result<Option<AccountId>, Problem> {
        let rows =
            self.ledger().query(include_str!("account_of_person.sql"), &[person.to_string().into()])?;
        Ok(rows.first().and_then(|row| row.text(0).parse().ok()))
    }

    /// Accounts in order of their login names, after `after`.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn accounts(
        &self,
        caller: &Caller,
        kind: &str,
        after: &str,
        limit: u32,
    ) -> Result<Vec<AccountRow>, Problem> {
        if !caller.has(identity::Role::AuditAdministrator)
            && !caller.has(identity::Role::SecurityAdministrator)
        {
            caller.require(Action::KeepAccounts)?;
        }
        let parameters = [kind.into(), after.into(), i64::from(limit).into()];
        let rows = self.ledger().query(include_str!("account_list.sql"), &parameters)?;
        Ok(rows.iter().filter_map(account_row).collect())
    }

    /// Gives a post to a staff account.
    ///
    /// # Errors
    /// [`AccountRefusal`] that names the rule.
    pub fn give_post(
        &self,
        caller: &Caller,
        id: AccountId,
        posting: Posting,
        moment: &Moment,
    ) -> Result<(), Problem> {
        caller.require(Action::GrantPosts)?;
        self.order_account(&caller.actor(&[]), id, AccountCommand::GivePost(posting), moment)
    }

    /// Takes a post from an account.
    ///
    /// # Errors
    /// [`AccountRefusal`] that names the rule.
    pub fn take_post(
        &self,
        caller: &Caller,
        id: AccountId,
        post: PostId,
        moment: &Moment,
    ) -> Result<(), Problem> {
        caller.require(Action::GrantPosts)?;
        self.order_account(&caller.actor(&[]), id, AccountCommand::TakePost(post), moment)
    }

    /// Closes an account for good and ends its sessions.
    ///
    /// # Errors
    /// [`AccountRefusal`] that names the rule.
    pub fn close_account(
        &self,
        caller: &Caller,
        id: AccountId,
        reason: &str,
        moment: &Moment,
    ) -> Result<(), Problem> {
        caller.require(Action::KeepAccounts)?;
        let command = AccountCommand::Close { reason: reason.to_owned() };
        self.order_account(&caller.actor(&[]), id, command, moment)
    }

    /// Names one of the three administrators (first start).
    ///
    /// # Errors
    /// [`AccountRefusal`] that names the rule.
    pub fn name_administrator(
        &self,
        id: AccountId,
        role: AdministratorRole,
        moment: &Moment,
    ) -> Result<(), Problem> {
        self.order_account(&Actor::system(), id, AccountCommand::NameAdministrator(role), moment)
    }

    /// Carries an order to an account out.
    ///
    /// # Errors
    /// [`AccountRefusal`] that names the rule.
    pub fn order_account(
        &self,
        actor: &Actor,
        id: AccountId,
        command: AccountCommand,
        moment: &Moment,
    ) -> Result<(), Problem> {
        self.run(&Caller::system(), moment, |work: &mut Work<'_>| {
            let stream = account_stream(id);
            let events = work.load::<AccountEvent>(&stream)?;
            let account = Account::of(id, events.iter().map(|recorded| &recorded.event));
            let event = Account::decide(account.as_ref(), command.clone())?;
            if matches!(event, AccountEvent::Closed { .. }) {
                let key = vec![("account", id.to_string().into())];
                work.row(ledger::RowChange::Remove { table: "sessions", key });
            }
            work.append(&stream, actor, &[event])
        })?;
        Ok(())
    }
}

fn account_row(row: &ledger::Row) -> Option<AccountRow> {
    Some(AccountRow {
        id: row.text(0).parse().ok()?,
        login: row.text(1).to_owned(),
        kind: row.text(2).to_owned(),
        administrator: row.maybe_text(3).map(str::to_owned),
        posts: row.integer(4),
        opened_at: row.maybe_time(5),
        closed: row.integer(6) == 1,
    })
}
