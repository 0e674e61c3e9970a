//! The one type through which everything is written and read.

mod audit;
mod backup;
mod blobs;
mod commit;
mod erase;
mod open;
mod outbox;
mod proof;
mod read;
mod rebuild;
mod search;
mod stats;

pub use audit::{AuditReport, Compared};
pub use backup::{BackupReport, RestoreRefusal};
pub use blobs::{BlobMeta, BlobRefusal};
pub use commit::Load;
pub use erase::{ERASURES_FILE, EraseReport, Erasure, read_erasures};
pub use outbox::{Claimed, OutboxEntry, OutboxState, Settlement};
pub use read::Loaded;
pub use rebuild::RebuildReport;
pub use search::{Hit, Search};
pub use stats::{ReadDigest, ReadUntil, Stats};

use crate::Fault;
use crate::changes::Tables;
use crate::fault::StoreFault;
use crate::setup::Setup;
use crate::store::Store;
use kernel::PersonId;
use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

/// The ledger of one city. Cheap to clone; safe to share between threads. Everything blocks.
#[derive(Clone)]
pub struct Ledger {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    setup: Setup,
    tables: Tables,
    recent: RwLock<Arc<Recent>>,
    recorded_types: RwLock<HashSet<(&'static str, u16)>>,
    /// How far an audit or a rebuild has got, for whoever waits for it.
    passed: AtomicU64,
}

/// What the generation of the database says; looked up again when a write finds that it moved.
#[derive(Default)]
struct Recent {
    generation: i64,
    erased: HashSet<PersonId>,
    /// Why this program must not write any more, if a newer release has taken a view over.
    foreign: Option<String>,
}

/// Lets a transaction end because the store failed or because something in it did.
enum Stop {
    Store(StoreFault),
    Fault(Fault),
}

impl From<StoreFault> for Stop {
    fn from(fault: StoreFault) -> Self {
        Stop::Store(fault)
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Stop::Fault(fault)
    }
}

impl From<Stop> for Fault {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Store(fault) => fault.while_("working in a transaction"),
            Stop::Fault(fault) => fault,
        }
    }
}

impl Ledger {
    /// How many events the running audit or rebuild, or rows the running backup has passed; it begins at 0 with each
    /// of them.
    pub fn passed(&self) -> u64 {
        self.inner.passed.load(Ordering::Relaxed)
    }

    /// The names of the views, for [`Ledger::rebuild`].
    pub fn view_names(&self) -> Vec<&'static str> {
        self.inner.setup.views.iter().map(|view| view.name()).collect()
    }
}

impl Inner {
    fn pass(&self, events: u64) {
        self.passed.store(events, Ordering::Relaxed);
    }

    fn pass_more(&self, rows: usize) {
        self.passed.fetch_add(rows as u64, Ordering::Relaxed);
    }

    fn recent(&self) -> Arc<Recent> {
        Arc::clone(&self.recent.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl std::fmt::Debug for Ledger {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Ledger({:?})", self.inner.setup.place)
    }
}

#[cfg(test)]
impl Ledger {
    /// Lets a test do something on the writer's own connection.
    pub(crate) fn with_writer<T>(&self, work: impl FnOnce(&mut crate::session::Session<'_>) -> T) -> T {
        let work = |session: &mut crate::session::Session<'_>| Ok::<_, StoreFault>(work(session));
        self.inner.store.write_alone(work).expect("the writer of a test works")
    }
}
