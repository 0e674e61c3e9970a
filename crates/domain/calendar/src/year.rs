//! One year of holidays and make-up days as the State Council's notice gives it.

use crate::CalendarRefusal;
use jiff::civil::{Date, Weekday};
use kernel::LocalText;
use serde::{Deserialize, Serialize};

/// How sure the table of a year is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum YearStatus {
    /// The State Council has announced it.
    Announced {
        /// The notice by title, number or address.
        notice: String,
        /// The day it was published, where known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        date: Option<Date>,
        /// Where it can be read, with later changes of it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pages: Vec<String>,
    },
    /// Not announced yet (暂定): statutory holidays only, every date counted through it is marked.
    Provisional,
}

/// Days off without a gap, weekends inside included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OffRange {
    /// First day off.
    pub from: Date,
    /// Last day off.
    pub to: Date,
    /// The holiday, for example 春节.
    pub name: LocalText,
}

/// A Saturday or Sunday that is worked (调休上班).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MakeUpDay {
    /// The day worked.
    pub date: Date,
    /// The holiday whose days it makes up for.
    pub name: LocalText,
}

/// The table of one year. It holds days of that year only: a notice that reaches into December of the
/// year before is split by [`crate::Calendar::announce`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearTable {
    /// The year.
    pub year: i16,
    /// Announced or provisional.
    pub status: YearStatus,
    /// Where the table was taken from, when that is not the notice itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Days off.
    #[serde(default)]
    pub off: Vec<OffRange>,
    /// Weekend days worked.
    #[serde(default)]
    pub make_up: Vec<MakeUpDay>,
}

/// What the table says of one day: an index into `off` or `make_up`, or the weekday alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Plain,
    Off(usize),
    MakeUp(usize),
}

impl YearTable {
    /// Whether every date counted through this year is provisional.
    pub fn is_provisional(&self) -> bool {
        self.status == YearStatus::Provisional
    }

    /// One mark for each day of the year.
    ///
    /// # Errors
    /// A day of another year, a range that ends before it begins, a day named twice, a make-up day
    /// that is worked anyway.
    pub(crate) fn marks(&self) -> Result<Vec<Mark>, CalendarRefusal> {
        let mut marks = vec![Mark::Plain; 366];
        for (index, range) in self.off.iter().enumerate() {
            if range.to < range.from {
                return Err(CalendarRefusal::Backwards { from: range.from, to: range.to });
            }
            // A range that leaves the year is refused at its ends, before its days are walked.
            self.place(&mut marks, range.to, Mark::Plain)?;
            for date in days_from(range.from).take_while(|date| *date <= range.to) {
                self.place(&mut marks, date, Mark::Off(index))?;
            }
        }
        for (index, day) in self.make_up.iter().enumerate() {
            if !is_weekend(day.date) {
                return Err(CalendarRefusal::NotWeekend { date: day.date });
            }
            self.place(&mut marks, day.date, Mark::MakeUp(index))?;
        }
        Ok(marks)
    }

    fn place(&self, marks: &mut [Mark], date: Date, mark: Mark) -> Result<(), CalendarRefusal> {
        if date.year() != self.year {
            return Err(CalendarRefusal::OtherYear { year: self.year, date });
        }
        let place = &mut marks[ordinal(date)];
        if *place != Mark::Plain {
            return Err(CalendarRefusal::NamedTwice { date });
        }
        *place = mark;
        Ok(())
    }
}

/// The place of a day in its year, from 0.
pub(crate) fn ordinal(date: Date) -> usize {
    usize::try_from(date.day_of_year() - 1).expect("days of a year count from 1")
}

/// Saturday or Sunday.
pub(crate) fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Every day from `date` on.
pub(crate) fn days_from(date: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(date), |date| date.tomorrow().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn table(off: Vec<OffRange>, make_up: Vec<MakeUpDay>) -> YearTable {
        YearTable { year: 2026, status: YearStatus::Provisional, source: None, off, make_up }
    }

    fn off(from: Date, to: Date) -> OffRange {
        OffRange { from, to, name: "春节".into() }
    }

    fn make_up(date: Date) -> MakeUpDay {
        MakeUpDay { date, name: "春节".into() }
    }

    #[test]
    fn a_day_of_another_year_is_refused() {
        let december = date(2025, 12, 31);
        let answer = table(vec![off(december, date(2026, 1, 1))], vec![]).marks();
        assert_eq!(answer, Err(CalendarRefusal::OtherYear { year: 2026, date: december }));
        let answer = table(vec![off(date(2026, 12, 31), date(9999, 1, 1))], vec![]).marks();
        assert!(matches!(answer, Err(CalendarRefusal::OtherYear { .. })));
    }

    #[test]
    fn a_range_that_ends_before_it_begins_is_refused() {
        let (from, to) = (date(2026, 2, 3), date(2026, 2, 1));
        assert_eq!(table(vec![off(from, to)], vec![]).marks(), Err(CalendarRefusal::Backwards { from, to }));
    }

    #[test]
    fn a_day_that_is_off_and_worked_is_refused() {
        let sunday = date(2026, 2, 15);
        let answer = table(vec![off(sunday, sunday)], vec![make_up(sunday)]).marks();
        assert_eq!(answer, Err(CalendarRefusal::NamedTwice { date: sunday }));
    }

    #[test]
    fn a_make_up_day_on_a_weekday_is_refused() {
        let monday = date(2026, 2, 16);
        let answer = table(vec![], vec![make_up(monday)]).marks();
        assert_eq!(answer, Err(CalendarRefusal::NotWeekend { date: monday }));
    }
}
