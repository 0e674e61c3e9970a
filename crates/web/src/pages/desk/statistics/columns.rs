//! The columns of the table: counts that lead to their cases, then rates and averages.

use super::asked::Asked;
use crate::parts::{Cell, Column as Head};
use crate::text::Text;
use app::{Counted, Grouping, Measure, SheetCell, Tally};

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
    /// A share in hundredths of a percent.
    Share(fn(&Tally) -> Option<i64>),
    /// An average in tenths.
    Average(fn(&Tally) -> Option<i64>),
}

const fn cases(key: &'static str, said: &'static str, counted: Counted, count: fn(&Tally) -> i64) -> Column {
    Column { key, said, shows: Shows::Cases(counted, count) }
}

/// All columns in order.
pub const COLUMNS: [Column; 14] = [
    cases("desk-stat-received", "desk-stat-received-said", Counted::Received, |t| t.of(Measure::Received)),
    cases("desk-stat-accepted", "desk-stat-accepted-said", Counted::Accepted, |t| t.of(Measure::Accepted)),
    cases("desk-stat-supplements", "desk-stat-supplements-said", Counted::Supplements, |t| {
        t.of(Measure::Supplements)
    }),
    cases("desk-stat-refused", "desk-stat-refused-said", Counted::Refused, |t| t.of(Measure::Refused)),
    cases("desk-stat-returned", "desk-stat-returned-said", Counted::Returned, |t| t.of(Measure::Returned)),
    cases("desk-stat-decided", "desk-stat-decided-said", Counted::Decided, Tally::decided),
    cases("desk-stat-denied", "desk-stat-denied-said", Counted::Denied, |t| t.of(Measure::Denied)),
    cases("desk-stat-on-time", "desk-stat-on-time-said", Counted::OnTime, Tally::on_time),
    cases("desk-stat-late", "desk-stat-late-said", Counted::Late, |t| t.of(Measure::Late)),
    Column {
        key: "desk-stat-on-time-rate",
        said: "desk-stat-on-time-rate-said",
        shows: Shows::Share(|t| t.on_time_rate().map(|rate| rate.0)),
    },
    Column { key: "desk-stat-days", said: "desk-stat-days-said", shows: Shows::Average(Tally::days_average) },
    Column {
        key: "desk-stat-promise",
        said: "desk-stat-promise-said",
        shows: Shows::Average(Tally::promise_average),
    },
    Column {
        key: "desk-stat-statute",
        said: "desk-stat-statute-said",
        shows: Shows::Average(Tally::statute_average),
    },
    Column {
        key: "desk-stat-satisfied",
        said: "desk-stat-satisfied-said",
        shows: Shows::Share(|t| t.satisfaction().map(|rate| rate.0)),
    },
];

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

/// The heads of the table.
pub fn head(t: Text, rows: Grouping) -> Vec<Head> {
    let numbers = COLUMNS.iter().map(|column| Head::number(t.msg(column.key)));
    std::iter::once(Head::text(t.msg(first(rows)))).chain(numbers).collect()
}

/// One row; `asked` leads to the cases of exactly this row.
pub fn cells(t: Text, name: Cell, tally: &Tally, asked: &Asked) -> Vec<Cell> {
    let shown = COLUMNS.iter().map(|column| match column.shows {
        Shows::Cases(counted, count) => match count(tally) {
            0 => Cell::Number("0".to_owned()),
            count => Cell::Link(t.number(count.unsigned_abs()), asked.behind(counted)),
        },
        Shows::Share(share) => {
            share(tally).map_or(Cell::Empty, |share| Cell::Number(format!("{}%", catalogue::Percent(share))))
        }
        Shows::Average(average) => {
            average(tally).map_or(Cell::Empty, |average| Cell::Number(tenths(average)))
        }
    });
    std::iter::once(name).chain(shown).collect()
}

/// The same row for a workbook.
pub fn sheet_cells(name: String, tally: &Tally) -> Vec<SheetCell> {
    let shown = COLUMNS.iter().map(|column| match column.shows {
        Shows::Cases(_, count) => SheetCell::Number(count(tally)),
        Shows::Share(share) => share(tally).map_or(SheetCell::Empty, SheetCell::Percent),
        Shows::Average(average) => average(tally).map_or(SheetCell::Empty, SheetCell::Tenths),
    });
    std::iter::once(SheetCell::Text(name)).chain(shown).collect()
}

/// Tenths as people write them: 18 is 1.8.
pub fn tenths(number: i64) -> String {
    format!("{}.{}", number / 10, number % 10)
}
