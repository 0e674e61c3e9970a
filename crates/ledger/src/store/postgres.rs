//! PostgreSQL: a bounded pool of connections, and a sequencer beside it.
//!
//! Every write transaction holds a shared lock that erase and the swap of a rebuilt view take alone; hot streams
//! have locks of their own, taken in the order of their numbers.

mod log;
mod pool;
mod sequencer;

use self::log::LogWriter;
use self::pool::{Pool, config_of, is_durable};
use self::sequencer::Sequencer;
use super::sequence::LAST_SEQ;
use super::{Counters, Leaf, Told};
use crate::Value;
use crate::fault::StoreFault;
use crate::keyring::HashKind;
use crate::session::{Connected, Session};
use kernel::StreamId;
use sha2::{Digest, Sha256};
use std::sync::OnceLock;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// The store of a city.
pub(crate) struct PostgresStore {
    pool: Pool,
    url: String,
    hash: HashKind,
    sequencer: OnceLock<Sequencer>,
    log: OnceLock<LogWriter>,
    counters: Counters,
}

/// The advisory lock that all writes share.
const WRITES: i64 = 0x7969_6d65_6e00_0001;

impl PostgresStore {
    pub fn new(url: &str, hash: HashKind) -> Result<Self, StoreFault> {
        let (sequencer, log, counters) = (OnceLock::new(), OnceLock::new(), Counters::default());
        Ok(PostgresStore { pool: Pool::new(url)?, url: url.to_owned(), hash, sequencer, log, counters })
    }

    /// Starts giving numbers to events and writing the read log, once the tables are there.
    pub fn start_sequencer(&self) -> Result<(), StoreFault> {
        let log = LogWriter::start(config_of(&self.url)?)?;
        self.log.set(log).map_err(|_| StoreFault::Other("the read log is written already".to_owned()))?;
        let sequencer = Sequencer::start(&self.url, self.hash)?;
        self.sequencer.set(sequencer).map_err(|_| StoreFault::Other("the sequencer runs already".to_owned()))
    }

    /// Writes lines of the read log, together with those of others; they are on disk when this returns.
    pub fn log_now(&self, lines: Vec<Value>) -> Result<(), StoreFault> {
        let (tell, told) = std::sync::mpsc::sync_channel(1);
        self.log(lines, Box::new(move |done| drop(tell.send(done))));
        told.recv().unwrap_or_else(|_| Err(log::gone()))
    }

    /// The same, without waiting: `done` hears of it.
    pub fn log(&self, lines: Vec<Value>, done: Told) {
        match self.log.get() {
            Some(log) => log.write(lines, done),
            None => done(Err(StoreFault::Other("the store is not open yet".to_owned()))),
        }
    }

    /// Whether the server keeps what it confirms.
    pub fn is_durable(&self) -> Result<bool, StoreFault> {
        is_durable(self.pool.take()?.connected())
    }

