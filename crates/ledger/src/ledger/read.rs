//! Reading: streams, queries, the global order.

use super::commit::{Load, Locked};
use super::{Inner, Ledger, Stop};
use crate::fault::{StoreFault, While};
use crate::session::Session;
use crate::{
    Fault, KeyFault, Opened, Row, Slot, StoredKey, SubjectKeys, Value, open, open_value, persons_of,
};
use kernel::{PersonId, StreamId, Timestamp};
use std::collections::BTreeSet;
use std::time::Duration;

const LOAD_STREAM: &str = include_str!("../sql/load_stream.sql");
const FOLLOW: &str = include_str!("../sql/follow.sql");
const KEYS_OF_STREAM: &str = include_str!("../sql/keys_of_stream.sql");
const HAS_UNSEQUENCED: &str = include_str!("../sql/has_unsequenced.sql");
const IS_EMPTY: &str = include_str!("../sql/is_empty.sql");

/// A stream as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
    /// The position of the last event; 0 if there is none.
    pub head: u64,
    /// Its events, opened.
    pub events: Vec<Opened>,
}

/// Why several questions ended early.
enum Asked<E> {
    Refused(E),
    Store(StoreFault),
}

impl<E> From<StoreFault> for Asked<E> {
    fn from(fault: StoreFault) -> Self {
        Asked::Store(fault)
    }
}

impl Ledger {
    /// Whether nothing ever happened.
    ///
    /// # Errors
    /// If the store fails.
    pub fn is_empty(&self) -> Result<bool, Fault> {
        self.read("looking whether the ledger is empty", |session| {
            Ok(session.rows(IS_EMPTY, &[])?.is_empty())
        })
    }

    /// A stream with its events, personal values opened; those of erased persons are empty.
    ///
    /// # Errors
    /// If the store fails or a key is not in the keyring.
    pub fn load(&self, stream: &StreamId) -> Result<Loaded, Fault> {
        let read = |session: &mut Session<'_>| -> Result<_, Stop> { Ok(self.inner.load(session, stream)?) };
        Ok(self.inner.store.read(read)?)
    }

    /// Rows of views and plain tables. `$n` is `params[n - 1]` on both stores; lines that begin with `-- pg:` or
    /// `-- sqlite:` count only there. Statements are kept prepared.
    ///
    /// # Errors
    /// If the store fails.
    pub fn query(&self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, Fault> {
        self.read("querying", |session| session.rows(sql, params))
    }

    /// Asks several questions on one connection; on SQLite all of them see the same state. `work` may run again if
    /// the connection was lost, so it only reads.
    ///
    /// # Errors
    /// What `work` says; a fault of the store.
    pub fn together<T, E: From<Fault>>(
        &self,
        mut work: impl FnMut(&mut dyn Load) -> Result<T, E>,
    ) -> Result<T, E> {
        let read = |session: &mut Session<'_>| -> Result<T, Asked<E>> {
            work(&mut Locked { inner: &self.inner, session }).map_err(Asked::Refused)
        };
        self.inner.store.read(read).map_err(|stopped| match stopped {
            Asked::Refused(refusal) => refusal,
            Asked::Store(fault) => fault.while_("asking several questions").into(),
        })
    }

    /// The events beyond `after` in the global order, at most `limit`, each with its number.
    ///
    /// # Errors
    /// If the store fails or a key is not in the keyring.
    pub fn follow(&self, after: u64, limit: u32) -> Result<Vec<(u64, Opened)>, Fault> {
        let read =
            |session: &mut Session<'_>| -> Result<_, Stop> { Ok(self.inner.follow(session, after, limit)?) };
        Ok(self.inner.store.read(read)?)
    }

