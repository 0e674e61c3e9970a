//! How many rows and bytes a store holds, table by table, so that the floor writes as much as we really do.

use crate::Sentence;
use postgres::{Client, NoTls};
use rusqlite::{Connection, OpenFlags};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// Rows and bytes of one table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Rows.
    pub rows: i64,
    /// Bytes of their values.
    pub bytes: i64,
}

/// What one request adds to one table, on average.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Added {
    /// The table.
    pub table: String,
    /// Rows.
    pub rows: f64,
    /// Bytes in each of them.
    pub bytes: usize,
}

/// What the store holds now.
///
/// # Errors
/// If it cannot be read.
pub fn held(folder: &Path, database: Option<&str>) -> Result<BTreeMap<String, Held>, Sentence> {
    match database {
        Some(url) => in_postgres(url),
        None => in_sqlite(&folder.join("ledger.db")),
    }
}

fn in_sqlite(file: &Path) -> Result<BTreeMap<String, Held>, Sentence> {
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    // Virtual tables keep their index in shadow tables, which are structure and no rows of ours.
    let mut names = connection.prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'",
    )?;
    let names: Vec<String> = names.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut held = BTreeMap::new();
    for name in names {
        let mut columns = connection.prepare(&format!("SELECT name FROM pragma_table_info('{name}')"))?;
        let columns: Vec<String> = columns.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let length = |column: &String| format!("coalesce(octet_length(\"{column}\"), 0)");
        let sum = columns.iter().map(length).collect::<Vec<_>>().join(" + ");
        let sql = format!("SELECT count(*), coalesce(sum({sum}), 0) FROM \"{name}\"");
        let read = |row: &rusqlite::Row<'_>| Ok(Held { rows: row.get(0)?, bytes: row.get(1)? });
        held.insert(name, connection.query_row(&sql, [], read)?);
    }
    Ok(held)
}

fn in_postgres(url: &str) -> Result<BTreeMap<String, Held>, Sentence> {
    let mut client = Client::connect(url, NoTls)?;
    let tables = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()";
    let names: Vec<String> = client.query(tables, &[])?.iter().map(|row| row.get(0)).collect();
    let mut held = BTreeMap::new();
    for name in names {
        let sql =
            format!("SELECT count(*), coalesce(sum(pg_column_size(t.*) - 24), 0)::bigint FROM \"{name}\" t");
        let row = client.query_one(&sql, &[])?;
        held.insert(name, Held { rows: row.get(0), bytes: row.get(1) });
    }
    Ok(held)
}

/// How many rows one table holds.
///
/// # Errors
/// If it cannot be read.
pub fn rows_of(table: &str, folder: &Path, database: Option<&str>) -> Result<i64, Sentence> {
    let sql = format!("SELECT count(*) FROM \"{table}\"");
    match database {
        Some(url) => Ok(Client::connect(url, NoTls)?.query_one(&sql, &[])?.get(0)),
        None => {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
            let connection = Connection::open_with_flags(folder.join("ledger.db"), flags)?;
            Ok(connection.query_row(&sql, [], |row| row.get(0))?)
        }
    }
}

/// What `requests` requests added, for each table that grew.
pub fn added(before: &BTreeMap<String, Held>, after: &BTreeMap<String, Held>, requests: usize) -> Vec<Added> {
    let grown = after.iter().filter_map(|(table, now)| {
        let then = before.get(table).copied().unwrap_or_default();
        let (rows, bytes) = (now.rows - then.rows, now.bytes - then.bytes);
        // A table that did not grow with the requests belongs to the work beside them.
        let rows_each = rows as f64 / requests.max(1) as f64;
        (0.05 < rows_each).then(|| Added {
            table: table.clone(),
            rows: rows_each,
            bytes: usize::try_from(bytes / rows).unwrap_or(0).max(1),
        })
    });
    grown.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hardly_grew_is_not_ours() {
        let table = |rows, bytes| BTreeMap::from([("events".to_owned(), Held { rows, bytes })]);
        let found = added(&table(10, 100), &table(30, 2100), 10);
        assert_eq!(found, [Added { table: "events".to_owned(), rows: 2.0, bytes: 100 }]);
        assert!(added(&table(10, 100), &table(11, 200), 100).is_empty());
    }
}
