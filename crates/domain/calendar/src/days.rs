//! A calendar: which days are worked, at which hours, in which time zone, by which rules.

mod count;
mod index;

pub(crate) use count::MICROSECONDS_PER_MINUTE;
pub use index::{CalendarIndex, CalendarVersion};

use crate::year::{Mark, is_weekend, ordinal};
use crate::{AbsentYear, CalendarRefusal, CountingRules, DueAt, OfficeHours, YearTable};
use jiff::civil::{Date, DateTime, Time, time};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use kernel::{LocalText, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One version of a calendar. Its tables never change: a revision is another version.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(try_from = "index::Stored", into = "index::Stored")]
pub struct Calendar {
    version: CalendarVersion,
    index: CalendarIndex,
    zone: TimeZone,
    years: BTreeMap<i16, Year>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Year {
    /// As the pack wrote it: exports give the same file back.
    table: YearTable,
    marks: Vec<Mark>,
    off_names: Vec<LocalText>,
    make_up_names: Vec<LocalText>,
}

/// What kind of day a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day<'a> {
    /// The date.
    pub date: Date,
    /// Worked or off, and why.
    pub kind: DayKind<'a>,
    /// Whether the year is not announced yet (暂定).
    pub provisional: bool,
}

/// Worked or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind<'a> {
    /// 工作日.
    Working(WorkReason<'a>),
    /// 休息日 or 节假日.
    Off(OffReason<'a>),
}

/// Why a day is worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkReason<'a> {
    /// Monday to Friday.
    Weekday,
    /// A weekend day worked for a holiday (调休上班).
    MakeUp {
        /// The holiday it makes up for.
        name: &'a LocalText,
    },
}

/// Why a day is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OffReason<'a> {
    /// Saturday or Sunday.
    Weekend,
    /// A day of the notice, or a statutory day in a provisional year.
    Holiday {
        /// The holiday.
        name: &'a LocalText,
    },
}

impl<'a> Day<'a> {
    /// Whether the day is worked.
    pub fn is_working(&self) -> bool {
        matches!(self.kind, DayKind::Working(_))
    }

    /// The holiday that makes the day off, or for which it is worked; none for plain days.
    pub fn name(&self) -> Option<&'a LocalText> {
        match self.kind {
            DayKind::Working(WorkReason::MakeUp { name }) | DayKind::Off(OffReason::Holiday { name }) => {
                Some(name)
            }
            DayKind::Working(WorkReason::Weekday) | DayKind::Off(OffReason::Weekend) => None,
        }
    }
}

/// When something counts as received (domain-reference §2.5, 3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The real time, which is kept whatever the clocks do.
    pub at: Timestamp,
    /// The day it counts for: day 0 of every limit.
    pub counted: Date,
    /// Why that is not the day of `at`.
    pub shift: Option<Shift>,
}

/// Why a day was moved to the next working day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shift {
    /// It came after close of business.
    AfterHours,
    /// Saturday or Sunday.
    Weekend,
    /// A holiday.
    Holiday {
        /// Its name.
        name: LocalText,
    },
}

impl Calendar {
    /// A calendar of the tables of its years.
    ///
    /// # Errors
    /// [`CalendarRefusal`] for the first thing that contradicts itself; `packs` calls
    /// [`Calendar::check_year`] for each file, so that a person sees all errors at once.
    pub fn new(
        version: CalendarVersion,
        index: CalendarIndex,
        tables: impl IntoIterator<Item = YearTable>,
    ) -> Result<Self, CalendarRefusal> {
        // Only the table inside the program is asked, never a file of the machine.
        let zone = TimeZoneDatabase::bundled()
            .get(&index.zone)
            .map_err(|_| CalendarRefusal::Zone { zone: index.zone.clone() })?;
        let mut years = BTreeMap::new();
        for table in tables {
            let year = table.year;
            if years.insert(year, Year::of(table, &index)?).is_some() {
                return Err(CalendarRefusal::TwoTables { year });
            }
        }
        if years.is_empty() {
            return Err(CalendarRefusal::Empty);
        }
        Ok(Calendar { version, index, zone, years })
    }

    /// Whether one table stands by itself.
    ///
    /// # Errors
    /// The first contradiction in it.
    pub fn check_year(table: &YearTable) -> Result<(), CalendarRefusal> {
        table.marks().map(|_| ())
    }

    /// Which version this is; every explanation names it.
    pub fn version(&self) -> &CalendarVersion {
        &self.version
    }

    /// Hours, zone, rules and regions as the pack wrote them.
    pub fn index(&self) -> &CalendarIndex {
        &self.index
    }

