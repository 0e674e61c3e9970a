//! Lines of the read log: who read what of whom, when and for what purpose. Whoever reads waits for the line.
//!
//! A request collects its lines, and its answer goes out once they are on disk: so no thread has to stand still for
//! it, and the lines of many requests go in one commit.

use crate::{City, Problem};
use ledger::{Commit, ReadEntry, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// The lines that a request owes before it is answered.
#[derive(Clone, Debug, Default)]
pub struct OwedLines(Arc<Mutex<Vec<ReadEntry>>>);

impl OwedLines {
    fn push(&self, line: ReadEntry) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    }

    fn take(&self) -> Vec<ReadEntry> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl City {
    /// Writes a line: it is on disk when this returns, or before the answer of a request that collects its lines.
    ///
    /// # Errors
    /// A fault of the storage.
    pub(crate) fn note_read(&self, line: ReadEntry) -> Result<(), Problem> {
        match self.owed() {
            Some(owed) => owed.push(line),
            None => {
                self.ledger().commit(Write { reads: vec![line], ..Write::default() }, Commit::Durable)?;
            }
        }
        Ok(())
    }

    /// Writes the lines that a request owes; `done` hears, on another thread, once they are on disk. Says whether
    /// there are any: if not, nothing is heard.
    pub fn write_lines(
        &self,
        owed: &OwedLines,
        done: impl FnOnce(Result<(), Problem>) + Send + 'static,
    ) -> bool {
        let lines = owed.take();
        if lines.is_empty() {
            return false;
        }
        self.ledger().log_reads(&lines, |written| done(written.map_err(Problem::from)));
        true
    }
}
