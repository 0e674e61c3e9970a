//! What an office does beside a case, for programs: one table leads from the last part of a path to an order, and one
//! way carries it out, for ratings and for difficulties.

use super::cases::number_of;
use super::entry::{Entry, need_scope};
use super::once::once;
use super::step_body::{Fact, StepBody};
use super::told::refuse;
use crate::desk::Desk;
use crate::problem::Problem;
use app::{Answer, Caller, City, Idempotency};
use axum::response::Response;
use cases::Official;
use kernel::{CaseNumber, Moment};

/// Makes the order for the post of the caller.
pub(super) type Order<C> = Box<dyn Fn(Official) -> C + Send>;

/// What those who answer for something can do with it.
pub(super) struct OfficeStep<C> {
    /// The last part of the path.
    pub path: &'static str,
    /// Its facts.
    pub facts: &'static [Fact],
    /// Reads the facts.
    pub make: fn(&StepBody) -> Result<Order<C>, app::Problem>,
}

/// A table of such steps, with the use case behind it.
pub(super) struct Office<C: 'static> {
    /// The route, by which idempotency keys are kept.
    pub route: &'static str,
    /// The steps.
    pub steps: &'static [OfficeStep<C>],
    /// Where what was changed is read.
    pub href: fn(&CaseNumber) -> String,
    /// The use case.
    pub order:
        fn(&City, &Caller, &CaseNumber, &Moment, Option<&Idempotency>, Order<C>) -> Result<(), app::Problem>,
}

impl<C> Office<C> {
    /// Carries a step out: 200 with the number and where it is read.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for a number or a step that there is not, [`Problem::Forbidden`] without the scope.
    pub async fn take(
        &'static self,
        desk: &Desk,
        (number, step): (String, String),
        entry: Entry,
    ) -> Result<Response, Problem> {
        need_scope(desk, "cases:write")?;
        let number = number_of(&number)?;
        let step = self.steps.iter().find(|known| known.path == step).ok_or(Problem::NotFound)?;
        let command = match StepBody::check(&entry.body, step.facts).and_then(|body| (step.make)(&body)) {
            Ok(command) => command,
            Err(problem) => return Ok(refuse(desk.frame.t, problem)),
        };
        let answer = once(desk, self.route, &entry, move |city, caller, moment, once| {
            let answer = Answer { status: 200, body: self.standing(&number) };
            let record = once.record(answer.clone());
            (self.order)(city, caller, &number, moment, record.as_ref(), command)?;
            Ok(answer)
        });
        Ok(answer.await)
    }

    /// What a write answers: the number, and where it is read.
    pub fn standing(&self, number: &CaseNumber) -> Vec<u8> {
        serde_json::json!({ "number": number, "href": (self.href)(number) }).to_string().into_bytes()
    }
}
