//! A store of its own for one test, gone with it.

use ledger::Place;
use postgres::{Client, NoTls};
use tempfile::TempDir;

/// Which store a test runs on.
#[derive(Clone, Copy, Debug)]
pub enum Store {
    /// SQLite in a temporary folder.
    Sqlite,
    /// A new database in the cluster that `YIMEN_TEST_POSTGRES` names.
    Postgres,
}

/// Where a ledger may be opened; what lies there goes away when this is dropped.
pub struct Kept {
    /// The place itself.
    pub place: Place,
    // Dropped before the folder.
    _database: Option<Database>,
    _folder: TempDir,
}

impl Store {
    /// An empty place on this store; none, with a word about it, where no cluster is named.
    pub fn place(self) -> Option<Kept> {
        match self {
            Store::Sqlite => Some(on_sqlite()),
            Store::Postgres => Database::fresh().map(Database::place),
        }
    }
}

/// An empty place on SQLite.
pub fn on_sqlite() -> Kept {
    let folder = tempfile::tempdir().unwrap();
    Kept { place: Place::Sqlite { folder: folder.path().to_owned() }, _database: None, _folder: folder }
}

/// A database of its own in the cluster of the test run; dropped with this value.
pub struct Database {
    cluster: String,
    name: String,
    /// Its address.
    pub url: String,
}

impl Database {
    /// Makes a new one; none, with a word about it, where `YIMEN_TEST_POSTGRES` names no cluster.
    pub fn fresh() -> Option<Database> {
        let Ok(cluster) = std::env::var("YIMEN_TEST_POSTGRES") else {
            crate::missing("YIMEN_TEST_POSTGRES names no cluster");
            return None;
        };
        let name = format!("yimen_{}", uuid::Uuid::now_v7().simple());
        run(&cluster, &format!("CREATE DATABASE {name}")).unwrap();
        let (server, _) = cluster.rsplit_once('/').unwrap();
        let url = format!("{server}/{name}");
        Some(Database { cluster, name, url })
    }

    /// Runs these statements in it.
    pub fn run(&self, statements: &str) {
        run(&self.url, statements).unwrap();
    }

    fn place(self) -> Kept {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::Postgres { url: self.url.clone(), folder: folder.path().to_owned() };
        Kept { place, _database: Some(self), _folder: folder }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Err(error) = run(&self.cluster, &format!("DROP DATABASE {} WITH (FORCE)", self.name)) {
            eprintln!("database {} was not dropped: {error}", self.name);
        }
    }
}

fn run(url: &str, statements: &str) -> Result<(), postgres::Error> {
    Client::connect(url, NoTls)?.batch_execute(statements)
}
