//! The steps of a case: one table leads from a path to a command. Who may take a step says the access table, whether
//! the law lets it be taken says the case.

mod applicant; // what applicants do
mod staff; // what the office does

use super::cases::number_of;
use super::entry::{Entry, need_scope};
use super::once::once;
use super::step_body::{Fact, StepBody};
use super::told::refuse;
use super::words;
use crate::desk::Desk;
use crate::problem::Problem;
use app::access::action_of;
use app::cases::{CaseOrder, Command, Seat};
use app::{Action, Answer, FieldProblem};
use axum::extract::Path;
use axum::response::Response;
use cases::{Move, Official};

/// The route of all steps; idempotency keys are kept by it and differ by path.
const ROUTE: &str = "/api/v1/cases/{number}/{step}";

/// A step that a program can take.
pub(super) struct Step {
    /// The last part of the path.
    pub path: &'static str,
    /// The move, which says what the access table asks for.
    pub of: Move,
    /// Its facts.
    pub facts: &'static [Fact],
    /// Whether applicants take it too.
    pub by_applicant: bool,
    /// Makes the command for a seat.
    pub make: fn(&StepBody, &Seat) -> Result<Command, app::Problem>,
}

/// Every step: those of the office, then those of applicants.
pub(super) fn all() -> impl Iterator<Item = &'static Step> {
    staff::STEPS.iter().chain(applicant::STEPS)
}

/// `POST /api/v1/cases/{number}/{step}`: 200 with number, status and due dates.
pub(super) async fn take(
    desk: Desk,
    Path((number, step)): Path<(String, String)>,
    entry: Entry,
) -> Result<Response, Problem> {
    need_scope(&desk, "cases:write")?;
    let number = number_of(&number)?;
    let step = all().find(|known| known.path == step).ok_or(Problem::NotFound)?;
    let t = desk.frame.t;
    let body = match StepBody::check(&entry.body, step.facts) {
        Ok(body) => body,
        Err(problem) => return Ok(refuse(t, problem)),
    };
    let answer = once(&desk, ROUTE, &entry, move |city, caller, moment, once| {
        let seats = city.seats(caller, &number)?;
        let body = body.with_accounts(city, caller)?;
        own_files(&body, city, caller, &number)?;
        let applies = step.by_applicant && seats.iter().any(|seat| matches!(seat, Seat::Applicant { .. }));
        let action = if applies { Action::AnswerOwnCase } else { action_of(step.of) };
        let seen = body.read("seen")?;
        let order = CaseOrder { number: &number, action, seen, idempotency: None };
        let made = |case: &app::cases::Case| -> Result<Answer, app::Problem> {
            let body = words::standing(city, case, t)?;
            Ok(Answer { status: 200, body })
        };
        let outcome = city.order_case_answered(
            caller,
            &order,
            moment,
            |seat| (step.make)(&body, seat),
            |outcome| once.kept(|| made(&outcome.case).ok()),
        )?;
        made(&outcome.case)
    });
    Ok(answer.await)
}

/// Every file that is named was handed in to this case, for the material that names it.
fn own_files(
    body: &StepBody,
    city: &app::City,
    caller: &app::Caller,
    number: &kernel::CaseNumber,
) -> Result<(), app::Problem> {
    let named = applicant::files_of(body)?;
    if named.is_empty() {
        return Ok(());
    }
    let own = city.case_files(caller, number)?;
    let wrong = named
        .iter()
        .filter(|(material, file)| !own.iter().any(|own| own.id == *file && own.material == *material));
    let wrong: Vec<_> = wrong
        .map(|(material, _)| FieldProblem::new(format!("materials.{}", material.as_str()), "field-api-file"))
        .collect();
    if wrong.is_empty() { Ok(()) } else { Err(app::Problem::Fields(wrong)) }
}

/// The official in a seat; an applicant cannot take an official's step.
fn official(seat: &Seat, step: Move) -> Result<Official, app::Problem> {
    seat.official().cloned().ok_or(app::Problem::Forbidden(action_of(step)))
}
