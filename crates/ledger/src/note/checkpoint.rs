//! A checkpoint: the city's signed word on how many events there are and what their tree's root is.

use super::{NoteRefusal, SignedNote, VerifierKey};
use crate::keyring::{Hash, HashKind, KeyFault, Signer};
use base64::prelude::{BASE64_STANDARD, Engine};

/// The head of a tree (C2SP tlog-checkpoint).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Whose tree: the name of the city's key.
    pub origin: String,
    /// How many leaves.
    pub size: u64,
    /// The hash of the tree. Another function than SHA-256 is named in an extension line.
    pub hash: HashKind,
    /// The root of the tree of this size.
    pub root: Hash,
}

const HASH_LINE: &str = "hash ";

impl Checkpoint {
    /// The text that is signed.
    pub fn text(&self) -> String {
        let mut text = format!("{}\n{}\n{}\n", self.origin, self.size, BASE64_STANDARD.encode(self.root));
        if self.hash != HashKind::Sha256 {
            text.push_str(&format!("{HASH_LINE}{}\n", self.hash.name()));
        }
        text
    }

    /// The checkpoint as a note signed by the origin. Sign only what is consistent with everything signed
    /// before.
    ///
    /// # Errors
    /// If the signing machine fails.
    pub fn sign(&self, signer: &dyn Signer) -> Result<SignedNote, KeyFault> {
        SignedNote::sign(self.text(), &self.origin, signer)
    }

    /// The checkpoint in a note, if it is signed by `key` and is about that key's own tree.
    ///
    /// # Errors
    /// As [`SignedNote::verify`]; [`NoteRefusal::NotACheckpoint`] and [`NoteRefusal::AnotherOrigin`].
    pub fn verify(note: &SignedNote, key: &VerifierKey) -> Result<Self, NoteRefusal> {
        let checkpoint = read(note.verify(key)?)?;
        if checkpoint.origin != key.name() {
            return Err(NoteRefusal::AnotherOrigin(checkpoint.origin));
        }
        Ok(checkpoint)
    }
}

fn read(text: &str) -> Result<Checkpoint, NoteRefusal> {
    let refused = NoteRefusal::NotACheckpoint;
    let lines: Vec<&str> = text.strip_suffix('\n').unwrap_or(text).split('\n').collect();
    let [origin, size, root, extensions @ ..] = lines.as_slice() else {
        return Err(refused("it has fewer than three lines"));
    };
    if lines.iter().any(|line| line.is_empty()) {
        return Err(refused("it has an empty line"));
    }
    let number: u64 = size.parse().map_err(|_| refused("the size is not a number"))?;
    if number.to_string() != **size {
        return Err(refused("the size is not written in its one form"));
    }
    let root = BASE64_STANDARD.decode(root).ok().and_then(|root| root.try_into().ok());
    let root = root.ok_or(refused("the root is not a hash"))?;
    let named = extensions.iter().find_map(|line| line.strip_prefix(HASH_LINE));
    let hash = named.map_or(Some(HashKind::Sha256), HashKind::named);
    let hash = hash.ok_or(refused("it names an unknown hash function"))?;
    Ok(Checkpoint { origin: (*origin).to_owned(), size: number, hash, root })
}
