//! Everything that can be asked of a case that is open.

use crate::delivery::{Archive, ChooseDelivery, Deliver, HandToCarrier, Shelve};
use crate::examination::{
    AppointSiteCheck, AskPayment, ClaimStep, GiveOpinion, RecordSiteCheck, ReleaseStep, SendBack,
    SettlePayment,
};
use crate::{
    Accept, AskForHearing, AskSupplement, BeginSpecial, CheckCommitment, ConfirmNo, Correct, EndSpecial,
    Extend, ExternalNumber, FillGap, Grant, MakeResult, Mirrored, OfferHearing, OverruleNo, ProposeNo,
    SignCommitment, Supplement, UndertakeGap, Withdraw,
};

/// Makes the enum of commands and a conversion from each.
macro_rules! commands {
    ($($(#[$meaning:meta])* $variant:ident($payload:ty);)+) => {
        /// An order on an open case. Every payload converts into it.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Command {
            $($(#[$meaning])* $variant($payload),)+
        }

        $(impl From<$payload> for Command {
            fn from(payload: $payload) -> Self {
                Command::$variant(payload)
            }
        })+
    };
}

commands! {
    /// Tell all defects at once.
    AskSupplement(AskSupplement);
    /// Answer the notice.
    Supplement(Supplement);
    /// Sign for a gap.
    UndertakeGap(UndertakeGap);
    /// Supply what is owed.
    FillGap(FillGap);
    /// Sign a commitment.
    SignCommitment(SignCommitment);
    /// Record the check of a commitment.
    CheckCommitment(CheckCommitment);
    /// Accept.
    Accept(Accept);
    /// Propose a no.
    ProposeNo(ProposeNo);
    /// Confirm the no.
    ConfirmNo(ConfirmNo);
    /// Overrule the no.
    OverruleNo(OverruleNo);
    /// Take a step in hand.
    ClaimStep(ClaimStep);
    /// Give a step back.
    ReleaseStep(ReleaseStep);
    /// Give an opinion.
    GiveOpinion(GiveOpinion);
    /// Send the case back to a step.
    SendBack(SendBack);
    /// Appoint a check on the spot.
    AppointSiteCheck(AppointSiteCheck);
    /// Record a check on the spot.
    RecordSiteCheck(RecordSiteCheck);
    /// Ask for a payment.
    AskPayment(AskPayment);
    /// Settle the payment.
    SettlePayment(SettlePayment);
    /// Begin a special procedure.
    BeginSpecial(BeginSpecial);
    /// End it.
    EndSpecial(EndSpecial);
    /// Offer a hearing.
    OfferHearing(OfferHearing);
    /// Ask for the hearing.
    AskForHearing(AskForHearing);
    /// Extend the time.
    Extend(Extend);
    /// Grant.
    Grant(Grant);
    /// Make the result.
    MakeResult(MakeResult);
    /// Correct a slip of the pen.
    Correct(Correct);
    /// Choose the way of delivery.
    ChooseDelivery(ChooseDelivery);
    /// Put the result on a shelf.
    Shelve(Shelve);
    /// Hand it to the carrier.
    HandToCarrier(HandToCarrier);
    /// Hand it over.
    Deliver(Deliver);
    /// Close the file.
    Archive(Archive);
    /// Withdraw.
    Withdraw(Withdraw);
    /// Mirror what a department's system told.
    Mirror(Mirrored);
    /// Add a number of another system.
    LinkNumber(ExternalNumber);
}
