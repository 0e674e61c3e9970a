//! How refusals are written here: meaning, message key, sentence, values and law in one place each.

use crate::{
    AcceptRefusal, CommitmentRefusal, DecideRefusal, DeliverRefusal, DifficultyRefusal, ExamineRefusal,
    ExtendRefusal, GapRefusal, MirrorRefusal, NoRefusal, RatingRefusal, ResultRefusal, SpecialRefusal,
    SubmitRefusal, SupplementRefusal, WithdrawRefusal,
};
use calendar::{AbsentYear, CalendarVersion};
use catalogue::Regime;
use kernel::Refusal;

/// Makes a set of refusals: `Variant { field: Type } = key, sentence, law;`.
macro_rules! refusals {
    ($(#[$about:meta])* $name:ident {
        $($(#[$meaning:meta])* $variant:ident $({ $($(#[$says:meta])* $field:ident : $type:ty),* $(,)? })? =
            $key:literal, $text:literal $(, $law:expr)?;)+
    }) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
        pub enum $name {
            $($(#[$meaning])* #[error($text)] $variant $({ $($(#[$says])* $field: $type),* })?,)+
        }

        impl $name {
            /// The message keys of this set.
            pub const KEYS: &'static [&'static str] = &[$($key,)+];
        }

        impl kernel::Refusal for $name {
            fn key(&self) -> &'static str {
                match self { $($name::$variant { .. } => $key,)+ }
            }

            fn values(&self) -> Vec<(&'static str, String)> {
                match self {
                    $($name::$variant $({ $($field),* })? =>
                        vec![$($((stringify!($field), $field.to_string())),*)?],)+
                }
            }

            fn source_of_law(&self) -> Option<&'static str> {
                match self {
                    $($name::$variant { .. } => crate::refusal::first_of(&[$($law)?]),)+
                }
            }
        }
    };
}

pub(crate) use refusals;

