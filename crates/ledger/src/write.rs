//! A write as a value: everything that one use case changes, or nothing of it.

use crate::{Body, Fault, Value};
use kernel::{AccountId, Actor, PersonId, StreamId, Timestamp};

/// A new event, personal values still open in `{"$private": {"of": …, "value": …}}` nodes.
#[derive(Clone, Debug, PartialEq)]
pub struct NewEvent {
    /// When it happened; the ledger lifts it to the last time of its stream if a clock was set back.
    pub at: Timestamp,
    /// Who acted.
    pub actor: Actor,
    /// The stable name.
    pub name: &'static str,
    /// The version of the shape.
    pub version: u16,
    /// The fact.
    pub body: Body,
}

/// Events for one stream, if its head is still where it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct StreamWrite {
    /// The stream.
    pub stream: StreamId,
    /// The position of the last event that the decision knew; 0 for a new stream.
    pub expected: u64,
    /// The new events, at least one.
    pub events: Vec<NewEvent>,
}

/// A change of one row of a view or of a plain table.
#[derive(Clone, Debug, PartialEq)]
pub enum RowChange {
    /// Puts the row: inserts it, or sets the named columns of the row with this key.
    Put {
        /// The table.
        table: &'static str,
        /// The key columns and their values.
        key: Vec<(&'static str, Value)>,
        /// The other columns to set.
        set: Vec<(&'static str, Value)>,
    },
    /// Puts the row as [`RowChange::Put`] does, unless the table has a row with the key `other`. Within one write
    /// rows are put in the order of their keys, so `other` must come before `key`.
    PutUnless {
        /// The table.
        table: &'static str,
        /// The key columns and their values.
        key: Vec<(&'static str, Value)>,
        /// The other columns to set.
        set: Vec<(&'static str, Value)>,
        /// The key of the row in whose presence nothing is put.
        other: Vec<(&'static str, Value)>,
    },
    /// Sets the named columns of the row with this key; nothing if there is none.
    Set {
        /// The table.
        table: &'static str,
        /// The key columns and their values.
        key: Vec<(&'static str, Value)>,
        /// The columns to set.
        set: Vec<(&'static str, Value)>,
    },
    /// Adds to integer columns of the row with this key, which is made with zeros if absent.
    Add {
        /// The table.
        table: &'static str,
        /// The key columns and their values.
        key: Vec<(&'static str, Value)>,
        /// The columns and what to add to each.
        add: Vec<(&'static str, i64)>,
    },
    /// Removes the rows whose columns have these values.
    Remove {
        /// The table.
        table: &'static str,
        /// Columns and their values.
        key: Vec<(&'static str, Value)>,
    },
}

/// Something to be done outside after the commit, at least once.
#[derive(Clone, Debug, PartialEq)]
pub struct Outgoing {
    /// Which worker takes it: `mail`, `sms`, `document` …
    pub topic: &'static str,
    /// Unique for the topic: a second entry with the same key is ignored. Becomes the Message-ID.
    pub key: String,
    /// The content; personal values in `$private` nodes are sealed under the key of `stream`.
    pub body: serde_json::Value,
    /// The stream whose keys seal the content.
    pub stream: StreamId,
    /// Not before this time (quiet hours).
    pub not_before: Timestamp,
}

/// The record that makes a repeated request answer the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Idempotency {
    /// Who asked.
    pub account: AccountId,
    /// The route's template.
    pub route: &'static str,
    /// The client's key.
    pub key: String,
    /// SHA-256 of the request body.
    pub request: [u8; 32],
    /// The answer to give again.
    pub answer: Answer,
}

/// A stored answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Body bytes.
    pub body: Vec<u8>,
}

/// One line of the read log: who read what of whom, when and for what purpose.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadEntry {
    /// When.
    pub at: Timestamp,
    /// Who read.
    pub account: AccountId,
    /// For which unit.
    pub unit: Option<String>,
    /// Whose data, if one person's.
    pub person: Option<PersonId>,
    /// Which stream, if one.
    pub stream: Option<StreamId>,
    /// What was read: a page, a list, a search, a download.
    pub what: String,
    /// For what purpose: the task in hand, or the reason given.
    pub purpose: String,
    /// How many rows were shown.
    pub count: u32,
}

/// Everything that one use case changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Write {
    /// Streams that get events.
    pub written: Vec<StreamWrite>,
    /// Streams that were only read and must not have moved, with the head that was read.
    pub read: Vec<(StreamId, u64)>,
    /// Changes of tables that are not folded from events (drafts, sessions); view rows are folded by the ledger.
    pub rows: Vec<RowChange>,
    /// What has to be done outside afterwards.
    pub outgoing: Vec<Outgoing>,
    /// The record of the request.
    pub idempotency: Option<Idempotency>,
    /// Lines of the read log.
    pub reads: Vec<ReadEntry>,
    /// The lease under which a job works: refused if another holder took over meanwhile.
    pub lease: Option<Lease>,
}

/// A lease of a job: held until it runs out on the database's clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// The job.
    pub name: String,
    /// Grows with each holder.
    pub fence: u64,
}

/// How urgent a commit is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Commit {
    /// Acknowledged after it is on disk.
    #[default]
    Durable,
    /// A part of a bulk load: batches are made large, each still durable before it is acknowledged.
    Bulk,
    /// A part of a demo's life, which nobody was told about: whole and in order, but on disk only with the next
    /// durable commit. Never for anything that somebody waits for.
    Rehearsal,
}

/// What a commit gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Committed {
    /// For each written stream its new head.
    pub heads: Vec<(StreamId, u64)>,
    /// The id (UUIDv7 text) and the leaf hash of each new event, in order of the write.
    pub leaves: Vec<(String, [u8; 32])>,
}

/// Why a write was not committed; nothing of it was.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// A stream moved since it was read: load, decide again.
    #[error("stream {0} moved since it was read")]
    Conflict(StreamId),
    /// The same request was committed before: give this answer again.
    #[error("the request was committed before")]
    Repeated(Answer),
    /// The same idempotency key came with another body.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// The write came under a lease that another holder has taken over.
    #[error("the lease was taken over by another holder")]
    Fenced,
    /// The disk is full; nothing was written and reading goes on.
    #[error("no space left on the storage")]
    Full,
    /// The store failed.
    #[error("storage failed while {doing}: {cause}")]
    Fault {
        /// What was being done.
        doing: &'static str,
        /// The store's words.
        cause: String,
    },
}

impl From<Fault> for CommitError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Full => CommitError::Full,
            Fault::Fenced => CommitError::Fenced,
            Fault::Storage { doing, cause } => CommitError::Fault { doing, cause },
            Fault::Seal(cause) => CommitError::Fault { doing: "sealing personal values", cause },
        }
    }
}
