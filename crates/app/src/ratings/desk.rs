//! Those who answer for a rating: their list with its clocks, one rating, and every order on it.

use super::tell_answer;
use crate::cases::{DueRound, role_of_post};
use crate::{Action, Caller, City, Problem, Work, access};
use ::cases::{Official, Rating, RatingCommand, RatingEvent};
use kernel::{Actor, CaseNumber, Moment, Recorded, Timestamp};
use ledger::{Idempotency, Row};

/// A rating in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatingRow {
    /// The number of its case.
    pub number: String,
    /// The matter's name.
    pub matter_name: String,
    /// The department that is rated.
    pub department: String,
    /// The newest stars.
    pub stars: i64,
    /// Where the rectification stands: `none`, `contact`, `put_right`, `call_back`, `recheck`, `closed`.
    pub stage: String,
    /// Until when the next thing is done; none where no clock runs.
    pub due_at: Option<Timestamp>,
    /// How many of its dates passed.
    pub overdue: i64,
    /// The appeal: empty, `open`, `upheld`, `dismissed`.
    pub appeal: String,
    /// When it was given.
    pub given_at: Option<Timestamp>,
}

/// One thing that happened to a rating.
pub type RatingLine = Recorded<RatingEvent>;

/// One rating for those who answer.
#[derive(Clone, Debug, PartialEq)]
pub struct RatingPage {
    /// The rating.
    pub rating: Rating,
    /// What happened, oldest first.
    pub story: Vec<RatingLine>,
    /// The matter's name.
    pub matter_name: String,
    /// The person's name and telephone; none where the name is hidden or was erased.
    pub person: Option<(String, Option<String>)>,
    /// Whether the caller may answer.
    pub may_answer: bool,
    /// Whether the caller may decide an appeal.
    pub may_judge: bool,
}

impl City {
    /// The ratings of the caller's units whose rectification runs or whose appeal is open, the soonest due first; with
    /// `closed` those that are done, the newest first.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] for who answers no rating.
    pub fn rating_list(
        &self,
        caller: &Caller,
        closed: bool,
        limit: u32,
        now: Timestamp,
    ) -> Result<Vec<RatingRow>, Problem> {
        caller.require(Action::AnswerRating)?;
        let sql = if closed { include_str!("closed.sql") } else { include_str!("open.sql") };
        let mut found = Vec::new();
        for unit in units(caller) {
            let rows = self.ledger().query(sql, &[unit.into(), i64::from(limit).into()])?;
            found.extend(rows.iter().map(row));
        }
        if closed {
            found.sort_by_key(|row: &RatingRow| std::cmp::Reverse(row.given_at));
        } else {
            found.sort_by_key(|row: &RatingRow| (row.due_at.is_none(), row.due_at));
        }
        found.truncate(limit as usize);
        self.log_list(caller, "ratings", found.len(), now)?;
        Ok(found)
    }

    /// One rating for those who answer; the read is logged.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for a rating of another unit.
    pub fn rating_page(
        &self,
        caller: &Caller,
        number: &CaseNumber,
        now: Timestamp,
    ) -> Result<RatingPage, Problem> {
        caller.require(Action::AnswerRating)?;
        let story = self.events::<RatingEvent>(&Rating::stream(number))?;
        let rating = Rating::fold(&story).ok_or(Problem::NotFound("rating"))?;
        let official = seat(caller, &rating, Action::AnswerRating)?;
        let (case, _) = self.case_inside(number)?;
        let purpose = "task".to_owned();
        self.log_read(caller, official.unit.as_str(), rating.person, number, "rating", purpose, now)?;
        let anonymous =
            matches!(story.first().map(|line| &line.event), Some(RatingEvent::Given { anonymous: true, .. }));
        let details = case.agent().unwrap_or(case.applicant()).details.get().filter(|_| !anonymous);
        let may_judge = seat(caller, &rating, Action::JudgeRating).is_ok();
        Ok(RatingPage {
            person: details.map(|details| (details.name.clone(), details.telephone.clone())),
            matter_name: case.terms().name.chinese.clone(),
            may_answer: true,
            rating,
            story,
            may_judge,
        })
    }

