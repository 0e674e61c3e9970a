//! Why a receipt does not prove anything, each with its own sentence.

use crate::{note::NoteRefusal, tree::ProofRefusal};
use kernel::Refusal;

/// Why a receipt is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VerifyRefusal {
    /// Not a receipt file, or damaged.
    #[error("not a receipt: {0}")]
    NotAReceipt(&'static str),
    /// A receipt of a later format.
    #[error("the receipt has the unknown format {0}")]
    UnknownFormat(String),
    /// It names an algorithm that this program does not know, or another than it uses.
    #[error("the receipt names the unknown or contradicting algorithm {0}")]
    UnknownAlgorithm(String),
    /// The text given as the city's public key is not one.
    #[error("the public key is not of the form name+hash+base64")]
    NotAKey,
    /// It is a receipt of another city than the pinned key.
    #[error("a receipt of {receipt}, but the key is of {key}")]
    AnotherCity {
        /// The city in the receipt.
        receipt: String,
        /// The city of the key.
        key: String,
    },
    /// The right city, but signed with a key that is not the pinned one.
    #[error("the {part} is not signed with the city's key {key}")]
    AnotherKey {
        /// Promise or checkpoint.
        part: SignedPart,
        /// The hash of the pinned key.
        key: String,
    },
    /// A signature in the city's name that is not the city's, or whose text was changed.
    #[error("the signature of the {0} is forged or its text was changed")]
    Forged(SignedPart),
    /// A field that people read differs from the record, or the record from its leaf.
    #[error("the content was changed: {0} does not fit the record")]
    Changed(&'static str),
    /// A value does not give its commitment.
    #[error("value {0} of the receipt was changed")]
    ValueChanged(usize),
    /// A value is proved against a commitment that is not in the record.
    #[error("value {0} of the receipt does not belong to this record")]
    ValueElsewhere(usize),
    /// The city promised another event.
    #[error("the promise is for another event")]
    PromiseElsewhere,
    /// The inclusion proof does not lead from this leaf to the checkpoint.
    #[error("the proof does not hold: {0}")]
    NotIncluded(ProofRefusal),
    /// It has neither promise nor inclusion proof, so nobody signed anything.
    #[error("the receipt holds no signature of the city")]
    Unsigned,
}

/// A part of a receipt that the city signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedPart {
    /// The promise.
    Promise,
    /// The checkpoint.
    Checkpoint,
}

impl std::fmt::Display for SignedPart {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            SignedPart::Promise => "promise",
            SignedPart::Checkpoint => "checkpoint",
        })
    }
}

impl VerifyRefusal {
    pub(super) fn of_promise(refusal: NoteRefusal) -> Self {
        Self::of_note(refusal, SignedPart::Promise)
    }

    pub(super) fn of_checkpoint(refusal: NoteRefusal) -> Self {
        Self::of_note(refusal, SignedPart::Checkpoint)
    }

    fn of_note(refusal: NoteRefusal, part: SignedPart) -> Self {
        match refusal {
            NoteRefusal::NotANote(why) | NoteRefusal::NotACheckpoint(why) => VerifyRefusal::NotAReceipt(why),
            NoteRefusal::NotAKey => VerifyRefusal::NotAKey,
            NoteRefusal::AnotherKey { key, .. } => VerifyRefusal::AnotherKey { part, key },
            NoteRefusal::Forged(_) => VerifyRefusal::Forged(part),
            // The city signs only its own tree, so such a note was made to mislead.
            NoteRefusal::AnotherOrigin(_) => VerifyRefusal::Forged(part),
        }
    }
}

impl Refusal for VerifyRefusal {
    fn key(&self) -> &'static str {
        match self {
            VerifyRefusal::NotAReceipt(_) => "refusal-receipt-not-one",
            VerifyRefusal::UnknownFormat(_) => "refusal-receipt-format",
            VerifyRefusal::UnknownAlgorithm(_) => "refusal-receipt-algorithm",
            VerifyRefusal::NotAKey => "refusal-receipt-not-a-key",
            VerifyRefusal::AnotherCity { .. } => "refusal-receipt-another-city",
            VerifyRefusal::AnotherKey { .. } => "refusal-receipt-another-key",
            VerifyRefusal::Forged(_) => "refusal-receipt-forged",
            VerifyRefusal::Changed(_) => "refusal-receipt-changed",
            VerifyRefusal::ValueChanged(_) => "refusal-receipt-value-changed",
            VerifyRefusal::ValueElsewhere(_) => "refusal-receipt-value-elsewhere",
            VerifyRefusal::PromiseElsewhere => "refusal-receipt-promise-elsewhere",
            VerifyRefusal::NotIncluded(_) => "refusal-receipt-not-included",
            VerifyRefusal::Unsigned => "refusal-receipt-unsigned",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            VerifyRefusal::NotAReceipt(why) => vec![("why", (*why).to_owned())],
            VerifyRefusal::UnknownFormat(name) | VerifyRefusal::UnknownAlgorithm(name) => {
                vec![("name", name.clone())]
            }
            VerifyRefusal::AnotherCity { receipt, key } => {
                vec![("receipt", receipt.clone()), ("key", key.clone())]
            }
            VerifyRefusal::AnotherKey { part, key } => {
                vec![("part", part.to_string()), ("key", key.clone())]
            }
            VerifyRefusal::Forged(part) => vec![("part", part.to_string())],
            VerifyRefusal::Changed(field) => vec![("field", (*field).to_owned())],
            // People count from one.
            VerifyRefusal::ValueChanged(place) | VerifyRefusal::ValueElsewhere(place) => {
                vec![("number", (place + 1).to_string())]
            }
            VerifyRefusal::NotIncluded(why) => vec![("why", why.to_string())],
            VerifyRefusal::NotAKey | VerifyRefusal::PromiseElsewhere | VerifyRefusal::Unsigned => Vec::new(),
        }
    }
}
