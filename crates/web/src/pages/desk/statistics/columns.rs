//! The columns of the tables: counts that lead to their cases, then rates and times.

use super::asked::Asked;
use crate::parts::{Cell, Column as Head};
use crate::text::Text;
use app::{Counted, Grouping, Lasting, Lengths, Measure, SheetCell, StatisticsRow, Tally};
use cases::figures::tenths;
use kernel::Ratio;

/// A column with its definition.
pub struct Column {
    /// The message key of its title.
    pub key: &'static str,
    /// The message key of its definition.
    pub said: &'static str,
    /// What it shows.
    pub shows: Shows,
}

/// What a column shows.
pub enum Shows {
    /// A number of cases, with the way to them.
    Cases(Counted, fn(&Tally) -> i64),
    /// A number of something else.
    Count(fn(&Tally) -> i64),
    /// A share, with the way to the cases that are the part.
    Share(Option<Counted>, fn(&Tally) -> Option<Ratio>),
    /// An average in tenths.
    Average(fn(&Tally) -> Option<i64>),
    /// The median of lengths, with the way to the cases.
    Median(Counted, fn(&Lasting) -> &Lengths),
}

const fn cases(key: &'static str, said: &'static str, counted: Counted, count: fn(&Tally) -> i64) -> Column {
    Column { key, said, shows: Shows::Cases(counted, count) }
}

const fn share(
    key: &'static str,
    said: &'static str,
    counted: Option<Counted>,
    share: fn(&Tally) -> Option<Ratio>,
) -> Column {
    Column { key, said, shows: Shows::Share(counted, share) }
}

const fn average(key: &'static str, said: &'static str, average: fn(&Tally) -> Option<i64>) -> Column {
    Column { key, said, shows: Shows::Average(average) }
}

/// How many.
pub const COUNTS: [Column; 16] = [
    cases("desk-stat-received", "desk-stat-received-said", Counted::Received, |t| t.of(Measure::Received)),
    cases("desk-stat-accepted", "desk-stat-accepted-said", Counted::Accepted, |t| t.of(Measure::Accepted)),
    cases("desk-stat-supplements", "desk-stat-supplements-said", Counted::Supplements, |t| {
        t.of(Measure::Supplements)
    }),
    cases("desk-stat-same-day", "desk-stat-same-day-said", Counted::SameDayOwed, |t| {
        t.of(Measure::SameDayOwed)
    }),
    cases("desk-stat-no-proposed", "desk-stat-no-proposed-said", Counted::NoProposed, |t| {
        t.of(Measure::NoProposed)
    }),
    cases("desk-stat-refused", "desk-stat-refused-said", Counted::Refused, |t| t.of(Measure::Refused)),
    cases("desk-stat-returned", "desk-stat-returned-said", Counted::Returned, |t| t.of(Measure::Returned)),
    cases("desk-stat-decided", "desk-stat-decided-said", Counted::Decided, Tally::decided),
    cases("desk-stat-denied", "desk-stat-denied-said", Counted::Denied, |t| t.of(Measure::Denied)),
    cases("desk-stat-at-once", "desk-stat-at-once-said", Counted::AtOnce, |t| t.of(Measure::AtOnce)),
    cases("desk-stat-on-time", "desk-stat-on-time-said", Counted::OnTime, Tally::on_time),
    cases("desk-stat-ahead", "desk-stat-ahead-said", Counted::Ahead, |t| t.of(Measure::Ahead)),
    cases("desk-stat-late", "desk-stat-late-said", Counted::Late, |t| t.of(Measure::Late)),
    cases("desk-stat-delivered", "desk-stat-delivered-said", Counted::Delivered, |t| {
        t.of(Measure::Delivered)
    }),
    cases("desk-stat-no-meeting", "desk-stat-no-meeting-said", Counted::NoMeeting, |t| {
        t.of(Measure::NoMeeting)
    }),
    Column { key: "desk-stat-bad", said: "desk-stat-bad-said", shows: Shows::Count(Tally::bad_ratings) },
];

