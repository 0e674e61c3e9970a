//! How far a clock has run: consumed, remaining, and what silence brings when it has run out.

use crate::course::Course;
use crate::days::MICROSECONDS_PER_MINUTE;
use crate::year::days_from;
use crate::{AbsentYear, Calendar, Clock, Limit};
use jiff::civil::Date;
use kernel::Timestamp;
use serde::{Deserialize, Serialize};

/// What is left of a clock; below zero what it is overdue by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remaining {
    /// For limits in working days or a session; 0 on the last day.
    WorkingDays(i32),
    /// For limits in calendar days or months; 0 on the last day.
    CalendarDays(i32),
    /// For limits in office time.
    WorkingMinutes(i32),
}

/// A clock that ran out without an answer, where the law gives silence a meaning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lapse {
    /// When it ran out.
    pub at: Timestamp,
    /// From when the consequence holds: no notice in five working days is acceptance from the day the
    /// materials were received (行政许可法 第三十二条).
    pub effect_from: Timestamp,
}

impl Clock {
    /// The working days used up by `now`: those after day 0 up to today that no pause took out.
    /// Out of hours counts as the next working day, as for every act.
    ///
    /// # Errors
    /// [`AbsentYear`].
    pub fn consumed_working_days(&self, calendar: &Calendar, now: Timestamp) -> Result<u32, AbsentYear> {
        let clock = self.resumed_at(now);
        let course = Course::of(&clock, calendar)?;
        let start = course.receipt.counted;
        let from = if calendar.rules().count_start_day { start.yesterday().unwrap_or(start) } else { start };
        course.running_days(from, calendar.receipt(now)?.counted, true)
    }

    /// What is left at `now`: limit with extensions less what was consumed. While the clock stands still
    /// it is what will be left when it runs again.
    ///
    /// # Errors
    /// [`AbsentYear`].
    pub fn remaining(&self, calendar: &Calendar, now: Timestamp) -> Result<Remaining, AbsentYear> {
        let clock = self.resumed_at(now);
        let course = Course::of(&clock, calendar)?;
        let today = calendar.receipt(now)?.counted;
        let last = *clock.total().last().expect("a clock has a limit");
        Ok(match last {
            Limit::WorkingDays(_) | Limit::SameSession => {
                Remaining::WorkingDays(course.days_left(today, true)?)
            }
            Limit::CalendarDays(_) | Limit::Months(_) => {
                Remaining::CalendarDays(course.days_left(today, false)?)
            }
            Limit::WorkingHours(_) | Limit::WorkingMinutes(_) => {
                Remaining::WorkingMinutes(course.minutes_left(now)?)
            }
        })
    }

    /// Whether the clock has run out by `now` in silence, with effect from its start.
    /// A clock that stands still has not, unless it ran out before.
    ///
    /// # Errors
    /// [`AbsentYear`].
    pub fn lapsed(&self, calendar: &Calendar, now: Timestamp) -> Result<Option<Lapse>, AbsentYear> {
        let at = self.due_at(calendar)?;
        let stopped_in_time = self.suspended_since().is_some_and(|since| since <= at);
        if now <= at || stopped_in_time {
            return Ok(None);
        }
        Ok(Some(Lapse { at, effect_from: self.started }))
    }
}

impl Course<'_> {
    /// Days after `from` up to and with `to` in which the clock ran.
    pub(crate) fn running_days(&self, from: Date, to: Date, working: bool) -> Result<u32, AbsentYear> {
        let mut count = 0;
        for date in days_from(from).skip(1).take_while(|date| *date <= to) {
            let counts = !self.stands_still_on(date) && (!working || self.calendar.is_working(date)?);
            count += u32::from(counts);
        }
        Ok(count)
    }

    fn days_left(&self, today: Date, working: bool) -> Result<i32, AbsentYear> {
        let left = if today <= self.date {
            i64::from(self.running_days(today, self.date, working)?)
        } else {
            -i64::from(self.running_days(self.date, today, working)?)
        };
        Ok(i32::try_from(left).expect("a calendar has fewer days"))
    }

    fn minutes_left(&self, now: Timestamp) -> Result<i32, AbsentYear> {
        let left = if now <= self.at {
            self.running_minutes(now, self.at)?
        } else {
            -self.running_minutes(self.at, now)?
        };
        Ok(i32::try_from(left).unwrap_or(i32::MIN))
    }

    /// Office minutes between two instants in which the clock ran.
    pub(crate) fn running_minutes(&self, from: Timestamp, to: Timestamp) -> Result<i64, AbsentYear> {
        let mut time = 0;
        let last = self.calendar.date_of(to);
        for date in days_from(self.calendar.date_of(from)).take_while(|date| *date <= last) {
            for (opens, closes) in self.calendar.office_time(date)? {
                let pieces = self.outside_pauses(opens.max(from), closes.min(to));
                time +=
                    pieces.iter().map(|(from, to)| to.as_microsecond() - from.as_microsecond()).sum::<i64>();
            }
        }
        Ok(time / MICROSECONDS_PER_MINUTE)
    }
}
