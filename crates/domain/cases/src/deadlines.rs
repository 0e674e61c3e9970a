//! Every due date of a case: of what kind, whose turn it is, and why it is this date.

use crate::clocks::{DueDate, Dues, due_of};
use crate::special::ASK_FOR_HEARING;
use crate::{Case, CaseEvent, CaseRefusal, Decided, Hearing, Stage, StepState, Turn};
use calendar::{AbsentYear, Calendar, CalendarVersion, Clock, Due, Limit};
use catalogue::{MaterialKey, StepKey};
use kernel::Timestamp;
use serde::{Deserialize, Serialize};

/// What a due date is for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineKind {
    /// The one notice of all defects, or acceptance.
    Notice,
    /// The applicant's answer to the notice.
    Supplement,
    /// The answer of a higher person to a proposed no.
    Confirmation,
    /// The decision, as the city promised it.
    Promised,
    /// The decision, as the law wants it.
    Legal,
    /// The decision on the day of the last supplement (CASE-10).
    SameDay,
    /// One step of the examination.
    Step(StepKey),
    /// The end of the special procedure, as the applicant was told.
    Special,
    /// The parties' request for the hearing they were offered.
    HearingRequest,
    /// The material that is owed.
    Gap(MaterialKey),
    /// The result.
    Result,
    /// The check of a commitment.
    CommitmentCheck(MaterialKey),
}

impl DeadlineKind {
    /// A stable code for messages and views.
    pub const fn code(&self) -> &'static str {
        match self {
            DeadlineKind::Notice => "notice",
            DeadlineKind::Supplement => "supplement",
            DeadlineKind::Confirmation => "confirmation",
            DeadlineKind::Promised => "promised",
            DeadlineKind::Legal => "legal",
            DeadlineKind::SameDay => "same_day",
            DeadlineKind::Step(_) => "step",
            DeadlineKind::Special => "special",
            DeadlineKind::HearingRequest => "hearing_request",
            DeadlineKind::Gap(_) => "gap",
            DeadlineKind::Result => "result",
            DeadlineKind::CommitmentCheck(_) => "commitment_check",
        }
    }
}

/// One due date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// What for.
    pub kind: DeadlineKind,
    /// When; none while the clock stands still.
    pub due: Option<DueDate>,
    /// Whose turn it is.
    pub turn: Turn,
    /// The clock it comes from; none for a date that a person chose.
    pub clock: Option<Clock>,
}

impl Deadline {
    /// Why it is this date, in steps that can be told in words. None for a date that a person chose.
    ///
    /// # Errors
    /// A missing year of the calendar.
    pub fn why(&self, calendar: &Calendar) -> Result<Option<Due>, AbsentYear> {
        self.clock.as_ref().map(|clock| clock.due(calendar)).transpose()
    }

    /// Whether it is over at `now`.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.due.is_some_and(|due| due.is_past(now))
    }
}

/// `case.dues_revised`: a year was announced, and dates moved with it (practice.md 4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuesRevised {
    /// The new version of the calendar.
    pub calendar: CalendarVersion,
    /// When the decision is due now.
    pub dues: Dues,
    /// What moved.
    pub moved: Vec<MovedDate>,
}

/// A due date that moved, or ceased to be provisional.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedDate {
    /// Which.
    pub kind: DeadlineKind,
    /// Before.
    pub before: DueDate,
    /// After. If later, the applicant is told.
    pub after: DueDate,
}

impl Case {
    /// Every due date that is open, with its clock.
    pub fn deadlines(&self) -> Vec<Deadline> {
        let mut all = Vec::new();
        let mut add = |kind, due: Option<DueDate>, clock: Option<Clock>, turn| {
            all.push(Deadline { kind, due, turn, clock });
        };
        if let Some(proposal) = &self.proposal {
            let limit = self.confirmation_limit(proposal.visitor_waits);
            let clock = Clock::on_event(proposal.asked, limit);
            let turn = Turn::Confirmer { level: proposal.level };
            add(DeadlineKind::Confirmation, proposal.due, Some(clock), turn);
        }
        if let Some(due) = self.same_day {
            let clock = Clock::on_event(due.at, Limit::SameSession);
            add(DeadlineKind::SameDay, Some(due), Some(clock), self.whose_turn());
        }
        for (material, gap) in self.open_gaps().filter(|_| self.owes()) {
            add(DeadlineKind::Gap(material.clone()), Some(gap.until), None, Turn::Applicant);
        }
        all.extend(self.stage_deadlines());
        all.extend(self.check_deadlines());
        all
    }

    fn stage_deadlines(&self) -> Vec<Deadline> {
        let deadline = |kind, due, clock, turn| Deadline { kind, due, turn, clock: Some(clock) };
        match &self.stage {
            Stage::Received { since, notice } => {
                let clock = Clock::on_receipt(*since, self.rules.notice);
                vec![deadline(DeadlineKind::Notice, Some(*notice), clock, self.whose_turn())]
            }
            Stage::Supplementing(asked) => {
                let notice = &self.notices[asked.notice];
                let clock = Clock::on_event(notice.at, notice.within);
                vec![deadline(DeadlineKind::Supplement, Some(asked.deadline), clock, Turn::Applicant)]
            }
            Stage::Examining(_) => self.examination_deadlines(),
            Stage::Granted { since, result: Some(result) } => {
                let clock = Clock::on_event(*since, self.rules.result);
                vec![deadline(DeadlineKind::Result, Some(*result), clock, Turn::Issuer)]
            }
            _ => Vec::new(),
        }
    }

