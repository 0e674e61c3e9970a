//! Upkeep that nobody asks for: what ran out is swept, what another process published is read, and everybody who
//! watches the service can see when each job last succeeded.

use crate::{City, Problem};
use kernel::{Moment, Timestamp};
use std::collections::BTreeMap;
use std::sync::Mutex;

/// More rounds than this wait for the next time, so that a sweep never holds up the writers.
const ROUNDS_MAX: u32 = 50;

/// What a sweep took away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SweepReport {
    /// Sessions, codes and links that ran out.
    pub logins: u64,
    /// Drafts that nobody touched for as long as the city set.
    pub drafts: u64,
    /// Pieces of broken uploads and answers older than a day.
    pub pieces: u64,
}

impl SweepReport {
    /// Everything together.
    pub const fn all(self) -> u64 {
        self.logins + self.drafts + self.pieces
    }
}

/// How a job has been getting on in this process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JobState {
    /// When it last succeeded, also when there was nothing to do; none if it never did.
    pub succeeded_at: Option<Timestamp>,
    /// When it last failed; none if it never did.
    pub failed_at: Option<Timestamp>,
    /// How often it failed.
    pub failures: u64,
    /// How many things it has done.
    pub handled: u64,
}

impl JobState {
    /// Whether its last round failed.
    pub fn is_failing(&self) -> bool {
        self.succeeded_at < self.failed_at
    }
}

/// The jobs of this process and how they have been getting on.
#[derive(Debug, Default)]
pub struct Jobs(Mutex<BTreeMap<&'static str, JobState>>);

impl Jobs {
    /// Notes that a job began to be looked after, before its first round.
    pub fn expect(&self, name: &'static str) {
        self.change(name, |_| {});
    }

    /// Notes that a round succeeded and how many things it did.
    pub fn succeeded(&self, name: &'static str, handled: u64, at: Timestamp) {
        self.change(name, |state| {
            state.succeeded_at = Some(at);
            state.handled += handled;
        });
    }

    /// Notes that a round failed.
    pub fn failed(&self, name: &'static str, at: Timestamp) {
        self.change(name, |state| {
            state.failed_at = Some(at);
            state.failures += 1;
        });
    }

    /// All of them by name.
    pub fn states(&self) -> BTreeMap<&'static str, JobState> {
        self.0.lock().expect("no thread panics while it notes a job").clone()
    }

    fn change(&self, name: &'static str, change: impl FnOnce(&mut JobState)) {
        let mut states = self.0.lock().expect("no thread panics while it notes a job");
        change(states.entry(name).or_default());
    }
}

impl City {
    /// Takes away what ran out: sessions, codes, links, drafts, pieces of broken uploads, answers kept for a day.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn sweep(&self, moment: &Moment) -> Result<SweepReport, Problem> {
        let logins = rounds(|| self.sweep_logins(moment.now))?;
        let drafts = rounds(|| self.sweep_drafts(moment.now))?;
        Ok(SweepReport { logins, drafts, pieces: self.ledger().sweep()? })
    }

    /// Reads the published content anew if another process changed it: a command beside the running server, or
    /// another node. Says whether it did.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn follow_content(&self) -> Result<bool, Problem> {
        let rows = self.ledger().query(include_str!("upkeep/content_mark.sql"), &[])?;
        let mark = rows.first().map_or(0, |row| row.integer(0));
        if !self.is_new_mark(mark) {
            return Ok(false);
        }
        let read = self.refresh_content();
        if read.is_err() {
            // The next round tries again.
            self.is_new_mark(-1);
        }
        read.map(|()| true)
    }
}

fn rounds(mut round: impl FnMut() -> Result<usize, Problem>) -> Result<u64, Problem> {
    let mut all = 0;
    for _ in 0..ROUNDS_MAX {
        let swept = round()? as u64;
        all += swept;
        if swept == 0 {
            break;
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a time")
    }

    #[test]
    fn a_job_is_failing_until_its_next_success() {
        let jobs = Jobs::default();
        jobs.expect("sweep");
        assert!(!jobs.states()["sweep"].is_failing());
        jobs.failed("sweep", at(1));
        assert!(jobs.states()["sweep"].is_failing());
        jobs.succeeded("sweep", 3, at(2));
        let state = jobs.states()["sweep"];
        assert!(!state.is_failing() && state.handled == 3 && state.failures == 1);
    }
}
