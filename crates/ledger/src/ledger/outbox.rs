//! What has to be done outside: claimed under a lease, settled by the newest holder only, at least once.

use super::Ledger;
use crate::fault::StoreFault;
use crate::session::Session;
use crate::{Fault, Lease, Row, Slot, Value, open, persons_of};
use kernel::{StreamId, Timestamp};
use std::time::Duration;

const UNCERTAIN: &str = include_str!("../sql/outbox_uncertain.sql");
const CLAIM: &str = include_str!("../sql/outbox_claim.sql");
const SETTLE: &str = include_str!("../sql/outbox_settle.sql");
const DONE: &str = include_str!("../sql/outbox_done.sql");
const SENDING: &str = include_str!("../sql/outbox_sending.sql");
const PAGE: &str = include_str!("../sql/outbox_page.sql");
const REVIVE: &str = include_str!("../sql/outbox_revive.sql");
const CONCLUDE: &str = include_str!("../sql/outbox_conclude.sql");
const NOW: &str = include_str!("../sql/now.sql");
const LEASE_TAKE: &str = include_str!("../sql/lease_take.sql");
const LEASE_RENEW: &str = include_str!("../sql/lease_renew.sql");
const LEASE_RELEASE: &str = include_str!("../sql/lease_release.sql");

/// An outbox entry in a worker's hands.
#[derive(Clone, Debug, PartialEq)]
pub struct Claimed {
    /// The entry.
    pub id: i64,
    /// Its key, unique for the topic; the Message-ID.
    pub key: String,
    /// The stream whose keys seal the content.
    pub stream: StreamId,
    /// The content, opened; values of erased persons are empty.
    pub body: serde_json::Value,
    /// How often it was claimed, this time included.
    pub attempts: u32,
    /// Grows with each holder.
    pub fence: u64,
    /// The time before which it was not to be sent.
    pub not_before: Timestamp,
}

/// How it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// Delivered: the content is dropped, the key stays.
    Done,
    /// Not now: try again from this time on.
    Retry {
        /// From when on.
        not_before: Timestamp,
        /// Why it failed.
        why: String,
    },
    /// Never: shown until somebody decides.
    Dead {
        /// Why.
        why: String,
    },
    /// Nobody knows whether it arrived: shown, never sent again by itself.
    Uncertain {
        /// Why.
        why: String,
    },
}

/// The state of an outbox entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OutboxState {
    /// Waits for a worker.
    Waiting,
    /// In a worker's hands.
    Claimed,
    /// Marked as being sent.
    Sending,
    /// Delivered.
    Done,
    /// Given up.
    Dead,
    /// Perhaps delivered.
    Uncertain,
}

impl OutboxState {
    /// All states.
    pub const ALL: [OutboxState; 6] = [
        OutboxState::Waiting,
        OutboxState::Claimed,
        OutboxState::Sending,
        OutboxState::Done,
        OutboxState::Dead,
        OutboxState::Uncertain,
    ];

    /// The stable name, as it stands in the table.
    pub const fn name(self) -> &'static str {
        match self {
            OutboxState::Waiting => "waiting",
            OutboxState::Claimed => "claimed",
            OutboxState::Sending => "sending",
            OutboxState::Done => "done",
            OutboxState::Dead => "dead",
            OutboxState::Uncertain => "uncertain",
        }
    }

    pub(super) fn named(name: &str) -> Self {
        let found = OutboxState::ALL.into_iter().find(|state| state.name() == name);
        found.unwrap_or(OutboxState::Uncertain)
    }
}

/// An outbox entry as it is shown to people, without content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxEntry {
    /// The entry.
    pub id: i64,
    /// Which worker takes it.
    pub topic: String,
    /// Its key.
    pub key: String,
    /// The stream it came from.
    pub stream: StreamId,
    /// Its state.
    pub state: OutboxState,
    /// Not sent before.
    pub not_before: Option<Timestamp>,
    /// How often it was tried.
    pub attempts: u32,
    /// Why it failed last.
    pub why: String,
    /// When it was written.
    pub at: Option<Timestamp>,
}

