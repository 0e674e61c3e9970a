//! What somebody may do with a case now: for screens. The law itself is in the commands, which refuse the rest.

use crate::{Case, Official, Stage};
use catalogue::{Acceptance, DeliveryWay, PostRole, StepKey, StepKind};
use kernel::Timestamp;

/// Something that can be done with a case, as a button names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Move {
    /// Answer the notice.
    Supplement,
    /// Sign for a gap.
    UndertakeGap,
    /// Supply what is owed.
    FillGap,
    /// Sign a commitment.
    SignCommitment,
    /// Ask for the hearing.
    AskForHearing,
    /// Choose the way of delivery.
    ChooseDelivery,
    /// Withdraw.
    Withdraw,
    /// Tell all defects.
    AskSupplement,
    /// Accept.
    Accept,
    /// Propose a no; [`Case::possible_nos`] says which.
    ProposeNo,
    /// Confirm the proposed no.
    ConfirmNo,
    /// Overrule it.
    OverruleNo,
    /// Work on a step; [`Case::workable_steps`] says which.
    WorkOnStep,
    /// Send the case back.
    SendBack,
    /// Ask for a payment.
    AskPayment,
    /// Settle it.
    SettlePayment,
    /// Begin a special procedure.
    BeginSpecial,
    /// End it.
    EndSpecial,
    /// Offer a hearing.
    OfferHearing,
    /// Extend the time.
    Extend,
    /// Grant.
    Grant,
    /// Make the result.
    MakeResult,
    /// Correct a slip of the pen.
    Correct,
    /// Put the result on a shelf.
    Shelve,
    /// Hand it to the carrier.
    HandToCarrier,
    /// Hand it over.
    Deliver,
    /// Close the file.
    Archive,
    /// Record the check of a commitment.
    CheckCommitment,
}

impl Move {
    /// Every move, in the order of the buttons.
    pub const ALL: &'static [Move] = &[
        Move::Supplement,
        Move::UndertakeGap,
        Move::FillGap,
        Move::SignCommitment,
        Move::AskForHearing,
        Move::ChooseDelivery,
        Move::Accept,
        Move::AskSupplement,
        Move::WorkOnStep,
        Move::Grant,
        Move::ConfirmNo,
        Move::OverruleNo,
        Move::MakeResult,
        Move::Shelve,
        Move::HandToCarrier,
        Move::Deliver,
        Move::SettlePayment,
        Move::AskPayment,
        Move::EndSpecial,
        Move::BeginSpecial,
        Move::OfferHearing,
        Move::Extend,
        Move::SendBack,
        Move::CheckCommitment,
        Move::Correct,
        Move::Archive,
        Move::ProposeNo,
        Move::Withdraw,
    ];
}

/// Who looks at a case.
#[derive(Clone, Copy, Debug)]
pub enum Viewer<'a> {
    /// The applicant or the agent, online.
    Applicant,
    /// A member of staff.
    Staff(&'a Official),
}

impl Case {
    /// What `viewer` may do at `now`, in the order of the buttons. Ask it of [`Case::as_of`] the same moment.
    pub fn allowed_actions(&self, viewer: Viewer, now: Timestamp) -> Vec<Move> {
        Move::ALL.iter().copied().filter(|step| self.allows(*step, viewer, now)).collect()
    }

    /// Whether `viewer` may do this at `now`.
    pub fn allows(&self, step: Move, viewer: Viewer, now: Timestamp) -> bool {
        match viewer {
            Viewer::Applicant => self.allows_applicant(step, now),
            // At a counter staff does for a person present what that person could do online (ORG-16).
            Viewer::Staff(by) if matches!(by.role, PostRole::Clerk | PostRole::Issuer) => {
                self.allows_applicant(step, now) || self.allows_staff(step, by, now)
            }
            Viewer::Staff(by) => self.allows_staff(step, by, now),
        }
    }

    /// The open steps that `by` may work on.
    pub fn workable_steps(&self, by: &Official) -> Vec<StepKey> {
        let Some(examination) = self.examination() else { return Vec::new() };
        examination.open_steps().filter(|key| self.workable(key, by).is_ok()).cloned().collect()
    }

