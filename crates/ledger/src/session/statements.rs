//! Every statement of the ledger is prepared on both stores: a text that only one of them speaks is found here,
//! and not by whoever needs it first.

use crate::schema::{TableSlot, create, migrate};
use crate::session::{Connected, Session};
use crate::{Column, ColumnKind, Table};
use std::path::{Path, PathBuf};

const WORDY: Table = Table {
    name: "wordy",
    columns: &[
        Column { name: "id", kind: ColumnKind::Text, personal: false },
        Column { name: "title", kind: ColumnKind::Words, personal: false },
        Column { name: "unit", kind: ColumnKind::Text, personal: false },
    ],
    key: &["id"],
    indexes: &[&["unit"]],
    person: None,
};

/// All texts in `.sql` files but the scripts, which run anyway.
fn texts() -> Vec<(PathBuf, &'static str)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root];
    let mut texts = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if name.ends_with(".sql") && !name.starts_with("00") && name != "set_identities.sql" {
                let text: &'static str = Box::leak(std::fs::read_to_string(&path).unwrap().into_boxed_str());
                texts.push((path, text));
            }
        }
    }
    texts
}

fn prepare_all(session: &mut Session<'_>) {
    migrate(session).unwrap();
    create(session, &WORDY, TableSlot::Live, 1).unwrap();
    let texts = texts();
    assert!(50 < texts.len());
    let wrong: Vec<String> = texts
        .iter()
        .filter_map(|(path, text)| Some(format!("{}: {:?}", path.display(), session.prepare(text).err()?)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_statement_is_prepared_on_sqlite() {
    let connection = rusqlite::Connection::open_in_memory().unwrap();
    prepare_all(&mut Session::Sqlite(&connection));
}

#[test]
fn every_statement_is_prepared_on_postgres() {
    let Ok(cluster) = std::env::var("YIMEN_TEST_POSTGRES") else {
        testbed::missing("YIMEN_TEST_POSTGRES names no cluster");
        return;
    };
    let mut connected = Connected::new(postgres::Client::connect(&cluster, postgres::NoTls).unwrap());
    // Everything in a schema of this connection's own, which is gone with it.
    connected.script("SET search_path = pg_temp; SET client_min_messages = warning").unwrap();
    let created = connected.script("CREATE SCHEMA yimen_statements; SET search_path = yimen_statements");
    created.unwrap();
    let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        prepare_all(&mut Session::Postgres(&mut connected));
    }));
    connected.script("DROP SCHEMA yimen_statements CASCADE").unwrap();
    done.unwrap();
}
