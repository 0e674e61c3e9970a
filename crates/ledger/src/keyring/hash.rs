//! Hash functions by name, and how a hash is written: `name:base64`.

use base64::prelude::{BASE64_STANDARD, Engine};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// A hash of 256 bits.
pub type Hash = [u8; 32];

/// A hash function by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HashKind {
    /// SHA-256 (FIPS 180-4).
    Sha256,
}

impl HashKind {
    const ALL: [HashKind; 1] = [HashKind::Sha256];

    /// The name in stored data.
    pub fn name(self) -> &'static str {
        match self {
            HashKind::Sha256 => "sha256",
        }
    }

    /// The function of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The hash of the parts one after another.
    pub fn digest(self, parts: &[&[u8]]) -> Hash {
        match self {
            HashKind::Sha256 => {
                let mut state = Sha256::new();
                parts.iter().for_each(|part| state.update(part));
                state.finalize().into()
            }
        }
    }

    /// The name of the keyed hash (HMAC, RFC 2104) over this function.
    pub fn keyed_name(self) -> &'static str {
        match self {
            HashKind::Sha256 => "hmac-sha256",
        }
    }

    /// The function whose keyed hash has this name.
    pub fn keyed_named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.keyed_name() == name)
    }

    /// HMAC (RFC 2104) of the parts one after another.
    pub fn keyed_digest(self, key: &[u8], parts: &[&[u8]]) -> Hash {
        match self {
            HashKind::Sha256 => {
                let mut state = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
                parts.iter().for_each(|part| state.update(part));
                state.finalize().into_bytes().into()
            }
        }
    }

    /// A hash as text that names its algorithm: `sha256:base64`.
    pub fn write(self, hash: &Hash) -> String {
        format!("{}:{}", self.name(), BASE64_STANDARD.encode(hash))
    }

    /// Reads what [`HashKind::write`] wrote.
    pub fn read(text: &str) -> Option<(Self, Hash)> {
        let (name, encoded) = text.split_once(':')?;
        let hash = BASE64_STANDARD.decode(encoded).ok()?.try_into().ok()?;
        Some((Self::named(name)?, hash))
    }
}
