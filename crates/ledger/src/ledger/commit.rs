//! Writing: one use case, everything of it or nothing.

use super::read::stored_keys;
use super::{Inner, Ledger, Loaded, Recent, Stop};
use crate::apply::{ANSWER_OF, Verdict, answer_in, apply};
use crate::fault::{StoreFault, While};
use crate::prepare::{KeyRows, Known, Prepared, prepare, read_values};
use crate::session::Session;
use crate::{Answer, Commit, CommitError, Committed, Fault, ReadEntry, Row, Value, Write};
use kernel::{AccountId, StreamId, Timestamp};
use std::collections::HashMap;
use std::sync::PoisonError;

/// How often a write is prepared again when the ledger itself was in the way: a clock set back, a key made by
/// another write, an erasure in between, a deadlock.
const ATTEMPTS: usize = 8;

/// Types of events that were not in the database before.
type NewTypes = Vec<(&'static str, u16)>;

/// What a decision may read while its streams are locked, or several questions on one connection.
pub trait Load {
    /// A stream as it stands under the lock.
    ///
    /// # Errors
    /// If the store fails.
    fn load(&mut self, stream: &StreamId) -> Result<Loaded, Fault>;

    /// Rows of views and plain tables as they stand under the lock.
    ///
    /// # Errors
    /// If the store fails.
    fn query(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, Fault>;
}

impl Ledger {
    /// Commits a write: durable when this returns, or nothing of it happened.
    ///
    /// # Errors
    /// [`CommitError::Conflict`] if a stream moved since it was read: load, decide again, three times at most.
    /// [`CommitError::Repeated`] and [`CommitError::KeyReused`] from the record of the request;
    /// [`CommitError::Fenced`] from the lease; [`CommitError::Full`] and [`CommitError::Fault`] from the store.
    pub fn commit(&self, write: Write, how: Commit) -> Result<Committed, CommitError> {
        let inner = &self.inner;
        let mut floors = HashMap::new();
        let mut last = None;
        for attempt in 0..ATTEMPTS {
            let mut load = |stream: &StreamId| match attempt {
                // A stream that begins has no keys yet; if it has, the store says so and the next attempt looks.
                0 if begins(&write, stream) => Ok(Vec::new()),
                _ => self.keys_of(stream),
            };
            let prepared = inner.prepare(&write, &floors, &mut load)?;
            let (committed, types) = (prepared.committed.clone(), prepared.types.clone());
            match inner.store.commit(prepared, how) {
                Ok(()) => {
                    inner.note_types(&types);
                    return Ok(committed);
                }
                Err(verdict) => last = Some(inner.again_or_refuse(verdict, &mut floors)?),
            }
        }
        Err(last.unwrap_or(StoreFault::Other("never tried".to_owned())).while_("committing").into())
    }

    /// Writes lines of the read log without waiting: `done` hears, on a thread of the ledger and so quickly, once
    /// they are on disk. Lines conflict with nothing, so there is nothing to decide again.
    pub fn log_reads(
        &self,
        lines: &[ReadEntry],
        done: impl FnOnce(Result<(), CommitError>) + Send + 'static,
    ) {
        let values = lines.iter().flat_map(read_values).collect();
        let told =
            |written: Result<(), StoreFault>| done(written.map_err(|fault| fault.while_("logging").into()));
        self.inner.store.log(values, Box::new(told));
    }

    /// Loads, decides and commits under the locks of `streams`: for queues, slots and counters, where optimistic
    /// retries would starve. `decide` must be quick: everybody else waits.
    ///
    /// # Errors
    /// What `decide` refuses; the errors of [`Ledger::commit`] turned into `E`.
    pub fn decide_hot<T, E: From<CommitError> + Send>(
        &self,
        streams: &[StreamId],
        decide: impl FnOnce(&mut dyn Load) -> Result<(Write, T), E> + Send,
    ) -> Result<(Committed, T), E> {
        let inner = &self.inner;
        let work = |session: &mut Session<'_>| -> Result<_, Hot<E>> {
            let mut locked = Locked { inner, session };
            let (write, value) = decide(&mut locked).map_err(Hot::Refused)?;
            let (committed, types) = inner.apply_locked(locked.session, &write).map_err(Hot::of)?;
            let leaves = committed.leaves.clone();
            Ok(((committed, types, value), leaves))
        };
        match inner.store.write(streams, work) {
            Ok((committed, types, value)) => {
                inner.note_types(&types);
                Ok((committed, value))
            }
            Err(Hot::Refused(refusal)) => Err(refusal),
            Err(Hot::Commit(error)) => Err(error.into()),
        }
    }

    /// The answer that this request got before, within 24 hours.
    ///
    /// # Errors
    /// [`CommitError::KeyReused`] if the key came with another request; a fault of the store.
    pub fn answer_of(
        &self,
        account: AccountId,
        route: &str,
        key: &str,
        request: &[u8; 32],
    ) -> Result<Option<Answer>, CommitError> {
        let values = [account.to_string().into(), route.into(), key.into()];
        let found = self.read("looking for an answer", |session| session.row(ANSWER_OF, &values))?;
        match found {
            None => Ok(None),
            Some(row) if row.bytes(0) == request => Ok(Some(answer_in(&row, 1))),
            Some(_) => Err(CommitError::KeyReused),
        }
    }

    fn keys_of(&self, stream: &StreamId) -> Result<Vec<(kernel::PersonId, Vec<u8>)>, Fault> {
        let read = |session: &mut Session<'_>| -> Result<_, Stop> { Ok(stored_keys(session, stream)?) };
        Ok(self.inner.store.read(read)?)
    }
}

/// Whether the first event of the stream is in this write.
fn begins(write: &Write, stream: &StreamId) -> bool {
    write.written.iter().any(|written| written.expected == 0 && written.stream == *stream)
}

/// A refusal of the decision or of the commit after it.
enum Hot<E> {
    Refused(E),
    Commit(CommitError),
}

impl<E> Hot<E> {
    fn of(error: CommitError) -> Self {
        Hot::Commit(error)
    }
}

impl<E> From<StoreFault> for Hot<E> {
    fn from(fault: StoreFault) -> Self {
        Hot::Commit(fault.while_("committing under the lock").into())
    }
}

/// A connection of the ledger for several questions.
pub(super) struct Locked<'a, 'b, 'c> {
    pub inner: &'a Inner,
    pub session: &'b mut Session<'c>,
}

