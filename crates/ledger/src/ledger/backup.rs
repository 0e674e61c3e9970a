//! Backup into one file and back, from either store into either store.
//!
//! The file is a SQLite database with the same tables, without views, which are folded again. It holds wrapped
//! keys but never the master key: keep that apart. A restore erases again whoever was erased since.

mod tables;

use self::tables::{Copied, core_tables, plain_table};
use super::erase::{Erasure, drop_keys};
use super::open::check_keys;
use super::{Inner, Ledger, Stop};
use crate::fault::{StoreFault, While};
use crate::keyring::HashKind;
use crate::schema::{check_release, check_schema, check_types, expand, migrate, newest_schema, put_meta};
use crate::session::{Session, sqlite_fault};
use crate::setup::{OpenRefusal, Setup};
use crate::store::Edge;
use crate::{Fault, Value};
use kernel::StreamId;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

const IS_EMPTY: &str = include_str!("../sql/is_empty.sql");
const UNNUMBERED: &str = include_str!("../sql/unnumbered.sql");
const RESTORING: &str = "restoring";

/// What a backup or a restore copied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BackupReport {
    /// Events.
    pub events: u64,
    /// Rows of all tables.
    pub rows: u64,
}

/// Why a backup was not restored.
#[derive(Debug, thiserror::Error)]
pub enum RestoreRefusal {
    /// There is a ledger in the place already; a restore never overwrites one.
    #[error("there is a ledger in this place already: restore into an empty one")]
    NotEmpty,
    /// The file is not a backup.
    #[error("{0} is not a backup of a ledger")]
    NotABackup(std::path::PathBuf),
    /// The place, or what was restored, could not be opened.
    #[error(transparent)]
    Open(#[from] OpenRefusal),
    /// The store failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl Ledger {
    /// Writes everything but views into a new file, as it stood at one moment, while writing goes on. The file
    /// gets its name when it is whole and on the disk.
    ///
    /// # Errors
    /// If the file exists or the store fails; an unfinished file is taken away.
    pub fn backup(&self, to: &Path) -> Result<BackupReport, Fault> {
        let fault = |cause: String| Fault::Storage { doing: "writing a backup", cause };
        if to.exists() {
            return Err(fault(format!("{} exists and is not overwritten", to.display())));
        }
        self.inner.pass(0);
        let part = part_of(to);
        let copy = || -> Result<BackupReport, Fault> {
            let failed = |error: rusqlite::Error| sqlite_fault(&error).while_("writing a backup");
            make_private(&part).map_err(|error| fault(error.to_string()))?;
            let target = Connection::open(&part).map_err(failed)?;
            // Nothing is rolled back: a backup that fails is thrown away whole.
            target.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = FULL").map_err(failed)?;
            let report = self.copy_into(&target)?;
            target.close().map_err(|(_, error)| failed(error))?;
            put_in_place(&part, to).map_err(|error| fault(error.to_string()))?;
            Ok(report)
        };
        let done = copy();
        if done.is_err() {
            // Half a backup is worse than none.
            let _ = std::fs::remove_file(&part);
        }
        done
    }

    fn copy_into(&self, target: &Connection) -> Result<BackupReport, Fault> {
        let begin = |text: &str| target.execute_batch(text).map_err(|error| sqlite_fault(&error));
        let tables: Vec<Copied> =
            core_tables().into_iter().chain(self.inner.setup.plain.iter().map(plain_table)).collect();
        let report = self.inner.store.read_snapshot(|from| -> Result<BackupReport, Stop> {
            begin("BEGIN")?;
            let mut to = Session::Sqlite(target);
            let refused = |refusal: OpenRefusal| Fault::Storage {
                doing: "writing a backup",
                cause: refusal.to_string(),
            };
            migrate(&mut to).map_err(refused)?;
            for table in self.inner.setup.plain {
                expand(&mut to, table)?;
            }
            let mut report = BackupReport::default();
            for table in &tables {
                let rows = table.copy(from, |chunk| {
                    self.inner.pass_more(chunk.len() / table.width);
                    to.insert(table.insert, table.width, chunk).map(drop)
                })?;
                report.count(table, rows);
            }
            begin("COMMIT")?;
            Ok(report)
        })?;
        Ok(report)
    }

    /// Puts a backup into an empty place, opens it, folds the views and erases again whoever stands on the list
    /// of erasures, which is newer than the backup.
    ///
    /// # Errors
    /// The typed [`RestoreRefusal`]. A restore that broke off leaves a place that cannot be opened; empty it and
    /// begin again.
    pub fn restore(from: &Path, setup: Setup, erased: &[Erasure]) -> Result<Ledger, RestoreRefusal> {
        Ledger::restore_telling(from, setup, erased, &AtomicU64::new(0))
    }

    /// The same; `rows` says how many rows are in by now.
    ///
    /// # Errors
    /// Those of [`Ledger::restore`].
    pub fn restore_telling(
        from: &Path,
        setup: Setup,
        erased: &[Erasure],
        rows: &AtomicU64,
    ) -> Result<Ledger, RestoreRefusal> {
        let source = open_backup(from)?;
        let source = brought_up(source, from, &setup)?;
        check_source(&mut Session::Sqlite(&source), &setup)?;
        let inner = Inner::bare(setup.clone())?;
        inner.store.write_alone(|session| -> Result<(), Restoring> { Ok(inner.begin_restore(session)?) })?;
        inner.fill(&source, rows)?;
        inner
            .store
            .write_alone(|session| -> Result<(), Stop> { Ok(inner.finish_restore(session, erased)?) })
            .map_err(Fault::from)?;
        drop(inner);
        let ledger = Ledger::open(setup)?;
        for erasure in erased.iter().chain(&ledger.erasures()?) {
            ledger.erase(erasure.person, &erasure.reason)?;
        }
        Ok(ledger)
    }
}

/// Everything that can be known before the first row is written, so that a refusal changes nothing.
fn check_source(source: &mut Session<'_>, setup: &Setup) -> Result<(), RestoreRefusal> {
    check_release(source, setup.release)?;
    check_types(source, setup.events)?;
    check_keys(source, setup)?;
    Ok(())
}

/// A backup of an older release is brought to this release's tables in a copy that lives in memory or in an
/// unnamed file; the backup itself is only read.
fn brought_up(source: Connection, from: &Path, setup: &Setup) -> Result<Connection, RestoreRefusal> {
    let fault = |error: &rusqlite::Error| sqlite_fault(error).while_("bringing an older backup up to date");
    let found = check_schema(&mut Session::Sqlite(&source))?;
    let is_current = found == newest_schema()
        && setup.plain.iter().all(|table| plain_table(table).is_in(&mut Session::Sqlite(&source)));
    if is_current {
        return Ok(source);
    }
    drop(source);
    // SQLite removes a database without a name when it is closed, and spills it to the disk when it grows.
    let mut copy = Connection::open("").map_err(|error| fault(&error))?;
    copy.restore("main", from, None::<fn(rusqlite::backup::Progress)>).map_err(|error| fault(&error))?;
    let mut session = Session::Sqlite(&copy);
    migrate(&mut session)?;
    for table in setup.plain {
        expand(&mut session, table).map_err(|fault| fault.while_("bringing an older backup up to date"))?;
    }
    Ok(copy)
}

/// The name of a backup that is not whole yet: one of its own, so that a second backup to the same place neither takes
/// this one away nor gives it its name.
fn part_of(to: &Path) -> PathBuf {
    let mut name = to.as_os_str().to_owned();
    name.push(format!(".{}.part", uuid::Uuid::now_v7().simple()));
    name.into()
}

/// Makes the file for its owner alone, before anything is in it.
fn make_private(file: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file).map(drop)
}

