//! A step at work: taken in hand, given back, done with an opinion.

use super::{ExamineRefusal, OpenStep, Opened, StepState, Verdict, begun, reason};
use crate::clocks::Hour;
use crate::people::rank;
use crate::{Case, CaseEvent, CaseRefusal, Official};
use catalogue::{Step, StepKey, StepKind};
use kernel::{AccountId, Private, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Take a step in hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimStep {
    /// Which.
    pub step: StepKey,
    /// Who.
    pub by: Official,
}

/// Give a step back to the pool, or take it off somebody as a superior.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseStep {
    /// Which.
    pub step: StepKey,
    /// Who.
    pub by: Official,
}

/// Give the opinion of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GiveOpinion {
    /// Which step.
    pub step: StepKey,
    /// Yes or no.
    pub verdict: Verdict,
    /// In words; without it no opinion counts (practice.md 10).
    pub opinion: String,
    /// Further people who took part, where the step asks for more than one.
    pub with: Vec<AccountId>,
    /// Who.
    pub by: Official,
}

/// `case.step_claimed` and `case.step_released`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepTaken {
    /// Which.
    pub step: StepKey,
    /// Who.
    pub by: Official,
}

/// `case.step_done`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDone {
    /// Which.
    pub step: StepKey,
    /// Yes or no.
    pub verdict: Verdict,
    /// In words.
    pub opinion: Private<String>,
    /// Who.
    pub by: Official,
    /// Further people who took part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<AccountId>,
    /// The steps that open now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opened: Vec<Opened>,
}

impl Case {
    pub(crate) fn claim_step(&self, command: ClaimStep) -> Result<Vec<CaseEvent>, CaseRefusal> {
        self.workable(&command.step, &command.by)?;
        if self.open_step(&command.step)?.claimed.is_some() {
            return Ok(Vec::new());
        }
        Ok(vec![CaseEvent::StepClaimed(StepTaken { step: command.step, by: command.by })])
    }

    pub(crate) fn release_step(&self, command: ReleaseStep) -> Result<Vec<CaseEvent>, CaseRefusal> {
        let ReleaseStep { step, by } = command;
        let Some(holder) = &self.open_step(&step)?.claimed else {
            return Ok(Vec::new());
        };
        if holder.account != by.account && !by.stands_above(holder) {
            return Err(ExamineRefusal::StepTaken { step }.into());
        }
        Ok(vec![CaseEvent::StepReleased(StepTaken { step, by })])
    }

    pub(crate) fn give_opinion(
        &self,
        command: GiveOpinion,
        hour: Hour,
    ) -> Result<Vec<CaseEvent>, CaseRefusal> {
        let GiveOpinion { step, verdict, opinion, with, by } = command;
        let rules = self.workable(&step, &by)?;
        if rules.kind == StepKind::SiteCheck {
            return Err(ExamineRefusal::NeedsSiteRecord.into());
        }
        let people: BTreeSet<AccountId> = with.iter().copied().chain([by.account]).collect();
        if people.len() < usize::from(rules.people_min) {
            return Err(ExamineRefusal::TooFewPeople { needed: rules.people_min }.into());
        }
        reason(&opinion)?;
        let done = StepDone {
            opinion: Private::new(self.person(), opinion),
            opened: self.opening_after(&step, verdict, hour)?,
            step,
            verdict,
            by,
            with,
        };
        Ok(vec![CaseEvent::StepDone(done)])
    }

    fn open_step(&self, key: &StepKey) -> Result<&OpenStep, CaseRefusal> {
        match self.step_state(key)? {
            StepState::Open(open) => Ok(open),
            _ => Err(ExamineRefusal::StepNotOpen { step: key.clone() }.into()),
        }
    }

    /// The step, if `by` may work on it now.
    pub(crate) fn workable(&self, key: &StepKey, by: &Official) -> Result<&Step, CaseRefusal> {
        let open = self.open_step(key)?;
        let step = self.terms.step(key).expect("a step with a state is in the terms");
        if self.is_decision_point(step) {
            return Err(ExamineRefusal::IsTheDecision.into());
        }
        self.may_work(step, by)?;
        if open.claimed.as_ref().is_some_and(|holder| holder.account != by.account) {
            return Err(ExamineRefusal::StepTaken { step: key.clone() }.into());
        }
        self.is_second_person(step, by)?;
        Ok(step)
    }

    pub(crate) fn may_work(&self, step: &Step, by: &Official) -> Result<(), CaseRefusal> {
        let unit = self.terms.unit_of(step);
        if *unit != by.unit {
            return Err(ExamineRefusal::OtherUnit { unit: unit.clone() }.into());
        }
        if by.role != step.role && by.rank() <= rank(step.role) {
            return Err(ExamineRefusal::OtherRole { role: step.role.code() }.into());
        }
        Ok(())
    }

    /// 审核 is made by another person than the steps before it.
    fn is_second_person(&self, step: &Step, by: &Official) -> Result<(), CaseRefusal> {
        let examination = self.examining()?;
        let done_before = step.after.iter().any(|before| {
            matches!(examination.steps.get(before), Some(StepState::Done { by: earlier, .. }) if earlier.account == by.account)
        });
        let refused = step.kind == StepKind::Verify && done_before;
        if refused { Err(ExamineRefusal::SecondPersonNeeded.into()) } else { Ok(()) }
    }

    /// The steps that open once `step` has been done with `verdict`.
    pub(crate) fn opening_after(
        &self,
        step: &StepKey,
        verdict: Verdict,
        hour: Hour,
    ) -> Result<Vec<Opened>, CaseRefusal> {
        if verdict == Verdict::Disagree {
            return Ok(Vec::new());
        }
        let plan = self.terms.steps.steps();
        let examination = self.examining()?;
        let is_agreed = |key: &StepKey| key == step || examination.has_agreed(key);
        let agreed: BTreeSet<StepKey> =
            examination.steps.keys().filter(|key| is_agreed(key)).cloned().collect();
        let begun = begun(examination);
        plan.ready(&agreed, &begun).into_iter().map(|step| self.opens(step, hour)).collect()
    }

    pub(crate) fn apply_claim(&mut self, event: &StepTaken, taken: bool) {
        if let Some(StepState::Open(open)) = self.step_mut(&event.step) {
            open.claimed = taken.then(|| event.by.clone());
        }
    }

    pub(crate) fn apply_step_done(&mut self, event: &StepDone, at: Timestamp) {
        if let Some(step) = self.step_mut(&event.step) {
            *step = StepState::Done { verdict: event.verdict, by: event.by.clone(), at };
        }
        self.open_steps(&event.opened, at);
    }
}
