//! Rating a case that is over, and putting a bad rating right, for programs (practice.md 13).

use super::cases::number_of;
use super::entry::{Entry, need_scope};
use super::office::{Office, OfficeStep};
use super::once::once;
use super::step_body::{Fact, FactKind, StepBody, needed, note, perhaps, text};
use super::told::refuse;
use crate::desk::Desk;
use crate::problem::Problem;
use app::ratings::{RatingDoor, RatingWords};
use app::{Answer, Caller, City};
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use cases::{Rating, RatingCommand, Remedied, Said};
use kernel::{CaseNumber, Moment, Timestamp};
use serde_json::{Value, json};

/// The routes of rating; idempotency keys are kept by them and differ by path.
const GIVE: &str = "/api/v1/cases/{number}/rating";
const ORDER: &str = "/api/v1/cases/{number}/rating/{step}";

/// The facts of a rating and of its addition.
pub(super) const WORDS: &[Fact] = &[
    needed("stars", FactKind::Number),
    perhaps("tags", FactKind::List),
    note("text"),
    perhaps("anonymous", FactKind::YesNo),
];

/// What those who answer for a rating do with it.
pub(super) static OFFICE: Office<RatingCommand> = Office {
    route: ORDER,
    steps: STEPS,
    href,
    order: |city, caller, number, moment, record, make| {
        city.order_rating(caller, number, moment, record, make).map(drop)
    },
};

/// The table.
pub(super) const STEPS: &[OfficeStep<RatingCommand>] = &[
    OfficeStep {
        path: "contact",
        facts: &[text("note"), perhaps("complex", FactKind::YesNo)],
        make: |body| {
            let (note, complex) = (body.read::<String>("note")?, body.or_empty("complex")?);
            Ok(Box::new(move |by| RatingCommand::Contact { note: note.clone(), complex, by }))
        },
    },
    OfficeStep {
        path: "answer",
        facts: &[text("remedied"), text("text")],
        make: |body| {
            let (remedied, text) = (body.read::<Remedied>("remedied")?, body.read::<String>("text")?);
            Ok(Box::new(move |by| RatingCommand::Answer { remedied, text: text.clone(), by }))
        },
    },
    OfficeStep {
        path: "call-back",
        facts: &[needed("content", FactKind::YesNo), text("note")],
        make: |body| {
            let (content, note) = (body.read("content")?, body.read::<String>("note")?);
            Ok(Box::new(move |by| RatingCommand::CallBack { content, note: note.clone(), by }))
        },
    },
    OfficeStep {
        path: "recheck",
        facts: &[needed("right", FactKind::YesNo), text("note")],
        make: |body| {
            let (right, note) = (body.read("right")?, body.read::<String>("note")?);
            Ok(Box::new(move |by| RatingCommand::Recheck { right, note: note.clone(), by }))
        },
    },
    OfficeStep {
        path: "appeal",
        facts: &[text("grounds")],
        make: |body| {
            let grounds = body.read::<String>("grounds")?;
            Ok(Box::new(move |by| RatingCommand::Appeal { grounds: grounds.clone(), by }))
        },
    },
    OfficeStep {
        path: "appeal-decision",
        facts: &[needed("upheld", FactKind::YesNo), text("reasons")],
        make: |body| {
            let (upheld, reasons) = (body.read("upheld")?, body.read::<String>("reasons")?);
            Ok(Box::new(move |by| RatingCommand::DecideAppeal { upheld, reasons: reasons.clone(), by }))
        },
    },
];

