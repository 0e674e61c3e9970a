//! Entering the State Council's notice of a year (practice.md 4): first what it would move is looked at, then it is
//! published as a new version of the calendar, and every running case counts its dates again by event. People are
//! told when a date became later.

use crate::columns::{integer, text};
use crate::content::{ContentEvent, content_stream};
use crate::log::{Level, log};
use crate::{Action, Caller, City, Problem, Work};
use ::cases::CaseEvent;
use calendar::{Calendar, CalendarVersion, Notice};
use kernel::{Actor, CaseNumber, Moment, Timestamp};
use ledger::{RowChange, Table};
use packs::CalendarFiles;
use std::collections::BTreeMap;

/// How far the running cases have been counted again by a version.
pub(crate) const RECOUNTS: Table = Table {
    name: "recounts",
    columns: &[text("version"), text("after"), integer("done_at")],
    key: &["version"],
    indexes: &[],
    person: None,
};

/// How many running cases a preview looks at; a city with more is told that it saw a part.
const PREVIEWED: u32 = 4_000;
/// How many cases are loaded at once.
const BATCH: u32 = 200;

/// What a notice would move, without any case named: administrators see none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct YearEffect {
    /// Running cases that were looked at.
    pub cases: u32,
    /// By department and matter.
    pub rows: BTreeMap<(String, String), MovedCount>,
    /// Whether there are more running cases than were looked at.
    pub cut: bool,
}

/// How many cases move.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MovedCount {
    /// A date becomes later: the applicant is told.
    pub later: u32,
    /// A date becomes earlier, and none later.
    pub earlier: u32,
    /// Dates stay and only cease to be provisional (暂定).
    pub settled: u32,
}

/// The calendar of the city as it stands and as it would be.
struct Change {
    id: String,
    files: CalendarFiles,
    after: Calendar,
}

impl City {
    /// What entering `notice` would move.
    ///
    /// # Errors
    /// [`Problem::Forbidden`], or a notice that contradicts itself.
    pub fn preview_year(
        &self,
        caller: &Caller,
        notice: &Notice,
        now: Timestamp,
    ) -> Result<YearEffect, Problem> {
        caller.require(Action::RunSystem)?;
        let change = self.year_change(notice)?;
        let (mut effect, mut after) = (YearEffect::default(), String::new());
        while effect.cases < PREVIEWED {
            let numbers = self.running_after(&after)?;
            let Some(last) = numbers.last() else { return Ok(effect) };
            after = last.to_string();
            for number in &numbers {
                self.look_at(number, &change.after, now, &mut effect)?;
            }
        }
        effect.cut = true;
        Ok(effect)
    }

    fn look_at(
        &self,
        number: &CaseNumber,
        after: &Calendar,
        now: Timestamp,
        effect: &mut YearEffect,
    ) -> Result<(), Problem> {
        let (case, _) = self.case_inside(number)?;
        effect.cases += 1;
        let content = self.content();
        let before = content.calendars.version(case.calendar());
        let Some(before) = before.filter(|before| is_same_calendar(before, after)) else { return Ok(()) };
        let decided = case.recount(before, after, now).map_err(Problem::refused)?;
        let moved = decided.events.iter().find_map(|event| match event {
            CaseEvent::DuesRevised(revised) if !revised.moved.is_empty() => Some(&revised.moved),
            _ => None,
        });
        let Some(moved) = moved else { return Ok(()) };
        let terms = case.terms();
        let key = (terms.department.0.clone(), terms.name.chinese.clone());
        let row = effect.rows.entry(key).or_default();
        if moved.iter().any(|date| date.before.at < date.after.at) {
            row.later += 1;
        } else if moved.iter().any(|date| date.after.at < date.before.at) {
            row.earlier += 1;
        } else {
            row.settled += 1;
        }
        Ok(())
    }

