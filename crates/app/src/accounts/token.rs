//! Tokens of programs: scopes and an expiry, kept as hashes.

use super::secret::{hash_of, new_secret};
use crate::{Caller, City, Problem};
use jiff::SignedDuration;
use kernel::{AccountId, Timestamp};
use ledger::{RowChange, Value};

impl City {
    /// A new token for an account; the secret is shown once.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn new_token(
        &self,
        account: AccountId,
        name: &str,
        scopes: &[String],
        days: u32,
        now: Timestamp,
    ) -> Result<String, Problem> {
        let secret = format!("ym_{}", new_secret()?);
        let set = vec![
            ("account", account.to_string().into()),
            ("name", name.into()),
            ("scopes", scopes.join(" ").into()),
            ("created_at", now.into()),
            ("expires_at", (now + SignedDuration::from_hours(24 * i64::from(days))).into()),
            ("revoked_at", Value::Null),
        ];
        let key = vec![("id", hash_of(&secret).into())];
        self.put_row(RowChange::Put { table: "tokens", key, set })?;
        Ok(secret)
    }

    /// The caller behind a token that holds now.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn caller_of_token(&self, secret: &str, now: Timestamp) -> Result<Option<Caller>, Problem> {
        let rows = self.ledger().query(include_str!("token.sql"), &[hash_of(secret).into(), now.into()])?;
        let Some(row) = rows.first() else { return Ok(None) };
        let Ok(account) = row.text(0).parse::<AccountId>() else { return Ok(None) };
        let Some(mut caller) = self.caller_at(account, row.integer(2))? else { return Ok(None) };
        caller.scopes = Some(row.text(1).split_whitespace().map(str::to_owned).collect());
        caller.assurance = identity::Assurance::Verified;
        Ok(Some(caller))
    }

    /// Takes a token back; an unknown one is no fault.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn revoke_token(&self, id: &str, now: Timestamp) -> Result<(), Problem> {
        let (table, key) = ("tokens", vec![("id", id.into())]);
        self.put_row(RowChange::Set { table, key, set: vec![("revoked_at", now.into())] })
    }
}
