//! Keys held in memory: the implementation of the key traits for folders without a cryptographic machine.

use super::{
    CipherKind, Hash, HashKind, Hasher, KeyFault, Sealer, SecretKey, SignatureKind, Signer,
    signature::sm2_signing_key,
};
use ed25519_dalek::{Signer as _, SigningKey};
use zeroize::Zeroizing;

/// A master key in memory.
pub struct SoftSealer {
    id: String,
    kind: CipherKind,
    key: SecretKey,
}

impl SoftSealer {
    /// The key called `id`.
    pub fn new(id: String, kind: CipherKind, key: SecretKey) -> Self {
        SoftSealer { id, kind, key }
    }
}

impl Sealer for SoftSealer {
    fn key_id(&self) -> &str {
        &self.id
    }

    fn algorithm(&self) -> &'static str {
        self.kind.name()
    }

    fn seal(&self, plain: &[u8], associated: &[u8]) -> Result<Vec<u8>, KeyFault> {
        self.kind.seal(&self.key, plain, associated)
    }

    fn open(&self, sealed: &[u8], associated: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeyFault> {
        self.kind.open(&self.key, sealed, associated)
    }
}

/// A hashing key in memory.
pub struct SoftHasher {
    id: String,
    kind: HashKind,
    key: SecretKey,
}

impl SoftHasher {
    /// The key called `id`.
    pub fn new(id: String, kind: HashKind, key: SecretKey) -> Self {
        SoftHasher { id, kind, key }
    }
}

impl Hasher for SoftHasher {
    fn key_id(&self) -> &str {
        &self.id
    }

    fn algorithm(&self) -> &'static str {
        self.kind.keyed_name()
    }

    fn keyed_hash(&self, message: &[u8]) -> Hash {
        self.kind.keyed_digest(self.key.as_slice(), &[message])
    }
}

/// A signing key in memory.
pub struct SoftSigner {
    id: String,
    key: SoftSigningKey,
}

enum SoftSigningKey {
    Ed25519(Box<SigningKey>),
    Sm2WithSm3(Box<sm2::dsa::SigningKey>),
}

impl SoftSigner {
    /// The key called `id` from its secret.
    ///
    /// # Errors
    /// [`KeyFault::Unreadable`] if the secret is not one of this scheme.
    pub fn new(id: String, kind: SignatureKind, secret: &SecretKey) -> Result<Self, KeyFault> {
        let key = match kind {
            SignatureKind::Ed25519 => SoftSigningKey::Ed25519(Box::new(SigningKey::from_bytes(secret))),
            SignatureKind::Sm2WithSm3 => {
                let refused = || KeyFault::Unreadable(format!("the secret of {id} is no SM2 key"));
                SoftSigningKey::Sm2WithSm3(Box::new(sm2_signing_key(secret).ok_or_else(refused)?))
            }
        };
        Ok(SoftSigner { id, key })
    }
}

impl Signer for SoftSigner {
    fn key_id(&self) -> &str {
        &self.id
    }

    fn kind(&self) -> SignatureKind {
        match &self.key {
            SoftSigningKey::Ed25519(_) => SignatureKind::Ed25519,
            SoftSigningKey::Sm2WithSm3(_) => SignatureKind::Sm2WithSm3,
        }
    }

    fn public_key(&self) -> Vec<u8> {
        match &self.key {
            SoftSigningKey::Ed25519(key) => key.verifying_key().to_bytes().to_vec(),
            SoftSigningKey::Sm2WithSm3(key) => key.verifying_key().to_sec1_bytes().to_vec(),
        }
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyFault> {
        match &self.key {
            SoftSigningKey::Ed25519(key) => Ok(key.sign(message).to_bytes().to_vec()),
            SoftSigningKey::Sm2WithSm3(key) => {
                let signature = sm2::dsa::signature::Signer::try_sign(key.as_ref(), message);
                let failed = |_| KeyFault::Machine("SM2 could not sign".to_owned());
                signature.map(|signature| signature.to_vec()).map_err(failed)
            }
        }
    }
}
