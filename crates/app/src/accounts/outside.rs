//! Logging in through another institution, such as the provincial account (统一身份认证, practice.md 11).
//!
//! A surer proof wins: whoever comes with a checked identity takes over the person that somebody else had only
//! claimed to be, and the password that was set then no longer opens the account.

mod admit;
mod mandates;

use super::secret::hash_of;
use crate::{City, IdentityProvider, Problem, ProviderFault, Session};
use jiff::SignedDuration;
use kernel::{AccountId, Language, Moment, PersonId, Refusal, Timestamp};
use ledger::RowChange;
use std::sync::Arc;

/// How long somebody may take at the provider.
const MINUTES: i64 = 15;
/// How many expired rows one sweep removes.
const SWEEP: i64 = 200;

/// Why a login through another institution is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutsideRefusal {
    /// There is no such provider.
    #[error("no such identity provider")]
    Unknown,
    /// The provider cannot be reached.
    #[error("{provider} cannot be reached: {cause}")]
    Unreachable {
        /// The provider's name.
        provider: String,
        /// For the log.
        cause: String,
    },
    /// The provider's answer does not hold.
    #[error("the answer of {provider} does not hold: {cause}")]
    Answer {
        /// The provider's name.
        provider: String,
        /// For the log.
        cause: String,
    },
    /// The login took too long, was finished before, or began in another browser.
    #[error("the login is unknown, too old, or began elsewhere")]
    Expired,
    /// The person went back.
    #[error("the person went back at {provider}")]
    Declined {
        /// The provider's name.
        provider: String,
    },
    /// The provider does not know surely enough who it is.
    #[error("{provider} did not check who the person is")]
    NotIdentified {
        /// The provider's name.
        provider: String,
    },
    /// The provider names somebody else than the one known by this paper or this account.
    #[error("{provider} names another person than the one known here")]
    AnotherName {
        /// The provider's name.
        provider: String,
    },
}

impl Refusal for OutsideRefusal {
    fn key(&self) -> &'static str {
        match self {
            OutsideRefusal::Unknown => "refusal-outside-unknown",
            OutsideRefusal::Unreachable { .. } => "refusal-outside-unreachable",
            OutsideRefusal::Answer { .. } => "refusal-outside-answer",
            OutsideRefusal::Expired => "refusal-outside-expired",
            OutsideRefusal::Declined { .. } => "refusal-outside-declined",
            OutsideRefusal::NotIdentified { .. } => "refusal-outside-not-identified",
            OutsideRefusal::AnotherName { .. } => "refusal-outside-another-name",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            OutsideRefusal::Unknown | OutsideRefusal::Expired => Vec::new(),
            OutsideRefusal::Unreachable { provider, .. }
            | OutsideRefusal::Answer { provider, .. }
            | OutsideRefusal::Declined { provider }
            | OutsideRefusal::NotIdentified { provider }
            | OutsideRefusal::AnotherName { provider } => vec![("provider", provider.clone())],
        }
    }
}

/// A login that has begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideStart {
    /// Where the browser goes.
    pub address: String,
    /// What the browser keeps in a short-lived cookie and brings back, so that nobody is logged in by a link
    /// that somebody else began.
    pub state: String,
}

/// What the browser brings back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideReturn {
    /// The provider's id, from the address it came back to.
    pub provider: String,
    /// The state in the provider's answer.
    pub state: String,
    /// The code in the provider's answer; none when the person went back.
    pub code: Option<String>,
    /// The state in the browser's cookie.
    pub held: String,
}

/// A login that succeeded.
#[derive(Clone, Debug)]
pub struct OutsideLogin {
    /// The session.
    pub session: Session,
    /// The account.
    pub account: AccountId,
    /// The natural person.
    pub person: PersonId,
    /// Whether the account was opened just now.
    pub first: bool,
    /// Whether a password set by an unchecked person was taken away, which the page should say.
    pub password_taken: bool,
    /// Enterprises that the provider named with a broken credit code.
    pub unread: Vec<String>,
}

impl City {
    /// The providers for the sign-in page: id and name.
    pub fn outside_providers(&self) -> Vec<(String, String)> {
        let both =
            |provider: &Arc<dyn IdentityProvider>| (provider.id().to_owned(), provider.name().to_owned());
        self.ports().identity.iter().map(both).collect()
    }

