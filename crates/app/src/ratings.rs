//! Rating a case after its end (好差评, practice.md 13): once, and one addition; a bad rating is put right by others.

mod desk; // those who answer

pub use desk::{RatingLine, RatingPage, RatingRow};

use crate::processes::{Telling, addressee_of, tell};
use crate::{Action, Caller, City, Problem, Work};
use ::cases::{Case, CaseEvent, GiveRating, Rated, Rating, RatingChannel, RatingEvent, Stars};
use kernel::{Actor, CaseNumber, DomainEvent, Moment, Timestamp};
use ledger::Idempotency;
use notices::Occasion;

/// Through which door somebody comes to a case that is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RatingDoor {
    /// Signed in, as the applicant or by mandate.
    SignedIn,
    /// By number and query code, without an account.
    ByCode(String),
}

/// A rating as a person gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatingWords {
    /// One to five stars.
    pub stars: u8,
    /// Numbers of tags of these stars.
    pub tags: Vec<u16>,
    /// In own words.
    pub text: Option<String>,
    /// Whether the name is hidden from the unit that is rated.
    pub anonymous: bool,
}

/// A case with its rating, as who rates sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct RateableCase {
    /// The case.
    pub case: Case,
    /// The rating so far.
    pub rating: Option<Rating>,
    /// The answers so far, newest last.
    pub answers: Vec<(Timestamp, String)>,
}

