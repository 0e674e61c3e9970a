//! The writers of the floor: on SQLite one that commits waiting requests together, on PostgreSQL eight connections.

use super::FloorPlan;
use crate::Sentence;
use crate::counted::Added;
use postgres::types::ToSql;
use postgres::{Client, NoTls};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::oneshot;

/// How many waiting requests are committed together, as the ledger does it.
const GROUP: usize = 64;
/// Connections to PostgreSQL.
const CONNECTIONS: usize = 8;

/// One request to be written.
pub(super) struct Job {
    /// The operation.
    pub name: String,
    /// What is to be done for it.
    pub task: Task,
    /// Told when it is on disk.
    pub done: oneshot::Sender<bool>,
}

/// What one request wants.
pub(super) enum Task {
    /// The rows of the operation.
    Write {
        /// How long its body was; it is read and not looked at.
        read: usize,
    },
    /// The question of the operation, and a line of the log.
    Look {
        /// The case, or the department.
        key: String,
    },
}

/// What a reading asks for: a case with its history, or the twenty newest of a department; the columns and the order
/// are those of the server.
const READ: &str =
    "SELECT position, at, actor, name, version, body, sealed FROM events WHERE stream = $1 ORDER BY position";
const LIST: &str = "SELECT c.number, c.matter, c.matter_name, c.department, c.channel, c.applicant, c.status,
    c.outcome, c.proposal, c.received_at, c.due_at, c.yellow_at, c.promised_at, c.legal_at, c.provisional,
    c.suspended, c.escalated, c.closed_at
  FROM cases c
  WHERE c.department = $1
  ORDER BY c.received_at DESC, c.number DESC LIMIT 20";

/// Rows of one request: whole numbers whose sum follows the average.
struct Rows<'p> {
    added: &'p Added,
    owed: f64,
    body: Vec<u8>,
}

type Tables<'p> = BTreeMap<&'p str, Vec<Rows<'p>>>;

fn tables(plan: &FloorPlan) -> Tables<'_> {
    let rows = |added| Rows { added, owed: 0.0, body: vec![b'x'; added.bytes] };
    plan.writes.iter().map(|(name, all)| (name.as_str(), all.iter().map(rows).collect())).collect()
}

impl Rows<'_> {
    fn due(&mut self) -> usize {
        self.owed += self.added.rows;
        let whole = self.owed.floor();
        self.owed -= whole;
        whole as usize
    }
}

fn names(plan: &FloorPlan) -> Vec<String> {
    let mut names: Vec<String> = plan.writes.values().flatten().map(|added| added.table.clone()).collect();
    names.sort();
    names.dedup();
    names
}

pub(super) fn start(plan: &FloorPlan, queue: Receiver<Job>) -> Result<(), Sentence> {
    let plan = plan.clone();
    match plan.database.clone() {
        None => {
            let connection = sqlite(&plan)?;
            std::thread::spawn(move || write_sqlite(&plan, &connection, &queue));
        }
        Some(url) => {
            postgres_tables(&plan, &url)?;
            let queue = Arc::new(Mutex::new(queue));
            for _ in 0..CONNECTIONS {
                let (plan, queue) = (plan.clone(), Arc::clone(&queue));
                let client = Client::connect(&url, NoTls)?;
                std::thread::spawn(move || write_postgres(&plan, client, &queue));
            }
        }
    }
    Ok(())
}

fn sqlite(plan: &FloorPlan) -> Result<Connection, Sentence> {
    std::fs::create_dir_all(&plan.folder)?;
    let connection = Connection::open(plan.folder.join("floor.db"))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.set_prepared_statement_cache_capacity(64);
    for name in names(plan) {
        connection.execute_batch(&format!(
            "CREATE TABLE IF NOT EXISTS floor_{name} (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, body BLOB NOT NULL);
             CREATE INDEX IF NOT EXISTS floor_{name}_at ON floor_{name} (at);"
        ))?;
    }
    Ok(connection)
}

fn write_sqlite(plan: &FloorPlan, connection: &Connection, queue: &Receiver<Job>) {
    let mut tables = tables(plan);
    while let Ok(first) = queue.recv() {
        let mut group = vec![first];
        while group.len() < GROUP
            && let Ok(job) = queue.try_recv()
        {
            group.push(job);
        }
        let written = group_in_sqlite(connection, &mut tables, &group);
        if let Err(cause) = &written {
            eprintln!("floor: {cause}");
        }
        for job in group {
            // Whoever went away does not wait for it.
            let _ = job.done.send(written.is_ok());
        }
    }
}

