//! What goes out after a commit: letters, text messages, and calls and letters by persons. Nothing is lost, because
//! an entry stays until somebody says how it went; no text message is sent twice, because it is marked before.
//!
//! Without a mailer or a gateway the entries wait, and the page of the outbox says so.

mod errands;
mod letters;
mod page;
mod reports;
mod short_messages;
mod text;

pub use errands::{ERRANDS, Errand, ErrandDone, ErrandPage, ErrandWay};
pub use page::{OutboxLine, OutboxPage};
pub use reports::{SHORT_MESSAGES, ShortMessageLine};
pub use text::NoticeText;

use crate::{City, NoticeTask, Problem};
use kernel::Moment;
use ledger::{Claimed, Fault, Settlement};
use notices::Patience;

/// How many entries a worker holds at a time: few, so that a worker that dies keeps little from the others.
const BATCH: u32 = 4;

/// What one round of a worker did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OutboxRound {
    /// Taken by the other side.
    pub sent: u32,
    /// Put off.
    pub later: u32,
    /// Given up: shown to an administrator.
    pub dead: u32,
    /// Perhaps sent: shown to an administrator.
    pub uncertain: u32,
    /// Not needed any more, or the addressee was erased.
    pub needless: u32,
}

/// How one entry ended.
enum Ending {
    Sent,
    Needless,
    Later(String),
    Dead(String),
    Uncertain(String),
    /// Another worker holds it: leave it alone.
    Lost,
}

impl OutboxRound {
    fn count(&mut self, ending: &Ending) {
        match ending {
            Ending::Sent => self.sent += 1,
            Ending::Needless | Ending::Lost => self.needless += 1,
            Ending::Later(_) => self.later += 1,
            Ending::Dead(_) => self.dead += 1,
            Ending::Uncertain(_) => self.uncertain += 1,
        }
    }

    /// How many entries were looked at.
    pub fn handled(&self) -> u32 {
        self.sent + self.later + self.dead + self.uncertain + self.needless
    }
}

impl City {
    /// One round of everything that goes out: letters, text messages, tasks for persons. What became of text messages
    /// is asked less often, by [`City::collect_reports`].
    ///
    /// # Errors
    /// A fault of the storage; what was done before stays done.
    pub fn run_outbox(&self, moment: &Moment, limit: u32) -> Result<OutboxRound, Problem> {
        // Whoever waits for a one-time code waits this minute, so text messages come first.
        let short = self.send_short_messages(moment, limit)?;
        let letters = self.send_letters(moment, limit)?;
        self.hand_out_errands(moment, limit)?;
        Ok(OutboxRound {
            sent: short.sent + letters.sent,
            later: short.later + letters.later,
            dead: short.dead + letters.dead,
            uncertain: short.uncertain + letters.uncertain,
            needless: short.needless + letters.needless,
        })
    }

    /// Claims entries of a topic in small batches and settles each by what `one` says of it.
    fn work_through(
        &self,
        topic: &str,
        limit: u32,
        lease: std::time::Duration,
        moment: &Moment,
        one: impl Fn(&Claimed, &NoticeTask) -> Result<Ending, Problem>,
    ) -> Result<OutboxRound, Problem> {
        let mut round = OutboxRound::default();
        while round.handled() < limit {
            let batch = BATCH.min(limit - round.handled());
            let claimed = self.ledger().claim(topic, batch, lease)?;
            if claimed.is_empty() {
                break;
            }
            for entry in &claimed {
                let ending = match serde_json::from_value::<NoticeTask>(entry.body.clone()) {
                    Ok(task) => self.try_one(entry, &task, moment, &one)?,
                    Err(cause) => Ending::Dead(format!("the entry cannot be read: {cause}")),
                };
                round.count(&ending);
                self.settle_as(entry, ending, moment)?;
            }
        }
        Ok(round)
    }

    /// One entry; a fault while its text is made puts it off instead of stopping those behind it.
    fn try_one(
        &self,
        entry: &Claimed,
        task: &NoticeTask,
        moment: &Moment,
        one: &impl Fn(&Claimed, &NoticeTask) -> Result<Ending, Problem>,
    ) -> Result<Ending, Problem> {
        let over = task.expires.is_some_and(|expires| expires <= moment.now);
        if over || task.to.get().is_none() {
            return Ok(Ending::Needless);
        }
        let needed = self.is_still_needed(task);
        match needed.and_then(|needed| if needed { one(entry, task) } else { Ok(Ending::Needless) }) {
            Err(Problem::Full) => Err(Problem::Full),
            Err(problem) => Ok(Ending::Later(problem.to_string())),
            ending => ending,
        }
    }

    fn settle_as(&self, entry: &Claimed, ending: Ending, moment: &Moment) -> Result<(), Problem> {
        let occasion = entry.body.get("occasion").and_then(|word| word.as_str());
        let patience =
            occasion.and_then(notices::Occasion::named).map_or(Patience::USUAL, notices::Patience::of);
        let how = match ending {
            Ending::Lost => return Ok(()),
            Ending::Sent | Ending::Needless => Settlement::Done,
            Ending::Dead(why) => Settlement::Dead { why },
            Ending::Uncertain(why) => Settlement::Uncertain { why },
            Ending::Later(why) => match patience.pause_after(entry.attempts) {
                Some(pause) => Settlement::Retry { not_before: moment.now + pause, why },
                None => Settlement::Dead { why },
            },
        };
        match self.ledger().settle(entry, how) {
            // The lease ran out meanwhile: the newer holder says how it went.
            Ok(()) | Err(Fault::Fenced) => Ok(()),
            Err(fault) => Err(fault.into()),
        }
    }
}
