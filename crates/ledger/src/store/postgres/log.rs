//! The writer of the read log on PostgreSQL: lines that wait go in one durable transaction.
//!
//! Whoever reads a case waits for its line. With a transaction for each of them the lines would cost more than the
//! reading; SQLite's one writer groups them with everything else.

use super::WRITES;
use super::pool::connect;
use crate::Value;
use crate::fault::StoreFault;
use crate::session::{Connected, Session};
use crate::store::Told;
use std::sync::mpsc::{Receiver, Sender, channel};

const PUT_READ: &str = include_str!("../../sql/put_read.sql");
/// The columns of a line.
const COLUMNS: usize = 8;
/// The most lines of one transaction.
const LINES_MAX: usize = 256;

struct Line {
    values: Vec<Value>,
    done: Told,
}

/// Writes lines in groups; ends with the store.
pub(super) struct LogWriter(Sender<Line>);

impl LogWriter {
    pub fn start(config: postgres::Config) -> Result<Self, StoreFault> {
        let (lines, queue) = channel();
        let thread = std::thread::Builder::new().name("ledger-read-log".to_owned());
        thread.spawn(move || run(&config, &queue)).map_err(|error| StoreFault::Other(error.to_string()))?;
        Ok(LogWriter(lines))
    }

    /// Writes the lines in `values`; they are on disk when `done` hears so.
    pub fn write(&self, values: Vec<Value>, done: Told) {
        if let Err(unsent) = self.0.send(Line { values, done }) {
            (unsent.0.done)(Err(gone()));
        }
    }
}

pub(super) fn gone() -> StoreFault {
    StoreFault::Lost("the writer of the read log has stopped".to_owned())
}

fn run(config: &postgres::Config, queue: &Receiver<Line>) {
    let mut connected = None;
    while let Ok(first) = queue.recv() {
        let (mut values, mut waiting) = (first.values, vec![first.done]);
        while values.len() < LINES_MAX * COLUMNS
            && let Ok(line) = queue.try_recv()
        {
            values.extend(line.values);
            waiting.push(line.done);
        }
        let done = write(&mut connected, config, &values);
        for tell in waiting {
            tell(done.clone());
        }
    }
}

fn write(
    connected: &mut Option<Connected>,
    config: &postgres::Config,
    values: &[Value],
) -> Result<(), StoreFault> {
    // It is kept only after a commit: closing it is the surest rollback.
    let mut open = begun(connected.take(), config)?;
    Session::Postgres(&mut open).insert(PUT_READ, COLUMNS, values)?;
    open.script("COMMIT")?;
    *connected = Some(open);
    Ok(())
}

/// A connection with an open transaction that erase waits for; a new one if the kept one was lost while it lay idle.
fn begun(kept: Option<Connected>, config: &postgres::Config) -> Result<Connected, StoreFault> {
    let begin = format!("BEGIN; SELECT pg_advisory_xact_lock_shared({WRITES})");
    if let Some(mut kept) = kept
        && kept.script(&begin).is_ok()
    {
        return Ok(kept);
    }
    let mut fresh = connect(config)?;
    fresh.script(&begin)?;
    Ok(fresh)
}
