//! The few kinds of value that both stores share.

use kernel::{PersonId, StreamId, Timestamp};

/// A value of a row or of a query's parameter.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// No value.
    Null,
    /// A 64-bit integer; also microseconds, fen and yes/no as 1/0.
    Integer(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A personal value to be sealed under the key of `of` in `stream` when the row is written;
    /// opened again with [`crate::Ledger::open_sealed`].
    Personal {
        /// Whose value it is.
        of: PersonId,
        /// The stream whose key seals it.
        stream: StreamId,
        /// The plain text.
        plain: String,
    },
}

impl Value {
    /// A time as microseconds since 1970.
    pub fn time(at: Timestamp) -> Self {
        Value::Integer(at.as_microsecond())
    }

    /// An optional value, `Null` when absent.
    pub fn maybe<T: Into<Value>>(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Value::Integer(value)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Integer(i64::from(value))
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Value::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Value::Text(value)
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Value::Bytes(value)
    }
}

impl From<Timestamp> for Value {
    fn from(at: Timestamp) -> Self {
        Value::time(at)
    }
}

/// One row of an answer, read by place in the SELECT list.
#[derive(Clone, Debug, PartialEq)]
pub struct Row(pub Vec<Value>);

impl Row {
    /// The integer at `place`; 0 for NULL.
    ///
    /// # Panics
    /// If the column is not an integer: the SQL text and its reader disagree, which is a bug.
    pub fn integer(&self, place: usize) -> i64 {
        self.maybe_integer(place).unwrap_or(0)
    }

    /// The integer at `place`, none for NULL.
    pub fn maybe_integer(&self, place: usize) -> Option<i64> {
        match &self.0[place] {
            Value::Integer(value) => Some(*value),
            Value::Null => None,
            other => panic!("column {place} is not an integer but {other:?}"),
        }
    }

    /// The text at `place`; empty for NULL.
    pub fn text(&self, place: usize) -> &str {
        self.maybe_text(place).unwrap_or_default()
    }

    /// The text at `place`, none for NULL.
    pub fn maybe_text(&self, place: usize) -> Option<&str> {
        match &self.0[place] {
            Value::Text(value) => Some(value),
            Value::Null => None,
            other => panic!("column {place} is not text but {other:?}"),
        }
    }

    /// The bytes at `place`; empty for NULL.
    pub fn bytes(&self, place: usize) -> &[u8] {
        match &self.0[place] {
            Value::Bytes(value) => value,
            Value::Null => &[],
            other => panic!("column {place} is not bytes but {other:?}"),
        }
    }

    /// The time at `place` (microseconds), none for NULL.
    pub fn maybe_time(&self, place: usize) -> Option<Timestamp> {
        self.maybe_integer(place).and_then(|micros| Timestamp::from_microsecond(micros).ok())
    }
}
