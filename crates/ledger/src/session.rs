//! One connection of either store while it is used: shared SQL text in, values out.

mod postgres;
mod sqlite;
#[cfg(test)]
mod statements;
mod text;

pub(crate) use self::postgres::{Connected, fault_of as postgres_fault};
pub(crate) use self::sqlite::fault_of as sqlite_fault;
pub(crate) use self::text::{intern, rows_text};

use crate::fault::StoreFault;
use crate::{Row, Value};

const GENERATION: &str = include_str!("sql/generation.sql");

/// The two ways of writing SQL where they differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Dialect {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// A connection in use.
pub(crate) enum Session<'a> {
    /// The connection of SQLite's writer or of one of its readers.
    Sqlite(&'a rusqlite::Connection),
    /// A connection out of PostgreSQL's pool.
    Postgres(&'a mut Connected),
}

impl Session<'_> {
    /// Which way of writing SQL it takes.
    pub fn dialect(&self) -> Dialect {
        match self {
            Session::Sqlite(_) => Dialect::Sqlite,
            Session::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Runs a query; `$n` is `params[n - 1]` on both stores.
    pub fn rows(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, StoreFault> {
        let sql = text::in_dialect(sql, self.dialect());
        match self {
            Session::Sqlite(connection) => sqlite::rows(connection, sql, params),
            Session::Postgres(connected) => connected.rows(sql, params),
        }
    }

    /// The first row of an answer, if there is one.
    pub fn row(&mut self, sql: &'static str, params: &[Value]) -> Result<Option<Row>, StoreFault> {
        Ok(self.rows(sql, params)?.into_iter().next())
    }

    /// Runs a statement and says how many rows it touched.
    pub fn run(&mut self, sql: &'static str, params: &[Value]) -> Result<u64, StoreFault> {
        let sql = text::in_dialect(sql, self.dialect());
        match self {
            Session::Sqlite(connection) => sqlite::run(connection, sql, params),
            Session::Postgres(connected) => connected.run(sql, params),
        }
    }

    /// Runs a one-row `INSERT … VALUES (…)` text for many rows, whose values lie one after another in `values`;
    /// on PostgreSQL as few statements as possible, because each costs a way there and back.
    pub fn insert(&mut self, sql: &'static str, columns: usize, values: &[Value]) -> Result<u64, StoreFault> {
        const ROWS_MAX: usize = 32;
        let rows = if self.dialect() == Dialect::Postgres { ROWS_MAX } else { 1 };
        let mut touched = 0;
        for chunk in values.chunks(columns * rows) {
            touched += self.run(rows_text(sql, columns, chunk.len() / columns), chunk)?;
        }
        Ok(touched)
    }

    /// Runs several statements without parameters.
    pub fn script(&mut self, sql: &str) -> Result<(), StoreFault> {
        let sql = text::script_in_dialect(sql, self.dialect());
        match self {
            Session::Sqlite(connection) => connection.execute_batch(&sql).map_err(|e| sqlite::fault_of(&e)),
            Session::Postgres(connected) => connected.script(&sql),
        }
    }

    /// The generation of the database in this write transaction.
    pub fn generation(&mut self) -> Result<i64, StoreFault> {
        if let Session::Postgres(Connected { generation: Some(generation), .. }) = self {
            return Ok(*generation);
        }
        Ok(self.row(GENERATION, &[])?.map_or(0, |row| row.integer(0)))
    }

    /// Prepares a text without running it: what the test of all statements does.
    pub fn prepare(&mut self, sql: &'static str) -> Result<(), StoreFault> {
        let sql = text::in_dialect(sql, self.dialect());
        match self {
            Session::Sqlite(connection) => {
                connection.prepare(sql).map(drop).map_err(|error| sqlite::fault_of(&error))
            }
            Session::Postgres(connected) => connected.statement(sql).map(drop),
        }
    }
}
