//! The ledger: what happened, written once, durable before anyone is told "done", and provable.
//!
//! A change is a [`Write`]: events for streams with expected heads, row changes of views, outbox entries and
//! an idempotency record, committed in one transaction on SQLite or PostgreSQL. Personal values are sealed
//! here under a key for each person and stream. Committed events become leaves of a Merkle tree.
//!
//! Everything blocks; callers with an async runtime use their blocking pool.

mod value;
mod view;
mod write;

pub use value::{Row, Value};
pub use view::{Column, ColumnKind, Opened, Table, View};
pub use write::{
    Answer, Commit, CommitError, Committed, Idempotency, NewEvent, Outgoing, ReadEntry, RowChange,
    StreamWrite, Write,
};
