//! One use case at work: it loads streams, lets the domain decide, and commits one write.
//!
//! A stream that moved meanwhile makes the whole use case run again, three times at most.

use crate::{Action, Caller, City, Problem};
use kernel::{Actor, DomainEvent, Moment, Recorded, StreamId};
use ledger::{
    Body, CommitError, Committed, Idempotency, Load, NewEvent, Opened, Outgoing, ReadEntry, RowChange,
    StreamWrite, Write,
};
use std::collections::BTreeMap;

/// How often a use case is tried when others write to the same streams.
const TRIES: u32 = 3;

/// A use case at work.
pub struct Work<'a> {
    /// The city.
    pub city: &'a City,
    /// Who asked.
    pub caller: &'a Caller,
    /// Time and chance, read once at the door.
    pub moment: Moment,
    write: Write,
    heads: BTreeMap<StreamId, u64>,
    claims: Vec<Claim>,
}

/// A name or number that only one may have: the query that found nobody must still find nobody at the commit.
struct Claim {
    lock: StreamId,
    sql: &'static str,
    value: String,
}

/// What a use case gives back besides its own result.
pub struct Done<T> {
    /// The use case's result.
    pub result: T,
    /// What was committed.
    pub committed: Committed,
}

impl<'a> Work<'a> {
    /// Loads a stream as typed events and remembers its head.
    ///
    /// # Errors
    /// [`Problem::Fault`] if the ledger cannot be read or an event does not fit its type.
    pub fn load<E: DomainEvent>(&mut self, stream: &StreamId) -> Result<Vec<Recorded<E>>, Problem> {
        let loaded = self.city.ledger().load(stream)?;
        self.heads.insert(stream.clone(), loaded.head);
        if !self.write.written.iter().any(|written| written.stream == *stream) {
            self.write.read.retain(|(read, _)| read != stream);
            self.write.read.push((stream.clone(), loaded.head));
        }
        loaded.events.into_iter().map(typed).collect()
    }

    /// Adds events to a stream that was loaded, or to a new one.
    ///
    /// # Errors
    /// [`Problem::Fault`] if an event cannot be written as JSON.
    pub fn append<E: DomainEvent>(
        &mut self,
        stream: &StreamId,
        actor: &Actor,
        events: &[E],
    ) -> Result<(), Problem> {
        let now = self.moment.now;
        self.append_all(stream, actor, events.iter().map(|event| (now, event)))
    }

    /// Adds events that took effect at their own times (transitions of the law's clock).
    ///
    /// # Errors
    /// [`Problem::Fault`] if an event cannot be written as JSON.
    pub fn append_at<E: DomainEvent>(
        &mut self,
        stream: &StreamId,
        actor: &Actor,
        events: &[(kernel::Timestamp, E)],
    ) -> Result<(), Problem> {
        self.append_all(stream, actor, events.iter().map(|(at, event)| (*at, event)))
    }