impl Ledger {
    /// Takes at most `limit` entries of a topic whose time has come, for the length of `lease`. Entries that were
    /// marked as being sent by a worker that stopped become uncertain first.
    ///
    /// # Errors
    /// If the store fails or a key is not in the keyring.
    pub fn claim(&self, topic: &str, limit: u32, lease: Duration) -> Result<Vec<Claimed>, Fault> {
        let rows = self.write("claiming outbox entries", |session| {
            let now = now(session)?;
            session.run(UNCERTAIN, &[topic.into(), now.into()])?;
            session.rows(CLAIM, &[topic.into(), now.into(), micros(lease).into(), i64::from(limit).into()])
        })?;
        let mut claimed: Vec<Claimed> =
            rows.iter().map(|row| self.claimed(topic, row)).collect::<Result<_, _>>()?;
        claimed.sort_by_key(|entry| (entry.not_before, entry.id));
        Ok(claimed)
    }

    /// Says how it went.
    ///
    /// # Errors
    /// [`Fault::Fenced`] if the lease ran out and another worker took the entry; a fault of the store.
    pub fn settle(&self, claimed: &Claimed, how: Settlement) -> Result<(), Fault> {
        let (id, fence) = (Value::Integer(claimed.id), Value::Integer(claimed.fence.cast_signed()));
        let (state, why, not_before) = match how {
            Settlement::Done => {
                return self.fenced("settling an outbox entry", DONE, &[id, fence, Vec::<u8>::new().into()]);
            }
            Settlement::Retry { not_before, why } => ("waiting", why, Value::time(not_before)),
            Settlement::Dead { why } => ("dead", why, Value::Null),
            Settlement::Uncertain { why } => ("uncertain", why, Value::Null),
        };
        let values = [id, fence, state.into(), why.into(), not_before];
        self.fenced("settling an outbox entry", SETTLE, &values)
    }

    /// Marks an entry before it is sent on a way that must not be used twice (SMS): found marked after a crash,
    /// it becomes uncertain.
    ///
    /// # Errors
    /// [`Fault::Fenced`] if the lease ran out: do not send.
    pub fn mark_sending(&self, claimed: &Claimed) -> Result<(), Fault> {
        let changed = self.write("marking an outbox entry", |session| {
            let now = now(session)?;
            session.run(SENDING, &[claimed.id.into(), claimed.fence.cast_signed().into(), now.into()])
        })?;
        if changed == 1 { Ok(()) } else { Err(Fault::Fenced) }
    }

    /// A page of entries in one state, by id, those beyond `after`.
    ///
    /// # Errors
    /// If the store fails.
    pub fn outbox(&self, state: OutboxState, after: i64, limit: u32) -> Result<Vec<OutboxEntry>, Fault> {
        let rows = self.read("reading the outbox", |session| {
            session.rows(PAGE, &[state.name().into(), after.into(), i64::from(limit).into()])
        })?;
        Ok(rows.iter().map(entry).collect())
    }

    /// Lets a dead or uncertain entry be sent again, because somebody decided so. Says whether there was one.
    ///
    /// # Errors
    /// If the store fails.
    pub fn revive(&self, id: i64) -> Result<bool, Fault> {
        let changed = self.write("reviving an outbox entry", |session| {
            let now = now(session)?;
            session.run(REVIVE, &[id.into(), now.into()])
        })?;
        Ok(changed == 1)
    }

    /// Ends a dead or uncertain entry for good, because somebody decided so or a report proved that it arrived;
    /// its content is dropped, `why` stays. Says whether there was one.
    ///
    /// # Errors
    /// If the store fails.
    pub fn conclude(&self, id: i64, why: &str) -> Result<bool, Fault> {
        let values = [id.into(), why.into(), Vec::<u8>::new().into()];
        let changed = self.write("concluding an outbox entry", |session| session.run(CONCLUDE, &values))?;
        Ok(changed == 1)
    }

