//! Views: tables folded from events by pure functions, rebuilt at any time.

use crate::{Body, RowChange};
use kernel::{Actor, StreamId, Timestamp};

/// A table of a view. The ledger makes it, indexes it, and renames it when a rebuilt one takes its place.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// The name in SQL.
    pub name: &'static str,
    /// All columns in order.
    pub columns: &'static [Column],
    /// The columns of the primary key.
    pub key: &'static [&'static str],
    /// Further indexes, each a list of columns (`"at DESC"` is allowed).
    pub indexes: &'static [&'static [&'static str]],
    /// The column that names the person whose personal columns these are, if there are any.
    pub person: Option<&'static str>,
}

/// A column of a view table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The name in SQL.
    pub name: &'static str,
    /// What it holds.
    pub kind: ColumnKind,
    /// Whether it holds a personal value (sealed, masked or a keyed hash): emptied when the person is erased.
    pub personal: bool,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// TEXT.
    Text,
    /// BIGINT.
    Integer,
    /// BLOB / BYTEA; also sealed values.
    Bytes,
    /// Segmented text for full-text search: the ledger keeps an FTS5 or tsvector index on it,
    /// asked with [`crate::Ledger::search`].
    Words,
}

/// An event as views see it: opened, with personal values in `{"$private": …}` nodes
/// (without `value` once the person was erased).
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The stream.
    pub stream: StreamId,
    /// Its place in the stream, from 1.
    pub position: u64,
    /// When it happened.
    pub at: Timestamp,
    /// Who acted.
    pub actor: Actor,
    /// The stable name.
    pub name: String,
    /// The version of the shape.
    pub version: u16,
    /// The fact as JSON.
    pub body: Body,
}

/// A view: tables and the pure fold that fills them.
pub trait View: Send + Sync {
    /// The stable name, for example `case_list`.
    fn name(&self) -> &'static str;
    /// Grows when the tables or the fold change: the next start rebuilds it.
    fn version(&self) -> u32;
    /// Its tables.
    fn tables(&self) -> &'static [Table];
    /// The row changes that an event causes; reads nothing but the event.
    fn fold(&self, event: &Opened, changes: &mut Vec<RowChange>);
}
