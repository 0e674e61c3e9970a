//! Row changes as SQL: a text for each shape of change, values beside it.

use crate::fault::StoreFault;
use crate::schema::TableSlot;
use crate::session::{Session, intern};
use crate::{ColumnKind, Fault, RowChange, Table, Value};
use std::collections::{HashMap, HashSet};

/// A text with its values, ready to be run.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    pub sql: &'static str,
    pub values: Vec<Value>,
    /// How many of the values, from the front, are the key of the row that the text inserts; 0 if it inserts none.
    pub key: usize,
}

/// Runs statements in order; neighbours that insert different rows with the same text go together, because on
/// PostgreSQL each statement costs a way there and back.
pub(crate) fn run_all(session: &mut Session<'_>, statements: &[Statement]) -> Result<(), StoreFault> {
    let alike = |one: &Statement, other: &Statement| 0 < one.key && std::ptr::eq(one.sql, other.sql);
    for group in statements.chunk_by(alike) {
        let (sql, key) = (group[0].sql, group[0].key);
        let keys: HashSet<Vec<u8>> = group.iter().map(|one| key_bytes(&one.values[..key])).collect();
        if group.len() == 1 || keys.len() < group.len() {
            group.iter().try_for_each(|one| session.run(sql, &one.values).map(drop))?;
        } else {
            let values: Vec<Value> = group.iter().flat_map(|one| one.values.iter().cloned()).collect();
            session.insert(sql, group[0].values.len(), &values)?;
        }
    }
    Ok(())
}

fn key_bytes(key: &[Value]) -> Vec<u8> {
    format!("{key:?}").into_bytes()
}

/// The tables that row changes may touch.
#[derive(Default)]
pub(crate) struct Tables(HashMap<&'static str, (Table, Owner)>);

/// Who may change a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// The fold of the view with this number.
    View(usize),
    /// Writes themselves.
    Plain,
}

impl Tables {
    pub fn add(&mut self, table: Table, owner: Owner) {
        let before = self.0.insert(table.name, (table, owner));
        assert!(before.is_none(), "two tables are called {}", table.name);
    }

    /// All tables, those of views and plain ones.
    pub fn all(&self) -> impl Iterator<Item = &Table> {
        self.0.values().map(|(table, _)| table)
    }

    /// The table of this name.
    pub fn find(&self, name: &str) -> Option<&Table> {
        self.0.get(name).map(|(table, _)| table)
    }

    /// The statement of a change of `owner`.
    ///
    /// A change of an unknown or foreign table is a mistake in the program; it is told as a fault so that one
    /// wrong fold does not stop the whole server.
    pub fn statement(&self, change: RowChange, owner: Owner, slot: TableSlot) -> Result<Statement, Fault> {
        let name = table_of(&change);
        let Some((table, found)) = self.0.get(name) else {
            return Err(wrong(format!("no table is called {name}")));
        };
        if *found != owner {
            return Err(wrong(format!("table {name} belongs to {found:?}, the change comes from {owner:?}")));
        }
        let copy = slot.name(name);
        match change {
            RowChange::Put { key, set, .. } => put(table, &copy, key, set),
            RowChange::PutUnless { key, set, other, .. } => put_unless(table, &copy, (key, set), other),
            RowChange::Set { key, set, .. } => Ok(set_columns(&copy, key, set)),
            RowChange::Add { key, add, .. } => add_to(table, &copy, key, &add),
            RowChange::Remove { key, .. } => Ok(remove(&copy, key)),
        }
    }
}

/// Puts changes into one order for all writes: by table, and by key where every change names the whole key.
///
/// Two writes that touch the same rows then lock them in the same order and do not wait for each other in a
/// circle. Changes of one row keep their order; changes of different rows do not depend on each other.
pub(crate) fn in_lock_order<T>(tables: &Tables, changes: &mut [(RowChange, T)]) {
    changes.sort_by_key(|(change, _)| table_of(change));
    for of_table in changes.chunk_by_mut(|(one, _), (other, _)| table_of(one) == table_of(other)) {
        let table = of_table.first().and_then(|(change, _)| tables.find(table_of(change)));
        let is_keyed = |change: &RowChange, table: &Table| check_key(table, key_of(change)).is_ok();
        if table.is_some_and(|table| of_table.iter().all(|(change, _)| is_keyed(change, table))) {
            of_table.sort_by(|(one, _), (other, _)| rank(one).cmp(&rank(other)));
        }
    }
}

