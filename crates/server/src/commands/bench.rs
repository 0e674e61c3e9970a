//! `yimen bench`: what the city costs on this machine, beside what the bare parts cost.

use crate::arguments::{Bench, Place};
use crate::terminal::say;
use crate::wiring::{Sentence, open};
use bench::floor::FloorPlan;
use bench::run::Plan;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Makes the city of the bench, measures it and writes the report.
///
/// # Errors
/// A sentence that says what to do.
pub fn bench(wanted: &Bench) -> Result<(), Sentence> {
    if let Some(file) = &wanted.floor {
        return bench::floor::serve(&FloorPlan::read(file)?);
    }
    let kept = wanted.data.is_some();
    let folder = wanted.data.clone().unwrap_or_else(own_folder);
    let done = measure(wanted, &folder);
    if !kept {
        // Nothing in it was told to anybody; what cannot be removed is a leftover in the temporary folder.
        let _ = std::fs::remove_dir_all(&folder);
    }
    done
}

fn own_folder() -> PathBuf {
    std::env::temp_dir().join(format!("yimen-bench-{}", std::process::id()))
}

fn measure(wanted: &Bench, folder: &Path) -> Result<(), Sentence> {
    let place = Place { data: folder.to_owned(), database: wanted.database.clone() };
    let city = open(&place, "")?;
    let town = Arc::new(bench::town::make(&city, folder, crate::pack::built_in()?, wanted.cases)?);
    let engine = match wanted.only.as_deref() {
        None | Some("engine") => Some(bench::engine::measure(&city)?),
        Some(_) => None,
    };
    // The server under test has the store for itself.
    drop(city);
    let plan = Plan {
        program: std::env::current_exe()?,
        folder: folder.to_owned(),
        database: wanted.database.clone(),
        seconds: wanted.seconds,
        clients: wanted.clients.clone(),
        only: wanted.only.clone(),
        repeats: wanted.repeats.max(1),
        papers: wanted.papers,
        kills: wanted.kills,
    };
    let mut outcome = bench::run::run(&plan, &town)?;
    outcome.engine = engine;
    let on_postgres = wanted.database.is_some();
    let store = if on_postgres { "PostgreSQL" } else { "SQLite" };
    let report = bench::report::markdown(&outcome, &town, store, on_postgres);
    match &wanted.out {
        Some(file) => Ok(std::fs::write(file, report)
            .map_err(|cause| format!("{} cannot be written: {cause}", file.display()))?),
        None => say(&report),
    }
}
