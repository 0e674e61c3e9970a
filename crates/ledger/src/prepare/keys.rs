//! The keys of persons that a write or a reading needs, loaded stream by stream.

use super::Known;
use crate::{Fault, StoredKey, SubjectKeys};
use kernel::{PersonId, StreamId};
use std::collections::{BTreeSet, HashMap};

/// Gives the stored keys of one stream.
pub(crate) type KeyRows<'a> = &'a mut dyn FnMut(&StreamId) -> Result<Vec<(PersonId, Vec<u8>)>, Fault>;

/// The keys of these persons in these streams, ready for sealing.
pub(crate) fn keys_for(
    known: &Known<'_>,
    wanted: HashMap<StreamId, BTreeSet<PersonId>>,
    load: KeyRows<'_>,
) -> Result<SubjectKeys, Fault> {
    let mut keys = SubjectKeys::new(known.keys.clone());
    for (stream, persons) in wanted {
        let stored: HashMap<PersonId, Vec<u8>> = load(&stream)?.into_iter().collect();
        for person in persons {
            let state = match stored.get(&person) {
                _ if known.erased.contains(&person) => StoredKey::Erased,
                Some(wrapped) => StoredKey::Wrapped(wrapped.clone()),
                None => StoredKey::Absent,
            };
            keys.know(person, &stream, &state)?;
        }
    }
    Ok(keys)
}