fn rank(change: &RowChange) -> Vec<(&'static str, i64, &[u8])> {
    fn part<'a>((name, value): &'a (&'static str, Value)) -> (&'static str, i64, &'a [u8]) {
        match value {
            Value::Integer(number) => (*name, *number, b""),
            Value::Text(text) => (*name, 0, text.as_bytes()),
            Value::Bytes(bytes) => (*name, 0, bytes),
            Value::Null | Value::Personal { .. } => (*name, 0, b""),
        }
    }
    let mut parts: Vec<_> = key_of(change).iter().map(part).collect();
    parts.sort_unstable();
    parts
}

fn key_of(change: &RowChange) -> &Cells {
    match change {
        RowChange::Put { key, .. }
        | RowChange::PutUnless { key, .. }
        | RowChange::Set { key, .. }
        | RowChange::Add { key, .. }
        | RowChange::Remove { key, .. } => key,
    }
}

type Cells = Vec<(&'static str, Value)>;

/// The table that a change is about.
pub(crate) fn table_of(change: &RowChange) -> &'static str {
    match change {
        RowChange::Put { table, .. }
        | RowChange::PutUnless { table, .. }
        | RowChange::Set { table, .. }
        | RowChange::Add { table, .. }
        | RowChange::Remove { table, .. } => table,
    }
}

/// The cells of a change, to see whose personal values are among them.
pub(crate) fn cells_of(change: &RowChange) -> impl Iterator<Item = &Value> {
    let (key, set) = match change {
        RowChange::Put { key, set, .. }
        | RowChange::PutUnless { key, set, .. }
        | RowChange::Set { key, set, .. } => (key, Some(set)),
        RowChange::Add { key, .. } | RowChange::Remove { key, .. } => (key, None),
    };
    key.iter().chain(set.into_iter().flatten()).map(|(_, value)| value)
}

/// The cells of a change, to seal personal ones.
pub(crate) fn cells_mut(change: &mut RowChange) -> impl Iterator<Item = &mut Value> {
    let (key, set) = match change {
        RowChange::Put { key, set, .. }
        | RowChange::PutUnless { key, set, .. }
        | RowChange::Set { key, set, .. } => (key, Some(set)),
        RowChange::Add { key, .. } | RowChange::Remove { key, .. } => (key, None),
    };
    key.iter_mut().chain(set.into_iter().flatten()).map(|(_, value)| value)
}

fn put(table: &Table, copy: &str, key: Cells, set: Cells) -> Result<Statement, Fault> {
    check_key(table, &key)?;
    let updates: Vec<String> =
        set.iter().map(|(column, _)| format!("{column} = excluded.{column}")).collect();
    let keys = names(&key).join(", ");
    let otherwise = otherwise(&updates);
    let (columns, values) = split(key, set);
    let marks = marks(1, columns.len());
    let sql = format!(
        "INSERT INTO {copy} ({}) VALUES ({marks}) ON CONFLICT ({keys}) DO {otherwise}",
        columns.join(", ")
    );
    Ok(Statement { sql: intern(sql), values, key: table.key.len() })
}

fn put_unless(
    table: &Table,
    copy: &str,
    (key, set): (Cells, Cells),
    other: Cells,
) -> Result<Statement, Fault> {
    check_key(table, &key)?;
    check_key(table, &other)?;
    let updates: Vec<String> =
        set.iter().map(|(column, _)| format!("{column} = excluded.{column}")).collect();
    let keys = names(&key).join(", ");
    let otherwise = otherwise(&updates);
    let (columns, mut values) = split(key, set);
    // Without its type PostgreSQL takes a parameter of a SELECT for text.
    let typed = columns.iter().zip(1..).map(|(name, number)| typed_mark(table, name, number));
    let typed = typed.collect::<Result<Vec<_>, Fault>>()?.join(", ");
    let filter = equals(&names(&other), columns.len() + 1, " AND ");
    let sql = format!(
        "INSERT INTO {copy} ({}) SELECT {typed} WHERE NOT EXISTS (SELECT 1 FROM {copy} WHERE {filter}) \
         ON CONFLICT ({keys}) DO {otherwise}",
        columns.join(", ")
    );
    values.extend(other.into_iter().map(|(_, value)| value));
    Ok(Statement { sql: intern(sql), values, key: 0 })
}

