//! The signed promise: given at once when an event is durable, before its leaf has a number in the tree.

use super::{VerifyRefusal, whole_microseconds};
use crate::{
    keyring::{Hash, HashKind, KeyFault, Keyring, SignatureKind},
    note::{SignedNote, VerifierKey, key_name},
};
use kernel::Timestamp;

/// The city's word that this leaf will be in its tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The name of the city's key.
    pub city: String,
    /// The hash function of the leaf.
    pub hash: HashKind,
    /// The leaf hash.
    pub leaf: Hash,
    /// When it was promised.
    pub at: Timestamp,
    /// How it is signed.
    pub signature: SignatureKind,
    /// The promise as a signed note.
    pub note: SignedNote,
}

// A promise can never be taken for a checkpoint signed with the same key: this first line has spaces, and
// the first line of a checkpoint is the name of a key, which has none.
const FIRST_LINE: &str = "yimen promise 1";

impl Promise {
    /// Signs the promise for a leaf; `city` is turned into the name of a key.
    ///
    /// # Errors
    /// If the signing machine fails.
    pub fn sign(keyring: &Keyring, city: &str, leaf: Hash, at: Timestamp) -> Result<Self, KeyFault> {
        let (city, hash, at) = (key_name(city), keyring.suite().hash(), whole_microseconds(at));
        let text = format!("{FIRST_LINE}\n{city}\n{}\n{at}\n", hash.write(&leaf));
        let note = SignedNote::sign(text, &city, keyring.signer())?;
        Ok(Promise { city, hash, leaf, at, signature: keyring.signer().kind(), note })
    }

    /// The promise in a note, if the city signed it.
    ///
    /// # Errors
    /// [`VerifyRefusal::NotAReceipt`] if it is not a promise; the refusals of the signature.
    pub fn verify(note: SignedNote, key: &VerifierKey) -> Result<Self, VerifyRefusal> {
        let text = note.verify(key).map_err(VerifyRefusal::of_promise)?;
        let not_one = || VerifyRefusal::NotAReceipt("the promise does not have its four lines");
        let lines: Vec<&str> = text.lines().collect();
        let [FIRST_LINE, city, leaf, at] = lines.as_slice() else {
            return Err(not_one());
        };
        let (hash, leaf) = HashKind::read(leaf).ok_or_else(not_one)?;
        let at = at.parse().map_err(|_| not_one())?;
        if *city != key.name() {
            let (receipt, key) = ((*city).to_owned(), key.name().to_owned());
            return Err(VerifyRefusal::AnotherCity { receipt, key });
        }
        Ok(Promise { city: (*city).to_owned(), hash, leaf, at, signature: key.kind(), note })
    }
}
