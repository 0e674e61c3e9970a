//! The one writer of SQLite: many waiting writes in one durable commit.
//!
//! Refusals are rare and a savepoint is dear: the word index makes a segment at the end of each. So writes go in one
//! after the other, and only a group in which one is refused is written again, each in a savepoint of its own.

use super::baton::{Baton, Returned};
use super::{Edge, Shared};
use crate::Value;
use crate::apply::{PUT_READ, READ_COLUMNS, Verdict, apply};
use crate::fault::StoreFault;
use crate::prepare::Prepared;
use crate::session::{Session, sqlite_fault};
use crate::store::{Leaf, Told};
use crate::write::Commit;
use rusqlite::Connection;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, SyncSender, channel};
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

/// One piece of work in the queue.
pub(super) struct Job {
    pub work: Work,
    pub how: Commit,
}

pub(super) enum Work {
    /// Apply a prepared write.
    Apply { prepared: Box<Prepared>, reply: SyncSender<Result<(), Verdict>> },
    /// Write lines of the read log, which conflict with nothing.
    Log { lines: Vec<Value>, done: Told },
    /// Lend the connection to whoever decides under the lock.
    Lend {
        give: SyncSender<Baton>,
        reply: SyncSender<Result<(), StoreFault>>,
        /// Whether the work looks at the global order, so that everything before it needs its number first.
        alone: bool,
    },
}

/// A commit is made when nobody waits any more, or at one of these limits.
const WRITES_MAX: u64 = 256;
const TIME_MAX: Duration = Duration::from_millis(5);
/// How long a commit waits for company where there was some a moment ago; who writes alone never waits.
const LINGER: Duration = Duration::from_millis(1);
/// A bulk load makes larger ones, still far below the tenth of a second that a transaction may last.
const BULK_WRITES_MAX: u64 = 2048;
const BULK_TIME_MAX: Duration = Duration::from_millis(50);

pub(super) struct Writer {
    // None only while it is lent.
    connection: Option<Connection>,
    queue: Receiver<Job>,
    edge: Edge,
    shared: Arc<Shared>,
    /// Whether commits promise less for now.
    relaxed: bool,
    /// Whether the last commit was for several writes, so that the next one is worth waiting for.
    crowded: bool,
}

/// The writes of one commit, which wait for it.
#[derive(Default)]
struct Group {
    taken: Vec<Taken>,
    /// Whether each write has a savepoint of its own.
    careful: bool,
    /// New events without a number yet.
    leaves: Vec<Leaf>,
    newest: Option<u64>,
    kept: u64,
}

/// A piece of work that is part of the group, with whom to tell.
enum Taken {
    Logged { lines: Vec<Value>, done: Told },
    Applied { prepared: Box<Prepared>, reply: SyncSender<Result<(), Verdict>>, verdict: Result<(), Verdict> },
    Lent(SyncSender<Result<(), StoreFault>>),
}

/// What became of one piece of work.
enum Outcome {
    /// It is done, with these new events.
    Done(Vec<Leaf>),
    /// It was refused, and nothing of it was done.
    Refused,
    /// It was refused, and what it had done so far is still there.
    Spoiled,
}

impl Writer {
    pub fn new(connection: Connection, queue: Receiver<Job>, edge: Edge, shared: Arc<Shared>) -> Self {
        Writer { connection: Some(connection), queue, edge, shared, relaxed: false, crowded: false }
    }

    /// Works until the queue is closed and empty.
    pub fn run(mut self) {
        while let Ok(first) = self.queue.recv() {
            if self.crowded && first.how == Commit::Durable {
                // Whoever comes meanwhile wakes nobody, and all of them share one commit.
                std::thread::sleep(LINGER);
            }
            let mut group = Group::default();
            let done = self.commit_group(first, &mut group);
            if let (Err(_), Some(connection)) = (&done, &self.connection) {
                self.edge.forget();
                if !connection.is_autocommit() {
                    // Nothing of the group is kept; a rollback that fails leaves nothing open either.
                    let _ = connection.execute_batch("ROLLBACK");
                }
            }
            self.crowded = 1 < group.taken.len();
            if let Ok(newest) = done {
                self.shared.counters.count_group(group.kept);
                self.announce(newest);
            }
            group.answer(done.map(|_| ()));
            if self.connection.is_none() {
                return;
            }
        }
    }

