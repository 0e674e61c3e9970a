//! Every promise of the ledger on SQLite.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on has failed")]

#[path = "suite/all.rs"]
mod suite;

use ledger::Place;
use suite::town::Town;

fn town() -> Option<Town> {
    let folder = tempfile::tempdir().unwrap();
    Some(Town::new(Place::Sqlite { folder: folder.path().to_owned() }, Box::new(folder)))
}

every_promise!(crate::town);
