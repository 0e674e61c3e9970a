//! Full-text search in a `Words` column, newest rows first.

use super::Ledger;
use crate::schema::{filter_token, filters_of, words_table};
use crate::session::{Dialect, Session, intern};
use crate::words::Question;
use crate::{ColumnKind, Fault, Row, Table, Value};

/// What to look for in one column of one table.
#[derive(Clone, Debug)]
pub struct Search<'a> {
    /// The table of a view, or a plain table.
    pub table: &'static str,
    /// Its column of kind `Words`.
    pub column: &'static str,
    /// What somebody typed. What stands between spaces or stops must be there as typed; without any word nothing is
    /// found.
    pub words: &'a str,
    /// Columns that must have these values. Text columns that lead an index of the table cost nothing.
    pub filter: &'a [(&'static str, Value)],
    /// The columns to give.
    pub select: &'static [&'static str],
    /// Only rows older than this hit: the cursor of the last hit of the page before.
    pub before: Option<i64>,
    /// At most this many.
    pub limit: u32,
}

/// A row that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Grows with the age of the table: newer rows have higher ones.
    pub cursor: i64,
    /// The selected columns.
    pub row: Row,
}

/// How many further rows are looked at in one go where words stood apart in the first ones.
const FURTHER: u32 = 500;

impl Ledger {
    /// The newest rows that hold what was typed; each hit of the index is held against the text.
    ///
    /// # Errors
    /// If the store fails, or table and column are not known as searchable.
    pub fn search(&self, search: &Search<'_>) -> Result<Vec<Hit>, Fault> {
        let table = self.inner.tables.find(search.table).filter(|table| {
            table
                .columns
                .iter()
                .any(|column| column.name == search.column && column.kind == ColumnKind::Words)
        });
        let table = table.ok_or_else(|| Fault::Storage {
            doing: "searching",
            cause: format!("{}.{} is not a column of words", search.table, search.column),
        })?;
        let question = Question::of(search.words);
        if question.words.is_empty() || search.limit == 0 {
            return Ok(Vec::new());
        }
        let mut hits = Vec::new();
        let (mut before, mut batch) = (search.before, search.limit);
        loop {
            let asked = Search { before, limit: batch, ..search.clone() };
            let rows = self.candidates(table, &asked, &question.words)?;
            let last = rows.last().map(|row| row.integer(0));
            let is_end = rows.len() < batch as usize;
            hits.extend(rows.into_iter().filter(|row| question.is_answered_by(row.text(1))).map(hit));
            hits.truncate(search.limit as usize);
            if is_end || hits.len() == search.limit as usize {
                return Ok(hits);
            }
            (before, batch) = (last, batch.max(FURTHER));
        }
    }

    /// The newest rows that hold all words somewhere: number, text, then the selected columns.
    fn candidates(&self, table: &Table, search: &Search<'_>, words: &[String]) -> Result<Vec<Row>, Fault> {
        self.read("searching", |session| match session.dialect() {
            Dialect::Sqlite => {
                let (sql, values) = sqlite_text(table, search, words);
                session.rows(sql, &values)
            }
            Dialect::Postgres => postgres_rows(session, table, search, words),
        })
    }

    /// What a column of kind `Words` holds of a text.
    pub fn searchable(text: &str) -> String {
        crate::words::searchable(text)
    }

    /// The words of a text, each once, with spaces between.
    pub fn segment(text: &str) -> String {
        crate::words::segment(text)
    }
}

fn hit(mut row: Row) -> Hit {
    let cursor = row.integer(0);
    row.0.drain(..2);
    Hit { cursor, row }
}

/// A filter inside the word index: the number of the column and its value.
type Token<'a> = (usize, &'a str);
/// A filter on the table.
type Condition<'a> = (&'static str, &'a Value);

/// Splits the filter into tokens inside the word index and conditions on the table.
fn split_filter<'a>(table: &Table, search: &Search<'a>) -> (Vec<Token<'a>>, Vec<Condition<'a>>) {
    let inside = filters_of(table);
    let (mut tokens, mut conditions) = (Vec::new(), Vec::new());
    for (column, value) in search.filter {
        let number = inside.iter().find(|(_, name)| name == column).map(|(number, _)| *number);
        match (number, value) {
            (Some(number), Value::Text(text)) => tokens.push((number, text.as_str())),
            _ => conditions.push((*column, value)),
        }
    }
    (tokens, conditions)
}

