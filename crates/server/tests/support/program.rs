//! The real program as a person at a terminal has it: said words, answers, an open door.
#![allow(dead_code, reason = "each test binary uses its own part")]

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long anything may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(90);

/// What the program said.
pub struct Said {
    pub ok: bool,
    pub out: String,
    pub err: String,
}

pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yimen"));
    for variable in ["YIMEN_KEYS", "YIMEN_KEYS_FILE", "YIMEN_DATABASE"] {
        command.env_remove(variable);
    }
    command
}

/// Says `words` to the program and waits for its answer.
pub fn yimen(words: &[&str]) -> Said {
    said(program().args(words))
}

pub fn said(command: &mut Command) -> Said {
    let output = command.stdin(Stdio::null()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Said { ok: output.status.success(), out: text(output.stdout), err: text(output.stderr) }
}

/// The same, and the answer must be good.
pub fn well(words: &[&str]) -> String {
    let said = yimen(words);
    assert!(said.ok, "{words:?}: {}{}", said.out, said.err);
    said.out
}

/// The same, and the program must refuse; gives its sentence.
pub fn refused(words: &[&str]) -> String {
    let said = yimen(words);
    assert!(!said.ok, "{words:?} went through: {}", said.out);
    assert!(!said.err.contains("panicked"), "{}", said.err);
    said.err
}

/// The pack of the demo city in the source tree.
pub fn pack() -> &'static str {
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/zhuhai")
}

pub fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A real city with its pack, closed.
pub fn real_city() -> TempDir {
    let folder = folder();
    well(&["pack", "load", pack(), "--data", text(folder.path())]);
    folder
}

/// Two days of a demo city's life, closed; lived once for each test binary and copied.
pub fn demo_city() -> TempDir {
    static LIVED: Mutex<Option<TempDir>> = Mutex::new(None);
    let mut lived = LIVED.lock().unwrap();
    let first = lived.get_or_insert_with(|| {
        let folder = folder();
        let words = ["--days", "2", "--until", "2026-11-19T18:00", "--data", text(folder.path())];
        let door = Door::open(&[&["demo"], words.as_slice()].concat());
        door.wait_for("demo city ready");
        door.close();
        folder
    });
    let copy = folder();
    for entry in std::fs::read_dir(first.path()).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), copy.path().join(entry.file_name())).unwrap();
    }
    copy
}

/// The database of a city, by hand.
pub fn by_hand(city: &Path) -> rusqlite::Connection {
    let database = rusqlite::Connection::open(city.join("ledger.db")).unwrap();
    database.busy_timeout(Duration::from_secs(10)).unwrap();
    database
}

/// A city with an open door.
pub struct Door {
    child: Child,
    lines: Arc<Mutex<Vec<String>>>,
    pub address: String,
}

impl Door {
    /// Starts the program on a free port and waits until it listens.
    pub fn open(words: &[&str]) -> Self {
        let mut command = program();
        command.args(words).args(["--listen", "127.0.0.1:0"]);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let lines = Arc::new(Mutex::new(Vec::new()));
        let (kept, output) = (Arc::clone(&lines), child.stdout.take().unwrap());
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                kept.lock().unwrap().push(line);
            }
        });
        let mut door = Door { child, lines, address: String::new() };
        let line = door.wait_for("listening on ");
        door.address = line.trim_start_matches("listening on ").to_owned();
        door
    }

    /// The first line with `words`, waited for.
    pub fn wait_for(&self, words: &str) -> String {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            if let Some(line) = self.lines.lock().unwrap().iter().find(|line| line.contains(words)) {
                return line.clone();
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("{words} was not said: {:?}", self.said());
    }

    /// Everything it said so far.
    pub fn said(&self) -> Vec<String> {
        self.lines.lock().unwrap().clone()
    }

    pub fn get(&self, path: &str) -> (u16, String) {
        let answer = agent().get(format!("{}{path}", self.address)).call().unwrap();
        (answer.status().as_u16(), answer.into_body().read_to_string().unwrap())
    }

    pub fn get_with(&self, path: &str, header: &str, value: &str) -> (u16, String) {
        let asked = agent().get(format!("{}{path}", self.address)).header(header, value);
        let answer = asked.call().unwrap();
        (answer.status().as_u16(), answer.into_body().read_to_string().unwrap())
    }

    /// Sends a form; gives the status, the place to go on and the cookie of the session.
    pub fn post(&self, path: &str, form: &[(&str, &str)]) -> Sent {
        let asked = agent().post(format!("{}{path}", self.address));
        let answer = asked.send_form(form.iter().copied()).unwrap();
        let header = |name: &str| {
            answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
        };
        let (status, location, cookie) = (answer.status().as_u16(), header("location"), header("set-cookie"));
        Sent { status, location, cookie, body: answer.into_body().read_to_string().unwrap() }
    }

    /// Asks the program to stop and waits for it.
    pub fn close(mut self) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        self.child.wait().unwrap();
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The answer to a form.
pub struct Sent {
    pub status: u16,
    pub location: String,
    pub cookie: String,
    pub body: String,
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into()
}

pub fn copy_keys(from: &Path, to: &Path) -> PathBuf {
    std::fs::create_dir_all(to).unwrap();
    let keys = to.join("keys.toml");
    std::fs::copy(from.join("keys.toml"), &keys).unwrap();
    keys
}