fn put_in_place(part: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::File::open(part)?.sync_all()?;
    // A link is refused where something has the name by now; a rename would take its place.
    match std::fs::hard_link(part, to) {
        Ok(()) => std::fs::remove_file(part)?,
        // Not every file system has links.
        Err(_) if !to.exists() => std::fs::rename(part, to)?,
        Err(cause) => return Err(cause),
    }
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::File::open(folder)?.sync_all()
}

fn open_backup(from: &Path) -> Result<Connection, RestoreRefusal> {
    let not_one = || RestoreRefusal::NotABackup(from.to_owned());
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let source = Connection::open_with_flags(from, flags).map_err(|_| not_one())?;
    let is_one = source.prepare("SELECT head FROM streams").is_ok();
    if is_one { Ok(source) } else { Err(not_one()) }
}

impl BackupReport {
    fn count(&mut self, table: &Copied, rows: u64) {
        self.rows += rows;
        if table.name == "events" {
            self.events = rows;
        }
    }
}

/// Lets the first step of a restore end in any of its ways.
struct Restoring(RestoreRefusal);

impl From<StoreFault> for Restoring {
    fn from(fault: StoreFault) -> Self {
        Restoring(fault.while_("restoring").into())
    }
}

impl From<RestoreRefusal> for Restoring {
    fn from(refusal: RestoreRefusal) -> Self {
        Restoring(refusal)
    }
}

