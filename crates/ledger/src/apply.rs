//! A prepared write inside a transaction: everything of it, or a verdict why not.

use crate::changes::run_all;
use crate::fault::StoreFault;
use crate::prepare::{Prepared, StreamStep};
use crate::session::{Dialect, Session};
use crate::{Answer, Value};
use kernel::{StreamId, Timestamp};

/// Why a prepared write was not applied. The transaction, or its savepoint, has to be rolled back.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// A stream moved.
    Conflict(StreamId),
    /// The request was committed before.
    Repeated(Answer),
    /// Its key was used for another request.
    KeyReused,
    /// The lease is another's.
    Fenced,
    /// The stream has a later time than the write: prepare again with this one as the floor.
    Late(StreamId, Timestamp),
    /// The generation moved or somebody else made a key first: prepare again.
    Stale,
    /// The store failed.
    Store(StoreFault),
}

impl From<StoreFault> for Verdict {
    fn from(fault: StoreFault) -> Self {
        Verdict::Store(fault)
    }
}

const HOLD_LEASE: &str = include_str!("sql/hold_lease.sql");
const PUT_ANSWER: &str = include_str!("sql/put_answer.sql");
const DROP_OLD_ANSWER: &str = include_str!("sql/drop_old_answer.sql");
pub(crate) const ANSWER_OF: &str = include_str!("sql/answer_of.sql");
const READ_STREAM: &str = include_str!("sql/read_stream.sql");
const TOUCH_STREAM: &str = include_str!("sql/touch_stream.sql");
const BEGIN_STREAM: &str = include_str!("sql/begin_stream.sql");
const MOVE_STREAM: &str = include_str!("sql/move_stream.sql");
const STREAM: &str = include_str!("sql/stream.sql");
const PUT_KEY: &str = include_str!("sql/put_key.sql");
const PUT_TYPE: &str = include_str!("sql/put_type.sql");
const PUT_EVENT: &str = include_str!("sql/put_event.sql");
const PUT_OUTGOING: &str = include_str!("sql/put_outgoing.sql");
pub(crate) const PUT_READ: &str = include_str!("sql/put_read.sql");
/// The columns of a line of the read log.
pub(crate) const READ_COLUMNS: usize = 8;

/// Applies everything of the write.
pub(crate) fn apply(session: &mut Session<'_>, prepared: &Prepared) -> Result<(), Verdict> {
    check_generation(session, prepared)?;
    check_lease(session, prepared)?;
    // First the record of the request: a repeated request is a repetition, not a conflict.
    record_request(session, prepared)?;
    for (stream, step) in &prepared.streams {
        step_on(session, stream, step)?;
    }
    let made = session.insert(PUT_KEY, 3, &prepared.made_keys)?;
    if made < (prepared.made_keys.len() / 3) as u64 {
        return Err(Verdict::Stale);
    }
    for (name, version) in &prepared.types {
        session.run(PUT_TYPE, &[(*name).into(), i64::from(*version).into()])?;
    }
    session.insert(PUT_EVENT, 10, &prepared.events)?;
    run_all(session, &prepared.changes)?;
    session.insert(PUT_OUTGOING, 7, &prepared.outgoing)?;
    session.insert(PUT_READ, READ_COLUMNS, &prepared.reads)?;
    Ok(())
}

/// The generation guards keys and views; a write that has neither needs no look.
fn check_generation(session: &mut Session<'_>, prepared: &Prepared) -> Result<(), Verdict> {
    if prepared.events.is_empty() && prepared.changes.is_empty() && prepared.outgoing.is_empty() {
        return Ok(());
    }
    let found = session.generation()?;
    if found == prepared.generation { Ok(()) } else { Err(Verdict::Stale) }
}

fn check_lease(session: &mut Session<'_>, prepared: &Prepared) -> Result<(), Verdict> {
    let Some(lease) = &prepared.lease else {
        return Ok(());
    };
    let fence = i64::try_from(lease.fence).unwrap_or(i64::MAX);
    match session.row(HOLD_LEASE, &[lease.name.as_str().into(), fence.into()])? {
        Some(_) => Ok(()),
        None => Err(Verdict::Fenced),
    }
}

fn record_request(session: &mut Session<'_>, prepared: &Prepared) -> Result<(), Verdict> {
    let record = &prepared.idempotency;
    let Some(key) = record.get(..3) else {
        return Ok(());
    };
    // Once more at most: the first look may have found a record of yesterday.
    for _ in 0..2 {
        if session.run(PUT_ANSWER, record)? == 1 {
            return Ok(());
        }
        if let Some(found) = session.row(ANSWER_OF, key)? {
            let same = Value::Bytes(found.bytes(0).to_vec()) == record[3];
            return Err(if same { Verdict::Repeated(answer_in(&found, 1)) } else { Verdict::KeyReused });
        }
        session.run(DROP_OLD_ANSWER, key)?;
    }
    Err(Verdict::Store(StoreFault::Again("the record of the request moved".to_owned())))
}

/// The stored answer whose status is the column at `place` and whose body is the next one.
pub(crate) fn answer_in(row: &crate::Row, place: usize) -> Answer {
    let status = u16::try_from(row.integer(place)).unwrap_or(500);
    Answer { status, body: row.bytes(place + 1).to_vec() }
}

fn step_on(session: &mut Session<'_>, stream: &StreamId, step: &StreamStep) -> Result<(), Verdict> {
    let name = || Value::from(stream.as_str());
    match *step {
        StreamStep::Read(head) => {
            if head == 0 && session.dialect() == Dialect::Postgres {
                session.run(TOUCH_STREAM, &[name()])?;
            }
            let found = session.row(READ_STREAM, &[name()])?.map_or(0, |row| row.integer(0));
            if found == signed(head) { Ok(()) } else { Err(Verdict::Conflict(stream.clone())) }
        }
        StreamStep::Written { expected: 0, head, last, .. } => {
            let begun = session.run(BEGIN_STREAM, &[name(), signed(head).into(), last.into()])?;
            if begun == 1 { Ok(()) } else { Err(Verdict::Conflict(stream.clone())) }
        }
        StreamStep::Written { expected, head, first, last } => {
            let values = [name(), signed(expected).into(), signed(head).into(), last.into(), first.into()];
            if session.run(MOVE_STREAM, &values)? == 1 {
                return Ok(());
            }
            let found = session.row(STREAM, &[name()])?;
            match found.filter(|row| row.integer(0) == signed(expected)) {
                Some(row) => Err(Verdict::Late(stream.clone(), row.maybe_time(1).unwrap_or(first))),
                None => Err(Verdict::Conflict(stream.clone())),
            }
        }
    }
}

fn signed(head: u64) -> i64 {
    i64::try_from(head).expect("streams are shorter than 2^63 events")
}
