//! The same request twice: it is carried out once and answered alike (`Idempotency-Key`, practice.md 10).
//!
//! A key belongs to one account and one route template for 24 hours; its answer is stored in the transaction of
//! the write, so there is never one without the other. Without a key every request counts for itself: two equal
//! applications of one person are two applications.

use super::entry::Entry;
use super::told::refuse;
use crate::desk::Desk;
use app::{Answer, Caller, City, Idempotency, Problem};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use kernel::{AccountId, Moment};
use std::collections::HashSet;
use std::sync::{LazyLock, Mutex, PoisonError};

type Place = (AccountId, &'static str, String);

/// The keyed requests that are being carried out by this process at this moment.
static RUNNING: LazyLock<Mutex<HashSet<Place>>> = LazyLock::new(Mutex::default);

/// One request with what makes it the same as another.
#[derive(Clone)]
pub(super) struct Once {
    place: Option<Place>,
    digest: [u8; 32],
}

impl Once {
    /// The record that keeps the answer, if the request carries a key; else it is not made.
    pub(super) fn kept(&self, answer: impl FnOnce() -> Option<Answer>) -> Option<Idempotency> {
        self.place.as_ref()?;
        self.record(answer()?)
    }

    /// The record that keeps `answer`, if the request carries a key.
    pub(super) fn record(&self, answer: Answer) -> Option<Idempotency> {
        let (account, route, key) = self.place.clone()?;
        Some(Idempotency { account, route, key, request: self.digest, answer })
    }
}

/// Holds a place in [`RUNNING`].
struct Turn(Place);

impl Turn {
    fn take(place: Place) -> Result<Turn, Problem> {
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        if running.insert(place.clone()) { Ok(Turn(place)) } else { Err(Problem::InFlight) }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        RUNNING.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.0);
    }
}

/// Carries a request of `route` out once.
pub(super) async fn once(
    desk: &Desk,
    route: &'static str,
    entry: &Entry,
    task: impl FnOnce(&City, &Caller, &Moment, &Once) -> Result<Answer, Problem> + Send + 'static,
) -> Response {
    let place = desk.caller.account.zip(entry.key.clone()).map(|(account, key)| (account, route, key));
    let once = Once { place, digest: entry.digest };
    let answered = desk.ask(move |city, caller, moment| carry_out(city, caller, moment, &once, task)).await;
    match answered {
        Ok(answer) => written(answer),
        Err(problem) => refuse(desk.frame.t, problem),
    }
}

fn carry_out(
    city: &City,
    caller: &Caller,
    moment: &Moment,
    once: &Once,
    task: impl FnOnce(&City, &Caller, &Moment, &Once) -> Result<Answer, Problem>,
) -> Result<Answer, Problem> {
    let _turn = once.place.clone().map(Turn::take).transpose()?;
    if let Some((account, route, key)) = &once.place
        && let Some(answer) = city.ledger().answer_of(*account, route, key, &once.digest)?
    {
        return Ok(answer);
    }
    match task(city, caller, moment, once) {
        // Another process of the same city was quicker.
        Err(Problem::Repeated(answer)) => Ok(answer),
        other => other,
    }
}

fn written(answer: Answer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    let headers = [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")];
    (status, headers, answer.body).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_request_waits_for_the_first_to_end() {
        let place =
            (AccountId(kernel::Moment::new(jiff::Timestamp::now(), 7).id()), "/route", "key".to_owned());
        let first = Turn::take(place.clone());
        assert!(matches!(Turn::take(place.clone()), Err(Problem::InFlight)));
        drop(first);
        assert!(Turn::take(place).is_ok());
    }
}
