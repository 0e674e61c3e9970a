use super::*;
use crate::keyring::{Keyring, Suite};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::LazyLock;

static KEYS: LazyLock<Keyring> =
    LazyLock::new(|| Keyring::ephemeral(Suite::default()).expect("the generator works"));

const FIRST: Slot<'static> = Slot::Event(1);

fn person(number: u128) -> PersonId {
    PersonId(uuid::Uuid::from_u128(number))
}

fn stream() -> StreamId {
    StreamId::of("case", "20267KQ4M9XW2H")
}

fn secret(of: u128, value: impl Into<Value>) -> Value {
    json!({"$private": {"of": person(of), "value": value.into()}})
}

/// Keys of the persons 0 to 7, none of whom has one yet.
fn fresh_keys() -> SubjectKeys {
    let mut keys = SubjectKeys::new(KEYS.clone());
    for number in 0..8 {
        keys.know(person(number), &stream(), &StoredKey::Absent).unwrap();
    }
    keys
}

/// What a store knows after it kept the keys that sealing made, and erased some persons.
fn stored_keys(made: &[MadeKey], erased: &[PersonId]) -> SubjectKeys {
    let mut keys = SubjectKeys::new(KEYS.clone());
    for number in 0..8 {
        keys.know(person(number), &stream(), &StoredKey::Absent).unwrap();
    }
    for key in made.iter().filter(|key| !erased.contains(&key.of)) {
        keys.know(key.of, &key.stream, &StoredKey::Wrapped(key.wrapped.clone())).unwrap();
    }
    keys
}

fn sealed(body: &Value) -> (Sealed, Vec<MadeKey>) {
    let mut keys = fresh_keys();
    let sealed = seal(&text(body), &stream(), FIRST, &mut keys).unwrap();
    (sealed, keys.take_made())
}

fn opened(sealed: &Sealed, keys: &SubjectKeys) -> Result<Value, SealFault> {
    open(&sealed.body, &sealed.boxes, &stream(), FIRST, keys).map(|body| body.read().unwrap())
}

fn text(body: &Value) -> Body {
    Body::of(body).unwrap()
}

