//! SQLite's readers: a bounded pool of read-only connections.

use super::connect_to_read;
use crate::fault::StoreFault;
use crate::session::{Session, sqlite_fault};
use rusqlite::Connection;
use std::path::PathBuf;
use std::sync::{Condvar, Mutex, PoisonError};

/// More would not read faster on the machines that SQLite is for.
const READERS_MAX: usize = 8;

pub(super) struct Readers {
    pub file: PathBuf,
    pool: Mutex<Pool>,
    returned: Condvar,
}

#[derive(Default)]
struct Pool {
    free: Vec<Connection>,
    made: usize,
}

impl Readers {
    pub fn new(file: PathBuf) -> Self {
        Readers { file, pool: Mutex::default(), returned: Condvar::new() }
    }

    /// Reads in one transaction, so that several questions see the same state.
    pub fn read<T, E: From<StoreFault>>(
        &self,
        mut work: impl FnMut(&mut Session<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let reader = Reader { readers: self, connection: Some(self.take()?) };
        let connection = reader.connection.as_ref().expect("it is given back only at the end");
        run(connection, "BEGIN")?;
        let answer = work(&mut Session::Sqlite(connection));
        run(connection, "ROLLBACK")?;
        answer
    }

    /// Whether somebody who asks now need not wait for others to end.
    pub fn has_free(&self) -> bool {
        let pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        !pool.free.is_empty() || pool.made < READERS_MAX
    }

    fn take(&self) -> Result<Connection, StoreFault> {
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(connection) = pool.free.pop() {
                return Ok(connection);
            }
            if pool.made < READERS_MAX {
                let connection = connect_to_read(&self.file)?;
                pool.made += 1;
                return Ok(connection);
            }
            pool = self.returned.wait(pool).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn give_back(&self, connection: Connection) {
        // A panic in the middle of reading may have left the transaction open.
        let usable = connection.is_autocommit() || connection.execute_batch("ROLLBACK").is_ok();
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        if usable {
            pool.free.push(connection);
        } else {
            pool.made -= 1;
        }
        self.returned.notify_one();
    }
}

fn run(connection: &Connection, sql: &str) -> Result<(), StoreFault> {
    let run = || connection.prepare_cached(sql)?.execute([]);
    run().map(drop).map_err(|error| sqlite_fault(&error))
}

struct Reader<'a> {
    readers: &'a Readers,
    connection: Option<Connection>,
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.readers.give_back(connection);
        }
    }
}
