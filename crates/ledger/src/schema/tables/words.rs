//! Full-text indexes on segmented text: FTS5 fed by triggers on SQLite, a generated tsvector on PostgreSQL.
//!
//! Text columns that lead an index are woven into the word index as tokens, so that "this word, in this
//! department, newest first" is one look-up and not a walk through all hits of the word.

use super::Slot;
use crate::fault::StoreFault;
use crate::session::{Dialect, Session, intern};
use crate::{Column, ColumnKind, Table};

/// The columns with an index on words.
pub(super) fn columns(table: &Table) -> impl Iterator<Item = &Column> {
    table.columns.iter().filter(|column| column.kind == ColumnKind::Words)
}

/// The columns by whose value a search can be narrowed inside the word index, each with its number.
pub(crate) fn filters_of(table: &Table) -> Vec<(usize, &'static str)> {
    let leads = |column: &Column| {
        let first = table.indexes.iter().filter_map(|index| index.first()?.split(' ').next());
        column.kind == ColumnKind::Text && !column.personal && first.clone().any(|name| name == column.name)
    };
    let columns = table.columns.iter().enumerate();
    columns.filter(|(_, column)| leads(column)).map(|(number, column)| (number, column.name)).collect()
}

/// The token that stands for "column number `n` has this value".
pub(crate) fn filter_token(number: usize, value: &str, dialect: Dialect) -> String {
    match dialect {
        Dialect::Sqlite => {
            let hex: String = value.bytes().map(|byte| format!("{byte:02x}")).collect();
            format!("f{number}x{hex}")
        }
        // PostgreSQL has no immutable function from text to hexadecimal but this one; the value is hashed there.
        Dialect::Postgres => format!("f{number}x"),
    }
}

/// The name of the table that holds SQLite's index of a column.
pub(crate) fn words_table(table: &str, column: &str) -> &'static str {
    intern(format!("{table}__{column}"))
}

/// The name of PostgreSQL's generated column.
fn vector_column(column: &str) -> String {
    format!("{column}__words")
}

pub(super) fn generated_columns(table: &Table, dialect: Dialect) -> Vec<String> {
    if dialect == Dialect::Sqlite {
        return Vec::new();
    }
    // A missing filter value must not empty the whole text.
    let token = |(number, name): (usize, &str)| format!(" || ' f{number}x' || md5(coalesce({name}, ''))");
    let tokens: String = filters_of(table).into_iter().map(token).collect();
    let text = |column: &Column| {
        let (vector, name) = (vector_column(column.name), column.name);
        // Whether words stand side by side is seen in the text itself; their places would double the index.
        let words = format!("strip(to_tsvector('simple'::regconfig, coalesce({name}, ''){tokens}))");
        format!("{vector} tsvector GENERATED ALWAYS AS ({words}) STORED")
    };
    columns(table).map(text).collect()
}

pub(super) fn create(
    session: &mut Session<'_>,
    table: &Table,
    name: &str,
    build: i64,
) -> Result<(), StoreFault> {
    for column in columns(table) {
        match session.dialect() {
            Dialect::Sqlite => {
                let words = words_table(name, column.name);
                session.script(&format!(
                    "CREATE VIRTUAL TABLE {words} USING fts5(words, content='', contentless_delete=1, \
                     detail=none, tokenize='unicode61 remove_diacritics 0')"
                ))?;
                session.script(&triggers_text(table, column, name, build))?;
            }
            Dialect::Postgres => {
                let vector = vector_column(column.name);
                let index = format!("{}__{build}_{}", table.name, column.name);
                // Every search reads the list of rows that are not in the index yet: it must stay short.
                let short = "WITH (fastupdate = on, gin_pending_list_limit = 64)";
                session.script(&format!("CREATE INDEX {index} ON {name} USING gin ({vector}) {short}"))?;
            }
        }
    }
    if session.dialect() == Dialect::Postgres && columns(table).next().is_some() {
        session.script(&format!("CREATE UNIQUE INDEX {}__{build}_nr ON {name} (nr)", table.name))?;
    }
    Ok(())
}

/// Keeps the index in step with the table. Triggers, because a row is put, set and removed in many ways.
fn triggers_text(table: &Table, column: &Column, name: &str, build: i64) -> String {
    let words = words_table(name, column.name);
    let trigger = format!("{}__{build}_{}", table.name, column.name);
    let filters = filters_of(table);
    let token =
        |(number, name): &(usize, &str)| format!(" || ' f{number}x' || hex(coalesce(new.{name}, ''))");
    let document =
        format!("coalesce(new.{}, ''){}", column.name, filters.iter().map(token).collect::<String>());
    let watched: Vec<&str> =
        std::iter::once(column.name).chain(filters.iter().map(|(_, name)| *name)).collect();
    let moved: Vec<String> = watched.iter().map(|name| format!("old.{name} IS NOT new.{name}")).collect();
    format!(
        "CREATE TRIGGER {trigger}_put AFTER INSERT ON {name} BEGIN \
           INSERT INTO {words} (rowid, words) VALUES (new.nr, {document}); END; \
         CREATE TRIGGER {trigger}_set AFTER UPDATE OF {} ON {name} WHEN {} BEGIN \
           DELETE FROM {words} WHERE rowid = old.nr; \
           INSERT INTO {words} (rowid, words) VALUES (new.nr, {document}); END; \
         CREATE TRIGGER {trigger}_gone AFTER DELETE ON {name} BEGIN \
           DELETE FROM {words} WHERE rowid = old.nr; END;",
        watched.join(", "),
        moved.join(" OR "),
    )
}

/// Takes the triggers off before a renaming, so that SQLite has nothing to rewrite.
pub(super) fn detach(
    session: &mut Session<'_>,
    table: &Table,
    _name: &str,
    build: i64,
) -> Result<(), StoreFault> {
    if session.dialect() == Dialect::Postgres {
        return Ok(());
    }
    for column in columns(table) {
        for what in ["put", "set", "gone"] {
            session.script(&format!("DROP TRIGGER {}__{build}_{}_{what}", table.name, column.name))?;
        }
    }
    Ok(())
}

/// Renames the word indexes with their table and puts the triggers back.
pub(super) fn attach(
    session: &mut Session<'_>,
    table: &Table,
    from: &str,
    to: &str,
    build: i64,
) -> Result<(), StoreFault> {
    if session.dialect() == Dialect::Postgres {
        return Ok(());
    }
    for column in columns(table) {
        let (old, new) = (words_table(from, column.name), words_table(to, column.name));
        session.script(&format!("ALTER TABLE {old} RENAME TO {new}"))?;
        session.script(&triggers_text(table, column, to, build))?;
    }
    Ok(())
}

/// Drops the word indexes of a table whose columns may be forgotten.
pub(super) fn drop_of(session: &mut Session<'_>, name: &str) -> Result<(), StoreFault> {
    if session.dialect() == Dialect::Postgres {
        return Ok(());
    }
    for row in session.rows(include_str!("word_indexes_of.sql"), &[format!("{name}__").into()])? {
        session.script(&format!("DROP TABLE {}", row.text(0)))?;
    }
    Ok(())
}

/// Merges the index so that removed words are gone from the file, which FTS5 otherwise does when it likes.
pub(crate) fn purge(session: &mut Session<'_>, table: &Table) -> Result<(), StoreFault> {
    if session.dialect() == Dialect::Postgres {
        return Ok(());
    }
    for column in columns(table) {
        let words = words_table(&Slot::Live.name(table.name), column.name);
        session.script(&format!("INSERT INTO {words} ({words}) VALUES ('optimize')"))?;
    }
    Ok(())
}