    /// As [`Ledger::follow`], with every personal value left out: for whoever only counts. No key is unwrapped.
    ///
    /// # Errors
    /// If the store fails.
    pub fn follow_closed(&self, after: u64, limit: u32) -> Result<Vec<(u64, Opened)>, Fault> {
        let rows = self.read("following the ledger", |session| follow_rows(session, after, limit))?;
        let opened = |row: &Row| {
            let stream = StreamId::from(row.text(1));
            let mut keys = SubjectKeys::new(self.inner.setup.keys.clone());
            for person in persons_of(row.bytes(8))? {
                keys.know(person, &stream, &StoredKey::Absent)?;
            }
            Ok((row.integer(0).cast_unsigned(), opened_event(&keys, &stream, row, 2)?))
        };
        rows.iter().map(opened).collect()
    }

    /// Whether every committed event has its number; else [`Ledger::follow`] does not show the newest yet.
    ///
    /// # Errors
    /// If the store fails.
    pub fn is_numbered(&self) -> Result<bool, Fault> {
        Ok(self.query(HAS_UNSEQUENCED, &[])?.is_empty())
    }

    /// Waits until an event beyond `seq` has its number, at most `timeout`, and says the newest number then.
    /// After a fault of the store it says `seq`, when the time is over.
    pub fn wait_beyond(&self, seq: u64, timeout: Duration) -> u64 {
        self.inner.store.wait_beyond(seq, timeout).unwrap_or_else(|_| {
            // Without this a caller in a loop would turn round without rest while the store is away.
            std::thread::sleep(timeout.min(Duration::from_secs(1)));
            seq
        })
    }

    /// Opens a sealed cell of a view or plain table; none once the person was erased.
    ///
    /// # Errors
    /// If the store fails, the key is not in the keyring, or the bytes belong to another person or stream.
    pub fn open_sealed(
        &self,
        of: PersonId,
        stream: &StreamId,
        sealed: &[u8],
    ) -> Result<Option<String>, Fault> {
        let keys = self.read_keys(stream, &BTreeSet::from([of]))?;
        let plain = open_value(of, stream, Slot::Cell, sealed, &keys)?;
        plain.map(String::from_utf8).transpose().map_err(|_| Fault::Seal("a cell is not text".to_owned()))
    }

    /// A word under which a personal value can be found without being readable; the same for equal values of one
    /// kind in this data folder. `normalised` is the value in its one agreed spelling.
    pub fn keyed_hash(&self, kind: &str, normalised: &str) -> String {
        self.inner.setup.keys.keyed_hash(kind, normalised)
    }

    /// Whether a short reading costs less on the spot than on another thread: nothing is asked of another process,
    /// and nobody has to be waited for.
    pub fn reads_at_once(&self) -> bool {
        self.inner.store.reads_at_once()
    }

    pub(super) fn read<T>(
        &self,
        doing: &'static str,
        work: impl FnMut(&mut Session<'_>) -> Result<T, StoreFault>,
    ) -> Result<T, Fault> {
        self.inner.store.read(work).doing(doing)
    }

    pub(super) fn read_keys(
        &self,
        stream: &StreamId,
        persons: &BTreeSet<PersonId>,
    ) -> Result<SubjectKeys, Fault> {
        let read = |session: &mut Session<'_>| -> Result<_, Stop> {
            let mut keys = SubjectKeys::new(self.inner.setup.keys.clone());
            self.inner.know_keys(session, &mut keys, stream, persons)?;
            Ok(keys)
        };
        Ok(self.inner.store.read(read)?)
    }
}

impl Inner {
    pub(super) fn load(&self, session: &mut Session<'_>, stream: &StreamId) -> Result<Loaded, Fault> {
        let mut rows = session.rows(LOAD_STREAM, &[stream.as_str().into()]).doing("loading a stream")?;
        // The keys of the stream come with it, as rows at position 0.
        rows.sort_by_key(|row| row.integer(0));
        let (stored, rows) = rows.split_at(rows.partition_point(|row| row.integer(0) == 0));
        let stored = |of: PersonId| {
            let of = of.to_string();
            let found = stored.iter().find(|row| row.text(2) == of);
            found.map_or(StoredKey::Absent, |row| StoredKey::Wrapped(row.bytes(5).to_vec()))
        };
        let mut keys = SubjectKeys::new(self.setup.keys.clone());
        let mut events = Vec::with_capacity(rows.len());
        for row in rows {
            for person in keys.missing(stream, persons_of(row.bytes(6))?) {
                keys.know(person, stream, &stored(person))?;
            }
            events.push(opened_event(&keys, stream, row, 0)?);
        }
        Ok(Loaded { head: events.last().map_or(0, |event| event.position), events })
    }

