//! SQLite: one writer thread that commits many waiting writes at once, and readers beside it.
//!
//! Another process (a token, an import, a backup) may write to the same file: every transaction takes SQLite's
//! write lock first and reads all heads anew.

mod baton;
mod readers;
mod writer;

use self::baton::Baton;
use self::readers::Readers;
use self::writer::{Job, Work, Writer};
use super::sequence::{Edge, LAST_SEQ};
use super::{Counters, Leaf, Told};
use crate::Value;
use crate::apply::Verdict;
use crate::fault::StoreFault;
use crate::keyring::HashKind;
use crate::prepare::Prepared;
use crate::session::{Session, sqlite_fault};
use crate::write::Commit;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Sender, channel, sync_channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// The store inside the binary.
pub(crate) struct SqliteStore {
    jobs: Option<Sender<Job>>,
    writer: Option<JoinHandle<()>>,
    readers: Readers,
    shared: Arc<Shared>,
}

/// What the writer tells the others.
pub(super) struct Shared {
    pub counters: Counters,
    /// The last sequence number that this process committed.
    pub newest: Mutex<u64>,
    pub moved: Condvar,
}

/// How long a statement waits for another process that writes.
const BUSY: Duration = Duration::from_secs(20);

/// Opens a connection that may write, with durability as promised.
fn connect(file: &Path) -> Result<Connection, StoreFault> {
    let connection = Connection::open(file).map_err(|error| sqlite_fault(&error))?;
    set_up(&connection, true).map_err(|error| sqlite_fault(&error))?;
    Ok(connection)
}

fn set_up(connection: &Connection, writes: bool) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY)?;
    connection.set_prepared_statement_cache_capacity(512);
    // A plan follows from its text alone. Otherwise SQLite prepares a kept statement anew for each new value.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    if writes {
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        // What erase removes is overwritten, not only unlinked.
        connection.pragma_update(None, "secure_delete", "ON")?;
        connection.pragma_update(None, "journal_size_limit", 64 * 1024 * 1024)?;
        // A page that many commits change is written back once: 32 MB of log are read again in a tenth of a second.
        connection.pragma_update(None, "wal_autocheckpoint", 8000)?;
    }
    connection.pragma_update(None, "cache_size", -16_000)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "trusted_schema", "ON")
}

fn connect_to_read(file: &Path) -> Result<Connection, StoreFault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags).map_err(|error| sqlite_fault(&error))?;
    set_up(&connection, false).map_err(|error| sqlite_fault(&error))?;
    Ok(connection)
}

impl SqliteStore {
    /// Opens the file, made if absent, and starts the writer.
    pub fn start(file: PathBuf, hash: HashKind) -> Result<Self, StoreFault> {
        let connection = connect(&file)?;
        let shared =
            Arc::new(Shared { counters: Counters::default(), newest: Mutex::new(0), moved: Condvar::new() });
        let (jobs, queue) = channel();
        let writer = Writer::new(connection, queue, Edge::new(hash), Arc::clone(&shared));
        let thread = std::thread::Builder::new().name("ledger-writer".to_owned());
        let thread = thread.spawn(|| writer.run()).map_err(|error| StoreFault::Other(error.to_string()))?;
        Ok(SqliteStore { jobs: Some(jobs), writer: Some(thread), readers: Readers::new(file), shared })
    }

    pub fn read<T, E: From<StoreFault>>(
        &self,
        work: impl FnMut(&mut Session<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.readers.read(work)
    }

    /// Borrows the writer's connection for one piece of work inside the running group; `alone` if the work looks
    /// at the global order.
    pub fn write<T, E: From<StoreFault>>(
        &self,
        alone: bool,
        work: impl FnOnce(&mut Session<'_>) -> Result<(T, Vec<Leaf>), E>,
    ) -> Result<T, E> {
        let (give, take) = sync_channel::<Baton>(1);
        let (reply, answer) = sync_channel(1);
        self.enqueue(Work::Lend { give, reply, alone }, Commit::Durable)?;
        let Ok(baton) = take.recv() else {
            let refused = answer.recv().map_err(|_| gone())?;
            return Err(refused.err().unwrap_or_else(gone).into());
        };
        let value = baton.work(work)?;
        // What was done counts only once the group is on disk.
        answer.recv().map_err(|_| gone())??;
        Ok(value)
    }

    pub fn commit(&self, prepared: Prepared, how: Commit) -> Result<(), Verdict> {
        let (reply, answer) = sync_channel(1);
        self.enqueue(Work::Apply { prepared: Box::new(prepared), reply }, how)?;
        answer.recv().map_err(|_| gone())?
    }

    /// Writes lines of the read log in the running group.
    pub fn log(&self, lines: Vec<Value>, done: Told) {
        self.shared.counters.waiting.fetch_add(1, Ordering::Relaxed);
        let job = Job { work: Work::Log { lines, done }, how: Commit::Durable };
        let refused = match &self.jobs {
            Some(jobs) => jobs.send(job).err().map(|unsent| unsent.0),
            None => Some(job),
        };
        if let Some(Job { work: Work::Log { done, .. }, .. }) = refused {
            done(Err(gone()));
        }
    }

    pub fn reads_at_once(&self) -> bool {
        self.readers.has_free()
    }

    /// Writes the log into the file and cuts it to nothing; frees were overwritten with zeros before. A reader in
    /// the middle of a transaction can hold this up, so it is tried for a while.
    pub fn overwrite_freed(&self) -> Result<(), StoreFault> {
        let connection = connect(&self.readers.file)?;
        let busy = |connection: &Connection| {
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0))
        };
        for _ in 0..50 {
            if busy(&connection).map_err(|error| sqlite_fault(&error))? == 0 {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Err(StoreFault::Again("a reader holds the write-ahead log; erase again later".to_owned()))
    }

    fn enqueue(&self, work: Work, how: Commit) -> Result<(), StoreFault> {
        self.shared.counters.waiting.fetch_add(1, Ordering::Relaxed);
        let jobs = self.jobs.as_ref().ok_or_else(gone)?;
        jobs.send(Job { work, how }).map_err(|_| gone())
    }

    pub fn counters(&self) -> &Counters {
        &self.shared.counters
    }

    /// Commits of this process wake at once; those of another one are seen within a tenth of a second.
    pub fn wait_beyond(&self, seq: u64, timeout: Duration) -> Result<u64, StoreFault> {
        const LOOK: Duration = Duration::from_millis(100);
        let until = Instant::now() + timeout;
        loop {
            let found: u64 = self.read(|session| {
                Ok::<_, StoreFault>(
                    session.row(LAST_SEQ, &[])?.map_or(0, |row| row.integer(0)).cast_unsigned(),
                )
            })?;
            let left = until.saturating_duration_since(Instant::now());
            if seq < found || left.is_zero() {
                return Ok(found);
            }
            let newest = self.shared.newest.lock().unwrap_or_else(PoisonError::into_inner);
            if *newest <= seq {
                drop(self.shared.moved.wait_timeout(newest, left.min(LOOK)));
            }
        }
    }
}

impl Drop for SqliteStore {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(writer) = self.writer.take() {
            // A writer that panicked has said so already.
            let _ = writer.join();
        }
    }
}

fn gone() -> StoreFault {
    StoreFault::Lost("the writer has stopped".to_owned())
}

#[cfg(test)]
mod tests;
