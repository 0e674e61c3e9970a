//! Figures for the operator, and upkeep that keeps them small.

use super::Ledger;
use super::outbox::{OutboxState, now};
use crate::{Fault, Row};
use kernel::Timestamp;
use sha2::{Digest, Sha256};
use std::sync::atomic::Ordering;

const SIZE: &str = include_str!("../sql/size.sql");
const OUTBOX_COUNT: &str = include_str!("../sql/outbox_count.sql");
const SWEEP_ANSWERS: &str = include_str!("../sql/sweep_answers.sql");
const READ_ROWS: i64 = 1000;
const READ_PAGE: &str = include_str!("../sql/read_digest_page.sql");

/// Figures of the ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Writes committed since this program started.
    pub commits: u64,
    /// Transactions that carried them.
    pub groups: u64,
    /// The most writes in one transaction.
    pub group_max: u64,
    /// Writes that wait now.
    pub waiting: u64,
    /// The number of the newest event.
    pub last_seq: u64,
    /// Bytes of the database.
    pub bytes: u64,
    /// Outbox entries by state.
    pub outbox: Vec<(OutboxState, u64)>,
}

/// What the read log says in a stretch: the content of the daily digest event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadDigest {
    /// The last line that is covered; give it as `after` the next time.
    pub last: i64,
    /// How many lines.
    pub count: u64,
    /// SHA-256 over the lines as JSON arrays, each followed by a line end.
    pub sha256: [u8; 32],
}

/// How far a digest of the read log goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadUntil {
    /// Up to the first line of this time or later. Lines of a write that still runs have numbers already, so a
    /// digest stays well behind the clock.
    Before(Timestamp),
    /// Up to this line: what an earlier digest covered.
    Line(i64),
}

impl ReadUntil {
    fn covers(self, row: &Row) -> bool {
        match self {
            ReadUntil::Before(time) => row.maybe_time(1).is_some_and(|at| at < time),
            ReadUntil::Line(last) => row.integer(0) <= last,
        }
    }
}

impl Ledger {
    /// The figures.
    ///
    /// # Errors
    /// If the store fails.
    pub fn stats(&self) -> Result<Stats, Fault> {
        let counters = self.inner.store.counters();
        let read = |counter: &std::sync::atomic::AtomicU64| counter.load(Ordering::Relaxed);
        let mut stats = Stats {
            commits: read(&counters.commits),
            groups: read(&counters.groups),
            group_max: read(&counters.group_max),
            waiting: read(&counters.waiting),
            ..Stats::default()
        };
        let rows = self.read("reading figures", |session| {
            let last = session.row(crate::store::LAST_SEQ, &[])?.map_or(0, |row| row.integer(0));
            let bytes = session.row(SIZE, &[])?.map_or(0, |row| row.integer(0));
            (stats.last_seq, stats.bytes) = (last.cast_unsigned(), bytes.cast_unsigned());
            session.rows(OUTBOX_COUNT, &[])
        })?;
        let state = |row: &Row| (OutboxState::named(row.text(0)), row.integer(1).cast_unsigned());
        stats.outbox = rows.iter().map(state).collect();
        Ok(stats)
    }

    /// Takes away what no longer counts: answers older than a day, pieces of broken uploads. Says how many rows.
    /// A job calls it now and then.
    ///
    /// # Errors
    /// If the store fails.
    pub fn sweep(&self) -> Result<u64, Fault> {
        let mut swept = self.sweep_blobs()?;
        loop {
            let gone = self.write("sweeping answers", |session| {
                now(session)?;
                session.run(SWEEP_ANSWERS, &[])
            })?;
            swept += gone;
            if gone == 0 {
                return Ok(swept);
            }
        }
    }

    /// What the read log says in the lines after `after`; none if there are none.
    ///
    /// # Errors
    /// If the store fails.
    pub fn read_digest(&self, after: i64, until: ReadUntil) -> Result<Option<ReadDigest>, Fault> {
        let (mut last, mut count, mut hash) = (after, 0, Sha256::new());
        loop {
            let rows = self.read("reading the read log", |session| {
                session.rows(READ_PAGE, &[last.into(), READ_ROWS.into()])
            })?;
            let covered = rows.iter().take_while(|row| until.covers(row));
            let mut found = 0;
            for row in covered {
                (last, count, found) = (row.integer(0), count + 1, found + 1);
                hash.update(line_of(row));
            }
            if found < READ_ROWS {
                break;
            }
        }
        let sha256 = hash.finalize().into();
        Ok((0 < count).then_some(ReadDigest { last, count, sha256 }))
    }
}

fn line_of(row: &Row) -> String {
    let texts = [2, 3, 4, 5, 6, 7].map(|place| row.text(place));
    let line = serde_json::json!([row.integer(0), row.integer(1), texts, row.integer(8)]);
    format!("{line}\n")
}
