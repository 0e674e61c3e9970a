//! PostgreSQL: a bounded pool of connections, and a sequencer beside it.
//!
//! Every write transaction holds a shared lock that erase and the swap of a rebuilt view take alone; hot streams
//! have locks of their own, taken in the order of their numbers.

mod pool;

use self::pool::Pool;
use super::{Counters, Leaf};
use crate::fault::StoreFault;
use crate::keyring::HashKind;
use crate::session::Session;
use kernel::StreamId;
use sha2::{Digest, Sha256};
use std::time::Duration;

use self::pool::is_durable;

/// The store of a city.
pub(crate) struct PostgresStore {
    pool: Pool,
    counters: Counters,
}

/// The advisory lock that all writes share.
const WRITES: i64 = 0x7969_6d65_6e00_0001;

impl PostgresStore {
    pub fn start(url: &str, hash: HashKind) -> Result<Self, StoreFault> {
        let _ = hash;
        Ok(PostgresStore { pool: Pool::new(url)?, counters: Counters::default() })
    }

    pub fn read<T, E: From<StoreFault>>(
        &self,
        mut work: impl FnMut(&mut Session<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut lent = self.pool.take()?;
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        if let Err(fault) = lent.connected().script(begin) {
            // The server was restarted while the connection lay idle; another one will do.
            let StoreFault::Lost(_) = fault else { return Err(fault.into()) };
            drop(lent);
            lent = self.pool.take_fresh()?;
            lent.connected().script(begin)?;
        }
        let answer = work(&mut Session::Postgres(lent.connected()));
        lent.connected().script("ROLLBACK")?;
        answer
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
        self.transact(&begin, |session| work(session).map(|(value, _)| value))
    }

    pub fn write_alone<T, E: From<StoreFault>>(
        &self,
        work: impl FnOnce(&mut Session<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.transact(&format!("BEGIN; SELECT pg_advisory_xact_lock({WRITES})"), work)
    }

    fn transact<T, E: From<StoreFault>>(
        &self,
        begin: &str,
        work: impl FnOnce(&mut Session<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut lent = self.pool.take()?;
        if let Err(fault) = lent.connected().script(begin) {
            let StoreFault::Lost(_) = fault else { return Err(fault.into()) };
            drop(lent);
            lent = self.pool.take_fresh()?;
            lent.connected().script(begin)?;
        }
        // Whatever fails before the commit is rolled back when the connection is given back.
        let value = work(&mut Session::Postgres(lent.connected()))?;
        lent.connected().script("COMMIT")?;
        lent.is_clean();
        self.counters.count_group(1);
        Ok(value)
    }

    pub fn is_durable(&self) -> Result<bool, StoreFault> {
        is_durable(self.pool.take()?.connected())
    }

    pub fn start_sequencer(&self) -> Result<(), StoreFault> {
        Ok(())
    }

    pub fn sequence_rest(&self, session: &mut Session<'_>) -> Result<(), StoreFault> {
        let _ = session;
        Ok(())
    }

    pub fn counters(&self) -> &Counters {
        &self.counters
    }

    pub fn wait_beyond(&self, seq: u64, timeout: Duration) -> Result<u64, StoreFault> {
        let _ = (seq, timeout);
        Ok(0)
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