fn selected(search: &Search<'_>) -> String {
    std::iter::once(&search.column).chain(search.select).map(|column| format!(", t.{column}")).collect()
}

fn sqlite_text(table: &Table, search: &Search<'_>, wanted: &[String]) -> (&'static str, Vec<Value>) {
    let (tokens, conditions) = split_filter(table, search);
    let index = words_table(table.name, search.column);
    let mut asked: Vec<String> = wanted.iter().map(|word| format!("\"{word}\"")).collect();
    asked.extend(tokens.iter().map(|(number, value)| filter_token(*number, value, Dialect::Sqlite)));
    let before = search.before.unwrap_or(i64::MAX);
    let mut values = vec![asked.join(" ").into(), before.into(), i64::from(search.limit).into()];
    let mut text = format!(
        "SELECT t.nr{} FROM {index} JOIN {} t ON t.nr = {index}.rowid \
         WHERE {index} MATCH $1 AND {index}.rowid < $2",
        selected(search),
        table.name
    );
    for (column, value) in conditions {
        values.push(value.clone());
        text.push_str(&format!(" AND t.{column} = ${}", values.len()));
    }
    text.push_str(&format!(" ORDER BY {index}.rowid DESC LIMIT $3"));
    (intern(text), values)
}

/// PostgreSQL's planner cannot know how often a word stands in the newest rows, so it is asked in two steps that
/// are each quick whatever the answer is: first the newest rows one by one, which finds frequent words; then the
/// whole index, which finds rare ones.
fn postgres_rows(
    session: &mut Session<'_>,
    table: &Table,
    search: &Search<'_>,
    wanted: &[String],
) -> Result<Vec<Row>, crate::fault::StoreFault> {
    // A narrowed search has few hits, so the index alone is quick.
    if split_filter(table, search).0.is_empty() {
        let (first, values) = postgres_text(table, search, wanted, Step::Newest);
        let rows = session.rows(first, &values)?;
        if rows.len() as u64 == u64::from(search.limit) {
            return Ok(rows);
        }
    }
    let (second, values) = postgres_text(table, search, wanted, Step::Whole);
    session.rows(second, &values)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Newest,
    Whole,
}

/// How many of the newest rows are looked at one by one.
const NEWEST: u32 = 1000;

fn postgres_text(
    table: &Table,
    search: &Search<'_>,
    wanted: &[String],
    step: Step,
) -> (&'static str, Vec<Value>) {
    let (tokens, conditions) = split_filter(table, search);
    let vector = format!("{}__words", search.column);
    let before = search.before.unwrap_or(i64::MAX);
    let mut values = vec![wanted.join(" ").into(), before.into(), i64::from(search.limit).into()];
    let mut asked = "$1".to_owned();
    for (number, value) in tokens {
        values.push(value.into());
        let mark = filter_token(number, value, Dialect::Postgres);
        asked.push_str(&format!(" || ' {mark}' || md5(${})", values.len()));
    }
    let mut filter = String::new();
    for (column, value) in conditions {
        values.push(value.clone());
        filter.push_str(&format!(" AND {column} = ${}", values.len()));
    }
    let (name, columns) = (table.name, selected(search));
    let hits = format!("{vector} @@ plainto_tsquery('simple', {asked})");
    let text = match step {
        // The inner limit is read row by row and stops with the outer one.
        Step::Newest => format!(
            "SELECT t.nr{columns} FROM (SELECT * FROM {name} WHERE nr < $2 ORDER BY nr DESC LIMIT {NEWEST}) t \
             WHERE {hits}{filter} ORDER BY t.nr DESC LIMIT $3"
        ),
        // The sum keeps the planner from reading the whole index of row numbers besides.
        Step::Whole => format!(
            "WITH t AS MATERIALIZED (SELECT * FROM {name} WHERE {hits}{filter} AND nr + 0 < $2) \
             SELECT t.nr{columns} FROM t ORDER BY t.nr DESC LIMIT $3"
        ),
    };
    (intern(text), values)
}
