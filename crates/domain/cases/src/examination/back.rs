//! Sending a case back to a step that was done, without breaking what goes on side by side with it.

use super::{Examination, ExamineRefusal, Opened, StepState, Verdict, reason};
use crate::clocks::Hour;
use crate::people::rank;
use crate::{Case, CaseEvent, CaseRefusal, DecideRefusal, Official};
use catalogue::StepKey;
use kernel::{Private, Timestamp};
use serde::{Deserialize, Serialize};

/// Send the case back to a step that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendBack {
    /// From which step; from the decision if none.
    pub from: Option<StepKey>,
    /// To which step.
    pub to: StepKey,
    /// Why.
    pub reasons: String,
    /// Who.
    pub by: Official,
}

/// `case.sent_back`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentBack {
    /// To which step.
    pub to: StepKey,
    /// The other steps that are undone.
    pub undone: Vec<StepKey>,
    /// Why.
    pub reasons: Private<String>,
    /// Who.
    pub by: Official,
    /// The step as it opens again.
    pub opened: Vec<Opened>,
}

impl Case {
    /// Each way on which `by` may send the case back: from which step, or from the decision, to which one.
    pub fn ways_back(&self, by: &Official) -> Vec<(Option<StepKey>, StepKey)> {
        let Some(examination) = self.examination().filter(|_| self.proposal.is_none()) else {
            return Vec::new();
        };
        let from = std::iter::once(None).chain(examination.steps.keys().map(Some));
        let ways = from.flat_map(|from| examination.steps.keys().map(move |to| (from, to)));
        ways.filter(|(from, to)| self.way_back(examination, *from, to, by).is_ok())
            .map(|(from, to)| (from.cloned(), to.clone()))
            .collect()
    }

    pub(crate) fn send_back(&self, command: SendBack, hour: Hour) -> Result<Vec<CaseEvent>, CaseRefusal> {
        let examination = self.examining()?;
        if self.proposal.is_some() {
            return Err(DecideRefusal::NoPending.into());
        }
        reason(&command.reasons)?;
        let SendBack { from, to, reasons, by } = command;
        let undone = self.way_back(examination, from.as_ref(), &to, &by)?;
        let step = self.terms.step(&to).ok_or_else(|| ExamineRefusal::UnknownStep { step: to.clone() })?;
        let opened = vec![self.opens(step, hour)?];
        let reasons = Private::new(self.person(), reasons);
        Ok(vec![CaseEvent::SentBack(SentBack { undone, to, reasons, by, opened })])
    }

    /// The steps on the way from `to` to where the case is sent back from, without `to` itself.
    fn way_back(
        &self,
        examination: &Examination,
        from: Option<&StepKey>,
        to: &StepKey,
        by: &Official,
    ) -> Result<Vec<StepKey>, CaseRefusal> {
        let plan = self.terms.steps.steps();
        let not_on_the_way = || CaseRefusal::from(ExamineRefusal::NotOnTheWay { step: to.clone() });
        if !matches!(examination.steps.get(to), Some(StepState::Done { .. })) {
            return Err(not_on_the_way());
        }
        let after = plan.downstream(to);
        let Some(from) = from else {
            if by.rank() < rank(self.terms.decided_by) {
                return Err(ExamineRefusal::OtherRole { role: self.terms.decided_by.code() }.into());
            }
            return Ok(after.into_iter().filter(|key| key != to).collect());
        };
        self.may_return_from(from, by)?;
        if !after.contains(from) {
            return Err(not_on_the_way());
        }
        let leads_here = |key: &StepKey| plan.downstream(key).contains(from);
        Ok(after.into_iter().filter(|key| key != to && leads_here(key)).collect())
    }

    /// A case is sent back from a step in hand, or from one that disagreed.
    fn may_return_from(&self, from: &StepKey, by: &Official) -> Result<(), CaseRefusal> {
        match self.step_state(from)? {
            StepState::Done { verdict: Verdict::Disagree, .. } => {
                self.may_work(self.terms.step(from).expect("a step with a state is in the terms"), by)
            }
            _ => self.workable(from, by).map(|_| ()),
        }
    }

    pub(crate) fn apply_sent_back(&mut self, event: &SentBack, at: Timestamp) {
        for key in &event.undone {
            if let Some(step) = self.step_mut(key) {
                *step = StepState::Waiting;
            }
        }
        self.open_steps(&event.opened, at);
    }
}
