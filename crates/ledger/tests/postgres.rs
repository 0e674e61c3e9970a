//! Every promise of the ledger on PostgreSQL: each test has a database of its own in the cluster that
//! `YIMEN_TEST_POSTGRES` names, and drops it.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on has failed")]

#[path = "suite/all.rs"]
mod suite;

use suite::town::Town;
use testbed::Store;

fn town() -> Option<Town> {
    let kept = Store::Postgres.place()?;
    Some(Town::new(kept.place.clone(), Box::new(kept)))
}

every_promise!(crate::town);
