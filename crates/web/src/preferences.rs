//! The switches of language and accessibility: they work as plain forms and links, and set a cookie.

use std::sync::Arc;

use axum::extract::{Path, Query};
use axum::http::header::{LOCATION, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use serde::Deserialize;

use crate::doorplate::Doorplate;
use crate::frame::{LANGUAGE_COOKIE, Preferences, language_named};
use crate::problem::Problem;

const VIEW_COOKIE: &str = "yimen-view";
const SECONDS_IN_A_YEAR: u32 = 365 * 24 * 60 * 60;

/// The routes `/language/{tag}` and `/preferences`.
pub(crate) fn routes(doorplate: Arc<Doorplate>) -> Router {
    let secure = doorplate.secure;
    Router::new()
        .route("/language/{tag}", get(move |tag, query| choose_language(secure, tag, query)))
        .route("/preferences", post(move |headers, form| choose_view(secure, headers, form)))
}

#[derive(Deserialize)]
struct Back {
    #[serde(default)]
    back: String,
}

async fn choose_language(
    secure: bool,
    Path(tag): Path<String>,
    Query(query): Query<Back>,
) -> Result<Response, Problem> {
    let language = language_named(&tag).ok_or(Problem::NotFound)?;
    Ok(remember(secure, LANGUAGE_COOKIE, language.tag(), &query.back))
}

async fn choose_view(
    secure: bool,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    if !is_own_page(&headers) {
        return Err(Problem::Forbidden);
    }
    let resets = values_of(&fields, "reset").next().is_some();
    let words: Vec<&str> =
        if resets { vec![] } else { values_of(&fields, "size").chain(values_of(&fields, "mode")).collect() };
    let back = values_of(&fields, "back").next().unwrap_or_default();
    Ok(remember(secure, VIEW_COOKIE, &Preferences::read(&words.join(".")).write(), back))
}

fn values_of<'f>(fields: &'f [(String, String)], name: &'f str) -> impl Iterator<Item = &'f str> {
    fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
}

fn remember(secure: bool, name: &str, value: &str, back: &str) -> Response {
    let guarded = if secure { "; Secure" } else { "" };
    // Not HttpOnly: the switch panel writes the same cookie without a round trip.
    let cookie = format!("{name}={value}; Path=/; Max-Age={SECONDS_IN_A_YEAR}; SameSite=Lax{guarded}");
    (StatusCode::SEE_OTHER, [(LOCATION, own_path(back).to_owned()), (SET_COOKIE, cookie)]).into_response()
}

/// `back` if it is a path of ours, else the front page: a link must not lead elsewhere (CWE-601).
pub fn own_path(back: &str) -> &str {
    let is_path =
        back.starts_with('/') && !back.starts_with("//") && !back.contains(['\\', '\r', '\n', '\t']);
    if is_path && back.is_ascii() { back } else { "/" }
}

/// Whether a form was sent from a page of ours, by what the browser says of its origin.
pub fn is_own_page(headers: &HeaderMap) -> bool {
    const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
    if let Some(site) = headers.get(SITE) {
        return site == "same-origin" || site == "none";
    }
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    match (text(ORIGIN), text(axum::http::header::HOST)) {
        (None, _) => true,
        (Some(origin), host) => {
            origin.parse::<Uri>().ok().and_then(|uri| uri.authority().map(|a| a.to_string())).as_deref()
                == host
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_back_never_leads_to_another_site() {
        assert_eq!(own_path("/my/cases?page=2"), "/my/cases?page=2");
        for elsewhere in ["//evil.example", "https://evil.example", "/\\evil.example", "", "/a\r\nb"] {
            assert_eq!(own_path(elsewhere), "/");
        }
    }

    #[test]
    fn a_form_from_another_site_is_recognised() {
        let of = |pairs: &[(&'static str, &'static str)]| {
            is_own_page(
                &pairs.iter().map(|(n, v)| (n.parse().expect("name"), v.parse().expect("value"))).collect(),
            )
        };
        assert!(of(&[("sec-fetch-site", "same-origin")]));
        assert!(!of(&[("sec-fetch-site", "cross-site")]));
        assert!(of(&[("origin", "http://localhost:8080"), ("host", "localhost:8080")]));
        assert!(!of(&[("origin", "http://evil.example"), ("host", "localhost:8080")]));
    }
}