impl Load for Locked<'_, '_, '_> {
    fn load(&mut self, stream: &StreamId) -> Result<Loaded, Fault> {
        self.inner.load(self.session, stream)
    }

    fn query(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, Fault> {
        self.session.rows(sql, params).doing("querying under the lock")
    }
}

impl Inner {
    pub(super) fn prepare(
        &self,
        write: &Write,
        floors: &HashMap<StreamId, Timestamp>,
        load: KeyRows<'_>,
    ) -> Result<Prepared, Fault> {
        let recent = self.recent();
        if let Some(cause) = recent.foreign.clone() {
            return Err(Fault::Storage { doing: "preparing a write", cause });
        }
        let recorded_types = self.recorded_types.read().unwrap_or_else(PoisonError::into_inner);
        let known = Known {
            keys: &self.setup.keys,
            views: &self.setup.views,
            tables: &self.tables,
            events: self.setup.events,
            recorded_types: &recorded_types,
            generation: recent.generation,
            erased: &recent.erased,
        };
        prepare(&known, write, floors, load)
    }

    /// Prepares and applies inside a transaction that holds the locks already.
    fn apply_locked(
        &self,
        session: &mut Session<'_>,
        write: &Write,
    ) -> Result<(Committed, NewTypes), CommitError> {
        let mut floors = HashMap::new();
        let mut last = None;
        for _ in 0..ATTEMPTS {
            let prepared = {
                let mut load = |stream: &StreamId| stored_keys(session, stream);
                self.prepare(write, &floors, &mut load)?
            };
            session.script("SAVEPOINT attempt").doing("committing under the lock")?;
            match apply(session, &prepared) {
                Ok(()) => {
                    session.script("RELEASE SAVEPOINT attempt").doing("committing under the lock")?;
                    return Ok((prepared.committed, prepared.types));
                }
                Err(Verdict::Store(fault)) => return Err(fault.while_("committing under the lock").into()),
                Err(Verdict::Stale) => {
                    undo_attempt(session)?;
                    // The connection of the lock is at hand; the pool might have none to spare.
                    self.refresh_with(session).doing("looking what moved")?;
                    last = Some(StoreFault::Again("the ledger moved".to_owned()));
                }
                Err(verdict) => {
                    undo_attempt(session)?;
                    last = Some(self.again_or_refuse(verdict, &mut floors)?);
                }
            }
        }
        Err(last.unwrap_or(StoreFault::Other("never tried".to_owned())).while_("committing").into())
    }

    /// Sorts a verdict: into an error for the caller, or into what has to be different at the next attempt.
    fn again_or_refuse(
        &self,
        verdict: Verdict,
        floors: &mut HashMap<StreamId, Timestamp>,
    ) -> Result<StoreFault, CommitError> {
        match verdict {
            Verdict::Conflict(stream) => Err(CommitError::Conflict(stream)),
            Verdict::Repeated(answer) => Err(CommitError::Repeated(answer)),
            Verdict::KeyReused => Err(CommitError::KeyReused),
            Verdict::Fenced => Err(CommitError::Fenced),
            Verdict::Late(stream, at) => {
                floors.insert(stream, at);
                Ok(StoreFault::Again("the stream has a later time".to_owned()))
            }
            Verdict::Stale => {
                self.refresh().doing("looking what moved")?;
                Ok(StoreFault::Again("the ledger moved".to_owned()))
            }
            Verdict::Store(fault @ StoreFault::Again(_)) => Ok(fault),
            Verdict::Store(fault) => Err(fault.while_("committing").into()),
        }
    }

    /// Looks up again what the generation of the database says.
    pub(super) fn refresh(&self) -> Result<(), StoreFault> {
        let recent = self.store.read(|session| Recent::read(session, &self.setup.views))?;
        self.remember(recent);
        Ok(())
    }

    fn refresh_with(&self, session: &mut Session<'_>) -> Result<(), StoreFault> {
        self.remember(Recent::read(session, &self.setup.views)?);
        Ok(())
    }

    fn remember(&self, recent: Recent) {
        *self.recent.write().unwrap_or_else(PoisonError::into_inner) = recent.into();
    }

    /// These types stand in the database now, so later writes need not say so again.
    fn note_types(&self, types: &[(&'static str, u16)]) {
        if !types.is_empty() {
            self.recorded_types.write().unwrap_or_else(PoisonError::into_inner).extend(types);
        }
    }
}

fn undo_attempt(session: &mut Session<'_>) -> Result<(), Fault> {
    session.script("ROLLBACK TO SAVEPOINT attempt").doing("committing under the lock")?;
    session.script("RELEASE SAVEPOINT attempt").doing("committing under the lock")
}
