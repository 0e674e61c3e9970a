//! SQLite's side of a session.
//!
//! SQLite numbers `$2` by first appearance, so each parameter is bound by the number in its name.

use crate::fault::StoreFault;
use crate::{Row, Value};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ErrorCode, ToSql};

struct Bound<'a>(&'a Value);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Value::Null => ValueRef::Null,
            Value::Integer(value) => ValueRef::Integer(*value),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
            Value::Personal { .. } => {
                return Err(rusqlite::Error::ToSqlConversionFailure("a personal value is not sealed".into()));
            }
        }))
    }
}

fn bind<'a>(
    connection: &'a Connection,
    sql: &str,
    params: &[Value],
) -> Result<CachedStatement<'a>, rusqlite::Error> {
    let mut statement = connection.prepare_cached(sql)?;
    for place in 1..=statement.parameter_count() {
        let number = statement.parameter_name(place).and_then(|name| name.get(1..)?.parse::<usize>().ok());
        let value = number.and_then(|number| params.get(number.wrapping_sub(1)));
        let value = value.ok_or(rusqlite::Error::InvalidParameterCount(params.len(), place))?;
        statement.raw_bind_parameter(place, Bound(value))?;
    }
    Ok(statement)
}

pub(super) fn rows(connection: &Connection, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreFault> {
    collect(connection, sql, params).map_err(|error| fault_of(&error))
}

fn collect(connection: &Connection, sql: &str, params: &[Value]) -> Result<Vec<Row>, rusqlite::Error> {
    let mut statement = bind(connection, sql, params)?;
    let width = statement.column_count();
    let mut answer = Vec::new();
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        let values = (0..width).map(|place| value_of(row.get_ref(place)?, place));
        answer.push(Row(values.collect::<Result<_, rusqlite::Error>>()?));
    }
    Ok(answer)
}

fn value_of(value: ValueRef<'_>, place: usize) -> Result<Value, rusqlite::Error> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(value) => Value::Integer(value),
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
        ValueRef::Real(_) => {
            let name = "a fraction: cast it to an integer in the SQL text".to_owned();
            return Err(rusqlite::Error::InvalidColumnType(place, name, rusqlite::types::Type::Real));
        }
    })
}

pub(super) fn run(connection: &Connection, sql: &str, params: &[Value]) -> Result<u64, StoreFault> {
    let run = |statement: &mut CachedStatement<'_>| statement.raw_execute();
    let done = bind(connection, sql, params).and_then(|mut statement| run(&mut statement));
    match done {
        Ok(count) => Ok(count as u64),
        // A statement that happens to answer (RETURNING, a PRAGMA) is run to its end.
        Err(rusqlite::Error::ExecuteReturnedResults) => rows(connection, sql, params).map(|r| r.len() as u64),
        Err(error) => Err(fault_of(&error)),
    }
}

/// The kind of a failure of SQLite.
pub(crate) fn fault_of(error: &rusqlite::Error) -> StoreFault {
    let words = error.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StoreFault::Full,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreFault::Again(words),
        _ if is_no_space(error) => StoreFault::Full,
        _ => StoreFault::Other(words),
    }
}

/// When the shared memory beside the write-ahead log cannot grow, SQLite reports a failure of input and output.
fn is_no_space(error: &rusqlite::Error) -> bool {
    let shared_memory = [rusqlite::ffi::SQLITE_IOERR_SHMSIZE, rusqlite::ffi::SQLITE_IOERR_SHMMAP];
    error.sqlite_error().is_some_and(|error| shared_memory.contains(&error.extended_code))
}
