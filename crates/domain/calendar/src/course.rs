//! The course of a clock over the days of a calendar: day 0, the days that do not count, the last day.
//!
//! A pause takes whole days out of a limit in days (domain-reference §2.5, 4). Like the start, the day on
//! which the clock begins to run again is not counted, and the day on which it stopped is: so a pause takes
//! out the days after its first up to its last. A pause that is still open takes out nothing yet.

use crate::days::MICROSECONDS_PER_MINUTE;
use crate::year::days_from;
use crate::{AbsentYear, Begins, Calendar, Clock, Limit, Receipt};
use jiff::{Span, civil::Date};
use kernel::Timestamp;

/// A clock counted through.
pub(crate) struct Course<'a> {
    pub calendar: &'a Calendar,
    pub clock: &'a Clock,
    pub receipt: Receipt,
    pub stills: Vec<Still>,
    /// The last day.
    pub date: Date,
    /// The end.
    pub at: Timestamp,
    /// The last day before a pause on it moved it, if one did.
    pub held: Option<Date>,
    /// The last day before it rolled off a day off, if it did.
    pub rolled: Option<Date>,
}

/// A closed pause in days: it stopped the clock on `first` and let it run again on `last`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Still {
    pub pause: usize,
    pub first: Date,
    pub last: Date,
}

/// Where the count has arrived.
#[derive(Clone, Copy)]
enum Cursor {
    /// Days are counted after this one.
    After(Date),
    /// Office time is counted from here.
    At(Timestamp),
}

impl<'a> Course<'a> {
    /// Counts `clock` through on `calendar`.
    pub fn of(clock: &'a Clock, calendar: &'a Calendar) -> Result<Self, AbsentYear> {
        let receipt = match clock.begins {
            Begins::OnReceipt => calendar.receipt(clock.started)?,
            Begins::OnEvent => {
                Receipt { at: clock.started, counted: calendar.date_of(clock.started), shift: None }
            }
        };
        let stills = stills(clock, calendar)?;
        let (date, at) = (receipt.counted, clock.started);
        let mut course = Course { calendar, clock, receipt, stills, date, at, held: None, rolled: None };
        course.count()?;
        Ok(course)
    }

    fn count(&mut self) -> Result<(), AbsentYear> {
        let phases = self.clock.total();
        let mut cursor = None;
        for phase in &phases {
            cursor = Some(self.count_phase(cursor, *phase)?);
        }
        match cursor.expect("a clock has a limit") {
            Cursor::At(at) => {
                self.at = at;
                self.date = self.calendar.date_of(at);
            }
            Cursor::After(date) => {
                let last = *phases.last().expect("a clock has a limit");
                self.finish_on(date, last)?;
            }
        }
        Ok(())
    }

    /// Counts one limit from `cursor`, or from the start of the clock.
    fn count_phase(&self, cursor: Option<Cursor>, limit: Limit) -> Result<Cursor, AbsentYear> {
        if let Some(minutes) = limit.office_minutes() {
            let from = match cursor {
                None => self.clock.started,
                Some(Cursor::At(at)) => at,
                Some(Cursor::After(date)) => self.calendar.closes(date),
            };
            return self.office_time_from(from, minutes).map(Cursor::At);
        }
        let from = match cursor {
            None => self.day_before_first(limit),
            Some(Cursor::After(date)) => date,
            Some(Cursor::At(at)) => self.calendar.date_of(at),
        };
        let last = match limit {
            Limit::WorkingDays(days) => {
                self.count_days(from, days.into(), |date| self.calendar.is_working(date))
            }
            Limit::CalendarDays(days) => self.count_days(from, days.into(), |_| Ok(true)),
            Limit::Months(months) => self.count_days(from, days_of_months(from, months)?, |_| Ok(true)),
            Limit::WorkingHours(_) | Limit::WorkingMinutes(_) | Limit::SameSession => Ok(from),
        };
        last.map(Cursor::After)
    }

    /// The day after which day 1 is looked for. Nothing to count leaves day 0 itself.
    fn day_before_first(&self, limit: Limit) -> Date {
        let start = self.receipt.counted;
        match limit.amount() {
            0 => start,
            _ if self.calendar.rules().count_start_day => start.yesterday().unwrap_or(start),
            _ => start,
        }
    }

