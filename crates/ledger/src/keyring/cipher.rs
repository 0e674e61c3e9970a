//! Ciphers by name: authenticated encryption under a key of 32 bytes with a random nonce in front.

use super::{KeyFault, SecretKey, random, sm4};
use chacha20poly1305::{
    XChaCha20Poly1305,
    aead::{Aead, KeyInit, Payload},
};
use zeroize::Zeroizing;

/// An authenticated cipher by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CipherKind {
    /// XChaCha20-Poly1305: the nonce of 24 bytes may be drawn by chance.
    XChaCha20Poly1305,
    /// SM4 (GB/T 32907) in counter mode with HMAC-SM3 over associated data, nonce and ciphertext.
    Sm4CtrHmacSm3,
}

const NONCE: usize = 24;

impl CipherKind {
    const ALL: [CipherKind; 2] = [CipherKind::XChaCha20Poly1305, CipherKind::Sm4CtrHmacSm3];

    /// The name in stored data.
    pub fn name(self) -> &'static str {
        match self {
            CipherKind::XChaCha20Poly1305 => "xchacha20-poly1305",
            CipherKind::Sm4CtrHmacSm3 => "sm4-ctr-hmac-sm3",
        }
    }

    /// The cipher of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Seals `plain`, bound to `associated`; the fresh nonce stands in front.
    ///
    /// # Errors
    /// If the system's generator fails.
    pub fn seal(self, key: &SecretKey, plain: &[u8], associated: &[u8]) -> Result<Vec<u8>, KeyFault> {
        match self {
            CipherKind::XChaCha20Poly1305 => {
                let nonce = random::<NONCE>()?;
                let cipher = XChaCha20Poly1305::new((&**key).into());
                let sealed = cipher
                    .encrypt((&nonce).into(), Payload { msg: plain, aad: associated })
                    .map_err(|_| KeyFault::Machine("the value is too large to seal".to_owned()))?;
                Ok([nonce.as_slice(), &sealed].concat())
            }
            CipherKind::Sm4CtrHmacSm3 => Ok(sm4::seal(key, random()?, plain, associated)),
        }
    }

    /// Opens what [`CipherKind::seal`] gave for the same key and `associated`.
    ///
    /// # Errors
    /// [`KeyFault::NotOpened`] if the key, `associated` or a single bit is another.
    pub fn open(
        self,
        key: &SecretKey,
        sealed: &[u8],
        associated: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, KeyFault> {
        match self {
            CipherKind::XChaCha20Poly1305 => {
                let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or(KeyFault::NotOpened)?;
                let cipher = XChaCha20Poly1305::new((&**key).into());
                cipher
                    .decrypt(nonce.into(), Payload { msg: sealed, aad: associated })
                    .map(Zeroizing::new)
                    .map_err(|_| KeyFault::NotOpened)
            }
            CipherKind::Sm4CtrHmacSm3 => sm4::open(key, sealed, associated).ok_or(KeyFault::NotOpened),
        }
    }
}
