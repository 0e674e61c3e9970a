//! The codec of personal values: what is stored can be hashed and proved, and forgotten without breaking a proof.
//!
//! A body comes with open nodes `{"$private": {"of": person, "value": …}}`. [`seal`] moves each value into a box
//! under the key of that person in that stream and leaves `{"$sealed": {"of": person, "commit": "alg:base64"}}`,
//! where the commitment is the hash of a fresh salt and the exact JSON bytes of the value. [`open`] puts the
//! values back; where the person was erased it leaves `{"$private": {"of": person}}`.
//!
//! Each box is bound to its person, stream, [`Slot`] and commitment, so that boxes cannot be swapped.
//! A key of the body that happens to be called `$sealed` is escaped with one more `$`.

mod boxes;
mod nodes;
mod subject;

pub(crate) use nodes::sealed_node;
pub use subject::{MadeKey, StoredKey, SubjectKeys};

use crate::keyring::{CipherKind, HashKind, KeyFault, push_field, push_name, random, take_name};
use boxes::{Box, Boxes};
use kernel::{BlobId, PersonId, StreamId};
use nodes::{collect_persons, erased_node, escape_keys, is_deeper_than, take_private, unescape_keys};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What a sealed value belongs to, besides its stream: it opens nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot<'a> {
    /// The event at this position of the stream, from 1.
    Event(u64),
    /// The outbox entry of this topic and key.
    Outgoing {
        /// The topic.
        topic: &'a str,
        /// The key.
        key: &'a str,
    },
    /// A cell of a view or of a plain table.
    Cell,
    /// One chunk of a blob, counted from 0.
    Chunk {
        /// The blob.
        blob: BlobId,
        /// Which chunk.
        number: u32,
    },
}

/// A body ready to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The exact JSON bytes that are hashed, with commitments in place of personal values.
    pub body: Vec<u8>,
    /// The boxes with the personal values; empty if there are none.
    pub boxes: Vec<u8>,
}

/// One opened value with what proves that it is the committed one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Whose value it is.
    pub of: PersonId,
    /// The commitment as it stands in the body.
    pub commit: String,
    /// The salt.
    pub salt: [u8; 32],
    /// The exact JSON bytes of the value.
    pub value: Vec<u8>,
}

impl Opening {
    /// Whether salt and value give the commitment.
    pub fn holds(&self) -> bool {
        HashKind::read(&self.commit)
            .is_some_and(|(kind, hash)| kind.digest(&[&self.salt, &self.value]) == hash)
    }
}

