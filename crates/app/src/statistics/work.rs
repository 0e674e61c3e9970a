//! The work of posts, persons and windows (practice.md 25): how much was done and how long an examination took.

use super::tables::ACTS;
use crate::cases::case_row;
use crate::desk::{DeskPage, DeskPlace};
use crate::{Action, Caller, City, Problem};
use ::cases::CaseEvent;
use ::cases::figures::{Act, Lengths, act_of, step_hours};
use kernel::{AccountId, Date, DepartmentId, Timestamp};
use ledger::{Opened, RowChange, Value};
use std::collections::BTreeMap;

/// What the rows of a table of work are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WorkBy {
    /// Posts: a role in a unit.
    #[default]
    Post,
    /// Members of staff.
    Person,
    /// Windows at which applications were taken in.
    Window,
}

/// A question for the work of a span of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkQuestion {
    /// The first day.
    pub from: Date,
    /// The last day, with it.
    pub to: Date,
    /// The rows.
    pub by: WorkBy,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkRow {
    /// The unit of the post in which it was done.
    pub unit: DepartmentId,
    /// The role's code, the account or the window, by what was asked; empty where no window was recorded.
    pub who: String,
    /// The staff number and the name, for rows of members of staff; none once the name was erased.
    pub name: Option<String>,
    /// How often each act was done.
    pub acts: BTreeMap<Act, u64>,
    /// Hours from the opening of a step to the opinion.
    pub examination: Lengths,
}

/// A table of work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// The rows, who did most first.
    pub rows: Vec<WorkRow>,
    /// Whether the rows are the caller's own only, because she may not see those of others.
    pub is_own: bool,
}

impl WorkBy {
    /// A stable code for addresses.
    pub const fn code(self) -> &'static str {
        match self {
            WorkBy::Post => "post",
            WorkBy::Person => "person",
            WorkBy::Window => "window",
        }
    }

    /// What a code says; posts for any other word.
    pub fn read(code: &str) -> Self {
        match code {
            "person" => WorkBy::Person,
            "window" => WorkBy::Window,
            _ => WorkBy::Post,
        }
    }
}

impl City {
    /// The work of the units whose tables the caller may see. By person she sees others only where a post of hers
    /// leads the unit, else herself. The read is logged with the number of rows.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without a post that reads boards.
    pub fn staff_work(
        &self,
        caller: &Caller,
        question: &WorkQuestion,
        now: Timestamp,
    ) -> Result<Work, Problem> {
        let scope = self.work_scope(caller, question.by)?;
        self.catch_up()?;
        let mut work = Work::default();
        for (unit, account) in scope {
            work.is_own |= account.is_some();
            let mut rows = BTreeMap::<String, WorkRow>::new();
            let (from, to) = self.span(question);
            let values = [
                unit.as_str().into(),
                from.into(),
                to.into(),
                question.by.code().into(),
                Value::maybe(account.map(|account| account.to_string())),
            ];
            for found in self.ledger().query(include_str!("acts_by.sql"), &values)? {
                let (who, times) = (found.text(0).to_owned(), found.integer(3).unsigned_abs());
                let Some(act) = Act::read(found.text(1)) else { continue };
                let row = rows.entry(who.clone()).or_insert_with(|| empty_row(&unit, who));
                *row.acts.entry(act).or_default() += times;
                if let Some(hours) = found.maybe_integer(2) {
                    row.examination.add(u32::try_from(hours).unwrap_or(u32::MAX), times);
                }
            }
            work.rows.extend(rows.into_values());
        }
        if question.by == WorkBy::Person {
            for row in &mut work.rows {
                row.name = self.staff_name(&row.who)?;
            }
        }
        work.rows.sort_by_key(|row| (std::cmp::Reverse(row.all()), row.unit.clone(), row.who.clone()));
        self.log_list(caller, "staff work", work.rows.len(), now)?;
        Ok(work)
    }