    /// Begins a login at a provider that will send the browser back to `return_to`.
    ///
    /// # Errors
    /// [`OutsideRefusal::Unknown`], [`OutsideRefusal::Unreachable`], or a fault of the storage.
    pub fn start_outside_login(
        &self,
        provider: &str,
        return_to: &str,
        now: Timestamp,
    ) -> Result<OutsideStart, Problem> {
        let found = self.provider(provider)?;
        let departure = found.start(return_to).map_err(|fault| refusal(found.as_ref(), fault))?;
        let kept = serde_json::json!({ "return_to": return_to, "kept": departure.kept });
        let set = vec![
            ("provider", found.id().into()),
            ("kept", kept.to_string().into()),
            ("expires_at", (now + SignedDuration::from_mins(MINUTES)).into()),
        ];
        let key = vec![("state", hash_of(&departure.state).into())];
        self.put_row(RowChange::Put { table: "pending_logins", key, set })?;
        Ok(OutsideStart { address: departure.address, state: departure.state })
    }

    /// Finishes a login: finds or makes the person and the account, brings the mandates for enterprises up to what
    /// the provider says now, and opens a session.
    ///
    /// # Errors
    /// An [`OutsideRefusal`], [`identity::AccountRefusal::Closed`], or a fault of the storage.
    pub fn finish_outside_login(
        &self,
        back: &OutsideReturn,
        language: Language,
        moment: &Moment,
    ) -> Result<OutsideLogin, Problem> {
        let provider = self.provider(&back.provider)?;
        let (kept, return_to) = self.take_pending(provider.id(), back, moment.now)?;
        let Some(code) = &back.code else {
            return Err(OutsideRefusal::Declined { provider: provider.name().to_owned() }.into());
        };
        let identity = provider
            .finish(&kept, code, &back.state, &return_to)
            .map_err(|fault| refusal(provider.as_ref(), fault))?;
        let admitted = self.admit(provider.as_ref(), &identity, moment)?;
        let session = self.open_session(admitted.account, identity.assurance, language, moment)?;
        Ok(OutsideLogin {
            session,
            account: admitted.account,
            person: admitted.person,
            first: admitted.first,
            password_taken: admitted.password_taken,
            unread: admitted.unread,
        })
    }

    /// Removes logins, sessions, codes and links that ran out, at most some hundreds a round; a job calls it.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn sweep_logins(&self, now: Timestamp) -> Result<usize, Problem> {
        let mut swept = 0;
        let tables: [(&'static str, &'static [&'static str], &'static str); 6] = [
            ("pending_logins", &["state"], include_str!("outside/expired_logins.sql")),
            ("sessions", &["id"], include_str!("outside/expired_sessions.sql")),
            (
                "one_time_codes",
                &["account", "purpose", "expires_at"],
                include_str!("outside/expired_codes.sql"),
            ),
            ("first_links", &["id"], include_str!("outside/expired_first_links.sql")),
            ("one_time_links", &["id"], include_str!("outside/expired_once_links.sql")),
            ("wrong_query_codes", &["number", "expires_at"], include_str!("outside/expired_wrong_codes.sql")),
        ];
        for (table, columns, sql) in tables {
            let rows = self.ledger().query(sql, &[now.into(), SWEEP.into()])?;
            for row in &rows {
                let place = |(place, column): (usize, &&'static str)| (*column, row.0[place].clone());
                let key = columns.iter().enumerate().map(place).collect();
                self.put_row(RowChange::Remove { table, key })?;
            }
            swept += rows.len();
        }
        Ok(swept)
    }

    fn provider(&self, id: &str) -> Result<Arc<dyn IdentityProvider>, Problem> {
        let found = self.ports().identity.iter().find(|provider| provider.id() == id);
        found.cloned().ok_or_else(|| OutsideRefusal::Unknown.into())
    }

    /// What was kept when the login began; it can be taken once.
    fn take_pending(
        &self,
        provider: &str,
        back: &OutsideReturn,
        now: Timestamp,
    ) -> Result<(serde_json::Value, String), Problem> {
        let state = hash_of(&back.state);
        let parameters = [state.as_str().into(), provider.into(), now.into()];
        let rows = self.ledger().query(include_str!("outside/pending.sql"), &parameters)?;
        let row = rows.first().filter(|_| back.held == back.state).ok_or(OutsideRefusal::Expired)?;
        let mut kept: serde_json::Value = serde_json::from_str(row.text(0))
            .map_err(|cause| Problem::fault("reading a pending login", cause))?;
        let return_to = kept["return_to"].as_str().unwrap_or_default().to_owned();
        self.put_row(RowChange::Remove { table: "pending_logins", key: vec![("state", state.into())] })?;
        Ok((kept["kept"].take(), return_to))
    }
}

fn refusal(provider: &dyn IdentityProvider, fault: ProviderFault) -> OutsideRefusal {
    let provider = provider.name().to_owned();
    match fault {
        ProviderFault::Unreachable(cause) => OutsideRefusal::Unreachable { provider, cause },
        ProviderFault::Answer(cause) => OutsideRefusal::Answer { provider, cause },
    }
}