fn contains(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn what_is_stored_has_commitments_instead_of_values() {
    let body = json!({"name": secret(1, "张三丰"), "floor": 3});
    let (sealed, made) = sealed(&body);
    let stored: Value = serde_json::from_slice(&sealed.body).unwrap();
    let commit = stored["name"]["$sealed"]["commit"].as_str().unwrap();
    assert!(commit.starts_with("sha256:"), "{commit}");
    assert_eq!(stored["name"]["$sealed"]["of"], json!(person(1)));
    assert_eq!(stored["floor"], 3);
    assert_eq!(made.len(), 1);
    assert!(contains(&sealed.boxes, "xchacha20-poly1305"), "boxes name their cipher");
}

#[test]
fn a_body_without_personal_values_is_stored_as_it_is_and_has_no_boxes() {
    let (sealed, made) = sealed(&json!({"b": [1, 2], "a": null}));
    assert_eq!(sealed.body, br#"{"b":[1,2],"a":null}"#);
    assert!(sealed.boxes.is_empty() && made.is_empty());
}

#[test]
fn one_key_serves_all_values_of_a_person_in_a_stream() {
    let body = json!([secret(1, "a"), secret(1, "b"), secret(2, "c")]);
    assert_eq!(sealed(&body).1.len(), 2);
}

#[test]
fn equal_values_have_different_commitments() {
    let (sealed, _) = sealed(&json!([secret(1, "同"), secret(1, "同")]));
    let stored: Value = serde_json::from_slice(&sealed.body).unwrap();
    assert_ne!(stored[0]["$sealed"]["commit"], stored[1]["$sealed"]["commit"]);
}

#[test]
fn after_an_erasure_only_the_erased_persons_values_are_empty() {
    let body = json!({"one": secret(1, "张三"), "two": secret(2, "李四")});
    let (sealed, made) = sealed(&body);
    let keys = stored_keys(&made, &[person(1)]);
    let expected = json!({"one": {"$private": {"of": person(1)}}, "two": secret(2, "李四")});
    assert_eq!(opened(&sealed, &keys).unwrap(), expected);
}

#[test]
fn nothing_of_an_erased_person_is_written_again() {
    let mut keys = SubjectKeys::new(KEYS.clone());
    keys.know(person(1), &stream(), &StoredKey::Erased).unwrap();
    let sealed = seal(&text(&json!({"name": secret(1, "张三")})), &stream(), FIRST, &mut keys).unwrap();
    assert_eq!(sealed.body, serde_json::to_vec(&json!({"name": {"$private": {"of": person(1)}}})).unwrap());
    assert!(sealed.boxes.is_empty() && keys.take_made().is_empty());
    assert_eq!(seal_value(person(1), &stream(), Slot::Cell, b"x", &mut keys).unwrap(), None);
}

#[test]
fn a_value_within_a_value_is_sealed_for_its_own_owner() {
    let body = secret(1, json!({"home": "情侣路1号", "neighbour": secret(2, "王五")}));
    let (sealed, made) = sealed(&body);
    assert_eq!(persons_in(&text(&body)), [person(1), person(2)].into());
    assert_eq!(persons_of(&sealed.boxes).unwrap(), [person(1), person(2)].into());
    assert_eq!(opened(&sealed, &stored_keys(&made, &[])).unwrap(), body);
    let without_neighbour = opened(&sealed, &stored_keys(&made, &[person(2)])).unwrap();
    let expected = secret(1, json!({"home": "情侣路1号", "neighbour": {"$private": {"of": person(2)}}}));
    assert_eq!(without_neighbour, expected);
}

#[test]
fn a_person_whose_key_was_not_loaded_is_a_fault_and_never_silently_empty() {
    let (sealed, _) = sealed(&secret(1, "张三"));
    let keys = SubjectKeys::new(KEYS.clone());
    assert_eq!(keys.missing(&stream(), persons_of(&sealed.boxes).unwrap()), [person(1)]);
    assert!(matches!(opened(&sealed, &keys), Err(SealFault::NotLoaded { .. })));
    let mut keys = keys;
    let refused = seal(&text(&secret(1, "张三")), &stream(), FIRST, &mut keys);
    assert!(matches!(refused, Err(SealFault::NotLoaded { .. })));
}

#[test]
fn boxes_open_in_no_other_place() {
    let (one, made) = sealed(&json!({"name": secret(1, "张三")}));
    let keys = stored_keys(&made, &[]);
    let elsewhere = open(&one.body, &one.boxes, &stream(), Slot::Event(2), &keys);
    assert!(matches!(elsewhere, Err(SealFault::Key(KeyFault::NotOpened))));
    // The same key under another stream's name.
    let other = StreamId::of("case", "other");
    let mut borrowed = SubjectKeys::new(KEYS.clone());
    assert!(borrowed.know(person(1), &other, &StoredKey::Wrapped(made[0].wrapped.clone())).is_err());
    // A commitment and a box of another event of the same person and stream.
    let mut keys = keys;
    let two = seal(&text(&json!({"name": secret(1, "李四")})), &stream(), Slot::Event(2), &mut keys).unwrap();
    let swapped = open(&one.body, &two.boxes, &stream(), FIRST, &keys);
    assert!(matches!(swapped, Err(SealFault::Damaged("a commitment without its box"))));
}

#[test]
fn a_value_under_another_persons_name_does_not_open() {
    let (sealed, mut made) = sealed(&json!([secret(1, "张三"), secret(2, "李四")]));
    let stored = String::from_utf8(sealed.body.clone()).unwrap();
    let (one, two) = (person(1).to_string(), person(2).to_string());
    let swapped = stored.replace(&one, "?").replace(&two, &one).replace('?', &two);
    let keys = stored_keys(&made, &[]);
    let refused = open(swapped.as_bytes(), &sealed.boxes, &stream(), FIRST, &keys);
    assert!(matches!(refused, Err(SealFault::Key(KeyFault::NotOpened))));
    made.swap(0, 1);
    assert!(KEYS.unwrap(person(1), &stream(), &made[0].wrapped).is_err());
}

#[test]
fn openings_prove_the_content_behind_the_commitments() {
    let (sealed, made) = sealed(&json!({"name": secret(1, "张三"), "age": secret(2, 41)}));
    let openings = openings(&sealed.body, &sealed.boxes, &stream(), FIRST, &stored_keys(&made, &[]));
    let mut openings = openings.unwrap();
    assert_eq!(openings.iter().map(|opening| opening.of).collect::<Vec<_>>(), [person(1), person(2)]);
    assert_eq!(openings[0].value, "\"张三\"".as_bytes());
    assert!(openings.iter().all(Opening::holds));
    openings[0].value = "\"李四\"".into();
    openings[1].salt[0] ^= 1;
    assert!(!openings[0].holds() && !openings[1].holds());
}

#[test]
fn a_cell_and_a_chunk_open_only_where_they_were_sealed() {
    let mut keys = fresh_keys();
    let blob = BlobId(uuid::Uuid::from_u128(9));
    let chunk = |number| Slot::Chunk { blob, number };
    let cell = seal_value(person(1), &stream(), Slot::Cell, "张三".as_bytes(), &mut keys).unwrap().unwrap();
    let first = seal_value(person(1), &stream(), chunk(0), b"pdf", &mut keys).unwrap().unwrap();
    let open_at = |slot, bytes: &[u8]| open_value(person(1), &stream(), slot, bytes, &keys);
    assert_eq!(open_at(Slot::Cell, &cell).unwrap().unwrap(), "张三".as_bytes());
    assert_eq!(open_at(chunk(0), &first).unwrap().unwrap(), b"pdf");
    assert!(open_at(chunk(1), &first).is_err() && open_at(Slot::Cell, &first).is_err());
    let erased = stored_keys(&[], &[]);
    assert_eq!(open_value(person(1), &stream(), Slot::Cell, &cell, &erased).unwrap(), None);
}

#[test]
fn a_form_field_that_is_called_like_a_sealed_node_is_only_a_field() {
    for body in [
        json!({"$sealed": {"of": "me", "commit": "sha256:AA=="}}),
        json!({"$$sealed": 1, "$sealed": 2, "sealed": 3}),
        json!({"$private": "my diary"}),
        json!({"$private": {"of": "nobody", "value": 1}}),
        json!({"$private": {"of": person(1)}}),
        secret(1, json!({"$sealed": []})),
    ] {
        let (sealed, made) = sealed(&body);
        assert_eq!(opened(&sealed, &stored_keys(&made, &[])).unwrap(), body);
    }
}

#[test]
fn what_a_reader_could_not_open_again_is_refused_before_it_is_stored() {
    let nested = |levels| (0..levels).fold(json!(1), |inner, _| json!([inner]));
    let (sealed, made) = sealed(&nested(100));
    assert_eq!(opened(&sealed, &stored_keys(&made, &[])).unwrap(), nested(100));
    for deep in [nested(101), secret(1, nested(99))] {
        let refused = seal(&text(&deep), &stream(), FIRST, &mut fresh_keys());
        assert!(matches!(refused, Err(SealFault::TooDeep)));
    }
}

#[test]
fn the_national_algorithms_seal_and_open_and_are_named() {
    let mut keys = SubjectKeys::new(Keyring::ephemeral(Suite::ShangMi).unwrap());
    keys.know(person(1), &stream(), &StoredKey::Absent).unwrap();
    let body = json!({"name": secret(1, "张三")});
    let sealed = seal(&text(&body), &stream(), FIRST, &mut keys).unwrap();
    assert_eq!(opened(&sealed, &keys).unwrap(), body);
    assert!(contains(&sealed.body, "\"commit\":\"sm3:") && contains(&sealed.boxes, "sm4-ctr-hmac-sm3"));
    let openings = openings(&sealed.body, &sealed.boxes, &stream(), FIRST, &keys).unwrap();
    assert!(openings[0].holds());
}

/// Any JSON whose numbers are whole, with personal values of persons 0 to 7 in any place.
fn any_body() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 48, 5, |inner| {
        let name = prop_oneof![4 => ".{0,6}", 1 => r"\${0,2}(sealed|private)"];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((name, inner.clone()), 0..5).prop_map(|pairs| pairs.into_iter().collect()),
            (0_u128..8, inner).prop_map(|(of, value)| secret(of, value)),
        ]
    })
}

