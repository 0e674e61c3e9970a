//! A small town to test with: its views, its events, and short ways to write them.

use kernel::{Actor, PersonId, Private, StreamId, Timestamp};
use ledger::{
    Body, Column, ColumnKind, Commit, CommitError, Committed, Keyring, Ledger, NewEvent, OpenRefusal, Opened,
    Place, RowChange, Setup, StreamWrite, Suite, Table, Value, View, Write,
};
use serde_json::json;
use std::any::Any;
use std::sync::Arc;

/// A store of its own for one test.
pub struct Town {
    pub place: Place,
    pub keys: Keyring,
    /// Whatever has to be thrown away afterwards.
    pub _guard: Box<dyn Any>,
}

pub const EVENTS: &[(&str, u16)] = &[("case.opened", 1), ("case.noted", 2), ("queue.called", 1)];

impl Town {
    pub fn new(place: Place, guard: Box<dyn Any>) -> Self {
        let keys = Keyring::ephemeral(Suite::International).unwrap();
        Town { place, keys, _guard: guard }
    }

    pub fn setup(&self) -> Setup {
        Setup {
            place: self.place.clone(),
            keys: self.keys.clone(),
            views: vec![Arc::new(CaseList { version: 1 }), Arc::new(Counts)],
            events: EVENTS,
            plain: &[DRAFTS],
            release: "0.1.0",
            city: "Test".to_owned(),
        }
    }

    pub fn open(&self) -> Ledger {
        self.try_open(self.setup()).unwrap()
    }

    pub fn try_open(&self, setup: Setup) -> Result<Ledger, OpenRefusal> {
        Ledger::open(setup)
    }

    /// Runs statements past the ledger, as a hand in the database would.
    pub fn by_hand(&self, sql: &str) -> Result<(), String> {
        match &self.place {
            Place::Sqlite { folder } => {
                let file = folder.join(Place::SQLITE_FILE);
                let connection = rusqlite::Connection::open(file).unwrap();
                connection.busy_timeout(std::time::Duration::from_secs(20)).unwrap();
                connection.execute_batch(sql).map_err(|error| error.to_string())
            }
            Place::Postgres { url, .. } => {
                let mut client = postgres::Client::connect(url, postgres::NoTls).unwrap();
                client.batch_execute(sql).map_err(|error| format!("{error:?}"))
            }
        }
    }
}

pub fn noon() -> Timestamp {
    "2026-11-22T04:00:00Z".parse().unwrap()
}

pub fn person(number: u128) -> PersonId {
    PersonId(uuid::Uuid::from_u128(number))
}

pub fn case(name: &str) -> StreamId {
    StreamId::of("case", name)
}

pub fn event(name: &'static str, body: serde_json::Value) -> NewEvent {
    NewEvent { at: noon(), actor: Actor::system(), name, version: 1, body: Body::of(&body).unwrap() }
}

pub fn opened(title: &str, department: &str) -> NewEvent {
    event("case.opened", json!({ "title": title, "department": department }))
}

pub fn opened_by(title: &str, of: PersonId, name: &str) -> NewEvent {
    let applicant = Private::new(of, name.to_owned());
    event("case.opened", json!({ "title": title, "department": "d1", "applicant": applicant }))
}

pub fn noted(note: &str) -> NewEvent {
    event("case.noted", json!({ "note": note }))
}

pub fn to(stream: &StreamId, expected: u64, events: Vec<NewEvent>) -> Write {
    let written = vec![StreamWrite { stream: stream.clone(), expected, events }];
    Write { written, ..Write::default() }
}

pub fn commit(ledger: &Ledger, write: Write) -> Result<Committed, CommitError> {
    ledger.commit(write, Commit::Durable)
}

pub fn notes_of(ledger: &Ledger, stream: &StreamId) -> Vec<String> {
    let events = ledger.load(stream).unwrap().events;
    events.iter().filter_map(|event| Some(json_of(event).get("note")?.as_str()?.to_owned())).collect()
}

/// The body of an event as a tree.
pub fn json_of(event: &Opened) -> serde_json::Value {
    event.body.read().unwrap()
}

/// Waits until `count` events have their number in the global order.
pub fn wait_for(ledger: &Ledger, count: u64) {
    let until = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while ledger.wait_beyond(count - 1, std::time::Duration::from_secs(1)) < count {
        assert!(std::time::Instant::now() < until, "event {count} never got its number");
    }
}

