//! Proofs: the promise at once, the receipt with its proof of inclusion after, the signed checkpoint.

use super::{Inner, Ledger, Stop};
use crate::fault::While;
use crate::keyring::HashKind;
use crate::note::{Checkpoint, SignedNote, VerifierKey, key_name};
use crate::receipt::{Promise, Receipt};
use crate::session::Session;
use crate::store::{LAST_SEQ, StoredTree};
use crate::tree::{self, TreeFault};
use crate::{Committed, Fault, Opening, Record, Row, Slot, SubjectKeys, openings, persons_of};
use kernel::{PersonId, StreamId, Timestamp};
use std::fmt::Debug;

const EVENT: &str = include_str!("../sql/event_by_id.sql");
const EVENT_OF_STREAM: &str = include_str!("../sql/event_of_stream.sql");

impl Ledger {
    /// The city's signed word, given at once, that event number `n` of a commit (from 0) will be in its tree.
    ///
    /// # Errors
    /// If the signing machine fails.
    ///
    /// # Panics
    /// If the commit has no such event: a mistake of the caller.
    pub fn promise(&self, committed: &Committed, n: usize, at: Timestamp) -> Result<Promise, Fault> {
        let (_, leaf) = &committed.leaves[n];
        Ok(Promise::sign(&self.inner.setup.keys, &self.inner.setup.city, *leaf, at)?)
    }

    /// The id of the event at a position of a stream, for [`Ledger::receipt`]; none if there is none.
    ///
    /// # Errors
    /// If the store fails.
    pub fn event_id(&self, stream: &StreamId, position: u64) -> Result<Option<String>, Fault> {
        let values = [stream.as_str().into(), position.cast_signed().into()];
        let row = self.read("looking for an event", |session| session.row(EVENT_OF_STREAM, &values))?;
        Ok(row.map(|row| row.text(0).to_owned()))
    }

    /// The receipt of an event with those personal values that belong to `of`; with the proof of inclusion once
    /// the event has its number. None if there is no such event.
    ///
    /// # Errors
    /// If the store or a key fails.
    pub fn receipt(&self, event: &str, of: &[PersonId]) -> Result<Option<Receipt>, Fault> {
        let read = |session: &mut Session<'_>| -> Result<_, Stop> {
            let Some(row) = session.row(EVENT, &[event.into()])? else {
                return Ok(None);
            };
            let receipt = self.inner.promised(session, &row, of)?;
            let Some(seq) = row.maybe_integer(8) else {
                return Ok(Some(receipt));
            };
            let (index, hash) = ((seq - 1).cast_unsigned(), self.inner.hash());
            let size = last_seq(session)?;
            let path = tree::inclusion(hash, index, size, &mut StoredTree(session)).map_err(of_tree)?;
            let checkpoint = self.inner.checkpoint(session, size)?;
            Ok(Some(receipt.included(hash, index, &path, &checkpoint)))
        };
        Ok(self.inner.store.read_snapshot(read)?)
    }

    /// The signed head of the tree as it is now.
    ///
    /// # Errors
    /// If the store or the signing machine fails.
    pub fn checkpoint(&self) -> Result<SignedNote, Fault> {
        let read = |session: &mut Session<'_>| -> Result<_, Stop> {
            let size = last_seq(session)?;
            Ok(self.inner.checkpoint(session, size)?)
        };
        Ok(self.inner.store.read_snapshot(read)?)
    }

    /// The city's public key, `name+hash+base64`: publish it, and let people pin it.
    pub fn public_key(&self) -> String {
        self.inner.verifier().to_string()
    }
}

impl Inner {
    pub(super) fn hash(&self) -> HashKind {
        self.setup.keys.suite().hash()
    }

    pub(super) fn verifier(&self) -> VerifierKey {
        VerifierKey::of(&key_name(&self.setup.city), self.setup.keys.signer())
    }

    /// The receipt with the promise alone.
    fn promised(&self, session: &mut Session<'_>, row: &Row, of: &[PersonId]) -> Result<Receipt, Fault> {
        let stream = StreamId::from(row.text(0));
        let opened: Vec<Opening> = self.openings_of(session, &stream, row)?;
        let own: Vec<Opening> = opened.into_iter().filter(|opening| of.contains(&opening.of)).collect();
        with_record(&stream, row, 1, |record| {
            let leaf = tree::leaf_hash(self.hash(), &record.bytes());
            let promise = Promise::sign(&self.setup.keys, &self.setup.city, leaf, record.at)?;
            Ok(Receipt::new(record, &own, &promise))
        })
    }

    fn openings_of(
        &self,
        session: &mut Session<'_>,
        stream: &StreamId,
        row: &Row,
    ) -> Result<Vec<Opening>, Fault> {
        let (position, body, boxes) = (row.integer(1).cast_unsigned(), row.bytes(6), row.bytes(7));
        let mut keys = SubjectKeys::new(self.setup.keys.clone());
        self.know_keys(session, &mut keys, stream, &persons_of(boxes)?)?;
        Ok(openings(body, boxes, stream, Slot::Event(position), &keys)?)
    }

    pub(super) fn checkpoint(&self, session: &mut Session<'_>, size: u64) -> Result<SignedNote, Fault> {
        let hash = self.hash();
        let root = tree::root(hash, size, &mut StoredTree(session)).map_err(of_tree)?;
        let origin = key_name(&self.setup.city);
        Ok(Checkpoint { origin, size, hash, root }.sign(self.setup.keys.signer())?)
    }
}

/// Calls `use_it` with the record of an event whose columns begin at `place`: position, at, actor, name, version,
/// body.
pub(super) fn with_record<T>(
    stream: &StreamId,
    row: &Row,
    place: usize,
    use_it: impl FnOnce(&Record<'_>) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let damaged = |cause: String| Fault::Storage { doing: "reading an event", cause };
    let actor = serde_json::from_str(row.text(place + 2)).map_err(|error| damaged(error.to_string()))?;
    let version = u16::try_from(row.integer(place + 4)).map_err(|error| damaged(error.to_string()))?;
    let at = row.maybe_time(place + 1).ok_or_else(|| damaged("its time is no time".to_owned()))?;
    use_it(&Record {
        stream,
        position: row.integer(place).cast_unsigned(),
        at,
        actor: &actor,
        name: row.text(place + 3),
        version,
        body: row.bytes(place + 5),
    })
}

pub(super) fn last_seq(session: &mut Session<'_>) -> Result<u64, Fault> {
    let row = session.row(LAST_SEQ, &[]).doing("looking for the newest event")?;
    Ok(row.map_or(0, |row| row.integer(0)).cast_unsigned())
}

pub(super) fn of_tree<F: Debug>(fault: TreeFault<F>) -> Fault {
    Fault::Storage { doing: "reading the tree", cause: format!("{fault:?}") }
}
