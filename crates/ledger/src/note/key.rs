//! The city's public key as people pass it on: `name+hash+base64`.

use super::NoteRefusal;
use crate::keyring::{HashKind, SignatureKind, Signer};
use base64::prelude::{BASE64_STANDARD, Engine};
use std::{fmt, str::FromStr};

/// A public key with the name of the city that signs with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    kind: SignatureKind,
    public: Vec<u8>,
}

impl VerifierKey {
    /// The public half of `signer`, which signs as `name`.
    ///
    /// # Panics
    /// If `name` is not a key name: make it with [`key_name`].
    pub fn of(name: &str, signer: &dyn Signer) -> Self {
        assert!(is_key_name(name), "the name of a key has no spaces and no plus sign");
        VerifierKey { name: name.to_owned(), kind: signer.kind(), public: signer.public_key() }
    }

    /// Who signs.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How it signs.
    pub fn kind(&self) -> SignatureKind {
        self.kind
    }

    /// The four bytes by which signature lines name this key (C2SP signed-note, "Signatures").
    pub fn hash(&self) -> [u8; 4] {
        let parts: [&[u8]; 4] = [self.name.as_bytes(), b"\n", self.kind.note_type(), &self.public];
        // The format fixes SHA-256 here whatever the key's own algorithms are; it is a label, not a proof.
        let [a, b, c, d, ..] = HashKind::Sha256.digest(&parts);
        [a, b, c, d]
    }

    /// [`VerifierKey::hash`] in hexadecimal.
    pub fn hash_text(&self) -> String {
        format!("{:08x}", u32::from_be_bytes(self.hash()))
    }

    /// Whether `signature` is by this key over `message`.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        self.kind.verify(&self.public, message, signature)
    }
}

impl FromStr for VerifierKey {
    type Err = NoteRefusal;

    fn from_str(text: &str) -> Result<Self, NoteRefusal> {
        let mut parts = text.trim().splitn(3, '+');
        let (Some(name), Some(hash), Some(encoded)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(NoteRefusal::NotAKey);
        };
        let bytes = BASE64_STANDARD.decode(encoded).map_err(|_| NoteRefusal::NotAKey)?;
        let (kind, public) = SignatureKind::split_note_key(&bytes).ok_or(NoteRefusal::NotAKey)?;
        let key = VerifierKey { name: name.to_owned(), kind, public: public.to_vec() };
        if is_key_name(name) && key.hash_text() == hash { Ok(key) } else { Err(NoteRefusal::NotAKey) }
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let encoded = BASE64_STANDARD.encode([self.kind.note_type(), &self.public].concat());
        write!(out, "{}+{}+{encoded}", self.name, self.hash_text())
    }
}

/// A city's name as the name of its key: spaces, plus signs and control characters become hyphens.
pub fn key_name(city: &str) -> String {
    let name: String = city.trim().chars().map(|c| if is_name_symbol(c) { c } else { '-' }).collect();
    if name.is_empty() { "yimen".to_owned() } else { name }
}

pub(super) fn is_key_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(is_name_symbol)
}

fn is_name_symbol(symbol: char) -> bool {
    !symbol.is_whitespace() && !symbol.is_control() && symbol != '+'
}