/// Why something could not be sealed or opened. None of these is an everyday event.
#[derive(Debug, thiserror::Error)]
pub enum SealFault {
    /// The keys of this person in this stream were not put into the [`SubjectKeys`]: a mistake of the caller.
    #[error("the key of {of} in {stream} was not loaded")]
    NotLoaded {
        /// The person.
        of: PersonId,
        /// The stream.
        stream: StreamId,
    },
    /// The body has more levels of lists and objects than a reader takes: it was refused before it was stored.
    #[error("the body has more than {DEPTH_MAX} levels")]
    TooDeep,
    /// Stored bytes are damaged or were changed.
    #[error("stored personal values are damaged: {0}")]
    Damaged(&'static str),
    /// The keyring could not do its part.
    #[error(transparent)]
    Key(#[from] KeyFault),
}

/// Seals every personal value of `body`, making keys for persons who have none in this stream yet
/// (take them with [`SubjectKeys::take_made`] and store them in the same transaction).
///
/// Values of erased persons are dropped. Every person of [`persons_in`] must be known to `keys`.
///
/// # Errors
/// [`SealFault::NotLoaded`], [`SealFault::TooDeep`] or a fault of the keyring.
pub fn seal(
    body: Value,
    stream: &StreamId,
    slot: Slot<'_>,
    keys: &mut SubjectKeys,
) -> Result<Sealed, SealFault> {
    if is_deeper_than(&body, DEPTH_MAX) {
        return Err(SealFault::TooDeep);
    }
    let (mut body, mut boxes) = (body, Boxes::new(keys.cipher()));
    Sealing { stream, slot, keys, boxes: &mut boxes }.walk(&mut body)?;
    Ok(Sealed { body: to_bytes(&body), boxes: boxes.write() })
}

/// Opens what [`seal`] gave for the same stream and slot; what belongs to erased persons comes back as
/// `{"$private": {"of": person}}`. Every person of [`persons_of`] must be known to `keys`.
///
/// # Errors
/// [`SealFault::NotLoaded`], [`SealFault::Damaged`] or [`KeyFault::NotOpened`].
pub fn open(
    body: &[u8],
    boxes: &[u8],
    stream: &StreamId,
    slot: Slot<'_>,
    keys: &SubjectKeys,
) -> Result<Value, SealFault> {
    let boxes = Boxes::read(boxes)?;
    let mut body = serde_json::from_slice(body).map_err(|_| SealFault::Damaged("the body is not JSON"))?;
    Opener { stream, slot, keys, boxes: &boxes, openings: None }.walk(&mut body)?;
    Ok(body)
}

/// The salts and values behind all commitments of a stored body that can still be opened: what a receipt
/// needs to prove content.
///
/// # Errors
/// As [`open`].
pub fn openings(
    body: &[u8],
    boxes: &[u8],
    stream: &StreamId,
    slot: Slot<'_>,
    keys: &SubjectKeys,
) -> Result<Vec<Opening>, SealFault> {
    let boxes = Boxes::read(boxes)?;
    let mut body = serde_json::from_slice(body).map_err(|_| SealFault::Damaged("the body is not JSON"))?;
    let mut opener = Opener { stream, slot, keys, boxes: &boxes, openings: Some(Vec::new()) };
    opener.walk(&mut body)?;
    Ok(opener.openings.unwrap_or_default())
}

/// Seals one value outside an event: a view cell, a chunk of a blob. None if the person was erased: nothing of
/// theirs is written again.
///
/// # Errors
/// As [`seal`].
pub fn seal_value(
    of: PersonId,
    stream: &StreamId,
    slot: Slot<'_>,
    plain: &[u8],
    keys: &mut SubjectKeys,
) -> Result<Option<Vec<u8>>, SealFault> {
    let cipher = keys.cipher();
    let Some(key) = keys.key_or_make(of, stream)? else {
        return Ok(None);
    };
    let mut sealed = vec![VALUE_FORMAT];
    push_name(&mut sealed, cipher.name());
    let context = box_context(cipher, of, stream, slot, "");
    sealed.extend(cipher.seal(key, plain, &context)?);
    Ok(Some(sealed))
}

/// Opens what [`seal_value`] gave for the same person, stream and slot; none if the person was erased.
///
/// # Errors
/// As [`open`].
pub fn open_value(
    of: PersonId,
    stream: &StreamId,
    slot: Slot<'_>,
    sealed: &[u8],
    keys: &SubjectKeys,
) -> Result<Option<Vec<u8>>, SealFault> {
    let Some(key) = keys.key(of, stream)? else {
        return Ok(None);
    };
    let rest = sealed.strip_prefix(&[VALUE_FORMAT]).ok_or(SealFault::Damaged("unknown format of a value"))?;
    let (name, sealed) = take_name(rest).ok_or(SealFault::Damaged("a value without algorithm"))?;
    let cipher = CipherKind::named(name).ok_or_else(|| KeyFault::UnknownAlgorithm(name.to_owned()))?;
    let plain = cipher.open(key, sealed, &box_context(cipher, of, stream, slot, ""))?;
    Ok(Some(plain.to_vec()))
}

/// The persons whose keys [`seal`] needs for this open body.
pub fn persons_in(body: &Value) -> BTreeSet<PersonId> {
    let mut persons = BTreeSet::new();
    collect_persons(body, &mut persons);
    persons
}

/// The persons whose keys [`open`] needs for these stored boxes.
///
/// # Errors
/// [`SealFault::Damaged`] if the bytes are not boxes.
pub fn persons_of(boxes: &[u8]) -> Result<BTreeSet<PersonId>, SealFault> {
    Ok(Boxes::read(boxes)?.persons())
}

const VALUE_FORMAT: u8 = 1;
// JSON readers stop at 128 levels. What is stored must open for ever, also with a receipt's levels around it.
const DEPTH_MAX: usize = 100;
const PRIVATE: &str = "$private";
const SEALED: &str = "$sealed";

struct Sealing<'a> {
    stream: &'a StreamId,
    slot: Slot<'a>,
    keys: &'a mut SubjectKeys,
    boxes: &'a mut Boxes,
}

impl Sealing<'_> {
    /// Seals in place: most of a body is not personal and stays as it is.
    fn walk(&mut self, value: &mut Value) -> Result<(), SealFault> {
        match value {
            Value::Array(items) => items.iter_mut().try_for_each(|item| self.walk(item)),
            Value::Object(map) => match take_private(map) {
                Some((of, private)) => {
                    *value = self.seal_node(of, private)?;
                    Ok(())
                }
                None => {
                    escape_keys(map);
                    map.values_mut().try_for_each(|value| self.walk(value))
                }
            },
            _ => Ok(()),
        }
    }

