use super::*;
use crate::{
    Body,
    keyring::{Keyring, Suite},
    note::{Checkpoint, VerifierKey},
    seal::{Slot, StoredKey, SubjectKeys, openings, seal},
    tree::{Growth, ProofRefusal, TileSource, inclusion},
};
use kernel::{Actor, Refusal};
use serde_json::json;

const CITY: &str = "珠海";
const APPLICANT: PersonId = PersonId(uuid::Uuid::from_u128(1));
const NEIGHBOUR: PersonId = PersonId(uuid::Uuid::from_u128(2));

/// A case that was submitted, its receipt with promise, and the same with inclusion proof.
struct Submitted {
    key: String,
    keys: Keyring,
    record: Vec<u8>,
    promised: Receipt,
    included: Receipt,
}

struct Leaves(Vec<Hash>);

impl TileSource for Leaves {
    type Fault = std::convert::Infallible;
    fn tile(&mut self, _level: u8, _index: u64, width: u16) -> Result<Vec<Hash>, Self::Fault> {
        Ok(self.0[..usize::from(width)].to_vec())
    }
}

fn submitted_in(suite: Suite) -> Submitted {
    let keys = Keyring::ephemeral(suite).unwrap();
    let stream = StreamId::of("case", "20267KQ4M9XW2H");
    let mut subjects = SubjectKeys::new(keys.clone());
    for of in [APPLICANT, NEIGHBOUR] {
        subjects.know(of, &stream, &StoredKey::Absent).unwrap();
    }
    let body = json!({
        "matter": "outdoor-sign",
        "name": {"$private": {"of": APPLICANT, "value": "张三"}},
        "answers": {"$private": {"of": APPLICANT, "value": {
            "area": 12.5, "neighbour": {"$private": {"of": NEIGHBOUR, "value": "李四"}}
        }}},
    });
    let sealed = seal(&Body::of(&body).unwrap(), &stream, Slot::Event(1), &mut subjects).unwrap();
    let mut own = openings(&sealed.body, &sealed.boxes, &stream, Slot::Event(1), &subjects).unwrap();
    own.retain(|opening| opening.of == APPLICANT);
    let record = Record {
        stream: &stream,
        position: 1,
        at: "2026-03-02T01:02:03.123456Z".parse().unwrap(),
        actor: &Actor::system(),
        name: "case.submitted",
        version: 1,
        body: &sealed.body,
    };
    let leaf = leaf_hash(suite.hash(), &record.bytes());
    let promise = Promise::sign(&keys, CITY, leaf, "2026-03-02T01:02:04Z".parse().unwrap()).unwrap();
    let promised = Receipt::new(&record, &own, &promise);
    let included = include(&promised, &keys, leaf);
    let key = VerifierKey::of(CITY, keys.signer()).to_string();
    Submitted { key, record: record.bytes(), promised, included, keys }
}

/// The receipt with the proof that `leaf` is number 3 of a tree of 7.
fn include(receipt: &Receipt, keys: &Keyring, leaf: Hash) -> Receipt {
    let hash = keys.suite().hash();
    let leaves: Vec<Hash> = (0..7).map(|number| if number == 3 { leaf } else { [number; 32] }).collect();
    let mut tree = Growth::empty(hash);
    leaves.iter().for_each(|leaf| assert!(tree.append(*leaf).is_empty()));
    let path = inclusion(hash, 3, 7, &mut Leaves(leaves)).unwrap();
    let checkpoint = Checkpoint { origin: CITY.to_owned(), size: 7, hash, root: tree.root() };
    receipt.clone().included(hash, 3, &path, &checkpoint.sign(keys.signer()).unwrap())
}

fn submitted() -> Submitted {
    submitted_in(Suite::default())
}

/// Verifies the included receipt after `forge` changed its JSON.
fn forged(forge: impl FnOnce(&mut Value)) -> Result<Verified, VerifyRefusal> {
    forged_of(&submitted(), forge)
}

fn forged_of(case: &Submitted, forge: impl FnOnce(&mut Value)) -> Result<Verified, VerifyRefusal> {
    let mut file = serde_json::from_str(&case.included.to_text()).unwrap();
    forge(&mut file);
    verify(&file.to_string(), &case.key)
}

