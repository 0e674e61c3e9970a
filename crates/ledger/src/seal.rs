//! The codec of personal values: what is stored can be hashed and proved, and forgotten without breaking a proof.
//!
//! A body comes with open nodes `{"$private": {"of": person, "value": …}}`. [`seal`] moves each value into a box
//! under the key of that person in that stream and leaves `{"$sealed": {"of": person, "commit": "alg:base64"}}`,
//! where the commitment is the hash of a fresh salt and the exact JSON bytes of the value. [`open`] puts the
//! values back; where the person was erased it leaves `{"$private": {"of": person}}`.
//!
//! Each box is bound to its person, stream, [`Slot`] and commitment, so that boxes cannot be swapped.
//! A key of the body that happens to be called `$sealed` is escaped with one more `$`.

mod body;
mod boxes;
mod subject;
mod text;

pub use body::Body;
pub use subject::{MadeKey, StoredKey, SubjectKeys};

use crate::keyring::{CipherKind, HashKind, KeyFault, push_field, push_name, random, take_name};
use boxes::{Box, Boxes};
use kernel::{BlobId, PersonId, StreamId};
use std::collections::BTreeSet;
use text::{Kind, Node, is_deeper_than, next_marked, private_node, sealed_node};
use zeroize::Zeroizing;

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
    body: &Body,
    stream: &StreamId,
    slot: Slot<'_>,
    keys: &mut SubjectKeys,
) -> Result<Sealed, SealFault> {
    let text = body.text();
    if is_deeper_than(text, DEPTH_MAX) {
        return Err(SealFault::TooDeep);
    }
    let mut boxes = Boxes::new(keys.cipher());
    let mut body = Vec::with_capacity(text.len() + 64);
    Sealing { stream, slot, keys, boxes: &mut boxes }.pass(text, &mut body)?;
    Ok(Sealed { body, boxes: boxes.write() })
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
) -> Result<Body, SealFault> {
    let boxes = Boxes::read(boxes)?;
    let mut opened = Vec::with_capacity(body.len() + 64);
    Opener { stream, slot, keys, boxes: &boxes, openings: None }.pass(body, &mut opened)?;
    Ok(Body::of_text(opened))
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
    let mut opener = Opener { stream, slot, keys, boxes: &boxes, openings: Some(Vec::new()) };
    opener.pass(body, &mut Vec::new())?;
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
pub fn persons_in(body: &Body) -> BTreeSet<PersonId> {
    text::persons(body.text())
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
    boxes: &'a mut Boxes<'static>,
}

impl Sealing<'_> {
    /// Writes the text with its open nodes sealed; a key that is only called like a sealed node gets one more dollar.
    fn pass(&mut self, text: &[u8], out: &mut Vec<u8>) -> Result<(), SealFault> {
        let (mut copied, mut from) = (0, 0);
        while let Some(marked) = next_marked(text, from) {
            from = marked.end;
            if marked.kind != Kind::Private {
                out.extend_from_slice(&text[copied..marked.at]);
                out.push(b'$');
                copied = marked.at;
            } else if let Some(node) = private_node(text, &marked) {
                out.extend_from_slice(&text[copied..node.place.start]);
                self.seal_node(&node, out)?;
                (copied, from) = (node.place.end, node.place.end);
            }
        }
        out.extend_from_slice(&text[copied..]);
        Ok(())
    }

    fn seal_node(&mut self, node: &Node<'_>, out: &mut Vec<u8>) -> Result<(), SealFault> {
        let of = node.of;
        // A private value may itself hold values of other persons: they get boxes of their own first.
        let mut value = Zeroizing::new(Vec::with_capacity(node.inner.len()));
        self.pass(node.inner, &mut value)?;
        let (cipher, hash) = (self.keys.cipher(), self.keys.hash());
        let Some(key) = self.keys.key_or_make(of, self.stream)? else {
            text::write_erased(out, of);
            return Ok(());
        };
        let salt = random::<32>()?;
        let hashed = hash.digest(&[&salt, &value]);
        let commit = hash.write(&hashed);
        let plain = Zeroizing::new([salt.as_slice(), &value].concat());
        let context = box_context(cipher, of, self.stream, self.slot, &commit);
        let sealed = cipher.seal(key, &plain, &context)?.into();
        self.boxes.push(Box { of, commit: hashed, sealed });
        text::write_sealed(out, of, &commit);
        Ok(())
    }
}

struct Opener<'a> {
    stream: &'a StreamId,
    slot: Slot<'a>,
    keys: &'a SubjectKeys,
    boxes: &'a Boxes<'a>,
    openings: Option<Vec<Opening>>,
}

impl Opener<'_> {
    /// Writes the text with its sealed nodes opened, and gives escaped keys their names back.
    fn pass(&mut self, text: &[u8], out: &mut Vec<u8>) -> Result<(), SealFault> {
        let (mut copied, mut from) = (0, 0);
        while let Some(marked) = next_marked(text, from) {
            from = marked.end;
            match marked.kind {
                Kind::Private => {}
                Kind::Escaped => {
                    out.extend_from_slice(&text[copied..marked.at]);
                    copied = marked.at + 1;
                }
                Kind::Sealed => {
                    let damaged = SealFault::Damaged("a sealed node without its fields");
                    let node = sealed_node(text, &marked).ok_or(damaged)?;
                    out.extend_from_slice(&text[copied..node.place.start]);
                    self.open_node(&node, out)?;
                    (copied, from) = (node.place.end, node.place.end);
                }
            }
        }
        out.extend_from_slice(&text[copied..]);
        Ok(())
    }

    fn open_node(&mut self, node: &Node<'_>, out: &mut Vec<u8>) -> Result<(), SealFault> {
        let of = node.of;
        let Some(key) = self.keys.key(of, self.stream)? else {
            text::write_erased(out, of);
            return Ok(());
        };
        let unknown = SealFault::Damaged("an unknown commitment");
        let commit = std::str::from_utf8(node.inner).map_err(|_| SealFault::Damaged("not text"))?;
        let (kind, hash) = HashKind::read(commit).ok_or(unknown)?;
        let found = self.boxes.find(&hash).ok_or(SealFault::Damaged("a commitment without its box"))?;
        let cipher = self.boxes.cipher();
        let context = box_context(cipher, of, self.stream, self.slot, commit);
        let plain = cipher.open(key, &found.sealed, &context)?;
        let (salt, value) =
            plain.split_first_chunk::<32>().ok_or(SealFault::Damaged("a box without its salt"))?;
        if kind.digest(&[salt, value]) != hash {
            return Err(SealFault::Damaged("a value that is not the committed one"));
        }
        if let Some(openings) = &mut self.openings {
            openings.push(Opening { of, commit: commit.to_owned(), salt: *salt, value: value.to_vec() });
        }
        text::write_private(out, of, |out| self.pass(value, out))
    }
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