fn group_in_sqlite(
    connection: &Connection,
    tables: &mut Tables<'_>,
    group: &[Job],
) -> Result<(), rusqlite::Error> {
    connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
    for job in group {
        for rows in tables.get_mut(job.name.as_str()).into_iter().flatten() {
            let sql = format!("INSERT INTO floor_{} (at, body) VALUES (?1, ?2)", rows.added.table);
            let mut statement = connection.prepare_cached(&sql)?;
            for place in 0..rows.due() {
                statement.execute((place as i64, &rows.body))?;
            }
        }
    }
    connection.prepare_cached("COMMIT")?.execute([])?;
    Ok(())
}

fn postgres_tables(plan: &FloorPlan, url: &str) -> Result<(), Sentence> {
    let mut client = Client::connect(url, NoTls)?;
    for name in names(plan) {
        client.batch_execute(&format!(
            "DROP TABLE IF EXISTS floor_{name};
             CREATE TABLE floor_{name} (id BIGSERIAL PRIMARY KEY, at BIGINT NOT NULL, body BYTEA NOT NULL);
             CREATE INDEX floor_{name}_at ON floor_{name} (at);"
        ))?;
    }
    Ok(())
}

fn write_postgres(plan: &FloorPlan, mut client: Client, queue: &Mutex<Receiver<Job>>) {
    let mut tables = tables(plan);
    let mut statements = BTreeMap::new();
    let mut looking = None;
    loop {
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = next else { return };
        let written = match &job.task {
            Task::Write { read } => {
                one_in_postgres(&mut client, &mut tables, &mut statements, (&job.name, *read)).map(|()| true)
            }
            Task::Look { key } => look_in_postgres(&mut client, &tables, &mut looking, (&job.name, key)),
        };
        if let Err(cause) = &written {
            eprintln!("floor: {cause}");
        }
        // Whoever went away does not wait for it.
        let _ = job.done.send(written.unwrap_or(false));
    }
}

/// One statement for all rows of a table.
fn one_in_postgres(
    client: &mut Client,
    tables: &mut Tables<'_>,
    statements: &mut BTreeMap<(String, usize), postgres::Statement>,
    (name, read): (&str, usize),
) -> Result<(), postgres::Error> {
    let mut transaction = client.transaction()?;
    for rows in tables.get_mut(name).into_iter().flatten() {
        let many = rows.due();
        if many == 0 {
            continue;
        }
        let key = (rows.added.table.clone(), many);
        if !statements.contains_key(&key) {
            let places = (0..many).map(|place| format!("(${}, ${})", 2 * place + 1, 2 * place + 2));
            let places = places.collect::<Vec<_>>().join(", ");
            let sql = format!("INSERT INTO floor_{} (at, body) VALUES {places}", rows.added.table);
            statements.insert(key.clone(), transaction.prepare(&sql)?);
        }
        let at = read as i64;
        let values: Vec<&(dyn ToSql + Sync)> =
            (0..many).flat_map(|_| [&at as &(dyn ToSql + Sync), &rows.body as &(dyn ToSql + Sync)]).collect();
        transaction.execute(&statements[&key], &values)?;
    }
    transaction.commit()
}

/// The statements of looking: a case, a list, the line of the log.
struct Looking {
    read: postgres::Statement,
    list: postgres::Statement,
    log: postgres::Statement,
}

/// Asks and logs, each a transaction of its own: the cheapest way that still commits the line before the answer.
fn look_in_postgres(
    client: &mut Client,
    tables: &Tables<'_>,
    looking: &mut Option<Looking>,
    (name, key): (&str, &str),
) -> Result<bool, postgres::Error> {
    if looking.is_none() {
        *looking = Some(Looking {
            read: client.prepare(READ)?,
            list: client.prepare(LIST)?,
            log: client.prepare("INSERT INTO floor_read_log (at, body) VALUES ($1, $2)")?,
        });
    }
    let Some(Looking { read, list, log }) = looking else { return Ok(false) };
    let found = match name {
        "read" => client.query(read, &[&format!("case/{key}")])?,
        _ => client.query(list, &[&key])?,
    };
    let line = tables.get(name).into_iter().flatten().find(|rows| rows.added.table == "read_log");
    let line = line.map_or(&[] as &[u8], |rows| &rows.body);
    client.execute(log, &[&(found.len() as i64), &line])?;
    Ok(!found.is_empty())
}
