//! The keys of persons: one for each person in each stream, wrapped by the master key, gone after `erase`.
//!
//! The store loads wrapped keys and puts them in with [`SubjectKeys::know`]; sealing makes missing ones, which
//! the store takes out with [`SubjectKeys::take_made`] and inserts in the same transaction.

use super::SealFault;
use crate::keyring::{CipherKind, HashKind, KeyFault, Keyring, SecretKey, random};
use kernel::{PersonId, StreamId};
use std::collections::HashMap;
use zeroize::Zeroizing;

/// What the store knows of the key of one person in one stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoredKey {
    /// The wrapped key.
    Wrapped(Vec<u8>),
    /// No row: sealing makes a key; opening finds nothing, as after an erasure.
    Absent,
    /// The person is on the erasure list: sealing drops values, opening finds nothing.
    Erased,
}

/// A key that sealing made: insert it with the write. If another write was first, give the write up as a
/// conflict, because its boxes are sealed under a key that nobody will have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeKey {
    /// Whose key.
    pub of: PersonId,
    /// In which stream.
    pub stream: StreamId,
    /// The key under the master key: algorithm and master key are named inside.
    pub wrapped: Vec<u8>,
}

enum Held {
    Key(SecretKey),
    Absent,
    Erased,
}

/// The unwrapped keys of one transaction or one batch. Make a new one for each: a kept one would outlive `erase`.
pub struct SubjectKeys {
    keyring: Keyring,
    held: HashMap<StreamId, HashMap<PersonId, Held>>,
    made: Vec<MadeKey>,
}

impl SubjectKeys {
    /// No keys yet.
    pub fn new(keyring: Keyring) -> Self {
        SubjectKeys { keyring, held: HashMap::new(), made: Vec::new() }
    }

    /// The persons of `wanted` about whom nothing was said yet for this stream.
    pub fn missing(&self, stream: &StreamId, wanted: impl IntoIterator<Item = PersonId>) -> Vec<PersonId> {
        let held = self.held.get(stream);
        wanted.into_iter().filter(|of| held.is_none_or(|held| !held.contains_key(of))).collect()
    }

    /// Says what the store knows of one person's key in one stream.
    ///
    /// # Errors
    /// If the wrapped key does not unwrap: another keyring, another person or stream, or changed bytes.
    pub fn know(&mut self, of: PersonId, stream: &StreamId, stored: &StoredKey) -> Result<(), KeyFault> {
        let held = match stored {
            StoredKey::Wrapped(wrapped) => Held::Key(self.keyring.unwrap(of, stream, wrapped)?),
            StoredKey::Absent => Held::Absent,
            StoredKey::Erased => Held::Erased,
        };
        self.put(of, stream, held);
        Ok(())
    }

    /// Takes the keys made since the last call.
    pub fn take_made(&mut self) -> Vec<MadeKey> {
        std::mem::take(&mut self.made)
    }

    /// The cipher of new boxes.
    pub fn cipher(&self) -> CipherKind {
        self.keyring.suite().cipher()
    }

    /// The hash of new commitments.
    pub fn hash(&self) -> HashKind {
        self.keyring.suite().hash()
    }

    /// The key for opening; none after an erasure.
    pub(super) fn key(&self, of: PersonId, stream: &StreamId) -> Result<Option<&SecretKey>, SealFault> {
        match self.held.get(stream).and_then(|held| held.get(&of)) {
            Some(Held::Key(key)) => Ok(Some(key)),
            Some(Held::Absent | Held::Erased) => Ok(None),
            None => Err(SealFault::NotLoaded { of, stream: stream.clone() }),
        }
    }

    /// The key for sealing, made now if there is none; none if the person was erased.
    pub(super) fn key_or_make(
        &mut self,
        of: PersonId,
        stream: &StreamId,
    ) -> Result<Option<&SecretKey>, SealFault> {
        if matches!(self.held.get(stream).and_then(|held| held.get(&of)), Some(Held::Absent)) {
            let key = Zeroizing::new(random()?);
            let wrapped = self.keyring.wrap(of, stream, &key)?;
            self.made.push(MadeKey { of, stream: stream.clone(), wrapped });
            self.put(of, stream, Held::Key(key));
        }
        self.key(of, stream)
    }

    fn put(&mut self, of: PersonId, stream: &StreamId, held: Held) {
        match self.held.get_mut(stream) {
            Some(persons) => {
                persons.insert(of, held);
            }
            None => {
                self.held.insert(stream.clone(), HashMap::from([(of, held)]));
            }
        }
    }
}
