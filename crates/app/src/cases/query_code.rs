//! The query code (查询码): with the number of a case it opens its progress, without an account.

use crate::columns::{integer, text};
use crate::{City, Problem};
use jiff::SignedDuration;
use kernel::{CaseNumber, Refusal, Timestamp};
use ledger::{RowChange, Table};

/// Wrong codes that were typed for a number lately. They are no facts that anybody has to prove.
pub const WRONG_CODES: Table = Table {
    name: "wrong_query_codes",
    columns: &[text("number"), integer("failures"), integer("expires_at")],
    key: &["number"],
    indexes: &[&["expires_at"]],
    person: None,
};

/// Eight digits would be guessed in days if nobody counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too many wrong codes for this number; it can be asked for again {minutes} minutes after the last")]
pub struct QueryCodeLocked {
    /// How long after the last wrong code even the right one is not taken, in minutes.
    pub minutes: u32,
}

impl Refusal for QueryCodeLocked {
    fn key(&self) -> &'static str {
        "refusal-query-code-locked"
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        vec![("minutes", self.minutes.to_string())]
    }
}

/// The query code of a case or a difficulty: eight digits that follow from the city's key, so that nothing is stored.
pub fn query_code_of(city: &City, number: &CaseNumber) -> String {
    let hash = city.ledger().keyed_hash("query-code", number.as_str());
    let sum = hash
        .bytes()
        .fold(0_u64, |sum, byte| sum.wrapping_mul(1_099_511_628_211).wrapping_add(u64::from(byte)));
    format!("{:08}", sum % 100_000_000)
}

impl City {
    /// Checks the code that somebody typed for a number. As many wrong ones in a row as lock a login lock the
    /// number for as long; those for a number that does not exist leave nothing behind.
    ///
    /// # Errors
    /// [`Problem::NotFound`] without saying whether number or code is wrong; [`QueryCodeLocked`].
    pub(crate) fn check_query_code(
        &self,
        number: &CaseNumber,
        typed: &str,
        now: Timestamp,
    ) -> Result<(), Problem> {
        let rows = self.ledger().query(include_str!("wrong_codes.sql"), &[number.as_str().into()])?;
        let Some(row) = rows.first() else { return Err(Problem::NotFound("case")) };
        let until = row.maybe_time(1).filter(|until| now < *until);
        let failures = until.map_or(0, |_| row.integer(0));
        let rule = self.settings().lock;
        if i64::from(rule.failures) <= failures {
            return Err(Problem::refused(QueryCodeLocked { minutes: rule.minutes }));
        }
        let key = vec![("number", number.as_str().into())];
        let table = WRONG_CODES.name;
        if query_code_of(self, number) != typed.trim() {
            let until = now + SignedDuration::from_mins(i64::from(rule.minutes));
            let set = vec![("failures", (failures + 1).into()), ("expires_at", until.into())];
            self.put_row(RowChange::Put { table, key, set })?;
            return Err(Problem::NotFound("case"));
        }
        if 0 < failures {
            self.put_row(RowChange::Remove { table, key })?;
        }
        Ok(())
    }
}
