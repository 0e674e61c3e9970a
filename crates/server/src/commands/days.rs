//! `calendar` and `due`: the working calendar at the command line.

use crate::pack;
use crate::terminal::say;
use crate::wiring::Sentence;
use calendar::{Calendar, Limit, csv, due_text, read_start};
use kernel::{Date, Language};

/// Prints days.
///
/// # Errors
/// A sentence that says what to do.
pub fn days(from: &str, to: &str) -> Result<(), Sentence> {
    let (from, to) = (date(from)?, date(to)?);
    if to < from {
        return Err(format!("{to} is before {from}: give the first day first").into());
    }
    say(&csv(&built_in()?, from, to)?)
}

/// Prints the end of a limit and why.
///
/// # Errors
/// A sentence that says what to do.
pub fn due(from: &str, limit: &str) -> Result<(), Sentence> {
    let calendar = built_in()?;
    let limit: Limit = limit.parse()?;
    let start = read_start(&calendar, from)?;
    say(&due_text(&calendar, start, limit, Language::Chinese)?)
}

fn date(text: &str) -> Result<Date, Sentence> {
    text.trim().parse().map_err(|_| format!("{text} is no date: write it like 2026-01-01").into())
}

fn built_in() -> Result<Calendar, Sentence> {
    let pack = pack::built_in()?;
    let files = pack.calendar.ok_or("the pack has no calendar")?;
    Ok(files.calendar()?)
}
