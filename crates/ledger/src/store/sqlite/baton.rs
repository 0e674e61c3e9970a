//! The writer's connection on loan to another thread, for work that has to be decided under the lock.
//!
//! The writer waits until it comes back, so whoever holds it is the only writer. It comes back in any case,
//! also when the work panics.

use crate::fault::StoreFault;
use crate::session::{Session, sqlite_fault};
use crate::store::Leaf;
use rusqlite::Connection;
use std::sync::mpsc::Sender;

/// What comes back to the writer.
pub(super) struct Returned {
    pub connection: Connection,
    /// The leaves of work that is kept; none of work that was undone; a fault if the transaction is spoiled.
    pub outcome: Result<Option<Vec<Leaf>>, StoreFault>,
}

/// The connection on loan.
pub(super) struct Baton {
    connection: Option<Connection>,
    begun: bool,
    kept: Option<Vec<Leaf>>,
    back: Sender<Returned>,
}

impl Baton {
    pub fn new(connection: Connection, back: Sender<Returned>) -> Self {
        Baton { connection: Some(connection), begun: false, kept: None, back }
    }

    /// Does the work and gives the connection back.
    pub fn work<T, E: From<StoreFault>>(
        mut self,
        work: impl FnOnce(&mut Session<'_>) -> Result<(T, Vec<Leaf>), E>,
    ) -> Result<T, E> {
        let connection = self.connection.as_ref().expect("it is given back only at the end");
        connection.execute_batch("SAVEPOINT lent").map_err(|error| sqlite_fault(&error))?;
        self.begun = true;
        let (value, leaves) = work(&mut Session::Sqlite(connection))?;
        connection.execute_batch("RELEASE lent").map_err(|error| sqlite_fault(&error))?;
        self.kept = Some(leaves);
        Ok(value)
    }
}

impl Drop for Baton {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            let outcome = match self.kept.take() {
                Some(leaves) => Ok(Some(leaves)),
                None if !self.begun => Ok(None),
                None => undo(&connection).map(|()| None).map_err(|error| sqlite_fault(&error)),
            };
            // Nobody is there to take it when the writer has stopped; then it is closed here.
            let _ = self.back.send(Returned { connection, outcome });
        }
    }
}

/// Fails if the savepoint is gone because SQLite rolled the whole transaction back by itself.
fn undo(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("ROLLBACK TO lent; RELEASE lent")
}
