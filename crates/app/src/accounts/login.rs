//! Logging in with a password or a one-time code, with lock-out as a setting.

use super::secret::{new_code, password_fits, password_record};
use crate::{City, Problem};
use identity::{LoginRecord, PasswordRefusal};
use jiff::SignedDuration;
use kernel::{AccountId, Moment, Refusal, Timestamp};
use ledger::{RowChange, Value};

/// How long a one-time code holds.
pub(crate) const CODE_MINUTES: i64 = 5;
/// How many wrong entries spend a code.
const CODE_TRIES: i64 = 5;

/// Why a login is refused. Name and password are never told apart.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoginRefusal {
    /// The name or the password is wrong.
    #[error("name or password is wrong")]
    Wrong,
    /// Too many failures: locked until then.
    #[error("locked until {until}")]
    Locked {
        /// Until when.
        until: Timestamp,
    },
    /// The code is wrong, spent or too old.
    #[error("the code is wrong, spent or older than five minutes")]
    Code,
    /// The account cannot be reached: no telephone number or mail address is known.
    #[error("no telephone number or mail address is known")]
    Unreachable,
}

impl Refusal for LoginRefusal {
    fn key(&self) -> &'static str {
        match self {
            LoginRefusal::Wrong => "refusal-login-wrong",
            LoginRefusal::Locked { .. } => "refusal-login-locked",
            LoginRefusal::Code => "refusal-login-code",
            LoginRefusal::Unreachable => "refusal-login-unreachable",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            LoginRefusal::Locked { until } => vec![("until", until.to_string())],
            _ => Vec::new(),
        }
    }
}

impl City {
    /// Checks name and password.
    ///
    /// # Errors
    /// [`LoginRefusal`], or a fault of the storage.
    pub fn check_password(&self, login: &str, password: &str, now: Timestamp) -> Result<AccountId, Problem> {
        let rows = self.ledger().query(include_str!("login.sql"), &[login.trim().into()])?;
        let Some(row) = rows.first() else {
            // The same work for an unknown name, so that time tells nothing.
            password_fits(self.decoy_record(), password);
            return Err(LoginRefusal::Wrong.into());
        };
        let rule = self.settings().lock;
        let failures = u32::try_from(row.integer(2)).unwrap_or(u32::MAX);
        let record = LoginRecord { failures, last: row.maybe_time(3) };
        if let Some(until) = record.locked_until(rule, now) {
            return Err(LoginRefusal::Locked { until }.into());
        }
        let account = row.text(0).parse().map_err(|cause| Problem::fault("reading a login", cause))?;
        if password_fits(row.text(1), password) {
            self.note_login(login, LoginRecord::default())?;
            return Ok(account);
        }
        self.note_login(login, record.failed(rule, now))?;
        Err(LoginRefusal::Wrong.into())
    }

    /// Six digits are guessed from a plain hash in a moment, so their hash is keyed.
    fn code_hash(&self, code: &str) -> String {
        self.ledger().keyed_hash("one-time-code", code)
    }

    fn note_login(&self, login: &str, record: LoginRecord) -> Result<(), Problem> {
        let set =
            vec![("failures", i64::from(record.failures).into()), ("failed_at", Value::maybe(record.last))];
        let key = vec![("login", login.trim().into())];
        self.put_row(RowChange::Set { table: "logins", key, set })
    }

    /// Sets the password of a login name.
    ///
    /// # Errors
    /// [`PasswordRefusal`] for a weak one, or a fault of the storage.
    pub fn set_password(&self, account: AccountId, login: &str, password: &str) -> Result<(), Problem> {
        self.settings()
            .passwords
            .check(login, password)
            .map_err(|refusal: PasswordRefusal| Problem::refused(refusal))?;
        self.put_row(login_row(account, login, password_record(password)?))
    }

    /// A new one-time code for this purpose; it replaces an earlier one. The caller of this sends it.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn new_one_time_code(
        &self,
        account: AccountId,
        purpose: &str,
        moment: &Moment,
    ) -> Result<String, Problem> {
        let code = new_code()?;
        let expires = moment.now + SignedDuration::from_mins(CODE_MINUTES);
        let set = vec![
            ("code", self.code_hash(&code).into()),
            ("tries", 0_i64.into()),
            ("expires_at", expires.into()),
        ];
        self.put_row(RowChange::Put { table: "one_time_codes", key: code_key(account, purpose), set })?;
        Ok(code)
    }

    /// Spends a one-time code.
    ///
    /// # Errors
    /// [`LoginRefusal::Code`], or a fault of the storage.
    pub fn spend_code(
        &self,
        account: AccountId,
        purpose: &str,
        code: &str,
        now: Timestamp,
    ) -> Result<(), Problem> {
        let parameters = [account.to_string().into(), purpose.into(), now.into(), CODE_TRIES.into()];
        let rows = self.ledger().query(include_str!("code.sql"), &parameters)?;
        let fits = rows.first().is_some_and(|row| row.text(0) == self.code_hash(code.trim()));
        if fits {
            self.put_row(RowChange::Remove { table: "one_time_codes", key: code_key(account, purpose) })?;
            return Ok(());
        }
        if !rows.is_empty() {
            let (table, key) = ("one_time_codes", code_key(account, purpose));
            self.put_row(RowChange::Add { table, key, add: vec![("tries", 1)] })?;
        }
        Err(LoginRefusal::Code.into())
    }
}

/// The row of a login name with its password record.
pub(crate) fn login_row(account: AccountId, login: &str, record: String) -> RowChange {
    let set = vec![
        ("account", account.to_string().into()),
        ("password", record.into()),
        ("failures", 0_i64.into()),
        ("failed_at", Value::Null),
    ];
    RowChange::Put { table: "logins", key: vec![("login", login.trim().into())], set }
}

fn code_key(account: AccountId, purpose: &str) -> Vec<(&'static str, Value)> {
    vec![("account", account.to_string().into()), ("purpose", purpose.into())]
}