    /// Publishes the new version of the calendar; new cases count by it from now on, running ones by and by
    /// ([`City::recount_running`]).
    ///
    /// # Errors
    /// [`Problem::Forbidden`], or a notice that contradicts itself.
    pub fn announce_year(&self, caller: &Caller, notice: &Notice, moment: &Moment) -> Result<(), Problem> {
        self.act(caller, moment, Action::RunSystem, |work: &mut Work<'_>| {
            let stream = content_stream("calendar");
            work.load::<ContentEvent>(&stream)?;
            // Counted from what stands at this head: of two announcements at once the second sees the first.
            let change = work.city.year_change(notice)?;
            let body = serde_json::to_value(&change.files)
                .map_err(|cause| Problem::fault("writing a calendar", cause))?;
            let (id, hash) = (change.id, packs::content_hash(&body));
            let actor = work.actor(Action::RunSystem);
            work.append(&stream, &actor, &[ContentEvent::Published { id, hash, body }])?;
            // A version that was not counted to its end is left out: cases go to the newest one only.
            let now = work.moment.now;
            for (former, after) in work.city.pending_recounts()? {
                work.row(recount_row(&former, &after, Some(now)));
            }
            work.row(recount_row(change.after.version(), "", None));
            Ok(())
        })?;
        Ok(())
    }

    /// Versions by which running cases are still to be counted, each with the last case that was.
    fn pending_recounts(&self) -> Result<Vec<(CalendarVersion, String)>, Problem> {
        let rows = self.ledger().query(include_str!("calendar_year/pending.sql"), &[])?;
        Ok(rows.iter().map(|row| (CalendarVersion(row.text(0).to_owned()), row.text(1).to_owned())).collect())
    }

    /// Counts up to `limit` running cases again by a calendar that was announced; says how many were looked at.
    /// A case that was counted before stays as it is, so a round may be repeated.
    ///
    /// # Errors
    /// A fault of the storage. A case that cannot be counted is named in the log and left as it is.
    pub fn recount_running(&self, moment: &Moment, limit: u32) -> Result<u32, Problem> {
        let Some((version, mut after)) = self.pending_recounts()?.into_iter().next() else { return Ok(0) };
        let mut looked_at = 0;
        while looked_at < limit {
            let numbers = self.running_after(&after)?;
            for number in &numbers {
                match self.recount_case(number, &version, moment) {
                    Err(Problem::Refused(_) | Problem::NotFound(_) | Problem::Unavailable(_)) => {
                        // One case that cannot be counted must not keep the others from it.
                        log(Level::Error, "recount", &[("case", number.as_str())]);
                    }
                    other => other?,
                }
            }
            looked_at += u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            let Some(last) = numbers.last() else {
                self.recounted(&version, &after, Some(moment.now))?;
                break;
            };
            after = last.to_string();
            self.recounted(&version, &after, None)?;
        }
        Ok(looked_at)
    }

    /// Whether running cases still wait to be counted again.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn is_recounting(&self) -> Result<bool, Problem> {
        Ok(!self.pending_recounts()?.is_empty())
    }

    fn recounted(
        &self,
        version: &CalendarVersion,
        after: &str,
        done: Option<Timestamp>,
    ) -> Result<(), Problem> {
        self.put_row(recount_row(version, after, done))
    }

    fn recount_case(
        &self,
        number: &CaseNumber,
        version: &CalendarVersion,
        moment: &Moment,
    ) -> Result<(), Problem> {
        self.run(&Caller::system(), moment, |work: &mut Work<'_>| {
            let (case, head) = work.case(number)?;
            let content = work.city.content();
            let known = |version| content.calendars.version(version).ok_or(Problem::Unavailable("calendar"));
            let (old, new) = (known(case.calendar())?, known(version)?);
            if !is_same_calendar(old, new) {
                return Ok(());
            }
            let decided = case.recount(old, new, work.moment.now).map_err(Problem::refused)?;
            work.record(case, head, &Actor::clock(), decided)?;
            Ok(())
        })?;
        Ok(())
    }

    fn running_after(&self, after: &str) -> Result<Vec<CaseNumber>, Problem> {
        let sql = include_str!("calendar_year/running.sql");
        let rows = self.ledger().query(sql, &[after.into(), i64::from(BATCH).into()])?;
        Ok(rows.iter().filter_map(|row| row.text(0).parse().ok()).collect())
    }

    fn year_change(&self, notice: &Notice) -> Result<Change, Problem> {
        let content = self.content();
        let present = content.city_calendar()?;
        for (id, files) in self.published_by_key::<CalendarFiles>("calendar")? {
            if files.calendar()?.version() != present.version() {
                continue;
            }
            // The version is the hash of the content, so it is known only when the tables are.
            let draft = present.announce(present.version().clone(), notice)?;
            let files = CalendarFiles { index: files.index, years: draft.tables().cloned().collect() };
            let after = files.calendar()?;
            return Ok(Change { id, files, after });
        }
        Err(Problem::Unavailable("calendar"))
    }
}

fn recount_row(version: &CalendarVersion, after: &str, done: Option<Timestamp>) -> RowChange {
    let key = vec![("version", version.to_string().into())];
    let set = vec![("after", after.into()), ("done_at", ledger::Value::maybe(done))];
    RowChange::Put { table: RECOUNTS.name, key, set }
}

/// Whether two versions are of one calendar: a city may keep another one for some of its regions, and cases that
/// are counted by that stay with it.
fn is_same_calendar(one: &Calendar, other: &Calendar) -> bool {
    one.index().regions == other.index().regions
}
