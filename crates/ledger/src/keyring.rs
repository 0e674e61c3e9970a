//! The keys of one data folder: what wraps personal keys, what hashes identity numbers, what signs.
//!
//! Every key stands behind a trait, so that a cryptographic machine can take its place, and everything a key
//! makes names the algorithm and the key. Key material never prints itself and is wiped when dropped.

mod cipher;
mod file;
mod hash;
mod signature;
mod sm4;
mod soft;

pub use cipher::CipherKind;
pub use file::KEYS_FILE;
pub use hash::{Hash, HashKind};
pub use signature::SignatureKind;
pub use soft::{SoftHasher, SoftSealer, SoftSigner};

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use kernel::{PersonId, StreamId};
use std::{fmt, path::PathBuf, sync::Arc};
use zeroize::Zeroizing;

/// The 32 bytes of a secret key, wiped when dropped.
pub type SecretKey = Zeroizing<[u8; 32]>;

/// The family of algorithms of a data folder, chosen when it is created.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Suite {
    /// XChaCha20-Poly1305, SHA-256, HMAC-SHA-256, Ed25519.
    #[default]
    International,
    /// SM4 with HMAC-SM3, SM3, HMAC-SM3, SM2 with SM3: the national algorithms (商用密码).
    ShangMi,
}

impl Suite {
    /// The name in the key file.
    pub fn name(self) -> &'static str {
        match self {
            Suite::International => "international",
            Suite::ShangMi => "sm",
        }
    }

    /// The suite of this name.
    pub fn named(name: &str) -> Option<Self> {
        [Suite::International, Suite::ShangMi].into_iter().find(|suite| suite.name() == name)
    }

    /// What seals.
    pub fn cipher(self) -> CipherKind {
        match self {
            Suite::International => CipherKind::XChaCha20Poly1305,
            Suite::ShangMi => CipherKind::Sm4CtrHmacSm3,
        }
    }

    /// What hashes leaves, nodes and commitments.
    pub fn hash(self) -> HashKind {
        match self {
            Suite::International => HashKind::Sha256,
            Suite::ShangMi => HashKind::Sm3,
        }
    }

    /// What signs.
    pub fn signature(self) -> SignatureKind {
        match self {
            Suite::International => SignatureKind::Ed25519,
            Suite::ShangMi => SignatureKind::Sm2WithSm3,
        }
    }
}

/// A key that seals small secrets: the master key.
pub trait Sealer: Send + Sync {
    /// The name of this key, stored with everything it seals.
    fn key_id(&self) -> &str;
    /// The algorithm's name, stored with everything it seals.
    fn algorithm(&self) -> &'static str;
    /// Seals `plain`, bound to `associated`.
    ///
    /// # Errors
    /// If the machine or the system's generator fails.
    fn seal(&self, plain: &[u8], associated: &[u8]) -> Result<Vec<u8>, KeyFault>;
    /// Opens what [`Sealer::seal`] gave for the same `associated`.
    ///
    /// # Errors
    /// [`KeyFault::NotOpened`] if anything was changed, or the machine fails.
    fn open(&self, sealed: &[u8], associated: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeyFault>;
}

/// A key that turns values into search words which nobody can compute without it.
///
/// It cannot fail: a machine hands this key out once, at the start.
pub trait Hasher: Send + Sync {
    /// The name of this key.
    fn key_id(&self) -> &str;
    /// The algorithm's name.
    fn algorithm(&self) -> &'static str;
    /// The keyed hash of `message`.
    fn keyed_hash(&self, message: &[u8]) -> Hash;
}

/// The city's signing key.
pub trait Signer: Send + Sync {
    /// The name of this key.
    fn key_id(&self) -> &str;
    /// What kind of signature it makes.
    fn kind(&self) -> SignatureKind;
    /// The public half in the encoding of [`SignatureKind`].
    fn public_key(&self) -> Vec<u8>;
    /// Signs `message`.
    ///
    /// # Errors
    /// If the machine fails.
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyFault>;
}

/// Why a key could not be had or used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFault {
    /// There is no key file.
    #[error("no key file at {0}: restore it from where you keep it apart from backups")]
    Missing(PathBuf),
    /// There is one already; it is never overwritten.
    #[error("a key file exists at {0} and is never overwritten")]
    Exists(PathBuf),
    /// Others on the machine may read it.
    #[error("others may read the key file {0}: set its mode to 0600")]
    Exposed(PathBuf),
    /// It is not a key file, or is incomplete.
    #[error("the key file cannot be read: {0}")]
    Unreadable(String),
    /// An algorithm that this release does not know.
    #[error("unknown algorithm {0}")]
    UnknownAlgorithm(String),
    /// Sealed under a master key that is not in the keyring.
    #[error("sealed under master key {0}, which is not in the keyring")]
    UnknownKey(String),
    /// The sealed bytes do not open: another key, another place, or changed bytes.
    #[error("the sealed bytes do not open: wrong key, wrong place or changed bytes")]
    NotOpened,
    /// The disk failed.
    #[error("storage failed while {doing}: {cause}")]
    Storage {
        /// What was being done.
        doing: &'static str,
        /// Why it failed.
        #[source]
        cause: std::io::Error,
    },
    /// The system's generator or the cryptographic machine failed.
    #[error("the key machine failed: {0}")]
    Machine(String),
}

/// The keys of one data folder. Cheap to clone.
#[derive(Clone)]
pub struct Keyring {
    suite: Suite,
    // The first one wraps; retired ones only open.
    masters: Vec<Arc<dyn Sealer>>,
    hasher: Arc<dyn Hasher>,
    signer: Arc<dyn Signer>,
}

