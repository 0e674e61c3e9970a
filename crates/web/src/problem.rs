//! What a page says when it cannot do what was asked: refusals, faults and the plain errors of HTTP.
//!
//! A handler returns `Err(Problem)`; [`show`] turns it into a page, or into problem details (RFC 9457) for programs.
//! A fault is logged there once, with its causes, and the person gets its reference number.

use std::error::Error;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, OnceLock};

use app::log::Level;
use axum::extract::Request;
use axum::http::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use futures_util::FutureExt;
use kernel::Refusal;
use serde_json::json;

use crate::doorplate::Doorplate;
use crate::frame::{PageFrame, Portal};
use crate::page::Page;
use crate::pages::problem::ProblemPage;
use crate::text::Text;

/// Why a request was not done.
#[derive(Debug)]
pub enum Problem {
    /// What was sent cannot be read as what it should be.
    Malformed,
    /// A program's request cannot be read; `why` is the reader's own sentence, with field or place.
    Unreadable {
        /// What the reader said.
        why: String,
    },
    /// A program sent another content type than the one that is read.
    WrongKind,
    /// Nobody is signed in, and the page is personal.
    SignInFirst,
    /// The person may not do this.
    Forbidden,
    /// There is nothing here, or nothing that this person may know of.
    NotFound,
    /// The form was opened on a state that has changed since.
    Stale,
    /// The upload is larger than allowed, in mebibytes.
    TooLarge {
        /// The limit.
        most_mib: u64,
    },
    /// A rule of the domain said no.
    Refused(Box<dyn Refusal + Send + Sync>),
    /// The storage is full: reading goes on, nothing that was sent is half written.
    Full,
    /// Too many requests; the person may try again after the wait.
    TooMany {
        /// The wait.
        wait_seconds: u32,
    },
    /// Something of ours broke; `doing` says what was being done.
    Fault {
        /// What was being done, for the log.
        doing: &'static str,
        /// What broke.
        cause: Box<dyn Error + Send + Sync>,
    },
}

/// A problem in the words of one language.
#[derive(Clone, Debug)]
pub struct Told {
    /// The status of the answer.
    pub status: StatusCode,
    /// The stable name of the problem, for programs.
    pub key: &'static str,
    /// What happened, in a few words.
    pub title: String,
    /// What happened, in a sentence.
    pub said: String,
    /// How to go on.
    pub next: Option<String>,
    /// The law behind a refusal.
    pub law: Option<&'static str>,
    /// The number under which a fault was logged.
    pub reference: Option<String>,
    /// For programs: which part of the request could not be read, as the reader said it.
    pub why: Option<String>,
}

impl Problem {
    /// A refusal of the domain.
    pub fn refused(refusal: impl Refusal + Send + Sync + 'static) -> Problem {
        Problem::Refused(Box::new(refusal))
    }

