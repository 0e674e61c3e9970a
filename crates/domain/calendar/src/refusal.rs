//! The refusals of this room: an absent year, a calendar that contradicts itself, a lost calendar.

use crate::CalendarVersion;
use jiff::civil::Date;
use kernel::{Refusal, RegionCode};
use serde::{Deserialize, Serialize};

/// A date was asked for in a year of which the calendar has no table (architecture.md, "Time").
/// Way forward: an administrator enters the year, announced or provisional.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error(
    "the calendar has no table for {year}: enter the State Council notice of {year}, or its statutory holidays as provisional"
)]
pub struct AbsentYear {
    /// The year that is missing.
    pub year: i16,
}

impl Refusal for AbsentYear {
    fn key(&self) -> &'static str {
        "refusal-calendar-year-absent"
    }
    fn values(&self) -> Vec<(&'static str, String)> {
        vec![("year", self.year.to_string())]
    }
}

/// Why a text or a table is not a calendar.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarRefusal {
    /// Office hours that do not read, overlap or are empty.
    #[error(
        "`{text}` are not office hours: write sessions in order, for example 09:00-12:00 and 14:00-17:30"
    )]
    Hours {
        /// What was written.
        text: String,
    },
    /// A time zone that the time zone table does not have.
    #[error("`{zone}` is not a time zone: write for example Asia/Shanghai")]
    Zone {
        /// What was written.
        zone: String,
    },
    /// A day of another year in the table of a year.
    #[error("{date} does not belong in the table of {year}: write it in the file of its own year")]
    OtherYear {
        /// The year of the table.
        year: i16,
        /// The stray day.
        date: Date,
    },
    /// A range that ends before it begins.
    #[error("the days off from {from} to {to} end before they begin")]
    Backwards {
        /// First day as written.
        from: Date,
        /// Last day as written.
        to: Date,
    },
    /// A day named twice, or named both off and worked.
    #[error("{date} is named twice: a day is off for one reason, or worked")]
    NamedTwice {
        /// The day.
        date: Date,
    },
    /// A make-up day that is no Saturday or Sunday.
    #[error("{date} is worked anyway: a make-up day is a Saturday or Sunday")]
    NotWeekend {
        /// The day.
        date: Date,
    },
    /// Two tables of one year.
    #[error("there are two tables of {year}")]
    TwoTables {
        /// The year.
        year: i16,
    },
    /// No year at all.
    #[error("a calendar needs the table of at least one year")]
    Empty,
}

impl Refusal for CalendarRefusal {
    fn key(&self) -> &'static str {
        match self {
            CalendarRefusal::Hours { .. } => "refusal-calendar-hours",
            CalendarRefusal::Zone { .. } => "refusal-calendar-zone",
            CalendarRefusal::OtherYear { .. } => "refusal-calendar-other-year",
            CalendarRefusal::Backwards { .. } => "refusal-calendar-backwards",
            CalendarRefusal::NamedTwice { .. } => "refusal-calendar-named-twice",
            CalendarRefusal::NotWeekend { .. } => "refusal-calendar-not-weekend",
            CalendarRefusal::TwoTables { .. } => "refusal-calendar-two-tables",
            CalendarRefusal::Empty => "refusal-calendar-empty",
        }
    }
    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            CalendarRefusal::Hours { text } => vec![("text", text.clone())],
            CalendarRefusal::Zone { zone } => vec![("zone", zone.clone())],
            CalendarRefusal::OtherYear { year, date } => {
                vec![("year", year.to_string()), ("date", date.to_string())]
            }
            CalendarRefusal::Backwards { from, to } => {
                vec![("from", from.to_string()), ("to", to.to_string())]
            }
            CalendarRefusal::NamedTwice { date } | CalendarRefusal::NotWeekend { date } => {
                vec![("date", date.to_string())]
            }
            CalendarRefusal::TwoTables { year } => vec![("year", year.to_string())],
            CalendarRefusal::Empty => Vec::new(),
        }
    }
}

/// Why a stored explanation could not be computed again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecomputeRefusal {
    /// The date was counted by another version of the calendar.
    #[error("the date was counted by calendar {wanted}, not by {given}")]
    OtherCalendar {
        /// The version it was counted by.
        wanted: CalendarVersion,
        /// The version that was handed in.
        given: CalendarVersion,
    },
    /// A year has gone from the calendar.
    #[error(transparent)]
    AbsentYear(#[from] AbsentYear),
}

impl Refusal for RecomputeRefusal {
    fn key(&self) -> &'static str {
        match self {
            RecomputeRefusal::OtherCalendar { .. } => "refusal-calendar-other-version",
            RecomputeRefusal::AbsentYear(absent) => absent.key(),
        }
    }
    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            RecomputeRefusal::OtherCalendar { wanted, given } => {
                vec![("wanted", wanted.to_string()), ("given", given.to_string())]
            }
            RecomputeRefusal::AbsentYear(absent) => absent.values(),
        }
    }
}

/// Neither the region nor one above it has a calendar.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("region {region} has no calendar, nor has a region above it: attach one in calendars/calendar.yaml")]
pub struct NoCalendar {
    /// The region that was asked for.
    pub region: RegionCode,
}

impl Refusal for NoCalendar {
    fn key(&self) -> &'static str {
        "refusal-region-without-calendar"
    }
    fn values(&self) -> Vec<(&'static str, String)> {
        vec![("region", self.region.to_string())]
    }
}

/// A text that is neither a day nor a time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date: write for example 2026-02-13 or 2026-02-13T16:30")]
pub struct StartText(pub String);

impl Refusal for StartText {
    fn key(&self) -> &'static str {
        "refusal-start-text"
    }
    fn values(&self) -> Vec<(&'static str, String)> {
        vec![("text", self.0.clone())]
    }
}
