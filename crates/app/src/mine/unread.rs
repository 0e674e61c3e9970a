//! How much is new in the inbox since its reader last looked: a mark for each account and person, and no event, because
//! nobody has to prove later that somebody opened a list.

use crate::columns::{integer, text};
use crate::{Caller, City, Problem};
use kernel::{AccountId, PersonId, Timestamp};
use ledger::{RowChange, Table};

/// When each account last looked into the inbox of whom it acts for.
pub const INBOX_SEEN: Table = Table {
    name: "inbox_seen",
    columns: &[text("account"), text("person"), integer("seen_at")],
    key: &["account", "person"],
    indexes: &[],
    person: None,
};

impl City {
    /// How many messages came since the caller last looked; none for who has no inbox.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn unread(&self, caller: &Caller) -> Result<u32, Problem> {
        let Some((account, person)) = reader(caller) else { return Ok(0) };
        let ids = [account.to_string().into(), person.to_string().into()];
        let seen = self.ledger().query(include_str!("seen.sql"), &ids)?;
        let since = seen.first().map_or(0, |row| row.integer(0));
        let parameters = [format!("person:{person}").into(), person.to_string().into(), since.into()];
        let rows = self.ledger().query(include_str!("unread.sql"), &parameters)?;
        Ok(rows.first().map_or(0, |row| u32::try_from(row.integer(0)).unwrap_or(u32::MAX)))
    }

    /// Marks everything in the caller's inbox as looked at.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn mark_inbox_seen(&self, caller: &Caller, now: Timestamp) -> Result<(), Problem> {
        let Some((account, person)) = reader(caller) else { return Ok(()) };
        let key = vec![("account", account.to_string().into()), ("person", person.to_string().into())];
        self.put_row(RowChange::Put { table: "inbox_seen", key, set: vec![("seen_at", now.into())] })
    }
}

fn reader(caller: &Caller) -> Option<(AccountId, PersonId)> {
    caller.account.zip(caller.applicant())
}
