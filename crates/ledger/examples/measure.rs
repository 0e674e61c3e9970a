//! Measures the ledger's own work: durable commits per second, reading, search, and how soon events have their
//! number.
//!
//! `cargo run --release -p ledger --example measure -- [postgres://…/empty-database] [cases]`
//! Without an address it measures SQLite in a fresh temporary folder. The figures depend on the machine and on
//! whoever else uses it: compare only figures of one run.
#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]

use kernel::{Actor, PersonId, Private, StreamId, Timestamp};
use ledger::{
    Body, Column, ColumnKind, Commit, Keyring, Ledger, NewEvent, Opened, Place, RowChange, Search, Setup,
    StreamWrite, Suite, Table, Value, View, Write,
};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

const WORDS: [&str; 8] =
    ["不动产登记", "施工许可", "营业执照", "食品经营", "道路运输", "社会保障", "户籍迁移", "排污许可"];

struct Cases;

const TEXT: Column = Column { name: "", kind: ColumnKind::Text, personal: false };

impl View for Cases {
    fn name(&self) -> &'static str {
        "measured"
    }

    fn version(&self) -> u32 {
        1
    }

    fn tables(&self) -> &'static [Table] {
        const MEASURED: Table = Table {
            name: "measured",
            columns: &[
                Column { name: "number", ..TEXT },
                Column { name: "title", ..TEXT },
                Column { name: "words", kind: ColumnKind::Words, personal: false },
                Column { name: "department", ..TEXT },
                Column { name: "at", kind: ColumnKind::Integer, personal: false },
            ],
            key: &["number"],
            indexes: &[&["department", "at DESC"]],
            person: None,
        };
        &[MEASURED]
    }

    fn fold(&self, event: &Opened, changes: &mut Vec<RowChange>) {
        if event.name != "case.submitted" {
            return;
        }
        let body: serde_json::Value = event.body.read().unwrap();
        let title = body["title"].as_str().unwrap_or_default();
        let set = vec![
            ("title", title.into()),
            ("words", ledger::searchable(title).into()),
            ("department", body["department"].as_str().unwrap_or_default().into()),
            ("at", event.at.into()),
        ];
        changes.push(RowChange::Put {
            table: "measured",
            key: vec![("number", event.stream.key().into())],
            set,
        });
    }
}

fn case(number: u32) -> StreamId {
    StreamId::of("case", format!("{number:08}"))
}

/// One submission: six events, the first with a personal form of about a kilobyte.
fn submission(number: u32) -> Write {
    let form =
        Private::new(PersonId(uuid::Uuid::from_u128(u128::from(number % 1000))), "申请内容".repeat(85));
    let title = format!("{} {number}", WORDS[number as usize % 8]);
    let body = json!({ "title": title, "department": format!("d{}", number % 100), "form": form });
    let event = |name, body: serde_json::Value| NewEvent {
        at: Timestamp::from_second(1_700_000_000 + i64::from(number) * 60).unwrap(),
        actor: Actor::system(),
        name,
        version: 1,
        body: Body::of(&body).unwrap(),
    };
    let mut events = vec![event("case.submitted", body)];
    events.extend((0..5).map(|step| event("case.stepped", json!({ "step": step, "note": "x".repeat(120) }))));
    let written = vec![StreamWrite { stream: case(number), expected: 0, events }];
    Write { written, ..Write::default() }
}

fn submit(ledger: &Ledger, threads: u32, from: u32, count: u32) -> (Duration, Vec<Duration>) {
    let next = AtomicU32::new(from);
    let began = Instant::now();
    let work = || {
        let mut times = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if from + count <= number {
                return times;
            }
            let began = Instant::now();
            ledger.commit(submission(number), Commit::Durable).unwrap();
            times.push(began.elapsed());
        }
    };
    let times = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    (began.elapsed(), times)
}