    /// The office hours of a working day.
    pub fn hours(&self) -> &OfficeHours {
        &self.index.hours
    }

    /// The rules of counting.
    pub fn rules(&self) -> CountingRules {
        self.index.rules
    }

    /// The time zone in which people read dates.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The tables, by year.
    pub fn tables(&self) -> impl Iterator<Item = &YearTable> {
        self.years.values().map(|year| &year.table)
    }

    /// The table of one year.
    ///
    /// # Errors
    /// [`AbsentYear`].
    pub fn year(&self, year: i16) -> Result<&YearTable, AbsentYear> {
        self.years.get(&year).map(|year| &year.table).ok_or(AbsentYear { year })
    }

    /// What kind of day `date` is.
    ///
    /// # Errors
    /// [`AbsentYear`] and nothing else: a provisional year answers, marked as such.
    pub fn day(&self, date: Date) -> Result<Day<'_>, AbsentYear> {
        let year = self.years.get(&date.year()).ok_or(AbsentYear { year: date.year() })?;
        let kind = match year.marks[ordinal(date)] {
            Mark::Off(place) => DayKind::Off(OffReason::Holiday { name: &year.off_names[place] }),
            Mark::MakeUp(place) => DayKind::Working(WorkReason::MakeUp { name: &year.make_up_names[place] }),
            Mark::Plain if is_weekend(date) => DayKind::Off(OffReason::Weekend),
            Mark::Plain => DayKind::Working(WorkReason::Weekday),
        };
        Ok(Day { date, kind, provisional: year.table.is_provisional() })
    }

    /// Whether `date` is worked.
    ///
    /// # Errors
    /// [`AbsentYear`].
    pub fn is_working(&self, date: Date) -> Result<bool, AbsentYear> {
        Ok(self.day(date)?.is_working())
    }

    /// The local date of an instant.
    pub fn date_of(&self, at: Timestamp) -> Date {
        self.local(at).date()
    }

    /// The local date and time of an instant.
    pub fn local(&self, at: Timestamp) -> DateTime {
        self.zone.to_datetime(at)
    }

    /// The instant of a local date and time. A time skipped by a change of clocks is read as the one after.
    pub fn instant(&self, local: DateTime) -> Timestamp {
        self.zone
            .to_ambiguous_zoned(local)
            .compatible()
            .expect("a date of a calendar year is far inside the range of timestamps")
            .timestamp()
    }

    /// Close of business of `date`.
    pub fn closes(&self, date: Date) -> Timestamp {
        self.instant(date.to_datetime(self.hours().closes()))
    }

    /// When a limit in days that ends on `date` ends, by the rules.
    pub fn ends(&self, date: Date) -> Timestamp {
        let end = match self.rules().due_at {
            DueAt::CloseOfBusiness => self.hours().closes(),
            DueAt::EndOfDay => time(23, 59, 59, 0),
        };
        self.instant(date.to_datetime(end))
    }

    /// For which day something that happened at `at` counts: that day when it is worked and the office has
    /// not closed, otherwise the next working day.
    ///
    /// # Errors
    /// [`AbsentYear`].
    pub fn receipt(&self, at: Timestamp) -> Result<Receipt, AbsentYear> {
        let local = self.local(at);
        let day = self.day(local.date())?;
        let shift = match day.kind {
            _ if !self.rules().late_counts_next_working_day => None,
            DayKind::Off(OffReason::Weekend) => Some(Shift::Weekend),
            DayKind::Off(OffReason::Holiday { name }) => Some(Shift::Holiday { name: name.clone() }),
            DayKind::Working(_) if self.is_after_hours(local.time()) => Some(Shift::AfterHours),
            DayKind::Working(_) => None,
        };
        let counted = match shift {
            None => local.date(),
            Some(_) => self.next_working_day(local.date())?,
        };
        Ok(Receipt { at, counted, shift })
    }

    fn is_after_hours(&self, time: Time) -> bool {
        self.hours().closes() < time
    }
}

impl Year {
    fn of(table: YearTable, index: &CalendarIndex) -> Result<Self, CalendarRefusal> {
        Ok(Year {
            marks: table.marks()?,
            off_names: table.off.iter().map(|range| index.named(&range.name)).collect(),
            make_up_names: table.make_up.iter().map(|day| index.named(&day.name)).collect(),
            table,
        })
    }
}

impl PartialEq for Calendar {
    fn eq(&self, other: &Self) -> bool {
        // The zone follows from its name in the index.
        self.version == other.version && self.index == other.index && self.years == other.years
    }
}

impl Eq for Calendar {}
