//! Examination (审查): steps one after another and side by side, each with its unit, its claim and an opinion.
//!
//! Going back: the named step and the steps on the way from it to where the case was sent back from are undone;
//! steps side by side with them keep what they have.

mod fee;
mod site;

pub use fee::{AskPayment, PaymentAsked, PaymentKept, PaymentSettled, SettlePayment, Settlement};
pub use site::{AppointSiteCheck, RecordSiteCheck, SiteCheckAppointed, SiteChecked};

use crate::clocks::{DueDate, Hour};
use crate::people::rank;
use crate::refusal::refusals;
use crate::{Asked, Case, CaseEvent, CaseRefusal, GeneralRefusal, Hearing, Official, Special, Stage, Terms};
use calendar::{Clock, Limit};
use catalogue::{PostRole, Step, StepKey, StepKind};
use kernel::{AccountId, DepartmentId, Private, Timestamp};
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
    Open {
        /// Since when.
        since: Timestamp,
        /// Until when, where the step has a limit; none while its clock stands still.
        due: Option<DueDate>,
        /// Its clock.
        clock: Option<Clock>,
        /// Who took it in hand.
        claimed: Option<Official>,
        /// The appointment on the spot.
        appointment: Option<SiteCheckAppointed>,
    },
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

/// What an opinion says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 同意.
    Agree,
    /// 不同意. It is not yet a no to the applicant: the case is sent back or a no is proposed.
    Disagree,
}

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

refusals! {
    /// Why an act of examination is refused.
    ExamineRefusal {
        /// No such step.
        UnknownStep {
            /// The step.
            step: StepKey,
        } = "refusal-case-unknown-step", "this case has no step {step}";
        /// The step waits for others, or is done already.
        StepNotOpen {
            /// The step.
            step: StepKey,
        } = "refusal-case-step-not-open", "the step {step} is not open";
        /// Somebody else took the step in hand.
        StepTaken {
            /// The step.
            step: StepKey,
        } = "refusal-case-step-taken", "somebody else has the step {step} in hand";
        /// The step belongs to another unit.
        OtherUnit {
            /// The unit.
            unit: DepartmentId,
        } = "refusal-case-step-other-unit", "the step belongs to {unit}";
        /// The role does not do this step.
        OtherRole {
            /// The role that does it.
            role: &'static str,
        } = "refusal-case-step-other-role", "the step is done by the role {role}";
        /// This step is the decision itself.
        IsTheDecision = "refusal-case-step-is-decision", "this step is the decision: decide, or propose a no";
        /// A check needs another person than the one who examined.
        SecondPersonNeeded = "refusal-case-second-person", "the check is made by another person than the examination";
        /// Too few people took part.
        TooFewPeople {
            /// How many are needed.
            needed: u8,
        } = "refusal-case-too-few-people", "at least {needed} named people take part", "行政许可法 第三十四条";
        /// The step is a check on the spot and needs its record.
        NeedsSiteRecord = "refusal-case-needs-site-record", "a check on the spot needs its record",
            "行政许可法 第三十四条";
        /// The step is no check on the spot.
        NotASiteCheck = "refusal-case-not-a-site-check", "this step is no check on the spot";
        /// The record has neither the applicant's signature nor a reason for its absence.
        NoSignature = "refusal-case-no-site-signature",
            "the record needs the applicant's signature, or the reason why there is none";
        /// One cannot go back from here to there.
        NotOnTheWay {
            /// The step to go back to.
            step: StepKey,
        } = "refusal-case-not-on-the-way", "the case did not come here by the step {step}";
        /// The matter is free of charge.
        NoFee = "refusal-case-no-fee", "this matter is free of charge", "行政许可法 第五十八条";
        /// The payment was asked for already.
        FeeAsked = "refusal-case-fee-asked", "the payment was asked for already";
        /// No payment is open.
        NoFeeOpen = "refusal-case-no-fee-open", "no payment is open";
        /// An amount above zero is needed.
        NoAmount = "refusal-case-no-amount", "an amount above zero is needed";
    }
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
            let open = StepState::Open { since: at, due: step.due, clock, claimed: None, appointment: None };
            self.steps.insert(step.step.clone(), open);
        }
    }

    /// The clocks of the open steps stand still with those of the decision.
    pub(crate) fn pause_steps(&mut self, at: Timestamp, reason: &str) {
        for state in self.steps.values_mut() {
            if let StepState::Open { due, clock: Some(clock), .. } = state {
                clock.pause(at, reason, None);
                *due = None;
            }
        }
    }

    pub(crate) fn resume_steps(&mut self, at: Timestamp, reason: &str, dues: &[(StepKey, DueDate)]) {
        for (key, new) in dues {
            if let Some(StepState::Open { due, clock: Some(clock), .. }) = self.steps.get_mut(key) {
                clock.resume_from(reason, at);
                *due = Some(*new);
            }
        }
    }

    /// Whether a step has agreed.
    pub fn has_agreed(&self, step: &StepKey) -> bool {
        matches!(self.steps.get(step), Some(StepState::Done { verdict: Verdict::Agree, .. }))
    }

    /// The steps that can be worked on.
    pub fn open_steps(&self) -> impl Iterator<Item = &StepKey> {
        self.steps.iter().filter(|(_, state)| matches!(state, StepState::Open { .. })).map(|(key, _)| key)
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
            StepKind::Decide => matches!(self.steps.get(&step.key), Some(StepState::Open { .. })),
            _ => self.has_agreed(&step.key),
        })
    }
}

