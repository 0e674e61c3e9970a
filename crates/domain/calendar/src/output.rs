//! What `yimen calendar FROM TO` and `yimen due FROM LIMIT` print.

use crate::words::day;
use crate::year::days_from;
use crate::{AbsentYear, Calendar, Clock, Limit, StartText};
use jiff::civil::{Date, DateTime};
use kernel::{Language, Timestamp};

/// The first line of the table of days.
pub const CSV_HEADER: &str = "date,working,name";

/// One day of the table: `2026-02-16,false,春节`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvRow {
    /// The date.
    pub date: Date,
    /// Whether it is worked.
    pub working: bool,
    /// The holiday that makes it off or for which it is worked; empty for plain days.
    pub name: String,
}

impl std::fmt::Display for CsvRow {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{},{},{}", self.date, self.working, quoted(&self.name))
    }
}

/// The days from `from` to `to`, both included.
///
/// # Errors
/// [`AbsentYear`].
pub fn csv_rows(calendar: &Calendar, from: Date, to: Date) -> Result<Vec<CsvRow>, AbsentYear> {
    let row = |date| {
        let day = calendar.day(date)?;
        let name = day.name().map(|name| name.chinese.clone()).unwrap_or_default();
        Ok(CsvRow { date, working: day.is_working(), name })
    };
    days_from(from).take_while(|date| *date <= to).map(row).collect()
}

/// The whole table with its header.
///
/// # Errors
/// [`AbsentYear`].
pub fn csv(calendar: &Calendar, from: Date, to: Date) -> Result<String, AbsentYear> {
    let rows = csv_rows(calendar, from, to)?;
    let lines = rows.iter().map(|row| format!("{row}\n"));
    Ok(std::iter::once(format!("{CSV_HEADER}\n")).chain(lines).collect())
}

/// The start as typed: a date (taken as received when the office opens) or a local date and time.
///
/// # Errors
/// [`StartText`].
pub fn read_start(calendar: &Calendar, text: &str) -> Result<Timestamp, StartText> {
    let text = text.trim();
    if let Ok(at) = text.parse::<Timestamp>() {
        return Ok(at);
    }
    if text.contains(['T', ' '])
        && let Ok(local) = text.parse::<DateTime>()
    {
        return Ok(calendar.instant(local));
    }
    let date = text.parse::<Date>().map_err(|_| StartText(text.to_owned()))?;
    Ok(calendar.instant(date.to_datetime(calendar.hours().opens())))
}

/// The date and why: the first line is the date alone, the second in words, then one line for each step.
///
/// # Errors
/// [`AbsentYear`].
pub fn due_text(
    calendar: &Calendar,
    start: Timestamp,
    limit: Limit,
    language: Language,
) -> Result<String, AbsentYear> {
    let due = Clock::on_receipt(start, limit).due(calendar)?;
    let mark = match (due.provisional, language) {
        (false, _) => "",
        (true, Language::Chinese) => "（暂定）",
        (true, Language::English) => " (provisional)",
    };
    let mut text = format!("{}\n{}{mark}\n", due.date, day(due.date, language));
    for sentence in due.explanation.in_words(language) {
        text.push_str(&format!("- {sentence}\n"));
    }
    Ok(text)
}

fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\n']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}