impl Keyring {
    /// A keyring over any implementation, for example a cryptographic machine; the first master key wraps,
    /// the others only open what they wrapped before.
    ///
    /// # Panics
    /// If `masters` is empty: a keyring without a master key is a mistake in the wiring.
    pub fn new(
        suite: Suite,
        masters: Vec<Arc<dyn Sealer>>,
        hasher: Arc<dyn Hasher>,
        signer: Arc<dyn Signer>,
    ) -> Self {
        assert!(!masters.is_empty(), "a keyring needs a master key");
        Keyring { suite, masters, hasher, signer }
    }

    /// The family of algorithms of new hashes, boxes and signatures.
    pub fn suite(&self) -> Suite {
        self.suite
    }

    /// The city's signing key.
    pub fn signer(&self) -> &dyn Signer {
        self.signer.as_ref()
    }

    /// The names of the keys that a ledger is made with, for its own notes: hashing, signing, wrapping.
    pub(crate) fn names(&self) -> String {
        [self.hasher.key_id(), self.signer.key_id(), self.masters[0].key_id()].join("\n")
    }

    /// Whether a ledger that noted these names can be used with this keyring: found by the same hashes, signed by the
    /// same key, opened by one of the master keys.
    pub(crate) fn fits(&self, names: &str) -> bool {
        let [hasher, signer, master] = names.split('\n').collect::<Vec<_>>()[..] else { return false };
        let opens = self.masters.iter().any(|known| known.key_id() == master);
        opens && hasher == self.hasher.key_id() && signer == self.signer.key_id()
    }

    /// A word by which a value can be found without being readable, `algorithm:key:hash`.
    ///
    /// `kind` keeps equal values of different kinds apart (`citizen_number`, `telephone`); `normalised` is the
    /// value in its one agreed spelling.
    pub fn keyed_hash(&self, kind: &str, normalised: &str) -> String {
        let mut message = Vec::with_capacity(16 + kind.len() + normalised.len());
        push_field(&mut message, kind.as_bytes());
        push_field(&mut message, normalised.as_bytes());
        let hash = BASE64_URL_SAFE_NO_PAD.encode(self.hasher.keyed_hash(&message));
        format!("{}:{}:{hash}", self.hasher.algorithm(), self.hasher.key_id())
    }

    /// Wraps the key of one person in one stream; only the same person and stream unwrap it.
    ///
    /// # Errors
    /// If the machine fails.
    pub fn wrap(&self, of: PersonId, stream: &StreamId, key: &SecretKey) -> Result<Vec<u8>, KeyFault> {
        let master = &self.masters[0];
        let mut wrapped = vec![WRAPPED_FORMAT];
        push_name(&mut wrapped, master.algorithm());
        push_name(&mut wrapped, master.key_id());
        let associated = wrap_context(&wrapped, of, stream);
        wrapped.extend(master.seal(key.as_slice(), &associated)?);
        Ok(wrapped)
    }

    /// Unwraps what [`Keyring::wrap`] gave for the same person and stream.
    ///
    /// # Errors
    /// [`KeyFault::UnknownKey`] if another keyring wrapped it, [`KeyFault::NotOpened`] if it belongs to another
    /// person or stream or was changed.
    pub fn unwrap(&self, of: PersonId, stream: &StreamId, wrapped: &[u8]) -> Result<SecretKey, KeyFault> {
        let rest = wrapped.strip_prefix(&[WRAPPED_FORMAT]).ok_or(KeyFault::NotOpened)?;
        let (algorithm, rest) = take_name(rest).ok_or(KeyFault::NotOpened)?;
        let (key_id, sealed) = take_name(rest).ok_or(KeyFault::NotOpened)?;
        let fits = |master: &&Arc<dyn Sealer>| master.key_id() == key_id && master.algorithm() == algorithm;
        let master = self.masters.iter().find(fits).ok_or_else(|| KeyFault::UnknownKey(key_id.to_owned()))?;
        let head = &wrapped[..wrapped.len() - sealed.len()];
        let plain = master.open(sealed, &wrap_context(head, of, stream))?;
        let bytes: [u8; 32] = plain.as_slice().try_into().map_err(|_| KeyFault::NotOpened)?;
        Ok(Zeroizing::new(bytes))
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (suite, master) = (self.suite.name(), self.masters[0].key_id());
        write!(out, "Keyring({suite}, {master}, {}, {})", self.hasher.key_id(), self.signer.key_id())
    }
}

const WRAPPED_FORMAT: u8 = 1;

fn wrap_context(head: &[u8], of: PersonId, stream: &StreamId) -> Vec<u8> {
    let mut context = Vec::with_capacity(96);
    push_field(&mut context, b"yimen subject key");
    push_field(&mut context, head);
    push_field(&mut context, of.0.as_bytes());
    push_field(&mut context, stream.as_str().as_bytes());
    context
}

/// Appends `field` with its length, so that no two lists of fields give the same bytes.
pub(crate) fn push_field(bytes: &mut Vec<u8>, field: &[u8]) {
    bytes.extend_from_slice(&(field.len() as u64).to_be_bytes());
    bytes.extend_from_slice(field);
}

/// Appends a short name with its length in one byte.
pub(crate) fn push_name(bytes: &mut Vec<u8>, name: &str) {
    bytes.push(u8::try_from(name.len()).expect("names of keys and algorithms are short"));
    bytes.extend_from_slice(name.as_bytes());
}

/// Takes what [`push_name`] wrote from the front.
pub(crate) fn take_name(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let (length, rest) = bytes.split_first()?;
    let (name, rest) = rest.split_at_checked(usize::from(*length))?;
    Some((std::str::from_utf8(name).ok()?, rest))
}

/// Bytes from the system's generator.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], KeyFault> {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes).map_err(|cause| KeyFault::Machine(cause.to_string()))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;
