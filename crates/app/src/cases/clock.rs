//! The law's clock made visible: a job folds transitions that fell due. A late job changes no outcome,
//! because every command folds them first.

use super::order::case_stream;
use crate::columns::{integer, text};
use crate::{Caller, City, Problem, Work};
use ::cases::{Case, CaseRefusal, Decided};
use kernel::{Actor, CaseNumber, Moment, Timestamp};
use ledger::{RowChange, Table};

/// When each case next needs the clock; a hint for the job, never the source of an outcome.
pub const ALARMS: Table = Table {
    name: "alarms",
    columns: &[text("number"), integer("at")],
    key: &["number"],
    indexes: &[&["at"]],
    person: None,
};

/// What one round of the clock did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClockReport {
    /// Cases looked at.
    pub cases: u32,
    /// Transitions made visible.
    pub transitions: u32,
}

/// What a round over many did. One that fails stops none of the others: the last trouble is reported after them.
#[derive(Debug, Default)]
pub(crate) struct DueRound {
    looked_at: u32,
    transitions: u32,
    trouble: Option<Problem>,
}

impl DueRound {
    fn note(&mut self, one: Result<u32, Problem>) {
        match one {
            Ok(transitions) => {
                self.looked_at += 1;
                self.transitions += transitions;
            }
            Err(problem) => self.trouble = Some(problem),
        }
    }
}

/// Sets when the case next needs the clock.
pub(crate) fn set_alarm(work: &mut Work<'_>, case: &Case) {
    let key = vec![("number", case.number().as_str().into())];
    let change = match case.next_transition_after() {
        Some(at) => RowChange::Put { table: "alarms", key, set: vec![("at", at.into())] },
        None => RowChange::Remove { table: "alarms", key },
    };
    work.row(change);
}

impl City {
    /// One round of the law's clock: folds what fell due up to now, at most `limit` cases.
    ///
    /// # Errors
    /// A fault of the storage; one case that cannot be folded does not stop the others and is reported after them.
    pub fn run_clock(&self, moment: &Moment, limit: u32) -> Result<ClockReport, Problem> {
        let cases = self.each_due(include_str!("alarms.sql"), moment, limit, |number| {
            number.parse().map_or(Ok(0), |number| self.fold_due(&number, moment))
        });
        let mut report = ClockReport { cases: cases.looked_at, transitions: 0 };
        let mut trouble = None;
        for round in [cases, self.mark_ratings(moment, limit), self.mark_difficulties(moment, limit)] {
            report.transitions += round.transitions;
            trouble = trouble.or(round.trouble);
        }
        trouble.map_or(Ok(report), Err)
    }

    /// Does what fell due for each of those that `sql` names first, at most `limit`.
    pub(crate) fn each_due(
        &self,
        sql: &'static str,
        moment: &Moment,
        limit: u32,
        one: impl Fn(&str) -> Result<u32, Problem>,
    ) -> DueRound {
        let mut round = DueRound::default();
        match self.ledger().query(sql, &[moment.now.into(), i64::from(limit).into()]) {
            Ok(rows) => rows.iter().for_each(|row| round.note(one(row.text(0)))),
            Err(fault) => round.trouble = Some(fault.into()),
        }
        round
    }

    fn fold_due(&self, number: &CaseNumber, moment: &Moment) -> Result<u32, Problem> {
        let done = self.run(&Caller::system(), moment, |work: &mut Work<'_>| {
            let (case, head) = work.case(number)?;
            let content = work.city.content();
            let calendar =
                content.calendars.version(case.calendar()).ok_or(Problem::Unavailable("calendar"))?;
            let due = case
                .due_transitions(calendar, work.moment.now)
                .map_err(|refusal: CaseRefusal| Problem::refused(refusal))?;
            let transitions = u32::try_from(due.len()).unwrap_or(u32::MAX);
            let decided = Decided { due, at: work.moment.now, events: Vec::new() };
            work.record(case, head, &Actor::clock(), decided)?;
            Ok(transitions)
        })?;
        Ok(done.result)
    }

    /// A case with the position of its last event, without looking who asks: for processes and documents.
    ///
    /// # Errors
    /// [`Problem::NotFound`] if there is none.
    pub(crate) fn case_inside(&self, number: &CaseNumber) -> Result<(Case, u64), Problem> {
        let events = self.events::<::cases::CaseEvent>(&case_stream(number))?;
        let head = events.last().map_or(0, |last| last.position);
        Ok((Case::fold(&events).ok_or(Problem::NotFound("case"))?, head))
    }

    /// A case as it stands, for the simulator and for tests; pages go through their reader's seat.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn case_of(&self, number: &CaseNumber) -> Result<Option<Case>, Problem> {
        let events = self.events::<::cases::CaseEvent>(&case_stream(number))?;
        Ok(Case::fold(&events))
    }

    /// When the job next has something to do.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn next_alarm(&self) -> Result<Option<Timestamp>, Problem> {
        let rows = self.ledger().query(include_str!("next_alarm.sql"), &[])?;
        Ok(rows.first().and_then(|row| row.maybe_time(0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_fails_stops_none_of_the_others_and_is_not_forgotten() {
        let mut round = DueRound::default();
        for one in [Ok(1), Err(Problem::NotFound("rating")), Ok(2)] {
            round.note(one);
        }
        assert_eq!((round.looked_at, round.transitions), (2, 3));
        assert!(matches!(round.trouble, Some(Problem::NotFound("rating"))));
    }
}
