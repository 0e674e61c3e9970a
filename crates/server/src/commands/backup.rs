//! `backup` and `restore`: everything in one file and back, from either store into either store.

use crate::arguments::{Backup, Restore};
use crate::terminal::{Progress, say};
use crate::wiring::{Sentence, existing_keys, ledger_place, open_existing, told};
use ledger::{ERASURES_FILE, Erasure, Fault, Ledger, OpenRefusal, RestoreRefusal, read_erasures};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Writes a backup beside a running city.
///
/// # Errors
/// A sentence that says what to do; no half-written file stays.
pub fn backup(wanted: &Backup) -> Result<(), Sentence> {
    if wanted.to.exists() {
        return Err(format!("{} exists and is not overwritten", wanted.to.display()).into());
    }
    let city = open_existing(&wanted.place)?;
    let ledger = city.ledger().clone();
    let progress = Progress::of("backup", move || format!("{} rows", ledger.passed()));
    let done = city.ledger().backup(&wanted.to);
    drop(progress);
    let report = done.map_err(|fault| format!("{}: no backup was written", told(fault.into())))?;
    say(&format!(
        "{} holds {} events, {} rows in all\nnot in it: the key file, keep it apart; the list of erasures ({}), \
         keep it beside\n",
        wanted.to.display(),
        report.events,
        report.rows,
        wanted.place.data.join(ERASURES_FILE).display()
    ))
}

/// Restores a backup into an empty place.
///
/// # Errors
/// A sentence that says what to do.
pub fn restore(wanted: &Restore) -> Result<(), Sentence> {
    if !wanted.from.is_file() {
        return Err(format!("there is no backup {}", wanted.from.display()).into());
    }
    let keys = existing_keys(&wanted.place.data)?;
    let erased = erasures(wanted)?;
    let place = ledger_place(&wanted.place);
    let rows = Arc::new(AtomicU64::new(0));
    let watched = Arc::clone(&rows);
    let progress = Progress::of("restore", move || format!("{} rows", watched.load(Ordering::Relaxed)));
    let setup = app::ledger_setup(place, keys);
    let ledger = Ledger::restore_telling(&wanted.from, setup, &erased, &rows).map_err(broke_off)?;
    drop(progress);
    let progress = Progress::of("audit", || "what was restored".to_owned());
    let report = ledger.audit(None).map_err(|fault| told(fault.into()))?;
    drop(progress);
    if let Some(finding) = report.findings.first() {
        let count = report.findings.len();
        return Err(
            format!("restored, but {count} findings, the first: {finding}; do not open this city").into()
        );
    }
    say(&format!(
        "{} events restored and found sound; {} persons stay erased\n",
        report.events, report.erased
    ))
}

fn broke_off(refusal: RestoreRefusal) -> Sentence {
    match refusal {
        RestoreRefusal::Fault(fault) | RestoreRefusal::Open(OpenRefusal::Fault(fault)) => {
            let cause =
                if fault == Fault::Full { "the storage is full".to_owned() } else { fault.to_string() };
            format!("{cause}: the restore broke off; empty the place but for its key file and restore again")
                .into()
        }
        other => other.to_string().into(),
    }
}

/// The list that was named, else the one in the data folder. That there is none has to be said: without it a backup
/// brings back whoever was erased since.
fn erasures(wanted: &Restore) -> Result<Vec<Erasure>, Sentence> {
    let own = wanted.place.data.join(ERASURES_FILE);
    let file = wanted.erasures.as_ref().unwrap_or(&own);
    if file.is_file() {
        return Ok(read_erasures(file)?);
    }
    if wanted.no_erasures {
        return Ok(Vec::new());
    }
    Err(format!(
        "there is no list of erasures {}: name the newest with --erasures FILE, or say --no-erasures if nobody was \
         erased since the backup",
        file.display()
    )
    .into())
}
