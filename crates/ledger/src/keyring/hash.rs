//! Hash functions by name, and how a hash is written: `name:base64`.

use base64::prelude::{BASE64_STANDARD, Engine};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use sm3::Sm3;

/// A hash of 256 bits.
pub type Hash = [u8; 32];

/// A hash function by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HashKind {
    /// SHA-256 (FIPS 180-4).
    Sha256,
    /// SM3 (GB/T 32905).
    Sm3,
}

impl HashKind {
    const ALL: [HashKind; 2] = [HashKind::Sha256, HashKind::Sm3];

    /// The name in stored data.
    pub fn name(self) -> &'static str {
        match self {
            HashKind::Sha256 => "sha256",
            HashKind::Sm3 => "sm3",
        }
    }

    /// The function of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The hash of the parts one after another.
    pub fn digest(self, parts: &[&[u8]]) -> Hash {
        fn of<D: Digest>(mut state: D, parts: &[&[u8]]) -> sha2::digest::Output<D> {
            parts.iter().for_each(|part| state.update(part));
            state.finalize()
        }
        match self {
            HashKind::Sha256 => of(Sha256::new(), parts).into(),
            HashKind::Sm3 => of(Sm3::new(), parts).into(),
        }
    }

    /// The name of the keyed hash (HMAC, RFC 2104) over this function.
    pub fn keyed_name(self) -> &'static str {
        match self {
            HashKind::Sha256 => "hmac-sha256",
            HashKind::Sm3 => "hmac-sm3",
        }
    }

    /// The function whose keyed hash has this name.
    pub fn keyed_named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.keyed_name() == name)
    }

    /// HMAC (RFC 2104) of the parts one after another.
    pub fn keyed_digest(self, key: &[u8], parts: &[&[u8]]) -> Hash {
        match self {
            HashKind::Sha256 => keyed::<Hmac<Sha256>>(key, parts).finalize().into_bytes().into(),
            HashKind::Sm3 => keyed::<Hmac<Sm3>>(key, parts).finalize().into_bytes().into(),
        }
    }

    /// Whether `tag` is the [`HashKind::keyed_digest`], compared in constant time.
    pub fn keyed_verify(self, key: &[u8], parts: &[&[u8]], tag: &Hash) -> bool {
        match self {
            HashKind::Sha256 => keyed::<Hmac<Sha256>>(key, parts).verify_slice(tag).is_ok(),
            HashKind::Sm3 => keyed::<Hmac<Sm3>>(key, parts).verify_slice(tag).is_ok(),
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

fn keyed<M: Mac + KeyInit>(key: &[u8], parts: &[&[u8]]) -> M {
    let mut state = <M as KeyInit>::new_from_slice(key).expect("HMAC takes keys of any length");
    parts.iter().for_each(|part| state.update(part));
    state
}
