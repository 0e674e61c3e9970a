//! Passkeys (通行密钥) of staff: made after a fresh proof, used in place of name and password, taken away at once.
//!
//! A passkey is a public key; the secret stays in the device and is opened by a finger, a face or a PIN. It holds
//! for one address only, so nothing can be typed into a stranger's page.

use super::post::account_stream;
use super::secret::{hash_of, new_secret};
use crate::access::Action;
use crate::{Caller, Ceremony, City, PasskeyFault, PasskeyMaker, PasskeyOwner, Problem, Session};
use identity::{Account, AccountCommand, AccountEvent, Assurance};
use jiff::SignedDuration;
use kernel::{AccountId, Language, Moment, Refusal, Timestamp};
use ledger::RowChange;
use serde_json::Value;
use std::sync::Arc;

/// How long somebody may take with the device.
const MINUTES: i64 = 5;
/// How many passkeys one account has at most: a desk, a telephone, a spare one, and room.
const MOST: usize = 10;
/// Under which word a login waits for its answer; no provider's id has a colon.
const LOGIN: &str = "passkey:login";

/// Why a passkey is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyRefusal {
    /// The city's address has no host name, or no HTTPS.
    #[error("this address has no passkeys")]
    NoHost,
    /// It took too long, was finished before, or began elsewhere.
    #[error("the passkey was not answered in time, or twice")]
    Expired,
    /// The device's answer does not hold.
    #[error("the device's answer does not hold: {cause}")]
    Answer {
        /// For the log.
        cause: String,
    },
    /// No account of this city has the passkey.
    #[error("no account has this passkey")]
    Unknown,
    /// The account has as many as it may have.
    #[error("an account has at most {MOST} passkeys")]
    TooMany,
}

impl Refusal for PasskeyRefusal {
    fn key(&self) -> &'static str {
        match self {
            PasskeyRefusal::NoHost => "refusal-passkey-no-host",
            PasskeyRefusal::Expired => "refusal-passkey-expired",
            PasskeyRefusal::Answer { .. } => "refusal-passkey-answer",
            PasskeyRefusal::Unknown => "refusal-passkey-unknown",
            PasskeyRefusal::TooMany => "refusal-passkey-too-many",
        }
    }
}

/// A passkey as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// The id that the device gave it.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// Since when.
    pub since: Option<Timestamp>,
    /// When it was used last.
    pub used: Option<Timestamp>,
}

/// A question to a device, under way.
#[derive(Clone, Debug, PartialEq)]
pub struct PasskeyQuestion {
    /// What the browser sends back with the answer.
    pub ticket: String,
    /// What the browser hands to the device.
    pub asks: Value,
}

impl City {
    /// Whether this city's address can have passkeys.
    pub fn has_passkeys(&self) -> bool {
        self.ports().passkeys.is_some()
    }

    /// The passkeys of the caller's account, newest first.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] for whoever is no member of staff.
    pub fn own_passkeys(&self, caller: &Caller) -> Result<Vec<Passkey>, Problem> {
        caller.require(Action::KeepPasskeys)?;
        let account = caller.account.ok_or(Problem::LoginNeeded)?;
        self.passkeys_of(account)
    }

    fn passkeys_of(&self, account: AccountId) -> Result<Vec<Passkey>, Problem> {
        let rows = self.ledger().query(include_str!("passkeys_of.sql"), &[account.to_string().into()])?;
        let passkey = |row: &ledger::Row| Passkey {
            id: row.text(0).to_owned(),
            name: row.text(1).to_owned(),
            since: row.maybe_time(2),
            used: row.maybe_time(3),
        };
        Ok(rows.iter().map(passkey).collect())
    }

