//! Short words for declaring tables.

use ledger::{Column, ColumnKind};

/// A text column.
pub const fn text(name: &'static str) -> Column {
    Column { name, kind: ColumnKind::Text, personal: false }
}

/// An integer column: counts, yes/no, microseconds.
pub const fn integer(name: &'static str) -> Column {
    Column { name, kind: ColumnKind::Integer, personal: false }
}

/// A text column with a masked personal value or a keyed hash, emptied when the person is erased.
pub const fn personal(name: &'static str) -> Column {
    Column { name, kind: ColumnKind::Text, personal: true }
}

/// A sealed personal value, emptied when the person is erased.
pub const fn sealed(name: &'static str) -> Column {
    Column { name, kind: ColumnKind::Bytes, personal: true }
}

/// Text for full-text search.
pub const fn words(name: &'static str) -> Column {
    Column { name, kind: ColumnKind::Words, personal: false }
}