const TEXT: Column = Column { name: "", kind: ColumnKind::Text, personal: false };

pub const DRAFTS: Table = Table {
    name: "drafts",
    columns: &[
        Column { name: "id", ..TEXT },
        Column { name: "text", ..TEXT },
        Column { name: "person", ..TEXT },
        Column { name: "secret", kind: ColumnKind::Bytes, personal: true },
    ],
    key: &["id"],
    indexes: &[],
    person: Some("person"),
};

/// The list of cases, with words to search in and a sealed name.
pub struct CaseList {
    pub version: u32,
}

impl View for CaseList {
    fn name(&self) -> &'static str {
        "case_list"
    }

    fn version(&self) -> u32 {
        self.version
    }

    fn tables(&self) -> &'static [Table] {
        const CASES: Table = Table {
            name: "cases",
            columns: &[
                Column { name: "number", ..TEXT },
                Column { name: "title", ..TEXT },
                Column { name: "title_words", kind: ColumnKind::Words, personal: false },
                Column { name: "department", ..TEXT },
                Column { name: "at", kind: ColumnKind::Integer, personal: false },
                Column { name: "person", ..TEXT },
                Column { name: "applicant", kind: ColumnKind::Bytes, personal: true },
                Column { name: "masked", kind: ColumnKind::Text, personal: true },
                Column { name: "note", ..TEXT },
            ],
            key: &["number"],
            indexes: &[&["department", "at DESC"]],
            person: Some("person"),
        };
        &[CASES]
    }

    fn fold(&self, event: &Opened, changes: &mut Vec<RowChange>) {
        let key = vec![("number", Value::from(event.stream.key()))];
        let body = json_of(event);
        let text = |name: &str| body.get(name).and_then(|value| value.as_str()).map(str::to_owned);
        match event.name.as_str() {
            "case.opened" => {
                let title = text("title").unwrap_or_default();
                let mut set = vec![
                    ("title_words", ledger::searchable(&title).into()),
                    ("title", title.into()),
                    ("department", Value::maybe(text("department"))),
                    ("at", event.at.into()),
                ];
                set.extend(applicant_cells(event));
                changes.push(RowChange::Put { table: "cases", key, set });
            }
            "case.noted" if text("note").as_deref() == Some("withdrawn") => {
                changes.push(RowChange::Remove { table: "cases", key });
            }
            "case.noted" => {
                let mut note = text("note").unwrap_or_default();
                if 1 < self.version {
                    note = format!("{note} (v{})", self.version);
                }
                changes.push(RowChange::Set { table: "cases", key, set: vec![("note", note.into())] });
            }
            _ => {}
        }
    }
}

fn applicant_cells(event: &Opened) -> Vec<(&'static str, Value)> {
    let body = json_of(event);
    let Some(applicant) = body.get("applicant") else {
        return Vec::new();
    };
    let applicant: Private<String> = serde_json::from_value(applicant.clone()).unwrap();
    let sealed = applicant.get().map(|name| Value::Personal {
        of: applicant.of,
        stream: event.stream.clone(),
        plain: name.clone(),
    });
    let masked = applicant.get().map(|name| format!("{}*", name.chars().next().unwrap_or('*')));
    vec![
        ("person", applicant.of.to_string().into()),
        ("applicant", sealed.unwrap_or(Value::Null)),
        ("masked", Value::maybe(masked)),
    ]
}

/// How many cases each department has.
pub struct Counts;

impl View for Counts {
    fn name(&self) -> &'static str {
        "counts"
    }

    fn version(&self) -> u32 {
        1
    }

    fn tables(&self) -> &'static [Table] {
        const COUNTS: Table = Table {
            name: "counts",
            columns: &[
                Column { name: "department", ..TEXT },
                Column { name: "opened", kind: ColumnKind::Integer, personal: false },
                Column { name: "closed", kind: ColumnKind::Integer, personal: false },
            ],
            key: &["department"],
            indexes: &[],
            person: None,
        };
        &[COUNTS]
    }

    fn fold(&self, event: &Opened, changes: &mut Vec<RowChange>) {
        if event.name == "case.opened" {
            let body = json_of(event);
            let department = body["department"].as_str().unwrap_or_default();
            changes.push(RowChange::Add {
                table: "counts",
                key: vec![("department", department.into())],
                add: vec![("opened", 1)],
            });
        }
    }
}
