//! Due dates as the desk shows them: a colour with its word, how long is left, the date.
//!
//! The colours follow practice.md: 预警 near the end, 黄牌 past the promise, 红牌 past the law.

use crate::parts::{DueColour as Colour, DueMark};
use crate::text::Text;
use app::cases::{CaseRow, DueColour};
use calendar::Calendar;
use kernel::Timestamp;

/// What due marks are counted by.
#[derive(Clone, Copy)]
pub struct Hours<'a> {
    /// The voice.
    pub t: Text,
    /// The calendar of the city; without one only dates are shown.
    pub calendar: Option<&'a Calendar>,
    /// The moment of the page.
    pub now: Timestamp,
}

impl Hours<'_> {
    /// How long is left until `due`, or how long it is over, in working days; on its last day until when.
    pub fn left(&self, due: Timestamp) -> String {
        let Some(calendar) = self.calendar else { return String::new() };
        let (today, last) = (calendar.date_of(self.now), calendar.date_of(due));
        if self.now <= due {
            if today == last {
                return self.t.with("desk-left-today", &[("time", &self.t.clock(due))]);
            }
            let days = calendar.working_days_between(today, last).unwrap_or(0);
            return self.t.with("desk-left-days", &[("days", &days)]);
        }
        match calendar.working_days_between(last, today) {
            Ok(0) | Err(_) => self.t.msg("desk-left-over").into_owned(),
            Ok(days) => self.t.with("desk-left-over-days", &[("days", &days)]),
        }
    }

    /// The mark of a case in a list; none if nothing is due.
    pub fn of_row(&self, row: &CaseRow) -> Option<DueMark> {
        let colour = row.colour(self.now);
        let shown = match colour {
            DueColour::None => return None,
            DueColour::Grey => {
                let said = self.t.msg("desk-left-paused").into_owned();
                return Some(DueMark::new(self.t, Colour::Paused, said, String::new()));
            }
            DueColour::Green => Colour::Calm,
            DueColour::Yellow => Colour::Notice,
            DueColour::Red => Colour::Yellow,
            DueColour::Breach => Colour::Red,
        };
        Some(self.mark(row.due_at?, shown, row.provisional))
    }

    /// A mark of this colour.
    pub fn mark(&self, due: Timestamp, colour: Colour, provisional: bool) -> DueMark {
        let mark = DueMark::new(self.t, colour, self.left(due), self.t.moment(due));
        if provisional { mark.provisional() } else { mark }
    }

    /// The mark of a date that is counted by itself: past is a yellow card, the last day a warning.
    pub fn of_date(&self, due: Timestamp, provisional: bool) -> DueMark {
        let is_today =
            self.calendar.is_some_and(|calendar| calendar.date_of(self.now) == calendar.date_of(due));
        let colour = if due < self.now {
            Colour::Yellow
        } else if is_today {
            Colour::Notice
        } else {
            Colour::Calm
        };
        self.mark(due, colour, provisional)
    }
}
