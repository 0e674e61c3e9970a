//! From a number to the cases behind it (practice.md 25): masked, newest first, behind a place in the list.

use super::StatisticsQuestion;
use crate::cases::{CaseRow, case_row};
use crate::desk::{DeskPage, DeskPlace};
use crate::{Caller, City, Problem};
use kernel::Timestamp;
use ledger::Value;

/// Which cases a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Received in the span.
    Received,
    /// Accepted with effect from a day of the span.
    Accepted,
    /// A notice of defects was given in the span.
    Supplements,
    /// Not for us, or refused.
    Refused,
    /// Returned, lapsed, ended, withdrawn or revoked.
    Returned,
    /// Decided.
    Decided,
    /// Granted.
    Granted,
    /// Denied.
    Denied,
    /// Decided in time.
    OnTime,
    /// Decided late.
    Late,
    /// Decided after the law's time.
    Breach,
    /// Decided on the day of receipt.
    AtOnce,
    /// Decided in fewer working days than promised.
    Ahead,
    /// Last supplements that ask for a decision the same day.
    SameDayOwed,
    /// Of those, decided the same day.
    SameDayKept,
    /// Handed over.
    Delivered,
    /// Handed over without any visit.
    NoMeeting,
    /// A no was proposed.
    NoProposed,
    /// A proposed no was overruled.
    NoOverruled,
}

/// A place in the list; the time in it is the one that the list is about.
pub type CountedPlace = DeskPlace;

impl Counted {
    /// All of them.
    pub const ALL: [Counted; 19] = [
        Counted::Received,
        Counted::Accepted,
        Counted::Supplements,
        Counted::Refused,
        Counted::Returned,
        Counted::Decided,
        Counted::Granted,
        Counted::Denied,
        Counted::OnTime,
        Counted::Late,
        Counted::Breach,
        Counted::AtOnce,
        Counted::Ahead,
        Counted::SameDayOwed,
        Counted::SameDayKept,
        Counted::Delivered,
        Counted::NoMeeting,
        Counted::NoProposed,
        Counted::NoOverruled,
    ];

    /// A stable code for addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Counted::Received => "received",
            Counted::Accepted => "accepted",
            Counted::Supplements => "supplements",
            Counted::Refused => "refused",
            Counted::Returned => "returned",
            Counted::Decided => "decided",
            Counted::Granted => "granted",
            Counted::Denied => "denied",
            Counted::OnTime => "on-time",
            Counted::Late => "late",
            Counted::Breach => "breach",
            Counted::AtOnce => "at-once",
            Counted::Ahead => "ahead",
            Counted::SameDayOwed => "same-day",
            Counted::SameDayKept => "same-day-kept",
            Counted::Delivered => "delivered",
            Counted::NoMeeting => "no-meeting",
            Counted::NoProposed => "no-proposed",
            Counted::NoOverruled => "no-overruled",
        }
    }

    /// What a code says.
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|counted| counted.code() == code)
    }

    const fn sql(self) -> &'static str {
        match self {
            Counted::Received => include_str!("received.sql"),
            Counted::Accepted => include_str!("accepted.sql"),
            Counted::Supplements => include_str!("supplemented.sql"),
            Counted::Refused | Counted::Returned => include_str!("ended.sql"),
            Counted::Decided
            | Counted::Granted
            | Counted::Denied
            | Counted::OnTime
            | Counted::Late
            | Counted::Breach => include_str!("decided.sql"),
            Counted::AtOnce
            | Counted::Ahead
            | Counted::SameDayOwed
            | Counted::SameDayKept
            | Counted::Delivered
            | Counted::NoMeeting
            | Counted::NoProposed
            | Counted::NoOverruled => include_str!("marked.sql"),
        }
    }
}

impl City {
    /// A page of the cases that a number of [`City::statistics`] counts. The read is logged with its count.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without a post that reads boards.
    pub fn statistics_cases(
        &self,
        caller: &Caller,
        question: &StatisticsQuestion,
        (counted, after): (Counted, Option<&CountedPlace>),
        limit: u32,
        now: Timestamp,
    ) -> Result<DeskPage, Problem> {
        let mut found: Vec<(i64, CaseRow)> = Vec::new();
        for department in self.statistics_scope(caller, question)? {
            let values = self.values(department.as_str(), question, (counted, after), limit);
            for row in self.ledger().query(counted.sql(), &values)? {
                found.push((row.integer(18), case_row(&row)));
            }
        }
        found.sort_by(|(one, left), (other, right)| (other, &right.number).cmp(&(one, &left.number)));
        let page = DeskPage::of(found, limit);
        self.log_list(caller, "statistics cases", page.rows.len(), now)?;
        Ok(page)
    }

    fn values(
        &self,
        department: &str,
        question: &StatisticsQuestion,
        (counted, after): (Counted, Option<&CountedPlace>),
        limit: u32,
    ) -> Vec<Value> {
        let content = self.content();
        let last = question.to.tomorrow().unwrap_or(question.to);
        vec![
            department.into(),
            content.begins(question.from).into(),
            content.begins(last).into(),
            Value::maybe(question.matter.clone()),
            Value::maybe(question.channel.clone()),
            counted.code().into(),
            after.map_or(i64::MAX, |place| place.at).into(),
            after.map_or("", |place| place.number.as_str()).into(),
            i64::from(limit + 1).into(),
        ]
    }
}
