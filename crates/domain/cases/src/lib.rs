//! Cases (办件): one person's request for one matter, and the law of its way as types.
//!
//! Main types: [`Case`] is the state, folded from [`CaseEvent`]s; [`Case::submit`] opens one, [`Case::decide`] meets
//! a [`Command`] with events or a [`CaseRefusal`] that names its article; [`Terms`] is what the case was opened under;
//! [`Rules`] is what its procedure regime fixes. [`Difficulty`] and [`Rating`] are small streams of their own.
//!
//! Invariants: `apply` cannot fail; time that the law counts needs no job, because every decision first folds what
//! fell due; a due date moves only by an event; a no needs two persons; there is one notice of all defects unless a
//! new fact comes up; a case decided elsewhere starts no clock here.

mod acceptance;
mod actions;
mod clocks;
mod command;
mod commitment;
mod deadlines;
mod decide;
mod decision;
mod delivery;
mod difficulty;
mod documents;
mod due;
mod event;
mod examination;
pub mod figures;
mod gap;
mod intake;
mod log;
mod mirror;
mod negative;
mod people;
mod rating;
mod refusal;
mod regime;
mod result;
mod special;
mod state;
mod supplement;
mod terms;
mod turn;
mod withdrawal;

pub use acceptance::{Accept, AcceptRefusal, Accepted};
pub use actions::{Move, Viewer};
pub use clocks::{Clocks, DueDate, Dues};
pub use command::Command;
pub use commitment::{
    CheckCommitment, Commitment, CommitmentChecked, CommitmentRefusal, CommitmentSigned, Finding,
    SignCommitment,
};
pub use deadlines::{Deadline, DeadlineKind, DuesRevised, MovedDate};
pub use decide::Decided;
pub use decision::{DecideRefusal, Decision, Extend, ExtendRefusal, Extended, Grant, Granted, Outcome};
pub use delivery::{
    Archive, ChooseDelivery, Deliver, DeliverRefusal, Delivered, DeliveryChoice, DeliveryChosen,
    HandToCarrier, HandedOver, Posted, Proof, Ready, Shelve,
};
pub use difficulty::{
    Closing, ClosingKept, Difficulty, DifficultyCommand, DifficultyEvent, DifficultyOpened,
    DifficultyRefusal, DifficultyStage, Measure, OpenDifficulty, Origin, RootCause,
};
pub use event::{CaseEvent, Timed};
pub use examination::{
    AppointSiteCheck, AskPayment, ClaimStep, Examination, ExamineRefusal, GiveOpinion, OpenStep, Opened,
    PaymentAsked, PaymentKept, PaymentSettled, RecordSiteCheck, ReleaseStep, SendBack, SentBack,
    SettlePayment, Settlement, SettlementKept, SiteCheckAppointed, SiteChecked, StepDone, StepState,
    StepTaken, Verdict,
};
pub use gap::{FillGap, Gap, GapFilled, GapOverdue, GapRefusal, GapUndertaken, UndertakeGap};
pub use intake::{ExternalNumber, FormAnswers, Given, GivenHow, Received, Submit, SubmitRefusal};
pub use mirror::{KeptNews, Mirror, MirrorRefusal, Mirrored, MirroredNews, News};
pub use negative::{
    ConfirmNo, FinalNo, No, NoEscalated, NoKept, NoOverruled, NoProposed, NoRefusal, OverruleNo, Proposal,
    ProposeNo,
};
pub use people::{Official, Party, PartyDetails, PartyKind, Via};
pub use rating::{
    Appeal, GiveRating, Rated, Rating, RatingChannel, RatingCommand, RatingEvent, RatingRefusal,
    RatingSettings, Rectification, RectificationStage, Remedied, Said, Stars,
};
pub use refusal::{CaseRefusal, GeneralRefusal, NotInRegime, REFUSAL_KEYS};
pub use regime::Rules;
pub use result::{Correct, Corrected, MakeResult, ResultMade, ResultRefusal};
pub use special::{
    AskForHearing, BeginSpecial, EndSpecial, Hearing, HearingOffered, OfferHearing, Resumed, Special,
    SpecialRefusal, Suspended,
};
pub use state::{Asked, Case, Ending, Provision, Stage};
pub use supplement::{
    AskSupplement, Defect, Flaw, GivenNotice, Lapsed, Subject, Supplement, SupplementAsked,
    SupplementRefusal, Supplemented,
};
pub use terms::{
    FeeTerm, MaterialTerm, Plan, Remedy, Settings, TermLimits, Terms, WaivedMaterial, WaiverReason,
};
pub use turn::{Progress, Station, Turn};
pub use withdrawal::{Withdraw, WithdrawRefusal, Withdrawn};

pub(crate) use log::Log;