    pub fn read<T, E: From<StoreFault>>(
        &self,
        mut work: impl FnMut(&mut Session<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut lent = self.pool.take()?;
        let mut answer = work(&mut Session::Postgres(lent.connected()));
        if answer.is_err() && lent.connected().client.is_closed() {
            // The server was restarted while the connection lay idle; another one will do.
            drop(lent);
            lent = self.pool.take_fresh()?;
            answer = work(&mut Session::Postgres(lent.connected()));
        }
        lent.is_clean();
        answer
    }

    pub fn read_snapshot<T, E: From<StoreFault>>(
        &self,
        mut work: impl FnMut(&mut Session<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let begin = Begin::Plain("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        self.transact(begin, |session| work(session))
    }

    pub fn write<T, E: From<StoreFault>>(
        &self,
        hot: &[StreamId],
        work: impl FnOnce(&mut Session<'_>) -> Result<(T, Vec<Leaf>), E>,
    ) -> Result<T, E> {
        let mut begin = format!("BEGIN; SELECT pg_advisory_xact_lock_shared({WRITES})");
        for lock in locks_of(hot) {
            begin.push_str(&format!("; SELECT pg_advisory_xact_lock({lock})"));
        }
        self.counters.waiting.fetch_add(1, Ordering::Relaxed);
        let done = self.transact(Begin::Write(&begin), work);
        self.counters.waiting.fetch_sub(1, Ordering::Relaxed);
        let (value, leaves) = done?;
        self.counters.count_group(1);
        if !leaves.is_empty() {
            self.wake();
        }
        Ok(value)
    }

    pub fn write_alone<T, E: From<StoreFault>>(
        &self,
        work: impl FnOnce(&mut Session<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        // The generation moves in such a transaction, so it is not remembered for it.
        let begin = format!("BEGIN; SELECT pg_advisory_xact_lock({WRITES})");
        let value = self.transact(Begin::Plain(&begin), work)?;
        self.wake();
        Ok(value)
    }

    fn transact<T, E: From<StoreFault>>(
        &self,
        begin: Begin<'_>,
        work: impl FnOnce(&mut Session<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut lent = self.pool.take()?;
        if let Err(fault) = begin.on(lent.connected()) {
            let StoreFault::Lost(_) = fault else { return Err(fault.into()) };
            drop(lent);
            lent = self.pool.take_fresh()?;
            begin.on(lent.connected())?;
        }
        // Whatever fails before the commit is rolled back when the connection is given back.
        let value = work(&mut Session::Postgres(lent.connected()))?;
        lent.connected().script("COMMIT")?;
        lent.is_clean();
        Ok(value)
    }

    fn wake(&self) {
        if let Some(sequencer) = self.sequencer.get() {
            sequencer.wake();
        }
    }

    /// Gives all events their numbers in a transaction that holds the lock of all writes alone.
    pub fn sequence_rest(&self, session: &mut Session<'_>) -> Result<(), StoreFault> {
        sequencer::number_all(session, self.hash)
    }

    /// Takes dead rows out of the tables' pages. PostgreSQL does not overwrite its log; that is its archive's
    /// matter and said in the operator's guide.
    pub fn overwrite_freed(&self) -> Result<(), StoreFault> {
        let mut lent = self.pool.take()?;
        lent.connected().script("VACUUM")?;
        lent.is_clean();
        Ok(())
    }

    pub fn counters(&self) -> &Counters {
        &self.counters
    }

    pub fn wait_beyond(&self, seq: u64, timeout: Duration) -> Result<u64, StoreFault> {
        let until = Instant::now() + timeout;
        loop {
            let found = self.read(|session| {
                let row = session.row(LAST_SEQ, &[])?;
                Ok::<_, StoreFault>(row.map_or(0, |row| row.integer(0)).cast_unsigned())
            })?;
            let left = until.saturating_duration_since(Instant::now());
            let Some(sequencer) = self.sequencer.get().filter(|_| found <= seq && !left.is_zero()) else {
                return Ok(found);
            };
            // A message may be lost with a connection; a second without one is looked after.
            sequencer.wait_for_news(seq, left.min(Duration::from_secs(1)));
        }
    }
}

/// How a transaction begins.
#[derive(Clone, Copy)]
enum Begin<'a> {
    /// As it says.
    Plain(&'a str),
    /// As a write, which wants to know the generation.
    Write(&'a str),
}

impl Begin<'_> {
    fn on(self, connected: &mut Connected) -> Result<(), StoreFault> {
        match self {
            Begin::Plain(text) => {
                connected.generation = None;
                connected.script(text)
            }
            Begin::Write(text) => connected.begin_write(text),
        }
    }
}

/// The locks of streams, sorted so that two writers never wait for each other in a circle.
fn locks_of(streams: &[StreamId]) -> Vec<i64> {
    let number = |stream: &StreamId| {
        let hash: [u8; 32] = Sha256::digest(stream.as_str().as_bytes()).into();
        let [a, b, c, d, e, f, g, h, ..] = hash;
        i64::from_be_bytes([a, b, c, d, e, f, g, h])
    };
    let mut locks: Vec<i64> = streams.iter().map(number).collect();
    locks.sort_unstable();
    locks.dedup();
    locks
}
