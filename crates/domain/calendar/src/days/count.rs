//! Counting on the days of a calendar, without clocks: forwards, backwards, between.

use super::Calendar;
use crate::AbsentYear;
use crate::year::days_from;
use jiff::civil::Date;
use kernel::Timestamp;

/// Stored times are whole microseconds.
pub(crate) const MICROSECONDS_PER_MINUTE: i64 = 60_000_000;

impl Calendar {
    /// `date` itself when it is worked, otherwise the next day that is.
    ///
    /// # Errors
    /// [`AbsentYear`].
    pub fn working_day_from(&self, date: Date) -> Result<Date, AbsentYear> {
        self.first_working(days_from(date))
    }

    /// The first working day after `date`.
    ///
    /// # Errors
    /// [`AbsentYear`].
    pub fn next_working_day(&self, date: Date) -> Result<Date, AbsentYear> {
        self.first_working(days_from(date).skip(1))
    }

    /// The last working day before `date`.
    ///
    /// # Errors
    /// [`AbsentYear`].
    pub fn former_working_day(&self, date: Date) -> Result<Date, AbsentYear> {
        self.first_working(days_before(date))
    }

    /// The `count`-th working day after `date`, which itself is not counted; 0 gives `date`.
    ///
    /// # Errors
    /// [`AbsentYear`].
    pub fn add_working_days(&self, date: Date, count: u32) -> Result<Date, AbsentYear> {
        (0..count).try_fold(date, |date, _| self.next_working_day(date))
    }

    /// The `count`-th working day before `date`, for periods that must lie ahead of a day: seven before a
    /// hearing (行政许可法 第四十八条), thirty before a licence expires (第五十条).
    ///
    /// # Errors
    /// [`AbsentYear`].
    pub fn subtract_working_days(&self, date: Date, count: u32) -> Result<Date, AbsentYear> {
        (0..count).try_fold(date, |date, _| self.former_working_day(date))
    }

    /// The working days after `from` up to and with `to`; 0 when `to` is not after `from` (P-17).
    ///
    /// # Errors
    /// [`AbsentYear`].
    pub fn working_days_between(&self, from: Date, to: Date) -> Result<u32, AbsentYear> {
        let mut count = 0;
        for date in days_from(from).skip(1).take_while(|date| *date <= to) {
            count += u32::from(self.is_working(date)?);
        }
        Ok(count)
    }

    /// The whole minutes of office time between two instants; 0 when `to` is not after `from` (P-18).
    ///
    /// # Errors
    /// [`AbsentYear`].
    pub fn working_minutes_between(&self, from: Timestamp, to: Timestamp) -> Result<u32, AbsentYear> {
        let mut time = 0;
        for date in days_from(self.date_of(from)).take_while(|date| *date <= self.date_of(to)) {
            for (opens, closes) in self.office_time(date)? {
                time += (closes.min(to).as_microsecond() - opens.max(from).as_microsecond()).max(0);
            }
        }
        Ok(u32::try_from(time / MICROSECONDS_PER_MINUTE).unwrap_or(u32::MAX))
    }

    /// The office time of one day as instants; empty on a day off.
    ///
    /// # Errors
    /// [`AbsentYear`].
    pub fn office_time(&self, date: Date) -> Result<Vec<(Timestamp, Timestamp)>, AbsentYear> {
        if !self.is_working(date)? {
            return Ok(Vec::new());
        }
        let instant = |time| self.instant(date.to_datetime(time));
        let sessions = self.hours().sessions().iter();
        Ok(sessions.map(|session| (instant(session.from), instant(session.to))).collect())
    }

    fn first_working(&self, days: impl Iterator<Item = Date>) -> Result<Date, AbsentYear> {
        for date in days {
            if self.is_working(date)? {
                return Ok(date);
            }
        }
        // Only reached at the end of the representable years.
        Err(AbsentYear { year: Date::MAX.year() })
    }
}

fn days_before(date: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(date.yesterday().ok(), |date| date.yesterday().ok())
}
