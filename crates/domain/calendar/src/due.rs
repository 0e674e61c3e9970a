//! When a clock ends, and the account of how that date came about.

use crate::course::Course;
use crate::year::days_from;
use crate::{AbsentYear, Calendar, Clock, Day, DayKind, Explanation, Limit, OffReason, Step, WorkReason};
use jiff::civil::Date;
use kernel::{LocalText, Timestamp};
use serde::{Deserialize, Serialize};

/// When a clock ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The last instant in time: later is overdue.
    pub at: Timestamp,
    /// The last day in time.
    pub date: Date,
    /// Whether a year not yet announced was counted through (暂定).
    pub provisional: bool,
    /// Since when the clock stands still. The date is then the earliest possible one: it moves with every
    /// working day until the clock runs again.
    pub suspended_since: Option<Timestamp>,
    /// Why this date.
    pub explanation: Explanation,
}

impl Clock {
    /// When the clock ends, and why.
    ///
    /// # Errors
    /// [`AbsentYear`] when it runs into a year without a table.
    pub fn due(&self, calendar: &Calendar) -> Result<Due, AbsentYear> {
        let course = Course::of(self, calendar)?;
        let mut steps = first_steps(&course);
        let years = span_steps(&course, &mut steps)?;
        last_steps(&course, &years, &mut steps);
        Ok(Due {
            at: course.at,
            date: course.date,
            provisional: !years.is_empty(),
            suspended_since: self.suspended_since(),
            explanation: Explanation {
                calendar: calendar.version().clone(),
                rules: calendar.rules(),
                clock: self.clone(),
                steps,
            },
        })
    }

    /// Only the instant at which the clock ends: for tables, boards and bulk work.
    ///
    /// # Errors
    /// [`AbsentYear`].
    pub fn due_at(&self, calendar: &Calendar) -> Result<Timestamp, AbsentYear> {
        Ok(Course::of(self, calendar)?.at)
    }
}

/// The start, the rule and what was added.
fn first_steps(course: &Course) -> Vec<Step> {
    let (calendar, clock) = (course.calendar, course.clock);
    let mut steps = vec![
        Step::Started {
            at: calendar.local(clock.started),
            counted: course.receipt.counted,
            shift: course.receipt.shift.clone(),
        },
        Step::Rule { limit: clock.limit, count_start_day: calendar.rules().count_start_day },
    ];
    steps.extend(clock.extensions.iter().map(|extension| Step::Extended(extension.clone())));
    steps
}

/// What lay between day 0 and the last day; gives back the provisional years in it.
fn span_steps(course: &Course, steps: &mut Vec<Step>) -> Result<Vec<i16>, AbsentYear> {
    let mut years = Vec::new();
    let mut weekend_days = 0;
    let mut paused = vec![0; course.clock.pauses.len()];
    let counts_working_time = counts_working_time(course.clock);
    let from = course.calendar.date_of(course.clock.started);
    for date in days_from(from).take_while(|date| *date <= course.date) {
        let day = course.calendar.day(date)?;
        if day.provisional && years.last() != Some(&date.year()) {
            years.push(date.year());
        }
        if date <= course.receipt.counted {
            continue;
        }
        if let Some(still) = course.still_of(date) {
            paused[still.pause] += u32::from(day.is_working());
        } else if counts_working_time {
            weekend_days += u32::from(day.kind == DayKind::Off(OffReason::Weekend));
            add_named_day(steps, &day);
        }
    }
    if weekend_days > 0 {
        steps.push(Step::Weekends { days: weekend_days });
    }
    steps.extend(pause_steps(course, &paused));
    Ok(years)
}

/// Whether holidays are left out of the count at all.
fn counts_working_time(clock: &Clock) -> bool {
    let by_calendar = |limit| matches!(limit, Limit::CalendarDays(_) | Limit::Months(_) | Limit::SameSession);
    !clock.total().into_iter().all(by_calendar)
}

/// The pauses with the working days that each took out.
fn pause_steps(course: &Course, paused: &[u32]) -> Vec<Step> {
    let local = |at| course.calendar.local(at);
    let pauses = course.clock.pauses.iter().zip(paused);
    pauses
        .map(|(pause, working_days)| Step::Paused {
            from: local(pause.from),
            until: pause.until.map(local),
            reason: pause.reason.clone(),
            law: pause.law.clone(),
            working_days: *working_days,
        })
        .collect()
}

/// A day off or a make-up day as a step; plain days say nothing.
fn add_named_day(steps: &mut Vec<Step>, day: &Day) {
    match day.kind {
        DayKind::Off(OffReason::Holiday { name }) => add_holiday(steps, day.date, name),
        DayKind::Working(WorkReason::MakeUp { name }) => {
            steps.push(Step::MakeUp { date: day.date, name: name.clone() });
        }
        DayKind::Off(OffReason::Weekend) | DayKind::Working(WorkReason::Weekday) => {}
    }
}

/// Days off of one holiday in a row are one step.
fn add_holiday(steps: &mut Vec<Step>, date: Date, name: &LocalText) {
    if let Some(Step::Holiday { to, name: last, .. }) = steps.last_mut()
        && to.tomorrow().ok() == Some(date)
        && last == name
    {
        *to = date;
        return;
    }
    steps.push(Step::Holiday { from: date, to: date, name: name.clone() });
}

/// What moved the last day, and the last day.
fn last_steps(course: &Course, years: &[i16], steps: &mut Vec<Step>) {
    if let Some(from) = course.held {
        steps.push(Step::HeldOver { from, to: course.date });
    }
    if let Some(from) = course.rolled {
        steps.push(Step::Rolled { from, to: course.date });
    }
    if !years.is_empty() {
        steps.push(Step::Provisional { years: years.to_vec() });
    }
    let suspended = course.clock.suspended_since().is_some();
    steps.push(Step::Due { at: course.calendar.local(course.at), suspended });
}
