//! What a ledger needs to know when it is opened, and why opening may be refused.

use crate::fault::StoreFault;
use crate::{Fault, Keyring, Table, View};
use std::path::PathBuf;
use std::sync::Arc;

/// Where the ledger lies.
#[derive(Clone, Debug)]
pub enum Place {
    /// SQLite inside this folder, in the file [`Place::SQLITE_FILE`].
    Sqlite {
        /// The data folder; made if absent.
        folder: PathBuf,
    },
    /// PostgreSQL; all shared state is there.
    Postgres {
        /// `postgres://user:password@host/database`.
        url: String,
        /// The data folder of this node: only what can be made again.
        folder: PathBuf,
    },
}

impl Place {
    /// The name of SQLite's file in the data folder.
    pub const SQLITE_FILE: &'static str = "ledger.db";

    /// The data folder of this node.
    pub fn folder(&self) -> &std::path::Path {
        match self {
            Place::Sqlite { folder } | Place::Postgres { folder, .. } => folder,
        }
    }
}

/// Everything that is fixed while a ledger is open.
#[derive(Clone)]
pub struct Setup {
    /// Where it lies.
    pub place: Place,
    /// The keys of the data folder.
    pub keys: Keyring,
    /// All views.
    pub views: Vec<Arc<dyn View>>,
    /// Every event name that this release can read, with its newest version.
    pub events: &'static [(&'static str, u16)],
    /// Tables that are not folded from events: drafts, sessions. A later release may add columns and indexes.
    pub plain: &'static [Table],
    /// This release, `major.minor.patch`.
    pub release: &'static str,
    /// The name under which the city signs.
    pub city: String,
}

/// Why a ledger was not opened. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum OpenRefusal {
    /// An older binary on the database of a newer one.
    #[error(
        "the database has schema {found}, this release knows schemas up to {known}: start the newer release"
    )]
    NewerDatabase {
        /// The schema of the database.
        found: i64,
        /// The newest schema that this release knows.
        known: i64,
    },
    /// The database says that releases below another one must not run any more.
    #[error("release {release} is too old for this database: it needs at least release {lowest}")]
    TooOld {
        /// This release.
        release: String,
        /// The lowest release allowed.
        lowest: String,
    },
    /// Types of events in the database that this release cannot read.
    #[error("this release does not know these events of the database: {}", .0.join(", "))]
    UnknownEvents(Vec<String>),
    /// A view of the database was filled by a newer release.
    #[error("view {view} has version {found}, this release knows version {known}: start the newer release")]
    NewerView {
        /// The view.
        view: String,
        /// Its version in the database.
        found: i64,
        /// The version of this release.
        known: i64,
    },
    /// PostgreSQL runs without durability.
    #[error("PostgreSQL runs with fsync=off, so nothing it confirms is safe: switch fsync on")]
    NotDurable,
    /// The keys given here did not wrap those of the database: with them nothing could be opened.
    #[error(
        "the keys here are not those of this ledger: put the key file that it was made with in their place"
    )]
    OtherKeys,
    /// A restore broke off in this place.
    #[error("a restore broke off here: empty the place and restore again")]
    HalfRestored,
    /// The store failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<StoreFault> for OpenRefusal {
    fn from(fault: StoreFault) -> Self {
        OpenRefusal::Fault(fault.while_("opening the ledger"))
    }
}
