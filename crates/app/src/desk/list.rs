//! The list of cases at a desk: newest first, or the soonest due first, behind a place in it.

use super::units;
use crate::cases::{CaseRow, case_row};
use crate::{Action, Caller, City, Problem};
use kernel::Timestamp;
use ledger::Value;
use std::collections::BTreeSet;

/// What a list is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskFilter {
    /// Only this status.
    pub status: Option<String>,
    /// Only this matter.
    pub matter: Option<String>,
    /// Only this department.
    pub department: Option<String>,
    /// Only cases that are late or near it; then the soonest due come first.
    pub late: bool,
}

/// A place in a list: the time by which it is ordered, and the number of the last row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskPlace {
    /// Microseconds of the last row.
    pub at: i64,
    /// Its number.
    pub number: String,
}

/// A page of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeskPage {
    /// The rows.
    pub rows: Vec<CaseRow>,
    /// Where the next page begins; none at the end.
    pub next: Option<DeskPlace>,
}

impl DeskPage {
    /// A page of rows that stand in their order, each with the time that it is ordered by; of one row more than
    /// `limit` it is seen that there are others.
    pub(crate) fn of(mut found: Vec<(i64, CaseRow)>, limit: u32) -> Self {
        let limit = limit as usize;
        let more = limit < found.len();
        found.truncate(limit);
        let last = found.last().filter(|_| more);
        let next = last.map(|(at, row)| DeskPlace { at: *at, number: row.number.clone() });
        DeskPage { rows: found.into_iter().map(|(_, row)| row).collect(), next }
    }
}

impl DeskPlace {
    /// Reads a cursor; none if it is broken.
    pub fn read(cursor: &str) -> Option<Self> {
        let (at, number) = cursor.split_once('.')?;
        Some(DeskPlace { at: at.parse().ok()?, number: number.to_owned() })
    }

    /// The cursor.
    pub fn cursor(&self) -> String {
        format!("{}.{}", self.at, self.number)
    }
}

impl City {
    /// A page of the cases that the caller's posts take part in. The read is logged with its count.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without a post.
    pub fn desk_list(
        &self,
        caller: &Caller,
        filter: &DeskFilter,
        after: Option<&DeskPlace>,
        limit: u32,
        now: Timestamp,
    ) -> Result<DeskPage, Problem> {
        caller.require(Action::ReadCase)?;
        let officials = caller.officials();
        if officials.is_empty() {
            return Err(Problem::Forbidden(Action::ReadCase));
        }
        let (whole, parts) = units(&officials);
        let (home, elsewhere) = if filter.late { (LATE, LATE_PART) } else { (LIST, LIST_PART) };
        let mut looks: Vec<(&'static str, &str, Part<'_>)> = Vec::new();
        for unit in &whole {
            if filter.department.as_ref().is_none_or(|wanted| wanted == unit) {
                looks.push((home, unit.as_str(), None));
            }
        }
        for (unit, role) in &parts {
            let seen = if whole.contains(unit) { unit.as_str() } else { "" };
            looks.push((elsewhere, unit.as_str(), Some((role.code(), seen))));
        }
        let found = self.ledger().together(|ask| -> Result<_, Problem> {
            let mut found: Vec<(i64, CaseRow)> = Vec::new();
            for (sql, unit, part) in &looks {
                let rows = ask.query(sql, &parameters(filter, after, limit, now, unit, *part))?;
                found.extend(rows.iter().map(|row| (row.integer(18), case_row(row))));
            }
            Ok(found)
        })?;
        let page = page_of(found, filter.late, limit);
        self.log_list(caller, "desk list", page.rows.len(), now)?;
        Ok(page)
    }
}

const LIST: &str = include_str!("list.sql");
const LIST_PART: &str = include_str!("list_part.sql");
const LATE: &str = include_str!("late.sql");
const LATE_PART: &str = include_str!("late_part.sql");

/// The role of a post that sees a part, and the department that it sees all of besides; none for a whole department.
type Part<'p> = Option<(&'static str, &'p str)>;

fn parameters(
    filter: &DeskFilter,
    after: Option<&DeskPlace>,
    limit: u32,
    now: Timestamp,
    unit: &str,
    part: Part<'_>,
) -> Vec<Value> {
    let first = if filter.late { i64::MIN } else { i64::MAX };
    let mut values = vec![
        unit.into(),
        after.map_or(first, |place| place.at).into(),
        after.map_or("", |place| place.number.as_str()).into(),
        Value::maybe(filter.status.clone()),
        Value::maybe(filter.matter.clone()),
        i64::from(limit + 1).into(),
    ];
    if filter.late {
        values.push(now.into());
    }
    if let Some((role, home)) = part {
        values.push(role.into());
        values.push(Value::maybe(filter.department.clone()));
        values.push(home.into());
    }
    values
}

/// The rows of all units in one order, each case once, cut to a page.
fn page_of(mut found: Vec<(i64, CaseRow)>, soonest_first: bool, limit: u32) -> DeskPage {
    found.sort_by(|(one, left), (other, right)| {
        let order = (one, &left.number).cmp(&(other, &right.number));
        if soonest_first { order } else { order.reverse() }
    });
    let mut seen = BTreeSet::new();
    found.retain(|(_, row)| seen.insert(row.number.clone()));
    DeskPage::of(found, limit)
}