#[test]
fn a_fresh_receipt_proves_the_promise() {
    let case = submitted();
    let verified = verify(&case.promised.to_text(), &case.key).unwrap();
    assert_eq!(verified.proved, Proved::Promised { at: "2026-03-02T01:02:04Z".parse().unwrap() });
    assert_eq!((verified.city.as_str(), verified.event.as_str()), (CITY, "case.submitted"));
    assert_eq!((verified.position, verified.version), (1, 1));
    let values: Vec<_> = verified.values.iter().map(|proved| &proved.value).collect();
    assert_eq!((values[0], &values[1]["area"]), (&json!("张三"), &json!(12.5)));
}

#[test]
fn a_completed_receipt_proves_inclusion_in_a_tree_of_known_size() {
    let case = submitted();
    let proved = verify(&case.included.to_text(), &case.key).unwrap().proved;
    let Proved::Included { index: 3, size: 7, promised: Some(_), .. } = proved else {
        panic!("{proved:?}");
    };
    let mut without_promise = case.included;
    without_promise.promise = None;
    let proved = verify(&without_promise.to_text(), &case.key).unwrap().proved;
    assert!(matches!(proved, Proved::Included { promised: None, .. }));
}

#[test]
fn a_receipt_of_the_national_algorithms_proves_the_same() {
    let case = submitted_in(Suite::ShangMi);
    let text = case.included.to_text();
    assert!(text.contains("rfc6962-sm3") && text.contains("sm2-with-sm3"));
    let proved = verify(&text, &case.key).unwrap().proved;
    assert!(matches!(proved, Proved::Included { index: 3, size: 7, promised: Some(_), .. }));
    // The same city cannot be made to vouch with the other family of algorithms.
    let refused = forged_of(&case, |file| file["algorithms"]["tree"] = json!("rfc6962-sha256"));
    assert_eq!(refused, Err(VerifyRefusal::Changed("leaf")));
}

#[test]
fn the_file_can_be_read_by_people_and_names_its_algorithms() {
    let text = submitted().included.to_text();
    for word in [
        "\"city\": \"珠海\"",
        "\"case\": \"20267KQ4M9XW2H\"",
        "张三",
        "\"rfc6962-sha256\"",
        "\"ed25519\"",
        "yimen-receipt-1",
    ] {
        assert!(text.contains(word), "{word}");
    }
    assert!(!text.contains("李四"), "the neighbour's name is not the applicant's to show");
}

#[test]
fn a_file_that_is_no_receipt_is_refused_as_such() {
    let key = submitted().key;
    for text in ["", "{}", "[1]", "PDF", "{\"format\":\"yimen-receipt-1\"}", "{\"format\":1}"] {
        assert!(matches!(verify(text, &key), Err(VerifyRefusal::NotAReceipt(_))), "{text}");
    }
    let extended = forged(|file| file["remark"] = json!("approved"));
    assert!(matches!(extended, Err(VerifyRefusal::NotAReceipt(_))), "unknown fields could mislead a reader");
    let newer = forged(|file| file["format"] = json!("yimen-receipt-2"));
    assert_eq!(newer, Err(VerifyRefusal::UnknownFormat("yimen-receipt-2".to_owned())));
}

#[test]
fn an_unknown_or_contradicting_algorithm_is_refused_by_name() {
    let tree = forged(|file| file["algorithms"]["tree"] = json!("rfc6962-md5"));
    assert_eq!(tree, Err(VerifyRefusal::UnknownAlgorithm("rfc6962-md5".to_owned())));
    let signature = forged(|file| file["algorithms"]["signature"] = json!("rsa"));
    assert_eq!(signature, Err(VerifyRefusal::UnknownAlgorithm("rsa".to_owned())));
}

#[test]
fn the_key_of_another_city_and_another_key_of_this_city_are_refused() {
    let case = submitted();
    let other_city = VerifierKey::of("江门", case.keys.signer()).to_string();
    let refused = verify(&case.included.to_text(), &other_city);
    assert!(matches!(refused, Err(VerifyRefusal::AnotherCity { .. })));
    let refused = verify(&case.included.to_text(), &submitted().key);
    assert!(matches!(refused, Err(VerifyRefusal::AnotherKey { part: SignedPart::Promise, .. })));
    assert_eq!(verify(&case.included.to_text(), "no key"), Err(VerifyRefusal::NotAKey));
}

#[test]
fn a_readable_field_that_differs_from_the_record_is_refused_by_name() {
    let changes = [
        ("stream", json!("case/other")),
        ("case", json!("20269999999999")),
        ("event", json!("case.approved")),
        ("at", json!("2026-03-01T01:02:03.123456Z")),
    ];
    for (field, value) in changes {
        assert_eq!(forged(|file| file[field] = value), Err(VerifyRefusal::Changed(field)));
    }
    let city = forged(|file| file["city"] = json!("江门"));
    assert!(matches!(city, Err(VerifyRefusal::AnotherCity { .. })));
}

