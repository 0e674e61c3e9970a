//! Warning colours of electronic supervision (电子监察): when a clock turns yellow, red, red with escalation.

use crate::course::Course;
use crate::{AbsentYear, Calendar, Clock};
use kernel::Timestamp;
use serde::{Deserialize, Serialize};

/// When a clock turns yellow. No national thresholds were found; these are settings (domain-reference §2.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WarningRule {
    /// Yellow when no more working days than this are left. Default 1. It does not apply to limits in
    /// hours or minutes, which would be yellow from their first minute.
    pub yellow_working_days: u16,
    /// Yellow when no more than this share of the limit is left. Default 20 percent.
    pub yellow_percent: u8,
    /// Whether a step (环节) over its own limit turns a case yellow. Default yes.
    pub overdue_step_is_yellow: bool,
}

impl Default for WarningRule {
    fn default() -> Self {
        WarningRule { yellow_working_days: 1, yellow_percent: 20, overdue_step_is_yellow: true }
    }
}

/// The colour of a case on boards and lists, from harmless to grave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Colour {
    /// 灰: the clock stands still.
    Grey,
    /// 绿: in time.
    Green,
    /// 黄 (预警): little time is left, or a step is over its limit.
    Yellow,
    /// 红: past the promise.
    Red,
    /// 红 with escalation: past the statute.
    RedEscalated,
}

/// The clocks of one case that supervision watches.
#[derive(Clone, Copy, Debug)]
pub struct Watch<'a> {
    /// The limit the department promised.
    pub promised: &'a Clock,
    /// The limit of the law, when there is another.
    pub statutory: Option<&'a Clock>,
    /// The limit of the step in hand.
    pub step: Option<&'a Clock>,
}

/// When the colours of a case change: each holds for instants after it. A view stores these and shows the
/// colour of any moment without counting again; they change only when a clock changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thresholds {
    /// Yellow after this.
    pub yellow_after: Timestamp,
    /// Red after this; none while the promised clock stands still.
    pub red_after: Option<Timestamp>,
    /// Red with escalation after this; none without a statutory clock or while that stands still.
    pub escalated_after: Option<Timestamp>,
    /// Whether the promised clock stands still.
    pub suspended: bool,
}

impl Thresholds {
    /// The colour at `now`.
    pub fn colour(&self, now: Timestamp) -> Colour {
        let past = |end: Option<Timestamp>| end.is_some_and(|end| end < now);
        match self {
            _ if past(self.escalated_after) => Colour::RedEscalated,
            _ if past(self.red_after) => Colour::Red,
            _ if self.yellow_after < now => Colour::Yellow,
            _ if self.suspended => Colour::Grey,
            _ => Colour::Green,
        }
    }
}

impl WarningRule {
    /// The colour of a case at `now`.
    ///
    /// # Errors
    /// [`AbsentYear`].
    pub fn colour(&self, calendar: &Calendar, watch: &Watch, now: Timestamp) -> Result<Colour, AbsentYear> {
        Ok(self.thresholds(calendar, watch)?.colour(now))
    }

    /// When the colours of a case change.
    ///
    /// # Errors
    /// [`AbsentYear`].
    pub fn thresholds(&self, calendar: &Calendar, watch: &Watch) -> Result<Thresholds, AbsentYear> {
        let promised = self.ends_of(calendar, watch.promised)?;
        let statutory = watch.statutory.map(|clock| self.ends_of(calendar, clock)).transpose()?;
        let step = match watch.step {
            Some(step) if self.overdue_step_is_yellow => self.ends_of(calendar, step)?.over,
            _ => None,
        };
        let yellows = [promised.near, statutory.and_then(|ends| ends.near), step];
        Ok(Thresholds {
            yellow_after: yellows.into_iter().flatten().min().unwrap_or(Timestamp::MAX),
            red_after: promised.over,
            escalated_after: statutory.and_then(|ends| ends.over),
            suspended: watch.promised.suspended_since().is_some(),
        })
    }

    fn ends_of(&self, calendar: &Calendar, clock: &Clock) -> Result<Ends, AbsentYear> {
        let course = Course::of(clock, calendar)?;
        if clock.suspended_since().is_some_and(|since| since <= course.at) {
            return Ok(Ends { near: None, over: None });
        }
        Ok(Ends { near: self.near_end(&course)?, over: Some(course.at) })
    }

    /// The instant after which little is left; none when the limit is too short to warn.
    fn near_end(&self, course: &Course) -> Result<Option<Timestamp>, AbsentYear> {
        let total = course.clock.total();
        if total.iter().any(|limit| limit.office_minutes().is_some()) {
            return self.near_end_in_minutes(course).map(Some);
        }
        if total.iter().all(|limit| limit.amount() == 0) {
            return Ok(None);
        }
        let start = course.receipt.counted;
        let days = course.running_days(start, course.date, true)?;
        let share = days * u32::from(self.yellow_percent) / 100;
        let left = share.max(self.yellow_working_days.into());
        // The first day on which no more than `left` working days are left to the last one.
        let mut day = course.date;
        while start < day && course.running_days(day.yesterday().unwrap_or(day), course.date, true)? <= left {
            day = day.yesterday().unwrap_or(day);
        }
        if day <= start {
            return Ok(Some(before(course.clock.started)));
        }
        // An act after close of business counts for the next working day, so the day begins there.
        Ok(Some(course.calendar.closes(course.calendar.former_working_day(day)?)))
    }

    fn near_end_in_minutes(&self, course: &Course) -> Result<Timestamp, AbsentYear> {
        let total = course.running_minutes(course.clock.started, course.at)?;
        let spent = total - total * i64::from(self.yellow_percent) / 100;
        let spent = u32::try_from(spent).expect("a share of the office minutes of a few years");
        course.office_time_from(course.clock.started, spent)
    }
}

/// When one clock comes near its end and when it is over; none while it stands still in time.
#[derive(Clone, Copy)]
struct Ends {
    near: Option<Timestamp>,
    over: Option<Timestamp>,
}

/// Just before an instant: a clock that warns from its start.
fn before(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond() - 1).unwrap_or(Timestamp::MIN)
}
