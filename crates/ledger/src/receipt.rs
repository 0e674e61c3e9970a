//! The citizen's receipt: a readable file that proves, without asking anyone, what the city recorded.
//!
//! It holds the canonical record of one event with commitments, the salts and values of the applicant's own
//! data, the city's signed promise, and later the inclusion proof with a signed checkpoint. [`verify`] needs
//! only the file and the city's public key, pinned.

mod promise;
mod refusal;
mod verify;

pub use promise::Promise;
pub use refusal::{SignedPart, VerifyRefusal};
pub use verify::{Proved, ProvedValue, Verified, verify};

use crate::{
    keyring::{Hash, HashKind},
    note::SignedNote,
    record::Record,
    seal::Opening,
    tree::leaf_hash,
};
use base64::prelude::{BASE64_STANDARD, Engine};
use kernel::{PersonId, StreamId, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The first field of every receipt file; a later shape has another number.
pub(crate) const RECEIPT_FORMAT: &str = "yimen-receipt-1";

/// A receipt file. Fields that people read stand first; [`verify`] compares them with the record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    format: String,
    city: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    case: Option<String>,
    stream: StreamId,
    event: String,
    at: Timestamp,
    values: Vec<ReceiptValue>,
    algorithms: Algorithms,
    record: String,
    leaf: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    promise: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    inclusion: Option<Inclusion>,
}

/// One personal value that its owner can prove.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReceiptValue {
    of: PersonId,
    value: Value,
    // The committed JSON text, where writing the readable value again would give other bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    exact: Option<String>,
    salt: String,
    commit: String,
}

/// How leaf and signatures were made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Algorithms {
    tree: String,
    signature: String,
}

/// Where the leaf stands in the tree, and the proof of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Inclusion {
    index: u64,
    path: Vec<String>,
    checkpoint: String,
}

impl Receipt {
    /// The receipt of one event with the signed promise.
    ///
    /// `openings` are the applicant's own values only: filter [`crate::openings`] by person before.
    ///
    /// # Panics
    /// If `record.body` is not JSON text: stored bodies are.
    pub fn new(record: &Record<'_>, openings: &[Opening], promise: &Promise) -> Self {
        let bytes = record.bytes();
        let leaf = leaf_hash(promise.hash, &bytes);
        let case = (record.stream.kind() == "case").then(|| record.stream.key().to_owned());
        Receipt {
            format: RECEIPT_FORMAT.to_owned(),
            city: promise.city.clone(),
            case,
            stream: record.stream.clone(),
            event: record.name.to_owned(),
            at: whole_microseconds(record.at),
            values: openings.iter().map(receipt_value).collect(),
            algorithms: Algorithms {
                tree: tree_name(promise.hash),
                signature: promise.signature.name().to_owned(),
            },
            record: String::from_utf8(bytes).expect("a stored body is JSON text"),
            leaf: promise.hash.write(&leaf),
            promise: Some(promise.note.to_string()),
            inclusion: None,
        }
    }

    /// The same receipt with the proof that its leaf is number `index` (from 0) of the tree whose signed
    /// checkpoint this is.
    #[must_use]
    pub fn included(mut self, hash: HashKind, index: u64, path: &[Hash], checkpoint: &SignedNote) -> Self {
        let path = path.iter().map(|step| hash.write(step)).collect();
        self.inclusion = Some(Inclusion { index, path, checkpoint: checkpoint.to_string() });
        self
    }

    /// The file's text.
    pub fn to_text(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("a receipt writes as JSON");
        text.push('\n');
        text
    }
}

fn receipt_value(opening: &Opening) -> ReceiptValue {
    let value = serde_json::from_slice::<Value>(&opening.value).unwrap_or_default();
    let same = serde_json::to_vec(&value).is_ok_and(|again| again == opening.value);
    let exact = (!same).then(|| String::from_utf8_lossy(&opening.value).into_owned());
    let salt = BASE64_STANDARD.encode(opening.salt);
    ReceiptValue { of: opening.of, value, exact, salt, commit: opening.commit.clone() }
}

/// Records hold microseconds, so a receipt shows no more.
fn whole_microseconds(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}

fn tree_name(hash: HashKind) -> String {
    format!("rfc6962-{}", hash.name())
}

#[cfg(test)]
mod tests;
