//! Signature schemes by name: how a public key is encoded and how a signature is checked.

use super::{KeyFault, SecretKey, random};
use ed25519_dalek::{Signature, VerifyingKey};
use zeroize::Zeroizing;

/// A signature scheme by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureKind {
    /// Ed25519 (RFC 8032); public keys are their 32 bytes.
    Ed25519,
}

impl SignatureKind {
    const ALL: [SignatureKind; 1] = [SignatureKind::Ed25519];

    /// The name in stored data.
    pub fn name(self) -> &'static str {
        match self {
            SignatureKind::Ed25519 => "ed25519",
        }
    }

    /// The scheme of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The bytes that announce this scheme in signed notes (C2SP signed-note, "signature types").
    pub fn note_type(self) -> &'static [u8] {
        match self {
            SignatureKind::Ed25519 => &[0x01],
        }
    }

    /// The scheme and the public key behind the announcing bytes.
    pub fn split_note_key(bytes: &[u8]) -> Option<(Self, &[u8])> {
        Self::ALL.into_iter().find_map(|kind| {
            let public = bytes.strip_prefix(kind.note_type())?;
            kind.is_public_key(public).then_some((kind, public))
        })
    }

    /// A fresh secret of this scheme.
    ///
    /// # Errors
    /// If the system's generator fails.
    pub fn fresh(self) -> Result<SecretKey, KeyFault> {
        match self {
            SignatureKind::Ed25519 => Ok(Zeroizing::new(random()?)),
        }
    }

    /// Whether these bytes are a public key of this scheme.
    pub fn is_public_key(self, public: &[u8]) -> bool {
        match self {
            SignatureKind::Ed25519 => ed25519_key(public).is_some(),
        }
    }

    /// Whether `signature` is one of `public` over `message`.
    pub fn verify(self, public: &[u8], message: &[u8], signature: &[u8]) -> bool {
        match self {
            SignatureKind::Ed25519 => {
                let (Some(key), Ok(signature)) = (ed25519_key(public), Signature::from_slice(signature))
                else {
                    return false;
                };
                // The strict check refuses keys of small order, for which one signature fits many texts.
                key.verify_strict(message, &signature).is_ok()
            }
        }
    }
}

fn ed25519_key(public: &[u8]) -> Option<VerifyingKey> {
    let key = VerifyingKey::from_bytes(public.try_into().ok()?).ok()?;
    (!key.is_weak()).then_some(key)
}
