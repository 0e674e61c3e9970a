//! Counting behind the door: a job follows the ledger and adds what happened to the day, department, matter and
//! channel of its case.
//!
//! It is no view of the ledger, because a view's fold sees one event only, and a decision does not say whose matter
//! it is; and because all applications of a day would then wait for one row. The place up to which was counted is
//! kept with the counts in one transaction under a lease, so that nothing is counted twice.

use super::{Measure, Tally};
use crate::columns::{integer, text};
use crate::{City, Problem};
use ::cases::{CaseEvent, Rated, RatingEvent, Stars};
use calendar::Limit;
use kernel::{CaseNumber, Timestamp};
use ledger::{Commit, Lease, Opened, RowChange, Table, Write};
use std::collections::BTreeMap;
use std::time::Duration;

/// Grows when something else is counted: all is counted anew then.
pub(super) const FOLD: i64 = 2;
/// The job's name, also that of its lease.
const JOB: &str = "case_counts";
/// One batch is done long before.
const LEASE: Duration = Duration::from_secs(60);

/// The counts: no person, no case.
pub(crate) const COUNTS: Table = Table {
    name: "case_counts",
    columns: &[
        integer("fold"),
        text("department"),
        text("on_day"),
        text("matter"),
        text("channel"),
        integer("received"),
        integer("accepted"),
        integer("supplements"),
        integer("refused"),
        integer("returned"),
        integer("granted"),
        integer("denied"),
        integer("late"),
        integer("breach"),
        integer("timed"),
        integer("days_taken"),
        integer("promised"),
        integer("promised_days"),
        integer("statutory"),
        integer("statutory_days"),
        integer("rated"),
        integer("satisfied"),
    ],
    key: &["fold", "department", "on_day", "matter", "channel"],
    indexes: &[],
    person: None,
};

/// Up to which event was counted.
pub(crate) const COUNTED: Table = Table {
    name: "counted",
    columns: &[text("job"), integer("fold"), integer("seq")],
    key: &["job"],
    indexes: &[],
    person: None,
};

/// Whose counts an event adds to: department, matter, channel.
type Whose = (String, String, String);
/// What a batch adds, by whose and by day.
type Added = BTreeMap<(Whose, String), Tally>;

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
        let mut added = Added::new();
        for (_, event) in &events {
            self.count_event(event, &mut added)?;
        }
        write.rows.extend(added.iter().map(|((whose, day), tally)| added_row(whose, day, tally)));
        self.ledger().commit(write, Commit::Bulk)?;
        Ok(u32::try_from(events.len()).unwrap_or(u32::MAX))
    }

    fn counted_to(&self) -> Result<(i64, u64), Problem> {
        let rows = self.ledger().query(include_str!("counted.sql"), &[JOB.into()])?;
        Ok(rows.first().map_or((FOLD, 0), |row| (row.integer(0), row.integer(1).cast_unsigned())))
    }

    /// Whether every event is counted by now.
    pub(super) fn all_counted(&self) -> Result<bool, Problem> {
        let (fold, seq) = self.counted_to()?;
        Ok(fold == FOLD && self.newest_event() <= seq)
    }

    fn count_event(&self, opened: &Opened, added: &mut Added) -> Result<(), Problem> {
        let mut add = |whose: Whose, at: Timestamp, counts: &[(Measure, i64)]| {
            let tally = added.entry((whose, self.today(at).to_string())).or_default();
            counts.iter().for_each(|(measure, amount)| tally.add(*measure, *amount));
        };
        if opened.name == "rating.given" {
            let Some((whose, stars)) = self.rating(opened)? else { return Ok(()) };
            let satisfied = i64::from(!stars.is_bad());
            add(whose, opened.at, &[(Measure::Rated, 1), (Measure::Satisfied, satisfied)]);
            return Ok(());
        }
        if opened.name == "rating.appeal_decided" {
            let Some((whose, at, stars)) = self.rating_taken_out(opened)? else { return Ok(()) };
            let satisfied = i64::from(!stars.is_bad());
            add(whose, at, &[(Measure::Rated, -1), (Measure::Satisfied, -satisfied)]);
            return Ok(());
        }
        if opened.stream.kind() != "case" {
            return Ok(());
        }
        let Some(event) = crate::views::read::<CaseEvent>(opened) else { return Ok(()) };
        let Some((measure, at)) = measured(&event, opened.at) else { return Ok(()) };
        let Some(row) = self.case_row_counted(opened.stream.key())? else { return Ok(()) };
        let whose = (row.department.clone(), row.matter.clone(), row.channel.clone());
        let mut counts = vec![(measure, 1)];
        if matches!(measure, Measure::Granted | Measure::Denied) {
            counts.extend(self.decided(opened, &row)?);
        }
        add(whose, at, &counts);
        Ok(())
    }

    /// How long a decision took, against what was promised and what the law allows.
    fn decided(&self, opened: &Opened, row: &CountedCase) -> Result<Vec<(Measure, i64)>, Problem> {
        let past = |due: Option<Timestamp>| i64::from(due.is_some_and(|due| due < opened.at));
        let mut counts = vec![
            (Measure::Late, past(row.promised_at.or(row.legal_at))),
            (Measure::Breach, past(row.legal_at)),
        ];
        let Ok(number) = opened.stream.key().parse::<CaseNumber>() else { return Ok(counts) };
        let (case, _) = self.case_inside(&number)?;
        let content = self.content();
        let Some(calendar) = content.calendars.version(case.calendar()) else { return Ok(counts) };
        let Some(days) = case.days_taken(calendar)? else { return Ok(counts) };
        counts.extend([(Measure::Timed, 1), (Measure::DaysTaken, i64::from(days))]);
        let limits = &case.terms().limits;
        for (limit, count, sum) in [
            (limits.promised, Measure::Promised, Measure::PromisedDays),
            (limits.statutory, Measure::Statutory, Measure::StatutoryDays),
        ] {
            if let Some(Limit::WorkingDays(days)) = limit {
                counts.extend([(count, 1), (sum, i64::from(days))]);
            }
        }
        Ok(counts)
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

/// What an event counts as, and on which day.
fn measured(event: &CaseEvent, at: Timestamp) -> Option<(Measure, Timestamp)> {
    let measure = match event {
        CaseEvent::Received(_) => Measure::Received,
        // Silence accepts with effect from the day of receipt.
        CaseEvent::Accepted(accepted) | CaseEvent::DeemedAccepted(accepted) => {
            return Some((Measure::Accepted, accepted.effective));
        }
        CaseEvent::SupplementAsked(_) => Measure::Supplements,
        CaseEvent::NotForUs(_) | CaseEvent::Refused(_) => Measure::Refused,
        CaseEvent::Returned(_)
        | CaseEvent::Lapsed(_)
        | CaseEvent::GapOverdue(_)
        | CaseEvent::Withdrawn(_)
        | CaseEvent::Terminated(_)
        | CaseEvent::Revoked(_) => Measure::Returned,
        CaseEvent::Granted(_) => Measure::Granted,
        CaseEvent::Denied(_) => Measure::Denied,
        _ => return None,
    };
    Some((measure, at))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_measure_has_its_column() {
        let columns: Vec<_> = COUNTS.columns.iter().skip(5).map(|column| column.name).collect();
        assert_eq!(columns, Measure::ALL.map(Measure::code));
    }
}
