//! Entering the State Council notice of a year: the new version of the calendar, and what it moves.

use crate::{
    AbsentYear, Calendar, CalendarRefusal, CalendarVersion, Clock, Due, MakeUpDay, OffRange, YearStatus,
    YearTable,
};
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

/// The notice of one year as an administrator types it in. It may reach into December of the year before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// The year it is about.
    pub year: i16,
    /// Title, number or address.
    pub notice: String,
    /// Its day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Days off.
    pub off: Vec<OffRange>,
    /// Weekend days worked.
    #[serde(default)]
    pub make_up: Vec<MakeUpDay>,
}

/// A due date that a revision moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved<Id> {
    /// Whose date.
    pub id: Id,
    /// The date before.
    pub from: Due,
    /// The date after.
    pub to: Due,
}

impl<Id> Moved<Id> {
    /// Whether it becomes later: then the applicant is told (practice.md 4).
    pub fn is_later(&self) -> bool {
        self.from.at < self.to.at
    }
}

impl Calendar {
    /// The version that follows when `notice` is entered: its year becomes announced, days it names in
    /// neighbouring years join their tables.
    ///
    /// # Errors
    /// [`CalendarRefusal`] when the notice contradicts itself or a day already named.
    pub fn announce(&self, version: CalendarVersion, notice: &Notice) -> Result<Calendar, CalendarRefusal> {
        let mut tables: Vec<YearTable> =
            self.tables().filter(|table| table.year != notice.year).cloned().collect();
        tables.push(YearTable {
            year: notice.year,
            status: YearStatus::Announced {
                notice: notice.notice.clone(),
                date: notice.date,
                pages: Vec::new(),
            },
            source: None,
            off: Vec::new(),
            make_up: Vec::new(),
        });
        for range in &notice.off {
            for part in split_by_year(range) {
                let off = &mut table_of(&mut tables, notice.year, part.from)?.off;
                // Entering a corrected notice again must not trip over the December it named before.
                if !off.contains(&part) {
                    off.push(part);
                }
            }
        }
        for day in &notice.make_up {
            let make_up = &mut table_of(&mut tables, notice.year, day.date)?.make_up;
            if !make_up.contains(day) {
                make_up.push(day.clone());
            }
        }
        Calendar::new(version, self.index().clone(), tables)
    }
}

/// A day that the former version names in a year without a table is refused as a stray day.
fn table_of(tables: &mut [YearTable], year: i16, date: Date) -> Result<&mut YearTable, CalendarRefusal> {
    tables.iter_mut().find(|table| table.year == date.year()).ok_or(CalendarRefusal::OtherYear { year, date })
}

fn split_by_year(range: &OffRange) -> Vec<OffRange> {
    let mut parts = Vec::new();
    let mut from = range.from;
    while from.year() < range.to.year() {
        let last = date(from.year(), 12, 31);
        parts.push(OffRange { from, to: last, name: range.name.clone() });
        from = date(from.year() + 1, 1, 1);
    }
    parts.push(OffRange { from, to: range.to, name: range.name.clone() });
    parts
}

/// Which due dates move when `after` takes the place of `before`. Nothing is changed: it is a preview, and
/// the list of the events to write. A clock that only ceases to be provisional is in it too, unmoved.
///
/// # Errors
/// [`AbsentYear`] when a clock runs into a year that one of the versions does not have.
pub fn preview<'a, Id>(
    before: &Calendar,
    after: &Calendar,
    clocks: impl IntoIterator<Item = (Id, &'a Clock)>,
) -> Result<Vec<Moved<Id>>, AbsentYear> {
    let mut moved = Vec::new();
    for (id, clock) in clocks {
        let (from, to) = (clock.due(before)?, clock.due(after)?);
        if (from.at, from.provisional) != (to.at, to.provisional) {
            moved.push(Moved { id, from, to });
        }
    }
    Ok(moved)
}
