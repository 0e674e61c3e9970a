//! What was wrong, in problem details (RFC 9457): fields with key and sentence, keys used twice.

use crate::problem::Problem;
use crate::text::Text;
use app::FieldProblem;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use kernel::Refusal;
use serde_json::{Value, json};

/// A wrong field as something that can be told.
#[derive(Debug, thiserror::Error)]
#[error("the field {} is wrong", .0.field)]
struct Wrong(FieldProblem);

impl Refusal for Wrong {
    fn key(&self) -> &'static str {
        self.0.key
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        self.0.values.clone()
    }
}

/// The answer to a request that was not carried out.
pub(super) fn refuse(t: Text, problem: app::Problem) -> Response {
    match problem {
        app::Problem::Fields(fields) => {
            let errors: Vec<Value> = fields.into_iter().map(|field| of_field(t, field)).collect();
            details(t, StatusCode::UNPROCESSABLE_ENTITY, "problem-fields", Some(errors))
        }
        app::Problem::KeyReused => details(t, StatusCode::UNPROCESSABLE_ENTITY, "problem-key-reused", None),
        app::Problem::InFlight => details(t, StatusCode::CONFLICT, "problem-in-flight", None),
        other => Problem::from(other).into_response(),
    }
}

fn of_field(t: Text, field: FieldProblem) -> Value {
    let wrong = Wrong(field);
    let sentence = t.refusal(&wrong).said;
    let Wrong(FieldProblem { field, key, values }) = wrong;
    let values: serde_json::Map<String, Value> =
        values.into_iter().map(|(name, value)| (name.to_owned(), Value::String(value))).collect();
    json!({ "field": field, "key": key, "values": values, "sentence": sentence })
}

fn details(t: Text, status: StatusCode, key: &'static str, errors: Option<Vec<Value>>) -> Response {
    let body = json!({
        "type": format!("urn:yimen:{key}"),
        "title": t.msg(key),
        "status": status.as_u16(),
        "detail": t.side(key, "said", &[]),
        "next": t.side(key, "next", &[]),
        "errors": errors.unwrap_or_default(),
    });
    let headers = [(CONTENT_TYPE, "application/problem+json"), (CACHE_CONTROL, "no-store")];
    (status, headers, body.to_string()).into_response()
}