impl From<Restoring> for RestoreRefusal {
    fn from(restoring: Restoring) -> Self {
        restoring.0
    }
}

impl Inner {
    fn begin_restore(&self, session: &mut Session<'_>) -> Result<(), RestoreRefusal> {
        migrate(session)?;
        let fault = |fault: StoreFault| fault.while_("restoring");
        if !session.rows(IS_EMPTY, &[]).map_err(fault)?.is_empty() {
            return Err(RestoreRefusal::NotEmpty);
        }
        for table in self.setup.plain {
            expand(session, table).map_err(fault)?;
        }
        put_meta(session, RESTORING, 1, "").map_err(fault)?;
        Ok(())
    }

    /// Copies table by table, each page in a transaction of its own.
    fn fill(&self, source: &Connection, rows: &AtomicU64) -> Result<(), Fault> {
        let mut from = Session::Sqlite(source);
        let plain = self
            .setup
            .plain
            .iter()
            .map(plain_table)
            .filter(|table| table.is_in(&mut Session::Sqlite(source)));
        for table in core_tables().into_iter().chain(plain) {
            table
                .copy(&mut from, |chunk| {
                    rows.fetch_add((chunk.len() / table.width) as u64, Ordering::Relaxed);
                    self.store.write(&[], |to| {
                        to.insert(table.insert, table.width, chunk)?;
                        Ok::<_, StoreFault>(((), Vec::new()))
                    })
                })
                .doing("restoring")?;
        }
        Ok(())
    }

    /// Those who were erased since the backup lose their keys in the same transaction that takes the mark away: a
    /// restore that is killed here never brings them back.
    fn finish_restore(&self, session: &mut Session<'_>, erased: &[Erasure]) -> Result<(), Fault> {
        number_rest(session, self.setup.keys.suite().hash()).doing("restoring")?;
        session.script(include_str!("../sql/set_identities.sql")).doing("restoring")?;
        put_meta(session, "watermark", 0, "0").doing("restoring")?;
        for erasure in erased {
            drop_keys(session, erasure).doing("erasing again")?;
        }
        session.run("DELETE FROM meta WHERE name = 'restoring'", &[]).doing("restoring").map(drop)
    }
}

/// Events of a backup of PostgreSQL that had no number yet get one here, in the order of their streams.
fn number_rest(session: &mut Session<'_>, hash: HashKind) -> Result<(), StoreFault> {
    let rows = session.rows(UNNUMBERED, &[])?;
    let leaf = |row: &crate::Row| {
        let stream = StreamId::from(row.text(1));
        let leaf =
            super::proof::with_record(&stream, row, 2, |record| Ok(crate::leaf_hash(hash, &record.bytes())));
        Ok((row.text(0).to_owned(), leaf.map_err(|fault| StoreFault::Other(fault.to_string()))?))
    };
    let leaves = rows.iter().map(leaf).collect::<Result<Vec<_>, StoreFault>>()?;
    if leaves.is_empty() { Ok(()) } else { Edge::new(hash).append(session, &leaves).map(drop) }
}

/// Refuses a place in which a restore broke off.
pub(super) fn check_restored(session: &mut Session<'_>) -> Result<(), OpenRefusal> {
    let values: [Value; 1] = [RESTORING.into()];
    match session.row("SELECT number FROM meta WHERE name = $1", &values)? {
        Some(_) => Err(OpenRefusal::HalfRestored),
        None => Ok(()),
    }
}
