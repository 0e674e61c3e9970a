//! The proof from end to end with the public functions alone: events are sealed, grow a tree, are promised,
//! included, forgotten in part, audited again, and a receipt is checked with nothing but the city's key.
#![allow(clippy::unwrap_used)] // a test file: its helpers are tests too

use kernel::{Actor, PersonId, StreamId, Timestamp};
use ledger::{
    Body, Checkpoint, Growth, Hash, HashKind, Keyring, MadeKey, Promise, Proved, Receipt, Record, Sealed,
    SignedNote, Slot, StoredKey, SubjectKeys, Suite, TileSource, VerifierKey, consistency, inclusion,
    key_name, leaf_hash, open, openings, persons_in, persons_of, seal, verify, verify_consistency,
};
use serde_json::{Value, json};
use std::{
    collections::{HashMap, HashSet},
    convert::Infallible,
};

const CITY: &str = "样本市";
const EVENTS: u64 = 600;

fn applicant(number: u64) -> PersonId {
    PersonId(uuid::Uuid::from_u128(u128::from(number) + 1))
}

fn stream(number: u64) -> StreamId {
    StreamId::of("case", format!("2026{number:010}"))
}

fn at(number: u64) -> Timestamp {
    Timestamp::from_second(1_772_413_200 + i64::try_from(number).expect("few events"))
        .expect("a time of 2026")
}

fn body(number: u64) -> Value {
    json!({"number": number, "name": {"$private": {"of": applicant(number), "value": format!("申请人{number}")}}})
}

/// A store in memory that keeps what a database keeps.
struct Store {
    keys: Keyring,
    events: Vec<Sealed>,
    wrapped: HashMap<(PersonId, StreamId), Vec<u8>>,
    leaves: Vec<Hash>,
    nodes: HashMap<(u8, u64), Hash>,
    tree: Growth,
}

impl TileSource for Store {
    type Fault = Infallible;

    fn tile(&mut self, level: u8, index: u64, width: u16) -> Result<Vec<Hash>, Infallible> {
        let first = index * 256;
        let places = first..first + u64::from(width);
        Ok(match level {
            0 => self.leaves[first as usize..first as usize + usize::from(width)].to_vec(),
            _ => places.filter_map(|place| self.nodes.get(&(level, place)).copied()).collect(),
        })
    }
}

impl Store {
    fn filled(suite: Suite) -> Self {
        let keys = Keyring::ephemeral(suite).unwrap();
        let tree = Growth::empty(suite.hash());
        let mut store = Store {
            keys,
            tree,
            events: Vec::new(),
            wrapped: HashMap::new(),
            leaves: Vec::new(),
            nodes: HashMap::new(),
        };
        (0..EVENTS).for_each(|number| store.append(number));
        store
    }

    fn append(&mut self, number: u64) {
        let body = Body::of(&body(number)).unwrap();
        let mut keys = self.subject_keys(&stream(number), persons_in(&body));
        let sealed = seal(&body, &stream(number), Slot::Event(1), &mut keys).unwrap();
        for MadeKey { of, stream, wrapped } in keys.take_made() {
            self.wrapped.insert((of, stream), wrapped);
        }
        self.events.push(sealed);
        let leaf = self.leaf(number);
        self.leaves.push(leaf);
        self.nodes.extend(self.tree.append(leaf).into_iter().map(|row| ((row.level, row.place), row.hash)));
    }

    fn subject_keys(&self, stream: &StreamId, persons: impl IntoIterator<Item = PersonId>) -> SubjectKeys {
        let mut keys = SubjectKeys::new(self.keys.clone());
        for of in persons {
            let stored = self.wrapped.get(&(of, stream.clone())).cloned();
            keys.know(of, stream, &stored.map_or(StoredKey::Absent, StoredKey::Wrapped)).unwrap();
        }
        keys
    }

