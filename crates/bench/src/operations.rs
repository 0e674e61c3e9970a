//! The operations of the workload as requests to the public door, and the rows of work that send them.

use crate::client::{Asked, Work, request};
use crate::pack::{self, DEPARTMENTS, MATERIALS, WORDS};
use crate::town::{APPLICANTS, State, Town, applicant, body, spread, title};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// An operation of the workload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Submit a case.
    Submit,
    /// Read one case.
    Read,
    /// The twenty newest of a department.
    List,
    /// The same as a whole page.
    Page,
    /// Search for one of the words, as the page of a desk gives it.
    Search,
    /// Take the next step of a case.
    Advance,
    /// All of them in the proportion of a working day.
    Mix,
}

impl Operation {
    /// All of them, in the order in which they are measured.
    pub const ALL: [Operation; 7] = [
        Operation::Submit,
        Operation::Read,
        Operation::List,
        Operation::Page,
        Operation::Search,
        Operation::Advance,
        Operation::Mix,
    ];

    /// Its name in the workload.
    pub const fn name(self) -> &'static str {
        match self {
            Operation::Submit => "submit",
            Operation::Read => "read",
            Operation::List => "list",
            Operation::Page => "page",
            Operation::Search => "search",
            Operation::Advance => "advance",
            Operation::Mix => "mix",
        }
    }

    /// Whether its floor writes, or answers at once.
    pub const fn writes(self) -> bool {
        matches!(self, Operation::Submit | Operation::Advance)
    }

    /// Whether its floor on PostgreSQL asks the same question and writes one line of a log.
    pub const fn is_logged_look(self) -> bool {
        matches!(self, Operation::Read | Operation::List)
    }

    /// How many times the CPU of its floor it may take at most; none where no figure was set.
    pub const fn at_most(self, on_postgres: bool) -> Option<f64> {
        match (self, on_postgres) {
            (Operation::Submit, false) => Some(2.5),
            (Operation::Submit, true) => Some(1.7),
            (Operation::Read | Operation::List, false) => Some(20.0),
            (Operation::Read | Operation::List, true) => Some(2.0),
            (Operation::Page, _) => Some(50.0),
            (Operation::Search, _) => Some(100.0),
            (Operation::Advance, _) => Some(3.0),
            _ => None,
        }
    }
}

/// Serial numbers of submissions, so that no title comes twice.
static SERIAL: AtomicU64 = AtomicU64::new(10_000_000);

/// One client of our server.
pub struct Visitor {
    town: Arc<Town>,
    operation: Operation,
    chance: u64,
    /// The cases that only this client moves on.
    own: Vec<usize>,
    /// The case that was asked to move, and whether it is stopped if it did.
    moving: Option<(usize, bool)>,
    expected: &'static str,
}

impl Visitor {
    /// The visitor `place` of `many`; `seed` differs from one measurement to the next.
    pub fn new(town: &Arc<Town>, operation: Operation, place: usize, many: usize, seed: u64) -> Self {
        let mine = (0..town.cases.len()).filter(|case| case % many == place);
        let movable = mine.filter(|case| matches!(town.cases[*case].2, State::Examining | State::Suspended));
        Visitor {
            town: Arc::clone(town),
            operation,
            chance: spread(seed << 16 | place as u64),
            own: movable.collect(),
            moving: None,
            expected: "",
        }
    }

    fn below(&mut self, many: usize) -> usize {
        self.chance = spread(self.chance);
        (self.chance % many as u64) as usize
    }

    /// 70 % read and list, 10 % search, 10 % advance, 8 % submit, 2 % page.
    fn drawn(&mut self) -> Operation {
        match self.below(100) {
            0..35 => Operation::Read,
            35..70 => Operation::List,
            70..80 => Operation::Search,
            80..90 => Operation::Advance,
            90..98 => Operation::Submit,
            _ => Operation::Page,
        }
    }

    fn submit(&mut self) -> Vec<u8> {
        let (unit, person) = (self.below(DEPARTMENTS), self.below(APPLICANTS));
        submission(&self.town, unit, person)
    }

    fn read(&mut self) -> Vec<u8> {
        let case = self.below(self.town.cases.len());
        let (number, unit, _) = &self.town.cases[case];
        reading(&self.town, number, *unit)
    }

    fn list(&mut self) -> Vec<u8> {
        let unit = self.below(DEPARTMENTS);
        request("GET", "/api/v1/cases?limit=20", &bearer(&self.town.clerks[unit]), None)
    }

    fn page(&mut self, path: &str) -> Vec<u8> {
        let unit = self.below(DEPARTMENTS);
        request("GET", path, &format!("Cookie: yimen-session={}", self.town.sessions[unit]), None)
    }

