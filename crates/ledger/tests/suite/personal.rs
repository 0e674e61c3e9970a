//! Personal values: sealed at rest, open for those who may read, gone after erase.

use super::town::{Town, case, commit, json_of, opened_by, person, to};
use serde_json::json;

const NAME: &str = "欧阳修远";

pub fn personal_values_are_opened_for_the_caller(town: &Town) {
    let ledger = town.open();
    commit(&ledger, to(&case("a"), 0, vec![opened_by("t", person(1), NAME)])).unwrap();
    commit(&ledger, to(&case("a"), 1, vec![opened_by("t", person(1), NAME)])).unwrap();
    let events = ledger.load(&case("a")).unwrap().events;
    let node = json!({ "$private": { "of": person(1), "value": NAME } });
    assert_eq!(json_of(&events[0])["applicant"], node);
    assert_eq!(json_of(&events[1])["applicant"], node);
}

pub fn personal_values_are_not_stored_in_clear(town: &Town) {
    let ledger = town.open();
    commit(&ledger, to(&case("a"), 0, vec![opened_by("t", person(1), NAME)])).unwrap();
    let rows = ledger.query("SELECT body, sealed FROM events", &[]).unwrap();
    for place in 0..2 {
        let stored = rows[0].bytes(place);
        assert!(!stored.windows(NAME.len()).any(|window| window == NAME.as_bytes()));
    }
    assert!(rows[0].bytes(0).starts_with(b"{"), "the body is the JSON text that was hashed");
}

pub fn sealed_cells_open_for_their_person_and_stream(town: &Town) {
    let ledger = town.open();
    commit(&ledger, to(&case("a"), 0, vec![opened_by("t", person(1), NAME)])).unwrap();
    let rows = ledger.query("SELECT applicant FROM cases", &[]).unwrap();
    let sealed = rows[0].bytes(0);
    assert_eq!(ledger.open_sealed(person(1), &case("a"), sealed).unwrap().as_deref(), Some(NAME));
    assert_eq!(ledger.open_sealed(person(2), &case("a"), sealed).unwrap(), None);
}

pub fn equal_values_have_equal_keyed_hashes_of_one_kind(town: &Town) {
    let ledger = town.open();
    let hash = ledger.keyed_hash("telephone", "13800000000");
    assert_eq!(hash, ledger.keyed_hash("telephone", "13800000000"));
    assert_ne!(hash, ledger.keyed_hash("name", "13800000000"));
    assert_ne!(hash, ledger.keyed_hash("telephone", "13800000001"));
}
