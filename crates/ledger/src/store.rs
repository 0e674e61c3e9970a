//! The two stores behind the same few doors: read, write, write alone, commit.

mod postgres;
mod sequence;
mod sqlite;

pub(crate) use self::postgres::PostgresStore;
pub(crate) use self::sequence::{Edge, LAST_SEQ, StoredTree};
pub(crate) use self::sqlite::SqliteStore;

use crate::Value;
use crate::apply::{Verdict, apply};
use crate::fault::StoreFault;
use crate::keyring::Hash;
use crate::prepare::Prepared;
use crate::session::Session;
use crate::write::Commit;
use kernel::StreamId;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Hears whether lines of the read log are on disk.
pub(crate) type Told = Box<dyn FnOnce(Result<(), StoreFault>) + Send>;

/// The id and the leaf hash of a new event.
pub(crate) type Leaf = (String, Hash);

/// SQLite or PostgreSQL, with their threads and pools.
pub(crate) enum Store {
    Sqlite(SqliteStore),
    Postgres(Box<PostgresStore>),
}

/// What was counted since the store was opened.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    /// Writes that were committed.
    pub commits: AtomicU64,
    /// Transactions that carried them.
    pub groups: AtomicU64,
    /// The largest number of writes in one transaction.
    pub group_max: AtomicU64,
    /// Writes that wait now.
    pub waiting: AtomicU64,
}

impl Counters {
    /// Counts one transaction that carried `writes` writes.
    pub fn count_group(&self, writes: u64) {
        if 0 < writes {
            self.commits.fetch_add(writes, Ordering::Relaxed);
            self.groups.fetch_add(1, Ordering::Relaxed);
            self.group_max.fetch_max(writes, Ordering::Relaxed);
        }
    }
}

impl Store {
    /// Reads committed things; several questions may see different states on PostgreSQL.
    pub fn read<T, E: From<StoreFault>>(
        &self,
        work: impl FnMut(&mut Session<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        match self {
            Store::Sqlite(store) => store.read(work),
            Store::Postgres(store) => store.read(work),
        }
    }

    /// As [`Store::read`], but all questions see the same state.
    pub fn read_snapshot<T, E: From<StoreFault>>(
        &self,
        work: impl FnMut(&mut Session<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        match self {
            Store::Sqlite(store) => store.read(work),
            Store::Postgres(store) => store.read_snapshot(work),
        }
    }

    /// Does `work` in a write transaction and keeps it if it succeeds; `work` also gives the new leaves.
    /// `hot` streams are locked for the length of the transaction.
    pub fn write<T, E: From<StoreFault>>(
        &self,
        hot: &[StreamId],
        work: impl FnOnce(&mut Session<'_>) -> Result<(T, Vec<Leaf>), E>,
    ) -> Result<T, E> {
        match self {
            // The only writer is the lock of every stream.
            Store::Sqlite(store) => store.write(false, work),
            Store::Postgres(store) => store.write(hot, work),
        }
    }

    /// As [`Store::write`], while nobody else writes anything.
    pub fn write_alone<T, E: From<StoreFault>>(
        &self,
        work: impl FnOnce(&mut Session<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        match self {
            Store::Sqlite(store) => store.write(true, |session| Ok((work(session)?, Vec::new()))),
            Store::Postgres(store) => store.write_alone(work),
        }
    }

    /// Commits a prepared write; gives it back if it has to be prepared again.
    pub fn commit(&self, prepared: Prepared, how: Commit) -> Result<(), Verdict> {
        match self {
            Store::Sqlite(store) => store.commit(prepared, how),
            Store::Postgres(store) if prepared.only_reads() => Ok(store.log_now(prepared.reads)?),
            Store::Postgres(store) => store.write(&[], |session| {
                apply(session, &prepared)?;
                Ok(((), prepared.committed.leaves.clone()))
            }),
        }
    }

    /// Writes lines of the read log together with whatever else waits; `done` hears of it on the writer's thread.
    pub fn log(&self, lines: Vec<Value>, done: Told) {
        match self {
            Store::Sqlite(store) => store.log(lines, done),
            Store::Postgres(store) => store.log(lines, done),
        }
    }

    /// Whether reading takes no way to another process, and a reader is free: then it costs less to read on the
    /// spot than to wake another thread for it.
    pub fn reads_at_once(&self) -> bool {
        match self {
            Store::Sqlite(store) => store.reads_at_once(),
            Store::Postgres(_) => false,
        }
    }

    /// Starts what gives numbers to events, once the tables are there.
    pub fn start_sequencer(&self) -> Result<(), StoreFault> {
        match self {
            // The writer does it in the commit itself.
            Store::Sqlite(_) => Ok(()),
            Store::Postgres(store) => store.start_sequencer(),
        }
    }

    /// Gives every committed event its number, while this transaction is the only one that writes.
    pub fn sequence_rest(&self, session: &mut Session<'_>) -> Result<(), StoreFault> {
        match self {
            // Events get their numbers in the commit itself.
            Store::Sqlite(_) => Ok(()),
            Store::Postgres(store) => store.sequence_rest(session),
        }
    }

    /// Waits until an event beyond `seq` has its number, and says the newest number then.
    pub fn wait_beyond(&self, seq: u64, timeout: Duration) -> Result<u64, StoreFault> {
        match self {
            Store::Sqlite(store) => store.wait_beyond(seq, timeout),
            Store::Postgres(store) => store.wait_beyond(seq, timeout),
        }
    }

    /// Makes the store forget the bytes of what was erased, as far as it can.
    pub fn overwrite_freed(&self) -> Result<(), StoreFault> {
        match self {
            Store::Sqlite(store) => store.overwrite_freed(),
            Store::Postgres(store) => store.overwrite_freed(),
        }
    }

    /// What was counted.
    pub fn counters(&self) -> &Counters {
        match self {
            Store::Sqlite(store) => store.counters(),
            Store::Postgres(store) => store.counters(),
        }
    }
}