    /// A fault while `doing` something.
    pub fn fault(doing: &'static str, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Problem {
        Problem::Fault { doing, cause: cause.into() }
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Problem::Malformed | Problem::Unreadable { .. } => StatusCode::BAD_REQUEST,
            Problem::WrongKind => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Problem::SignInFirst => StatusCode::UNAUTHORIZED,
            Problem::Forbidden => StatusCode::FORBIDDEN,
            Problem::NotFound => StatusCode::NOT_FOUND,
            Problem::Stale => StatusCode::CONFLICT,
            Problem::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Problem::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Problem::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Problem::Full => StatusCode::INSUFFICIENT_STORAGE,
            Problem::Fault { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The problem in words.
    pub fn told(&self, t: Text) -> Told {
        match self {
            Problem::Malformed | Problem::WrongKind => self.plain(t, "problem-malformed"),
            Problem::Unreadable { why } => {
                Told { why: Some(why.clone()), ..self.plain(t, "problem-malformed") }
            }
            Problem::SignInFirst => self.plain(t, "problem-sign-in"),
            Problem::Forbidden => self.plain(t, "problem-forbidden"),
            Problem::NotFound => self.plain(t, "problem-not-found"),
            Problem::Stale => self.plain(t, "problem-stale"),
            Problem::Full => self.plain(t, "problem-full"),
            Problem::TooLarge { most_mib } => self.with(t, "problem-too-large", &[("most", most_mib)]),
            Problem::TooMany { wait_seconds } => {
                self.with(t, "problem-too-many", &[("seconds", wait_seconds)])
            }
            Problem::Fault { .. } => Told { reference: Some(reference()), ..self.plain(t, "problem-fault") },
            Problem::Refused(refusal) => {
                let words = t.refusal(refusal.as_ref());
                let next = words.next.or_else(|| t.side("problem-refused", "next", &[]));
                Told {
                    key: refusal.key(),
                    said: words.said,
                    next,
                    law: words.law,
                    ..self.plain(t, "problem-refused")
                }
            }
        }
    }

    /// The problem for a program, which sees no pages: the name stays, the words speak of requests.
    fn told_to_program(&self, t: Text) -> Told {
        let words = match self {
            Problem::Malformed | Problem::Unreadable { .. } => "problem-api-malformed",
            Problem::WrongKind => "problem-api-kind",
            Problem::SignInFirst => "problem-api-sign-in",
            Problem::Forbidden => "problem-api-forbidden",
            Problem::NotFound => "problem-api-not-found",
            Problem::Stale => "problem-api-stale",
            _ => return self.told(t),
        };
        let Told { key, why, .. } = self.told(t);
        Told { key, why, ..self.plain(t, words) }
    }

    fn plain(&self, t: Text, key: &'static str) -> Told {
        self.with(t, key, &[])
    }

    fn with(&self, t: Text, key: &'static str, values: &[(&str, &dyn crate::text::Value)]) -> Told {
        let said = t.side(key, "said", values).unwrap_or_default();
        let next = t.side(key, "next", values);
        Told {
            status: self.status(),
            key,
            title: t.with(key, values),
            said,
            next,
            law: None,
            reference: None,
            why: None,
        }
    }
}

impl IntoResponse for Problem {
    /// The status alone, with the problem beside it; [`show`] writes the words.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

impl Told {
    /// The problem as a page.
    pub fn page(self, frame: &PageFrame) -> Response {
        let status = self.status;
        ProblemPage { told: self }.answer_with(status, frame)
    }

    /// The problem as details for programs (RFC 9457).
    pub fn json(&self) -> Response {
        let body = json!({
            "type": format!("urn:yimen:{}", self.key),
            "title": self.title,
            "status": self.status.as_u16(),
            "detail": self.said,
            "next": self.next,
            "law": self.law,
            "reference": self.reference,
            "why": self.why,
        });
        let headers = [(CONTENT_TYPE, "application/problem+json"), (CACHE_CONTROL, "no-store")];
        (self.status, headers, body.to_string()).into_response()
    }
}

/// The layer around all portals: writes the page or the details of every problem, and turns a panic into a fault.
///
/// Who asks is known only behind the route: the handler's [`Desk`](crate::desk::Desk) leaves its frame in [`SeenFrame`],
/// so that a problem is told to the person who met it, among the doors that are open to this person.
pub(crate) async fn show(doorplate: Arc<Doorplate>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let headers = request.headers().clone();
    let is_page = request.method() == Method::GET;
    let seen = SeenFrame::default();
    request.extensions_mut().insert(seen.clone());
    let answered = AssertUnwindSafe(next.run(request)).catch_unwind().await;
    let mut response = answered
        .unwrap_or_else(|panic| Problem::fault("answering a request", panic_text(&*panic)).into_response());
    if Portal::of_path(&path) == Portal::Api {
        response = with_its_reason(response).await;
    }
    let sent = response.status();
    let Some(problem) = problem_of(&response) else { return response };
    let frame = seen.0.get().cloned().unwrap_or_else(|| PageFrame::of_request(doorplate, &path, &headers));
    if matches!(*problem, Problem::SignInFirst) && is_page && !wants_details(&frame, &headers) {
        return to_sign_in(&path);
    }
    let mut told =
        if frame.portal == Portal::Api { problem.told_to_program(frame.t) } else { problem.told(frame.t) };
    if frame.portal == Portal::Api && sent == StatusCode::METHOD_NOT_ALLOWED {
        told.status = sent;
    }
    log(&problem, &told, &path);
    let mut answer = if wants_details(&frame, &headers) { told.json() } else { told.page(&frame) };
    if frame.portal == Portal::Api && matches!(*problem, Problem::SignInFirst) {
        // RFC 9110 section 11.6.1: who is not let in is told with what to come.
        answer.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    if let Problem::TooMany { wait_seconds } = *problem {
        answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait_seconds));
    }
    answer
}

/// The frame of the page that was asked for, once it is known who asks.
#[derive(Clone, Default)]
pub(crate) struct SeenFrame(pub(crate) Arc<OnceLock<PageFrame>>);

/// A personal page begins with signing in and comes back to where the person was.
fn to_sign_in(path: &str) -> Response {
    let next: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
    Redirect::to(&format!("/sign-in?next={next}")).into_response()
}

/// The problem that a handler left, or the one that a bare error status of the framework means.
fn problem_of(response: &Response) -> Option<Arc<Problem>> {
    if let Some(problem) = response.extensions().get::<Arc<Problem>>() {
        return Some(Arc::clone(problem));
    }
    let kind =
        response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("text/plain");
    if !kind.starts_with("text/plain") {
        return None;
    }
    match response.status() {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Some(Arc::new(Problem::NotFound)),
        StatusCode::PAYLOAD_TOO_LARGE => Some(Arc::new(Problem::TooLarge { most_mib: 2 })),
        status if status.is_client_error() => Some(Arc::new(Problem::Malformed)),
        status if status.is_server_error() => {
            Some(Arc::new(Problem::fault("answering a request", status.to_string())))
        }
        _ => None,
    }
}

/// What the framework says of a request that it could not read, kept for the program that sent it.
async fn with_its_reason(response: Response) -> Response {
    let is_bare = response.extensions().get::<Arc<Problem>>().is_none();
    if !is_bare || response.status() != StatusCode::BAD_REQUEST {
        return response;
    }
    let said = axum::body::to_bytes(response.into_body(), 1024).await.unwrap_or_default();
    Problem::Unreadable { why: String::from_utf8_lossy(&said).into_owned() }.into_response()
}

fn wants_details(frame: &PageFrame, headers: &HeaderMap) -> bool {
    let accepts = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    frame.portal == Portal::Api || accepts.starts_with("application/json")
}

fn log(problem: &Problem, told: &Told, path: &str) {
    let (Problem::Fault { doing, cause }, Some(reference)) = (problem, &told.reference) else { return };
    let mut causes = cause.to_string();
    let mut deeper = cause.source();
    while let Some(error) = deeper {
        causes.push_str(": ");
        causes.push_str(&error.to_string());
        deeper = error.source();
    }
    let fields =
        [("reference", reference.as_str()), ("path", nameless(path)), ("doing", doing), ("cause", &causes)];
    app::log::log(Level::Error, "web", &fields);
}

/// The path without what must not be in a log: the query may name a person, a first link is a secret.
fn nameless(path: &str) -> &str {
    let path = path.split('?').next().unwrap_or_default();
    if path.starts_with("/sign-in/first/") { "/sign-in/first/…" } else { path }
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text =
        panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("a panic without words").to_owned()
}

/// Eight symbols that a person can say on the telephone: no 0, 1, I, O.
fn reference() -> String {
    const SYMBOLS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let mut bytes = [0_u8; 8];
    if getrandom::fill(&mut bytes).is_err() {
        return "--------".to_owned(); // the fault itself must still be shown
    }
    bytes.iter().map(|byte| char::from(SYMBOLS[usize::from(byte % 32)])).collect()
}

#[cfg(test)]
mod tests;
