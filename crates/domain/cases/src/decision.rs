//! The decision (决定), and the one extension of its time.

use crate::clocks::{DueDate, Dues, Hour};
use crate::examination::reason;
use crate::people::rank;
use crate::refusal::refusals;
use crate::{Case, CaseEvent, CaseRefusal, Official, Ready, Stage};
use calendar::{Extension, Limit};
use catalogue::{CommitmentCheck, MaterialKey, PostRole, ResultKind, StepKey};
use kernel::{Private, Timestamp};
use serde::{Deserialize, Serialize};

/// Grant what was asked for. A denial is a proposed no that somebody higher confirms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The opinion of who decides.
    pub opinion: String,
    /// Conditions that the decision carries.
    pub conditions: Option<String>,
    /// Who decides.
    pub by: Official,
}

/// Extend the time for the decision, once, with reasons that the applicant is told (行政许可法 第四十二条).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extend {
    /// Why.
    pub reasons: String,
    /// Who approves: the head of the body.
    pub by: Official,
}

/// `case.granted`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Granted {
    /// The opinion of who decided.
    pub opinion: Private<String>,
    /// Conditions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conditions: Option<Private<String>>,
    /// Who decided.
    pub by: Official,
    /// Whether materials are still owed, so that the result is withheld (办结（容缺通过）).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub with_gaps: bool,
    /// Until when the result is made and handed over; none when the decision itself is the result, or a gap
    /// withholds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<DueDate>,
    /// Until when each commitment that is checked after the decision is to be checked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<(MaterialKey, DueDate)>,
}

/// `case.extended`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extended {
    /// How much was added.
    pub added: Limit,
    /// The law.
    pub law: String,
    /// Why, as the applicant is told.
    pub reasons: Private<String>,
    /// When the decision is due now.
    pub dues: Dues,
    /// Who approved.
    pub by: Official,
}

/// A decision that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Yes or no.
    pub outcome: Outcome,
    /// Who took it; for a denial who confirmed it.
    pub by: Official,
    /// When.
    pub at: Timestamp,
    /// Whether materials were owed.
    pub with_gaps: bool,
}

/// Yes or no on the merits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 准予.
    Granted,
    /// 不予.
    Denied,
}

refusals! {
    /// Why a decision is not taken.
    DecideRefusal {
        /// Somebody has decided already.
        Decided = "refusal-case-decided", "the case is decided already";
        /// Who takes in does not decide, except instant matters (CASE-02).
        FrontStaff = "refusal-case-front-decides", "who takes a case in does not decide it";
        /// The role does not decide this matter.
        NotTheDecider {
            /// The role that does.
            role: &'static str,
        } = "refusal-case-not-the-decider", "this matter is decided by the role {role}";
        /// The department of this person does not decide the matter.
        OtherUnit = "refusal-case-decide-other-unit", "this matter is decided by another department";
        /// Examiner and decider are two persons.
        Examined = "refusal-case-decider-examined", "who examined a case does not decide it";
        /// A step has not agreed.
        NotReady {
            /// The first open one.
            step: StepKey,
        } = "refusal-case-not-ready", "the step {step} has not agreed";
        /// The clock stands still for a special procedure.
        Suspended = "refusal-case-suspended", "the special procedure comes first", "行政许可法 第四十五条";
        /// The hearing comes first.
        HearingPending = "refusal-case-hearing-pending", "the hearing comes before the decision",
            "行政许可法 第四十七条";
        /// A no waits for its answer.
        NoPending = "refusal-case-no-pending", "a proposed no waits: confirm or overrule it first";
        /// The law accepted a case with a material missing: it is asked for, or the case is denied.
        Incomplete {
            /// The material.
            material: MaterialKey,
        } = "refusal-case-grant-incomplete", "the material {material} is missing";
        /// A commitment is checked before the decision.
        CommitmentUnchecked {
            /// The material it stands for.
            material: MaterialKey,
        } = "refusal-case-commitment-unchecked", "the commitment for {material} is checked before the decision";
    }
}

refusals! {
    /// Why the time is not extended.
    ExtendRefusal {
        /// It was extended already.
        Twice = "refusal-case-extended-twice", "the time is extended once only", "行政许可法 第四十二条";
        /// Only the head of the body extends.
        HeadNeeded = "refusal-case-extend-head", "the head of the body approves an extension", "行政许可法 第四十二条";
        /// The time is over.
        TooLate = "refusal-case-extend-too-late", "the time is over and is not extended afterwards",
            "行政许可法 第四十二条";
    }
}

impl Case {
    pub(crate) fn grant(&self, command: Grant, hour: Hour) -> Result<Vec<CaseEvent>, CaseRefusal> {
        self.may_grant(&command.by, hour.now)?;
        reason(&command.opinion)?;
        Ok(vec![CaseEvent::Granted(self.granted(command, hour)?)])
    }

    fn may_grant(&self, by: &Official, now: Timestamp) -> Result<(), CaseRefusal> {
        if self.decision.is_some() {
            return Err(DecideRefusal::Decided.into());
        }
        let examination = self.examining()?;
        if examination.special.is_some() {
            return Err(DecideRefusal::Suspended.into());
        }
        if examination.hearing.as_ref().is_some_and(|hearing| hearing.is_pending(now)) {
            return Err(DecideRefusal::HearingPending.into());
        }
        if self.proposal.is_some() {
            return Err(DecideRefusal::NoPending.into());
        }
        self.may_decide(by)?;
        self.is_examined()
    }

