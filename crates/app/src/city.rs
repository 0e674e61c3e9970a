//! The running city: its ledger, its published content, its settings and its ports.

use crate::content_snapshot::Content;
use crate::log::{Level, log};
use crate::read_log::OwedLines;
use crate::{Jobs, Ports, Problem, Settings, accounts, typed, views};
use kernel::{Date, DomainEvent, Recorded, StreamId, Timestamp};
use ledger::{Committed, Keyring, Ledger, Place, Setup};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, OnceLock, RwLock};

/// The release that this program is, as the ledger records it.
pub const RELEASE: &str = env!("CARGO_PKG_VERSION");

/// A running city; cheap to clone.
#[derive(Clone)]
pub struct City {
    inner: Arc<Inner>,
    /// Where lines of the read log are collected for a request whose answer waits for them.
    owed: Option<OwedLines>,
}

struct Inner {
    ledger: Ledger,
    ports: Ports,
    settings: Settings,
    content: RwLock<Arc<Content>>,
    filling: AtomicBool,
    rehearsing: AtomicBool,
    decoy: OnceLock<String>,
    jobs: Jobs,
    content_mark: AtomicI64,
    callers: accounts::callers::Callers,
}

/// What a city is opened with.
pub struct Opening {
    /// Where the ledger lies.
    pub place: Place,
    /// Its keys.
    pub keys: Keyring,
    /// What the city chose.
    pub settings: Settings,
    /// What it needs from outside.
    pub ports: Ports,
}

impl City {
    /// Opens a city: makes or migrates its tables and reads its published content.
    ///
    /// # Errors
    /// A sentence of the ledger (unknown events, a newer database, unsafe settings), or a fault.
    pub fn open(opening: Opening) -> Result<Self, Problem> {
        let setup = ledger_setup(opening.place, opening.keys);
        let ledger = Ledger::open(setup).map_err(|refusal| Problem::fault("opening the ledger", refusal))?;
        let inner = Arc::new(Inner {
            ledger,
            ports: opening.ports,
            settings: opening.settings,
            content: RwLock::new(Arc::new(Content::default())),
            filling: AtomicBool::new(false),
            rehearsing: AtomicBool::new(false),
            decoy: OnceLock::new(),
            jobs: Jobs::default(),
            content_mark: AtomicI64::new(-1),
            callers: accounts::callers::Callers::default(),
        });
        let city = City { inner, owed: None };
        city.follow_content()?;
        Ok(city)
    }

    /// The ledger.
    pub fn ledger(&self) -> &Ledger {
        &self.inner.ledger
    }

    /// This city for one request: lines of the read log are collected, and its answer waits for
    /// [`City::write_lines`].
    #[must_use]
    pub fn owing(&self, owed: &OwedLines) -> City {
        City { inner: Arc::clone(&self.inner), owed: Some(owed.clone()) }
    }

    /// Where lines of the read log are collected.
    pub(crate) fn owed(&self) -> Option<&OwedLines> {
        self.owed.as_ref()
    }

    /// The ports.
    pub fn ports(&self) -> &Ports {
        &self.inner.ports
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// The published content as it stands now.
    pub fn content(&self) -> Arc<Content> {
        Arc::clone(&self.inner.content.read().expect("no thread panics while it swaps the content"))
    }

    /// How the jobs of this process have been getting on.
    pub fn jobs(&self) -> &Jobs {
        &self.inner.jobs
    }

    /// The callers that were looked up before.
    pub(crate) fn callers(&self) -> &accounts::callers::Callers {
        &self.inner.callers
    }

    /// Remembers how far the content has got; says whether that is news.
    pub(crate) fn is_new_mark(&self, mark: i64) -> bool {
        self.inner.content_mark.swap(mark, Ordering::Relaxed) != mark
    }

    /// Reads the published content anew; called after every change of it, by any process.
    ///
    /// # Errors
    /// A fault of the storage, or content that this release cannot read.
    pub fn refresh_content(&self) -> Result<(), Problem> {
        let content = Arc::new(Content::read(self)?);
        *self.inner.content.write().expect("no thread panics while it swaps the content") = content;
        Ok(())
    }

    /// The events of a stream as typed values.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn events<E: DomainEvent>(&self, stream: &StreamId) -> Result<Vec<Recorded<E>>, Problem> {
        self.ledger().load(stream)?.events.into_iter().map(typed).collect()
    }

