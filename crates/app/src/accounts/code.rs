//! Logging in with a one-time code, and proving oneself again before signing.
//!
//! Asking for a code never tells whether an account exists: known and unknown names get the same answer.

use super::person::person_stream;
use super::secret::hash_of;
use crate::processes::{Addressee, Telling, tell};
use crate::{City, LoginRefusal, Problem, Session};
use identity::{Account, AccountEvent, Assurance, Owner, Person, Telephone};
use jiff::SignedDuration;
use kernel::{AccountId, Language, Moment, StreamId, Timestamp};
use ledger::{RowChange, Value};
use notices::Occasion;

/// The least time between two codes for one account.
const PAUSE_SECONDS: i64 = 60;
/// How many codes one account gets in a day: a documented default against ringing somebody out of bed, and
/// against guessing, because each code allows a few tries.
const CODES_A_DAY: i64 = 10;
/// What a code for logging in is for.
const LOGIN: &str = "login";
/// What a code for proving oneself again is for.
const PROOF: &str = "proof";

/// How somebody proves herself again.
#[derive(Clone)]
pub enum Proof {
    /// By the password.
    Password(String),
    /// By a one-time code.
    Code(String),
}

impl City {
    /// Logs in with name and password. The session is as sure as the person is known, at most [`Assurance::Verified`].
    ///
    /// # Errors
    /// [`LoginRefusal`], or a fault of the storage.
    pub fn log_in(
        &self,
        login: &str,
        password: &str,
        language: Language,
        moment: &Moment,
    ) -> Result<Session, Problem> {
        let account = self.check_password(login, password, moment.now)?;
        self.open_session(account, self.assurance_of(account)?, language, moment)
    }

