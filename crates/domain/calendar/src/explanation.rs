//! Why a date is this one: typed steps that can be stored, told in words and computed again.

use crate::{
    Calendar, CalendarVersion, Clock, CountingRules, Due, Extension, Limit, RecomputeRefusal, Shift,
};
use jiff::civil::{Date, DateTime};
use kernel::LocalText;
use serde::{Deserialize, Serialize};

/// The account of a due date: everything it was counted from, and the steps of the count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// The version of the calendar.
    pub calendar: CalendarVersion,
    /// The rules of counting in that version.
    pub rules: CountingRules,
    /// The clock with its pauses and extensions.
    pub clock: Clock,
    /// How the date came about, in reading order. Dates and times are local.
    pub steps: Vec<Step>,
}

/// One step of the count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// When it started, and for which day that counts.
    Started {
        /// The real time.
        at: DateTime,
        /// Day 0.
        counted: Date,
        /// Why that is another day.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        shift: Option<Shift>,
    },
    /// How long it may take and from which day it is counted.
    Rule {
        /// The limit.
        limit: Limit,
        /// Whether day 0 counts as the first.
        count_start_day: bool,
    },
    /// Time was added.
    Extended(Extension),
    /// A holiday that was not counted.
    Holiday {
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
        /// The holiday.
        name: LocalText,
    },
    /// A weekend day that was counted because it is worked.
    MakeUp {
        /// The day.
        date: Date,
        /// The holiday it makes up for.
        name: LocalText,
    },
    /// Ordinary weekend days that were not counted.
    Weekends {
        /// How many.
        days: u32,
    },
    /// The clock stood still, or still does.
    Paused {
        /// Since when.
        from: DateTime,
        /// Until when.
        until: Option<DateTime>,
        /// Why.
        reason: String,
        /// The law.
        law: Option<String>,
        /// Working days it took out.
        working_days: u32,
    },
    /// The clock stopped on its last day, so it ends on the day it ran again.
    HeldOver {
        /// The last day as counted.
        from: Date,
        /// The day it runs again.
        to: Date,
    },
    /// The last day was off, so the next working day is the last.
    Rolled {
        /// The last day as counted.
        from: Date,
        /// The next working day.
        to: Date,
    },
    /// Years not announced yet were counted with statutory holidays only.
    Provisional {
        /// The years.
        years: Vec<i16>,
    },
    /// The end.
    Due {
        /// The last instant, local.
        at: DateTime,
        /// Whether the clock stands still, so that this is only the earliest end.
        suspended: bool,
    },
}

/// A message key with its values, for programs and translations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Message {
    /// The key, `why-…`.
    pub key: &'static str,
    /// Values by name, in the language asked for.
    pub values: Vec<(&'static str, String)>,
}

impl Explanation {
    /// Counts the date again.
    ///
    /// # Errors
    /// Another version of the calendar, or a year that has gone from it.
    pub fn recompute(&self, calendar: &Calendar) -> Result<Due, RecomputeRefusal> {
        if self.calendar != *calendar.version() {
            return Err(RecomputeRefusal::OtherCalendar {
                wanted: self.calendar.clone(),
                given: calendar.version().clone(),
            });
        }
        Ok(self.clock.due(calendar)?)
    }

    /// Whether counting again gives exactly this account.
    ///
    /// # Errors
    /// As [`Explanation::recompute`].
    pub fn holds(&self, calendar: &Calendar) -> Result<bool, RecomputeRefusal> {
        Ok(self.recompute(calendar)?.explanation == *self)
    }
}
