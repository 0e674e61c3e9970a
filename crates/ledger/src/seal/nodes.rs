//! Open, sealed and erased nodes within a body of JSON, and keys that only look like one.

use super::{PRIVATE, SEALED};
use kernel::PersonId;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Takes the owner and the value out of an open private node; none for another object, which stays as it is.
pub(super) fn take_private(map: &mut Map<String, Value>) -> Option<(PersonId, Value)> {
    let of = private_owner(map)?;
    let value = map.get_mut(PRIVATE).and_then(|node| node.get_mut("value")).map(Value::take);
    Some((of, value.expect("a node with an owner has a value")))
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

/// Marks keys of the body with one more dollar, so that none is taken for a sealed node.
pub(super) fn escape_keys(map: &mut Map<String, Value>) {
    rename(map, |key| is_dollars_before(key, SEALED), |key| format!("${key}"));
}

/// Gives the keys back that [`escape_keys`] was given.
pub(super) fn unescape_keys(map: &mut Map<String, Value>) {
    let is_escaped = |key: &str| key.strip_prefix('$').is_some_and(|inner| is_dollars_before(inner, SEALED));
    rename(map, is_escaped, |key| key[1..].to_owned());
}

/// Renames the keys that are meant, in their places; an object without one is not touched.
fn rename(map: &mut Map<String, Value>, is_meant: impl Fn(&str) -> bool, name: impl Fn(&str) -> String) {
    if map.keys().any(|key| is_meant(key)) {
        let renamed = |(key, value): (String, Value)| (if is_meant(&key) { name(&key) } else { key }, value);
        *map = std::mem::take(map).into_iter().map(renamed).collect();
    }
}

/// Whether `key` is `word` after any number of further dollars.
fn is_dollars_before(key: &str, word: &str) -> bool {
    key.strip_suffix(word).is_some_and(|front| front.bytes().all(|byte| byte == b'$'))
}