    fn allows_applicant(&self, step: Move, now: Timestamp) -> bool {
        let before = self.takes_promises();
        let missing = || self.missing().into_iter().filter_map(|key| self.terms.material(&key).cloned());
        match step {
            Move::Supplement => self.asked().is_some(),
            Move::UndertakeGap => before && missing().any(|material| material.tolerable.is_some()),
            Move::SignCommitment => before && missing().any(|material| material.commitment.is_some()),
            Move::FillGap => {
                self.owes() || (self.has_open_gaps() && matches!(self.stage, Stage::Elsewhere(_)))
            }
            Move::AskForHearing => self
                .examination()
                .and_then(|examination| examination.hearing.as_ref())
                .is_some_and(|hearing| hearing.asked.is_none() && hearing.is_pending(now)),
            Move::ChooseDelivery => match &self.stage {
                Stage::Ready(ready) => ready.carrier.is_none(),
                Stage::Delivered(_) | Stage::Ended { .. } | Stage::Archived { .. } => false,
                _ => true,
            },
            Move::Withdraw => match &self.stage {
                Stage::Received { .. } | Stage::Supplementing(_) | Stage::Examining(_) => true,
                Stage::Elsewhere(mirror) => mirror.is_open(),
                _ => false,
            },
            _ => false,
        }
    }

    fn allows_staff(&self, step: Move, by: &Official, now: Timestamp) -> bool {
        let examination = self.examination();
        let special = examination.is_some_and(|examination| examination.special.is_some());
        match step {
            Move::Accept => self.may_accept(by),
            Move::AskSupplement => self.may_ask(),
            Move::ProposeNo => !self.possible_nos(by).is_empty(),
            Move::ConfirmNo => self.confirmable(by, now).is_ok(),
            Move::OverruleNo => self.answerable(by).is_ok(),
            Move::WorkOnStep => !self.workable_steps(by).is_empty(),
            Move::SendBack => !self.ways_back(by).is_empty(),
            Move::AskPayment => {
                self.terms.fee.charged && examination.is_some_and(|examination| examination.payment.is_none())
            }
            Move::SettlePayment => self.has_open_payment(),
            Move::BeginSpecial => examination.is_some() && !special && by.rank() != 0,
            Move::EndSpecial => special,
            Move::OfferHearing => {
                self.rules.hearing
                    && by.rank() != 0
                    && examination.is_some_and(|examination| examination.hearing.is_none())
            }
            Move::Extend => {
                let possible =
                    self.rules.extension.is_some() && self.clocks.legal.is_some() && !self.extended;
                possible && examination.is_some() && by.role == PostRole::Head
            }
            Move::Grant => self.is_grantable(by, now),
            Move::MakeResult => matches!(self.stage, Stage::Granted { .. }) && !self.has_open_gaps(),
            Move::Correct => {
                self.decision.is_some() && !matches!(self.stage, Stage::Ended { .. }) && by.rank() != 0
            }
            Move::Shelve => matches!(&self.stage, Stage::Ready(ready) if ready.carrier.is_none()),
            Move::HandToCarrier => {
                let post = self.delivery.as_ref().is_some_and(|choice| choice.way == DeliveryWay::Post);
                post && matches!(&self.stage, Stage::Ready(ready) if ready.carrier.is_none())
            }
            Move::Deliver => match &self.stage {
                Stage::Ready(_) => true,
                Stage::Ended { how, delivered, .. } => how.is_negative() && delivered.is_none(),
                _ => false,
            },
            Move::Archive => {
                matches!(self.stage, Stage::Delivered(_) | Stage::Ended { .. }) && self.proposal.is_none()
            }
            Move::CheckCommitment => {
                by.rank() != 0 && self.commitments.keys().any(|key| self.commitment_is_open(key))
            }
            _ => false,
        }
    }

    fn may_accept(&self, by: &Official) -> bool {
        let front = matches!(by.role, PostRole::Clerk | PostRole::Issuer);
        let theirs = match self.terms.acceptance {
            Acceptance::ByDepartment => !front && by.unit == self.terms.department,
            Acceptance::AtReceipt | Acceptance::ByWindow => true,
        };
        matches!(self.stage, Stage::Received { .. }) && theirs && self.missing().is_empty()
    }

    fn may_ask(&self) -> bool {
        match &self.stage {
            Stage::Received { .. } => true,
            Stage::Examining(examination) => examination.asked.is_none(),
            _ => false,
        }
    }

    fn has_open_payment(&self) -> bool {
        let payment = self.examination().and_then(|examination| examination.payment.as_ref());
        payment.is_some_and(|payment| payment.settled.is_none())
    }

    /// The step of the plan in which the decision is taken, for screens that show it in the picture.
    pub fn decision_step(&self) -> Option<&StepKey> {
        let last = self.terms.steps.steps().last();
        last.into_iter().find(|step| step.kind == StepKind::Decide).map(|step| &step.key)
    }
}
