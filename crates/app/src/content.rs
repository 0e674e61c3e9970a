//! The published content of the city: what a pack brought or administrators published, as the ledger has it.
//!
//! The running city reads only the ledger. A pack on an empty ledger is published as it is; later each entry
//! that changed becomes a draft with a difference to look at, never an overwrite.

use crate::{City, Problem};
use kernel::{DomainEvent, StreamId};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// What happened to an entry of the content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ContentEvent {
    /// A changed entry waits for somebody to publish it.
    Drafted {
        /// The entry's id in its kind.
        id: String,
        /// The hash of its content.
        hash: String,
        /// The entry.
        body: Value,
    },
    /// The entry holds from now on.
    Published {
        /// The entry's id in its kind.
        id: String,
        /// The hash of its content.
        hash: String,
        /// The entry.
        body: Value,
    },
    /// The entry holds no longer.
    Withdrawn {
        /// The entry's id in its kind.
        id: String,
    },
}

impl DomainEvent for ContentEvent {
    fn name(&self) -> &'static str {
        match self {
            ContentEvent::Drafted { .. } => "content.drafted",
            ContentEvent::Published { .. } => "content.published",
            ContentEvent::Withdrawn { .. } => "content.withdrawn",
        }
    }
}

/// An entry as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The hash of what is published; none before the first publication.
    pub hash: Option<String>,
    /// What is published.
    pub body: Option<Value>,
    /// A draft that waits, with its hash.
    pub draft: Option<(String, Value)>,
}

/// The entries of one kind, by id.
pub type Entries = BTreeMap<String, Entry>;

/// Folds the stream of one kind.
pub fn entries<'a>(events: impl IntoIterator<Item = &'a ContentEvent>) -> Entries {
    let mut found = Entries::new();
    for event in events {
        match event {
            ContentEvent::Drafted { id, hash, body } => {
                entry(&mut found, id).draft = Some((hash.clone(), body.clone()));
            }
            ContentEvent::Published { id, hash, body } => {
                let published = entry(&mut found, id);
                published.hash = Some(hash.clone());
                published.body = Some(body.clone());
                published.draft = None;
            }
            ContentEvent::Withdrawn { id } => {
                found.remove(id);
            }
        }
    }
    found
}

fn entry<'a>(found: &'a mut Entries, id: &str) -> &'a mut Entry {
    found.entry(id.to_owned()).or_insert(Entry { hash: None, body: None, draft: None })
}

/// The stream of one kind of content.
pub fn content_stream(kind: &str) -> StreamId {
    StreamId::of("content", kind)
}

impl City {
    /// The entries of one kind.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn entries(&self, kind: &str) -> Result<Entries, Problem> {
        let events = self.events::<ContentEvent>(&content_stream(kind))?;
        Ok(entries(events.iter().map(|recorded| &recorded.event)))
    }

    /// The published entries of one kind as typed values.
    ///
    /// # Errors
    /// A fault if an entry does not fit its type: the release is older than the content.
    pub fn published<T: DeserializeOwned>(&self, kind: &'static str) -> Result<Vec<T>, Problem> {
        let entries = self.entries(kind)?;
        let bodies = entries.into_values().filter_map(|entry| entry.body);
        bodies.map(|body| serde_json::from_value(body).map_err(|cause| Problem::fault(kind, cause))).collect()
    }

    /// The published entries of one kind by their keys.
    ///
    /// # Errors
    /// As [`City::published`].
    pub fn published_by_key<T: DeserializeOwned>(
        &self,
        kind: &'static str,
    ) -> Result<BTreeMap<String, T>, Problem> {
        let typed = |(key, entry): (String, Entry)| {
            let body = entry.body?;
            Some(
                serde_json::from_value(body)
                    .map(|value| (key, value))
                    .map_err(|cause| Problem::fault(kind, cause)),
            )
        };
        self.entries(kind)?.into_iter().filter_map(typed).collect()
    }

    /// Every version of the entries of one kind, in the order of publication.
    ///
    /// # Errors
    /// As [`City::published`].
    pub fn ever_published<T: DeserializeOwned>(&self, kind: &'static str) -> Result<Vec<T>, Problem> {
        let events = self.events::<ContentEvent>(&content_stream(kind))?;
        let body = |recorded: kernel::Recorded<ContentEvent>| match recorded.event {
            ContentEvent::Published { body, .. } => Some(body),
            _ => None,
        };
        let bodies = events.into_iter().filter_map(body);
        bodies.map(|body| serde_json::from_value(body).map_err(|cause| Problem::fault(kind, cause))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_never_replaces_what_is_published() {
        let body = |text: &str| Value::String(text.to_owned());
        let events = [
            ContentEvent::Published { id: "a".into(), hash: "1".into(), body: body("old") },
            ContentEvent::Drafted { id: "a".into(), hash: "2".into(), body: body("new") },
        ];
        let found = entries(&events);
        assert_eq!(found["a"].body, Some(body("old")));
        assert_eq!(found["a"].draft, Some(("2".into(), body("new"))));
    }
}