    /// Applies the first job and all that wait, and commits; gives the newest sequence number if there are new
    /// events.
    fn commit_group(&mut self, first: Job, group: &mut Group) -> Result<Option<u64>, StoreFault> {
        if let Err(fault) = self.promise(first.how).and_then(|()| self.run_text("BEGIN IMMEDIATE")) {
            self.shared.counters.waiting.fetch_sub(1, Ordering::Relaxed);
            group.refuse(first.work);
            return Err(fault);
        }
        let began = Instant::now();
        let mut next = Some(first);
        let mut count = 0;
        while let Some(job) = next.take() {
            self.shared.counters.waiting.fetch_sub(1, Ordering::Relaxed);
            let (writes_max, time_max) = match job.how {
                Commit::Durable => (WRITES_MAX, TIME_MAX),
                Commit::Bulk => (BULK_WRITES_MAX, BULK_TIME_MAX),
                // Alone, so that no other write shares its weaker promise.
                Commit::Rehearsal => (1, TIME_MAX),
            };
            self.take_up(job.work, group)?;
            count += 1;
            if count < writes_max && began.elapsed() < time_max {
                next = self.queue.try_recv().ok();
            }
        }
        self.number(group)?;
        self.run_text("COMMIT")?;
        Ok(group.newest)
    }

    /// Sets how much a commit promises: with NORMAL the log is written but not synced, and the next FULL commit
    /// syncs what stands before it in the log as well.
    fn promise(&mut self, how: Commit) -> Result<(), StoreFault> {
        let relaxed = how == Commit::Rehearsal;
        if self.relaxed != relaxed {
            let level = if relaxed { "PRAGMA synchronous = NORMAL" } else { "PRAGMA synchronous = FULL" };
            let connection = self.connection.as_ref().ok_or_else(super::gone)?;
            connection.execute_batch(level).map_err(|error| sqlite_fault(&error))?;
            self.relaxed = relaxed;
        }
        Ok(())
    }

    /// Gives the new events of the group their numbers.
    fn number(&mut self, group: &mut Group) -> Result<(), StoreFault> {
        if !group.leaves.is_empty() {
            let mut session = session(self.connection.as_ref())?;
            group.newest = Some(self.edge.append(&mut session, &group.leaves)?);
            group.leaves.clear();
        }
        Ok(())
    }

    fn take_up(&mut self, work: Work, group: &mut Group) -> Result<(), StoreFault> {
        let mut taken = match work {
            Work::Apply { prepared, reply } => Taken::Applied { prepared, reply, verdict: Ok(()) },
            Work::Log { lines, done } => Taken::Logged { lines, done },
            Work::Lend { give, reply, alone } => {
                group.taken.push(Taken::Lent(reply));
                return self.lend_in(&give, alone, group);
            }
        };
        let outcome = self.write(&mut taken, group.careful);
        group.taken.push(taken);
        match outcome? {
            Outcome::Spoiled => self.again_carefully(group),
            outcome => {
                group.note(outcome);
                Ok(())
            }
        }
    }

    /// Writes all of the group once more, each in a savepoint of its own.
    fn again_carefully(&mut self, group: &mut Group) -> Result<(), StoreFault> {
        self.run_text("ROLLBACK")?;
        // Another process may come in between; then there are other verdicts.
        self.run_text("BEGIN IMMEDIATE")?;
        let mut taken = std::mem::take(&mut group.taken);
        *group = Group { careful: true, ..Group::default() };
        let done = taken.iter_mut().try_for_each(|one| {
            group.note(self.write(one, true)?);
            Ok(())
        });
        group.taken = taken;
        done
    }

    fn write(&self, taken: &mut Taken, careful: bool) -> Result<Outcome, StoreFault> {
        match taken {
            Taken::Applied { prepared, verdict, .. } => {
                *verdict = if careful { self.apply_apart(prepared)? } else { self.apply(prepared)? };
                Ok(match verdict {
                    Ok(()) => Outcome::Done(prepared.committed.leaves.clone()),
                    Err(_) if careful => Outcome::Refused,
                    Err(_) => Outcome::Spoiled,
                })
            }
            Taken::Logged { lines, .. } => {
                session(self.connection.as_ref())?.insert(PUT_READ, READ_COLUMNS, lines)?;
                Ok(Outcome::Done(Vec::new()))
            }
            // What was decided on loan cannot be decided again; the group is careful from then on.
            Taken::Lent(_) => Ok(Outcome::Refused),
        }
    }

