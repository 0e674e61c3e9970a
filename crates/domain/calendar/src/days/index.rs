//! A calendar as the pack writes it and as an event stores it.

use super::Calendar;
use crate::{CalendarRefusal, CountingRules, OfficeHours, WarningRule, YearTable};
use kernel::{LocalText, RegionCode};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};

/// Which version of a calendar counted a date: a content hash, or the text that the pack gives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CalendarVersion(pub String);

impl fmt::Display for CalendarVersion {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<&str> for CalendarVersion {
    fn from(text: &str) -> Self {
        CalendarVersion(text.to_owned())
    }
}

/// The file `calendars/calendar.yaml` of a pack: everything but the years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarIndex {
    /// What people call the calendar.
    pub name: LocalText,
    /// The IANA name of the time zone.
    pub zone: String,
    /// The office hours of a working day.
    pub hours: OfficeHours,
    /// The rules of counting.
    #[serde(default)]
    pub rules: CountingRules,
    /// When a clock warns.
    #[serde(default)]
    pub warning: WarningRule,
    /// English names of holidays, so that the files of the years need only the Chinese.
    #[serde(default)]
    pub holidays: BTreeMap<String, String>,
    /// The regions that count by this calendar, with all regions below them.
    #[serde(default)]
    pub regions: Vec<RegionCode>,
}

/// The stored form of a calendar.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stored {
    version: CalendarVersion,
    index: CalendarIndex,
    years: Vec<YearTable>,
}

impl TryFrom<Stored> for Calendar {
    type Error = CalendarRefusal;
    fn try_from(stored: Stored) -> Result<Self, CalendarRefusal> {
        Calendar::new(stored.version, stored.index, stored.years)
    }
}

impl From<Calendar> for Stored {
    fn from(calendar: Calendar) -> Stored {
        let years = calendar.years.into_values().map(|year| year.table).collect();
        Stored { version: calendar.version, index: calendar.index, years }
    }
}

impl CalendarIndex {
    /// The name of a holiday with the English of this index where the year's table has none.
    pub(super) fn named(&self, name: &LocalText) -> LocalText {
        let english = name.english.clone().or_else(|| self.holidays.get(&name.chinese).cloned());
        LocalText { chinese: name.chinese.clone(), english }
    }
}
