//! Counting behind the door: a job follows the ledger and adds what happened to the day, department, matter and
//! channel of its case.
//!
//! It is no view of the ledger, because a view's fold sees one event only, and a decision does not say whose matter
//! it is; and because all applications of a day would then wait for one row. The place up to which was counted is
//! kept with the counts in one transaction under a lease, so that nothing is counted twice.

use super::marks::{Mark, decision_marks, delivery_marks, mark_row};
use super::tables::{COUNTED, COUNTS};
use super::{Counted, Measure, Tally};
use crate::{City, Problem};
use ::cases::figures::{DecisionFacts, DeliveryFacts, Ends};
use ::cases::{Case, CaseEvent, Rated, RatingEvent, Received, Stars};
use kernel::Timestamp;
use ledger::{Commit, Lease, Opened, RowChange, Write};
use std::collections::BTreeMap;
use std::time::Duration;

/// Grows when something else is counted: all is counted anew then.
pub(super) const FOLD: i64 = 4;
/// The job's name, also that of its lease.
const JOB: &str = "case_counts";
/// One batch is done long before.
const LEASE: Duration = Duration::from_secs(60);

/// Whose counts an event adds to: department, matter, channel.
type Whose = (String, String, String);

/// What a batch adds.
#[derive(Default)]
struct Added {
    /// By whose and by day.
    counts: BTreeMap<(Whose, String), Tally>,
    /// The way back to the cases.
    marks: Vec<RowChange>,
}

/// What one event of a case counts as.
struct Counts {
    at: Timestamp,
    tally: Tally,
    marks: Vec<Mark>,
}

impl City {
    /// Counts up to `limit` further events; says how many there were. Nothing while another worker counts.
    ///
    /// # Errors
    /// A fault of the storage; what was counted stays.
    pub fn count_statistics(&self, limit: u32) -> Result<u32, Problem> {
        let Some(lease) = self.ledger().lease(JOB, LEASE)? else { return Ok(0) };
        let counted = self.count_batch(&lease, limit);
        let released = self.ledger().release(&lease);
        let events = counted?;
        released?;
        Ok(events)
    }

    fn count_batch(&self, lease: &Lease, limit: u32) -> Result<u32, Problem> {
        let (fold, after) = self.counted_to()?;
        let mut write = Write { lease: Some(lease.clone()), ..Write::default() };
        if fold != FOLD {
            write.rows.push(RowChange::Remove { table: COUNTS.name, key: vec![("fold", fold.into())] });
        }
        let after = if fold == FOLD { after } else { 0 };
        let events = self.ledger().follow_closed(after, limit)?;
        let Some((last, _)) = events.last() else { return Ok(0) };
        let set = vec![("fold", FOLD.into()), ("seq", last.cast_signed().into())];
        write.rows.push(RowChange::Put { table: COUNTED.name, key: vec![("job", JOB.into())], set });
        let mut added = Added::default();
        for (_, event) in &events {
            self.count_event(event, &mut added)?;
        }
        // What one event added another may have taken away again.
        let moved = added.counts.iter().filter(|(_, tally)| **tally != Tally::default());
        write.rows.extend(moved.map(|((whose, day), tally)| added_row(whose, day, tally)));
        write.rows.extend(added.marks);
        self.ledger().commit(write, Commit::Bulk)?;
        Ok(u32::try_from(events.len()).unwrap_or(u32::MAX))
    }

    fn counted_to(&self) -> Result<(i64, u64), Problem> {
        let rows = self.ledger().query(include_str!("counted.sql"), &[JOB.into()])?;
        Ok(rows.first().map_or((FOLD, 0), |row| (row.integer(0), row.integer(1).cast_unsigned())))
    }

    /// Whether every event is counted by now.
    pub(super) fn all_counted(&self) -> Result<bool, Problem> {
        // Asked first: what has no number yet is not among the newest either.
        let numbered = self.ledger().is_numbered()?;
        let (fold, seq) = self.counted_to()?;
        Ok(numbered && fold == FOLD && self.newest_event() <= seq)
    }

