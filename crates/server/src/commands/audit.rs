//! `audit` and `rebuild`: what is stored is recomputed from the events.

use crate::arguments::{Audit, Rebuild};
use crate::terminal::{Progress, say, write_new};
use crate::wiring::{Sentence, open_existing, told};
use ledger::{AuditReport, Compared, SignedNote};
use std::path::Path;

/// Audits a city; an error if something is wrong with it.
///
/// # Errors
/// What is wrong, or a sentence of the storage.
pub fn audit(wanted: &Audit) -> Result<(), Sentence> {
    let outside = wanted.checkpoint.as_deref().map(read_checkpoint).transpose()?;
    if let Some(file) = wanted.save_checkpoint.as_deref().filter(|file| file.exists()) {
        return Err(format!("{} exists and is not overwritten", file.display()).into());
    }
    let city = open_existing(&wanted.place)?;
    let events = city.ledger().stats().map_err(|fault| told(fault.into()))?.last_seq;
    let ledger = city.ledger().clone();
    let progress = Progress::of("audit", move || format!("{} of {events} events", ledger.passed()));
    let report = city.audit_everything(outside.as_ref()).map_err(told)?;
    drop(progress);
    say(&in_words(&report))?;
    if !report.is_sound() {
        return Err(format!("{} findings: the ledger is not as it was written", report.findings.len()).into());
    }
    say(&format!("public key: {}\n", city.ledger().public_key()))?;
    if let Some(file) = &wanted.save_checkpoint {
        let checkpoint = city.ledger().checkpoint().map_err(|fault| told(fault.into()))?;
        write_new(file, checkpoint.to_string().as_bytes())?;
        say(&format!("the checkpoint of now is in {}: keep it elsewhere\n", file.display()))?;
    }
    Ok(())
}

fn read_checkpoint(file: &Path) -> Result<SignedNote, Sentence> {
    let text = std::fs::read_to_string(file)
        .map_err(|cause| format!("the checkpoint {} cannot be read: {cause}", file.display()))?;
    text.parse().map_err(|refusal| format!("{} is no checkpoint: {refusal}", file.display()).into())
}

fn in_words(report: &AuditReport) -> String {
    let mut text = format!(
        "{} events in {} streams, {} personal values, {} persons erased, {} events waiting for their number\n",
        report.events, report.streams, report.values, report.erased, report.waiting
    );
    for finding in &report.findings {
        text.push_str(&format!("wrong: {finding}\n"));
    }
    if report.is_sound() {
        text.push_str(&match report.compared {
            Compared::Nothing => {
                "sound, internal consistency only: compare with a checkpoint from outside to know that this is \
                 the history that was published\n"
                    .to_owned()
            }
            Compared::Checkpoint(size) => {
                format!("sound, and the first {size} events are those of the checkpoint from outside\n")
            }
        });
    }
    text
}

/// Fills views again.
///
/// # Errors
/// That there is no such view, or a sentence of the storage.
pub fn rebuild(wanted: &Rebuild) -> Result<(), Sentence> {
    let city = open_existing(&wanted.place)?;
    let ledger = city.ledger();
    let known = ledger.view_names();
    let chosen: Vec<&str> = match &wanted.view {
        None => known,
        Some(view) if known.contains(&view.as_str()) => vec![view],
        Some(view) => return Err(format!("there is no view {view}: {}", known.join(", ")).into()),
    };
    let events = ledger.stats().map_err(|fault| told(fault.into()))?.last_seq;
    for view in chosen {
        let watched = ledger.clone();
        let what = format!("rebuild {view}");
        let progress = Progress::of(&what, move || format!("{} of {events} events", watched.passed()));
        let report = ledger.rebuild(Some(view)).map_err(|fault| told(fault.into()))?;
        drop(progress);
        say(&format!("{view}: filled again from {} events in {} ms\n", report.events, report.millis))?;
    }
    Ok(())
}