    /// Sends a code for logging in to the person behind a login name or a telephone number. The answer is the same
    /// whether there is such a person or not, whether she can be reached, and whether she asked too often.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn send_login_code(&self, typed: &str, moment: &Moment) -> Result<(), Problem> {
        let account = self.account_behind(typed)?;
        match account {
            Some(account) if self.may_have_code(account, LOGIN, moment.now)? => {
                self.send_code(account, LOGIN, moment).map(drop)
            }
            _ => self.write_decoy(moment.now),
        }
    }

    /// Logs in with a code.
    ///
    /// # Errors
    /// [`LoginRefusal::Code`], also for an unknown name, or a fault of the storage.
    pub fn login_with_code(
        &self,
        typed: &str,
        code: &str,
        language: Language,
        moment: &Moment,
    ) -> Result<Session, Problem> {
        let account = self.account_behind(typed)?.ok_or(LoginRefusal::Code)?;
        self.spend_code(account, LOGIN, code, moment.now)?;
        self.open_session(account, self.assurance_of(account)?, language, moment)
    }

    /// Sends a code to whoever is logged in, for proving herself again.
    ///
    /// # Errors
    /// [`LoginRefusal::Unreachable`] without a telephone number or a mail address, [`Problem::LoginNeeded`] without
    /// a session.
    pub fn send_proof_code(&self, session: &str, moment: &Moment) -> Result<(), Problem> {
        let account = self.account_of_session(session, moment.now)?;
        if !self.may_have_code(account, PROOF, moment.now)? {
            return Ok(());
        }
        if self.send_code(account, PROOF, moment)? { Ok(()) } else { Err(LoginRefusal::Unreachable.into()) }
    }

    /// Proves the person behind a session again, before she signs (step-up).
    ///
    /// # Errors
    /// [`LoginRefusal`], [`Problem::LoginNeeded`] without a session, or a fault of the storage.
    pub fn prove_again(&self, session: &str, proof: &Proof, moment: &Moment) -> Result<(), Problem> {
        let account = self.account_of_session(session, moment.now)?;
        match proof {
            Proof::Code(code) => self.spend_code(account, PROOF, code, moment.now)?,
            Proof::Password(password) => {
                let login = self.account(account)?.ok_or(LoginRefusal::Wrong)?.login;
                if self.check_password(&login, password, moment.now)? != account {
                    return Err(LoginRefusal::Wrong.into());
                }
            }
        }
        self.renew_proof(session, moment.now)
    }

    fn account_of_session(&self, session: &str, now: Timestamp) -> Result<AccountId, Problem> {
        let found = self.find_session(session, now)?;
        found.and_then(|open| open.caller.account).ok_or(Problem::LoginNeeded)
    }

    /// The account with this login name, else the only one whose person has this telephone number. A number that
    /// several share, as in families, names none of them.
    fn account_behind(&self, typed: &str) -> Result<Option<AccountId>, Problem> {
        if let Some(account) = self.account_by_login(typed)? {
            return Ok(self.account(account)?.filter(|account| !account.closed).map(|account| account.id));
        }
        let Ok(telephone) = Telephone::parse(typed) else { return Ok(None) };
        let hash = self.ledger().keyed_hash("telephone", telephone.as_str());
        let rows = self.ledger().query(include_str!("account_by_telephone.sql"), &[hash.into()])?;
        let only = (rows.len() == 1).then(|| rows.first()).flatten();
        Ok(only.and_then(|row| row.text(0).parse().ok()))
    }

    pub(super) fn account(&self, id: AccountId) -> Result<Option<Account>, Problem> {
        let events = self.events::<AccountEvent>(&StreamId::of("account", id))?;
        Ok(Account::of(id, events.iter().map(|recorded| &recorded.event)))
    }

    fn person_of(&self, account: AccountId) -> Result<Option<Person>, Problem> {
        match self.account(account)?.map(|account| account.owner) {
            Some(Owner::Person { person }) => self.person(person),
            _ => Ok(None),
        }
    }

    /// How surely a login by password or code knows somebody: staff were checked when they were hired, citizens as
    /// surely as their person is known. A strong proof needs more than either.
    fn assurance_of(&self, account: AccountId) -> Result<Assurance, Problem> {
        let person = self.person_of(account)?;
        Ok(person.map_or(Assurance::Verified, |person| person.assurance.min(Assurance::Verified)))
    }

    /// Sends a code by text message, or by mail where no number takes one. Says whether there was a way.
    fn send_code(&self, account: AccountId, purpose: &str, moment: &Moment) -> Result<bool, Problem> {
        let Some(person) = self.person_of(account)? else { return Ok(false) };
        let telephone = person.contact.telephone.as_deref().and_then(|text| Telephone::parse(text).ok());
        let telephone = telephone.filter(Telephone::takes_sms).map(|number| number.as_str().to_owned());
        let mail = person.contact.mail.clone().filter(|_| telephone.is_none());
        if telephone.is_none() && mail.is_none() {
            return Ok(false);
        }
        let to = Addressee { person: person.id, telephone, mail, address: None, electronic_service: true };
        let code = self.new_one_time_code(account, purpose, moment)?;
        self.count_code(account, moment.now)?;
        self.run(&crate::Caller::system(), moment, |work| {
            let telling = Telling {
                occasion: Occasion::OneTimeCode,
                about: None,
                matter: String::new(),
                detail: Some(code.clone()),
                stream: person_stream(person.id),
                key: format!("code-{}", work.moment.id()),
                from: work.moment.now,
                expires: Some(work.moment.now + SignedDuration::from_mins(super::CODE_MINUTES)),
            };
            tell(work, &to, &telling)
        })?;
        Ok(true)
    }

    /// Whether the account may have another code now: not within a minute, not beyond the day's number.
    fn may_have_code(&self, account: AccountId, purpose: &str, now: Timestamp) -> Result<bool, Problem> {
        let (last, _) = self.code_row(account, purpose)?;
        let sent = last.map(|expires| expires - SignedDuration::from_mins(super::CODE_MINUTES));
        if sent.is_some_and(|sent| now < sent + SignedDuration::from_secs(PAUSE_SECONDS)) {
            return Ok(false);
        }
        let (window, count) = self.code_row(account, "sent")?;
        Ok(window.is_none_or(|end| end <= now) || count < CODES_A_DAY)
    }

    /// When the row of this purpose runs out, and its counter.
    fn code_row(&self, account: AccountId, purpose: &str) -> Result<(Option<Timestamp>, i64), Problem> {
        let parameters = [account.to_string().into(), purpose.into()];
        let rows = self.ledger().query(include_str!("code_row.sql"), &parameters)?;
        Ok(rows.first().map_or((None, 0), |row| (row.maybe_time(0), row.integer(1))))
    }

    fn count_code(&self, account: AccountId, now: Timestamp) -> Result<(), Problem> {
        let key: Vec<(&'static str, Value)> =
            vec![("account", account.to_string().into()), ("purpose", "sent".into())];
        let (window, _) = self.code_row(account, "sent")?;
        if window.is_none_or(|end| end <= now) {
            let set = vec![
                ("code", "".into()),
                ("tries", 0_i64.into()),
                ("expires_at", (now + SignedDuration::from_hours(24)).into()),
            ];
            self.put_row(RowChange::Put { table: "one_time_codes", key: key.clone(), set })?;
        }
        self.put_row(RowChange::Add { table: "one_time_codes", key, add: vec![("tries", 1)] })
    }

    /// One row of nobody's, so that an unknown name costs about the same time as a known one.
    fn write_decoy(&self, now: Timestamp) -> Result<(), Problem> {
        let key = vec![("account", "nobody".into()), ("purpose", LOGIN.into())];
        let set =
            vec![("code", hash_of("nobody").into()), ("tries", 0_i64.into()), ("expires_at", now.into())];
        self.put_row(RowChange::Put { table: "one_time_codes", key, set })
    }
}