    pub(super) fn follow(
        &self,
        session: &mut Session<'_>,
        after: u64,
        limit: u32,
    ) -> Result<Vec<(u64, Opened)>, Fault> {
        let rows = follow_rows(session, after, limit).doing("following the ledger")?;
        let mut keys = SubjectKeys::new(self.setup.keys.clone());
        let opened = |row: &Row| {
            let stream = StreamId::from(row.text(1));
            Ok((row.integer(0).cast_unsigned(), self.open_row(session, &mut keys, &stream, row, 2)?))
        };
        rows.iter().map(opened).collect()
    }

    /// Opens an event whose columns begin at `place`: position, at, actor, name, version, body, sealed.
    pub(super) fn open_row(
        &self,
        session: &mut Session<'_>,
        keys: &mut SubjectKeys,
        stream: &StreamId,
        row: &Row,
        place: usize,
    ) -> Result<Opened, Fault> {
        self.know_keys(session, keys, stream, &persons_of(row.bytes(place + 6))?)?;
        opened_event(keys, stream, row, place)
    }

    /// Loads those keys of a stream that are not known yet.
    pub(super) fn know_keys(
        &self,
        session: &mut Session<'_>,
        keys: &mut SubjectKeys,
        stream: &StreamId,
        persons: &BTreeSet<PersonId>,
    ) -> Result<(), Fault> {
        let missing = keys.missing(stream, persons.iter().copied());
        if missing.is_empty() {
            return Ok(());
        }
        let stored = stored_keys(session, stream)?;
        for person in missing {
            let found = stored.iter().find(|(of, _)| *of == person);
            let state = found.map_or(StoredKey::Absent, |(_, wrapped)| StoredKey::Wrapped(wrapped.clone()));
            keys.know(person, stream, &state)?;
        }
        Ok(())
    }
}

fn follow_rows(session: &mut Session<'_>, after: u64, limit: u32) -> Result<Vec<Row>, StoreFault> {
    let after = i64::try_from(after).unwrap_or(i64::MAX);
    session.rows(FOLLOW, &[after.into(), i64::from(limit).into()])
}

/// The event in columns from `place` on, opened as far as the keys are known to.
fn opened_event(keys: &SubjectKeys, stream: &StreamId, row: &Row, place: usize) -> Result<Opened, Fault> {
    let (body, boxes) = (row.bytes(place + 5), row.bytes(place + 6));
    let position = row.integer(place).cast_unsigned();
    Ok(Opened {
        stream: stream.clone(),
        position,
        at: row.maybe_time(place + 1).unwrap_or(Timestamp::UNIX_EPOCH),
        actor: serde_json::from_str(row.text(place + 2)).map_err(|error| damaged(&error))?,
        name: row.text(place + 3).to_owned(),
        version: u16::try_from(row.integer(place + 4)).unwrap_or(u16::MAX),
        body: open(body, boxes, stream, Slot::Event(position), keys)?,
    })
}

/// All keys of one stream as they are stored.
pub(super) fn stored_keys(
    session: &mut Session<'_>,
    stream: &StreamId,
) -> Result<Vec<(PersonId, Vec<u8>)>, Fault> {
    let rows = session.rows(KEYS_OF_STREAM, &[stream.as_str().into()]).doing("loading keys")?;
    let key = |row: &Row| {
        let person =
            row.text(0).parse().map_err(|error| KeyFault::Unreadable(format!("a person: {error}")))?;
        Ok((person, row.bytes(1).to_vec()))
    };
    rows.iter().map(key).collect()
}

fn damaged(error: &serde_json::Error) -> Fault {
    Fault::Storage { doing: "reading an event", cause: format!("its actor cannot be read: {error}") }
}
