//! Sessions: opened by a proof of identity, found by a secret that only the browser holds.

use super::secret::{hash_of, new_secret};
use crate::{Caller, City, Problem};
use identity::{Account, AccountEvent, Assurance, Owner};
use jiff::SignedDuration;
use kernel::{AccountId, Language, Moment, PersonId, StreamId, Timestamp};
use ledger::{Commit, RowChange, Value, Write};

/// How long a session lives without being renewed.
const HOURS: i64 = 12;
/// How long a proof of identity is fresh enough to sign with.
const FRESH_MINUTES: i64 = 15;

/// A session as the browser holds it.
#[derive(Clone, Debug)]
pub struct Session {
    /// The secret of the cookie.
    pub secret: String,
    /// The token that forms carry against forged requests.
    pub csrf: String,
    /// Until when.
    pub expires: Timestamp,
}

/// A session that was found.
#[derive(Clone, Debug)]
pub struct OpenSession {
    /// The caller behind it.
    pub caller: Caller,
    /// The token that forms carry.
    pub csrf: String,
    /// When identity was last proved.
    pub proved_at: Timestamp,
}

impl OpenSession {
    /// Whether the proof of identity is fresh enough for signing.
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        now.duration_since(self.proved_at) < SignedDuration::from_mins(FRESH_MINUTES)
    }
}

impl City {
    /// Opens a session for an account that has just proved itself.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn open_session(
        &self,
        account: AccountId,
        assurance: Assurance,
        language: Language,
        moment: &Moment,
    ) -> Result<Session, Problem> {
        let (secret, csrf) = (new_secret()?, new_secret()?);
        let expires = moment.now + SignedDuration::from_hours(HOURS);
        let set = vec![
            ("account", account.to_string().into()),
            ("assurance", word(assurance).into()),
            ("acting_for", Value::Null),
            ("csrf", csrf.clone().into()),
            ("language", language.tag().into()),
            ("proved_at", moment.now.into()),
            ("created_at", moment.now.into()),
            ("expires_at", expires.into()),
        ];
        let key = vec![("id", hash_of(&secret).into())];
        self.put_row(RowChange::Put { table: "sessions", key, set })?;
        Ok(Session { secret, csrf, expires })
    }

    /// Finds the session of a cookie's secret.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn find_session(&self, secret: &str, now: Timestamp) -> Result<Option<OpenSession>, Problem> {
        let id = hash_of(secret);
        let rows = self.ledger().query(include_str!("session.sql"), &[id.into(), now.into()])?;
        let Some(row) = rows.first() else { return Ok(None) };
        let Ok(account) = row.text(0).parse::<AccountId>() else { return Ok(None) };
        let Some(mut caller) = self.caller_at(account, row.integer(6))? else { return Ok(None) };
        caller.assurance = assurance(row.text(1));
        caller.acting_for = self.still_acting_for(&caller, row.maybe_text(2), now)?;
        caller.language =
            if row.text(4) == Language::English.tag() { Language::English } else { Language::Chinese };
        let proved_at = row.maybe_time(5).unwrap_or(Timestamp::UNIX_EPOCH);
        Ok(Some(OpenSession { caller, csrf: row.text(3).to_owned(), proved_at }))
    }

    /// For whom a session acts: nobody any more from the moment its mandate ended (practice.md 11).
    fn still_acting_for(
        &self,
        caller: &Caller,
        principal: Option<&str>,
        now: Timestamp,
    ) -> Result<Option<PersonId>, Problem> {
        let Some(principal) = principal.and_then(|id| id.parse::<PersonId>().ok()) else { return Ok(None) };
        let Some(agent) = caller.person else { return Ok(None) };
        match self.require_mandate(agent, principal, now) {
            Ok(()) => Ok(Some(principal)),
            Err(Problem::Refused(_)) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// Ends a session; an unknown one is no fault.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn close_session(&self, secret: &str) -> Result<(), Problem> {
        let key = vec![("id", hash_of(secret).into())];
        self.put_row(RowChange::Remove { table: "sessions", key })
    }

    /// Remembers in the session for whom the person acts now; mandates are checked by the caller of this.
    ///
    /// # Errors
    /// A fault of the storage.
    pub(crate) fn switch_session(&self, secret: &str, to: Option<PersonId>) -> Result<(), Problem> {
        let set = vec![("acting_for", Value::maybe(to.map(|person| person.to_string())))];
        let key = vec![("id", hash_of(secret).into())];
        self.put_row(RowChange::Set { table: "sessions", key, set })
    }

    /// Remembers that identity was proved again now.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn renew_proof(&self, secret: &str, now: Timestamp) -> Result<(), Problem> {
        let key = vec![("id", hash_of(secret).into())];
        self.put_row(RowChange::Set { table: "sessions", key, set: vec![("proved_at", now.into())] })
    }

    /// The caller behind an account, without what only a session knows; none if closed or unknown.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn caller_of(&self, id: AccountId) -> Result<Option<Caller>, Problem> {
        let events = self.events::<AccountEvent>(&StreamId::of("account", id))?;
        let Some(account) = Account::of(id, events.iter().map(|recorded| &recorded.event)) else {
            return Ok(None);
        };
        let head = events.last().map_or(0, |last| last.position);
        let found = (!account.closed).then(|| caller(account));
        if let Some(caller) = &found {
            self.callers().keep(id, head, caller);
        }
        Ok(found)
    }

    /// The caller behind an account whose stream has got as far as `head`.
    pub(super) fn caller_at(&self, id: AccountId, head: i64) -> Result<Option<Caller>, Problem> {
        match self.callers().find(id, head.cast_unsigned()) {
            Some(caller) => Ok(Some(caller)),
            None => self.caller_of(id),
        }
    }

    pub(crate) fn put_row(&self, change: RowChange) -> Result<(), Problem> {
        self.put_row_once(change, None)
    }

    /// The same, with the record of the request in the same transaction.
    pub(crate) fn put_row_once(
        &self,
        change: RowChange,
        idempotency: Option<ledger::Idempotency>,
    ) -> Result<(), Problem> {
        let write = Write { rows: vec![change], idempotency, ..Write::default() };
        self.ledger().commit(write, Commit::Durable)?;
        Ok(())
    }
}

fn caller(account: Account) -> Caller {
    let (person, shown_name) = match &account.owner {
        Owner::Person { person } => (Some(*person), account.login.clone()),
        Owner::Staff { number, .. } => (None, number.clone()),
        Owner::Program { name } => (None, name.clone()),
    };
    Caller {
        account: Some(account.id),
        person,
        acting_for: None,
        postings: account.postings,
        administrator: account.administrator,
        assurance: Assurance::Declared,
        shown_name,
        language: Language::Chinese,
        scopes: None,
    }
}

const fn word(assurance: Assurance) -> &'static str {
    match assurance {
        Assurance::Declared => "declared",
        Assurance::Verified => "verified",
        Assurance::Strong => "strong",
    }
}

fn assurance(word: &str) -> Assurance {
    match word {
        "strong" => Assurance::Strong,
        "verified" => Assurance::Verified,
        _ => Assurance::Declared,
    }
}