proptest! {
    #[test]
    fn any_body_opens_as_it_was_sealed(body in any_body()) {
        let (sealed, made) = sealed(&body);
        let keys = stored_keys(&made, &[]);
        prop_assert_eq!(opened(&sealed, &keys).unwrap(), body.clone());
        prop_assert!(persons_of(&sealed.boxes).unwrap().is_subset(&persons_in(&text(&body))));
        let proofs = openings(&sealed.body, &sealed.boxes, &stream(), FIRST, &keys).unwrap();
        prop_assert!(proofs.iter().all(Opening::holds));
    }

    #[test]
    fn nothing_stored_contains_a_personal_value(value in "[a-z\u{4e00}-\u{9fff}]{8,20}", rest in any_body()) {
        let (sealed, made) = sealed(&json!({"rest": rest, "name": secret(1, value.as_str())}));
        let wrapped = made.iter().flat_map(|key| &key.wrapped).copied().collect::<Vec<_>>();
        for bytes in [&sealed.body, &sealed.boxes, &wrapped] {
            prop_assert!(!contains(bytes, &value));
        }
    }

    #[test]
    fn no_flipped_bit_of_the_boxes_goes_unnoticed(at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let body = json!({"one": secret(1, "张三"), "two": secret(2, 42)});
        let (mut sealed, made) = sealed(&body);
        let at = at.index(sealed.boxes.len());
        sealed.boxes[at] ^= 1 << bit;
        // The owner's name in a box only says which key to load; the one in the body decides.
        let unchanged = opened(&sealed, &stored_keys(&made, &[])).is_ok_and(|opened| opened == body);
        let in_owner = persons_of(&sealed.boxes).is_ok_and(|persons| persons != [person(1), person(2)].into());
        prop_assert_eq!(unchanged, in_owner);
    }

    #[test]
    fn erasing_everyone_leaves_no_value(body in any_body()) {
        let (sealed, made) = sealed(&body);
        let everyone: Vec<_> = (0..8).map(person).collect();
        let emptied = opened(&sealed, &stored_keys(&made, &everyone)).unwrap();
        prop_assert!(persons_in(&text(&emptied)).is_empty());
    }
}