    fn seal_node(&mut self, of: PersonId, mut value: Value) -> Result<Value, SealFault> {
        // A private value may itself hold values of other persons: they get boxes of their own first.
        self.walk(&mut value)?;
        let value = zeroize::Zeroizing::new(to_bytes(&value));
        let (cipher, hash) = (self.keys.cipher(), self.keys.hash());
        let Some(key) = self.keys.key_or_make(of, self.stream)? else {
            return Ok(erased_node(of));
        };
        let salt = random::<32>()?;
        let hashed = hash.digest(&[&salt, &value]);
        let commit = hash.write(&hashed);
        let plain = zeroize::Zeroizing::new([salt.as_slice(), &value].concat());
        let context = box_context(cipher, of, self.stream, self.slot, &commit);
        self.boxes.push(Box { of, commit: hashed, sealed: cipher.seal(key, &plain, &context)? });
        Ok(json!({ SEALED: { "of": of, "commit": commit } }))
    }
}

struct Opener<'a> {
    stream: &'a StreamId,
    slot: Slot<'a>,
    keys: &'a SubjectKeys,
    boxes: &'a Boxes,
    openings: Option<Vec<Opening>>,
}

impl Opener<'_> {
    /// Opens in place.
    fn walk(&mut self, value: &mut Value) -> Result<(), SealFault> {
        match value {
            Value::Array(items) => items.iter_mut().try_for_each(|item| self.walk(item)),
            Value::Object(map) => match map.remove(SEALED) {
                Some(node) => {
                    *value = self.open_node(&node)?;
                    Ok(())
                }
                None => {
                    unescape_keys(map);
                    map.values_mut().try_for_each(|value| self.walk(value))
                }
            },
            _ => Ok(()),
        }
    }

    fn open_node(&mut self, node: &Value) -> Result<Value, SealFault> {
        let (of, commit) = sealed_node(node).ok_or(SealFault::Damaged("a sealed node without its fields"))?;
        let Some(key) = self.keys.key(of, self.stream)? else {
            return Ok(erased_node(of));
        };
        let (_, hash) = HashKind::read(commit).ok_or(SealFault::Damaged("an unknown commitment"))?;
        let found = self.boxes.find(&hash).ok_or(SealFault::Damaged("a commitment without its box"))?;
        let cipher = self.boxes.cipher();
        let context = box_context(cipher, of, self.stream, self.slot, commit);
        let plain = cipher.open(key, &found.sealed, &context)?;
        let (salt, value) =
            plain.split_first_chunk::<32>().ok_or(SealFault::Damaged("a box without its salt"))?;
        let opening = Opening { of, commit: commit.to_owned(), salt: *salt, value: value.to_vec() };
        if !opening.holds() {
            return Err(SealFault::Damaged("a value that is not the committed one"));
        }
        let mut value =
            serde_json::from_slice(value).map_err(|_| SealFault::Damaged("a value is not JSON"))?;
        if let Some(openings) = &mut self.openings {
            openings.push(opening);
        }
        self.walk(&mut value)?;
        Ok(json!({ PRIVATE: { "of": of, "value": value } }))
    }
}

fn to_bytes(value: &Value) -> Vec<u8> {
    serde_json::to_vec(value).expect("a JSON value writes to memory")
}

/// Everything that a box is bound to, as one string of bytes without ambiguity.
fn box_context(cipher: CipherKind, of: PersonId, stream: &StreamId, slot: Slot<'_>, commit: &str) -> Vec<u8> {
    let mut context = Vec::with_capacity(192);
    push_field(&mut context, b"yimen personal value");
    push_field(&mut context, cipher.name().as_bytes());
    push_field(&mut context, of.0.as_bytes());
    push_field(&mut context, stream.as_str().as_bytes());
    match slot {
        Slot::Event(position) => {
            push_field(&mut context, b"event");
            push_field(&mut context, &position.to_be_bytes());
        }
        Slot::Outgoing { topic, key } => {
            push_field(&mut context, b"outgoing");
            push_field(&mut context, topic.as_bytes());
            push_field(&mut context, key.as_bytes());
        }
        Slot::Cell => push_field(&mut context, b"cell"),
        Slot::Chunk { blob, number } => {
            push_field(&mut context, b"chunk");
            push_field(&mut context, blob.0.as_bytes());
            push_field(&mut context, &number.to_be_bytes());
        }
    }
    push_field(&mut context, commit.as_bytes());
    context
}

#[cfg(test)]
mod tests;
