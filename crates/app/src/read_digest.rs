//! The read log made provable: once a day an event holds the hash of the lines of the days before, so that a
//! line that is changed or taken away later is noticed by everybody who audits the ledger.

use crate::{Caller, City, Problem, Work};
use jiff::SignedDuration;
use kernel::{Actor, DomainEvent, Moment, StreamId, Timestamp};
use ledger::{ReadDigest, ReadUntil};
use serde::{Deserialize, Serialize};

/// A write that is still running has its lines' numbers already; none runs for this long.
const MARGIN_MINUTES: i64 = 10;

/// What is said of the read log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ReadLogEvent {
    /// The lines after `after` up to `last` are these.
    Digested {
        /// The last line of the digest before; 0 for the first.
        after: i64,
        /// The last line covered.
        last: i64,
        /// How many lines.
        count: u64,
        /// SHA-256 over the lines as JSON arrays, each followed by a line end, in hexadecimal.
        sha256: String,
    },
}

impl DomainEvent for ReadLogEvent {
    fn name(&self) -> &'static str {
        "read-log.digested"
    }
}

fn read_log_stream() -> StreamId {
    StreamId::of("read-log", "city")
}

impl ReadLogEvent {
    fn of(after: i64, digest: &ReadDigest) -> Self {
        let sha256 = digest.sha256.iter().map(|byte| format!("{byte:02x}")).collect();
        ReadLogEvent::Digested { after, last: digest.last, count: digest.count, sha256 }
    }
}

impl City {
    /// Writes the digest of all lines of the read log up to the last midnight that no digest covers yet. Says how
    /// many lines there were; a job calls it often, and it does something once a day.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn digest_read_log(&self, moment: &Moment) -> Result<u64, Problem> {
        let Some(until) = self.midnight(moment.now)? else { return Ok(0) };
        let done = self.run(&Caller::system(), moment, |work: &mut Work<'_>| {
            let events = work.load::<ReadLogEvent>(&read_log_stream())?;
            let after = events.last().map_or(0, |recorded| {
                let ReadLogEvent::Digested { last, .. } = recorded.event;
                last
            });
            let Some(digest) = self.ledger().read_digest(after, ReadUntil::Before(until))? else {
                return Ok(0);
            };
            work.append(&read_log_stream(), &Actor::system(), &[ReadLogEvent::of(after, &digest)])?;
            Ok(digest.count)
        })?;
        Ok(done.result)
    }

    /// The last midnight in the city; none just after it.
    fn midnight(&self, now: Timestamp) -> Result<Option<Timestamp>, Problem> {
        let day = self.today(now).to_zoned(self.content().zone().clone());
        let midnight = day.map_err(|cause| Problem::fault("looking for midnight", cause))?.timestamp();
        Ok((midnight + SignedDuration::from_mins(MARGIN_MINUTES) <= now).then_some(midnight))
    }

    /// Recomputes every digest of the read log; says in words what does not fit.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn audit_read_log(&self) -> Result<Vec<String>, Problem> {
        let (mut findings, mut before) = (Vec::new(), 0);
        for recorded in self.events::<ReadLogEvent>(&read_log_stream())? {
            let ReadLogEvent::Digested { after, last, .. } = recorded.event;
            let found = self.ledger().read_digest(after, ReadUntil::Line(last))?;
            let fits = found.is_some_and(|digest| ReadLogEvent::of(after, &digest) == recorded.event);
            if after != before || !fits {
                findings.push(format!("the read log was changed between its lines {} and {last}", after + 1));
            }
            before = last;
        }
        Ok(findings)
    }
}
