//! SQL texts: dialect lines, texts of many rows, and the memory that makes a made text last.

use super::Dialect;
use std::collections::{HashMap, HashSet};
use std::sync::{LazyLock, PoisonError, RwLock};

static MADE: LazyLock<RwLock<HashSet<&'static str>>> = LazyLock::new(RwLock::default);
static IN_DIALECT: LazyLock<RwLock<HashMap<Place, &'static str>>> = LazyLock::new(RwLock::default);
static OF_ROWS: LazyLock<RwLock<HashMap<(usize, usize), &'static str>>> = LazyLock::new(RwLock::default);

/// A static text by its address: comparing addresses is much cheaper than comparing texts.
type Place = (usize, usize, Dialect);

/// Keeps a made text for the life of the program. Only texts made from the shapes of tables come here, of which
/// there are few.
pub(crate) fn intern(text: String) -> &'static str {
    if let Some(known) = MADE.read().unwrap_or_else(PoisonError::into_inner).get(text.as_str()) {
        return known;
    }
    let mut made = MADE.write().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = made.get(text.as_str()) {
        return known;
    }
    let kept: &'static str = Box::leak(text.into_boxed_str());
    made.insert(kept);
    kept
}

/// The text for one store: lines that begin with `-- pg:` or `-- sqlite:` count only there.
pub(super) fn in_dialect(sql: &'static str, dialect: Dialect) -> &'static str {
    let place = (sql.as_ptr().addr(), sql.len(), dialect);
    if let Some(known) = IN_DIALECT.read().unwrap_or_else(PoisonError::into_inner).get(&place) {
        return known;
    }
    let text = if sql.contains(SQLITE_LINE) || sql.contains(POSTGRES_LINE) {
        intern(script_in_dialect(sql, dialect))
    } else {
        sql
    };
    IN_DIALECT.write().unwrap_or_else(PoisonError::into_inner).insert(place, text);
    text
}

const SQLITE_LINE: &str = "-- sqlite:";
const POSTGRES_LINE: &str = "-- pg:";

/// As [`in_dialect`], for a text that is used once; `BLOB` becomes `BYTEA` on PostgreSQL.
pub(super) fn script_in_dialect(sql: &str, dialect: Dialect) -> String {
    let mark = match dialect {
        Dialect::Sqlite => SQLITE_LINE,
        Dialect::Postgres => POSTGRES_LINE,
    };
    let lines = sql.lines().map(|line| line.trim_start().strip_prefix(mark).unwrap_or(line));
    let text = lines.collect::<Vec<_>>().join("\n");
    match dialect {
        Dialect::Sqlite => text,
        Dialect::Postgres => text.replace(" BLOB", " BYTEA"),
    }
}

/// The text that inserts `rows` rows, made from the text that inserts one.
pub(crate) fn rows_text(sql: &'static str, columns: usize, rows: usize) -> &'static str {
    if rows == 1 {
        return sql;
    }
    let place = (sql.as_ptr().addr(), rows);
    if let Some(known) = OF_ROWS.read().unwrap_or_else(PoisonError::into_inner).get(&place) {
        return known;
    }
    let from = sql.find("VALUES (").expect("an insert of rows has its VALUES") + "VALUES ".len();
    let to = from + sql[from..].find(')').expect("the values end") + 1;
    let tuple = |row: usize| {
        let numbers = (row * columns + 1)..=((row + 1) * columns);
        let marks: Vec<String> = numbers.map(|number| format!("${number}")).collect();
        format!("({})", marks.join(", "))
    };
    let tuples: Vec<String> = (0..rows).map(tuple).collect();
    let text = intern(format!("{}{}{}", &sql[..from], tuples.join(", "), &sql[to..]));
    OF_ROWS.write().unwrap_or_else(PoisonError::into_inner).insert(place, text);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: &str = "SELECT 1\n-- pg: FOR SHARE\n-- sqlite: LIMIT 1";

    #[test]
    fn a_dialect_line_counts_only_in_its_store() {
        assert_eq!(in_dialect(BOTH, Dialect::Postgres), "SELECT 1\n FOR SHARE\n-- sqlite: LIMIT 1");
        assert_eq!(in_dialect(BOTH, Dialect::Sqlite), "SELECT 1\n-- pg: FOR SHARE\n LIMIT 1");
    }

    #[test]
    fn an_insert_of_one_row_becomes_one_of_many() {
        let many = rows_text("INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT DO NOTHING", 2, 2);
        assert_eq!(many, "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4) ON CONFLICT DO NOTHING");
    }
}
