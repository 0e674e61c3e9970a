//! Checking a receipt offline: only the file and the city's pinned key.

use super::{RECEIPT_FORMAT, Receipt, ReceiptValue, VerifyRefusal, promise::Promise, tree_name};
use crate::{
    keyring::{Hash, HashKind},
    note::{Checkpoint, SignedNote, VerifierKey},
    record::RECORD_FORMAT,
    seal::Opening,
    tree::{leaf_hash, verify_inclusion},
};
use base64::prelude::{BASE64_STANDARD, Engine};
use kernel::{Actor, PersonId, StreamId, Timestamp};
use serde::Deserialize;
use serde_json::Value;

/// What a receipt says, every part of it checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Verified {
    /// The city whose key signed.
    pub city: String,
    /// The stream, for example the case.
    pub stream: StreamId,
    /// The event's place in the stream, from 1.
    pub position: u64,
    /// When it happened.
    pub at: Timestamp,
    /// Who acted.
    pub actor: Actor,
    /// The event's stable name.
    pub event: String,
    /// The version of the fact's shape.
    pub version: u16,
    /// The recorded fact, with commitments in place of personal values.
    pub body: Value,
    /// The personal values that are proved to be the committed ones.
    pub values: Vec<ProvedValue>,
    /// How much the city's signatures prove.
    pub proved: Proved,
}

/// A personal value proved against its commitment.
#[derive(Clone, Debug, PartialEq)]
pub struct ProvedValue {
    /// Whose value.
    pub of: PersonId,
    /// The value.
    pub value: Value,
}

/// How much a receipt proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proved {
    /// The city signed that it recorded this event; the proof of inclusion is still to be fetched.
    Promised {
        /// When it was promised.
        at: Timestamp,
    },
    /// The event is in the city's tree under a signed checkpoint: removing or changing it would show.
    Included {
        /// The number of its leaf, from 0.
        index: u64,
        /// How many leaves the checkpoint covers.
        size: u64,
        /// The root of the checkpoint.
        root: Hash,
        /// When it was promised, if the promise is in the receipt.
        promised: Option<Timestamp>,
    },
}

/// The members of a canonical record, see [`crate::Record`].
#[derive(Deserialize)]
struct RecordFields(String, StreamId, u64, i64, Actor, String, u16, Value);

/// Checks the text of a receipt with the city's public key (`name+hash+base64`), pinned by whoever checks.
///
/// # Errors
/// The typed [`VerifyRefusal`]; nothing of a refused receipt should be believed.
pub fn verify(receipt: &str, key: &str) -> Result<Verified, VerifyRefusal> {
    let key: VerifierKey = key.parse().map_err(|_| VerifyRefusal::NotAKey)?;
    let receipt = read(receipt)?;
    if receipt.city != key.name() {
        return Err(VerifyRefusal::AnotherCity { receipt: receipt.city, key: key.name().to_owned() });
    }
    let hash = named_algorithms(&receipt, &key)?;
    let record = read_record(&receipt)?;
    let leaf = leaf_hash(hash, receipt.record.as_bytes());
    if HashKind::read(&receipt.leaf) != Some((hash, leaf)) {
        return Err(VerifyRefusal::Changed("leaf"));
    }
    let proved = check_signatures(&receipt, &key, hash, &leaf)?;
    let values = check_values(&receipt.values, &record.7)?;
    Ok(Verified {
        city: receipt.city,
        stream: record.1,
        position: record.2,
        at: receipt.at,
        actor: record.4,
        event: record.5,
        version: record.6,
        body: record.7,
        values,
        proved,
    })
}

fn read(text: &str) -> Result<Receipt, VerifyRefusal> {
    let file: Value =
        serde_json::from_str(text).map_err(|_| VerifyRefusal::NotAReceipt("the file is not JSON"))?;
    match file.get("format").and_then(Value::as_str) {
        Some(RECEIPT_FORMAT) => {}
        Some(other) if other.starts_with("yimen-receipt-") => {
            return Err(VerifyRefusal::UnknownFormat(other.to_owned()));
        }
        _ => return Err(VerifyRefusal::NotAReceipt("the file does not say that it is a receipt")),
    }
    serde_json::from_str(text)
        .map_err(|_| VerifyRefusal::NotAReceipt("a field is missing, unknown or not of its form"))
}

fn named_algorithms(receipt: &Receipt, key: &VerifierKey) -> Result<HashKind, VerifyRefusal> {
    let named = &receipt.algorithms;
    if named.signature != key.kind().name() {
        return Err(VerifyRefusal::UnknownAlgorithm(named.signature.clone()));
    }
    let hash = named.tree.strip_prefix("rfc6962-").and_then(HashKind::named);
    hash.filter(|hash| tree_name(*hash) == named.tree)
        .ok_or_else(|| VerifyRefusal::UnknownAlgorithm(named.tree.clone()))
}

