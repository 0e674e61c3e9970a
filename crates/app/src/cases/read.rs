//! Lists of cases. Every list takes the caller's scope; lists show masked values and log one row.

use super::row::{CaseRow, LISTED, StepRow, case_row, step_row};
use crate::desk::sees_department;
use crate::{Action, Caller, City, Problem};
use ::cases::Official;
use catalogue::PostRole;
use identity::Role;
use kernel::{CaseNumber, MatterCode, Timestamp};
use ledger::{ReadEntry, Search, Value};
use std::collections::BTreeSet;

/// What a person's list is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// Only this status.
    pub status: Option<String>,
    /// Only this matter.
    pub matter: Option<MatterCode>,
}

/// A place in a list: the last row's time and number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct After {
    /// The last row's time in microseconds; `i64::MAX` for the first page.
    pub at: i64,
    /// The last row's number.
    pub number: String,
}

impl After {
    /// The first page.
    pub fn start() -> Self {
        After { at: i64::MAX, number: String::new() }
    }

    /// Reads a cursor; for a person's page a broken one is the first page.
    pub fn read(cursor: &str) -> Self {
        After::parse(cursor).unwrap_or_else(After::start)
    }

    /// Reads a cursor; none for what this list never gave out.
    pub fn parse(cursor: &str) -> Option<Self> {
        let (at, number) = cursor.split_once('.')?;
        let number: CaseNumber = number.parse().ok()?;
        Some(After { at: at.parse().ok()?, number: number.as_str().to_owned() })
    }

    /// The cursor behind `row`.
    pub fn behind(row: &CaseRow) -> String {
        let at = row.received_at.map_or(0, |at| at.as_microsecond());
        format!("{at}.{}", row.number)
    }
}

/// Whether cases wait for such a post otherwise than by a step.
const fn has_waiting(role: PostRole) -> bool {
    matches!(
        role,
        PostRole::Clerk
            | PostRole::Examiner
            | PostRole::Issuer
            | PostRole::ChiefAtHall
            | PostRole::Reviewer
            | PostRole::Head
    )
}

/// The department whose cases an official sees all of; empty if none.
fn home_of(official: &Official) -> &str {
    if sees_department(official.role) { official.unit.as_str() } else { "" }
}

impl City {
    /// The caller's own cases, newest first.
    ///
    /// # Errors
    /// [`Problem::LoginNeeded`] for a guest.
    pub fn own_cases(
        &self,
        caller: &Caller,
        filter: &CaseFilter,
        after: &After,
        limit: u32,
    ) -> Result<Vec<CaseRow>, Problem> {
        let person = caller.applicant().ok_or(Problem::LoginNeeded)?;
        let parameters = [
            format!("person:{person}").into(),
            after.at.into(),
            after.number.as_str().into(),
            Value::maybe(filter.status.clone()),
            Value::maybe(filter.matter.as_ref().map(|code| code.0.clone())),
            i64::from(limit).into(),
        ];
        let rows = self.ledger().query(include_str!("own.sql"), &parameters)?;
        Ok(rows.iter().map(case_row).collect())
    }

    /// Open steps of the caller's units, soonest due first.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without a post.
    pub fn work_list(&self, caller: &Caller, limit: u32, now: Timestamp) -> Result<Vec<StepRow>, Problem> {
        caller.require(Action::ReadCase)?;
        let mut found = Vec::new();
        for official in caller.officials() {
            let parameters =
                [official.unit.as_str().into(), official.role.code().into(), i64::from(limit).into()];
            let rows = self.ledger().query(include_str!("steps.sql"), &parameters)?;
            found.extend(rows.iter().map(step_row));
        }
        found.sort_by_key(|row: &StepRow| (row.step_due.is_none(), row.step_due));
        self.log_list(caller, "work list", found.len(), now)?;
        Ok(found)
    }

