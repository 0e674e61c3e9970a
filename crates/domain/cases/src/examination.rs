//! Examination (审查): steps one after another and side by side, each with its unit, its claim and an opinion.
//!
//! Going back: the named step and the steps on the way from it to where the case was sent back from are undone;
//! steps side by side with them keep what they have.

mod back;
mod fee;
mod opinion;
mod refusal;
mod site;

pub use back::{SendBack, SentBack};
pub use fee::{
    AskPayment, PaymentAsked, PaymentKept, PaymentSettled, SettlePayment, Settlement, SettlementKept,
};
pub use opinion::{ClaimStep, GiveOpinion, ReleaseStep, StepDone, StepTaken};
pub use refusal::ExamineRefusal;
pub use site::{AppointSiteCheck, RecordSiteCheck, SiteCheckAppointed, SiteChecked};

use crate::clocks::{DueDate, Hour};
use crate::deadlines::DeadlineKind;
use crate::{Asked, Case, CaseRefusal, GeneralRefusal, Hearing, Official, Special, Stage, Terms};
use calendar::{Clock, Limit};
use catalogue::{PostRole, Step, StepKey, StepKind};
use kernel::{DepartmentId, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The examination of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Examination {
    /// From when the acceptance holds.
    pub accepted: Timestamp,
    /// Whether the law accepted because the office was silent.
    pub deemed: bool,
    /// Each step of the terms.
    pub steps: BTreeMap<StepKey, StepState>,
    /// What the applicant was asked for after acceptance; no clock waits for it.
    pub asked: Option<Asked>,
    /// The special procedure that is going on.
    pub special: Option<Special>,
    /// The hearing that was offered.
    pub hearing: Option<Hearing>,
    /// The fee that was asked for.
    pub payment: Option<PaymentKept>,
}

/// How far a step is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Waits for the steps before it.
    Waiting,
    /// Can be worked on.
    Open(Box<OpenStep>),
    /// Somebody gave an opinion.
    Done {
        /// Which.
        verdict: Verdict,
        /// Who.
        by: Official,
        /// When.
        at: Timestamp,
    },
}

/// A step that can be worked on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenStep {
    /// Since when.
    pub since: Timestamp,
    /// Until when, where the step has a limit; none while its clock stands still.
    pub due: Option<DueDate>,
    /// Its clock.
    pub clock: Option<Clock>,
    /// Who took it in hand.
    pub claimed: Option<Official>,
    /// The appointment on the spot.
    pub appointment: Option<SiteCheckAppointed>,
}

/// What an opinion says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 同意.
    Agree,
    /// 不同意. It is not yet a no to the applicant: the case is sent back or a no is proposed.
    Disagree,
}

/// A step that opens with an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Which.
    pub step: StepKey,
    /// The unit that does it.
    pub unit: DepartmentId,
    /// The role that does it.
    pub role: PostRole,
    /// How long it may take, where the step has a limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    /// Until when that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<DueDate>,
}

impl Examination {
    /// The examination at its start, before its first steps open.
    pub(crate) fn begin(accepted: Timestamp, terms: &Terms) -> Self {
        let steps = terms.steps.steps().steps();
        Examination {
            accepted,
            deemed: false,
            steps: steps.iter().map(|step| (step.key.clone(), StepState::Waiting)).collect(),
            asked: None,
            special: None,
            hearing: None,
            payment: None,
        }
    }

    pub(crate) fn open(&mut self, opened: &[Opened], at: Timestamp) {
        for step in opened {
            let clock = step.limit.map(|limit| Clock::on_event(at, limit));
            let open = OpenStep { since: at, due: step.due, clock, claimed: None, appointment: None };
            self.steps.insert(step.step.clone(), StepState::Open(Box::new(open)));
        }
    }

    /// The clocks of the open steps stand still with those of the decision.
    pub(crate) fn pause_steps(&mut self, at: Timestamp, reason: &str) {
        for state in self.steps.values_mut() {
            if let StepState::Open(open) = state
                && let Some(clock) = &mut open.clock
            {
                clock.pause(at, reason, None);
                open.due = None;
            }
        }
    }

