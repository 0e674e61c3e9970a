//! Nothing that was confirmed is lost or doubled: not when the program is killed under load, not when the power is
//! cut, not when PostgreSQL falls over.
//!
//! A child process (this same test binary) writes from several threads and prints each confirmed write. The
//! parent ends it, opens the ledger again and looks for everything that was printed. `YIMEN_LONG=1` kills two
//! hundred times on each store. `YIMEN_TEST_PGCTL` is a command that stops PostgreSQL at once (`pg_ctl stop -m
//! immediate`) and starts it again. The power is cut by `xtask/powercut`, which drops every write that was not
//! synced; the same test with syncing switched off must lose something, or it would prove nothing.
#![allow(clippy::unwrap_used, missing_docs, dead_code, reason = "a test that cannot go on has failed")]

#[path = "suite/town.rs"]
mod town;

use kernel::StreamId;
use ledger::{Keyring, Ledger, Place, Setup, Suite};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};
use testbed::Database;
use town::{Town, case, commit, noted, opened, to};

const THREADS: usize = 6;

fn is_long() -> bool {
    ["YIMEN_LONG", "YIMEN_TEST_LONG"].iter().any(|name| std::env::var_os(name).is_some())
}

/// Where the child writes: a folder with keys, and the address of a database or none.
struct Site {
    folder: PathBuf,
    url: Option<String>,
}

impl Site {
    fn open(&self) -> Ledger {
        let keys = Keyring::load_or_create(&self.folder, Suite::International).unwrap();
        let place = match &self.url {
            None => Place::Sqlite { folder: self.folder.join("data") },
            Some(url) => Place::Postgres { url: url.clone(), folder: self.folder.clone() },
        };
        let town = Town { place, keys, _guard: Box::new(()) };
        Ledger::open(Setup { ..town.setup() }).unwrap()
    }

    fn child(&self, round: u32) -> Command {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args([
                "--exact",
                "the_child_writes_until_it_is_ended",
                "--ignored",
                "--nocapture",
                "--test-threads=1",
            ])
            .env("YIMEN_CRASH_FOLDER", &self.folder)
            .env("YIMEN_CRASH_ROUND", round.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        if let Some(url) = &self.url {
            command.env("YIMEN_CRASH_URL", url);
        }
        command
    }
}

/// Not a test of its own: what the parents start and end.
#[test]
#[ignore = "started by the other tests of this file"]
fn the_child_writes_until_it_is_ended() {
    let Some(folder) = std::env::var_os("YIMEN_CRASH_FOLDER") else {
        return;
    };
    let site = Site { folder: folder.into(), url: std::env::var("YIMEN_CRASH_URL").ok() };
    let round = std::env::var("YIMEN_CRASH_ROUND").unwrap();
    let ledger = site.open();
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let (ledger, round) = (&ledger, &round);
            scope.spawn(move || {
                for count in 0..u32::MAX {
                    if let Some(done) = write_one(ledger, &format!("{round}-{thread}-{count}"), count) {
                        let line = format!("done {done}\n");
                        std::io::stdout().lock().write_all(line.as_bytes()).unwrap();
                    }
                }
            });
        }
    });
}

/// One confirmed write, named by a token; every third goes to a hot stream.
fn write_one(ledger: &Ledger, token: &str, count: u32) -> Option<String> {
    if count.is_multiple_of(3) {
        let queue = StreamId::of("queue", "1");
        let decide = |locked: &mut dyn ledger::Load| {
            let head = locked.load(&queue)?.head;
            // A queue that grows without end would only slow the test down.
            Ok::<_, ledger::CommitError>((to(&queue, head, vec![noted(token)]), ()))
        };
        let short = ledger.decide_hot(std::slice::from_ref(&queue), decide);
        return short.ok().map(|_| token.to_owned());
    }
    let events = vec![opened("t", "d1"), noted(token)];
    commit(ledger, to(&case(token), 0, events)).ok().map(|_| token.to_owned())
}

/// A running child; ended for good when this is dropped.
struct Running {
    child: Child,
    confirmed: Option<std::thread::JoinHandle<Vec<String>>>,
    seen: std::sync::Arc<std::sync::atomic::AtomicUsize>,
}

impl Running {
    fn start(mut command: Command) -> Running {
        let mut child = command.spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let seen = std::sync::Arc::<std::sync::atomic::AtomicUsize>::default();
        let counted = seen.clone();
        let confirmed = std::thread::spawn(move || {
            let mut tokens = Vec::new();
            for line in output.split(b'\n').map_while(Result::ok) {
                // A line that was cut off in the middle was not said.
                let line = String::from_utf8_lossy(&line).into_owned();
                if let Some(token) =
                    line.strip_prefix("done ").filter(|token| token.matches('-').count() == 2)
                {
                    tokens.push(token.to_owned());
                    counted.fetch_add(1, Ordering::Relaxed);
                }
            }
            tokens
        });
        Running { child, confirmed: Some(confirmed), seen }
    }