    fn append_all<'e, E: DomainEvent + 'e>(
        &mut self,
        stream: &StreamId,
        actor: &Actor,
        events: impl Iterator<Item = (kernel::Timestamp, &'e E)>,
    ) -> Result<(), Problem> {
        let new: Result<Vec<_>, Problem> = events.map(|(at, event)| new_event(at, actor, event)).collect();
        let new = new?;
        if new.is_empty() {
            return Ok(());
        }
        self.write.read.retain(|(read, _)| read != stream);
        match self.write.written.iter_mut().find(|written| written.stream == *stream) {
            Some(written) => written.events.extend(new),
            None => {
                let expected = self.heads.get(stream).copied().unwrap_or(0);
                self.write.written.push(StreamWrite { stream: stream.clone(), expected, events: new });
            }
        }
        Ok(())
    }

    /// Changes a row of a plain table in the same transaction.
    pub fn row(&mut self, change: RowChange) {
        self.write.rows.push(change);
    }

    /// Leaves something to be done outside after the commit.
    pub fn send(&mut self, outgoing: Outgoing) {
        self.write.outgoing.push(outgoing);
    }

    /// Logs a read in the same transaction.
    pub fn log_read(&mut self, entry: ReadEntry) {
        self.write.reads.push(entry);
    }

    /// Stores the answer to the request with what it changed.
    pub fn answer_with(&mut self, record: Idempotency) {
        self.write.idempotency = Some(record);
    }

    /// Claims `value` for what this use case makes: at the commit, under a lock of its own, `sql` must still find no
    /// row for it, else the use case runs again and meets who came first. Two first logins of one person at once
    /// would otherwise make two persons, because new streams conflict with nothing.
    pub(crate) fn claim(&mut self, kind: &str, value: &str, sql: &'static str) {
        let lock = StreamId::of("claim", format_args!("{kind}-{value}"));
        self.claims.push(Claim { lock, sql, value: value.to_owned() });
    }

    /// Who acts in this use case, in the first capacity that may do `action`.
    pub fn actor(&self, action: Action) -> Actor {
        self.caller.actor(&crate::access::roles_for(action))
    }
}

impl City {
    /// Carries a use case out: checks that the caller may do `action` at all, runs `task`, commits its write.
    ///
    /// # Errors
    /// What `task` says, or [`Problem::Busy`] after three conflicts, or a fault of the storage.
    pub fn act<T>(
        &self,
        caller: &Caller,
        moment: &Moment,
        action: Action,
        task: impl Fn(&mut Work<'_>) -> Result<T, Problem>,
    ) -> Result<Done<T>, Problem> {
        caller.require(action)?;
        self.run(caller, moment, task)
    }

    /// Carries a use case of the platform itself out, without asking the table.
    pub(crate) fn run<T>(
        &self,
        caller: &Caller,
        moment: &Moment,
        task: impl Fn(&mut Work<'_>) -> Result<T, Problem>,
    ) -> Result<Done<T>, Problem> {
        let mut moment = moment.clone();
        let mut tries = 0;
        loop {
            tries += 1;
            match self.run_once(caller, &moment, &task) {
                // Another chance each time: a number that somebody else drew first would be drawn again.
                Err(Problem::Busy) if tries < TRIES => drop(moment.draw()),
                other => return other,
            }
        }
    }

    fn run_once<T>(
        &self,
        caller: &Caller,
        moment: &Moment,
        task: impl Fn(&mut Work<'_>) -> Result<T, Problem>,
    ) -> Result<Done<T>, Problem> {
        let (write, heads) = (Write::default(), BTreeMap::new());
        let mut work = Work { city: self, caller, moment: moment.clone(), write, heads, claims: Vec::new() };
        let result = task(&mut work)?;
        let (write, claims) = (work.write, work.claims);
        if write == Write::default() || nothing_to_write(&write) {
            return Ok(Done { result, committed: Committed::default() });
        }
        let committed = match self.safety() {
            // While a demo's life is filled in, people come in by the same door.
            _ if !claims.is_empty() => self.commit_claimed(&write, &claims)?,
            safety => self.ledger().commit(write, safety)?,
        };
        self.after_commit(&committed);
        Ok(Done { result, committed })
    }

    fn commit_claimed(&self, write: &Write, claims: &[Claim]) -> Result<Committed, CommitError> {
        let locks: Vec<_> = claims.iter().map(|claim| claim.lock.clone()).collect();
        let decided = self.ledger().decide_hot(&locks, |held: &mut dyn Load| {
            for claim in claims {
                if !held.query(claim.sql, &[claim.value.as_str().into()])?.is_empty() {
                    return Err(CommitError::Conflict(claim.lock.clone()));
                }
            }
            Ok((write.clone(), ()))
        });
        decided.map(|(committed, ())| committed)
    }
}

fn nothing_to_write(write: &Write) -> bool {
    write.written.is_empty()
        && write.rows.is_empty()
        && write.outgoing.is_empty()
        && write.idempotency.is_none()
        && write.reads.is_empty()
}

/// An event of the ledger as the domain's type.
///
/// # Errors
/// [`Problem::Fault`] if the body does not fit.
pub fn typed<E: DomainEvent>(opened: Opened) -> Result<Recorded<E>, Problem> {
    let event = opened
        .body
        .read()
        .map_err(|cause| Problem::fault("reading an event", format!("{}: {cause}", opened.name)))?;
    let Opened { stream, position, at, actor, .. } = opened;
    Ok(Recorded { stream, position, at, actor, event })
}

/// An event as the ledger takes it.
///
/// # Errors
/// [`Problem::Fault`] if it cannot be written as JSON.
pub(crate) fn new_event<E: DomainEvent>(
    at: kernel::Timestamp,
    actor: &Actor,
    event: &E,
) -> Result<NewEvent, Problem> {
    let body = Body::of(event).map_err(|cause| Problem::fault("writing an event", cause))?;
    Ok(NewEvent { at, actor: actor.clone(), name: event.name(), version: event.version(), body })
}
