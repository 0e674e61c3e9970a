//! What can happen to a case: one event for each fact, with a stable name.

use crate::deadlines::{DeadlineKind, DuesRevised};
use crate::delivery::{Archive, DeliveryChosen, HandedOver, Posted, Shelve};
use crate::examination::{
    PaymentAsked, PaymentSettled, SentBack, SiteCheckAppointed, SiteChecked, StepDone, StepTaken,
};
use crate::{
    Accepted, CommitmentChecked, CommitmentSigned, Corrected, Extended, ExternalNumber, FinalNo, GapFilled,
    GapOverdue, GapUndertaken, Granted, HearingOffered, Lapsed, MirroredNews, NoEscalated, NoOverruled,
    NoProposed, Received, ResultMade, Resumed, SupplementAsked, Supplemented, Suspended, Via, Withdrawn,
};
use kernel::{DomainEvent, Timestamp};
use serde::{Deserialize, Serialize};

/// Makes the enum of events with their stable names.
macro_rules! events {
    ($($(#[$meaning:meta])* $variant:ident($payload:ty) = $name:literal;)+) => {
        /// A fact of a case.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum CaseEvent {
            $($(#[$meaning])* $variant($payload),)+
        }

        impl CaseEvent {
            /// The stable names of all events of a case.
            pub const NAMES: &'static [&'static str] = &[$($name,)+];
        }

        impl DomainEvent for CaseEvent {
            fn name(&self) -> &'static str {
                match self { $(CaseEvent::$variant(_) => $name,)+ }
            }
        }
    };
}

events! {
    /// 收件.
    Received(Box<Received>) = "case.received";
    /// 告知承诺 signed.
    CommitmentSigned(CommitmentSigned) = "case.commitment_signed";
    /// 容缺 undertaken.
    GapUndertaken(GapUndertaken) = "case.gap_undertaken";
    /// What was owed came in.
    GapFilled(GapFilled) = "case.gap_filled";
    /// What was owed never came: the case is returned, the broken word noted.
    GapOverdue(GapOverdue) = "case.gap_overdue";
    /// 一次性告知.
    SupplementAsked(SupplementAsked) = "case.supplement_asked";
    /// 补正.
    Supplemented(Supplemented) = "case.supplemented";
    /// 逾期未补正退件.
    Lapsed(Lapsed) = "case.lapsed";
    /// 受理.
    Accepted(Box<Accepted>) = "case.accepted";
    /// 视为受理.
    DeemedAccepted(Box<Accepted>) = "case.deemed_accepted";
    /// A no was proposed.
    NoProposed(NoProposed) = "case.no_proposed";
    /// Nobody answered the proposed no in time.
    NoEscalated(NoEscalated) = "case.no_escalated";
    /// The proposed no was overruled.
    NoOverruled(NoOverruled) = "case.no_overruled";
    /// 不受理: not for us.
    NotForUs(FinalNo) = "case.not_for_us";
    /// 不予受理.
    Refused(FinalNo) = "case.refused";
    /// 退件.
    Returned(FinalNo) = "case.returned";
    /// 不予许可 and its like.
    Denied(FinalNo) = "case.denied";
    /// 终止办理.
    Terminated(FinalNo) = "case.terminated";
    /// 撤销.
    Revoked(FinalNo) = "case.revoked";
    /// A step was taken in hand.
    StepClaimed(StepTaken) = "case.step_claimed";
    /// A step was given back.
    StepReleased(StepTaken) = "case.step_released";
    /// An opinion was given.
    StepDone(StepDone) = "case.step_done";
    /// The case was sent back to a step.
    SentBack(SentBack) = "case.sent_back";
    /// An appointment on the spot.
    SiteCheckAppointed(SiteCheckAppointed) = "case.site_check_appointed";
    /// The record of a check on the spot.
    SiteChecked(Box<SiteChecked>) = "case.site_checked";
    /// 缴费通知.
    PaymentAsked(PaymentAsked) = "case.payment_asked";
    /// Paid or waived.
    PaymentSettled(PaymentSettled) = "case.payment_settled";
    /// 特别程序开始.
    Suspended(Box<Suspended>) = "case.suspended";
    /// 特别程序结束.
    Resumed(Resumed) = "case.resumed";
    /// 听证告知.
    HearingOffered(HearingOffered) = "case.hearing_offered";
    /// The hearing was asked for.
    HearingAsked(Via) = "case.hearing_asked";
    /// 延长审批期限.
    Extended(Extended) = "case.extended";
    /// 准予.
    Granted(Granted) = "case.granted";
    /// 制证.
    ResultMade(ResultMade) = "case.result_made";
    /// A slip of the pen was corrected.
    Corrected(Corrected) = "case.corrected";
    /// The way of delivery was chosen.
    DeliveryChosen(DeliveryChosen) = "case.delivery_chosen";
    /// The result lies on a shelf.
    Shelved(Shelve) = "case.shelved";
    /// The result is with the carrier.
    Posted(Posted) = "case.posted";
    /// 送达.
    Delivered(HandedOver) = "case.delivered";
    /// 归档.
    Archived(Archive) = "case.archived";
    /// The check of a commitment.
    CommitmentChecked(CommitmentChecked) = "case.commitment_checked";
    /// 撤回.
    Withdrawn(Withdrawn) = "case.withdrawn";
    /// A due date passed.
    Overdue(DeadlineKind) = "case.overdue";
    /// A department's system told something.
    Mirrored(MirroredNews) = "case.mirrored";
    /// A number of another system.
    NumberLinked(ExternalNumber) = "case.number_linked";
    /// A new version of the calendar moved dates.
    DuesRevised(Box<DuesRevised>) = "case.dues_revised";
}

/// An event with the time at which it took effect: for transitions of the law's clock, when they fell due.
#[derive(Clone, Debug, PartialEq)]
pub struct Timed {
    /// When it took effect.
    pub at: Timestamp,
    /// What happened.
    pub event: CaseEvent,
}