    /// Cases that wait for the caller in another way than by a step: to be taken in, confirmed, decided, handed over.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without a post.
    pub fn waiting_cases(
        &self,
        caller: &Caller,
        limit: u32,
        now: Timestamp,
    ) -> Result<Vec<CaseRow>, Problem> {
        caller.require(Action::ReadCase)?;
        let mut found = Vec::new();
        for official in caller.officials().into_iter().filter(|official| has_waiting(official.role)) {
            let parameters = [
                official.unit.as_str().into(),
                official.role.code().into(),
                i64::from(limit).into(),
                home_of(&official).into(),
            ];
            found.extend(self.ledger().query(include_str!("waiting.sql"), &parameters)?.iter().map(case_row));
        }
        found.sort_by_key(|row: &CaseRow| (row.due_at.is_none(), row.due_at, row.number.clone()));
        found.dedup_by(|one, other| one.number == other.number);
        self.log_list(caller, "waiting list", found.len(), now)?;
        Ok(found)
    }

    /// Cases that hold these words, newest first, among those in which the caller takes part.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without a post.
    pub fn search_cases(
        &self,
        caller: &Caller,
        typed: &str,
        limit: u32,
        now: Timestamp,
    ) -> Result<Vec<CaseRow>, Problem> {
        let found = self.found_by_words(caller, typed, limit)?;
        self.log_list(caller, "search", found.len(), now)?;
        Ok(found)
    }

    /// As [`City::search_cases`], for a search that logs its own line.
    pub(crate) fn found_by_words(
        &self,
        caller: &Caller,
        typed: &str,
        limit: u32,
    ) -> Result<Vec<CaseRow>, Problem> {
        caller.require(Action::ReadCase)?;
        if let Ok(number) = typed.parse::<CaseNumber>() {
            let seats = self.seats(caller, &number)?;
            let rows = self.ledger().query(include_str!("one.sql"), &[number.as_str().into()])?;
            return Ok(if seats.is_empty() { Vec::new() } else { rows.iter().map(case_row).collect() });
        }
        let mut found = Vec::new();
        // Several posts in one department are one look.
        let units: BTreeSet<_> = caller.officials().into_iter().map(|official| official.unit).collect();
        for unit in units {
            let filter = [("department", unit.as_str().into())];
            let search = Search {
                table: "cases",
                column: "words",
                words: typed,
                filter: &filter,
                select: LISTED,
                before: None,
                limit,
            };
            found.extend(self.ledger().search(&search)?.iter().map(|hit| case_row(&hit.row)));
        }
        // A post in the department is not yet a part in its cases.
        let mut found = self.seen_by(caller, found)?;
        found.sort_by_key(|row: &CaseRow| std::cmp::Reverse(row.received_at));
        found.dedup_by(|one, other| one.number == other.number);
        Ok(found)
    }

    /// One case as a list shows it, for who takes part in it.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for others.
    pub fn case_row(&self, caller: &Caller, number: &CaseNumber) -> Result<CaseRow, Problem> {
        self.seat(caller, number, Action::ReadCase)?;
        let rows = self.ledger().query(include_str!("one.sql"), &[number.as_str().into()])?;
        rows.first().map(case_row).ok_or(Problem::NotFound("case"))
    }

    /// Logs that a list was read: who, what, how many. Applicants who read their own cases are not logged.
    pub(crate) fn log_list(
        &self,
        caller: &Caller,
        what: &str,
        count: usize,
        now: Timestamp,
    ) -> Result<(), Problem> {
        let Some(account) = caller.account else { return Ok(()) };
        if caller.has(Role::Applicant) && caller.postings.is_empty() {
            return Ok(());
        }
        let entry = ReadEntry {
            at: now,
            account,
            unit: caller.postings.first().map(|posting| posting.department.0.clone()),
            person: None,
            stream: None,
            what: what.to_owned(),
            purpose: "task".to_owned(),
            count: u32::try_from(count).unwrap_or(u32::MAX),
        };
        self.note_read(entry)
    }
}
