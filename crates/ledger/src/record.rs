//! The canonical record of an event: the bytes that its leaf in the tree is the hash of.
//!
//! A JSON array `["yimen-event-1", stream, position, microseconds, actor, name, version, body]`, in which the
//! body stands with its exact stored bytes. As JSON marks the ends of its parts itself, no two different events
//! have the same record.

use kernel::{Actor, StreamId, Timestamp};
use serde::Serialize;

/// The first member of every record; a later shape has another number.
pub(crate) const RECORD_FORMAT: &str = "yimen-event-1";

/// The facts of a stored event that its leaf covers.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// The stream.
    pub stream: &'a StreamId,
    /// Its place in the stream, from 1.
    pub position: u64,
    /// When it happened; microseconds count, finer parts are not stored.
    pub at: Timestamp,
    /// Who acted.
    pub actor: &'a Actor,
    /// The stable name.
    pub name: &'a str,
    /// The version of the shape.
    pub version: u16,
    /// The stored body: the exact JSON bytes with commitments.
    pub body: &'a [u8],
}

impl Record<'_> {
    /// The canonical bytes. Hash them with [`crate::leaf_hash`].
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.body.len() + 256);
        bytes.push(b'[');
        push(&mut bytes, RECORD_FORMAT);
        push(&mut bytes, self.stream);
        push(&mut bytes, self.position);
        push(&mut bytes, self.at.as_microsecond());
        push(&mut bytes, self.actor);
        push(&mut bytes, self.name);
        push(&mut bytes, self.version);
        bytes.extend_from_slice(self.body);
        bytes.push(b']');
        bytes
    }
}

fn push(bytes: &mut Vec<u8>, member: impl Serialize) {
    serde_json::to_writer(&mut *bytes, &member).expect("names, numbers and actors write as JSON");
    bytes.push(b',');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_a_json_array_with_the_exact_body_in_it() {
        let stream = StreamId::of("case", "20267KQ4M9XW2H");
        let record = Record {
            stream: &stream,
            position: 3,
            at: Timestamp::from_microsecond(1_772_000_000_123_456).expect("a time of 2026"),
            actor: &Actor::clock(),
            name: "case.accepted",
            version: 1,
            body: br#"{"b":1,"a":2}"#,
        };
        let text = String::from_utf8(record.bytes()).expect("JSON is UTF-8");
        assert_eq!(
            text,
            r#"["yimen-event-1","case/20267KQ4M9XW2H",3,1772000000123456,{"account":null,"kind":"clock","unit":null},"case.accepted",1,{"b":1,"a":2}]"#
        );
    }
}
