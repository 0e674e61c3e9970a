use super::*;
use crate::{Body, Commit, CommitError, Keyring, Ledger, NewEvent, Place, Setup, StreamWrite, Suite, Write};
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
        body: Body::of(&json!({ "text": "x".repeat(bytes) })).unwrap(),
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
    assert!(!confirmed.is_empty() && confirmed.len() < 320, "{}", confirmed.len());
    let report = ledger.audit(None).unwrap();
    assert!(report.is_sound(), "{:?}", report.findings);
    assert_eq!(report.events, confirmed.len() as u64, "nothing more, nothing less");
    let is_there = |name: &String| ledger.load(&StreamId::of("thing", name)).unwrap().head == 1;
    assert!(confirmed.iter().all(is_there));
}

#[derive(serde::Deserialize)]
struct Named {
    name: kernel::Private<String>,
}

/// A view that keeps what is personal as searchable words, masked text and a keyed hash, all of which must go.
struct Names;

impl crate::View for Names {
    fn name(&self) -> &'static str {
        "names"
    }

    fn version(&self) -> u32 {
        1
    }

    fn tables(&self) -> &'static [crate::Table] {
        use crate::{Column, ColumnKind};
        const NAMES: crate::Table = crate::Table {
            name: "names",
            columns: &[
                Column { name: "id", kind: ColumnKind::Text, personal: false },
                Column { name: "person", kind: ColumnKind::Text, personal: false },
                Column { name: "masked", kind: ColumnKind::Text, personal: true },
                Column { name: "words", kind: ColumnKind::Words, personal: true },
            ],
            key: &["id"],
            indexes: &[&["masked"]],
            person: Some("person"),
        };
        &[NAMES]
    }

    fn fold(&self, event: &crate::Opened, changes: &mut Vec<crate::RowChange>) {
        let node: kernel::Private<String> = event.body.read::<Named>().unwrap().name;
        let set = vec![
            ("person", node.of.to_string().into()),
            ("masked", crate::Value::maybe(node.get().map(String::as_str))),
            ("words", crate::Value::maybe(node.get().map(|name| crate::searchable(name)))),
        ];
        changes.push(crate::RowChange::Put {
            table: "names",
            key: vec![("id", event.stream.key().into())],
            set,
        });
    }
}

#[test]
fn after_an_erasure_a_byte_search_of_the_files_finds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let views: Vec<std::sync::Arc<dyn crate::View>> = vec![std::sync::Arc::new(Names)];
    let ledger = Ledger::open(Setup { views, ..setup(folder.path()) }).unwrap();
    let person = kernel::PersonId(uuid::Uuid::from_u128(1));
    let found_in_files = || {
        let files = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|file| std::fs::read(file.unwrap().path()).unwrap());
        files.filter(|bytes| bytes.windows(10).any(|window| window == b"erasmusvon")).count()
    };
    for (number, name) in ["erasmusvonrotterdam", "someone else"].into_iter().enumerate() {
        let of = if number == 0 { person } else { kernel::PersonId(uuid::Uuid::from_u128(2)) };
        let mut write = write(&number.to_string(), 1);
        let body = json!({ "name": kernel::Private::new(of, name.to_owned()) });
        write.written[0].events[0].body = Body::of(&body).unwrap();
        ledger.commit(write, Commit::Durable).unwrap();
    }
    assert!(0 < found_in_files(), "before, the words are there");
    ledger.erase(person, "asked for it").unwrap();
    assert_eq!(found_in_files(), 0);
    assert!(ledger.audit(None).unwrap().is_sound());
    ledger.rebuild(None).unwrap();
    assert_eq!(found_in_files(), 0);
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
fn a_refused_write_takes_none_of_its_company_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(setup(folder.path())).unwrap();
    let won = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..16)
            .map(|thread| {
                let ledger = &ledger;
                let both = move |round: u32| {
                    commit(ledger, &format!("{thread}-{round}"), 10).unwrap();
                    // All threads begin this one; it can be begun once.
                    usize::from(commit(ledger, &format!("all-{round}"), 10).is_ok())
                };
                scope.spawn(move || (0..20).map(both).sum::<usize>())
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum::<usize>()
    });
    assert_eq!(won, 20, "each common stream is begun by one thread");
    let stats = ledger.stats().unwrap();
    assert!(stats.groups < stats.commits, "some shared a commit: {stats:?}");
    let report = ledger.audit(None).unwrap();
    assert!(report.is_sound(), "{:?}", report.findings);
    assert_eq!((report.events, report.streams), (16 * 20 + 20, 16 * 20 + 20));
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