#[test]
fn a_changed_record_is_refused_with_and_without_its_own_new_leaf() {
    let case = submitted();
    let record = String::from_utf8(case.record.clone()).unwrap().replace("outdoor-sign", "outdoor-wall");
    let leaf = leaf_hash(HashKind::Sha256, record.as_bytes());
    let refused = forged_of(&case, |file| file["record"] = json!(record));
    assert_eq!(refused, Err(VerifyRefusal::Changed("leaf")));
    let refused = forged_of(&case, |file| {
        file["record"] = json!(record);
        file["leaf"] = json!(HashKind::Sha256.write(&leaf));
    });
    assert_eq!(refused, Err(VerifyRefusal::PromiseElsewhere));
    let refused = forged_of(&case, |file| {
        file["record"] = json!(record);
        file["leaf"] = json!(HashKind::Sha256.write(&leaf));
        file.as_object_mut().unwrap().remove("promise");
    });
    assert_eq!(refused, Err(VerifyRefusal::NotIncluded(ProofRefusal::AnotherRoot)));
    assert_eq!(forged(|file| file["record"] = json!("[]")), Err(VerifyRefusal::Changed("record")));
}

#[test]
fn a_promise_for_another_event_or_with_another_text_is_refused() {
    let case = submitted();
    let at = Timestamp::UNIX_EPOCH;
    let other = Promise::sign(&case.keys, CITY, [9; 32], at).unwrap().note.to_string();
    let refused = forged_of(&case, |file| file["promise"] = json!(other));
    assert_eq!(refused, Err(VerifyRefusal::PromiseElsewhere));
    let refused = forged_of(&case, |file| {
        let earlier = file["promise"].as_str().unwrap().replace("2026-03-02", "2026-03-01");
        file["promise"] = json!(earlier);
    });
    assert_eq!(refused, Err(VerifyRefusal::Forged(SignedPart::Promise)));
}

#[test]
fn the_citys_signature_under_a_checkpoint_is_no_promise_and_the_reverse() {
    let case = submitted();
    let swapped = forged_of(&case, |file| file["promise"] = file["inclusion"]["checkpoint"].clone());
    assert!(matches!(swapped, Err(VerifyRefusal::NotAReceipt(_))));
    let swapped = forged_of(&case, |file| file["inclusion"]["checkpoint"] = file["promise"].clone());
    assert!(matches!(swapped, Err(VerifyRefusal::NotAReceipt(_))));
}

#[test]
fn a_signature_made_with_the_forgers_own_key_is_refused() {
    let (case, forger) = (submitted(), Keyring::ephemeral(Suite::default()).unwrap());
    let leaf = leaf_hash(HashKind::Sha256, &case.record);
    let own = Promise::sign(&forger, CITY, leaf, Timestamp::UNIX_EPOCH).unwrap();
    let refused = forged_of(&case, |file| file["promise"] = json!(own.note.to_string()));
    assert!(matches!(refused, Err(VerifyRefusal::AnotherKey { part: SignedPart::Promise, .. })));
    // The same with the pinned key's hash written over the forger's.
    let stolen = {
        let line = |note: &str| note.trim_end().rsplit_once(' ').unwrap().1.to_owned();
        let read = |encoded: String| BASE64_STANDARD.decode(encoded).unwrap();
        let (note, ours) = (own.note.to_string(), read(line(case.promised.promise.as_deref().unwrap())));
        let mut bytes = read(line(&note));
        bytes[..4].copy_from_slice(&ours[..4]);
        note.replace(&line(&note), &BASE64_STANDARD.encode(bytes))
    };
    let refused = forged_of(&case, |file| file["promise"] = json!(stolen));
    assert_eq!(refused, Err(VerifyRefusal::Forged(SignedPart::Promise)));
    let foreign = include(&case.promised, &forger, leaf).inclusion.unwrap().checkpoint;
    let refused = forged_of(&case, |file| file["inclusion"]["checkpoint"] = json!(foreign));
    assert!(matches!(refused, Err(VerifyRefusal::AnotherKey { part: SignedPart::Checkpoint, .. })));
}

