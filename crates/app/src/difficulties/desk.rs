//! Those who lead difficulties: their list with its clocks, one difficulty, and every order on it.

use super::{OwnDifficulty, tell_answer};
use crate::cases::role_of_post;
use crate::{Action, Caller, City, Problem, Work, access};
use ::cases::{Difficulty, DifficultyCommand, DifficultyEvent, Official};
use kernel::{Actor, CaseNumber, Moment, Recorded, Timestamp};
use ledger::{Idempotency, Row};

/// A difficulty in a list: masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifficultyRow {
    /// Its number.
    pub id: String,
    /// The case that is stuck.
    pub case: Option<String>,
    /// The matter's code.
    pub matter: Option<String>,
    /// The person's masked name; empty once erased.
    pub applicant: String,
    /// The unit that leads it; empty while nobody is named.
    pub unit: String,
    /// Whether the caller leads it.
    pub own: bool,
    /// When it was reported.
    pub opened_at: Option<Timestamp>,
    /// Until when it is closed.
    pub due_at: Option<Timestamp>,
    /// Whether that date passed while it was open.
    pub overdue: bool,
    /// How many things were done.
    pub measures: i64,
    /// `open`, `closed` or `followed_up`.
    pub stage: String,
}

/// One difficulty for those who lead.
#[derive(Clone, Debug, PartialEq)]
pub struct DifficultyPage {
    /// The difficulty with who leads it.
    pub found: OwnDifficulty,
    /// What happened, oldest first.
    pub story: Vec<Recorded<DifficultyEvent>>,
    /// Whether the caller leads it and so closes it.
    pub leads: bool,
}

impl City {
    /// The difficulties of the caller's units that are open, the soonest due first; with `closed` those that are closed,
    /// the newest first.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] for who leads none.
    pub fn difficulty_list(
        &self,
        caller: &Caller,
        closed: bool,
        limit: u32,
        now: Timestamp,
    ) -> Result<Vec<DifficultyRow>, Problem> {
        caller.require(Action::LeadDifficulty)?;
        let sql = if closed { include_str!("closed.sql") } else { include_str!("open.sql") };
        let mut found = Vec::new();
        // What nobody leads yet is everybody's.
        for unit in units(caller).into_iter().chain([String::new()]) {
            let rows = self.ledger().query(sql, &[unit.into(), i64::from(limit).into()])?;
            found.extend(rows.iter().map(|line| row(line, caller)));
        }
        if closed {
            found.sort_by_key(|row: &DifficultyRow| std::cmp::Reverse(row.opened_at));
        } else {
            found.sort_by_key(|row: &DifficultyRow| (row.due_at, row.id.clone()));
        }
        found.truncate(limit as usize);
        self.log_list(caller, "difficulties", found.len(), now)?;
        Ok(found)
    }

    /// One difficulty for those who lead; the read is logged.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for one of another unit.
    pub fn difficulty_page(
        &self,
        caller: &Caller,
        id: &CaseNumber,
        now: Timestamp,
    ) -> Result<DifficultyPage, Problem> {
        caller.require(Action::LeadDifficulty)?;
        let found = self.difficulty_inside(id)?;
        let official = seat(caller, &found.difficulty)?;
        let person = found.difficulty.party.person;
        let purpose = "task".to_owned();
        let about = found.difficulty.case.as_ref().unwrap_or(id);
        self.log_read(caller, official.unit.as_str(), person, about, "difficulty", purpose, now)?;
        let story = self.events::<DifficultyEvent>(&Difficulty::stream(id))?;
        let leader = found.difficulty.leader.as_ref().map(|leader| leader.account);
        let leads = leader.is_some() && leader == caller.account;
        Ok(DifficultyPage { found, story, leads })
    }

    /// Carries an order on a difficulty out; `command` is made for the post of the caller.
    ///
    /// # Errors
    /// The refusal of the rules, or why the caller may not.
    pub fn order_difficulty(
        &self,
        caller: &Caller,
        id: &CaseNumber,
        moment: &Moment,
        idempotency: Option<&Idempotency>,
        command: impl Fn(Official) -> DifficultyCommand,
    ) -> Result<Difficulty, Problem> {
        let task = |work: &mut Work<'_>| {
            let stream = Difficulty::stream(id);
            let story = work.load::<DifficultyEvent>(&stream)?;
            let mut difficulty = Difficulty::fold(&story).ok_or(Problem::NotFound("difficulty"))?;
            let official = seat(caller, &difficulty)?;
            let due = difficulty.due_transitions(work.moment.now);
            due.iter().for_each(|(at, event)| difficulty.apply(event, *at));
            let content = work.city.content();
            let order = command(official.clone());
            let events = difficulty.decide(order, content.city_calendar()?, work.moment.now)?;
            work.append_at(&stream, &Actor::clock(), &due)?;
            let actor = Actor::staff(official.account, official.unit.clone());
            work.append(&stream, &actor, &events)?;
            if let Some(record) = idempotency {
                work.answer_with(record.clone());
            }
            for event in &events {
                difficulty.apply(event, work.moment.now);
                tell_answer(work, id, &difficulty, event)?;
            }
            Ok(difficulty)
        };
        Ok(self.act(caller, moment, Action::LeadDifficulty, task)?.result)
    }
}

/// The post in which the caller meets a difficulty: of the unit that leads it, or any while nobody does.
fn seat(caller: &Caller, difficulty: &Difficulty) -> Result<Official, Problem> {
    let leads = |official: &Official| access::may(role_of_post(official.role), Action::LeadDifficulty);
    let unit = difficulty.leader.as_ref().map(|leader| &leader.unit);
    let fits = |official: &Official| leads(official) && unit.is_none_or(|unit| *unit == official.unit);
    caller.officials().into_iter().find(fits).ok_or(Problem::NotFound("difficulty"))
}

fn units(caller: &Caller) -> Vec<String> {
    let mut units = caller.units(&access::roles_for(Action::LeadDifficulty));
    units.sort();
    units.dedup();
    units.into_iter().map(|unit| unit.0).collect()
}

fn row(row: &Row, caller: &Caller) -> DifficultyRow {
    DifficultyRow {
        id: row.text(0).to_owned(),
        case: row.maybe_text(1).map(str::to_owned),
        matter: row.maybe_text(2).map(str::to_owned),
        applicant: row.text(3).to_owned(),
        unit: row.text(4).to_owned(),
        own: caller.account.is_some_and(|account| account.to_string() == row.text(5)),
        opened_at: row.maybe_time(6),
        due_at: row.maybe_time(7),
        overdue: row.integer(8) == 1,
        measures: row.integer(9),
        stage: row.text(10).to_owned(),
    }
}
