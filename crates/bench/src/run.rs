//! One run: the city loaded, the server and the floor started, each operation measured on both in turn.

use crate::Sentence;
use crate::client::{Measured, Work, drive};
use crate::counted::{self, Added};
use crate::engine::Engine;
use crate::floor::FloorPlan;
use crate::operations::{Bare, Operation, Visitor};
use crate::papers::{Weighed, weigh};
use crate::processes::{Server, cpu_between};
use crate::survival::{Survival, survive};
use crate::town::Town;
use postgres::{Client, NoTls};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// What is to be measured.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Our own program.
    pub program: PathBuf,
    /// The data folder of the city.
    pub folder: PathBuf,
    /// PostgreSQL instead of SQLite.
    pub database: Option<String>,
    /// Seconds of each repeat.
    pub seconds: f64,
    /// How many clients, one measurement each.
    pub clients: Vec<usize>,
    /// Only this operation.
    pub only: Option<String>,
    /// How often each measurement is repeated, ours and the floor in turn.
    pub repeats: usize,
    /// After how many papers the memory is looked at; 0 for not at all.
    pub papers: i64,
    /// How often the server is killed right after an answer.
    pub kills: u32,
}

/// One side of a measurement in one repeat.
#[derive(Clone, Debug)]
pub struct Side {
    /// What the client saw.
    pub measured: Measured,
    /// CPU milliseconds of all server processes for each answer.
    pub cpu: f64,
}

/// An operation with a number of clients, repeat by repeat.
#[derive(Clone, Debug)]
pub struct Measurement {
    /// The operation.
    pub operation: Operation,
    /// How many clients.
    pub clients: usize,
    /// Our server.
    pub ours: Vec<Side>,
    /// The floor.
    pub floor: Vec<Side>,
}

/// Everything that came out.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The measurements.
    pub measurements: Vec<Measurement>,
    /// Rows and bytes of one request of each operation that writes.
    pub writes: BTreeMap<String, Vec<Added>>,
    /// Seconds from the start of the server to its first answer.
    pub first_answer: f64,
    /// Megabytes of the server when nothing was asked yet, and at the end.
    pub memory: (f64, f64),
    /// Steps of the engine, if they were measured.
    pub engine: Option<Engine>,
    /// What was still there after kills.
    pub survival: Option<Survival>,
    /// Memory while papers are set.
    pub papers: Vec<Weighed>,
}

/// Measures.
///
/// # Errors
/// A sentence if a server cannot be started or nothing is answered well.
pub fn run(plan: &Plan, town: &Arc<Town>) -> Result<Outcome, Sentence> {
    let postmaster = plan.database.as_deref().map(postmaster_of).transpose()?.flatten();
    let ours = serve(plan, postmaster, false)?;
    let first_answer = ours.first_answer.as_secs_f64();
    let idle = ours.memory();
    let writes = count_writes(plan, town, &ours)?;
    let floor = start_floor(plan, &writes, postmaster)?;
    let mut measurements = Vec::new();
    for operation in Operation::ALL {
        if plan.only.as_ref().is_some_and(|only| only != operation.name()) {
            continue;
        }
        for clients in &plan.clients {
            let found = measure(plan, town, operation, *clients, (&ours, &floor))?;
            eprintln!("{}", crate::report::line(&found));
            measurements.push(found);
        }
    }
    let memory = (idle, ours.memory());
    town.keep(&plan.folder)?;
    drop((ours, floor));
    let wanted = |name: &str| plan.only.as_ref().is_none_or(|only| only == name);
    let survival = (wanted("kill") && 0 < plan.kills).then(|| survive(plan, town, plan.kills)).transpose()?;
    let papers = if wanted("papers") && 0 < plan.papers { weigh(plan, plan.papers)? } else { Vec::new() };
    Ok(Outcome { measurements, writes, first_answer, memory, engine: None, survival, papers })
}

