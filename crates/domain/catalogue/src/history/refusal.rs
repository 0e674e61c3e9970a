//! Why a step in a matter's life is refused.

use kernel::{MatterCode, Refusal};

/// A step that a matter cannot take.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MatterRefusal {
    /// The text is the one that is already there.
    #[error("nothing changed since the latest version")]
    NothingChanged,
    /// The draft has the code of another matter.
    #[error("the code of a matter never changes: it is {wanted}")]
    AnotherCode {
        /// The code it must have.
        wanted: MatterCode,
    },
    /// Another version was written since the text was opened.
    #[error("version {latest} was written meanwhile")]
    WrittenMeanwhile {
        /// The newest version now.
        latest: u32,
    },
    /// The version is not the open draft.
    #[error("this version is not the open draft")]
    NotTheDraft,
    /// The author cannot judge the own draft.
    #[error("a draft is reviewed by another person than its author")]
    OwnDraft,
    /// The draft was judged before.
    #[error("this draft was judged before")]
    AlreadyJudged,
    /// Nobody reviewed it.
    #[error("only a reviewed version can be published")]
    NotReviewed,
    /// The content checks find breaches.
    #[error("{count} content checks fail, the first: {first}")]
    ChecksFailed {
        /// How many.
        count: usize,
        /// The first, in words.
        first: String,
    },
    /// A reason or notice must be given.
    #[error("a reason must be given")]
    NoReason,
    /// The matter is not in force.
    #[error("the matter is not in force")]
    NotInForce,
    /// A matter cannot take its own place.
    #[error("a matter cannot be its own successor")]
    SucceedsItself,
}

impl Refusal for MatterRefusal {
    fn key(&self) -> &'static str {
        match self {
            MatterRefusal::NothingChanged => "refusal-matter-nothing-changed",
            MatterRefusal::AnotherCode { .. } => "refusal-matter-another-code",
            MatterRefusal::WrittenMeanwhile { .. } => "refusal-matter-written-meanwhile",
            MatterRefusal::NotTheDraft => "refusal-matter-not-the-draft",
            MatterRefusal::OwnDraft => "refusal-matter-own-draft",
            MatterRefusal::AlreadyJudged => "refusal-matter-already-judged",
            MatterRefusal::NotReviewed => "refusal-matter-not-reviewed",
            MatterRefusal::ChecksFailed { .. } => "refusal-matter-checks-failed",
            MatterRefusal::NoReason => "refusal-matter-no-reason",
            MatterRefusal::NotInForce => "refusal-matter-not-in-force",
            MatterRefusal::SucceedsItself => "refusal-matter-succeeds-itself",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            MatterRefusal::WrittenMeanwhile { latest } => vec![("latest", latest.to_string())],
            MatterRefusal::AnotherCode { wanted } => vec![("code", wanted.to_string())],
            MatterRefusal::ChecksFailed { count, first } => {
                vec![("count", count.to_string()), ("first", first.clone())]
            }
            _ => Vec::new(),
        }
    }
}
