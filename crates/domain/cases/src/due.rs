//! The law's clock: what happens by time alone. Whoever decides on a case folds it first, so a late job changes no
//! outcome; jobs only make it visible.

use crate::clocks::Hour;
use crate::deadlines::DeadlineKind;
use crate::{Case, CaseEvent, CaseRefusal, GapOverdue, Lapsed, Stage, StepState, Timed};
use calendar::Calendar;
use catalogue::MaterialKey;
use kernel::Timestamp;
use std::borrow::Cow;

/// What time alone brings about, in the order in which it counts at one instant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Transition {
    /// 视为受理.
    Deem,
    /// 逾期未补正.
    Lapse,
    /// A tolerated gap was not filled.
    LeaveGap(MaterialKey),
    /// A proposed no goes one level up.
    Escalate,
    /// A due date passed, and nothing but a mark follows.
    Mark(DeadlineKind),
}

impl Case {
    /// Every transition that fell due by `now` and is not in the stream yet, each at the time it took effect.
    ///
    /// # Errors
    /// A missing year of the calendar, or another calendar than the one of the case.
    pub fn due_transitions(&self, calendar: &Calendar, now: Timestamp) -> Result<Vec<Timed>, CaseRefusal> {
        self.counts_by(calendar)?;
        Ok(self.caught_up(calendar, now)?.1)
    }

    /// When the next transition falls due: a job need not look before.
    pub fn next_transition_after(&self) -> Option<Timestamp> {
        self.transitions(Timestamp::MAX).map(|(at, _)| at).min()
    }

    /// The case as the law sees it at `now`, whether or not a job has made it visible: what a page shows.
    ///
    /// # Errors
    /// A missing year of the calendar, or another calendar than the one of the case.
    pub fn as_of(&self, calendar: &Calendar, now: Timestamp) -> Result<Cow<'_, Case>, CaseRefusal> {
        self.counts_by(calendar)?;
        Ok(self.caught_up(calendar, now)?.0)
    }

    /// The case brought up to date, and what that took.
    pub(crate) fn caught_up(
        &self,
        calendar: &Calendar,
        now: Timestamp,
    ) -> Result<(Cow<'_, Case>, Vec<Timed>), CaseRefusal> {
        let (mut case, mut due) = (Cow::Borrowed(self), Vec::new());
        while let Some((at, transition)) = case.transitions(now).min() {
            let at = at.max(case.last);
            let event = case.carry_out(transition, Hour { now: at, calendar })?;
            case.to_mut().apply(&event, at);
            due.push(Timed { at, event });
        }
        Ok((case, due))
    }

    fn carry_out(&self, transition: Transition, hour: Hour) -> Result<CaseEvent, CaseRefusal> {
        Ok(match (transition, &self.stage) {
            (Transition::Deem, Stage::Received { since, .. }) => self.deemed_accepted(*since, hour)?,
            (Transition::Lapse, Stage::Supplementing(asked)) => {
                CaseEvent::Lapsed(Lapsed { deadline: asked.deadline.at })
            }
            (Transition::LeaveGap(material), _) => {
                let until = self.gaps[&material].until.at;
                CaseEvent::GapOverdue(GapOverdue { material, until })
            }
            (Transition::Escalate, _) => {
                let proposal = self.proposal.as_ref().expect("only a proposal escalates");
                self.escalate(proposal, hour)?
            }
            (Transition::Mark(kind), _) => CaseEvent::Overdue(kind),
            (Transition::Deem | Transition::Lapse, _) => {
                unreachable!("`transitions` looks at the same stage")
            }
        })
    }

    /// What is due by `now`, in no order.
    fn transitions(&self, now: Timestamp) -> impl Iterator<Item = (Timestamp, Transition)> {
        let owes = self.owes();
        let escalation = self
            .proposal
            .as_ref()
            .and_then(|proposal| proposal.due)
            .map(|due| (due.at, Transition::Escalate));
        let gaps =
            self.open_gaps().map(|(material, gap)| (gap.until.at, Transition::LeaveGap(material.clone())));
        let own = self.of_stage().into_iter().chain(gaps.filter(move |_| owes)).chain(escalation);
        own.chain(self.marks().into_iter().map(|(at, kind)| (at, Transition::Mark(kind))))
            .filter(move |(at, _)| *at < now)
    }

    fn of_stage(&self) -> Option<(Timestamp, Transition)> {
        match &self.stage {
            Stage::Received { notice, .. } if self.rules.deems_acceptance => {
                Some((notice.at, Transition::Deem))
            }
            Stage::Supplementing(asked) => Some((asked.deadline.at, Transition::Lapse)),
            _ => None,
        }
    }

    /// Due dates that bring nothing but a mark on the overdue board.
    fn marks(&self) -> Vec<(Timestamp, DeadlineKind)> {
        let mut marks = Vec::new();
        let mut mark = |due: Option<crate::DueDate>, kind: DeadlineKind| {
            if let Some(due) = due
                && !self.overdue.contains(&kind)
            {
                marks.push((due.at, kind));
            }
        };
        mark(self.dues.promised, DeadlineKind::Promised);
        mark(self.dues.legal, DeadlineKind::Legal);
        mark(self.same_day, DeadlineKind::SameDay);
        match &self.stage {
            Stage::Received { notice, .. } if !self.rules.deems_acceptance => {
                mark(Some(*notice), DeadlineKind::Notice)
            }
            Stage::Examining(examination) => {
                mark(examination.special.as_ref().map(|special| special.until), DeadlineKind::Special);
                for (key, state) in &examination.steps {
                    if let StepState::Open(open) = state {
                        mark(open.due, DeadlineKind::Step(key.clone()));
                    }
                }
            }
            Stage::Granted { result, .. } => mark(*result, DeadlineKind::Result),
            _ => {}
        }
        if !self.has_ended() {
            for (material, commitment) in &self.commitments {
                if commitment.checked.is_none() {
                    mark(commitment.check_due, DeadlineKind::CommitmentCheck(material.clone()));
                }
            }
        }
        marks
    }
}