/// How well and how quickly.
pub const RATES: [Column; 15] = [
    share("desk-stat-decided-rate", "desk-stat-decided-rate-said", None, Tally::decided_rate),
    share(
        "desk-stat-on-time-rate",
        "desk-stat-on-time-rate-said",
        Some(Counted::OnTime),
        Tally::on_time_rate,
    ),
    share("desk-stat-ahead-rate", "desk-stat-ahead-rate-said", Some(Counted::Ahead), Tally::ahead_rate),
    share(
        "desk-stat-at-once-rate",
        "desk-stat-at-once-rate-said",
        Some(Counted::AtOnce),
        Tally::at_once_rate,
    ),
    share("desk-stat-compression", "desk-stat-compression-said", None, Tally::compression),
    average("desk-stat-days", "desk-stat-days-said", Tally::days_average),
    Column {
        key: "desk-stat-median",
        said: "desk-stat-median-said",
        shows: Shows::Median(Counted::Decided, |l| &l.decision),
    },
    average("desk-stat-promise", "desk-stat-promise-said", Tally::promise_average),
    average("desk-stat-statute", "desk-stat-statute-said", Tally::statute_average),
    Column {
        key: "desk-stat-delivery",
        said: "desk-stat-delivery-said",
        shows: Shows::Median(Counted::Delivered, |l| &l.delivery),
    },
    share(
        "desk-stat-no-meeting-rate",
        "desk-stat-no-meeting-rate-said",
        Some(Counted::NoMeeting),
        Tally::no_meeting_rate,
    ),
    share(
        "desk-stat-same-day-rate",
        "desk-stat-same-day-rate-said",
        Some(Counted::SameDayKept),
        Tally::same_day_rate,
    ),
    share("desk-stat-waived-rate", "desk-stat-waived-rate-said", None, Tally::waived_rate),
    share(
        "desk-stat-overruled-rate",
        "desk-stat-overruled-rate-said",
        Some(Counted::NoOverruled),
        Tally::overruled_rate,
    ),
    share("desk-stat-satisfied", "desk-stat-satisfied-said", None, Tally::satisfaction),
];

/// All columns in order.
pub fn all() -> impl Iterator<Item = &'static Column> {
    COUNTS.iter().chain(&RATES)
}

/// The title of the first column.
pub fn first(rows: Grouping) -> &'static str {
    match rows {
        Grouping::Time => "desk-stat-step",
        Grouping::Department => "desk-col-department",
        Grouping::Region => "desk-stat-region",
        Grouping::Matter => "desk-col-matter",
        Grouping::Channel => "desk-channel",
    }
}

/// The heads of a table.
pub fn head(t: Text, rows: Grouping, columns: &[Column]) -> Vec<Head> {
    let numbers = columns.iter().map(|column| Head::number(t.msg(column.key)));
    std::iter::once(Head::text(t.msg(first(rows)))).chain(numbers).collect()
}

/// One row; `asked` leads to the cases of exactly this row. Without it nothing leads anywhere.
pub fn cells(
    t: Text,
    name: String,
    row: &StatisticsRow,
    asked: Option<&Asked>,
    columns: &[Column],
) -> Vec<Cell> {
    let shown = columns.iter().map(|column| column.shows.cell(t, row, asked));
    std::iter::once(Cell::Text(name)).chain(shown).collect()
}

/// The same row for a workbook.
pub fn sheet_cells(name: String, row: &StatisticsRow) -> Vec<SheetCell> {
    std::iter::once(SheetCell::Text(name)).chain(all().map(|column| column.shows.sheet_cell(row))).collect()
}

impl Shows {
    fn cell(&self, t: Text, row: &StatisticsRow, asked: Option<&Asked>) -> Cell {
        let lead = |said: String, counted: Option<Counted>| match (asked, counted) {
            (Some(asked), Some(counted)) => Cell::Link(said, asked.behind(counted)),
            _ => Cell::Number(said),
        };
        let (tally, lasting) = (&row.tally, &row.lasting);
        match self {
            Shows::Cases(counted, count) => {
                let count = count(tally).unsigned_abs();
                lead(t.number(count), (0 < count).then_some(*counted))
            }
            Shows::Count(count) => Cell::Number(count(tally).to_string()),
            Shows::Share(counted, share) => share(tally)
                .map_or(Cell::Empty, |share| lead(format!("{share}%"), counted.filter(|_| 0 < share.part()))),
            Shows::Average(average) => average(tally).map_or(Cell::Empty, |days| Cell::Number(tenths(days))),
            Shows::Median(counted, lengths) => {
                lengths(lasting).median().map_or(Cell::Empty, |middle| lead(tenths(middle), Some(*counted)))
            }
        }
    }

    fn sheet_cell(&self, row: &StatisticsRow) -> SheetCell {
        let tally = &row.tally;
        match self {
            Shows::Cases(_, count) | Shows::Count(count) => SheetCell::Number(count(tally)),
            Shows::Share(_, share) => {
                share(tally).map_or(SheetCell::Empty, |share| SheetCell::Percent(share.percent().0))
            }
            Shows::Average(average) => average(tally).map_or(SheetCell::Empty, SheetCell::Tenths),
            Shows::Median(_, lengths) => {
                lengths(&row.lasting).median().map_or(SheetCell::Empty, SheetCell::Tenths)
            }
        }
    }
}