/// `GET /api/v1/cases/{number}/rating`: for who rated, and for those who answer.
pub(super) async fn one(desk: Desk, Path(number): Path<String>) -> Result<Json<Value>, Problem> {
    need_scope(&desk, "cases:read")?;
    let number = number_of(&number)?;
    let found = desk.ask(move |city, caller, moment| {
        if caller.officials().is_empty() {
            let found = city.rateable_case(caller, &number, &RatingDoor::SignedIn, moment.now)?;
            let rating = found.rating.ok_or(app::Problem::NotFound("rating"))?;
            return Ok(whole(&number, &rating, found.answers));
        }
        let found = city.rating_page(caller, &number, moment.now)?;
        Ok(whole(&number, &found.rating, Vec::new()))
    });
    Ok(Json(found.await?))
}

/// `POST /api/v1/cases/{number}/rating`: once, by the applicant or who acts for her.
pub(super) async fn give(desk: Desk, Path(number): Path<String>, entry: Entry) -> Result<Response, Problem> {
    say(&desk, &number, entry, GIVE, |city, caller, number, words, moment, record| {
        city.rate(caller, number, &RatingDoor::SignedIn, words, moment, record)
    })
    .await
}

/// `POST /api/v1/cases/{number}/rating/addition`: once.
pub(super) async fn add(desk: Desk, Path(number): Path<String>, entry: Entry) -> Result<Response, Problem> {
    say(&desk, &number, entry, ORDER, |city, caller, number, words, moment, record| {
        city.add_to_rating(caller, number, &RatingDoor::SignedIn, words, moment, record)
    })
    .await
}

type Saying = fn(
    &City,
    &Caller,
    &CaseNumber,
    &RatingWords,
    &Moment,
    Option<app::Idempotency>,
) -> Result<Rating, app::Problem>;

async fn say(
    desk: &Desk,
    number: &str,
    entry: Entry,
    route: &'static str,
    saying: Saying,
) -> Result<Response, Problem> {
    need_scope(desk, "cases:write")?;
    let number = number_of(number)?;
    let words = match StepBody::check(&entry.body, WORDS).and_then(|body| words(&body)) {
        Ok(words) => words,
        Err(problem) => return Ok(refuse(desk.frame.t, problem)),
    };
    let answer = once(desk, route, &entry, move |city, caller, moment, once| {
        let answer = Answer { status: 201, body: OFFICE.standing(&number) };
        saying(city, caller, &number, &words, moment, once.record(answer.clone()))?;
        Ok(answer)
    });
    Ok(answer.await)
}

fn words(body: &StepBody) -> Result<RatingWords, app::Problem> {
    Ok(RatingWords {
        stars: body.read("stars")?,
        tags: body.or_empty("tags")?,
        text: body.read("text")?,
        anonymous: body.or_empty("anonymous")?,
    })
}

/// `POST /api/v1/cases/{number}/rating/{step}`: by those who answer for the rating.
pub(super) async fn order(
    desk: Desk,
    Path(place): Path<(String, String)>,
    entry: Entry,
) -> Result<Response, Problem> {
    OFFICE.take(&desk, place, entry).await
}

fn href(number: &CaseNumber) -> String {
    format!("/api/v1/cases/{number}/rating")
}

fn whole(number: &CaseNumber, rating: &Rating, answers: Vec<(Timestamp, String)>) -> Value {
    let answers: Vec<Value> =
        answers.into_iter().map(|(at, text)| json!({ "at": at, "text": text })).collect();
    let added = rating.added.as_ref().map(|(words, at)| said(words, *at));
    let task = rating.rectification.as_ref().map(|task| {
        json!({
            "stage": task.stage.code(),
            "due": task.due().map(|due| due.at),
            "overdue": task.overdue,
            "appeal": task.appeal.as_ref().map(|appeal| json!({ "upheld": appeal.upheld })),
        })
    });
    json!({
        "number": number, "rating": said(&rating.said, rating.at), "addition": added, "answers": answers,
        "rectification": task, "href": href(number),
    })
}

fn said(said: &Said, at: Timestamp) -> Value {
    let text = said.text.as_ref().map(|text| text.text().to_owned());
    json!({ "stars": said.stars, "tags": said.tags, "text": text, "at": at })
}