    fn examination_deadlines(&self) -> Vec<Deadline> {
        let Stage::Examining(examination) = &self.stage else { return Vec::new() };
        let turn = self.whose_turn();
        let mut all = Vec::new();
        let mut add = |kind, due, clock: &Clock, turn| {
            all.push(Deadline { kind, due, turn, clock: Some(clock.clone()) });
        };
        for (kind, clock, due) in [
            (DeadlineKind::Promised, &self.clocks.promised, self.dues.promised),
            (DeadlineKind::Legal, &self.clocks.legal, self.dues.legal),
        ] {
            if let Some(clock) = clock {
                add(kind, due, clock, turn.clone());
            }
        }
        for (key, state) in &examination.steps {
            if let StepState::Open(open) = state
                && let Some(clock) = &open.clock
            {
                add(DeadlineKind::Step(key.clone()), open.due, clock, Turn::Steps(vec![key.clone()]));
            }
        }
        if let Some(special) = &examination.special {
            let clock = Clock::on_event(special.since, special.planned);
            add(DeadlineKind::Special, Some(special.until), &clock, Turn::SpecialProcedure(special.kind));
        }
        if let Some(Hearing { offered, until, asked: None, .. }) = &examination.hearing {
            let clock = Clock::on_event(*offered, ASK_FOR_HEARING);
            add(DeadlineKind::HearingRequest, Some(*until), &clock, Turn::Applicant);
        }
        if let Some(asked) = &examination.asked {
            let notice = &self.notices[asked.notice];
            let clock = Clock::on_event(notice.at, notice.within);
            add(DeadlineKind::Supplement, Some(asked.deadline), &clock, Turn::Applicant);
        }
        all
    }

    fn check_deadlines(&self) -> Vec<Deadline> {
        let Some(decision) = self.decision.as_ref().filter(|_| !self.has_ended()) else {
            return Vec::new();
        };
        let open = self.commitments.iter().filter(|(_, commitment)| commitment.checked.is_none());
        let clock = |material: &MaterialKey| {
            let offered = self.terms.material(material).and_then(|term| term.commitment.as_ref());
            offered.and_then(|offered| offered.within).map(|within| Clock::on_event(decision.at, within))
        };
        open.filter_map(|(material, commitment)| {
            let (kind, turn) = (DeadlineKind::CommitmentCheck(material.clone()), Turn::CommitmentCheck);
            commitment.check_due.map(|due| Deadline { kind, due: Some(due), turn, clock: clock(material) })
        })
        .collect()
    }

    /// Counts every open date again by a new version of the calendar. Transitions due by `now` are folded by the
    /// old one first. Nothing is written when the case is over or the version is the same.
    ///
    /// # Errors
    /// A missing year in one of the versions, or another calendar in place of the old one.
    pub fn recount(&self, old: &Calendar, new: &Calendar, now: Timestamp) -> Result<Decided, CaseRefusal> {
        self.counts_by(old)?;
        let at = now.max(self.last);
        let (case, due) = self.caught_up(old, at)?;
        let deadlines = case.deadlines();
        if *new.version() == case.calendar || deadlines.is_empty() {
            return Ok(Decided { due, at, events: Vec::new() });
        }
        let mut moved = Vec::new();
        for Deadline { kind, due, clock, .. } in deadlines {
            // A proposed no is answered within the hour, and a date of the same day does not move.
            let moves = !matches!(kind, DeadlineKind::Confirmation | DeadlineKind::SameDay);
            if let (Some(before), Some(clock), true) = (due, clock, moves) {
                let after = due_of(&clock, new)?;
                if before != after {
                    moved.push(MovedDate { kind, before, after });
                }
            }
        }
        let dues = match &case.stage {
            Stage::Examining(_) => case.clocks.dues(new)?,
            _ => case.dues,
        };
        let event = DuesRevised { calendar: new.version().clone(), dues, moved };
        Ok(Decided { due, at, events: vec![CaseEvent::DuesRevised(Box::new(event))] })
    }

    pub(crate) fn apply_dues_revised(&mut self, event: &DuesRevised) {
        self.calendar = event.calendar.clone();
        self.dues = event.dues;
        for moved in &event.moved {
            self.move_date(moved);
        }
    }

    fn move_date(&mut self, moved: &MovedDate) {
        match (&moved.kind, &mut self.stage) {
            (DeadlineKind::Notice, Stage::Received { notice, .. }) => *notice = moved.after,
            (DeadlineKind::Supplement, Stage::Supplementing(asked)) => asked.deadline = moved.after,
            (DeadlineKind::Result, Stage::Granted { result, .. }) => *result = Some(moved.after),
            (DeadlineKind::CommitmentCheck(material), _) => {
                if let Some(commitment) = self.commitments.get_mut(material) {
                    commitment.check_due = Some(moved.after);
                }
            }
            (kind, Stage::Examining(examination)) => examination.move_date(kind, moved.after),
            _ => {}
        }
    }
}

impl crate::Examination {
    fn move_date(&mut self, kind: &DeadlineKind, after: DueDate) {
        match kind {
            DeadlineKind::Step(key) => {
                if let Some(StepState::Open(open)) = self.steps.get_mut(key) {
                    open.due = Some(after);
                }
            }
            DeadlineKind::Special => self.special.iter_mut().for_each(|special| special.until = after),
            DeadlineKind::HearingRequest => self.hearing.iter_mut().for_each(|hearing| hearing.until = after),
            DeadlineKind::Supplement => self.asked.iter_mut().for_each(|asked| asked.deadline = after),
            _ => {}
        }
    }
}
