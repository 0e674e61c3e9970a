//! The sequencer of PostgreSQL: gives committed events their place in the global order and in the tree.
//!
//! One row of `meta` is the lease: whoever has it locked is the sequencer for that round, of all nodes, and the
//! database gives it back the moment that node dies. A node wakes its own sequencer after a commit, because
//! NOTIFY inside a write would make all commits of the cluster wait in one line; NOTIFY tells the other nodes
//! what was sequenced. A short look now and then finds the events of a node that died in between.

mod order;

use super::pool::{config_of, connect};
use crate::fault::StoreFault;
use crate::keyring::HashKind;
use crate::session::{Connected, Session, postgres_fault};
use crate::store::sequence::{Edge, LAST_SEQ};
use order::{Found, in_order};
use postgres::fallible_iterator::FallibleIterator;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

const UNSEQUENCED: &str = include_str!("../../sql/unsequenced.sql");
const HAS_UNSEQUENCED: &str = include_str!("../../sql/has_unsequenced.sql");
const TAKE_WATERMARK: &str = include_str!("../../sql/take_watermark.sql");
const WAIT_WATERMARK: &str = include_str!("../../sql/wait_watermark.sql");
const OLDEST_RUNNING: &str = include_str!("../../sql/oldest_running.sql");
const MOVE_WATERMARK: &str = include_str!("../../sql/move_watermark.sql");
const NOTIFY: &str = include_str!("../../sql/notify.sql");

/// Events in one round, far below the tenth of a second that a transaction may last.
const BATCH: usize = 1000;
/// How often is looked for events of a node that died before it sequenced them.
const LOOK: Duration = Duration::from_millis(150);
/// How long is waited when events stand behind a transaction that still runs.
const BEHIND: Duration = Duration::from_millis(3);
/// How long is waited after a failure.
const REST: Duration = Duration::from_millis(300);

pub(super) struct Sequencer {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    due: bool,
    stop: bool,
    newest: u64,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&'a self, state: MutexGuard<'a, State>, at_most: Duration) -> MutexGuard<'a, State> {
        self.changed.wait_timeout(state, at_most).unwrap_or_else(PoisonError::into_inner).0
    }

    fn tell(&self, newest: u64) {
        let mut state = self.state();
        state.newest = state.newest.max(newest);
        drop(state);
        self.changed.notify_all();
    }
}

impl Sequencer {
    pub fn start(url: &str, hash: HashKind) -> Result<Self, StoreFault> {
        let (shared, config) = (Arc::<Shared>::default(), config_of(url)?);
        let fault = |error: std::io::Error| StoreFault::Other(error.to_string());
        let (work, work_config) = (Arc::clone(&shared), config.clone());
        let thread = std::thread::Builder::new().name("ledger-sequencer".to_owned());
        let thread = thread.spawn(move || sequence(&work, &work_config, hash)).map_err(fault)?;
        // It ends by itself soon after the sequencer; nobody has to wait for it.
        let hear = Arc::clone(&shared);
        let ear = std::thread::Builder::new().name("ledger-listener".to_owned());
        ear.spawn(move || listen(&hear, &config)).map_err(fault)?;
        Ok(Sequencer { shared, thread: Some(thread) })
    }

    /// Says that there are new events.
    pub fn wake(&self) {
        self.shared.state().due = true;
        self.shared.changed.notify_all();
    }

    /// Waits until an event beyond `seq` has its number, as far as this node has heard.
    pub fn wait_for_news(&self, seq: u64, at_most: Duration) {
        let state = self.shared.state();
        if state.newest <= seq {
            drop(self.shared.wait(state, at_most));
        }
    }
}

impl Drop for Sequencer {
    fn drop(&mut self) {
        self.shared.state().stop = true;
        self.shared.changed.notify_all();
        if let Some(thread) = self.thread.take() {
            // A sequencer that panicked has said so already.
            let _ = thread.join();
        }
    }
}

/// What a round has left behind.
enum Left {
    Nothing,
    /// Events that stand behind a transaction which still runs, or more than one round takes.
    Some,
}

fn sequence(shared: &Shared, config: &postgres::Config, hash: HashKind) {
    let mut connected = None;
    let mut edge = Edge::new(hash);
    loop {
        let pause = match round(&mut connected, config, &mut edge, shared) {
            Ok(Left::Nothing) => LOOK,
            Ok(Left::Some) => BEHIND,
            Err(_) => {
                // The database is away or was restarted: everything is looked up anew. Nobody is lost by waiting,
                // and whoever writes meets the same failure and reports it.
                (connected, edge) = (None, Edge::new(hash));
                REST
            }
        };
        let mut state = shared.state();
        if !state.stop && !state.due {
            state = shared.wait(state, pause);
        }
        if state.stop {
            return;
        }
        state.due = false;
    }
}

