//! What is new since somebody looked: cases of theirs that others moved, for a line that offers to look again.

use crate::{Caller, City, Problem};
use kernel::CaseNumber;
use std::collections::BTreeSet;
use std::time::Duration;

/// How many events one look takes at most.
const LOOK: u32 = 500;

impl City {
    /// The number of the newest event, to begin from.
    pub fn newest_event(&self) -> u64 {
        self.ledger().wait_beyond(0, Duration::ZERO)
    }

    /// The cases of the caller that others moved after the event `after`, and the event to go on from.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn desk_news(&self, caller: &Caller, after: u64) -> Result<(u64, BTreeSet<CaseNumber>), Problem> {
        let (mut last, mut moved) = (after, BTreeSet::new());
        for (seq, event) in self.ledger().follow(after, LOOK)? {
            last = seq;
            if event.stream.kind() != "case" || event.actor.account == caller.account {
                continue;
            }
            let Ok(number) = event.stream.key().parse::<CaseNumber>() else { continue };
            if !moved.contains(&number) && !self.seats(caller, &number)?.is_empty() {
                moved.insert(number);
            }
        }
        Ok((last, moved))
    }
}
