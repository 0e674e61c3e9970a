//! The list of refusals is complete, its keys are stable and of one shape.

use cases::REFUSAL_KEYS;
use std::collections::BTreeSet;

#[test]
fn every_key_is_its_own_and_has_the_shape_of_a_key() {
    let keys = REFUSAL_KEYS.iter().flat_map(|set| set.iter().copied());
    // An absent year is the calendar's refusal; it is passed on under its own key.
    let keys: Vec<&str> = keys.filter(|key| !key.starts_with("refusal-calendar-")).collect();
    let unique: BTreeSet<&str> = keys.iter().copied().collect();
    assert_eq!(unique.len(), keys.len());
    for key in keys {
        assert!(key.starts_with("refusal-"), "{key}");
        assert!(key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{key}");
    }
}

#[test]
fn every_refusal_is_met_by_a_test() {
    let tests: String = [
        include_str!("intake.rs"),
        include_str!("notice.rs"),
        include_str!("acceptance.rs"),
        include_str!("examination.rs"),
        include_str!("special.rs"),
        include_str!("negative.rs"),
        include_str!("decision.rs"),
        include_str!("delivery.rs"),
        include_str!("gap.rs"),
        include_str!("commitment.rs"),
        include_str!("clocks.rs"),
        include_str!("mirror.rs"),
        include_str!("regimes.rs"),
        include_str!("difficulty.rs"),
        include_str!("rating.rs"),
    ]
    .concat();
    let keys = REFUSAL_KEYS.iter().flat_map(|set| set.iter());
    let missing: Vec<_> = keys.filter(|key| !tests.contains(&format!("\"{key}\""))).collect();
    assert!(missing.is_empty(), "no test meets {missing:#?}");
}