fn round(
    connected: &mut Option<Connected>,
    config: &postgres::Config,
    edge: &mut Edge,
    shared: &Shared,
) -> Result<Left, StoreFault> {
    let connected = match connected {
        Some(connected) => connected,
        None => connected.insert(connect_to_number(config)?),
    };
    if Session::Postgres(connected).rows(HAS_UNSEQUENCED, &[])?.is_empty() {
        return Ok(Left::Nothing);
    }
    connected.script("BEGIN")?;
    let done = number(&mut Session::Postgres(connected), edge, TAKE_WATERMARK, Whom::Finished);
    match done {
        Ok((newest, left)) => {
            connected.script("COMMIT")?;
            newest.into_iter().for_each(|newest| shared.tell(newest));
            Ok(left)
        }
        Err(fault) => {
            edge.forget();
            connected.script("ROLLBACK")?;
            Err(fault)
        }
    }
}

/// The planner cannot know that next to nothing lies beyond the watermark; it would read all events.
fn connect_to_number(config: &postgres::Config) -> Result<Connected, StoreFault> {
    let mut connected = connect(config)?;
    connected.script("SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off")?;
    Ok(connected)
}

/// Gives every event its number, in a transaction beside which nobody else writes.
pub(super) fn number_all(session: &mut Session<'_>, hash: HashKind) -> Result<(), StoreFault> {
    let mut edge = Edge::new(hash);
    while let (_, Left::Some) = number(session, &mut edge, WAIT_WATERMARK, Whom::Everybody)? {}
    Ok(())
}

/// Whose events get numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whom {
    /// Of transactions older than the oldest that still runs.
    Finished,
    /// Of all transactions: none runs.
    Everybody,
}

fn number(
    session: &mut Session<'_>,
    edge: &mut Edge,
    take_watermark: &'static str,
    whom: Whom,
) -> Result<(Option<u64>, Left), StoreFault> {
    let Some(watermark) = session.row(take_watermark, &[])? else {
        // Another node is at it; what it does not see it will see in its next round, and so will this one.
        return Ok((None, Left::Some));
    };
    // Asked before the events are: what is older than this and committed is then among them.
    let oldest = session.row(OLDEST_RUNNING, &[])?.and_then(|row| row.text(0).parse().ok()).unwrap_or(0);
    let rows = session.rows(UNSEQUENCED, &[watermark.text(0).into(), (BATCH as i64).into()])?;
    let is_full = rows.len() == BATCH;
    let found = rows.iter().map(|row| Found::read(row, whom == Whom::Everybody));
    let ordered = in_order(found.collect::<Result<_, _>>()?);
    let newest = match ordered.leaves.as_slice() {
        [] => None,
        leaves => {
            let newest = edge.append(session, leaves)?;
            session.rows(NOTIFY, &[newest.to_string().into()])?;
            Some(newest)
        }
    };
    // A transaction that still runs may be older than everything that was found.
    let looked_at = if is_full { ordered.last } else { u64::MAX };
    let reached = oldest.min(looked_at).min(ordered.first_held.unwrap_or(u64::MAX));
    session.run(MOVE_WATERMARK, &[reached.to_string().into()])?;
    let left = if is_full || ordered.first_held.is_some() { Left::Some } else { Left::Nothing };
    Ok((newest, left))
}

/// Hears from other nodes what was sequenced.
fn listen(shared: &Shared, config: &postgres::Config) {
    while !shared.state().stop {
        if hear(shared, config).is_err() {
            std::thread::sleep(REST);
        }
    }
}

fn hear(shared: &Shared, config: &postgres::Config) -> Result<(), StoreFault> {
    let mut connected = connect(config)?;
    connected.script("LISTEN yimen_sequence")?;
    let newest = connected.rows(LAST_SEQ, &[])?;
    shared.tell(newest.first().map_or(0, |row| row.integer(0)).cast_unsigned());
    while !shared.state().stop {
        let mut notifications = connected.client.notifications();
        let mut heard = notifications.timeout_iter(Duration::from_millis(250));
        while let Some(notification) = heard.next().map_err(|error| postgres_fault(&error))? {
            shared.tell(notification.payload().parse().unwrap_or(0));
        }
    }
    Ok(())
}
