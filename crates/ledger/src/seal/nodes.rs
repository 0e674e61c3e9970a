//! Open, sealed and erased nodes within a body of JSON, and keys that only look like one.

use super::{PRIVATE, SEALED};
use kernel::PersonId;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Takes an open private node apart, or gives the object back.
pub(super) fn private_node(mut map: Map<String, Value>) -> Result<(PersonId, Value), Map<String, Value>> {
    match private_owner(&map) {
        Some(of) => {
            let value = map.get_mut(PRIVATE).and_then(|node| node.get_mut("value")).map(Value::take);
            Ok((of, value.expect("a node with an owner has a value")))
        }
        None => Err(map),
    }
}

/// Whose open private node this is; none for another object and for an empty node.
fn private_owner(map: &Map<String, Value>) -> Option<PersonId> {
    let node = map.get(PRIVATE).filter(|_| map.len() == 1)?.as_object()?;
    let of = node.get("of")?.as_str()?.parse().ok()?;
    (node.len() == 2 && node.contains_key("value")).then_some(of)
}

/// Person and commitment of what a sealed node holds; none for another object.
pub(crate) fn sealed_node(node: &Value) -> Option<(PersonId, &str)> {
    Some((node.get("of")?.as_str()?.parse().ok()?, node.get("commit")?.as_str()?))
}

/// What is left where the person was erased.
pub(super) fn erased_node(of: PersonId) -> Value {
    json!({ PRIVATE: { "of": of } })
}

/// All whose open private nodes lie in `value`.
pub(super) fn collect_persons(value: &Value, persons: &mut BTreeSet<PersonId>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect_persons(item, persons)),
        Value::Object(map) => {
            persons.extend(private_owner(map));
            map.values().for_each(|value| collect_persons(value, persons));
        }
        _ => {}
    }
}

/// Whether arrays and objects lie in each other more than `levels` times.
pub(super) fn is_deeper_than(value: &Value, levels: usize) -> bool {
    let Some(below) = levels.checked_sub(1) else {
        return value.is_array() || value.is_object();
    };
    match value {
        Value::Array(items) => items.iter().any(|item| is_deeper_than(item, below)),
        Value::Object(map) => map.values().any(|value| is_deeper_than(value, below)),
        _ => false,
    }
}

/// A key of the body, so that it is not taken for a sealed node.
pub(super) fn escape(key: String) -> String {
    if is_dollars_before(&key, SEALED) { format!("${key}") } else { key }
}

/// The key that [`escape`] was given.
pub(super) fn unescape(key: String) -> String {
    match key.strip_prefix('$') {
        Some(inner) if is_dollars_before(inner, SEALED) => inner.to_owned(),
        _ => key,
    }
}

/// Whether `key` is `word` after any number of further dollars.
fn is_dollars_before(key: &str, word: &str) -> bool {
    key.strip_suffix(word).is_some_and(|front| front.bytes().all(|byte| byte == b'$'))
}
