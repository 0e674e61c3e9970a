//! The floor: an axum server without an application. One path answers at once, others write as many rows and bytes
//! as our server was seen to write, straight through the driver, durable before they answer; on PostgreSQL a third
//! kind asks the question of a reading and then writes the line of the read log.

mod store; // the writers

use crate::Sentence;
use crate::counted::Added;
use axum::Router;
use axum::extract::{Path as Segment, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use store::{Job, Task};
use tokio::sync::oneshot;

/// What the floor is to write, and where.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FloorPlan {
    /// An empty folder for the SQLite file.
    pub folder: PathBuf,
    /// A PostgreSQL database instead, with tables of the floor's own.
    pub database: Option<String>,
    /// For each operation the rows of one request.
    pub writes: BTreeMap<String, Vec<Added>>,
}

impl FloorPlan {
    /// Reads a plan from its file.
    ///
    /// # Errors
    /// If the file is not there or is no plan.
    pub fn read(file: &Path) -> Result<Self, Sentence> {
        Ok(serde_json::from_slice(&std::fs::read(file)?)?)
    }

    /// Keeps the plan in a file.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn keep(&self, file: &Path) -> Result<(), Sentence> {
        Ok(std::fs::write(file, serde_json::to_vec(self)?)?)
    }
}

#[derive(Clone)]
struct Door {
    jobs: Arc<Mutex<Sender<Job>>>,
}

/// Serves the floor until the process is ended; prints `listening on http://…`.
///
/// # Errors
/// If the store cannot be opened.
pub fn serve(plan: &FloorPlan) -> Result<(), Sentence> {
    let (jobs, queue) = channel();
    store::start(plan, queue)?;
    let door = Door { jobs: Arc::new(Mutex::new(jobs)) };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        println!("listening on http://{}", listener.local_addr()?);
        std::io::stdout().flush()?;
        let router = Router::new()
            .route("/empty", get(|| async { "ok" }))
            .route("/write/{name}", post(write))
            .route("/look/{name}/{key}", get(look))
            .with_state(door);
        axum::serve(listener, router).await?;
        Ok(())
    })
}

async fn write(State(door): State<Door>, Segment(name): Segment<String>, body: String) -> StatusCode {
    door.carry_out(name, Task::Write { read: body.len() }).await
}

async fn look(State(door): State<Door>, Segment((name, key)): Segment<(String, String)>) -> StatusCode {
    door.carry_out(name, Task::Look { key }).await
}

impl Door {
    async fn carry_out(&self, name: String, task: Task) -> StatusCode {
        let (done, answer) = oneshot::channel();
        let sent = match self.jobs.lock() {
            Ok(jobs) => jobs.send(Job { name, task, done }),
            Err(_) => return StatusCode::INTERNAL_SERVER_ERROR,
        };
        match (sent, answer.await) {
            (Ok(()), Ok(true)) => StatusCode::CREATED,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}