    /// Begins to make a passkey for whoever is behind a session.
    ///
    /// # Errors
    /// [`Problem::StepUpNeeded`] without a fresh proof, [`PasskeyRefusal`], or [`Problem::Forbidden`].
    pub fn ask_new_passkey(&self, session: &str, moment: &Moment) -> Result<PasskeyQuestion, Problem> {
        let (caller, account) = self.fresh_member(session, moment.now)?;
        let known: Vec<String> = self.passkeys_of(account)?.into_iter().map(|passkey| passkey.id).collect();
        if MOST <= known.len() {
            return Err(PasskeyRefusal::TooMany.into());
        }
        let login = self.account(account)?.ok_or(Problem::LoginNeeded)?.login;
        let owner = PasskeyOwner { account: account.to_string(), login, shown: caller.shown_name };
        let begun = self.passkey_maker()?.start_adding(&owner, &known).map_err(refusal)?;
        self.keep_question(&waiting(account), begun, moment.now)
    }

    /// Keeps the passkey that a device has made.
    ///
    /// # Errors
    /// [`PasskeyRefusal`], [`identity::AccountRefusal`] for a name that is none, [`Problem::StepUpNeeded`].
    pub fn add_passkey(
        &self,
        session: &str,
        name: &str,
        (ticket, answered): (&str, &Value),
        moment: &Moment,
    ) -> Result<(), Problem> {
        let (caller, account) = self.fresh_member(session, moment.now)?;
        let maker = self.passkey_maker()?;
        let kept = self.take_question(&waiting(account), ticket, moment.now)?;
        let made = maker.finish_adding(&kept, answered).map_err(refusal)?;
        let command = AccountCommand::AddPasskey { name: name.trim().to_owned() };
        let set = vec![
            ("account", account.to_string().into()),
            ("name", name.trim().into()),
            ("record", made.record.to_string().into()),
            ("created_at", moment.now.into()),
            ("used_at", ledger::Value::Null),
        ];
        let row = RowChange::Put { table: "passkeys", key: passkey_key(&made.id), set };
        self.change_passkeys(&caller, account, command, &row, moment)
    }

    /// Takes a passkey away; it opens nothing from now on.
    ///
    /// # Errors
    /// [`PasskeyRefusal::Unknown`] for one of somebody else, [`Problem::StepUpNeeded`] without a fresh proof.
    pub fn remove_passkey(&self, session: &str, id: &str, moment: &Moment) -> Result<(), Problem> {
        let (caller, account) = self.fresh_member(session, moment.now)?;
        let own = self.passkeys_of(account)?;
        let found = own.into_iter().find(|passkey| passkey.id == id).ok_or(PasskeyRefusal::Unknown)?;
        let command = AccountCommand::RemovePasskey { name: found.name };
        let row = RowChange::Remove { table: "passkeys", key: passkey_key(id) };
        self.change_passkeys(&caller, account, command, &row, moment)
    }

    fn change_passkeys(
        &self,
        caller: &Caller,
        account: AccountId,
        command: AccountCommand,
        row: &RowChange,
        moment: &Moment,
    ) -> Result<(), Problem> {
        self.run(caller, moment, |work| {
            let stream = account_stream(account);
            let events = work.load::<AccountEvent>(&stream)?;
            let known = Account::of(account, events.iter().map(|recorded| &recorded.event));
            let event = Account::decide(known.as_ref(), command.clone())?;
            work.row(row.clone());
            work.append(&stream, &caller.actor(&[]), &[event])
        })?;
        Ok(())
    }

    /// Begins a login by passkey.
    ///
    /// # Errors
    /// [`PasskeyRefusal::NoHost`], or a fault of the storage.
    pub fn ask_passkey(&self, now: Timestamp) -> Result<PasskeyQuestion, Problem> {
        let begun = self.passkey_maker()?.start_login().map_err(refusal)?;
        self.keep_question(LOGIN, begun, now)
    }

