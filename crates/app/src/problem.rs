//! What can keep a use case from being done, and what the person is told.

use crate::Action;
use kernel::Refusal;
use ledger::{Answer, CommitError};

/// Why a use case was not carried out; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The domain says no: expected, translated, with the way forward.
    #[error("refused: {0}")]
    Refused(Box<dyn Refusal + Send + Sync>),
    /// Nobody is logged in, and the action needs somebody.
    #[error("nobody is logged in")]
    LoginNeeded,
    /// The caller must prove herself again before this action (step-up).
    #[error("the action needs a fresh proof of identity")]
    StepUpNeeded,
    /// The caller's roles do not allow the action here.
    #[error("the caller may not {0:?} here")]
    Forbidden(Action),
    /// There is no such thing, or the caller may not know of it.
    #[error("no such {0}")]
    NotFound(&'static str),
    /// Fields of a form are wrong; each with its message key.
    #[error("{} fields are wrong", .0.len())]
    Fields(Vec<FieldProblem>),
    /// Somebody else changed the same thing at the same moment, three times in a row.
    #[error("the thing was changed by somebody else at the same moment")]
    Busy,
    /// The form was opened on an older version of what it changes.
    #[error("the form is older than what it changes")]
    Stale,
    /// The same request was carried out before: this is its answer.
    #[error("the request was carried out before")]
    Repeated(Answer),
    /// The idempotency key was used for another request.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// The same request is being carried out at this moment.
    #[error("the same request is being carried out")]
    InFlight,
    /// The storage is full; reading goes on.
    #[error("the storage is full")]
    Full,
    /// A part that is needed is not there, for example the font for documents.
    #[error("{0} is not available")]
    Unavailable(&'static str),
    /// Something broke that should not: logged once at the door, the person sees a reference number.
    #[error("fault while {doing}: {cause}")]
    Fault {
        /// What was being done.
        doing: &'static str,
        /// The cause, for the log only.
        cause: String,
    },
}

/// A wrong field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field's name in the form.
    pub field: String,
    /// The message key.
    pub key: &'static str,
    /// Values for the message.
    pub values: Vec<(&'static str, String)>,
}

impl FieldProblem {
    /// A wrong field with a message without values.
    pub fn new(field: impl Into<String>, key: &'static str) -> Self {
        FieldProblem { field: field.into(), key, values: Vec::new() }
    }

    /// A wrong field from a refusal of the domain.
    pub fn of(field: impl Into<String>, refusal: &dyn Refusal) -> Self {
        FieldProblem { field: field.into(), key: refusal.key(), values: refusal.values() }
    }
}

impl Problem {
    /// A refusal of the domain.
    pub fn refused(refusal: impl Refusal + Send + Sync + 'static) -> Self {
        Problem::Refused(Box::new(refusal))
    }

    /// A fault with its cause in words for the log.
    pub fn fault(doing: &'static str, cause: impl std::fmt::Display) -> Self {
        Problem::Fault { doing, cause: cause.to_string() }
    }
}

/// Lets `?` turn the domain's refusals into problems.
macro_rules! refused {
    ($($refusal:ty),+ $(,)?) => {$(
        impl From<$refusal> for Problem {
            fn from(refusal: $refusal) -> Self {
                Problem::refused(refusal)
            }
        }
    )+};
}

refused! {
    calendar::AbsentYear,
    calendar::CalendarRefusal,
    calendar::NoCalendar,
    cases::CaseRefusal,
    cases::DifficultyRefusal,
    cases::RatingRefusal,
    catalogue::MatterRefusal,
    identity::AccountRefusal,
    identity::MandateRefusal,
    identity::PasswordRefusal,
    notices::NoticeRefusal,
    notices::TemplateRefusal,
    crate::accounts::FirstLinkRefusal,
    crate::accounts::LoginRefusal,
    crate::accounts::OutsideRefusal,
    crate::accounts::PasskeyRefusal,
    crate::accounts::RegisterRefusal,
    crate::accounts::SwitchRefusal,
    crate::matters::BeginningRefusal,
    crate::papers::RenderProblem,
    crate::papers::SealRefusal,
}

impl From<CommitError> for Problem {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Conflict(_) => Problem::Busy,
            CommitError::Repeated(answer) => Problem::Repeated(answer),
            CommitError::KeyReused => Problem::KeyReused,
            CommitError::Full => Problem::Full,
            CommitError::Fenced => Problem::Busy,
            CommitError::Fault { doing, cause } => Problem::Fault { doing, cause },
        }
    }
}

impl From<ledger::Fault> for Problem {
    fn from(fault: ledger::Fault) -> Self {
        Problem::fault("reading the ledger", fault)
    }
}
