//! Signature schemes by name: how a public key is encoded and how a signature is checked.

use super::{KeyFault, SecretKey, random};
use ed25519_dalek::{Signature, VerifyingKey};
use sm2::dsa::{self, signature::Verifier};
use zeroize::Zeroizing;

/// A signature scheme by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureKind {
    /// Ed25519 (RFC 8032); public keys are their 32 bytes.
    Ed25519,
    /// SM2 with SM3 over the message with its ZA prefix and the default user id (GB/T 32918.2); public keys are
    /// uncompressed points (65 bytes), signatures r and s (64 bytes).
    Sm2WithSm3,
}

impl SignatureKind {
    const ALL: [SignatureKind; 2] = [SignatureKind::Ed25519, SignatureKind::Sm2WithSm3];

    /// The name in stored data.
    pub fn name(self) -> &'static str {
        match self {
            SignatureKind::Ed25519 => "ed25519",
            SignatureKind::Sm2WithSm3 => "sm2-with-sm3",
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
            // No byte is assigned to SM2; 0xff announces a longer name.
            SignatureKind::Sm2WithSm3 => b"\xffsm2-with-sm3\n",
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
            SignatureKind::Sm2WithSm3 => loop {
                // One draw in four thousand million is no scalar of the curve.
                let secret = Zeroizing::new(random()?);
                if sm2_signing_key(&secret).is_some() {
                    return Ok(secret);
                }
            },
        }
    }

    /// Whether these bytes are a public key of this scheme.
    pub fn is_public_key(self, public: &[u8]) -> bool {
        match self {
            SignatureKind::Ed25519 => ed25519_key(public).is_some(),
            SignatureKind::Sm2WithSm3 => sm2_key(public).is_some(),
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
            SignatureKind::Sm2WithSm3 => {
                let (Some(key), Ok(signature)) = (sm2_key(public), dsa::Signature::from_slice(signature))
                else {
                    return false;
                };
                key.verify(message, &signature).is_ok()
            }
        }
    }
}

fn ed25519_key(public: &[u8]) -> Option<VerifyingKey> {
    let key = VerifyingKey::from_bytes(public.try_into().ok()?).ok()?;
    (!key.is_weak()).then_some(key)
}

/// The user id that GB/T 35276 sets where none is agreed.
const SM2_USER: &str = "1234567812345678";

pub(super) fn sm2_signing_key(secret: &SecretKey) -> Option<dsa::SigningKey> {
    dsa::SigningKey::from_slice(SM2_USER, secret.as_slice()).ok()
}

fn sm2_key(public: &[u8]) -> Option<dsa::VerifyingKey> {
    // One form for each key, so that one key has one hash.
    let uncompressed = public.len() == 65 && public.first() == Some(&4);
    uncompressed.then(|| dsa::VerifyingKey::from_sec1_bytes(SM2_USER, public).ok()).flatten()
}
