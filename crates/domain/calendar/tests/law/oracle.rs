//! The pack's calendar against another one (npm `chinese-days`), day by day and limit by limit.

use crate::pack::{CALENDAR, day};
use calendar::{Calendar, Clock, Limit};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::{fs, path::PathBuf};

struct Row {
    working: bool,
    /// The n-th working day after the date, by n; 0 gives the date itself or the next working day.
    due: BTreeMap<u16, Date>,
}

/// The rows of the other calendar, or none with a sentence when it was not written on this machine.
fn rows() -> Option<BTreeMap<Date, Row>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/oracle.csv");
    let Ok(text) = fs::read_to_string(&path) else {
        let sentence = "tests/oracle/oracle.csv is absent: run `npm ci && npm run oracle` in tests/oracle";
        assert!(std::env::var_os("YIMEN_TEST_ORACLE").is_none(), "{sentence}");
        eprintln!("skipped the comparison with the other calendar: {sentence}");
        return None;
    };
    let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let header = lines.next().expect("a header");
    let limits: Vec<u16> = header[2..].iter().map(|name| name[2..].parse().expect("wdN")).collect();
    Some(lines.map(|fields| (day(fields[0]), row(&limits, &fields))).collect())
}

fn row(limits: &[u16], fields: &[&str]) -> Row {
    let due = limits.iter().zip(&fields[2..]).filter(|(_, text)| !text.is_empty());
    Row { working: fields[1] == "true", due: due.map(|(limit, text)| (*limit, day(text))).collect() }
}

fn due(clock: Clock) -> Date {
    clock.due(&CALENDAR).expect("the year is announced").date
}

fn opening(calendar: &Calendar, date: Date) -> kernel::Timestamp {
    calendar.instant(date.to_datetime(calendar.hours().opens()))
}

#[test]
fn every_day_of_2004_to_2026_is_as_another_calendar_has_it() {
    let Some(rows) = rows() else { return };
    assert_eq!(rows.len(), 8401, "23 years, six of them leap years");
    let differing: Vec<_> = rows
        .iter()
        .filter(|(date, row)| CALENDAR.is_working(**date) != Ok(row.working))
        .map(|(date, _)| date)
        .collect();
    assert!(differing.is_empty(), "{differing:?}");
}

#[test]
fn every_limit_from_every_day_ends_as_another_calendar_has_it() {
    let Some(rows) = rows() else { return };
    let mut compared = 0;
    for (date, row) in &rows {
        let Some(received) = row.due.get(&0) else { continue };
        for (limit, from_day) in row.due.iter().filter(|(limit, _)| **limit > 0) {
            assert_eq!(CALENDAR.add_working_days(*date, (*limit).into()), Ok(*from_day), "{date} +{limit}");
            let Some(from_receipt) = rows[received].due.get(limit) else { continue };
            let clock = Clock::on_receipt(opening(&CALENDAR, *date), Limit::WorkingDays(*limit));
            assert_eq!(due(clock), *from_receipt, "received on {date}, {limit} working days");
            compared += 1;
        }
    }
    assert!(90_000 < compared, "only {compared} limits were compared");
}

#[test]
fn every_limit_in_calendar_days_rolls_as_another_calendar_has_it() {
    let Some(rows) = rows() else { return };
    for date in rows.keys() {
        for days in [1_u16, 7, 15, 30, 60] {
            let end = date.saturating_add(jiff::Span::new().days(days));
            let Some(rolled) = rows.get(&end).and_then(|row| row.due.get(&0)) else { continue };
            let clock = Clock::on_event(opening(&CALENDAR, *date), Limit::CalendarDays(days));
            assert_eq!(due(clock), *rolled, "{date}, {days} calendar days");
        }
    }
}
