//! The calendar of the pack, read as `packs` reads it, and short ways to write times.

use calendar::{Calendar, CalendarIndex, CountingRules, YearTable};
use jiff::civil::{Date, DateTime};
use kernel::Timestamp;
use std::{fs, path::PathBuf, sync::LazyLock};

pub static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| read_calendar(|_| {}));

/// The same days under other rules of counting.
pub fn calendar_with(rules: CountingRules) -> Calendar {
    read_calendar(|index| index.rules = rules)
}

fn read_calendar(change: impl Fn(&mut CalendarIndex)) -> Calendar {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../packs/zhuhai/calendars");
    let read = |name: &str| fs::read_to_string(folder.join(name)).expect("the pack is there");
    let mut index: CalendarIndex =
        serde_saphyr::from_str(&read("calendar.yaml")).expect("calendar.yaml reads");
    change(&mut index);
    let years = (2004..=2028).map(|year| {
        let text = read(&format!("{year}.yaml"));
        serde_saphyr::from_str::<YearTable>(&text).unwrap_or_else(|fault| panic!("{year}.yaml: {fault}"))
    });
    Calendar::new("test".into(), index, years).expect("the pack's calendar is sound")
}

/// A date.
pub fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

/// A local time, `2026-02-13T10:00`.
pub fn at(text: &str) -> Timestamp {
    CALENDAR.instant(text.parse::<DateTime>().expect("a local time"))
}

/// Ten in the morning of a day.
pub fn morning(date: &str) -> Timestamp {
    at(&format!("{date}T10:00"))
}