    /// The inner result is the verdict on this write, the outer one is a failure of the whole group.
    fn apply(&self, prepared: &Prepared) -> Result<Result<(), Verdict>, StoreFault> {
        let verdict = apply(&mut session(self.connection.as_ref())?, prepared);
        if let Err(Verdict::Store(fault)) = &verdict
            && self.connection.as_ref().is_none_or(Connection::is_autocommit)
        {
            // After some failures, such as a full disk, SQLite rolls the whole transaction back by itself.
            return Err(fault.clone());
        }
        Ok(verdict)
    }

    /// As [`Writer::apply`], and nothing is left of what is refused.
    fn apply_apart(&self, prepared: &Prepared) -> Result<Result<(), Verdict>, StoreFault> {
        self.run_text("SAVEPOINT one")?;
        let verdict = self.apply(prepared)?;
        if verdict.is_err() {
            self.run_text("ROLLBACK TO one")?;
        }
        self.run_text("RELEASE one")?;
        Ok(verdict)
    }

    fn lend_in(
        &mut self,
        give: &SyncSender<Baton>,
        alone: bool,
        group: &mut Group,
    ) -> Result<(), StoreFault> {
        group.careful = true;
        if alone {
            self.number(group)?;
        }
        if let Some(leaves) = self.lend(give)? {
            group.note(Outcome::Done(leaves));
        }
        Ok(())
    }

    fn lend(&mut self, give: &SyncSender<Baton>) -> Result<Option<Vec<Leaf>>, StoreFault> {
        let (back, returned) = channel();
        let connection = self.connection.take().ok_or_else(super::gone)?;
        // Whoever asked may be gone; then the baton comes back at once, because dropping it returns it.
        let _ = give.send(Baton::new(connection, back));
        let Returned { connection, outcome } = returned.recv().map_err(|_| super::gone())?;
        self.connection = Some(connection);
        outcome
    }

    fn run_text(&self, sql: &'static str) -> Result<(), StoreFault> {
        let connection = self.connection.as_ref().ok_or_else(super::gone)?;
        let run = || connection.prepare_cached(sql)?.execute([]);
        run().map(drop).map_err(|error| sqlite_fault(&error))
    }

    fn announce(&self, newest: Option<u64>) {
        if let Some(newest) = newest {
            *self.shared.newest.lock().unwrap_or_else(PoisonError::into_inner) = newest;
            self.shared.moved.notify_all();
        }
    }
}

fn session(connection: Option<&Connection>) -> Result<Session<'_>, StoreFault> {
    connection.map(Session::Sqlite).ok_or_else(super::gone)
}

impl Group {
    fn note(&mut self, outcome: Outcome) {
        if let Outcome::Done(leaves) = outcome {
            self.kept += 1;
            self.leaves.extend(leaves);
        }
    }

    /// The transaction could not even begin, so the first job was not taken up.
    fn refuse(&mut self, first: Work) {
        self.taken.push(match first {
            Work::Apply { prepared, reply } => Taken::Applied { prepared, reply, verdict: Ok(()) },
            Work::Log { lines, done } => Taken::Logged { lines, done },
            Work::Lend { reply, .. } => Taken::Lent(reply),
        });
    }

    /// Tells everybody, after the commit: also a refusal may rest on a write of the same group.
    fn answer(self, done: Result<(), StoreFault>) {
        for taken in self.taken {
            // Nobody waits for an answer when the asking thread has gone; the write stands all the same.
            match taken {
                Taken::Logged { done: tell, .. } => tell(done.clone()),
                Taken::Applied { reply, verdict, .. } => {
                    let _ = reply.send(done.clone().map_err(Verdict::Store).and(verdict));
                }
                Taken::Lent(reply) => {
                    let _ = reply.send(done.clone());
                }
            }
        }
    }
}
