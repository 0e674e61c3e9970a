//! Signed notes and checkpoints in the published formats (C2SP signed-note and tlog-checkpoint), so that
//! anyone's tools can read them.
//!
//! A note is text, a blank line, and lines `— name base64(key hash ‖ signature)`. Whoever checks one needs the
//! city's public key, pinned: a [`VerifierKey`], written `name+hash+base64`.

mod checkpoint;
mod key;

pub use checkpoint::Checkpoint;
pub use key::{VerifierKey, key_name};

use crate::keyring::{KeyFault, Signer};
use base64::prelude::{BASE64_STANDARD, Engine};
use std::{fmt, str::FromStr};

/// A text with one or more signatures. Its text means nothing before [`SignedNote::verify`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedNote {
    text: String,
    signatures: Vec<NoteSignature>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct NoteSignature {
    name: String,
    key_hash: [u8; 4],
    signature: Vec<u8>,
}

/// Why a note, a checkpoint or a public key is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteRefusal {
    /// Not in the form of a signed note.
    #[error("not a signed note: {0}")]
    NotANote(&'static str),
    /// Not in the form of a public key, or its hash does not fit.
    #[error("not a public key of the form name+hash+base64")]
    NotAKey,
    /// No signature is by this key: another city, or another key of the same city.
    #[error("not signed by {name} with key {key}")]
    AnotherKey {
        /// The name of the pinned key.
        name: String,
        /// Its hash in hexadecimal.
        key: String,
    },
    /// The signature claims to be by this key and is not.
    #[error("the signature in the name of {0} is forged or the text was changed")]
    Forged(String),
    /// Well signed, but not a checkpoint.
    #[error("not a checkpoint: {0}")]
    NotACheckpoint(&'static str),
    /// A checkpoint of another log.
    #[error("a checkpoint of {0}")]
    AnotherOrigin(String),
}

// More signatures than any witness network gives; the format asks for a limit.
const SIGNATURES_MAX: usize = 100;
const DASH: &str = "\u{2014} ";

impl SignedNote {
    /// Signs `text` as `name` (see [`key_name`]).
    ///
    /// # Errors
    /// If the signing machine fails.
    ///
    /// # Panics
    /// If the text does not end with a newline or has control characters: notes are written by this crate.
    pub fn sign(text: String, name: &str, signer: &dyn Signer) -> Result<Self, KeyFault> {
        assert!(is_note_text(&text), "the text of a note ends with a newline and has no control characters");
        let key = VerifierKey::of(name, signer);
        let signature = signer.sign(text.as_bytes())?;
        let signature = NoteSignature { name: name.to_owned(), key_hash: key.hash(), signature };
        Ok(SignedNote { text, signatures: vec![signature] })
    }

    /// The text, if it is signed by `key`. Signatures of unknown keys (witnesses) are ignored.
    ///
    /// # Errors
    /// [`NoteRefusal::AnotherKey`] or [`NoteRefusal::Forged`].
    pub fn verify(&self, key: &VerifierKey) -> Result<&str, NoteRefusal> {
        let hash = key.hash();
        let mut ours =
            self.signatures.iter().filter(|line| line.name == key.name() && line.key_hash == hash).peekable();
        if ours.peek().is_none() {
            return Err(NoteRefusal::AnotherKey { name: key.name().to_owned(), key: key.hash_text() });
        }
        if ours.all(|line| key.verify(self.text.as_bytes(), &line.signature)) {
            Ok(&self.text)
        } else {
            Err(NoteRefusal::Forged(key.name().to_owned()))
        }
    }
}

impl FromStr for SignedNote {
    type Err = NoteRefusal;

    fn from_str(note: &str) -> Result<Self, NoteRefusal> {
        let end = note.rfind("\n\n").ok_or(NoteRefusal::NotANote("there is no blank line"))?;
        let (text, lines) = (&note[..=end], &note[end + 2..]);
        if !is_note_text(text) {
            return Err(NoteRefusal::NotANote("the text has control characters"));
        }
        let lines =
            lines.strip_suffix('\n').ok_or(NoteRefusal::NotANote("the last line does not end"))?.split('\n');
        let signatures = lines.take(SIGNATURES_MAX + 1).map(read_signature).collect::<Option<Vec<_>>>();
        let signatures = signatures.ok_or(NoteRefusal::NotANote("a signature line is not of its form"))?;
        if SIGNATURES_MAX < signatures.len() {
            return Err(NoteRefusal::NotANote("it has too many signatures"));
        }
        Ok(SignedNote { text: text.to_owned(), signatures })
    }
}

impl fmt::Display for SignedNote {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{}", self.text)?;
        self.signatures.iter().try_for_each(|line| {
            let signature = BASE64_STANDARD.encode([line.key_hash.as_slice(), &line.signature].concat());
            writeln!(out, "{DASH}{} {signature}", line.name)
        })
    }
}

fn read_signature(line: &str) -> Option<NoteSignature> {
    let (name, encoded) = line.strip_prefix(DASH)?.split_once(' ')?;
    let bytes = BASE64_STANDARD.decode(encoded).ok()?;
    let (key_hash, signature) = bytes.split_first_chunk::<4>()?;
    let whole = key::is_key_name(name) && !signature.is_empty();
    whole.then(|| NoteSignature { name: name.to_owned(), key_hash: *key_hash, signature: signature.to_vec() })
}

fn is_note_text(text: &str) -> bool {
    text.ends_with('\n') && !text.bytes().any(|byte| byte < b' ' && byte != b'\n')
}

#[cfg(test)]
mod tests;