impl Case {
    pub(crate) fn claim_step(&self, command: ClaimStep) -> Result<Vec<CaseEvent>, CaseRefusal> {
        self.workable(&command.step, &command.by)?;
        let StepState::Open { claimed: None, .. } = self.step_state(&command.step)? else {
            return Ok(Vec::new());
        };
        Ok(vec![CaseEvent::StepClaimed(StepTaken { step: command.step, by: command.by })])
    }

    pub(crate) fn release_step(&self, command: ReleaseStep) -> Result<Vec<CaseEvent>, CaseRefusal> {
        let ReleaseStep { step, by } = command;
        match self.step_state(&step)? {
            StepState::Open { claimed: Some(holder), .. }
                if holder.account == by.account || by.stands_above(holder) =>
            {
                Ok(vec![CaseEvent::StepReleased(StepTaken { step, by })])
            }
            StepState::Open { claimed: Some(_), .. } => Err(ExamineRefusal::StepTaken { step }.into()),
            StepState::Open { claimed: None, .. } => Ok(Vec::new()),
            _ => Err(ExamineRefusal::StepNotOpen { step }.into()),
        }
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

    pub(crate) fn send_back(&self, command: SendBack, hour: Hour) -> Result<Vec<CaseEvent>, CaseRefusal> {
        let examination = self.examining()?;
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
        if let Some(StepState::Waiting) | None = examination.steps.get(to) {
            return Err(not_on_the_way());
        }
        let after = plan.downstream(to);
        let Some(from) = from else {
            if by.rank() < rank(self.terms.decided_by) {
                return Err(ExamineRefusal::OtherRole { role: self.terms.decided_by.code() }.into());
            }
            return Ok(after.into_iter().filter(|key| key != to).collect());
        };
        let here = plan.step(from).ok_or_else(|| ExamineRefusal::UnknownStep { step: from.clone() })?;
        self.may_work(here, by)?;
        let is_begun = !matches!(examination.steps.get(from), Some(StepState::Waiting) | None);
        if !after.contains(from) || !is_begun {
            return Err(not_on_the_way());
        }
        let leads_here = |key: &StepKey| plan.downstream(key).contains(from);
        Ok(after.into_iter().filter(|key| key != to && leads_here(key)).collect())
    }

    /// The step, if `by` may work on it now.
    pub(crate) fn workable(&self, key: &StepKey, by: &Official) -> Result<&Step, CaseRefusal> {
        let state = self.step_state(key)?;
        let step = self.terms.step(key).expect("a step with a state is in the terms");
        let StepState::Open { claimed, .. } = state else {
            return Err(ExamineRefusal::StepNotOpen { step: key.clone() }.into());
        };
        if self.is_decision_point(step) {
            return Err(ExamineRefusal::IsTheDecision.into());
        }
        self.may_work(step, by)?;
        if claimed.as_ref().is_some_and(|holder| holder.account != by.account) {
            return Err(ExamineRefusal::StepTaken { step: key.clone() }.into());
        }
        self.is_second_person(step, by)?;
        Ok(step)
    }

    fn may_work(&self, step: &Step, by: &Official) -> Result<(), CaseRefusal> {
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

    /// The steps that open once `step` has been done with `verdict`.
    fn opening_after(
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

    pub(crate) fn apply_claim(&mut self, event: &StepTaken, taken: bool) {
        if let Some(StepState::Open { claimed, .. }) = self.step_mut(&event.step) {
            *claimed = taken.then(|| event.by.clone());
        }
    }

    pub(crate) fn apply_step_done(&mut self, event: &StepDone, at: Timestamp) {
        if let Some(step) = self.step_mut(&event.step) {
            *step = StepState::Done { verdict: event.verdict, by: event.by.clone(), at };
        }
        self.open_steps(&event.opened, at);
    }

    pub(crate) fn apply_sent_back(&mut self, event: &SentBack, at: Timestamp) {
        for key in &event.undone {
            if let Some(step) = self.step_mut(key) {
                *step = StepState::Waiting;
            }
        }
        self.open_steps(&event.opened, at);
        // What was proposed rested on the opinions that are being given again.
        self.proposal = None;
    }

    pub(crate) fn open_steps(&mut self, opened: &[Opened], at: Timestamp) {
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
