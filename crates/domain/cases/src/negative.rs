//! Rejection moved up (否决权上移, CASE-07, P-06): a no is told at once as a proposal with reasons and becomes final
//! only when another, higher person confirms it. Silence never makes a no: it escalates, and shows.

use crate::clocks::{DueDate, Hour};
use crate::deadlines::DeadlineKind;
use crate::examination::reason;
use crate::people::rank;
use crate::refusal::refusals;
use crate::terms::Remedy;
use crate::{Case, CaseEvent, CaseRefusal, Decision, Ending, Official, Outcome, Ready, Stage};
use calendar::{Clock, Limit};
use kernel::{Private, Timestamp};
use serde::{Deserialize, Serialize};

/// Every way in which the office may say no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum No {
    /// 不受理: no permission is needed, or another body is competent; it is named (行政许可法 第三十二条).
    NotForUs,
    /// 不予受理.
    Refuse,
    /// 退件 as incomplete, for filings and public services.
    Return,
    /// 不予许可 and its like.
    Deny,
    /// 终止办理: the applicant died, the thing has become impossible.
    Terminate,
    /// 撤销 after the decision (行政许可法 第六十九条).
    Revoke,
}

impl No {
    /// Every no.
    pub const ALL: &'static [No] =
        &[No::NotForUs, No::Refuse, No::Return, No::Deny, No::Terminate, No::Revoke];

    /// A stable code.
    pub const fn code(self) -> &'static str {
        match self {
            No::NotForUs => "not_for_us",
            No::Refuse => "refuse",
            No::Return => "return",
            No::Deny => "deny",
            No::Terminate => "terminate",
            No::Revoke => "revoke",
        }
    }
}

/// Propose a no; the applicant is told at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposeNo {
    /// Which.
    pub no: No,
    /// Why, and for [`No::NotForUs`] who is competent instead.
    pub reasons: String,
    /// The law it rests on.
    pub basis: String,
    /// Whether the visitor waits at the counter: then the short clock runs (practice.md 3).
    pub visitor_waits: bool,
    /// Who proposes.
    pub by: Official,
}

/// Confirm the proposed no: it becomes final.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmNo {
    /// Why it is right.
    pub reasons: String,
    /// Who confirms: another, higher person.
    pub by: Official,
}

/// Overrule the proposed no: the case goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverruleNo {
    /// Why, and how the case goes on.
    pub reasons: String,
    /// Who overrules: another, higher person.
    pub by: Official,
}

/// `case.no_proposed`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoProposed {
    /// Which.
    pub no: No,
    /// Why.
    pub reasons: Private<String>,
    /// The law.
    pub basis: String,
    /// Whether the visitor waits at the counter.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub visitor_waits: bool,
    /// Until when somebody higher should answer; never later than the law's clock.
    pub due: DueDate,
    /// Who proposed.
    pub by: Official,
}

/// `case.no_escalated`: nobody answered in time; the next level is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoEscalated {
    /// The new level: 1 for the chief at the hall, 2 for the head.
    pub level: u8,
    /// Until when this level should answer; none on the last one, where it stays on the overdue board.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<DueDate>,
}

/// `case.no_overruled`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoOverruled {
    /// Which no.
    pub no: No,
    /// Who had proposed it.
    pub proposed_by: Official,
    /// Why not.
    pub reasons: Private<String>,
    /// Who overruled.
    pub by: Official,
}

/// A final no: `case.not_for_us`, `case.refused`, `case.returned`, `case.denied`, `case.terminated`, `case.revoked`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinalNo {
    /// Why.
    pub reasons: Private<String>,
    /// The law.
    pub basis: String,
    /// Who proposed.
    pub proposed_by: Official,
    /// Who confirmed: somebody else.
    pub confirmed_by: Official,
    /// What the confirming person said.
    pub confirmation: Private<String>,
    /// Where it can be challenged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Remedy>,
}

/// A no that waits for confirmation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Which.
    pub no: No,
    /// Why.
    pub reasons: Private<String>,
    /// The law.
    pub basis: String,
    /// Since when.
    pub at: Timestamp,
    /// Whether the visitor waits.
    pub visitor_waits: bool,
    /// Until when the level in charge should answer; none when even the last level was silent.
    pub due: Option<DueDate>,
    /// Since when the level in charge is asked.
    pub asked: Timestamp,
    /// How often it was escalated.
    pub level: u8,
    /// Who proposed.
    pub by: Official,
}

/// A no that was overruled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoKept {
    /// Which.
    pub no: No,
    /// Who had proposed it.
    pub proposed_by: Official,
    /// Who overruled it.
    pub overruled_by: Official,
    /// When.
    pub at: Timestamp,
}

