//! The two clocks of a decision, and due dates as events keep them: a date moves only by an event.

use calendar::{AbsentYear, Calendar, Clock, Extension, Limit, Watch};
use kernel::Timestamp;
use serde::{Deserialize, Serialize};

/// A due date as it was counted when the event was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueDate {
    /// The last instant in time.
    pub at: Timestamp,
    /// Whether a year not yet announced was counted through (暂定, practice.md 4).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub provisional: bool,
}

impl DueDate {
    /// Whether it has passed at `now`.
    pub fn is_past(&self, now: Timestamp) -> bool {
        self.at < now
    }
}

/// The clocks of the decision: what the law allows and, beside it, what the city promises.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clocks {
    /// The limit of the law; none where no law fixes one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal: Option<Clock>,
    /// The limit of the promise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised: Option<Clock>,
}

/// When the clocks of the decision end, for lists and boards that do not count again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dues {
    /// By the law; none while the clock stands still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal: Option<DueDate>,
    /// By the promise; none while the clock stands still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised: Option<DueDate>,
    /// The warning turns yellow after this (domain-reference.md §2.6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yellow_after: Option<Timestamp>,
    /// Whether the clocks stand still.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub suspended: bool,
}

impl Dues {
    /// The one that comes first: what a list shows.
    pub fn first(&self) -> Option<DueDate> {
        self.legal.into_iter().chain(self.promised).min_by_key(|due| due.at)
    }
}

impl Clocks {
    /// Both stand still from `at` on (行政许可法 第四十五条, or the matter's own law).
    pub(crate) fn pause(&mut self, at: Timestamp, reason: &str, law: Option<&str>) {
        for clock in self.legal.iter_mut().chain(&mut self.promised) {
            clock.pause(at, reason, law.map(str::to_owned));
        }
    }

    /// The promise waits, the law does not.
    pub(crate) fn pause_promise(&mut self, at: Timestamp, reason: &str) {
        if let Some(clock) = &mut self.promised {
            clock.pause(at, reason, None);
        }
    }

    /// Both run on, unless they stand still for another reason.
    pub(crate) fn resume(&mut self, at: Timestamp, reason: &str) {
        for clock in self.legal.iter_mut().chain(&mut self.promised) {
            clock.resume_from(reason, at);
        }
    }

    /// Both become longer by the one extension.
    pub(crate) fn extend(&mut self, extension: &Extension) {
        for clock in self.legal.iter_mut().chain(&mut self.promised) {
            clock.extend(extension.clone());
        }
    }

    /// When both end.
    pub(crate) fn dues(&self, calendar: &Calendar) -> Result<Dues, AbsentYear> {
        let running = |clock: &Option<Clock>| match clock {
            Some(clock) if clock.suspended_since().is_none() => due_of(clock, calendar).map(Some),
            _ => Ok(None),
        };
        let watched = self.promised.as_ref().or(self.legal.as_ref());
        let thresholds = watched
            .map(|promised| {
                let watch = Watch { promised, statutory: self.legal.as_ref(), step: None };
                calendar.index().warning.thresholds(calendar, &watch)
            })
            .transpose()?;
        Ok(Dues {
            legal: running(&self.legal)?,
            promised: running(&self.promised)?,
            yellow_after: thresholds.map(|colours| colours.yellow_after).filter(|at| *at < Timestamp::MAX),
            suspended: thresholds.is_some_and(|colours| colours.suspended),
        })
    }
}

/// When a clock ends, as an event keeps it.
pub(crate) fn due_of(clock: &Clock, calendar: &Calendar) -> Result<DueDate, AbsentYear> {
    let due = clock.due(calendar)?;
    Ok(DueDate { at: due.at, provisional: due.provisional })
}

/// The one reading of the clock that a command works with, and the calendar it counts by.
#[derive(Clone, Copy)]
pub(crate) struct Hour<'a> {
    pub(crate) now: Timestamp,
    pub(crate) calendar: &'a Calendar,
}

impl Hour<'_> {
    /// The end of `limit` from now on, counted from an act of the office or the applicant.
    pub(crate) fn after(&self, limit: Limit) -> Result<DueDate, AbsentYear> {
        due_of(&Clock::on_event(self.now, limit), self.calendar)
    }

    /// The end of `limit` counted from something that reaches the office now.
    pub(crate) fn after_receipt(&self, limit: Limit) -> Result<DueDate, AbsentYear> {
        due_of(&Clock::on_receipt(self.now, limit), self.calendar)
    }
}
