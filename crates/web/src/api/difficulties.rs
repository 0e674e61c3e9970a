//! "Cannot get it done" (办不成事) for programs: reported, read, led to an answer.

use super::cases::number_of;
use super::entry::{Entry, need_scope};
use super::office::{Office, OfficeStep};
use super::once::once;
use super::step_body::{Fact, FactKind, StepBody, needed, note, text};
use super::told::refuse;
use crate::desk::Desk;
use crate::problem::Problem;
use app::difficulties::{DifficultyReport, DifficultyRow, OwnDifficulty, Reported, Reporter};
use app::{Answer, Caller, FieldProblem};
use axum::Json;
use axum::extract::{Path, Query};
use axum::response::Response;
use cases::{Closing, Difficulty, DifficultyCommand, DifficultyStage, Official};
use kernel::{CaseNumber, MatterCode};
use serde::Deserialize;
use serde_json::{Value, json};

/// The routes of difficulties; idempotency keys are kept by them and differ by path.
const REPORT: &str = "/api/v1/difficulties";
const ORDER: &str = "/api/v1/difficulties/{number}/{step}";
/// How many difficulties an answer holds at most.
const ROWS_MAX: u32 = 100;

/// The facts of a report.
pub(super) const FACTS: &[Fact] =
    &[text("reason"), note("case"), note("matter"), note("name"), note("telephone")];

/// What those who lead do with a difficulty.
static OFFICE: Office<DifficultyCommand> = Office {
    route: ORDER,
    steps: STEPS,
    href: |number| href(number),
    order: |city, caller, number, moment, record, make| {
        city.order_difficulty(caller, number, moment, record, make).map(drop)
    },
};

/// The table.
pub(super) const STEPS: &[OfficeStep<DifficultyCommand>] = &[
    OfficeStep {
        path: "lead",
        facts: &[],
        make: |_| {
            Ok(Box::new(|by: Official| DifficultyCommand::NameLeader { leader: by.clone(), by: Some(by) }))
        },
    },
    OfficeStep {
        path: "measure",
        facts: &[text("text")],
        make: |body| {
            let text = body.read::<String>("text")?;
            Ok(Box::new(move |by| DifficultyCommand::Measure { text: text.clone(), by }))
        },
    },
    OfficeStep {
        path: "close",
        facts: &[text("how"), text("text"), text("root_cause")],
        make: |body| {
            let (closing, root_cause) = (closing(body)?, body.read("root_cause")?);
            Ok(Box::new(move |by| DifficultyCommand::Close { closing: closing.clone(), root_cause, by }))
        },
    },
    OfficeStep {
        path: "follow-up",
        facts: &[needed("content", FactKind::YesNo), text("note")],
        make: |body| {
            let (content, note) = (body.read("content")?, body.read::<String>("note")?);
            Ok(Box::new(move |by| DifficultyCommand::FollowUp { content, note: note.clone(), by }))
        },
    },
];

/// There is no way to close with a bare no.
fn closing(body: &StepBody) -> Result<Closing, app::Problem> {
    let text = body.read("text")?;
    Ok(match body.read::<String>("how")?.as_str() {
        "solved" => Closing::Solved { solution: text },
        "other_path" => Closing::OtherPath { path: text },
        "explained" => Closing::Explained { explanation: text },
        _ => return Err(app::Problem::Fields(vec![FieldProblem::new("how", "field-api-shape")])),
    })
}

/// Which part of the list.
#[derive(Deserialize)]
pub(super) struct Part {
    #[serde(default)]
    closed: bool,
    limit: Option<u32>,
}

/// `GET /api/v1/difficulties`: one's own, newest first, or those of one's units, the soonest due first.
pub(super) async fn list(desk: Desk, Query(part): Query<Part>) -> Result<Json<Value>, Problem> {
    need_scope(&desk, "cases:read")?;
    let limit = part.limit.unwrap_or(ROWS_MAX).clamp(1, ROWS_MAX);
    let items = desk.ask(move |city, caller, moment| {
        if caller.applicant().is_some() {
            let own = city.own_difficulties(caller, limit)?;
            return Ok(own.iter().map(own_row).collect::<Vec<_>>());
        }
        let rows = city.difficulty_list(caller, part.closed, limit, moment.now)?;
        Ok(rows.iter().map(desk_row).collect())
    });
    Ok(Json(json!({ "items": items.await?, "next": null })))
}