    fn count_event(&self, opened: &Opened, added: &mut Added) -> Result<(), Problem> {
        let mut add = |whose: Whose, at: Timestamp, tally: &Tally| {
            added.counts.entry((whose, self.today(at).to_string())).or_default().take(tally);
        };
        match opened.name.as_str() {
            "rating.given" => {
                let Some((whose, stars)) = self.rating(opened)? else { return Ok(()) };
                add(whose, opened.at, &rated(stars, 1));
            }
            "rating.appeal_decided" => {
                let Some((whose, at, stars)) = self.rating_taken_out(opened)? else { return Ok(()) };
                add(whose, at, &rated(stars, -1));
            }
            _ if opened.stream.kind() == "case" => {
                let Some(event) = crate::views::read::<CaseEvent>(opened) else { return Ok(()) };
                let number = opened.stream.key();
                added.marks.extend(self.act_row(number, &event, opened)?);
                if !is_counted(&event) {
                    return Ok(());
                }
                let Some(row) = self.case_row_counted(number)? else { return Ok(()) };
                let counts = self.case_counts(&event, opened, &row)?;
                let whose = (row.department, row.matter, row.channel);
                let day = self.today(counts.at).to_string();
                let marked = |mark: &Mark| mark_row(number, &whose, (counts.at, &day), mark);
                added.marks.extend(counts.marks.iter().map(marked));
                added.counts.entry((whose, day)).or_default().take(&counts.tally);
            }
            _ => {}
        }
        Ok(())
    }

    fn case_counts(&self, event: &CaseEvent, opened: &Opened, row: &CountedCase) -> Result<Counts, Problem> {
        let mut counts = Counts { at: opened.at, tally: Tally::default(), marks: Vec::new() };
        match event {
            CaseEvent::Received(received) => counts.tally = received_counts(received),
            CaseEvent::Granted(_) | CaseEvent::Denied(_) => self.decided(opened, row, &mut counts)?,
            CaseEvent::Delivered(_) => {
                let events = self.events::<CaseEvent>(&opened.stream)?;
                if let Some(facts) = DeliveryFacts::of(&events) {
                    (counts.tally, counts.marks) = (facts.counts(), delivery_marks(&facts));
                }
            }
            // Silence accepts with effect from the day of receipt.
            CaseEvent::Accepted(accepted) | CaseEvent::DeemedAccepted(accepted) => {
                counts.at = accepted.effective;
                counts.tally.add(Measure::Accepted, 1);
            }
            other => {
                let Some((measure, counted)) = measured(other) else { return Ok(counts) };
                counts.tally.add(measure, 1);
                counts.marks.extend(counted.map(Mark::of));
            }
        }
        Ok(counts)
    }

    /// How long a decision took, against what was promised and what the law allows.
    fn decided(&self, opened: &Opened, row: &CountedCase, counts: &mut Counts) -> Result<(), Problem> {
        let events = self.events::<CaseEvent>(&opened.stream)?;
        let content = self.content();
        let version = Case::fold(&events).map(|case| case.calendar().clone());
        let Some(calendar) = version.and_then(|version| content.calendars.version(&version)) else {
            let denied = opened.name == "case.denied";
            counts.tally.add(if denied { Measure::Denied } else { Measure::Granted }, 1);
            return Ok(());
        };
        let ends = Ends { promised: row.promised_at, legal: row.legal_at };
        if let Some(facts) = DecisionFacts::of(&events, ends, calendar)? {
            (counts.tally, counts.marks) = (facts.counts(), decision_marks(&facts));
        }
        Ok(())
    }

    fn rating(&self, opened: &Opened) -> Result<Option<(Whose, Stars)>, Problem> {
        let Some(RatingEvent::Given { rated, said, .. }) = crate::views::read(opened) else {
            return Ok(None);
        };
        Ok(Some((self.whose_rating(&rated)?, said.stars)))
    }