    /// The civil date in the city's time zone.
    pub fn today(&self, now: Timestamp) -> Date {
        self.content().date(now)
    }

    /// Says that demo life or an import is being filled in: commits go in large batches, each still durable.
    pub fn set_filling(&self, filling: bool) {
        self.inner.filling.store(filling, Ordering::Relaxed);
    }

    /// Whether demo life or an import is being filled in.
    pub fn is_filling(&self) -> bool {
        self.inner.filling.load(Ordering::Relaxed)
    }

    /// Begins or ends a demo's life: its commits need not reach the disk one by one. The end makes all of it durable.
    ///
    /// # Errors
    /// A fault of the storage at the end.
    pub fn rehearse(&self, rehearsing: bool) -> Result<(), Problem> {
        self.inner.rehearsing.store(rehearsing, Ordering::Relaxed);
        self.set_filling(rehearsing);
        if rehearsing {
            return Ok(());
        }
        // Any durable commit takes what stands before it in the log to the disk with it.
        self.put_row(ledger::RowChange::Remove { table: "pending_logins", key: vec![("state", "".into())] })
    }

    /// Whether the life of a demo is being lived.
    pub(crate) fn is_rehearsing(&self) -> bool {
        self.inner.rehearsing.load(Ordering::Relaxed)
    }

    /// How safe a commit must be before the use case goes on.
    pub(crate) fn safety(&self) -> ledger::Commit {
        if self.is_rehearsing() {
            ledger::Commit::Rehearsal
        } else if self.is_filling() {
            ledger::Commit::Bulk
        } else {
            ledger::Commit::Durable
        }
    }

    /// Whether papers are issued now: not for the crowd of the demo's life, whose papers say so.
    pub(crate) fn issues_papers(&self) -> bool {
        !self.is_filling()
    }

    /// Whether mail and text messages go out now: never for demo life and imports.
    pub(crate) fn tells_outside(&self) -> bool {
        !self.is_filling()
    }

    /// A password record that no password fits, so that an unknown login costs as much as a known one.
    pub(crate) fn decoy_record(&self) -> &str {
        self.inner.decoy.get_or_init(|| {
            let secret = accounts::secret::new_secret().unwrap_or_default();
            accounts::secret::password_record(&secret).unwrap_or_default()
        })
    }

    /// Keeps what is held in memory level with what was committed.
    pub(crate) fn after_commit(&self, committed: &Committed) {
        let content = committed.heads.iter().any(|(stream, _)| matches!(stream.kind(), "content" | "matter"));
        // The founding itself reads the content once at its end.
        if content
            && !self.is_filling()
            && let Err(problem) = self.refresh_content()
        {
            // The old content goes on serving; the next change or start reads it again.
            log(Level::Warning, "content", &[("cause", &problem.to_string())]);
        }
    }
}

/// What the ledger of a city is opened with; `restore` needs it before there is a city.
pub fn ledger_setup(place: Place, keys: Keyring) -> Setup {
    let hash: views::people::Hash = {
        let keys = keys.clone();
        Arc::new(move |kind, value| keys.keyed_hash(kind, value))
    };
    Setup {
        place,
        keys,
        views: views::all(&hash),
        events: crate::EVENTS,
        plain: PLAIN,
        release: RELEASE,
        city: "yimen".to_owned(),
    }
}

/// Tables that are not folded from events.
pub const PLAIN: &[ledger::Table] = &[
    accounts::tables::LOGINS,
    accounts::tables::SESSIONS,
    accounts::tables::CODES,
    accounts::tables::TOKENS,
    accounts::tables::OUTSIDE_LOGINS,
    accounts::tables::PENDING_LOGINS,
    accounts::tables::PASSKEYS,
    accounts::first::FIRST_LINKS,
    crate::drafts::DRAFTS,
    crate::uploads::UPLOADS,
    crate::uploads::ONE_TIME_LINKS,
    crate::mine::INBOX_SEEN,
    crate::cases::ALARMS,
    crate::cases::WRONG_CODES,
    crate::outbox::ERRANDS,
    crate::outbox::SHORT_MESSAGES,
    crate::statistics::COUNTS,
    crate::statistics::COUNTED,
    crate::statistics::MARKS,
    crate::statistics::ACTS,
    crate::calendar_year::RECOUNTS,
];