refusals! {
    /// Why a no is not proposed, confirmed or overruled.
    NoRefusal {
        /// One waits for confirmation.
        Proposed = "refusal-case-no-proposed-already", "a no waits for confirmation already";
        /// None waits.
        NoneProposed = "refusal-case-no-none-proposed", "no proposed no waits for an answer";
        /// The proposer cannot confirm (P-06).
        SamePerson = "refusal-case-no-same-person", "who proposed a no cannot confirm it";
        /// Who received the case cannot say the final no (P-06).
        Receiver = "refusal-case-no-receiver", "who received the case cannot confirm its no";
        /// A higher person is needed.
        NotHigher = "refusal-case-no-not-higher", "a no is confirmed by a person of a higher post";
        /// Only who may decide can confirm a denial.
        DeciderNeeded {
            /// The role that decides.
            role: &'static str,
        } = "refusal-case-no-decider-needed", "a denial is confirmed by the role {role}";
        /// The law it rests on is missing.
        NoBasis = "refusal-case-no-basis", "a no names the law it rests on", "行政许可法 第三十八条";
        /// Front staff proposes no denial.
        FrontStaff = "refusal-case-no-front-staff", "a denial is proposed by who examines the case";
        /// The same person's no was overruled already.
        Overruled = "refusal-case-no-overruled-already", "this no was overruled; the case goes on";
        /// The hearing comes first.
        HearingPending = "refusal-case-no-hearing-pending", "the hearing comes before the decision",
            "行政许可法 第四十七条";
    }
}

impl Case {
    pub(crate) fn propose_no(&self, command: ProposeNo, hour: Hour) -> Result<Vec<CaseEvent>, CaseRefusal> {
        let ProposeNo { no, reasons, basis, visitor_waits, by } = command;
        self.can_end_in(no)?;
        self.rules.no(no)?;
        if self.proposal.is_some() {
            return Err(NoRefusal::Proposed.into());
        }
        self.may_propose(no, &by)?;
        reason(&reasons)?;
        if basis.trim().is_empty() {
            return Err(NoRefusal::NoBasis.into());
        }
        let due = self.confirmation_due(visitor_waits, hour)?;
        let reasons = Private::new(self.person(), reasons);
        Ok(vec![CaseEvent::NoProposed(NoProposed { no, reasons, basis, visitor_waits, due, by })])
    }

    /// Front staff denies nothing, and nobody repeats a no that was overruled.
    pub(crate) fn may_propose(&self, no: No, by: &Official) -> Result<(), NoRefusal> {
        if self.overruled.iter().any(|kept| kept.no == no && kept.proposed_by.account == by.account) {
            return Err(NoRefusal::Overruled);
        }
        let merits = matches!(no, No::Deny | No::Revoke);
        if merits && by.rank() == 0 && !self.terms.is_instant() { Err(NoRefusal::FrontStaff) } else { Ok(()) }
    }

    /// The setting's clock, but always inside the clock of the law.
    fn confirmation_due(&self, visitor_waits: bool, hour: Hour) -> Result<DueDate, CaseRefusal> {
        let own = hour.after(self.confirmation_limit(visitor_waits))?;
        let legal = match &self.stage {
            Stage::Received { notice, .. } => Some(*notice),
            Stage::Examining(_) => self.dues.legal,
            _ => None,
        };
        Ok(legal
            .into_iter()
            .filter(|legal| hour.now <= legal.at)
            .fold(own, |first, legal| if legal.at < first.at { legal } else { first }))
    }

    pub(crate) fn confirmation_limit(&self, visitor_waits: bool) -> Limit {
        let settings = &self.terms.settings;
        if visitor_waits { settings.confirm_at_counter } else { settings.confirm_online }
    }

    /// Whether the stage allows this no.
    pub(crate) fn can_end_in(&self, no: No) -> Result<(), CaseRefusal> {
        let granted = self.decision.as_ref().is_some_and(|decision| decision.outcome == Outcome::Granted);
        let fits = match (&self.stage, no) {
            (Stage::Received { .. }, No::NotForUs | No::Refuse | No::Return | No::Terminate) => true,
            (Stage::Supplementing(_), No::Terminate) => true,
            (Stage::Examining(examination), No::Deny) => examination.special.is_none(),
            (Stage::Examining(_), No::Terminate) => true,
            (Stage::Granted { .. } | Stage::Ready(_) | Stage::Delivered(_), No::Revoke) => granted,
            (Stage::Archived { ended: None, .. }, No::Revoke) => granted,
            _ => false,
        };
        if fits { Ok(()) } else { Err(self.not_now()) }
    }

    pub(crate) fn confirm_no(&self, command: ConfirmNo, hour: Hour) -> Result<Vec<CaseEvent>, CaseRefusal> {
        let proposal = self.confirmable(&command.by, hour.now)?;
        reason(&command.reasons)?;
        let no = FinalNo {
            reasons: proposal.reasons.clone(),
            basis: proposal.basis.clone(),
            proposed_by: proposal.by.clone(),
            confirmed_by: command.by,
            confirmation: Private::new(self.person(), command.reasons),
            remedy: self.terms.remedy.clone().filter(|_| self.terms.regime.needs_remedy()),
        };
        Ok(vec![match proposal.no {
            No::NotForUs => CaseEvent::NotForUs(no),
            No::Refuse => CaseEvent::Refused(no),
            No::Return => CaseEvent::Returned(no),
            No::Deny => CaseEvent::Denied(no),
            No::Terminate => CaseEvent::Terminated(no),
            No::Revoke => CaseEvent::Revoked(no),
        }])
    }

