use super::*;
use crate::{Commit, CommitError, Keyring, Ledger, NewEvent, Place, Setup, StreamWrite, Suite, Write};
use kernel::{Actor, StreamId, Timestamp};
use serde_json::json;

fn setup(folder: &Path) -> Setup {
    Setup {
        place: Place::Sqlite { folder: folder.to_owned() },
        keys: Keyring::ephemeral(Suite::International).unwrap(),
        views: Vec::new(),
        events: &[("thing.noted", 1)],
        plain: &[],
        release: "0.1.0",
        city: "Test".to_owned(),
    }
}

fn write(stream: &str, bytes: usize) -> Write {
    let event = NewEvent {
        at: Timestamp::UNIX_EPOCH,
        actor: Actor::system(),
        name: "thing.noted",
        version: 1,
        body: json!({ "text": "x".repeat(bytes) }),
    };
    let stream = StreamId::of("thing", stream);
    Write { written: vec![StreamWrite { stream, expected: 0, events: vec![event] }], ..Write::default() }
}

fn commit(ledger: &Ledger, stream: &str, bytes: usize) -> Result<(), CommitError> {
    ledger.commit(write(stream, bytes), Commit::Durable).map(drop)
}

/// Lets the database have only so many pages more: what a full disk looks like to SQLite.
fn leave_pages(ledger: &Ledger, more: u64) {
    ledger.with_writer(|session| {
        let pages =
            session.row("SELECT page_count FROM pragma_page_count()", &[]).unwrap().unwrap().integer(0);
        let most = pages.cast_unsigned().saturating_add(more).min(1_000_000_000);
        session.script(&format!("PRAGMA max_page_count = {most}")).unwrap();
    });
}

#[test]
fn a_full_disk_is_told_nothing_is_half_written_and_reading_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(setup(folder.path())).unwrap();
    commit(&ledger, "a", 10).unwrap();
    leave_pages(&ledger, 20);
    let refused = commit(&ledger, "big", 500_000);
    assert!(matches!(refused, Err(CommitError::Full)), "{refused:?}");
    assert_eq!(ledger.load(&StreamId::of("thing", "big")).unwrap().head, 0);
    assert_eq!(ledger.load(&StreamId::of("thing", "a")).unwrap().head, 1);
    commit(&ledger, "small", 10).unwrap();
    let report = ledger.audit(None).unwrap();
    assert!(report.is_sound(), "{:?}", report.findings);
    leave_pages(&ledger, 1_000_000);
    commit(&ledger, "big", 500_000).unwrap();
    assert!(ledger.audit(None).unwrap().is_sound());
}

#[test]
fn on_a_disk_that_fills_up_under_load_every_confirmed_write_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(setup(folder.path())).unwrap();
    leave_pages(&ledger, 200);
    let confirmed: Vec<String> = std::thread::scope(|scope| {
        let write = |thread: usize| {
            let ledger = &ledger;
            scope.spawn(move || {
                let names = (0..40).map(|round| format!("{thread}-{round}"));
                names.filter(|name| commit(ledger, name, 20_000).is_ok()).collect::<Vec<_>>()
            })
        };
        let threads: Vec<_> = (0..8).map(write).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert!(0 < confirmed.len() && confirmed.len() < 320, "{}", confirmed.len());
    let report = ledger.audit(None).unwrap();
    assert!(report.is_sound(), "{:?}", report.findings);
    assert_eq!(report.events, confirmed.len() as u64, "nothing more, nothing less");
    let is_there = |name: &String| ledger.load(&StreamId::of("thing", name)).unwrap().head == 1;
    assert!(confirmed.iter().all(is_there));
}

#[test]
fn many_waiting_writes_share_one_durable_commit() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(setup(folder.path())).unwrap();
    std::thread::scope(|scope| {
        for thread in 0..32 {
            let ledger = &ledger;
            scope.spawn(move || {
                (0..10).for_each(|round| commit(ledger, &format!("{thread}-{round}"), 10).unwrap())
            });
        }
    });
    let stats = ledger.stats().unwrap();
    assert!(320 <= stats.commits && stats.groups * 2 < stats.commits, "{stats:?}");
}

#[test]
fn a_commit_is_synced_to_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(setup(folder.path())).unwrap();
    ledger.with_writer(|session| {
        let mode =
            |name: &'static str, session: &mut Session<'_>| session.rows(name, &[]).unwrap()[0].clone();
        assert_eq!(mode("SELECT journal_mode FROM pragma_journal_mode()", session).text(0), "wal");
        assert_eq!(mode("SELECT synchronous FROM pragma_synchronous()", session).integer(0), 2);
        assert_eq!(mode("SELECT secure_delete FROM pragma_secure_delete()", session).integer(0), 1);
    });
}
