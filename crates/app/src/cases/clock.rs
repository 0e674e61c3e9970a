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
        let parameters = [moment.now.into(), i64::from(limit).into()];
        let rows = self.ledger().query(include_str!("alarms.sql"), &parameters)?;
        let mut report = ClockReport::default();
        let mut trouble = None;
        for row in rows {
            let Ok(number) = row.text(0).parse::<CaseNumber>() else { continue };
            match self.fold_due(&number, moment) {
                Ok(transitions) => {
                    report.cases += 1;
                    report.transitions += transitions;
                }
                Err(problem) => trouble = Some(problem),
            }
        }
        report.transitions += self.mark_ratings(moment, limit)? + self.mark_difficulties(moment, limit)?;
        trouble.map_or(Ok(report), Err)
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
