//! What a program sends: a JSON object of limited size and depth, perhaps with an idempotency key.

use crate::desk::{Desk, ExpectedToken};
use crate::problem::Problem;
use crate::sent::{check_site, check_token};
use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// The greatest body; files do not travel here.
const BODY_MAX: usize = 1024 * 1024;
/// How deep objects and arrays may stand in each other: a form is flat, so this is ample.
const DEPTH_MAX: usize = 16;
/// The longest idempotency key.
const KEY_MAX: usize = 128;

/// A read request body.
pub(super) struct Entry {
    /// The object.
    pub body: Map<String, Value>,
    /// SHA-256 over path and body: what makes two requests the same.
    pub digest: [u8; 32],
    /// The client's key (`Idempotency-Key`).
    pub key: Option<String>,
}

impl<S: Send + Sync> FromRequest<S> for Entry {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let of_session = matches!(parts.extensions.get::<ExpectedToken>(), Some(ExpectedToken(Some(_))));
        if of_session {
            check_site(&parts.headers)?;
            check_token(parts.extensions.get::<ExpectedToken>(), header(&parts.headers, "x-csrf-token"))?;
        }
        let kind = header(&parts.headers, CONTENT_TYPE.as_str());
        if kind.split(';').next().unwrap_or_default().trim() != "application/json" {
            return Err(Problem::WrongKind);
        }
        let key = Entry::key_of(&parts.headers)?;
        let bytes = to_bytes(body, BODY_MAX).await.map_err(|_| Problem::TooLarge { most_mib: 1 })?;
        let digest = Entry::digest_of(parts.uri.path(), &bytes);
        Ok(Entry { body: object(&bytes)?, digest, key })
    }
}

impl Entry {
    /// The client's key for a request, if it has one.
    ///
    /// # Errors
    /// [`Problem::Unreadable`] for one that is too long or cannot be printed.
    pub(super) fn key_of(headers: &HeaderMap) -> Result<Option<String>, Problem> {
        let key = header(headers, "idempotency-key").trim();
        if KEY_MAX < key.len() || key.chars().any(char::is_control) {
            let why = format!("Idempotency-Key: at most {KEY_MAX} signs that can be printed");
            return Err(Problem::Unreadable { why });
        }
        Ok((!key.is_empty()).then(|| key.to_owned()))
    }

    /// What makes two requests at `place` with these bytes the same.
    pub(super) fn digest_of(place: &str, bytes: &[u8]) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(place.as_bytes());
        hash.update([0]);
        hash.update(bytes);
        hash.finalize().into()
    }
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> &'h str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The object in a body; an empty body is an empty object.
fn object(bytes: &[u8]) -> Result<Map<String, Value>, Problem> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(Map::new());
    }
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(object)) if object.values().all(|value| is_flat(value, DEPTH_MAX)) => Ok(object),
        Ok(_) => Err(unreadable(&format!("not an object, or deeper than {DEPTH_MAX}"))),
        Err(cause) => Err(unreadable(&cause.to_string())),
    }
}

fn unreadable(why: &str) -> Problem {
    Problem::Unreadable { why: format!("body: {why}") }
}

fn is_flat(value: &Value, left: usize) -> bool {
    match value {
        Value::Array(values) => 0 < left && values.iter().all(|value| is_flat(value, left - 1)),
        Value::Object(object) => 0 < left && object.values().all(|value| is_flat(value, left - 1)),
        _ => true,
    }
}

/// A token must carry the scope; a person in a browser needs none.
///
/// # Errors
/// [`Problem::Forbidden`] for a token without it.
pub(super) fn need_scope(desk: &Desk, scope: &str) -> Result<(), Problem> {
    let room = scope.split(':').next().unwrap_or(scope);
    match &desk.caller.scopes {
        Some(held) if !held.iter().any(|held| held == scope || held == room) => Err(Problem::Forbidden),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_that_is_too_deep_or_no_object_is_refused() {
        let deep = format!("{{\"a\":{}1{}}}", "[".repeat(17), "]".repeat(17));
        assert!(object(deep.as_bytes()).is_err());
        assert!(object(b"[1]").is_err() && object(b"{\"a\":").is_err());
        assert!(object(b"{\"a\":{\"b\":[1]}}").is_ok() && object(b" ").is_ok());
    }
}
