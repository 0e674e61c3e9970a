//! Personal values: they carry their owner, are sealed before they are stored, and never print themselves.
//!
//! In JSON a personal value is `{"$private": {"of": person, "value": …}}`. The ledger's codec finds these
//! nodes, moves the values into sealed boxes under the owner's key and leaves a salted commitment in the
//! stored event. After the owner was erased the node reads back as `{"$private": {"of": person}}`.

use crate::PersonId;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};
use std::fmt;

/// A personal value of one person; empty once that person was erased.
#[derive(Clone, PartialEq, Eq)]
pub struct Private<T> {
    /// Whose value it is: decides under which key it is sealed.
    pub of: PersonId,
    value: Option<T>,
}

impl<T> Private<T> {
    /// A value of `of`.
    pub fn new(of: PersonId, value: T) -> Self {
        Private { of, value: Some(value) }
    }

    /// The value, or none after the owner was erased.
    pub fn get(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// The same owner, another value; stays empty if it was erased.
    pub fn map<U>(&self, change: impl FnOnce(&T) -> U) -> Private<U> {
        Private { of: self.of, value: self.value.as_ref().map(change) }
    }
}

impl Private<String> {
    /// The text, or an empty text after the owner was erased.
    pub fn text(&self) -> &str {
        self.value.as_deref().unwrap_or_default()
    }
}

impl<T> fmt::Debug for Private<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = if self.value.is_some() { "kept" } else { "erased" };
        write!(out, "Private({}, {state})", self.of)
    }
}

#[derive(Serialize, Deserialize)]
struct Outer<T> {
    #[serde(rename = "$private")]
    inner: Inner<T>,
}

#[derive(Serialize, Deserialize)]
struct Inner<T> {
    of: PersonId,
    #[serde(default = "Option::default", skip_serializing_if = "Option::is_none")]
    value: Option<T>,
}

impl<T: Serialize> Serialize for Private<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Outer { inner: Inner { of: self.of, value: self.value.as_ref() } }.serialize(serializer)
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Private<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(bound = "T: DeserializeOwned")]
        struct Node<T> {
            #[serde(rename = "$private")]
            inner: Content<T>,
        }
        #[derive(Deserialize)]
        #[serde(bound = "T: DeserializeOwned")]
        struct Content<T> {
            of: PersonId,
            #[serde(default = "Option::default")]
            value: Option<T>,
        }
        let node = Node::<T>::deserialize(deserializer)?;
        Ok(Private { of: node.inner.of, value: node.inner.value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_value_never_prints_itself() {
        let name = Private::new(PersonId(uuid::Uuid::nil()), "张三".to_owned());
        assert!(!format!("{name:?}").contains('张'));
    }

    #[test]
    fn an_erased_value_reads_back_as_empty() {
        let text = r#"{"$private":{"of":"00000000-0000-0000-0000-000000000000"}}"#;
        let back: Private<String> = serde_json::from_str(text).expect("the node is whole");
        assert_eq!(back.get(), None);
        assert_eq!(serde_json::to_string(&back).expect("it writes"), text);
    }
}
