//! Opening: tables made or expanded, releases and event types checked, threads started.

use super::backup::check_restored;
use super::{Inner, Ledger, Recent};
use crate::Fault;
use crate::changes::{Owner, Tables};
use crate::fault::StoreFault;
use crate::keyring::HashKind;
use crate::schema::{
    TableSlot, check_release, check_types, create, expand, has_tables, migrate, put_meta, raise_lowest,
};
use crate::session::Session;
use crate::setup::{OpenRefusal, Place, Setup};
use crate::store::{PostgresStore, SqliteStore, Store};
use crate::view::View;
use kernel::{PersonId, StreamId};
use std::collections::HashSet;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, RwLock};

const VIEWS: &str = include_str!("../sql/views.sql");
const PUT_VIEW: &str = include_str!("../sql/put_view.sql");
const GENERATION: &str = include_str!("../sql/generation.sql");
const ERASED: &str = include_str!("../sql/erased_persons.sql");
const ANY_KEY: &str = "SELECT stream, person, wrapped FROM subject_keys LIMIT 1";
const IS_EMPTY: &str = include_str!("../sql/is_empty.sql");

impl Ledger {
    /// Opens the ledger: makes its tables or expands those of an older release, and rebuilds views whose version
    /// grew.
    ///
    /// # Errors
    /// The typed [`OpenRefusal`]; then nothing was changed.
    pub fn open(setup: Setup) -> Result<Ledger, OpenRefusal> {
        let inner = Arc::new(Inner::bare(setup)?);
        let stale = inner.store.write_alone(|session| get_ready(session, &inner.setup))?;
        inner.store.start_sequencer()?;
        inner.refresh()?;
        let ledger = Ledger { inner };
        for view in stale {
            ledger.rebuild(Some(view))?;
        }
        Ok(ledger)
    }
}

impl Place {
    /// Whether a ledger was made here: new keys would open nothing of it.
    ///
    /// # Errors
    /// If the database cannot be asked.
    pub fn holds_ledger(&self) -> Result<bool, OpenRefusal> {
        match self {
            Place::Sqlite { folder } => Ok(folder.join(Place::SQLITE_FILE).exists()),
            Place::Postgres { url, .. } => {
                // Which hash the ledger uses makes no difference to the question whether there is one.
                Ok(PostgresStore::new(url, HashKind::Sha256)?.read(has_tables)?)
            }
        }
    }
}

impl Inner {
    /// Everything in place, but no table looked at yet.
    pub(super) fn bare(setup: Setup) -> Result<Inner, OpenRefusal> {
        let mut tables = Tables::default();
        for (number, view) in setup.views.iter().enumerate() {
            view.tables().iter().for_each(|table| tables.add(*table, Owner::View(number)));
        }
        setup.plain.iter().for_each(|table| tables.add(*table, Owner::Plain));
        let store = connect(&setup)?;
        let (recent, recorded_types) = (RwLock::default(), RwLock::default());
        Ok(Inner { store, setup, tables, recent, recorded_types, passed: AtomicU64::new(0) })
    }
}

impl Ledger {
    /// Raises the lowest release that may run on this database: the last step before something is written that
    /// older releases cannot read. Never lowers it.
    ///
    /// # Errors
    /// If the store fails.
    pub fn require_release(&self, release: &str) -> Result<(), Fault> {
        self.write("raising the lowest release", |session| raise_lowest(session, release))
    }
}

type Stale = Vec<&'static str>;

fn connect(setup: &Setup) -> Result<Store, OpenRefusal> {
    let hash = setup.keys.suite().hash();
    std::fs::create_dir_all(setup.place.folder()).map_err(|error| StoreFault::Other(error.to_string()))?;
    match &setup.place {
        Place::Sqlite { folder } => {
            Ok(Store::Sqlite(SqliteStore::start(folder.join(Place::SQLITE_FILE), hash)?))
        }
        Place::Postgres { url, .. } => {
            let store = PostgresStore::new(url, hash)?;
            if store.is_durable()? {
                Ok(Store::Postgres(Box::new(store)))
            } else {
                Err(OpenRefusal::NotDurable)
            }
        }
    }
}

/// Checks and makes everything in one transaction, and says which views have to be rebuilt.
fn get_ready(session: &mut Session<'_>, setup: &Setup) -> Result<Stale, OpenRefusal> {
    migrate(session)?;
    check_restored(session)?;
    check_release(session, setup.release)?;
    check_types(session, setup.events)?;
    check_keys(session, setup)?;
    put_meta(session, KEYS, 0, &setup.keys.names())?;
    for table in setup.plain {
        expand(session, table)?;
    }
    let is_empty = session.rows(IS_EMPTY, &[])?.is_empty();
    let mut stale = Vec::new();
    for view in &setup.views {
        if get_view_ready(session, view.as_ref(), is_empty)? {
            stale.push(view.name());
        }
    }
    Ok(stale)
}

/// The note of the ledger with which keys it was made.
const KEYS: &str = "keys";

/// Refuses other keys than those that the ledger was made with, and those that open nothing of what is here; one key
/// of many tells. A ledger of an earlier release has no note yet.
pub(super) fn check_keys(session: &mut Session<'_>, setup: &Setup) -> Result<(), OpenRefusal> {
    let noted = session.row("SELECT words FROM meta WHERE name = $1", &[KEYS.into()])?;
    if noted.is_some_and(|row| !setup.keys.fits(row.text(0))) {
        return Err(OpenRefusal::OtherKeys);
    }
    let Some(row) = session.row(ANY_KEY, &[])? else { return Ok(()) };
    let stream = StreamId::from(row.text(0));
    let fits = row.text(1).parse().is_ok_and(|of| setup.keys.unwrap(of, &stream, row.bytes(2)).is_ok());
    if fits { Ok(()) } else { Err(OpenRefusal::OtherKeys) }
}

/// Makes the tables of a new view; says whether they have to be filled from the events.
fn get_view_ready(session: &mut Session<'_>, view: &dyn View, is_empty: bool) -> Result<bool, OpenRefusal> {
    let known = i64::from(view.version());
    let found = session.row(VIEWS, &[view.name().into()])?.map(|row| row.integer(0));
    match found {
        Some(found) if known < found => {
            let view = view.name().to_owned();
            return Err(OpenRefusal::NewerView { view, found, known });
        }
        Some(found) => return Ok(found < known),
        None => {}
    }
    if !is_empty {
        // Its tables are made by the rebuild, under their next names first.
        return Ok(true);
    }
    for table in view.tables() {
        create(session, table, TableSlot::Live, 1)?;
    }
    let names: Vec<&str> = view.tables().iter().map(|table| table.name).collect();
    session.run(PUT_VIEW, &[view.name().into(), known.into(), 1.into(), names.join(" ").into()])?;
    Ok(false)
}

impl Recent {
    pub(super) fn read(session: &mut Session<'_>, views: &[Arc<dyn View>]) -> Result<Recent, StoreFault> {
        let generation = session.row(GENERATION, &[])?.map_or(0, |row| row.integer(0));
        let persons = session.rows(ERASED, &[])?;
        let erased: HashSet<PersonId> = persons.iter().filter_map(|row| row.text(0).parse().ok()).collect();
        let mut foreign = None;
        for view in views {
            let found = session.row(VIEWS, &[view.name().into()])?.map_or(0, |row| row.integer(0));
            if i64::from(view.version()) < found {
                let name = view.name();
                foreign = Some(format!("a newer release has rebuilt view {name}: restart with that release"));
            }
        }
        Ok(Recent { generation, erased, foreign })
    }
}