/// Reads the record and compares the fields that people read with it.
fn read_record(receipt: &Receipt) -> Result<RecordFields, VerifyRefusal> {
    let record: RecordFields =
        serde_json::from_str(&receipt.record).map_err(|_| VerifyRefusal::Changed("record"))?;
    if record.0 != RECORD_FORMAT {
        return Err(VerifyRefusal::UnknownFormat(record.0));
    }
    let case = (record.1.kind() == "case").then(|| record.1.key());
    let comparisons = [
        ("stream", record.1 == receipt.stream),
        ("case", case == receipt.case.as_deref()),
        ("event", record.5 == receipt.event),
        ("at", Timestamp::from_microsecond(record.3).is_ok_and(|at| at == receipt.at)),
    ];
    match comparisons.iter().find(|(_, same)| !same) {
        Some((field, _)) => Err(VerifyRefusal::Changed(field)),
        None => Ok(record),
    }
}

fn check_signatures(
    receipt: &Receipt,
    key: &VerifierKey,
    hash: HashKind,
    leaf: &Hash,
) -> Result<Proved, VerifyRefusal> {
    let promised = match &receipt.promise {
        Some(note) => Some(check_promise(note, key, hash, leaf)?),
        None => None,
    };
    let Some(inclusion) = &receipt.inclusion else {
        return promised.map(|at| Proved::Promised { at }).ok_or(VerifyRefusal::Unsigned);
    };
    let note: SignedNote = inclusion.checkpoint.parse().map_err(VerifyRefusal::of_checkpoint)?;
    let checkpoint = Checkpoint::verify(&note, key).map_err(VerifyRefusal::of_checkpoint)?;
    if checkpoint.hash != hash {
        return Err(VerifyRefusal::UnknownAlgorithm(checkpoint.hash.name().to_owned()));
    }
    let read_step =
        |step: &String| HashKind::read(step).filter(|(kind, _)| *kind == hash).map(|(_, step)| step);
    let path: Vec<Hash> = inclusion
        .path
        .iter()
        .map(read_step)
        .collect::<Option<_>>()
        .ok_or(VerifyRefusal::NotAReceipt("a step of the proof is not a hash"))?;
    let (index, size, root) = (inclusion.index, checkpoint.size, checkpoint.root);
    verify_inclusion(hash, leaf, index, size, &path, &root).map_err(VerifyRefusal::NotIncluded)?;
    Ok(Proved::Included { index, size, root, promised })
}

fn check_promise(
    note: &str,
    key: &VerifierKey,
    hash: HashKind,
    leaf: &Hash,
) -> Result<Timestamp, VerifyRefusal> {
    let note: SignedNote = note.parse().map_err(VerifyRefusal::of_promise)?;
    let promise = Promise::verify(note, key)?;
    if (promise.hash, promise.leaf) != (hash, *leaf) {
        return Err(VerifyRefusal::PromiseElsewhere);
    }
    Ok(promise.at)
}

fn check_values(values: &[ReceiptValue], body: &Value) -> Result<Vec<ProvedValue>, VerifyRefusal> {
    let mut commitments = Vec::new();
    collect_commitments(body, &mut commitments);
    let mut openings = Vec::new();
    for (place, value) in values.iter().enumerate() {
        let (opening, content) = read_value(value).ok_or(VerifyRefusal::ValueChanged(place))?;
        if !opening.holds() {
            return Err(VerifyRefusal::ValueChanged(place));
        }
        // A value may itself hold commitments of other values.
        collect_commitments(&content, &mut commitments);
        openings.push((opening, content));
    }
    for (place, (opening, _)) in openings.iter().enumerate() {
        if !commitments.contains(&(opening.of, opening.commit.clone())) {
            return Err(VerifyRefusal::ValueElsewhere(place));
        }
    }
    Ok(openings.into_iter().map(|(opening, value)| ProvedValue { of: opening.of, value }).collect())
}

fn read_value(value: &ReceiptValue) -> Option<(Opening, Value)> {
    let bytes = match &value.exact {
        None => serde_json::to_vec(&value.value).ok()?,
        Some(text) => text.clone().into_bytes(),
    };
    // What people read must be what was committed.
    let content: Value = serde_json::from_slice(&bytes).ok().filter(|content| *content == value.value)?;
    let salt = BASE64_STANDARD.decode(&value.salt).ok()?.try_into().ok()?;
    Some((Opening { of: value.of, commit: value.commit.clone(), salt, value: bytes }, content))
}

fn collect_commitments(value: &Value, found: &mut Vec<(PersonId, String)>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect_commitments(item, found)),
        Value::Object(map) => {
            found.extend(map.get("$sealed").and_then(committed));
            map.values().for_each(|value| collect_commitments(value, found));
        }
        _ => {}
    }
}

/// Person and commitment of what a sealed node holds; none for another object.
fn committed(node: &Value) -> Option<(PersonId, String)> {
    Some((node.get("of")?.as_str()?.parse().ok()?, node.get("commit")?.as_str()?.to_owned()))
}
