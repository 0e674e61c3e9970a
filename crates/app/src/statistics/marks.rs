//! What is counted of a case beside its stages: a row each, so that a median has its lengths and a rate its cases.

use super::Counted;
use super::tables::MARKS;
use ::cases::figures::{DecisionFacts, DeliveryFacts};
use kernel::Timestamp;
use ledger::{RowChange, Value};

/// One thing that was counted of a case.
pub struct Mark {
    what: &'static str,
    length: Option<u32>,
}

/// Under this word stand the working days of every decision whose clock ran.
pub const TIMED: &str = "timed";

impl Mark {
    /// Something without a length.
    pub const fn of(counted: Counted) -> Self {
        Mark { what: counted.code(), length: None }
    }
}

/// What a decision is found by.
pub fn decision_marks(facts: &DecisionFacts) -> Vec<Mark> {
    let timed = facts.days_taken.map(|days| Mark { what: TIMED, length: Some(days) });
    let found = [
        (Counted::AtOnce, facts.is_at_once()),
        (Counted::Ahead, facts.is_ahead()),
        (Counted::SameDayKept, facts.kept_same_day),
    ];
    let marks = found.into_iter().filter(|(_, is_so)| *is_so).map(|(counted, _)| Mark::of(counted));
    marks.chain(timed).collect()
}

/// What a delivery is found by.
pub fn delivery_marks(facts: &DeliveryFacts) -> Vec<Mark> {
    let delivered = Mark { what: Counted::Delivered.code(), length: Some(facts.hours) };
    let unseen = facts.is_no_meeting.then(|| Mark::of(Counted::NoMeeting));
    std::iter::once(delivered).chain(unseen).collect()
}

/// The row of a mark: putting it twice changes nothing.
pub fn mark_row(
    number: &str,
    (department, matter, channel): &(String, String, String),
    (at, day): (Timestamp, &str),
    mark: &Mark,
) -> RowChange {
    let key = vec![("number", number.into()), ("what", mark.what.into()), ("at", at.into())];
    let set = vec![
        ("department", department.as_str().into()),
        ("matter", matter.as_str().into()),
        ("channel", channel.as_str().into()),
        ("on_day", day.into()),
        ("length", Value::maybe(mark.length.map(i64::from))),
    ];
    RowChange::Put { table: MARKS.name, key, set }
}