    /// A page of the cases behind a number of [`City::staff_work`]: the unit, the row and what was done.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without a post that reads boards; not found for a row that the caller may not see.
    pub fn staff_work_cases(
        &self,
        caller: &Caller,
        question: &WorkQuestion,
        (unit, who, act): (&DepartmentId, &str, Act),
        (after, limit): (Option<&DeskPlace>, u32),
        now: Timestamp,
    ) -> Result<DeskPage, Problem> {
        let scope = self.work_scope(caller, question.by)?;
        let seen = scope.iter().find(|(seen, _)| seen == unit).ok_or(Problem::NotFound("row"))?;
        if seen.1.is_some_and(|own| own.to_string() != who) {
            return Err(Problem::NotFound("row"));
        }
        let (from, to) = self.span(question);
        let values = [
            unit.as_str().into(),
            from.into(),
            to.into(),
            question.by.code().into(),
            who.into(),
            act.code().into(),
            after.map_or(i64::MAX, |place| place.at).into(),
            after.map_or("", |place| place.number.as_str()).into(),
            i64::from(limit + 1).into(),
        ];
        let rows = self.ledger().query(include_str!("acted.sql"), &values)?;
        let found = rows.iter().map(|row| (row.integer(18), case_row(row))).collect();
        let page = DeskPage::of(found, limit);
        self.log_list(caller, "staff work cases", page.rows.len(), now)?;
        Ok(page)
    }

    /// The units whose work the caller sees, each with the one account that she is limited to.
    fn work_scope(
        &self,
        caller: &Caller,
        by: WorkBy,
    ) -> Result<Vec<(DepartmentId, Option<AccountId>)>, Problem> {
        let seen = self.statistics_departments(caller)?;
        if by != WorkBy::Person {
            return Ok(seen.into_iter().map(|unit| (unit, None)).collect());
        }
        let led = self.departments_with(caller, Action::ReadWorkload).unwrap_or_default();
        let own = caller.account;
        let limited = |unit: DepartmentId| {
            let account = if led.contains(&unit) { None } else { Some(own?) };
            Some((unit, account))
        };
        Ok(seen.into_iter().filter_map(limited).collect())
    }

    fn span(&self, question: &WorkQuestion) -> (Timestamp, Timestamp) {
        let content = self.content();
        let last = question.to.tomorrow().unwrap_or(question.to);
        (content.begins(question.from), content.begins(last))
    }

    fn staff_name(&self, account: &str) -> Result<Option<String>, Problem> {
        let Ok(account) = account.parse::<AccountId>() else { return Ok(None) };
        let found = self.staff_member(account)?;
        Ok(found.map(|member| [member.number, member.name.unwrap_or_default()].join(" ").trim().to_owned()))
    }

    /// The row of what a member of staff did, if one did something.
    pub(super) fn act_row(
        &self,
        number: &str,
        event: &CaseEvent,
        opened: &Opened,
    ) -> Result<Option<RowChange>, Problem> {
        let Some((act, by, window)) = act_of(event) else { return Ok(None) };
        let hours = if act == Act::Examined {
            step_hours(&self.events::<CaseEvent>(&opened.stream)?, opened.position)
        } else {
            None
        };
        let position = opened.position.cast_signed();
        let key = vec![("number", number.into()), ("position", position.into())];
        let set = vec![
            ("act", act.code().into()),
            ("at", opened.at.into()),
            ("unit", by.unit.as_str().into()),
            ("role", by.role.code().into()),
            ("account", by.account.to_string().into()),
            ("at_window", window.map_or("", |window| window.as_str()).into()),
            ("hours", Value::maybe(hours.map(i64::from))),
        ];
        Ok(Some(RowChange::Put { table: ACTS.name, key, set }))
    }
}

impl WorkRow {
    /// How often anything was done.
    pub fn all(&self) -> u64 {
        self.acts.values().sum()
    }

    /// How often this was done.
    pub fn of(&self, act: Act) -> u64 {
        self.acts.get(&act).copied().unwrap_or(0)
    }
}

fn empty_row(unit: &DepartmentId, who: String) -> WorkRow {
    WorkRow { unit: unit.clone(), who, name: None, acts: BTreeMap::new(), examination: Lengths::default() }
}