    /// Carries an order on the rectification of a rating out; `command` is made for the post of the caller.
    ///
    /// # Errors
    /// The refusal of the rules, or why the caller may not.
    pub fn order_rating(
        &self,
        caller: &Caller,
        number: &CaseNumber,
        moment: &Moment,
        idempotency: Option<&Idempotency>,
        command: impl Fn(Official) -> RatingCommand,
    ) -> Result<Rating, Problem> {
        let task = |work: &mut Work<'_>| {
            let stream = Rating::stream(number);
            let story = work.load::<RatingEvent>(&stream)?;
            let mut rating = Rating::fold(&story).ok_or(Problem::NotFound("rating"))?;
            let mut official = seat(caller, &rating, Action::AnswerRating)?;
            let due = rating.due_transitions(work.moment.now);
            due.iter().for_each(|(at, event)| rating.apply(event, *at));
            let mut order = command(official.clone());
            // Whoever has two posts in the unit judges in the one that may.
            if matches!(order, RatingCommand::DecideAppeal { .. }) {
                official = seat(caller, &rating, Action::JudgeRating)?;
                order = command(official.clone());
            }
            let content = work.city.content();
            let event = rating.decide(order, content.city_calendar()?, work.moment.now)?;
            work.append_at(&stream, &Actor::clock(), &due)?;
            let actor = Actor::staff(official.account, official.unit.clone());
            work.append(&stream, &actor, std::slice::from_ref(&event))?;
            if let Some(record) = idempotency {
                work.answer_with(record.clone());
            }
            rating.apply(&event, work.moment.now);
            tell_answer(work, number, &event)?;
            Ok(rating)
        };
        Ok(self.act(caller, moment, Action::AnswerRating, task)?.result)
    }

    /// Marks the dates of rectifications that passed; at most `limit`.
    pub(crate) fn mark_ratings(&self, moment: &Moment, limit: u32) -> DueRound {
        self.each_due(include_str!("alarms.sql"), moment, limit, |number| {
            let Ok(number) = number.parse::<CaseNumber>() else { return Ok(0) };
            let task = |work: &mut Work<'_>| {
                let stream = Rating::stream(&number);
                let rating = Rating::fold(&work.load::<RatingEvent>(&stream)?);
                let due = rating.map(|rating| rating.due_transitions(work.moment.now)).unwrap_or_default();
                work.append_at(&stream, &Actor::clock(), &due)?;
                Ok(u32::try_from(due.len()).unwrap_or(u32::MAX))
            };
            Ok(self.run(&Caller::system(), moment, task)?.result)
        })
    }
}

/// The post in which the caller meets a rating; a rating of another unit is not there for her.
fn seat(caller: &Caller, rating: &Rating, action: Action) -> Result<Official, Problem> {
    let mut own = caller.officials().into_iter().filter(|official| official.unit == rating.rated.department);
    let fits = |official: &Official| access::may(role_of_post(official.role), action);
    own.find(fits).ok_or(Problem::NotFound("rating"))
}

/// The units for whose ratings the caller answers, each once.
fn units(caller: &Caller) -> Vec<String> {
    let mut units = caller.units(&access::roles_for(Action::AnswerRating));
    units.sort();
    units.dedup();
    units.into_iter().map(|unit| unit.0).collect()
}

fn row(row: &Row) -> RatingRow {
    RatingRow {
        number: row.text(0).to_owned(),
        matter_name: row.text(1).to_owned(),
        department: row.text(2).to_owned(),
        stars: row.integer(3),
        stage: row.text(4).to_owned(),
        due_at: row.maybe_time(5),
        overdue: row.integer(6),
        appeal: row.text(7).to_owned(),
        given_at: row.maybe_time(8),
    }
}