    /// A rating that an upheld appeal takes out of the counts, on the day it was given (practice.md 13).
    fn rating_taken_out(&self, opened: &Opened) -> Result<Option<(Whose, Timestamp, Stars)>, Problem> {
        let Some(RatingEvent::AppealDecided { upheld: true, .. }) = crate::views::read(opened) else {
            return Ok(None);
        };
        let story = self.events::<RatingEvent>(&opened.stream)?;
        let Some(first) = story.first() else { return Ok(None) };
        let RatingEvent::Given { rated, said, .. } = &first.event else { return Ok(None) };
        Ok(Some((self.whose_rating(rated)?, first.at, said.stars)))
    }

    fn whose_rating(&self, rated: &Rated) -> Result<Whose, Problem> {
        let row = match &rated.case {
            Some(number) => self.case_row_counted(number.as_str())?,
            None => None,
        };
        let matter = rated.matter.as_ref().map(|code| code.0.clone()).unwrap_or_default();
        Ok(row.map_or_else(
            || (rated.department.0.clone(), matter, String::new()),
            |row| (row.department, row.matter, row.channel),
        ))
    }

    fn case_row_counted(&self, number: &str) -> Result<Option<CountedCase>, Problem> {
        let rows = self.ledger().query(include_str!("counted_case.sql"), &[number.into()])?;
        Ok(rows.first().map(|row| CountedCase {
            department: row.text(0).to_owned(),
            matter: row.text(1).to_owned(),
            channel: row.text(2).to_owned(),
            promised_at: row.maybe_time(3),
            legal_at: row.maybe_time(4),
        }))
    }
}

struct CountedCase {
    department: String,
    matter: String,
    channel: String,
    promised_at: Option<Timestamp>,
    legal_at: Option<Timestamp>,
}

fn rated(stars: Stars, amount: i64) -> Tally {
    let mut tally = Tally::default();
    tally.add(Measure::Rated, amount);
    tally.add(Measure::Satisfied, if stars.is_bad() { 0 } else { amount });
    tally
}

fn received_counts(received: &Received) -> Tally {
    let mut tally = Tally::default();
    let count = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    let waived = count(received.terms.waived.len());
    tally.add(Measure::Received, 1);
    tally.add(Measure::MaterialsWaived, waived);
    tally.add(Measure::MaterialsListed, waived + count(received.terms.materials.len()));
    tally
}

fn is_counted(event: &CaseEvent) -> bool {
    matches!(
        event,
        CaseEvent::Received(_)
            | CaseEvent::Accepted(_)
            | CaseEvent::DeemedAccepted(_)
            | CaseEvent::Granted(_)
            | CaseEvent::Denied(_)
            | CaseEvent::Delivered(_)
    ) || measured(event).is_some()
}

/// What an event counts as that needs no look at its case, and by which word its cases are found again.
fn measured(event: &CaseEvent) -> Option<(Measure, Option<Counted>)> {
    Some(match event {
        CaseEvent::SupplementAsked(_) => (Measure::Supplements, None),
        CaseEvent::Supplemented(supplemented) => {
            supplemented.same_day?;
            (Measure::SameDayOwed, Some(Counted::SameDayOwed))
        }
        CaseEvent::NoProposed(_) => (Measure::NoProposed, Some(Counted::NoProposed)),
        CaseEvent::NoOverruled(_) => (Measure::NoOverruled, Some(Counted::NoOverruled)),
        CaseEvent::NotForUs(_) | CaseEvent::Refused(_) => (Measure::Refused, None),
        CaseEvent::Returned(_)
        | CaseEvent::Lapsed(_)
        | CaseEvent::GapOverdue(_)
        | CaseEvent::Withdrawn(_)
        | CaseEvent::Terminated(_)
        | CaseEvent::Revoked(_) => (Measure::Returned, None),
        _ => return None,
    })
}

fn added_row(whose: &Whose, day: &str, tally: &Tally) -> RowChange {
    let (department, matter, channel) = whose;
    let key = vec![
        ("fold", FOLD.into()),
        ("department", department.as_str().into()),
        ("on_day", day.into()),
        ("matter", matter.as_str().into()),
        ("channel", channel.as_str().into()),
    ];
    let counted = Measure::ALL.into_iter().filter(|measure| tally.of(*measure) != 0);
    let add = counted.map(|measure| (measure.code(), tally.of(measure))).collect();
    RowChange::Add { table: COUNTS.name, key, add }
}
