//! Every promise of the ledger on PostgreSQL: each test has a database of its own in the cluster that
//! `YIMEN_TEST_POSTGRES` names, and drops it.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on has failed")]

#[path = "suite/all.rs"]
mod suite;

use ledger::Place;
use postgres::{Client, NoTls};
use suite::town::Town;

struct Database {
    cluster: String,
    name: String,
    _folder: tempfile::TempDir,
}

fn town() -> Option<Town> {
    let Ok(cluster) = std::env::var("YIMEN_TEST_POSTGRES") else {
        println!("skipped: YIMEN_TEST_POSTGRES names no cluster");
        return None;
    };
    let name = format!("yimen_{}", uuid::Uuid::now_v7().simple());
    Client::connect(&cluster, NoTls).unwrap().batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
    let (server, _) = cluster.rsplit_once('/').unwrap();
    let folder = tempfile::tempdir().unwrap();
    let place = Place::Postgres { url: format!("{server}/{name}"), folder: folder.path().to_owned() };
    Some(Town::new(place, Box::new(Database { cluster, name, _folder: folder })))
}

impl Drop for Database {
    fn drop(&mut self) {
        let drop = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        let done = Client::connect(&self.cluster, NoTls).and_then(|mut client| client.batch_execute(&drop));
        if let Err(error) = done {
            eprintln!("database {} was not dropped: {error}", self.name);
        }
    }
}

every_promise!(crate::town);