    /// The `count`-th day after `from` that counts and in which the clock does not stand still.
    fn count_days(
        &self,
        from: Date,
        count: u32,
        counts: impl Fn(Date) -> Result<bool, AbsentYear>,
    ) -> Result<Date, AbsentYear> {
        let mut left = count;
        for date in days_from(from) {
            if date != from && !self.stands_still_on(date) && counts(date)? {
                left -= 1;
            }
            if left == 0 {
                return Ok(date);
            }
        }
        Err(AbsentYear { year: Date::MAX.year() })
    }

    /// Whether a pause takes `date` out.
    pub fn stands_still_on(&self, date: Date) -> bool {
        self.still_of(date).is_some()
    }

    /// The pause that takes `date` out.
    pub fn still_of(&self, date: Date) -> Option<&Still> {
        let counts_start = self.calendar.rules().count_start_day;
        self.stills.iter().find(|still| match counts_start {
            false => still.first < date && date <= still.last,
            true => still.first <= date && date < still.last,
        })
    }

    /// Fixes the last day: never inside a pause, and off days give way.
    fn finish_on(&mut self, date: Date, last: Limit) -> Result<(), AbsentYear> {
        let by_calendar = matches!(last, Limit::CalendarDays(_) | Limit::Months(_));
        let rolls = !by_calendar || self.calendar.rules().roll_off_calendar_limits;
        self.date = date;
        loop {
            if let Some(resumed) = self.pause_on_last_day() {
                self.held.get_or_insert(self.date);
                self.date = resumed;
            } else if rolls && !self.calendar.is_working(self.date)? {
                self.rolled.get_or_insert(self.date);
                self.date = self.calendar.next_working_day(self.date)?;
            } else {
                break;
            }
        }
        self.at = self.calendar.ends(self.date);
        Ok(())
    }

    /// A clock that stops on its last day has nothing left, but is due only when it runs again.
    fn pause_on_last_day(&self) -> Option<Date> {
        let on_last = |still: &&Still| still.first <= self.date && self.date < still.last;
        self.stills.iter().find(on_last).map(|still| still.last)
    }

    /// The instant at which `minutes` of office time outside every pause have passed since `from`.
    pub fn office_time_from(&self, from: Timestamp, minutes: u32) -> Result<Timestamp, AbsentYear> {
        let mut left = i64::from(minutes) * MICROSECONDS_PER_MINUTE;
        for date in days_from(self.calendar.date_of(from)) {
            for (opens, closes) in self.calendar.office_time(date)? {
                for (free_from, free_to) in self.outside_pauses(opens.max(from), closes) {
                    let length = free_to.as_microsecond() - free_from.as_microsecond();
                    if left <= length {
                        let end = free_from.as_microsecond() + left;
                        return Ok(Timestamp::from_microsecond(end).expect("it lies between two timestamps"));
                    }
                    left -= length;
                }
            }
        }
        Err(AbsentYear { year: Date::MAX.year() })
    }

    /// The pieces of `from..to` in which no closed pause lies.
    pub fn outside_pauses(&self, from: Timestamp, to: Timestamp) -> Vec<(Timestamp, Timestamp)> {
        let mut pauses: Vec<_> =
            self.clock.pauses.iter().filter_map(|pause| Some((pause.from, pause.until?))).collect();
        pauses.sort();
        let (mut pieces, mut from) = (Vec::new(), from);
        for (stopped, resumed) in pauses {
            if from < stopped.min(to) {
                pieces.push((from, stopped.min(to)));
            }
            from = from.max(resumed);
        }
        if from < to {
            pieces.push((from, to));
        }
        pieces
    }
}

/// The closed pauses in days. Stopping and resuming are acts like filing: out of hours they count for the
/// next working day, so a short pause in the evening takes out no day.
fn stills(clock: &Clock, calendar: &Calendar) -> Result<Vec<Still>, AbsentYear> {
    let mut stills = Vec::new();
    for (pause, closed) in clock.pauses.iter().enumerate() {
        let Some(until) = closed.until else { continue };
        let first = calendar.receipt(closed.from)?.counted;
        let last = calendar.receipt(until)?.counted;
        if first < last {
            stills.push(Still { pause, first, last });
        }
    }
    Ok(stills)
}

/// How many days lie between `from` and the day of the same number `months` later.
fn days_of_months(from: Date, months: u8) -> Result<u32, AbsentYear> {
    let absent = |_| AbsentYear { year: from.year().saturating_add(i16::from(months) / 12) };
    let end = from.checked_add(Span::new().months(months)).map_err(absent)?;
    let days = end.since(from).map_err(absent)?.get_days();
    Ok(u32::try_from(days).expect("months later is not earlier"))
}