    fn search(&mut self) -> Vec<u8> {
        let word = WORDS[self.below(WORDS.len())];
        let typed: String = word.bytes().map(|byte| format!("%{byte:02X}")).collect();
        self.page(&format!("/desk/cases?q={typed}"))
    }

    fn advance(&mut self) -> Vec<u8> {
        if self.own.is_empty() {
            return self.list();
        }
        let place = self.below(self.own.len());
        let case = self.own[place];
        let stopped = self.town.stopped()[case].load(Ordering::Relaxed);
        self.moving = Some((case, !stopped));
        let (number, unit, _) = &self.town.cases[case];
        let (step, sent) = if stopped {
            ("resume", json!({"outcome": "检测已完成继续审查"}))
        } else {
            let planned = calendar::Limit::WorkingDays(20);
            ("suspend", json!({"kind": "testing", "reasons": "需要检测鉴定再定夺", "planned": planned}))
        };
        let path = format!("/api/v1/cases/{number}/{step}");
        request("POST", &path, &bearer(&self.town.examiners[*unit]), Some(&sent.to_string()))
    }
}

/// A new application of a person for the matter of a department.
pub fn submission(town: &Town, unit: usize, person: usize) -> Vec<u8> {
    let place = SERIAL.fetch_add(1, Ordering::Relaxed) as usize;
    let person = applicant(person);
    let sent = json!({
        "matter": pack::matter(unit),
        "applicant": {"person": {"name": person.name, "paper": person.paper, "number": person.number}},
        "form": {"title": title(place), "text": body(place)},
        "materials": MATERIALS.map(|key| json!({"material": key, "how": "original"})),
    });
    request("POST", "/api/v1/cases", &bearer(&town.clerks[unit]), Some(&sent.to_string()))
}

/// One case of a department, read by its clerk.
pub fn reading(town: &Town, number: &str, unit: usize) -> Vec<u8> {
    request("GET", &format!("/api/v1/cases/{number}"), &bearer(&town.clerks[unit]), None)
}

fn bearer(token: &str) -> String {
    format!("Authorization: Bearer {token}")
}

impl Work for Visitor {
    fn next(&mut self) -> Asked {
        self.moving = None;
        let operation = if self.operation == Operation::Mix { self.drawn() } else { self.operation };
        self.expected = match operation {
            Operation::List => "\"items\":[{",
            Operation::Page | Operation::Search => "</html>",
            _ => "\"number\"",
        };
        let bytes = match operation {
            Operation::Submit => self.submit(),
            Operation::Read => self.read(),
            Operation::List | Operation::Mix => self.list(),
            Operation::Page => self.page("/desk/cases"),
            Operation::Search => self.search(),
            Operation::Advance => self.advance(),
        };
        Asked { name: operation.name(), bytes }
    }

    fn answered(&mut self, body: &[u8]) -> bool {
        if let Some((case, stopped)) = self.moving.take() {
            self.town.stopped()[case].store(stopped, Ordering::Relaxed);
        }
        holds(body, self.expected.as_bytes())
    }
}

fn holds(body: &[u8], wanted: &[u8]) -> bool {
    body.windows(wanted.len()).any(|part| part == wanted)
}

/// One client of the floor: the same bytes to a path without an application.
pub struct Bare {
    operation: Operation,
    bytes: Vec<u8>,
    /// The town whose rows are looked at, on PostgreSQL.
    town: Option<Arc<Town>>,
    chance: u64,
}

impl Bare {
    /// For an operation that writes, the rows of that operation; on PostgreSQL (where `town` is given) for one that
    /// looks, the same question and a line of the log; otherwise the empty answer.
    pub fn new(operation: Operation, town: Option<Arc<Town>>, seed: u64) -> Self {
        let bytes = if operation.writes() {
            let path = format!("/write/{}", operation.name());
            request("POST", &path, "", Some(&json!({"text": body(1)}).to_string()))
        } else {
            request("GET", "/empty", "", None)
        };
        let town = town.filter(|_| operation.is_logged_look());
        Bare { operation, bytes, town, chance: spread(seed) }
    }

    fn look(&mut self, town: &Town) -> Vec<u8> {
        self.chance = spread(self.chance);
        let case = &town.cases[(self.chance % town.cases.len() as u64) as usize];
        let key = if self.operation == Operation::Read { case.0.clone() } else { pack::department(case.1) };
        request("GET", &format!("/look/{}/{key}", self.operation.name()), "", None)
    }
}

impl Work for Bare {
    fn next(&mut self) -> Asked {
        let bytes = match self.town.clone() {
            Some(town) => self.look(&town),
            None => self.bytes.clone(),
        };
        Asked { name: self.operation.name(), bytes }
    }

    fn answered(&mut self, _: &[u8]) -> bool {
        true
    }
}
