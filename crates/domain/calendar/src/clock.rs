//! A clock: a limit that runs from a moment, stands still in pauses and grows by extensions.
//!
//! Pauses may overlap (two special procedures at once): the clock stands still while any of them is open.
//! So every list of pauses means something, and folding an event can never fail.

use crate::Limit;
use kernel::Timestamp;
use serde::{Deserialize, Serialize};

/// A limit that runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// The real time at which it started.
    pub started: Timestamp,
    /// Whether the start is a receipt, which may count for a later day.
    #[serde(default, skip_serializing_if = "Begins::is_receipt")]
    pub begins: Begins,
    /// How long it runs.
    pub limit: Limit,
    /// When it stood still.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<Pause>,
    /// What was added to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extensions: Vec<Extension>,
}

/// What kind of moment starts a clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Begins {
    /// Something reached the office: out of hours it counts for the next working day.
    #[default]
    OnReceipt,
    /// Something happened to a person, a document was served: its own day is day 0, holiday or not.
    OnEvent,
}

impl Begins {
    fn is_receipt(&self) -> bool {
        *self == Begins::OnReceipt
    }
}

/// A time in which the clock stands still (特别程序, 补正, by 行政许可法 第四十五条 or the matter's own law).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// Since when.
    pub from: Timestamp,
    /// Until when; open while none. A planned end is not written here: only resuming closes a pause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// Why: the kind of special procedure or the reason as a person reads it.
    pub reason: String,
    /// The law that takes this time out of the limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub law: Option<String>,
}

/// Time added to a limit (延长审批, 行政许可法 第四十二条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// How much is added; in another unit than the limit it is counted on from the limit's end.
    pub added: Limit,
    /// Who approved it, as text or reference.
    pub by: String,
    /// The reason told to the applicant.
    pub reason: String,
    /// The law that allows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub law: Option<String>,
}

impl Clock {
    /// A clock that starts when something reaches the office at `started`.
    pub fn on_receipt(started: Timestamp, limit: Limit) -> Self {
        Clock { started, begins: Begins::OnReceipt, limit, pauses: Vec::new(), extensions: Vec::new() }
    }

    /// A clock that starts with an event at `started`, whatever day that is: remedies, hearing requests.
    pub fn on_event(started: Timestamp, limit: Limit) -> Self {
        Clock { begins: Begins::OnEvent, ..Clock::on_receipt(started, limit) }
    }

    /// Stands still from `from` on.
    pub fn pause(&mut self, from: Timestamp, reason: impl Into<String>, law: Option<String>) {
        self.pauses.push(Pause { from, until: None, reason: reason.into(), law });
    }

    /// Closes every open pause at `at`.
    pub fn resume(&mut self, at: Timestamp) {
        self.pauses.iter_mut().for_each(|pause| pause.close(at));
    }

    /// Closes the open pauses of one reason; the clock runs again only when no other is open.
    pub fn resume_from(&mut self, reason: &str, at: Timestamp) {
        self.pauses.iter_mut().filter(|pause| pause.reason == reason).for_each(|pause| pause.close(at));
    }

    /// Adds time.
    pub fn extend(&mut self, extension: Extension) {
        self.extensions.push(extension);
    }

    /// Since when it stands still, if it does.
    pub fn suspended_since(&self) -> Option<Timestamp> {
        self.pauses.iter().filter(|pause| pause.until.is_none()).map(|pause| pause.from).min()
    }

    /// The limit and its extensions, neighbours of one unit added up.
    pub fn total(&self) -> Vec<Limit> {
        let mut phases = vec![self.limit];
        for extension in &self.extensions {
            let last = phases.last_mut().expect("the limit itself is there");
            match sum(*last, extension.added) {
                Some(both) => *last = both,
                None => phases.push(extension.added),
            }
        }
        phases
    }

    /// This clock with every open pause closed at `at`: what would hold if it ran again then.
    pub fn resumed_at(&self, at: Timestamp) -> Self {
        let mut clock = self.clone();
        clock.resume(at);
        clock
    }
}

impl Pause {
    fn close(&mut self, at: Timestamp) {
        if self.until.is_none() {
            self.until = Some(at.max(self.from));
        }
    }
}

/// Two limits of one unit as one.
fn sum(one: Limit, other: Limit) -> Option<Limit> {
    let sum = match (one, other) {
        (Limit::WorkingDays(one), Limit::WorkingDays(other)) => Limit::WorkingDays(one.saturating_add(other)),
        (Limit::CalendarDays(one), Limit::CalendarDays(other)) => {
            Limit::CalendarDays(one.saturating_add(other))
        }
        (Limit::Months(one), Limit::Months(other)) => Limit::Months(one.saturating_add(other)),
        (Limit::WorkingHours(one), Limit::WorkingHours(other)) => {
            Limit::WorkingHours(one.saturating_add(other))
        }
        (Limit::WorkingMinutes(one), Limit::WorkingMinutes(other)) => {
            Limit::WorkingMinutes(one.saturating_add(other))
        }
        _ => return None,
    };
    Some(sum)
}