    /// Logs in with a passkey: what the person has, opened by what the person is or knows, hence a strong proof.
    ///
    /// # Errors
    /// A [`PasskeyRefusal`]; a closed account is as unknown as a passkey of nobody.
    pub fn login_with_passkey(
        &self,
        ticket: &str,
        answered: &Value,
        language: Language,
        moment: &Moment,
    ) -> Result<Session, Problem> {
        let maker = self.passkey_maker()?;
        let kept = self.take_question(LOGIN, ticket, moment.now)?;
        let id = maker.credential_of(answered).map_err(refusal)?;
        let rows = self.ledger().query(include_str!("passkey.sql"), &[id.as_str().into()])?;
        let row = rows.first().ok_or(PasskeyRefusal::Unknown)?;
        let account: AccountId =
            row.text(0).parse().map_err(|cause| Problem::fault("reading a passkey", cause))?;
        let record: Value =
            serde_json::from_str(row.text(1)).map_err(|cause| Problem::fault("reading a passkey", cause))?;
        let anew = maker.finish_login(&kept, answered, &record).map_err(refusal)?;
        if self.account(account)?.is_none_or(|account| account.closed) {
            return Err(PasskeyRefusal::Unknown.into());
        }
        let record = anew.unwrap_or(record).to_string();
        let set = vec![("record", record.into()), ("used_at", moment.now.into())];
        self.put_row(RowChange::Set { table: "passkeys", key: passkey_key(&id), set })?;
        self.open_session(account, Assurance::Strong, language, moment)
    }

    fn passkey_maker(&self) -> Result<Arc<dyn PasskeyMaker>, Problem> {
        self.ports().passkeys.clone().ok_or_else(|| PasskeyRefusal::NoHost.into())
    }

    /// Whoever is behind a session, if she may have passkeys and has proved herself just now.
    fn fresh_member(&self, session: &str, now: Timestamp) -> Result<(Caller, AccountId), Problem> {
        let open = self.find_session(session, now)?.ok_or(Problem::LoginNeeded)?;
        open.caller.require(Action::KeepPasskeys)?;
        let account = open.caller.account.ok_or(Problem::LoginNeeded)?;
        if open.is_fresh(now) { Ok((open.caller, account)) } else { Err(Problem::StepUpNeeded) }
    }

    /// Keeps what the answer is held against, where logins by other institutions wait too.
    fn keep_question(&self, what: &str, begun: Ceremony, now: Timestamp) -> Result<PasskeyQuestion, Problem> {
        let ticket = new_secret()?;
        let set = vec![
            ("provider", what.into()),
            ("kept", begun.kept.to_string().into()),
            ("expires_at", (now + SignedDuration::from_mins(MINUTES)).into()),
        ];
        let key = vec![("state", hash_of(&ticket).into())];
        self.put_row(RowChange::Put { table: "pending_logins", key, set })?;
        Ok(PasskeyQuestion { ticket, asks: begun.asks })
    }

    /// What was kept; it can be taken once.
    fn take_question(&self, what: &str, ticket: &str, now: Timestamp) -> Result<Value, Problem> {
        let state = hash_of(ticket);
        let parameters = [state.as_str().into(), what.into(), now.into()];
        let rows = self.ledger().query(include_str!("outside/pending.sql"), &parameters)?;
        let row = rows.first().ok_or(PasskeyRefusal::Expired)?;
        let kept = serde_json::from_str(row.text(0));
        self.put_row(RowChange::Remove { table: "pending_logins", key: vec![("state", state.into())] })?;
        kept.map_err(|cause| Problem::fault("reading a question to a device", cause))
    }
}

/// Under which word the making of a passkey waits for its answer.
fn waiting(account: AccountId) -> String {
    format!("passkey:{account}")
}

fn passkey_key(id: &str) -> Vec<(&'static str, ledger::Value)> {
    vec![("id", id.into())]
}

fn refusal(fault: PasskeyFault) -> Problem {
    let PasskeyFault::Answer(cause) = fault;
    PasskeyRefusal::Answer { cause }.into()
}
