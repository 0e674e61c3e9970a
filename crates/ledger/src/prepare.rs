//! A write made ready: folded, sealed, hashed and turned into statements, before any lock is taken.
//!
//! Positions follow from the expected heads and times from the write itself, so everything can be computed
//! beforehand; the commit then only checks that it came true. If it did not, the write is prepared again.

mod keys;

pub(crate) use keys::{KeyRows, keys_for};

use crate::changes::{Owner, Statement, Tables, cells_mut, cells_of, in_lock_order};
use crate::schema::TableSlot;
use crate::{
    Body, Committed, Fault, Keyring, Lease, NewEvent, Opened, Outgoing, Record, RowChange, Slot, StreamWrite,
    SubjectKeys, Value, View, Write, leaf_hash, persons_in, seal, seal_value,
};
use kernel::{PersonId, StreamId, Timestamp};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// What preparing needs to know: fixed things, and what the generation of the database says.
pub(crate) struct Known<'a> {
    pub keys: &'a Keyring,
    pub views: &'a [Arc<dyn View>],
    pub tables: &'a Tables,
    pub events: &'a [(&'static str, u16)],
    pub recorded_types: &'a HashSet<(&'static str, u16)>,
    pub generation: i64,
    pub erased: &'a HashSet<PersonId>,
}