    fn with_record<T>(&self, number: u64, use_it: impl FnOnce(&Record<'_>) -> T) -> T {
        use_it(&Record {
            stream: &stream(number),
            position: 1,
            at: at(number),
            actor: &Actor::system(),
            name: "case.submitted",
            version: 1,
            body: &self.events[number as usize].body,
        })
    }

    fn hash(&self) -> HashKind {
        self.keys.suite().hash()
    }

    fn leaf(&self, number: u64) -> Hash {
        self.with_record(number, |record| leaf_hash(self.hash(), &record.bytes()))
    }

    fn checkpoint(&self) -> SignedNote {
        let (hash, size, root) = (self.hash(), self.tree.size(), self.tree.root());
        let checkpoint = Checkpoint { origin: key_name(CITY), size, hash, root };
        checkpoint.sign(self.keys.signer()).unwrap()
    }

    fn key(&self) -> VerifierKey {
        VerifierKey::of(&key_name(CITY), self.keys.signer())
    }

    fn opened(&self, number: u64) -> Value {
        let sealed = &self.events[number as usize];
        let keys = self.subject_keys(&stream(number), persons_of(&sealed.boxes).unwrap());
        open(&sealed.body, &sealed.boxes, &stream(number), Slot::Event(1), &keys).unwrap().read().unwrap()
    }

    fn receipt(&self, number: u64) -> Receipt {
        let sealed = &self.events[number as usize];
        let keys = self.subject_keys(&stream(number), persons_of(&sealed.boxes).unwrap());
        let own = openings(&sealed.body, &sealed.boxes, &stream(number), Slot::Event(1), &keys).unwrap();
        let promise = Promise::sign(&self.keys, CITY, self.leaf(number), at(number)).unwrap();
        self.with_record(number, |record| Receipt::new(record, &own, &promise))
    }

    /// What an audit computes from the stored events alone.
    fn recomputed(&self) -> Growth {
        let mut tree = Growth::empty(self.hash());
        (0..EVENTS).for_each(|number| drop(tree.append(self.leaf(number))));
        tree
    }
}

#[test]
fn a_receipt_proves_inclusion_with_either_family_of_algorithms() {
    for suite in [Suite::International, Suite::ShangMi] {
        let mut store = Store::filled(suite);
        let key = store.key().to_string();
        for number in [0, 255, 256, EVENTS - 1] {
            let receipt = store.receipt(number);
            assert!(matches!(verify(&receipt.to_text(), &key).unwrap().proved, Proved::Promised { .. }));
            let hash = store.hash();
            let path = inclusion(hash, number, EVENTS, &mut store).unwrap();
            let receipt = receipt.included(hash, number, &path, &store.checkpoint());
            let verified = verify(&receipt.to_text(), &key).unwrap();
            assert!(
                matches!(verified.proved, Proved::Included { index, size: EVENTS, .. } if index == number)
            );
            assert_eq!(verified.values[0].value, json!(format!("申请人{number}")));
        }
    }
}

#[test]
fn after_an_erasure_the_audit_passes_and_the_value_is_gone() {
    let mut store = Store::filled(Suite::International);
    let before = store.checkpoint();
    store.wrapped.remove(&(applicant(7), stream(7)));
    assert_eq!(store.opened(7), json!({"number": 7, "name": {"$private": {"of": applicant(7)}}}));
    assert_eq!(store.opened(8), body(8));
    assert_eq!(store.recomputed(), store.tree);
    assert_eq!(store.checkpoint(), before);
    // A receipt can still be given; it proves the event without the value.
    let verified = verify(&store.receipt(7).to_text(), &store.key().to_string()).unwrap();
    assert!(verified.values.is_empty());
}

#[test]
fn an_outside_checkpoint_shows_that_history_was_rewritten() {
    let mut store = Store::filled(Suite::International);
    let (hash, key) = (store.hash(), store.key());
    let outside = Checkpoint::verify(&store.checkpoint(), &key).unwrap();
    let compare = |store: &mut Store| {
        let path = consistency(hash, outside.size, store.tree.size(), store).unwrap();
        verify_consistency(
            hash,
            (outside.size, &outside.root),
            (store.tree.size(), &store.tree.root()),
            &path,
        )
    };
    store.append(EVENTS);
    assert_eq!(compare(&mut store), Ok(()));
    let mut forged = Store::filled(Suite::International);
    forged.append(EVENTS);
    assert!(compare(&mut forged).is_err(), "other salts, other leaves: another history");
}

#[test]
fn a_changed_event_a_removed_event_and_two_swapped_events_give_another_root() {
    let store = Store::filled(Suite::International);
    let of = |numbers: &[u64]| {
        let mut tree = Growth::empty(store.hash());
        numbers.iter().for_each(|number| drop(tree.append(store.leaf(*number))));
        tree.root()
    };
    let all: Vec<u64> = (0..EVENTS).collect();
    let mut swapped = all.clone();
    swapped.swap(3, 4);
    let roots = HashSet::from([of(&all), of(&all[1..]), of(&all[..599]), of(&swapped)]);
    assert_eq!((roots.len(), of(&all)), (4, store.tree.root()));
}