fn typed_mark(table: &Table, name: &str, number: usize) -> Result<String, Fault> {
    match table.columns.iter().find(|column| column.name == name).map(|column| column.kind) {
        Some(ColumnKind::Text | ColumnKind::Words) => Ok(format!("CAST(${number} AS TEXT)")),
        Some(ColumnKind::Integer) => Ok(format!("CAST(${number} AS BIGINT)")),
        // The stores have no common name for this type.
        Some(ColumnKind::Bytes) => Err(wrong(format!("{name} of {} holds bytes", table.name))),
        None => Err(wrong(format!("table {} has no column {name}", table.name))),
    }
}

/// What happens to a row that is there already.
fn otherwise(updates: &[String]) -> String {
    match updates.is_empty() {
        true => "NOTHING".to_owned(),
        false => format!("UPDATE SET {}", updates.join(", ")),
    }
}

fn set_columns(copy: &str, key: Cells, set: Cells) -> Statement {
    let filter = equals(&names(&key), 1, " AND ");
    let changes = equals(&names(&set), key.len() + 1, ", ");
    let (_, values) = split(key, set);
    Statement { sql: intern(format!("UPDATE {copy} SET {changes} WHERE {filter}")), values, key: 0 }
}

fn add_to(table: &Table, copy: &str, key: Cells, add: &[(&'static str, i64)]) -> Result<Statement, Fault> {
    check_key(table, &key)?;
    let keys = names(&key).join(", ");
    // A row that is made by adding starts from zeros, also in the columns that are not added to.
    let zeros = table.columns.iter().filter(|column| {
        let named = key.iter().map(|cell| cell.0).chain(add.iter().map(|cell| cell.0));
        column.kind == ColumnKind::Integer && !named.into_iter().any(|name| name == column.name)
    });
    let cells: Cells = add.iter().map(|(column, by)| (*column, Value::Integer(*by))).collect();
    let cells: Cells =
        cells.into_iter().chain(zeros.map(|column| (column.name, Value::Integer(0)))).collect();
    let updates: Vec<String> = add
        .iter()
        .map(|(column, _)| format!("{column} = coalesce({copy}.{column}, 0) + excluded.{column}"))
        .collect();
    let (columns, values) = split(key, cells);
    let marks = marks(1, columns.len());
    let otherwise = otherwise(&updates);
    let sql = format!(
        "INSERT INTO {copy} ({}) VALUES ({marks}) ON CONFLICT ({keys}) DO {otherwise}",
        columns.join(", ")
    );
    Ok(Statement { sql: intern(sql), values, key: table.key.len() })
}

fn remove(copy: &str, key: Cells) -> Statement {
    let filter = equals(&names(&key), 1, " AND ");
    let (_, values) = split(key, Vec::new());
    Statement { sql: intern(format!("DELETE FROM {copy} WHERE {filter}")), values, key: 0 }
}

fn check_key(table: &Table, key: &Cells) -> Result<(), Fault> {
    let fits = key.len() == table.key.len() && key.iter().all(|(name, _)| table.key.contains(name));
    if fits {
        return Ok(());
    }
    Err(wrong(format!("{:?} is not the key of table {}, which is {:?}", names(key), table.name, table.key)))
}

fn wrong(cause: String) -> Fault {
    Fault::Storage { doing: "changing a row", cause }
}

fn names(cells: &Cells) -> Vec<&'static str> {
    cells.iter().map(|(name, _)| *name).collect()
}

fn split(key: Cells, set: Cells) -> (Vec<&'static str>, Vec<Value>) {
    key.into_iter().chain(set).unzip()
}

fn marks(from: usize, count: usize) -> String {
    (from..from + count).map(|number| format!("${number}")).collect::<Vec<_>>().join(", ")
}

fn equals(names: &[&str], from: usize, between: &str) -> String {
    let parts = names.iter().zip(from..).map(|(name, number)| format!("{name} = ${number}"));
    parts.collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests;