/// Starts our server. W1 asks for no papers, so they are set only where their cost is the question.
pub(crate) fn serve(plan: &Plan, postmaster: Option<u32>, with_papers: bool) -> Result<Server, Sentence> {
    let mut words = vec!["serve".to_owned(), "--data".to_owned(), plan.folder.display().to_string()];
    words.extend(["--listen".to_owned(), "127.0.0.1:0".to_owned()]);
    if !with_papers {
        words.push("--no-papers".to_owned());
    }
    if let Some(url) = &plan.database {
        words.extend(["--database".to_owned(), url.clone()]);
    }
    Server::start(&plan.program, &words, "/healthz", postmaster)
}

fn start_floor(
    plan: &Plan,
    writes: &BTreeMap<String, Vec<Added>>,
    postmaster: Option<u32>,
) -> Result<Server, Sentence> {
    let folder = plan.folder.join("floor");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("floor.json");
    let database = plan.database.clone();
    FloorPlan { folder: folder.clone(), database, writes: writes.clone() }.keep(&file)?;
    let words = ["bench".to_owned(), "--floor".to_owned(), file.display().to_string()];
    Server::start(&plan.program, &words, "/empty", postmaster)
}

/// The first process of the database, if it runs on this machine.
fn postmaster_of(url: &str) -> Result<Option<u32>, Sentence> {
    let mut client = Client::connect(url, NoTls)?;
    let backend: i32 = client.query_one("SELECT pg_backend_pid()", &[])?.get(0);
    Ok(crate::processes::parent_of(backend.unsigned_abs()))
}

/// Sends each operation that writes alone and looks by how much the tables grew.
fn count_writes(
    plan: &Plan,
    town: &Arc<Town>,
    ours: &Server,
) -> Result<BTreeMap<String, Vec<Added>>, Sentence> {
    let mut writes = BTreeMap::new();
    let wanted = |operation: &Operation| {
        plan.only.as_ref().is_none_or(|only| only == operation.name() || only == Operation::Mix.name())
    };
    let counted = [Operation::Submit, Operation::Advance, Operation::Read, Operation::List];
    for operation in counted.into_iter().filter(wanted) {
        let before = counted::held(&plan.folder, plan.database.as_deref())?;
        let works = visitors(town, operation, 4, 99);
        let (measured, ()) = drive(&ours.address, works, plan.seconds.min(2.0), || ())?;
        let after = counted::held(&plan.folder, plan.database.as_deref())?;
        // The requests that warm up are written too.
        let requests = measured.answers.len() + 4 * 6;
        if measured.answers.is_empty() {
            return Err(measured.first_wrong.unwrap_or_else(|| "nothing was answered".to_owned()).into());
        }
        writes.insert(operation.name().to_owned(), counted::added(&before, &after, requests));
    }
    Ok(writes)
}

fn visitors(town: &Arc<Town>, operation: Operation, clients: usize, seed: u64) -> Vec<Box<dyn Work>> {
    let visitor = |place| Box::new(Visitor::new(town, operation, place, clients, seed)) as Box<dyn Work>;
    (0..clients).map(visitor).collect()
}

fn measure(
    plan: &Plan,
    town: &Arc<Town>,
    operation: Operation,
    clients: usize,
    (ours, floor): (&Server, &Server),
) -> Result<Measurement, Sentence> {
    let mut found = Measurement { operation, clients, ours: Vec::new(), floor: Vec::new() };
    for repeat in 0..plan.repeats {
        let seed = (operation as u64) << 8 | repeat as u64;
        found.ours.push(side(ours, visitors(town, operation, clients, seed), plan.seconds)?);
        let looked_at = plan.database.is_some().then(|| Arc::clone(town));
        let bare = |place| {
            Box::new(Bare::new(operation, looked_at.clone(), seed << 16 | place as u64)) as Box<dyn Work>
        };
        let bare = (0..clients).map(bare).collect();
        found.floor.push(side(floor, bare, plan.seconds)?);
    }
    Ok(found)
}

fn side(server: &Server, works: Vec<Box<dyn Work>>, seconds: f64) -> Result<Side, Sentence> {
    let (measured, before) = drive(&server.address, works, seconds, || server.cpu())?;
    let used = cpu_between(&before, &server.cpu());
    if measured.answers.is_empty() {
        return Err(measured.first_wrong.unwrap_or_else(|| "nothing was answered".to_owned()).into());
    }
    let cpu = used / measured.answers.len() as f64;
    Ok(Side { measured, cpu })
}
