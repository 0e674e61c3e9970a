//! PostgreSQL's side of a session: a connection with its prepared statements, and the values' binary forms.

use crate::fault::StoreFault;
use crate::{Row, Value};
use bytes::BytesMut;
use postgres::error::SqlState;
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, SimpleQueryMessage, Statement};
use std::collections::HashMap;
use std::error::Error;

const GENERATION: &str = include_str!("../sql/generation.sql");

/// A connection with the statements that were prepared on it.
pub(crate) struct Connected {
    pub client: Client,
    /// The generation as it was read when the open write transaction began; see [`Connected::begin_write`].
    pub generation: Option<i64>,
    statements: HashMap<&'static str, Statement>,
}

impl Connected {
    pub fn new(client: Client) -> Self {
        Connected { client, generation: None, statements: HashMap::new() }
    }

    pub fn statement(&mut self, sql: &'static str) -> Result<Statement, StoreFault> {
        if let Some(known) = self.statements.get(sql) {
            return Ok(known.clone());
        }
        let statement = self.client.prepare(sql).map_err(|error| fault_of(&error))?;
        self.statements.insert(sql, statement.clone());
        Ok(statement)
    }

    pub fn rows(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, StoreFault> {
        let statement = self.statement(sql)?;
        let answer = self.client.query(&statement, &bind(params, &statement));
        let rows = answer.map_err(|error| self.fault(sql, &error))?;
        rows.iter().map(row_of).collect::<Result<_, _>>().map_err(|error| fault_of(&error))
    }

    pub fn run(&mut self, sql: &'static str, params: &[Value]) -> Result<u64, StoreFault> {
        let statement = self.statement(sql)?;
        let done = self.client.execute(&statement, &bind(params, &statement));
        done.map_err(|error| self.fault(sql, &error))
    }

    /// Begins a write: `begin` opens the transaction and takes its locks. The generation is asked for on the same
    /// way there and back, after the locks are had.
    pub fn begin_write(&mut self, begin: &str) -> Result<(), StoreFault> {
        self.generation = None;
        let text = format!("{begin}; {GENERATION}");
        let answers = self.client.simple_query(&text).map_err(|error| fault_of(&error))?;
        let last = answers.iter().rev().find_map(|answer| match answer {
            SimpleQueryMessage::Row(row) => row.get(0),
            _ => None,
        });
        self.generation = last.and_then(|number| number.parse().ok());
        Ok(())
    }

    pub fn script(&mut self, sql: &str) -> Result<(), StoreFault> {
        self.client.batch_execute(sql).map_err(|error| fault_of(&error))
    }

    /// A plan that became old, because a rebuilt view took the table's place, is forgotten and worth a retry.
    fn fault(&mut self, sql: &'static str, error: &postgres::Error) -> StoreFault {
        if error.code() == Some(&SqlState::FEATURE_NOT_SUPPORTED) {
            self.statements.remove(sql);
            return StoreFault::Again(words_of(error));
        }
        fault_of(error)
    }
}

fn bind<'a>(params: &'a [Value], statement: &Statement) -> Vec<&'a (dyn ToSql + Sync)> {
    // A text may use fewer parameters than its twin in the other dialect.
    params.iter().take(statement.params().len()).map(|value| value as &(dyn ToSql + Sync)).collect()
}

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Integer(value) => integer_to_sql(*value, ty, out),
            Value::Text(text) if <String as ToSql>::accepts(ty) => text.to_sql(ty, out),
            Value::Bytes(bytes) if *ty == Type::BYTEA => bytes.to_sql(ty, out),
            Value::Personal { .. } => Err("a personal value is not sealed".into()),
            Value::Text(_) => Err(format!("text given where {ty} is wanted").into()),
            Value::Bytes(_) => Err(format!("bytes given where {ty} is wanted").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn integer_to_sql(value: i64, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
    match *ty {
        Type::INT8 => value.to_sql(ty, out),
        Type::INT4 => i32::try_from(value)?.to_sql(ty, out),
        Type::INT2 => i16::try_from(value)?.to_sql(ty, out),
        Type::BOOL => (value != 0).to_sql(ty, out),
        _ => Err(format!("an integer given where {ty} is wanted").into()),
    }
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(match *ty {
            Type::INT8 => Value::Integer(i64::from_sql(ty, raw)?),
            Type::INT4 => Value::Integer(i64::from(i32::from_sql(ty, raw)?)),
            Type::INT2 => Value::Integer(i64::from(i16::from_sql(ty, raw)?)),
            Type::BOOL => Value::Integer(i64::from(bool::from_sql(ty, raw)?)),
            Type::NUMERIC => Value::Integer(whole_number(raw).ok_or("a sum that is not a 64-bit integer")?),
            Type::BYTEA => Value::Bytes(raw.to_vec()),
            Type::VOID => Value::Null,
            _ if <String as FromSql>::accepts(ty) => Value::Text(String::from_sql(ty, raw)?),
            _ => return Err(format!("a column of type {ty}: cast it in the SQL text").into()),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Value::Null)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// Reads a NUMERIC, which PostgreSQL makes of `sum(bigint)`, as an integer: groups of four decimal digits.
fn whole_number(raw: &[u8]) -> Option<i64> {
    let word = |place: usize| Some(i16::from_be_bytes([*raw.get(place * 2)?, *raw.get(place * 2 + 1)?]));
    let (groups, weight, sign) = (word(0)?, word(1)?, word(2)?);
    let mut value: i64 = 0;
    for group in 0..=weight {
        let digits = if group < groups { word(4 + usize::try_from(group).ok()?)? } else { 0 };
        value = value.checked_mul(10_000)?.checked_add(i64::from(digits))?;
    }
    let is_whole = groups <= weight.max(-1) + 1;
    is_whole.then_some(if sign == 0 { value } else { -value })
}

fn row_of(row: &postgres::Row) -> Result<Row, postgres::Error> {
    (0..row.len()).map(|place| row.try_get(place)).collect::<Result<_, _>>().map(Row)
}

fn words_of(error: &postgres::Error) -> String {
    match error.as_db_error() {
        Some(cause) => format!("{} ({})", cause.message(), cause.code().code()),
        None => error.source().map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}")),
    }
}

/// The kind of a failure of PostgreSQL.
pub(crate) fn fault_of(error: &postgres::Error) -> StoreFault {
    let words = words_of(error);
    if error.is_closed() {
        return StoreFault::Lost(words);
    }
    match error.code() {
        Some(code) if *code == SqlState::DISK_FULL => StoreFault::Full,
        Some(code)
            if [
                SqlState::T_R_DEADLOCK_DETECTED,
                SqlState::T_R_SERIALIZATION_FAILURE,
                SqlState::LOCK_NOT_AVAILABLE,
            ]
            .contains(code) =>
        {
            StoreFault::Again(words)
        }
        Some(code)
            if [SqlState::ADMIN_SHUTDOWN, SqlState::CRASH_SHUTDOWN, SqlState::CANNOT_CONNECT_NOW]
                .contains(code) =>
        {
            StoreFault::Lost(words)
        }
        Some(_) => StoreFault::Other(words),
        None if error.source().is_some_and(|cause| cause.is::<std::io::Error>()) => StoreFault::Lost(words),
        None => StoreFault::Other(words),
    }
}
