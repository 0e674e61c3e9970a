//! What a form sent: texts by field. A form without the session's token, or from another site, is not read.

use crate::desk::ExpectedToken;
use crate::problem::Problem;
use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use std::collections::BTreeMap;

/// The greatest body of a form without files.
const BODY_MAX: usize = 2 * 1024 * 1024;

/// The fields of a form, in the order of their names.
#[derive(Clone, Debug, Default)]
pub struct Sent(pub BTreeMap<String, Vec<String>>);

impl Sent {
    /// The one text of a field; empty if it was not sent.
    pub fn one(&self, field: &str) -> &str {
        self.0.get(field).and_then(|texts| texts.first()).map_or("", String::as_str)
    }

    /// The one text of a field, none if it is empty.
    pub fn some(&self, field: &str) -> Option<String> {
        let text = self.one(field).trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// All texts of a field.
    pub fn many(&self, field: &str) -> &[String] {
        self.0.get(field).map_or(&[], Vec::as_slice)
    }

    /// Whether a box is ticked.
    pub fn ticked(&self, field: &str) -> bool {
        !self.one(field).is_empty()
    }

    /// The fields whose names begin with `prefix`, without it.
    pub fn below(&self, prefix: &str) -> BTreeMap<String, Vec<String>> {
        let below = |(name, texts): (&String, &Vec<String>)| {
            Some((name.strip_prefix(prefix)?.to_owned(), texts.clone()))
        };
        self.0.iter().filter_map(below).collect()
    }
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        check_site(&parts.headers)?;
        let body = to_bytes(body, BODY_MAX).await.map_err(|_| Problem::TooLarge { most_mib: 2 })?;
        let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, text) in form_urlencoded::parse(&body) {
            fields.entry(name.into_owned()).or_default().push(text.into_owned());
        }
        let sent = Sent(fields);
        check_token(parts.extensions.get::<ExpectedToken>(), sent.one("csrf"))?;
        Ok(sent)
    }
}

/// A form of a session carries the session's token.
///
/// # Errors
/// [`Problem::Stale`]: the session began anew since the form was opened; what was typed is kept by the browser.
pub(crate) fn check_token(expected: Option<&ExpectedToken>, token: &str) -> Result<(), Problem> {
    match expected {
        Some(ExpectedToken(Some(expected))) if expected != token => Err(Problem::Stale),
        _ => Ok(()),
    }
}

/// A form comes from our own pages.
///
/// # Errors
/// [`Problem::Forbidden`] when the browser says that another site sent it.
pub(crate) fn check_site(headers: &HeaderMap) -> Result<(), Problem> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        let own = matches!(site, "same-origin" | "none");
        return if own { Ok(()) } else { Err(Problem::Forbidden) };
    }
    match (text("origin"), text("host")) {
        (Some(origin), Some(host)) if origin.split("://").nth(1) != Some(host) => Err(Problem::Forbidden),
        _ => Ok(()),
    }
}
