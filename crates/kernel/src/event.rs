//! What an event is: a fact in the past, with a stable name and a version of its shape.

use crate::{Actor, StreamId, Timestamp};
use serde::{Serialize, de::DeserializeOwned};

/// A fact of one context.
///
/// Events are externally stored as JSON by serde. `name` is stable for ever; when the shape changes,
/// `version` grows and an upcaster lifts old samples.
pub trait DomainEvent: Serialize + DeserializeOwned + Clone + Send + 'static {
    /// The stable name, `noun.verb-in-the-past`, for example `case.accepted`.
    fn name(&self) -> &'static str;

    /// The version of the shape; starts at 1.
    fn version(&self) -> u16 {
        1
    }
}

/// An event as it stands in the ledger, opened and typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded<E> {
    /// The stream it belongs to.
    pub stream: StreamId,
    /// Its place in the stream, from 1.
    pub position: u64,
    /// When it happened: never before the event in front of it.
    pub at: Timestamp,
    /// Who acted.
    pub actor: Actor,
    /// The fact.
    pub event: E,
}