/// Everything of a write that can be computed before the lock.
pub(crate) struct Prepared {
    pub generation: i64,
    pub lease: Option<Lease>,
    pub idempotency: Vec<Value>,
    /// In the order of their names, so that two writes never wait for each other in a circle.
    pub streams: BTreeMap<StreamId, StreamStep>,
    pub made_keys: Vec<Value>,
    pub types: Vec<(&'static str, u16)>,
    pub events: Vec<Value>,
    pub changes: Vec<Statement>,
    pub outgoing: Vec<Value>,
    pub reads: Vec<Value>,
    pub committed: Committed,
}

impl Prepared {
    /// Whether this is nothing but lines of the read log, which conflict with nothing.
    pub fn only_reads(&self) -> bool {
        let nothing = self.streams.is_empty() && self.changes.is_empty() && self.outgoing.is_empty();
        nothing && self.idempotency.is_empty() && self.lease.is_none() && !self.reads.is_empty()
    }
}

/// What is checked or moved on one stream.
pub(crate) enum StreamStep {
    /// Only read: must still be at this head.
    Read(u64),
    /// Gets events.
    Written {
        expected: u64,
        head: u64,
        /// The time of the first new event: the stream's last time must not be after it.
        first: Timestamp,
        last: Timestamp,
    },
}

/// Makes a write ready. `floors` are the last times of streams that turned out to be later than the write's own;
/// `load` gives the stored keys of a stream.
pub(crate) fn prepare(
    known: &Known<'_>,
    write: &Write,
    floors: &HashMap<StreamId, Timestamp>,
    load: KeyRows<'_>,
) -> Result<Prepared, Fault> {
    check_shape(known, write)?;
    let mut prepared = start(known, write)?;
    let opened = opened_of(known, write, floors);
    let mut changes = fold(known, &opened);
    changes.extend(write.rows.iter().map(|change| (change.clone(), Owner::Plain)));
    in_lock_order(known.tables, &mut changes);
    let outgoing = write.outgoing.iter().map(|entry| Ok((entry, body_of(entry)?)));
    let outgoing = outgoing.collect::<Result<Vec<_>, Fault>>()?;
    let mut keys = keys_for(known, wanted(&opened, &changes, &outgoing), load)?;
    seal_events(known, opened, &mut keys, &mut prepared)?;
    for (change, owner) in changes {
        let change = seal_cells(change, &mut keys)?;
        prepared.changes.push(known.tables.statement(change, owner, TableSlot::Live)?);
    }
    for (entry, body) in &outgoing {
        prepared.outgoing.extend(outgoing_values(entry, body, &mut keys)?);
    }
    for made in keys.take_made() {
        let (stream, person) = (made.stream.0, made.of.to_string());
        prepared.made_keys.extend([stream.into(), person.into(), made.wrapped.into()]);
    }
    Ok(prepared)
}

/// Mistakes of the program that would otherwise be found after the fact, or never.
fn check_shape(known: &Known<'_>, write: &Write) -> Result<(), Fault> {
    let wrong = |cause: String| Fault::Storage { doing: "checking a write", cause };
    let mut seen = HashSet::new();
    for StreamWrite { stream, events, .. } in &write.written {
        if events.is_empty() || !seen.insert(stream) {
            return Err(wrong(format!("stream {stream} is written without events or twice")));
        }
        for event in events {
            let fits = |(name, newest): &(&str, u16)| *name == event.name && event.version <= *newest;
            if !known.events.iter().any(fits) {
                let (name, version) = (event.name, event.version);
                return Err(wrong(format!("{name} version {version} is not among the known events")));
            }
        }
    }
    Ok(())
}

fn start(known: &Known<'_>, write: &Write) -> Result<Prepared, Fault> {
    let mut streams = BTreeMap::new();
    for (stream, head) in &write.read {
        streams.insert(stream.clone(), StreamStep::Read(*head));
    }
    let all = || write.written.iter().flat_map(|written| &written.events);
    let types: BTreeSet<_> = all().map(|event| (event.name, event.version)).collect();
    Ok(Prepared {
        generation: known.generation,
        lease: write.lease.clone(),
        idempotency: write.idempotency.as_ref().map(idempotency_values).unwrap_or_default(),
        streams,
        made_keys: Vec::new(),
        types: types.into_iter().filter(|kind| !known.recorded_types.contains(kind)).collect(),
        events: Vec::new(),
        changes: Vec::new(),
        outgoing: Vec::new(),
        reads: write.reads.iter().flat_map(read_values).collect(),
        committed: Committed::default(),
    })
}

fn idempotency_values(record: &crate::Idempotency) -> Vec<Value> {
    vec![
        record.account.to_string().into(),
        record.route.into(),
        record.key.as_str().into(),
        record.request.to_vec().into(),
        i64::from(record.answer.status).into(),
        record.answer.body.clone().into(),
    ]
}

pub(crate) fn read_values(entry: &crate::ReadEntry) -> [Value; 8] {
    [
        entry.at.into(),
        entry.account.to_string().into(),
        Value::maybe(entry.unit.clone()),
        Value::maybe(entry.person.map(|person| person.to_string())),
        Value::maybe(entry.stream.clone().map(|stream| stream.0)),
        entry.what.as_str().into(),
        entry.purpose.as_str().into(),
        i64::from(entry.count).into(),
    ]
}

/// The new events as they will stand: with their positions, and with times that never run backwards.
fn opened_of(known: &Known<'_>, write: &Write, floors: &HashMap<StreamId, Timestamp>) -> Vec<Vec<Opened>> {
    let of_stream = |written: &StreamWrite| {
        let mut floor = floors.get(&written.stream).copied().unwrap_or(Timestamp::MIN);
        let opened = |(event, position): (&NewEvent, u64)| {
            floor = whole_microseconds(event.at).max(floor);
            let mut body = event.body.clone();
            // Views must not see again what was erased, even if a caller still holds it.
            if !known.erased.is_empty() {
                body.forget(known.erased);
            }
            Opened {
                stream: written.stream.clone(),
                position,
                at: floor,
                actor: event.actor.clone(),
                name: event.name.to_owned(),
                version: event.version,
                body,
            }
        };
        written.events.iter().zip(written.expected + 1..).map(opened).collect()
    };
    write.written.iter().map(of_stream).collect()
}

fn whole_microseconds(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).expect("a time cut to microseconds is a time")
}

fn fold(known: &Known<'_>, opened: &[Vec<Opened>]) -> Vec<(RowChange, Owner)> {
    let mut changes = Vec::new();
    let mut of_view = Vec::new();
    for event in opened.iter().flatten() {
        for (number, view) in known.views.iter().enumerate() {
            view.fold(event, &mut of_view);
            changes.extend(of_view.drain(..).map(|change| (change, Owner::View(number))));
        }
    }
    changes
}