    pub(crate) fn overrule_no(&self, command: OverruleNo) -> Result<Vec<CaseEvent>, CaseRefusal> {
        let proposal = self.answerable(&command.by)?;
        reason(&command.reasons)?;
        Ok(vec![CaseEvent::NoOverruled(NoOverruled {
            no: proposal.no,
            proposed_by: proposal.by.clone(),
            reasons: Private::new(self.person(), command.reasons),
            by: command.by,
        })])
    }

    /// The proposal, if `by` may answer it.
    pub(crate) fn answerable(&self, by: &Official) -> Result<&Proposal, CaseRefusal> {
        let proposal = self.proposal.as_ref().ok_or(NoRefusal::NoneProposed)?;
        if proposal.by.account == by.account {
            return Err(NoRefusal::SamePerson.into());
        }
        if self.via.official.as_ref().is_some_and(|receiver| receiver.account == by.account) {
            return Err(NoRefusal::Receiver.into());
        }
        if by.stands_above(&proposal.by) { Ok(proposal) } else { Err(NoRefusal::NotHigher.into()) }
    }

    /// The proposal, if `by` may make it final at `now`: what only the decider decides, only the decider denies.
    pub(crate) fn confirmable(&self, by: &Official, now: Timestamp) -> Result<&Proposal, CaseRefusal> {
        let proposal = self.answerable(by)?;
        if matches!(proposal.no, No::Deny | No::Revoke) && by.rank() < rank(self.terms.decided_by) {
            return Err(NoRefusal::DeciderNeeded { role: self.terms.decided_by.code() }.into());
        }
        self.can_end_in(proposal.no)?;
        let hearing = self.examination().and_then(|examination| examination.hearing.as_ref());
        if proposal.no == No::Deny && hearing.is_some_and(|hearing| hearing.is_pending(now)) {
            return Err(NoRefusal::HearingPending.into());
        }
        Ok(proposal)
    }

    /// The escalation of a proposal that nobody answered by `hour`.
    pub(crate) fn escalate(&self, proposal: &Proposal, hour: Hour) -> Result<CaseEvent, CaseRefusal> {
        let level = proposal.level + 1;
        let limit = self.confirmation_limit(proposal.visitor_waits);
        let due = if level < LEVELS {
            Some(crate::clocks::due_of(&Clock::on_event(hour.now, limit), hour.calendar)?)
        } else {
            None
        };
        Ok(CaseEvent::NoEscalated(NoEscalated { level, due }))
    }

    pub(crate) fn apply_no_proposed(&mut self, event: &NoProposed, at: Timestamp) {
        self.overdue.remove(&DeadlineKind::Confirmation);
        self.proposal = Some(Proposal {
            no: event.no,
            reasons: event.reasons.clone(),
            basis: event.basis.clone(),
            at,
            visitor_waits: event.visitor_waits,
            due: Some(event.due),
            asked: at,
            level: 0,
            by: event.by.clone(),
        });
    }

    pub(crate) fn apply_no_escalated(&mut self, event: &NoEscalated, at: Timestamp) {
        if let Some(proposal) = &mut self.proposal {
            (proposal.level, proposal.due, proposal.asked) = (event.level, event.due, at);
        }
        if event.due.is_none() {
            self.overdue.insert(DeadlineKind::Confirmation);
        }
    }

    pub(crate) fn apply_no_overruled(&mut self, event: &NoOverruled, at: Timestamp) {
        self.proposal = None;
        self.overdue.remove(&DeadlineKind::Confirmation);
        self.overruled.push(NoKept {
            no: event.no,
            proposed_by: event.proposed_by.clone(),
            overruled_by: event.by.clone(),
            at,
        });
    }

    pub(crate) fn apply_denied(&mut self, event: &FinalNo, at: Timestamp) {
        let (by, with_gaps) = (event.confirmed_by.clone(), self.has_open_gaps());
        self.decision = Some(Decision { outcome: Outcome::Denied, by, at, with_gaps });
        self.stop_clocks();
        self.stage = Stage::Ready(Ready::since(at));
    }

    pub(crate) fn end(&mut self, how: Ending, at: Timestamp) {
        self.stop_clocks();
        self.stage = Stage::Ended { how, at, delivered: None };
    }

    pub(crate) fn stop_clocks(&mut self) {
        self.proposal = None;
        self.dues = crate::Dues::default();
        self.same_day = None;
    }
}

/// Level 0 is whoever stands above the proposer, 1 the chief at the hall, 2 the head; then it stays visible.
const LEVELS: u8 = 2;