impl City {
    /// The rating of a case as it stands, for processes and tests.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn rating_of(&self, number: &CaseNumber) -> Result<Option<Rating>, Problem> {
        Ok(Rating::fold(&self.events::<RatingEvent>(&Rating::stream(number))?))
    }

    /// The case and its rating, for who may rate it.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for a wrong code or a case of somebody else; [`Problem::Forbidden`] for staff.
    pub fn rateable_case(
        &self,
        caller: &Caller,
        number: &CaseNumber,
        door: &RatingDoor,
        now: Timestamp,
    ) -> Result<RateableCase, Problem> {
        self.may_rate(caller, number, door, now)?;
        let (case, _) = self.case_inside(number)?;
        let events = self.events::<RatingEvent>(&Rating::stream(number))?;
        let answer = |recorded: &kernel::Recorded<RatingEvent>| match &recorded.event {
            RatingEvent::Answered { text, .. } => Some((recorded.at, text.text().to_owned())),
            RatingEvent::AppealDecided { reasons, .. } => Some((recorded.at, reasons.text().to_owned())),
            _ => None,
        };
        let answers = events.iter().filter_map(answer).collect();
        Ok(RateableCase { case, rating: Rating::fold(&events), answers })
    }

    /// Rates a case that is over.
    ///
    /// # Errors
    /// The refusal of the rules, or why the caller may not: staff never rates.
    pub fn rate(
        &self,
        caller: &Caller,
        number: &CaseNumber,
        door: &RatingDoor,
        words: &RatingWords,
        moment: &Moment,
        idempotency: Option<Idempotency>,
    ) -> Result<Rating, Problem> {
        self.may_rate(caller, number, door, moment.now)?;
        let channel =
            if *door == RatingDoor::SignedIn { RatingChannel::Desktop } else { RatingChannel::Code };
        let task = |work: &mut Work<'_>| {
            let (case, _) = work.case(number)?;
            let stream = Rating::stream(number);
            let former = Rating::fold(&work.load::<RatingEvent>(&stream)?);
            let content = work.city.content();
            let calendar = content.city_calendar()?;
            let given = GiveRating {
                rated: self.rated(&case)?,
                person: case.person(),
                stars: Stars::try_from(words.stars)?,
                tags: words.tags.clone(),
                text: words.text.clone(),
                anonymous: words.anonymous,
                channel,
                settings: work.city.settings().rating,
            };
            let event = Rating::give(given, Some(&case), former.as_ref(), calendar, work.moment.now)?;
            self.keep(work, &stream, event, idempotency.as_ref())
        };
        Ok(self.run(caller, moment, task)?.result)
    }

    /// Adds to a rating, once (追评).
    ///
    /// # Errors
    /// The refusal of the rules, [`Problem::NotFound`] where nothing was rated, or why the caller may not.
    pub fn add_to_rating(
        &self,
        caller: &Caller,
        number: &CaseNumber,
        door: &RatingDoor,
        words: &RatingWords,
        moment: &Moment,
        idempotency: Option<Idempotency>,
    ) -> Result<Rating, Problem> {
        self.may_rate(caller, number, door, moment.now)?;
        let task = |work: &mut Work<'_>| {
            let stream = Rating::stream(number);
            let kept =
                Rating::fold(&work.load::<RatingEvent>(&stream)?).ok_or(Problem::NotFound("rating"))?;
            let content = work.city.content();
            let stars = Stars::try_from(words.stars)?;
            let (tags, text) = (words.tags.clone(), words.text.clone());
            let event = kept.add(stars, tags, text, content.city_calendar()?, work.moment.now)?;
            self.keep(work, &stream, event, idempotency.as_ref())
        };
        Ok(self.run(caller, moment, task)?.result)
    }

    fn keep(
        &self,
        work: &mut Work<'_>,
        stream: &kernel::StreamId,
        event: RatingEvent,
        idempotency: Option<&Idempotency>,
    ) -> Result<Rating, Problem> {
        let mut recorded = work.load::<RatingEvent>(stream)?;
        let actor = work.caller.account.map_or_else(Actor::system, Actor::applicant);
        work.append(stream, &actor, std::slice::from_ref(&event))?;
        if let Some(record) = idempotency {
            work.answer_with(record.clone());
        }
        let position = recorded.len() as u64 + 1;
        let at = work.moment.now;
        recorded.push(kernel::Recorded { stream: stream.clone(), position, at, actor, event });
        Rating::fold(&recorded).ok_or_else(|| Problem::fault("rating a case", "the first event is no rating"))
    }

    /// Who rates is the applicant or who holds the code, and never staff (practice.md 13).
    fn may_rate(
        &self,
        caller: &Caller,
        number: &CaseNumber,
        door: &RatingDoor,
        now: Timestamp,
    ) -> Result<(), Problem> {
        if !caller.postings.is_empty() || caller.administrator.is_some() {
            return Err(Problem::Forbidden(Action::Rate));
        }
        match door {
            RatingDoor::SignedIn => self.seat(caller, number, Action::Rate).map(drop),
            RatingDoor::ByCode(code) => self.check_query_code(number, code, now),
        }
    }

    /// What is rated: window and staff number stay attached (practice.md 13).
    fn rated(&self, case: &Case) -> Result<Rated, Problem> {
        let events = self.events::<CaseEvent>(&Case::stream(case.number()))?;
        let handed = events.iter().rev().find_map(|recorded| match &recorded.event {
            CaseEvent::Delivered(handed) => handed.by.clone(),
            _ => None,
        });
        Ok(Rated {
            case: Some(case.number().clone()),
            matter: Some(case.terms().matter.clone()),
            department: case.terms().department.clone(),
            window: case.via().window.clone(),
            served_by: handed.or_else(|| case.via().official.clone()),
        })
    }
}

/// Tells the person that the rating was answered.
fn tell_answer(work: &mut Work<'_>, number: &CaseNumber, event: &RatingEvent) -> Result<(), Problem> {
    let (RatingEvent::Answered { text, .. } | RatingEvent::AppealDecided { reasons: text, .. }) = event
    else {
        return Ok(());
    };
    let (case, head) = work.case(number)?;
    let telling = Telling {
        occasion: Occasion::RatingAnswered,
        about: Some((number.clone(), head)),
        matter: case.terms().name.chinese.clone(),
        detail: text.get().cloned(),
        stream: Rating::stream(number),
        key: format!("{number}-{}-{}", event.name(), work.moment.now.as_microsecond()),
        from: work.moment.now,
        expires: None,
    };
    tell(work, &addressee_of(&case), &telling)
}