#[test]
fn a_proof_that_does_not_lead_to_the_checkpoint_is_refused() {
    let another = Err(VerifyRefusal::NotIncluded(ProofRefusal::AnotherRoot));
    assert_eq!(forged(|file| file["inclusion"]["index"] = json!(2)), another);
    assert_eq!(forged(|file| file["inclusion"]["path"][0] = file["leaf"].clone()), another);
    let beyond = forged(|file| file["inclusion"]["index"] = json!(7));
    assert_eq!(beyond, Err(VerifyRefusal::NotIncluded(ProofRefusal::Beyond)));
    let short = forged(|file| file["inclusion"]["path"] = json!([]));
    assert_eq!(short, Err(VerifyRefusal::NotIncluded(ProofRefusal::Length)));
    let larger = forged(|file| {
        let text = file["inclusion"]["checkpoint"].as_str().unwrap().replace("\n7\n", "\n8\n");
        file["inclusion"]["checkpoint"] = json!(text);
    });
    assert_eq!(larger, Err(VerifyRefusal::Forged(SignedPart::Checkpoint)));
    let unreadable = forged(|file| file["inclusion"]["path"][0] = json!("sm9:AAAA"));
    assert!(matches!(unreadable, Err(VerifyRefusal::NotAReceipt(_))));
}

#[test]
fn a_changed_or_foreign_value_is_refused_by_its_number() {
    assert_eq!(
        forged(|file| file["values"][0]["value"] = json!("李四")),
        Err(VerifyRefusal::ValueChanged(0))
    );
    assert_eq!(
        forged(|file| file["values"][1]["value"]["area"] = json!(120)),
        Err(VerifyRefusal::ValueChanged(1))
    );
    let salt = forged(|file| file["values"][0]["salt"] = json!(BASE64_STANDARD.encode([0; 32])));
    assert_eq!(salt, Err(VerifyRefusal::ValueChanged(0)));
    let owner = forged(|file| file["values"][0]["of"] = json!(NEIGHBOUR));
    assert_eq!(owner, Err(VerifyRefusal::ValueElsewhere(0)));
    // A value with a commitment of its own that the record does not hold.
    let added = forged(|file| {
        let commit = HashKind::Sha256.write(&HashKind::Sha256.digest(&[&[0; 32], b"\"approved\""]));
        let salt = BASE64_STANDARD.encode([0; 32]);
        let value = json!({"of": APPLICANT, "value": "approved", "salt": salt, "commit": commit});
        file["values"].as_array_mut().unwrap().push(value);
    });
    assert_eq!(added, Err(VerifyRefusal::ValueElsewhere(2)));
    let misleading = forged(|file| {
        let exact = file["values"][0]["value"].to_string();
        file["values"][0]["exact"] = json!(exact);
        file["values"][0]["value"] = json!("李四");
    });
    assert_eq!(misleading, Err(VerifyRefusal::ValueChanged(0)));
}

#[test]
fn a_value_whose_writing_would_change_its_bytes_travels_as_exact_text() {
    let value = b"{\"a\": 1.50}".to_vec();
    let commit = HashKind::Sha256.write(&HashKind::Sha256.digest(&[&[0; 32], &value]));
    let written = receipt_value(&Opening { of: APPLICANT, commit, salt: [0; 32], value });
    assert_eq!(written.exact.as_deref(), Some("{\"a\": 1.50}"));
}

#[test]
fn a_receipt_that_nobody_signed_proves_nothing() {
    let case = submitted();
    let mut unsigned = case.promised;
    unsigned.promise = None;
    assert_eq!(verify(&unsigned.to_text(), &case.key), Err(VerifyRefusal::Unsigned));
}

#[test]
fn every_refusal_has_its_own_message_key() {
    let refusals = [
        VerifyRefusal::NotAReceipt(""),
        VerifyRefusal::UnknownFormat(String::new()),
        VerifyRefusal::UnknownAlgorithm(String::new()),
        VerifyRefusal::NotAKey,
        VerifyRefusal::AnotherCity { receipt: String::new(), key: String::new() },
        VerifyRefusal::AnotherKey { part: SignedPart::Promise, key: String::new() },
        VerifyRefusal::Forged(SignedPart::Promise),
        VerifyRefusal::Changed("at"),
        VerifyRefusal::ValueChanged(0),
        VerifyRefusal::ValueElsewhere(0),
        VerifyRefusal::PromiseElsewhere,
        VerifyRefusal::NotIncluded(ProofRefusal::Length),
        VerifyRefusal::Unsigned,
    ];
    let keys: std::collections::BTreeSet<_> = refusals.iter().map(Refusal::key).collect();
    assert_eq!(keys.len(), refusals.len());
}