    fn wait_for(&self, count: usize) {
        let until = Instant::now() + Duration::from_secs(60);
        while self.seen.load(Ordering::Relaxed) < count {
            assert!(Instant::now() < until, "the child does not write");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits for its end; gives what it confirmed. The last line may lack its end, so it does not count.
    fn confirmed(mut self) -> Vec<String> {
        self.child.wait().unwrap();
        let mut tokens = self.confirmed.take().expect("it is asked once").join().unwrap();
        tokens.pop();
        tokens
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Everything confirmed is there, once, and heads, numbers, tree and views agree.
fn lost_of(site: &Site, confirmed: &[String]) -> Vec<String> {
    let ledger = site.open();
    let mut times: HashMap<String, u32> = HashMap::new();
    let (mut after, mut cases) = (0, 0);
    let until = Instant::now() + Duration::from_secs(20);
    while 0 < ledger.audit(None).unwrap().waiting && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(50));
    }
    loop {
        let page = ledger.follow(after, 1000).unwrap();
        let Some((last, _)) = page.last() else { break };
        after = *last;
        for (_, event) in page {
            cases += i64::from(event.name == "case.opened");
            let body: serde_json::Value = event.body.read().unwrap();
            if let Some(token) = body.get("note").and_then(|note| note.as_str()) {
                *times.entry(token.to_owned()).or_default() += 1;
            }
        }
    }
    assert!(times.values().all(|times| *times == 1), "something is there twice");
    let report = ledger.audit(None).unwrap();
    assert!(report.is_sound(), "{:?}", report.findings);
    assert_eq!(report.waiting, 0);
    let counts =
        ledger.query("SELECT (SELECT count(*) FROM cases), (SELECT sum(opened) FROM counts)", &[]).unwrap();
    assert_eq!((counts[0].integer(0), counts[0].integer(1)), (cases, cases), "views and events differ");
    confirmed.iter().filter(|token| !times.contains_key(*token)).cloned().collect()
}

fn kill_again_and_again(site: &Site) {
    let kills = if is_long() { 200 } else { 10 };
    let mut all = Vec::new();
    for round in 0..kills {
        let mut running = Running::start(site.child(round));
        // Not always at the same point of its life.
        running.wait_for(1 + (round as usize * 37) % 90);
        running.child.kill().unwrap();
        all.extend(running.confirmed());
        if round % 10 == 9 {
            assert_eq!(lost_of(site, &all), Vec::<String>::new(), "confirmed and lost, round {round}");
        }
    }
    println!("{kills} kills, {} confirmed writes, none lost", all.len());
}

#[test]
fn a_killed_program_loses_nothing_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    kill_again_and_again(&Site { folder: folder.path().to_owned(), url: None });
}

/// One test lets the whole cluster fall over; the others must not be in the middle of theirs.
static CLUSTER: Mutex<()> = Mutex::new(());

/// Where a child writes on PostgreSQL, alone in the cluster.
struct Alone {
    site: Site,
    database: Database,
    _folder: tempfile::TempDir,
    _alone: MutexGuard<'static, ()>,
}

impl Alone {
    fn new() -> Option<Alone> {
        let alone = CLUSTER.lock().unwrap_or_else(PoisonError::into_inner);
        let database = Database::fresh()?;
        let folder = tempfile::tempdir().unwrap();
        let site = Site { folder: folder.path().to_owned(), url: Some(database.url.clone()) };
        Some(Alone { site, database, _folder: folder, _alone: alone })
    }
}

#[test]
fn a_killed_program_loses_nothing_on_postgres() {
    if let Some(database) = Alone::new() {
        kill_again_and_again(&database.site);
    }
}

#[test]
fn a_postgres_that_falls_over_loses_nothing() {
    let Ok(crash) = std::env::var("YIMEN_TEST_PGCTL") else {
        println!("skipped: YIMEN_TEST_PGCTL is no command that restarts the cluster");
        return;
    };
    let Some(database) = Alone::new() else { return };
    let (ledger, stop) = (database.site.open(), AtomicBool::new(false));
    let confirmed: Vec<String> = std::thread::scope(|scope| {
        let write = |thread: usize| {
            let (ledger, stop) = (&ledger, &stop);
            scope.spawn(move || {
                let mut done = Vec::new();
                for count in 0.. {
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                    match write_one(ledger, &format!("0-{thread}-{count}"), count) {
                        Some(token) => done.push(token),
                        None => std::thread::sleep(Duration::from_millis(20)),
                    }
                }
                done
            })
        };
        let threads: Vec<_> = (0..THREADS).map(write).collect();
        for _ in 0..if is_long() { 200 } else { 3 } {
            std::thread::sleep(Duration::from_millis(300));
            assert!(Command::new("sh").args(["-c", &crash]).status().unwrap().success());
        }
        std::thread::sleep(Duration::from_millis(500));
        stop.store(true, Ordering::Relaxed);
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert!(!confirmed.is_empty());
    assert_eq!(lost_of(&database.site, &confirmed), Vec::<String>::new());
    println!("{} confirmed writes over all restarts, none lost", confirmed.len());
}

#[test]
fn a_postgres_without_fsync_is_refused() {
    if std::env::var_os("YIMEN_TEST_PGCTL").is_none() {
        println!("skipped: YIMEN_TEST_PGCTL does not say that the cluster may be changed");
        return;
    }
    let Some(database) = Alone::new() else { return };
    let set = |text: &str| {
        database.database.run(text);
        database.database.run("SELECT pg_reload_conf()");
        std::thread::sleep(Duration::from_millis(300));
    };
    set("ALTER SYSTEM SET fsync = off");
    let place =
        Place::Postgres { url: database.site.url.clone().unwrap(), folder: database.site.folder.clone() };
    let town = Town::new(place, Box::new(()));
    let refused = Ledger::open(town.setup()).map(drop);
    set("ALTER SYSTEM RESET fsync");
    assert!(matches!(refused, Err(ledger::OpenRefusal::NotDurable)), "{refused:?}");
    drop(Ledger::open(town.setup()).unwrap());
}

/// The library that cuts the power; none where there is no C compiler.
fn powercut() -> Option<&'static Path> {
    static LIBRARY: OnceLock<Option<PathBuf>> = OnceLock::new();
    let compile = || {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../xtask/powercut/powercut.c");
        let name = format!("ledger-powercut-{}.so", std::process::id());
        let library = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let mut compiler = Command::new("cc");
        compiler.args(["-std=gnu11", "-O1", "-w", "-shared", "-fPIC", "-o"]).arg(&library).arg(source);
        compiler.arg("-lpthread").status().is_ok_and(|done| done.success()).then_some(library)
    };
    LIBRARY.get_or_init(compile).as_deref()
}

/// Cuts the power under load and says what was confirmed and is lost.
fn cut(round: u32, switches: &[(&str, &str)]) -> Option<(tempfile::TempDir, Vec<String>, Site)> {
    let Some(library) = powercut() else {
        testbed::missing("there is no C compiler");
        return None;
    };
    let folder = tempfile::tempdir().unwrap();
    let site = Site { folder: folder.path().to_owned(), url: None };
    drop(site.open());
    let trigger = folder.path().join("cut-now");
    let mut child = site.child(round);
    child
        .env("LD_PRELOAD", library)
        .env("YIMEN_POWERCUT_FOLDER", folder.path().join("data").canonicalize().unwrap())
        .env("YIMEN_POWERCUT_TRIGGER", &trigger)
        .envs(switches.iter().copied());
    let running = Running::start(child);
    running.wait_for(40 + (round as usize * 53) % 200);
    std::fs::write(&trigger, b"").unwrap();
    let confirmed = running.confirmed();
    Some((folder, confirmed, site))
}

#[test]
fn a_power_cut_loses_nothing_that_was_confirmed() {
    for round in 0..if is_long() { 40 } else { 4 } {
        let keep = format!("50,{round}");
        let switches: &[(&str, &str)] = if round % 2 == 0 { &[] } else { &[("YIMEN_POWERCUT_KEEP", &keep)] };
        let Some((_folder, confirmed, site)) = cut(round, switches) else { return };
        assert!(!confirmed.is_empty());
        assert_eq!(lost_of(&site, &confirmed), Vec::<String>::new(), "round {round}");
    }
}

#[test]
fn with_syncing_switched_off_a_power_cut_loses_something() {
    let Some((_folder, confirmed, site)) = cut(1, &[("YIMEN_POWERCUT_SYNC", "off")]) else { return };
    // The database may even be too broken to be read: that is what an unsynced disk does.
    let all_there = std::panic::catch_unwind(|| lost_of(&site, &confirmed).is_empty());
    assert!(!matches!(all_there, Ok(true)), "the power cut cuts nothing, so the other test proves nothing");
}
