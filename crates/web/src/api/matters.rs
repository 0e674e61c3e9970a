//! What can be applied for: the published matters.

use super::cases::wrong_cursor;
use crate::desk::Desk;
use crate::problem::Problem;
use app::{PublishedMatter, Resolved};
use axum::Json;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde_json::{Value, json};

/// How many matters a page holds at most.
const PAGE_MAX: usize = 100;

/// Which part of the list.
#[derive(Deserialize)]
pub(super) struct Part {
    after: Option<String>,
    limit: Option<usize>,
}

/// `GET /api/v1/matters`: in the order of their codes.
pub(super) async fn list(desk: Desk, Query(part): Query<Part>) -> Response {
    let content = desk.city.content();
    let after = part.after.unwrap_or_default();
    if !after.is_empty() && desk.city.resolve_matter(&after).is_err() {
        return wrong_cursor(desk.frame.t);
    }
    let limit = part.limit.unwrap_or(PAGE_MAX).clamp(1, PAGE_MAX);
    let behind =
        |published: &&std::sync::Arc<PublishedMatter>| after.as_str() < published.matter.code.as_str();
    let mut found: Vec<_> = content.matters.values().filter(behind).take(limit + 1).collect();
    let more = limit < found.len();
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| last.matter.code.as_str().to_owned());
    let items: Vec<Value> = found.iter().map(|published| line(published)).collect();
    Json(json!({ "items": items, "next": next })).into_response()
}

fn line(published: &PublishedMatter) -> Value {
    let matter = &published.matter;
    json!({
        "code": matter.code,
        "version": published.version,
        "name": matter.name,
        "department": matter.department,
        "regime": matter.regime,
        "audiences": matter.audiences,
        "limits": matter.limits,
        "href": format!("/api/v1/matters/{}", matter.code.as_str()),
    })
}

/// `GET /api/v1/matters/{code}`: everything that the version in force says; an official code or the code of a matter
/// with a successor leads on.
pub(super) async fn one(desk: Desk, Path(code): Path<String>) -> Result<Response, Problem> {
    match desk.city.resolve_matter(&code)? {
        Resolved::Current(published) => {
            let body = json!({
                "version": published.version,
                "since": published.since,
                "guide": format!("/matters/{}", published.matter.code.as_str()),
                "matter": *published.matter,
            });
            Ok(Json(body).into_response())
        }
        Resolved::Withdrawn(Some(successor)) => {
            Ok(Redirect::permanent(&format!("/api/v1/matters/{}", successor.as_str())).into_response())
        }
        Resolved::Withdrawn(None) => Err(Problem::NotFound),
    }
}