    pub(crate) fn resume_steps(&mut self, at: Timestamp, reason: &str, dues: &[(StepKey, DueDate)]) {
        for (key, new) in dues {
            if let Some(StepState::Open(open)) = self.steps.get_mut(key)
                && let Some(clock) = &mut open.clock
            {
                clock.resume_from(reason, at);
                open.due = Some(*new);
            }
        }
    }

    /// Whether a step has agreed.
    pub fn has_agreed(&self, step: &StepKey) -> bool {
        matches!(self.steps.get(step), Some(StepState::Done { verdict: Verdict::Agree, .. }))
    }

    /// The steps that can be worked on.
    pub fn open_steps(&self) -> impl Iterator<Item = &StepKey> {
        self.steps.iter().filter(|(_, state)| matches!(state, StepState::Open(_))).map(|(key, _)| key)
    }

    /// The steps that disagreed.
    pub fn disagreed(&self) -> impl Iterator<Item = &StepKey> {
        let is_no = |state: &StepState| matches!(state, StepState::Done { verdict: Verdict::Disagree, .. });
        self.steps.iter().filter(move |(_, state)| is_no(state)).map(|(key, _)| key)
    }

    /// The people who gave an opinion.
    pub fn examiners(&self) -> impl Iterator<Item = &Official> {
        self.steps.values().filter_map(|state| match state {
            StepState::Done { by, .. } => Some(by),
            _ => None,
        })
    }

    /// Whether every step that the decision waits for has agreed.
    pub fn is_ready_to_decide(&self, terms: &Terms) -> bool {
        terms.steps.steps().last().iter().all(|step| match step.kind {
            StepKind::Decide => matches!(self.steps.get(&step.key), Some(StepState::Open(_))),
            _ => self.has_agreed(&step.key),
        })
    }
}

impl Case {
    /// Whether the step is the place where the decision is taken.
    pub(crate) fn is_decision_point(&self, step: &Step) -> bool {
        step.kind == StepKind::Decide
            && self.terms.steps.steps().last().iter().any(|last| last.key == step.key)
    }

    pub(crate) fn step_state(&self, key: &StepKey) -> Result<&StepState, CaseRefusal> {
        let examination = self.examining()?;
        examination.steps.get(key).ok_or_else(|| ExamineRefusal::UnknownStep { step: key.clone() }.into())
    }

    pub(crate) fn examining(&self) -> Result<&Examination, CaseRefusal> {
        match &self.stage {
            Stage::Examining(examination) => Ok(examination),
            _ => Err(self.not_now()),
        }
    }

    /// The steps that can open in `examination`.
    pub(crate) fn opening(&self, examination: &Examination, hour: Hour) -> Result<Vec<Opened>, CaseRefusal> {
        let plan = self.terms.steps.steps();
        let agreed = examination.steps.keys().filter(|key| examination.has_agreed(key)).cloned().collect();
        let ready = plan.ready(&agreed, &begun(examination));
        ready.into_iter().map(|step| self.opens(step, hour)).collect()
    }

    fn opens(&self, step: &Step, hour: Hour) -> Result<Opened, CaseRefusal> {
        Ok(Opened {
            step: step.key.clone(),
            unit: self.terms.unit_of(step).clone(),
            role: step.role,
            limit: step.limit,
            due: step.limit.map(|limit| hour.after(limit)).transpose()?,
        })
    }

    pub(crate) fn open_steps(&mut self, opened: &[Opened], at: Timestamp) {
        for step in opened {
            // A step that opens again has a clock of its own, and may be late again.
            self.overdue.remove(&DeadlineKind::Step(step.step.clone()));
        }
        if let Stage::Examining(examination) = &mut self.stage {
            examination.open(opened, at);
        }
    }

    fn step_mut(&mut self, key: &StepKey) -> Option<&mut StepState> {
        match &mut self.stage {
            Stage::Examining(examination) => examination.steps.get_mut(key),
            _ => None,
        }
    }
}

fn begun(examination: &Examination) -> BTreeSet<StepKey> {
    let is_begun = |state: &StepState| *state != StepState::Waiting;
    examination.steps.iter().filter(|(_, state)| is_begun(state)).map(|(key, _)| key.clone()).collect()
}

/// A reason or an opinion must say something.
pub(crate) fn reason(text: &str) -> Result<(), GeneralRefusal> {
    if text.trim().is_empty() { Err(GeneralRefusal::NoReason) } else { Ok(()) }
}