fn say(what: &str, mut times: Vec<Duration>, all: Duration) {
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    let rate = times.len() as u128 * 1_000_000 / all.as_micros().max(1);
    println!("{what:<34} {rate:>7} /s   p50 {:>9.3?}   p99 {:>9.3?}", at(50), at(99));
}

fn repeat(what: &str, count: u32, mut work: impl FnMut(u32)) {
    let (began, mut times) = (Instant::now(), Vec::new());
    for number in 0..count {
        let began = Instant::now();
        work(number);
        times.push(began.elapsed());
    }
    say(what, times, began.elapsed());
}

fn sequencing(ledger: &Ledger, from: u32) {
    let mut times = Vec::new();
    let began = Instant::now();
    for number in from..from + 200 {
        let seq = ledger.stats().unwrap().last_seq;
        let began = Instant::now();
        ledger.commit(submission(number), Commit::Durable).unwrap();
        let committed = began.elapsed();
        while ledger.wait_beyond(seq, Duration::from_secs(5)) < seq + 6 {}
        times.push(began.elapsed() - committed);
    }
    say("number after commit", times, began.elapsed());
}

fn searching(ledger: &Ledger) {
    let search = |words: &str, filter: &[(&'static str, Value)]| {
        let (table, column, select) = ("measured", "words", &["title"]);
        let found =
            ledger.search(&Search { table, column, words, filter, select, before: None, limit: 20 }).unwrap();
        assert!(!found.is_empty() && found.iter().all(|hit| hit.row.text(0).contains(words)));
    };
    repeat("search newest 20", 400, |number| search(WORDS[number as usize % 8], &[]));
    repeat("search newest 20 of a department", 400, |number| {
        // A title word stands only in the departments with the same remainder.
        search(WORDS[number as usize % 4], &[("department", format!("d{}", number % 4).into())]);
    });
    repeat("search a rare word", 400, |number| search(&format!("{}", 8 + number % 1000), &[]));
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let url = words.iter().find(|word| word.starts_with("postgres")).cloned();
    let cases: u32 = words.iter().find_map(|word| word.parse().ok()).unwrap_or(10_000);
    let folder = tempfile::tempdir().unwrap();
    let place = match url {
        None => Place::Sqlite { folder: folder.path().to_owned() },
        Some(url) => Place::Postgres { url, folder: folder.path().to_owned() },
    };
    let setup = Setup {
        place,
        keys: Keyring::ephemeral(Suite::International).unwrap(),
        views: vec![Arc::new(Cases)],
        events: &[("case.submitted", 1), ("case.stepped", 1)],
        plain: &[],
        release: "0.1.0",
        city: "Measured".to_owned(),
    };
    let ledger = Ledger::open(setup).unwrap();
    ledger::searchable("字");
    let mut from = 0;
    for threads in [1, 4, 8, 32] {
        let count = (cases / 8).max(200);
        let (all, times) = submit(&ledger, threads, from, count);
        say(&format!("submit, {threads} threads"), times, all);
        from += count;
    }
    if from < cases {
        let (all, times) = submit(&ledger, 16, from, cases - from);
        say("submit, the rest, 16 threads", times, all);
        from = cases;
    }
    sequencing(&ledger, from);
    repeat("load a stream of 6", 2000, |number| drop(ledger.load(&case(number % from)).unwrap()));
    let list = "SELECT number, title, at FROM measured WHERE department = $1 ORDER BY at DESC LIMIT 20";
    repeat("list 20 of a department", 2000, |number| {
        let rows = ledger.query(list, &[format!("d{}", number % 100).into()]).unwrap();
        assert!(!rows.is_empty());
    });
    searching(&ledger);
    let began = Instant::now();
    let report = ledger.audit(None).unwrap();
    assert!(report.is_sound(), "{:?}", report.findings);
    println!("audit of {} events: {:?}", report.events, began.elapsed());
    println!("{:?}", ledger.stats().unwrap());
}