/// `GET /api/v1/difficulties/{number}`.
pub(super) async fn one(desk: Desk, Path(number): Path<String>) -> Result<Json<Value>, Problem> {
    need_scope(&desk, "cases:read")?;
    let number = number_of(&number)?;
    let found = desk.ask(move |city, caller, moment| {
        if caller.applicant().is_some() {
            return city.own_difficulty(caller, &number);
        }
        Ok(city.difficulty_page(caller, &number, moment.now)?.found)
    });
    Ok(Json(whole(&found.await?)))
}

/// `POST /api/v1/difficulties`: 201 with number, query code and who leads it until when.
pub(super) async fn report(desk: Desk, entry: Entry) -> Result<Response, Problem> {
    need_scope(&desk, "cases:write")?;
    let read = StepBody::check(&entry.body, FACTS).and_then(|body| report_of(&body, &desk.caller));
    let report = match read {
        Ok(report) => report,
        Err(problem) => return Ok(refuse(desk.frame.t, problem)),
    };
    let answer = once(&desk, REPORT, &entry, move |city, caller, moment, once| {
        let made = |reported: &Reported| {
            let body = reported_words(reported).to_string().into_bytes();
            Answer { status: 201, body }
        };
        let reported =
            city.report_difficulty(caller, &report, moment, |reported| once.record(made(reported)))?;
        Ok(made(&reported))
    });
    Ok(answer.await)
}

/// Applicants report for themselves, windows for the person whose case it is, everybody else for a person with a name
/// and a telephone.
fn report_of(body: &StepBody, caller: &Caller) -> Result<DifficultyReport, app::Problem> {
    let text = |name: &str| body.read::<Option<String>>(name);
    let case = text("case")?.map(|number| number.parse::<CaseNumber>()).transpose();
    let case = case.map_err(|_| app::Problem::Fields(vec![FieldProblem::new("case", "field-api-shape")]))?;
    let reporter = match (caller.applicant(), &case) {
        (Some(_), _) => Reporter::Caller,
        (None, Some(_)) => Reporter::AtCounter(None),
        (None, None) => Reporter::Guest {
            name: text("name")?.unwrap_or_default(),
            telephone: text("telephone")?.unwrap_or_default(),
        },
    };
    let matter = text("matter")?.map(MatterCode);
    Ok(DifficultyReport { reporter, case, matter, reason: body.read("reason")? })
}

/// `POST /api/v1/difficulties/{number}/{step}`: by those who lead.
pub(super) async fn order(
    desk: Desk,
    Path(place): Path<(String, String)>,
    entry: Entry,
) -> Result<Response, Problem> {
    OFFICE.take(&desk, place, entry).await
}

fn href(number: impl std::fmt::Display) -> String {
    format!("/api/v1/difficulties/{number}")
}

fn reported_words(reported: &Reported) -> Value {
    let leader = reported.difficulty.leader.as_ref().map(|leader| &leader.unit);
    json!({
        "number": reported.number, "query_code": reported.query_code, "leader": { "unit": leader },
        "due": reported.difficulty.due.at, "href": href(&reported.number),
    })
}

const fn stage(difficulty: &Difficulty) -> &'static str {
    if matches!(difficulty.stage, DifficultyStage::Open) { "open" } else { "closed" }
}

fn own_row(own: &OwnDifficulty) -> Value {
    json!({
        "number": own.number, "case": own.difficulty.case, "matter": own.difficulty.matter,
        "status": stage(&own.difficulty), "opened_at": own.difficulty.opened, "due_at": own.difficulty.due.at,
        "overdue": own.difficulty.overdue, "href": href(&own.number),
    })
}

fn desk_row(row: &DifficultyRow) -> Value {
    json!({
        "number": row.id, "case": row.case, "matter": row.matter, "applicant": row.applicant, "unit": row.unit,
        "own": row.own, "status": row.stage, "opened_at": row.opened_at, "due_at": row.due_at,
        "overdue": row.overdue, "measures": row.measures, "href": href(&row.id),
    })
}

fn whole(found: &OwnDifficulty) -> Value {
    let answers: Vec<Value> =
        found.answers.iter().map(|(at, text)| json!({ "at": at, "text": text })).collect();
    let leader = found.leader.as_ref().map(|(number, unit)| json!({ "staff_number": number, "unit": unit }));
    json!({
        "number": found.number, "case": found.difficulty.case, "matter": found.difficulty.matter,
        "status": stage(&found.difficulty), "reason": found.difficulty.reason.text(), "leader": leader,
        "opened_at": found.difficulty.opened, "due_at": found.difficulty.due.at,
        "overdue": found.difficulty.overdue, "answers": answers, "href": href(&found.number),
    })
}
