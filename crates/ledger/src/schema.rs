//! The ledger's tables and their history: numbered scripts that only expand what is there.

mod release;
mod tables;

pub(crate) use release::{check_release, check_types, raise_lowest};
pub(crate) use tables::{
    Slot as TableSlot, create, drop_table, expand, filter_token, filters_of, purge, swap, words_table,
};

use crate::fault::StoreFault;
use crate::session::Session;
use crate::setup::OpenRefusal;

/// The scripts in order; a database of schema `n` has run the first `n`.
const SCRIPTS: &[&str] = &[include_str!("schema/0001_core.sql"), include_str!("schema/0002_append_only.sql")];

const HAS_META: &str = include_str!("schema/has_meta.sql");
const SCHEMA_OF: &str = include_str!("schema/schema_of.sql");
const PUT_META: &str = include_str!("schema/put_meta.sql");

/// Brings the tables to this release's schema, or refuses a database of a newer one.
pub(crate) fn migrate(session: &mut Session<'_>) -> Result<(), OpenRefusal> {
    let (found, known) = (check_schema(session)?, SCRIPTS.len() as i64);
    for script in SCRIPTS.iter().skip(usize::try_from(found).unwrap_or(0)) {
        session.script(script)?;
    }
    if found < known {
        put_meta(session, "schema", known, "")?;
    }
    Ok(())
}

/// The schema that this release writes.
pub(crate) fn newest_schema() -> i64 {
    SCRIPTS.len() as i64
}

/// The schema of the database, 0 if there is none yet; refuses a newer one.
pub(crate) fn check_schema(session: &mut Session<'_>) -> Result<i64, OpenRefusal> {
    let known = SCRIPTS.len() as i64;
    let found = schema_of(session)?;
    if known < found { Err(OpenRefusal::NewerDatabase { found, known }) } else { Ok(found) }
}

/// Notes what the ledger knows of itself.
pub(crate) fn put_meta(
    session: &mut Session<'_>,
    name: &str,
    number: i64,
    words: &str,
) -> Result<(), StoreFault> {
    session.run(PUT_META, &[name.into(), number.into(), words.into()]).map(drop)
}

/// Whether the tables of a ledger are there.
pub(crate) fn has_tables(session: &mut Session<'_>) -> Result<bool, StoreFault> {
    Ok(!session.rows(HAS_META, &[])?.is_empty())
}

/// The schema of the database; 0 if there is none yet.
fn schema_of(session: &mut Session<'_>) -> Result<i64, StoreFault> {
    if !has_tables(session)? {
        return Ok(0);
    }
    Ok(session.row(SCHEMA_OF, &[])?.map_or(0, |row| row.integer(0)))
}