    /// Whether `by` may grant at `now`.
    pub(crate) fn is_grantable(&self, by: &Official, now: Timestamp) -> bool {
        self.may_grant(by, now).is_ok()
    }

    fn granted(&self, command: Grant, hour: Hour) -> Result<Granted, CaseRefusal> {
        let private = |text| Private::new(self.person(), text);
        Ok(Granted {
            opinion: private(command.opinion),
            conditions: command.conditions.filter(|text| !text.trim().is_empty()).map(private),
            by: command.by,
            with_gaps: self.has_open_gaps(),
            result: if self.makes_result() { Some(hour.after(self.rules.result)?) } else { None },
            checks: self.checks_after_decision(hour)?,
        })
    }

    /// Whether something can be made right after the decision: the matter gives a result and no gap withholds it.
    fn makes_result(&self) -> bool {
        self.terms.result != ResultKind::None && !self.has_open_gaps()
    }

    /// Whether something has to be made after the decision, or the decision itself is handed over.
    pub(crate) fn has_result(&self) -> bool {
        self.terms.result != ResultKind::None || self.has_open_gaps()
    }

    /// Who may decide: the named role or a higher one, not the front, not who examined (CASE-02).
    fn may_decide(&self, by: &Official) -> Result<(), CaseRefusal> {
        if self.terms.is_instant() && by.role == PostRole::Clerk {
            return Ok(());
        }
        let received = self.via.official.as_ref().is_some_and(|receiver| receiver.account == by.account);
        if received && !self.terms.is_instant() {
            return Err(DecideRefusal::FrontStaff.into());
        }
        if by.role != self.terms.decided_by && by.rank() <= rank(self.terms.decided_by) {
            return Err(DecideRefusal::NotTheDecider { role: self.terms.decided_by.code() }.into());
        }
        if by.unit != self.terms.department {
            return Err(DecideRefusal::OtherUnit.into());
        }
        let examined = self.examining()?.examiners().any(|examiner| examiner.account == by.account);
        if examined && self.rules.two_persons {
            return Err(DecideRefusal::Examined.into());
        }
        Ok(())
    }

    fn is_examined(&self) -> Result<(), CaseRefusal> {
        let examination = self.examining()?;
        if !examination.is_ready_to_decide(&self.terms) {
            let steps = self.terms.steps.steps().steps().iter();
            let open =
                steps.filter(|step| !examination.has_agreed(&step.key) && !self.is_decision_point(step));
            let step = open.map(|step| step.key.clone()).next().unwrap_or_default();
            return Err(DecideRefusal::NotReady { step }.into());
        }
        if let Some(material) = self.missing().into_iter().next() {
            return Err(DecideRefusal::Incomplete { material }.into());
        }
        let unchecked = self.commitments.iter().find(|(material, commitment)| {
            commitment.check == CommitmentCheck::During && self.commitment_is_open(material)
        });
        match unchecked {
            Some((material, _)) => {
                Err(DecideRefusal::CommitmentUnchecked { material: material.clone() }.into())
            }
            None => Ok(()),
        }
    }

    pub(crate) fn extend(&self, command: Extend, hour: Hour) -> Result<Vec<CaseEvent>, CaseRefusal> {
        self.examining()?;
        let (added, law) = self.rules.extension()?;
        if self.extended {
            return Err(ExtendRefusal::Twice.into());
        }
        if command.by.role != PostRole::Head {
            return Err(ExtendRefusal::HeadNeeded.into());
        }
        reason(&command.reasons)?;
        // While the clock stands still there is no date that could be over.
        if self.dues.legal.is_some_and(|due| due.is_past(hour.now)) {
            return Err(ExtendRefusal::TooLate.into());
        }
        let mut clocks = self.clocks.clone();
        clocks.extend(&extension(added, law));
        Ok(vec![CaseEvent::Extended(Extended {
            added,
            law: law.to_owned(),
            reasons: Private::new(self.person(), command.reasons),
            dues: clocks.dues(hour.calendar)?,
            by: command.by,
        })])
    }

    pub(crate) fn apply_extended(&mut self, event: &Extended) {
        self.clocks.extend(&extension(event.added, &event.law));
        self.dues = event.dues;
        self.extended = true;
    }

    pub(crate) fn apply_granted(&mut self, event: &Granted, at: Timestamp) {
        self.decision = Some(Decision {
            outcome: Outcome::Granted,
            by: event.by.clone(),
            at,
            with_gaps: event.with_gaps,
        });
        self.stop_clocks();
        for (material, due) in &event.checks {
            if let Some(commitment) = self.commitments.get_mut(material) {
                commitment.check_due = Some(*due);
            }
        }
        self.stage = match event.result {
            None if !event.with_gaps => Stage::Ready(Ready::since(at)),
            result => Stage::Granted { since: at, result },
        };
    }
}

/// The extension as a clock keeps it. Who approved it and why stands in the event: reasons may be personal.
fn extension(added: Limit, law: &str) -> Extension {
    Extension {
        added,
        by: "行政机关负责人".to_owned(),
        reason: "延长审批期限".to_owned(),
        law: Some(law.to_owned()),
    }
}
