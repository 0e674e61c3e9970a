//! In which order the events of a round get their numbers.
//!
//! By transaction, but inside a stream always by position: a transaction that waited for another on a stream may
//! have the older number of the two. An event whose forerunner cannot have a number yet waits with it.

use crate::Row;
use crate::fault::StoreFault;
use crate::store::Leaf;
use std::collections::{HashMap, VecDeque};

/// A committed event without a number.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub id: String,
    pub stream: String,
    pub position: i64,
    pub tx: u64,
    pub leaf: [u8; 32],
    /// Whether its transaction is older than all that still run.
    pub is_settled: bool,
    /// Whether the event before it in the stream has a number.
    pub follows: bool,
}

/// The outcome for one round.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Ordered {
    /// The leaves that get numbers, in order.
    pub leaves: Vec<Leaf>,
    /// The oldest transaction with an event that has to wait.
    pub first_held: Option<u64>,
    /// The newest transaction that was looked at.
    pub last: u64,
}

impl Found {
    /// Reads a row of `unsequenced.sql`.
    pub fn read(row: &Row, is_settled: bool) -> Result<Self, StoreFault> {
        let wrong = |what: &str| StoreFault::Other(format!("event {} has {what}", row.text(0)));
        Ok(Found {
            id: row.text(0).to_owned(),
            stream: row.text(1).to_owned(),
            position: row.integer(2),
            tx: row.text(3).parse().map_err(|_| wrong("no transaction"))?,
            leaf: row.bytes(4).try_into().map_err(|_| wrong("no leaf"))?,
            is_settled: is_settled || row.integer(5) == 1,
            follows: row.integer(6) == 1,
        })
    }
}

/// Puts the events of a round, sorted by transaction, into their final order.
pub(super) fn in_order(found: Vec<Found>) -> Ordered {
    let mut streams = ready_by_stream(&found);
    let mut ordered = Ordered { last: found.last().map_or(0, |event| event.tx), ..Ordered::default() };
    for event in &found {
        match streams.get_mut(event.stream.as_str()).and_then(VecDeque::pop_front) {
            Some(next) => ordered.leaves.push((next.id.clone(), next.leaf)),
            // Which events of the stream wait does not matter here: the next round looks at all of them.
            None => {
                let oldest = oldest_of(&found, &event.stream);
                ordered.first_held = Some(ordered.first_held.map_or(oldest, |held| held.min(oldest)));
            }
        }
    }
    ordered
}

/// The events of each stream that may get numbers, by position.
fn ready_by_stream(found: &[Found]) -> HashMap<&str, VecDeque<&Found>> {
    let mut streams: HashMap<&str, Vec<&Found>> = HashMap::new();
    for event in found {
        streams.entry(event.stream.as_str()).or_default().push(event);
    }
    streams.into_iter().map(|(stream, events)| (stream, ready_of(events))).collect()
}

/// The unbroken line of settled events from the one that follows on what has a number.
fn ready_of(mut events: Vec<&Found>) -> VecDeque<&Found> {
    events.sort_by_key(|event| event.position);
    let Some(start) = events.first().filter(|event| event.follows).map(|event| event.position) else {
        return VecDeque::new();
    };
    let in_line = |(event, expected): &(&Found, i64)| event.is_settled && event.position == *expected;
    events.into_iter().zip(start..).take_while(in_line).map(|(event, _)| event).collect()
}

fn oldest_of(found: &[Found], stream: &str) -> u64 {
    found.iter().filter(|event| event.stream == stream).map(|event| event.tx).min().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(stream: &str, position: i64, tx: u64) -> Found {
        let id = format!("{stream}{position}");
        let follows = position == 1;
        Found { id, stream: stream.to_owned(), position, tx, leaf: [0; 32], is_settled: true, follows }
    }

    fn ids(ordered: &Ordered) -> Vec<&str> {
        ordered.leaves.iter().map(|(id, _)| id.as_str()).collect()
    }

    #[test]
    fn events_are_ordered_by_transaction_and_inside_a_stream_by_position() {
        // Transaction 5 waited for transaction 7 on stream b.
        let ordered = in_order(vec![found("a", 1, 5), found("b", 2, 5), found("b", 1, 7)]);
        assert_eq!(ids(&ordered), ["a1", "b1", "b2"]);
        assert_eq!((ordered.first_held, ordered.last), (None, 7));
    }

    #[test]
    fn an_event_waits_for_its_forerunner() {
        let mut unsettled = found("b", 1, 9);
        unsettled.is_settled = false;
        let ordered = in_order(vec![found("a", 1, 5), found("b", 2, 5), unsettled]);
        assert_eq!(ids(&ordered), ["a1"]);
        assert_eq!(ordered.first_held, Some(5));
    }

    #[test]
    fn an_event_whose_forerunner_was_not_read_waits() {
        let ordered = in_order(vec![found("b", 2, 5)]);
        assert_eq!((ids(&ordered).len(), ordered.first_held), (0, Some(5)));
        let mut follows = found("b", 2, 5);
        follows.follows = true;
        assert_eq!(ids(&in_order(vec![follows, found("b", 3, 6)])), ["b2", "b3"]);
    }
}