    /// Takes the lease of a job if it is free or has run out; none while another holds it.
    ///
    /// # Errors
    /// If the store fails.
    pub fn lease(&self, name: &str, for_: Duration) -> Result<Option<Lease>, Fault> {
        let row = self.write("taking a lease", |session| {
            session.row(LEASE_TAKE, &[name.into(), micros(for_).into()])
        })?;
        Ok(row.map(|row| Lease { name: name.to_owned(), fence: row.integer(0).cast_unsigned() }))
    }

    /// Holds a lease longer.
    ///
    /// # Errors
    /// [`Fault::Fenced`] if it ran out or another took over: stop the work.
    pub fn renew(&self, lease: &Lease, for_: Duration) -> Result<(), Fault> {
        let fence = lease.fence.cast_signed();
        self.fenced(
            "renewing a lease",
            LEASE_RENEW,
            &[lease.name.as_str().into(), fence.into(), micros(for_).into()],
        )
    }

    /// Gives a lease back before it runs out; nothing if it is another's by now.
    ///
    /// # Errors
    /// If the store fails.
    pub fn release(&self, lease: &Lease) -> Result<(), Fault> {
        let values = [lease.name.as_str().into(), lease.fence.cast_signed().into()];
        self.write("releasing a lease", |session| session.run(LEASE_RELEASE, &values)).map(drop)
    }

    /// Writes something that is no event and needs no more than a transaction.
    pub(super) fn write<T>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&mut Session<'_>) -> Result<T, StoreFault>,
    ) -> Result<T, Fault> {
        let done = self.inner.store.write(&[], |session| Ok::<_, StoreFault>((work(session)?, Vec::new())));
        done.map_err(|fault| fault.while_(doing))
    }

    fn fenced(&self, doing: &'static str, sql: &'static str, values: &[Value]) -> Result<(), Fault> {
        let changed = self.write(doing, |session| session.run(sql, values))?;
        if changed == 1 { Ok(()) } else { Err(Fault::Fenced) }
    }

    fn claimed(&self, topic: &str, row: &Row) -> Result<Claimed, Fault> {
        let (key, stream) = (row.text(1).to_owned(), StreamId::from(row.text(2)));
        let (body, boxes) = (row.bytes(3), row.bytes(4));
        let keys = self.read_keys(&stream, &persons_of(boxes)?)?;
        let body = open(body, boxes, &stream, Slot::Outgoing { topic, key: &key }, &keys)?;
        let body = body.read().map_err(|_| Fault::Seal("an errand is not JSON".to_owned()))?;
        Ok(Claimed {
            id: row.integer(0),
            key,
            stream,
            body,
            attempts: u32::try_from(row.integer(5)).unwrap_or(u32::MAX),
            fence: row.integer(6).cast_unsigned(),
            not_before: row.maybe_time(7).unwrap_or(Timestamp::UNIX_EPOCH),
        })
    }
}

/// The database's clock.
pub(super) fn now(session: &mut Session<'_>) -> Result<i64, StoreFault> {
    Ok(session.row(NOW, &[])?.map_or(0, |row| row.integer(0)))
}

fn micros(span: Duration) -> i64 {
    i64::try_from(span.as_micros()).unwrap_or(i64::MAX / 4)
}

fn entry(row: &Row) -> OutboxEntry {
    OutboxEntry {
        id: row.integer(0),
        topic: row.text(1).to_owned(),
        key: row.text(2).to_owned(),
        stream: StreamId::from(row.text(3)),
        state: OutboxState::named(row.text(4)),
        not_before: row.maybe_time(5),
        attempts: u32::try_from(row.integer(6)).unwrap_or(u32::MAX),
        why: row.text(7).to_owned(),
        at: row.maybe_time(8),
    }
}