/// Whose keys in which streams the write needs.
fn wanted(
    opened: &[Vec<Opened>],
    changes: &[(RowChange, Owner)],
    outgoing: &[(&Outgoing, Body)],
) -> HashMap<StreamId, BTreeSet<PersonId>> {
    let mut wanted: HashMap<StreamId, BTreeSet<PersonId>> = HashMap::new();
    let events = opened.iter().flatten().map(|event| (&event.stream, &event.body));
    for (stream, body) in events.chain(outgoing.iter().map(|(entry, body)| (&entry.stream, body))) {
        let persons = persons_in(body);
        if !persons.is_empty() {
            wanted.entry(stream.clone()).or_default().extend(persons);
        }
    }
    for (change, _) in changes {
        for value in cells_of(change) {
            if let Value::Personal { of, stream, .. } = value {
                wanted.entry(stream.clone()).or_default().insert(*of);
            }
        }
    }
    wanted
}

fn seal_events(
    known: &Known<'_>,
    opened: Vec<Vec<Opened>>,
    keys: &mut SubjectKeys,
    prepared: &mut Prepared,
) -> Result<(), Fault> {
    for events in opened {
        let first = events.first().expect("a written stream has events");
        let last = events.last().expect("a written stream has events");
        let step = StreamStep::Written {
            expected: first.position - 1,
            head: last.position,
            first: first.at,
            last: last.at,
        };
        prepared.committed.heads.push((first.stream.clone(), last.position));
        prepared.streams.insert(first.stream.clone(), step);
        for event in events {
            seal_event(known, event, keys, prepared)?;
        }
    }
    Ok(())
}

fn seal_event(
    known: &Known<'_>,
    event: Opened,
    keys: &mut SubjectKeys,
    prepared: &mut Prepared,
) -> Result<(), Fault> {
    let sealed = seal(&event.body, &event.stream, Slot::Event(event.position), keys)?;
    let record = Record {
        stream: &event.stream,
        position: event.position,
        at: event.at,
        actor: &event.actor,
        name: &event.name,
        version: event.version,
        body: &sealed.body,
    };
    let leaf = leaf_hash(known.keys.suite().hash(), &record.bytes());
    let actor = serde_json::to_string(&event.actor).expect("an actor writes as JSON");
    let id = uuid::Uuid::now_v7().to_string();
    prepared.committed.leaves.push((id.clone(), leaf));
    prepared.events.extend([
        id.into(),
        event.stream.0.into(),
        i64::try_from(event.position).expect("streams are shorter than 2^63 events").into(),
        event.at.into(),
        actor.into(),
        event.name.into(),
        i64::from(event.version).into(),
        sealed.body.into(),
        sealed.boxes.into(),
        leaf.to_vec().into(),
    ]);
    Ok(())
}

/// Seals the personal cells of a change; those of an erased person become empty.
pub(crate) fn seal_cells(mut change: RowChange, keys: &mut SubjectKeys) -> Result<RowChange, Fault> {
    for cell in cells_mut(&mut change) {
        if let Value::Personal { of, stream, plain } = cell {
            let sealed = seal_value(*of, stream, Slot::Cell, plain.as_bytes(), keys)?;
            *cell = Value::maybe(sealed);
        }
    }
    Ok(change)
}

fn body_of(entry: &Outgoing) -> Result<Body, Fault> {
    let wrong =
        |error: serde_json::Error| Fault::Storage { doing: "writing an errand", cause: error.to_string() };
    Body::of(&entry.body).map_err(wrong)
}

fn outgoing_values(entry: &Outgoing, body: &Body, keys: &mut SubjectKeys) -> Result<[Value; 7], Fault> {
    let slot = Slot::Outgoing { topic: entry.topic, key: &entry.key };
    let sealed = seal(body, &entry.stream, slot, keys)?;
    Ok([
        entry.topic.into(),
        entry.key.as_str().into(),
        entry.stream.as_str().into(),
        sealed.body.into(),
        sealed.boxes.into(),
        entry.not_before.into(),
        Timestamp::now().into(),
    ])
}