/// The one law of a refusal, if it names any.
pub(crate) fn first_of(laws: &[&'static str]) -> Option<&'static str> {
    laws.first().copied()
}

/// Why a command on a case was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CaseRefusal {
    /// What every command may be refused for.
    #[error(transparent)]
    General(#[from] GeneralRefusal),
    /// The procedure regime of the matter does not have this step.
    #[error(transparent)]
    NotInRegime(#[from] NotInRegime),
    /// A year of the calendar is missing.
    #[error(transparent)]
    AbsentYear(#[from] AbsentYear),
    /// On submission.
    #[error(transparent)]
    Submit(#[from] SubmitRefusal),
    /// On the notice of defects and the supplement.
    #[error(transparent)]
    Supplement(#[from] SupplementRefusal),
    /// On acceptance.
    #[error(transparent)]
    Accept(#[from] AcceptRefusal),
    /// On a proposed no.
    #[error(transparent)]
    No(#[from] NoRefusal),
    /// On examination.
    #[error(transparent)]
    Examine(#[from] ExamineRefusal),
    /// On special procedures.
    #[error(transparent)]
    Special(#[from] SpecialRefusal),
    /// On the extension.
    #[error(transparent)]
    Extend(#[from] ExtendRefusal),
    /// On the decision.
    #[error(transparent)]
    Decide(#[from] DecideRefusal),
    /// On the result.
    #[error(transparent)]
    Result(#[from] ResultRefusal),
    /// On delivery.
    #[error(transparent)]
    Deliver(#[from] DeliverRefusal),
    /// On tolerated gaps.
    #[error(transparent)]
    Gap(#[from] GapRefusal),
    /// On commitments.
    #[error(transparent)]
    Commitment(#[from] CommitmentRefusal),
    /// On withdrawal.
    #[error(transparent)]
    Withdraw(#[from] WithdrawRefusal),
    /// On what a department's system tells.
    #[error(transparent)]
    Mirror(#[from] MirrorRefusal),
}

/// The message keys of all refusals of this crate, by kind of order: each needs its sentence in every language.
pub const REFUSAL_KEYS: &[&[&str]] = &[
    GeneralRefusal::KEYS,
    NotInRegime::KEYS,
    SubmitRefusal::KEYS,
    SupplementRefusal::KEYS,
    AcceptRefusal::KEYS,
    NoRefusal::KEYS,
    ExamineRefusal::KEYS,
    SpecialRefusal::KEYS,
    ExtendRefusal::KEYS,
    DecideRefusal::KEYS,
    ResultRefusal::KEYS,
    DeliverRefusal::KEYS,
    GapRefusal::KEYS,
    CommitmentRefusal::KEYS,
    WithdrawRefusal::KEYS,
    MirrorRefusal::KEYS,
    DifficultyRefusal::KEYS,
    RatingRefusal::KEYS,
];

impl CaseRefusal {
    fn inner(&self) -> &dyn Refusal {
        match self {
            CaseRefusal::General(inner) => inner,
            CaseRefusal::NotInRegime(inner) => inner,
            CaseRefusal::AbsentYear(inner) => inner,
            CaseRefusal::Submit(inner) => inner,
            CaseRefusal::Supplement(inner) => inner,
            CaseRefusal::Accept(inner) => inner,
            CaseRefusal::No(inner) => inner,
            CaseRefusal::Examine(inner) => inner,
            CaseRefusal::Special(inner) => inner,
            CaseRefusal::Extend(inner) => inner,
            CaseRefusal::Decide(inner) => inner,
            CaseRefusal::Result(inner) => inner,
            CaseRefusal::Deliver(inner) => inner,
            CaseRefusal::Gap(inner) => inner,
            CaseRefusal::Commitment(inner) => inner,
            CaseRefusal::Withdraw(inner) => inner,
            CaseRefusal::Mirror(inner) => inner,
        }
    }
}

impl Refusal for CaseRefusal {
    fn key(&self) -> &'static str {
        self.inner().key()
    }
    fn values(&self) -> Vec<(&'static str, String)> {
        self.inner().values()
    }
    fn source_of_law(&self) -> Option<&'static str> {
        self.inner().source_of_law()
    }
}

refusals! {
    /// What every command may be refused for.
    GeneralRefusal {
        /// The case has gone on: what was asked belongs to another stage.
        NotNow {
            /// The stage the case is in, by its code.
            stage: &'static str,
        } = "refusal-case-not-now", "the case is at the stage {stage}, where this cannot be done";
        /// The case is decided in a department's system: here it is only mirrored (practice.md 8).
        DecidedElsewhere = "refusal-case-decided-elsewhere", "the case is decided in a department's system";
        /// A reason or an opinion is needed in words.
        NoReason = "refusal-case-no-reason", "a reason is needed in words", "行政许可法 第三十八条";
        /// The calendar handed in is not the one the dates of the case were counted by.
        OtherCalendar {
            /// The version the case counts by.
            wanted: CalendarVersion,
            /// The version handed in.
            given: CalendarVersion,
        } = "refusal-case-other-calendar", "the case counts by calendar {wanted}, not by {given}";
    }
}

/// The procedure regime of the matter does not have this step.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the procedure of {} knows no {step}", regime.code())]
pub struct NotInRegime {
    /// The regime of the matter.
    pub regime: Regime,
    /// What was asked, by its code.
    pub step: &'static str,
    /// The article that fixes or forbids it.
    pub law: &'static str,
}

impl NotInRegime {
    /// Its message key.
    pub const KEYS: &'static [&'static str] = &["refusal-case-not-in-regime"];
}

impl Refusal for NotInRegime {
    fn key(&self) -> &'static str {
        "refusal-case-not-in-regime"
    }
    fn values(&self) -> Vec<(&'static str, String)> {
        vec![("regime", self.regime.chinese().to_owned()), ("step", self.step.to_owned())]
    }
    fn source_of_law(&self) -> Option<&'static str> {
        Some(self.law)
    }
}
