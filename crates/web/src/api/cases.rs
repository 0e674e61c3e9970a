//! Cases for programs: the list, one case, its receipt, and applying.

mod application; // an application as a program sends it

use super::entry::{Entry, need_scope};
use super::once::once;
use super::told::refuse;
use super::words;
use crate::desk::Desk;
use crate::problem::Problem;
use app::Answer;
use app::cases::{After, CaseFilter};
use app::desk::{DeskFilter, DeskPlace};
use axum::extract::{Path, Query};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use kernel::{CaseNumber, MatterCode};
use serde::Deserialize;

/// The route of applying; idempotency keys are kept by it.
const APPLY: &str = "/api/v1/cases";
/// How many cases a page holds at most.
const PAGE_MAX: u32 = 100;

/// Which part of the list.
#[derive(Deserialize)]
pub(super) struct Part {
    after: Option<String>,
    limit: Option<u32>,
    status: Option<String>,
    matter: Option<String>,
}

/// `GET /api/v1/cases`: one's own cases, or those of one's posts; newest first.
pub(super) async fn list(desk: Desk, Query(part): Query<Part>) -> Result<Response, Problem> {
    need_scope(&desk, "cases:read")?;
    let limit = part.limit.unwrap_or(PAGE_MAX).clamp(1, PAGE_MAX);
    let after = match part.after.as_deref().map(After::parse) {
        None => None,
        Some(Some(after)) => Some(after),
        Some(None) => return Ok(wrong_cursor(desk.frame.t)),
    };
    let (rows, next) = desk
        .look(move |city, caller, moment| {
            if !caller.officials().is_empty() {
                let place = after.map(|After { at, number }| DeskPlace { at, number });
                let filter = DeskFilter { status: part.status, matter: part.matter, ..DeskFilter::default() };
                let page = city.desk_list(caller, &filter, place.as_ref(), limit, moment.now)?;
                return Ok((page.rows, page.next.map(|place| place.cursor())));
            }
            if caller.applicant().is_none() {
                return Ok((Vec::new(), None));
            }
            let filter = CaseFilter { status: part.status, matter: part.matter.map(MatterCode) };
            let rows = city.own_cases(caller, &filter, &after.unwrap_or_else(After::start), limit)?;
            let next = rows.last().filter(|_| rows.len() == limit as usize).map(After::behind);
            Ok((rows, next))
        })
        .await?;
    Ok(json(words::list(&rows, next.as_deref())?))
}

/// An answer that is JSON text already.
fn json(text: Vec<u8>) -> Response {
    ([(CONTENT_TYPE, "application/json")], text).into_response()
}

/// A cursor that no list gave out: starting again from the first page would hide the mistake.
pub(super) fn wrong_cursor(t: crate::text::Text) -> Response {
    refuse(t, app::Problem::Fields(vec![app::FieldProblem::new("after", "field-api-cursor")]))
}

/// A case number as it stands in a path; a broken one is no case.
pub(super) fn number_of(path: &str) -> Result<CaseNumber, Problem> {
    path.parse().map_err(|_| Problem::NotFound)
}

/// `GET /api/v1/cases/{number}`.
pub(super) async fn one(desk: Desk, Path(number): Path<String>) -> Result<Response, Problem> {
    need_scope(&desk, "cases:read")?;
    let (number, t) = (number_of(&number)?, desk.frame.t);
    let case = desk
        .look(move |city, caller, moment| {
            let page = city.case_page(caller, &number, Some("api"), moment.now)?;
            words::whole(city, &page, t)
        })
        .await?;
    Ok(json(case))
}

/// `GET /api/v1/cases/{number}/receipt`: a file that proves what was recorded.
pub(super) async fn receipt(desk: Desk, Path(number): Path<String>) -> Result<Response, Problem> {
    need_scope(&desk, "cases:read")?;
    let number = number_of(&number)?;
    let name = format!("attachment; filename=\"{number}.json\"");
    let text = desk.ask(move |city, caller, moment| city.case_receipt(caller, &number, moment.now)).await?;
    Ok(([(CONTENT_TYPE, "application/json".to_owned()), (CONTENT_DISPOSITION, name)], text).into_response())
}

/// `POST /api/v1/cases`: 201 with number, status and due date.
pub(super) async fn apply(desk: Desk, entry: Entry) -> Result<Response, Problem> {
    need_scope(&desk, "cases:write")?;
    let t = desk.frame.t;
    let body = match application::Sent::read(&entry.body) {
        Ok(body) => body,
        Err(fields) => return Ok(refuse(t, app::Problem::Fields(fields))),
    };
    let answer = once(&desk, APPLY, &entry, move |city, caller, moment, once| {
        let application = body.application(city, caller)?;
        let made = |case: &app::cases::Case| -> Result<Answer, app::Problem> {
            let body = words::standing(city, case, t)?;
            Ok(Answer { status: 201, body })
        };
        let submitted = city.submit(caller, &application, moment, |case| once.kept(|| made(case).ok()))?;
        made(&submitted.case)
    });
    Ok(answer.await)
}
