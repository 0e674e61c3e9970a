//! The seal on papers of a case, for programs: an e-seal service that answers, or a counter that stamps (practice.md 24).

use super::cases::number_of;
use super::entry::{Entry, need_scope};
use super::once::once;
use super::step_body::{Fact, FactKind, StepBody, note, perhaps, text};
use super::told::refuse;
use crate::desk::Desk;
use crate::problem::Problem;
use app::papers::{SealHow, SealOrder};
use app::{Answer, FieldProblem};
use axum::extract::Path;
use axum::response::Response;
use kernel::{CaseNumber, DocumentId};
use serde_json::json;

/// The route; idempotency keys are kept by it.
const ROUTE: &str = "/api/v1/cases/{number}/seal";

/// What is sent: which papers (all that have no seal, if none is named), which seal, and the reference of a service.
pub(super) const FACTS: &[Fact] = &[text("seal"), note("reference"), perhaps("papers", FactKind::List)];

/// `POST /api/v1/cases/{number}/seal`: 200 with the papers that are sealed now.
pub(super) async fn seal(desk: Desk, Path(number): Path<String>, entry: Entry) -> Result<Response, Problem> {
    need_scope(&desk, "cases:write")?;
    let number = number_of(&number)?;
    let (named, how) = match StepBody::check(&entry.body, FACTS).and_then(|body| read(&body)) {
        Ok(read) => read,
        Err(problem) => return Ok(refuse(desk.frame.t, problem)),
    };
    let answer = once(&desk, ROUTE, &entry, move |city, caller, moment, once| {
        let papers = if named.is_empty() { unsealed(city, caller, &number)? } else { named };
        let answer = Answer { status: 200, body: json!({ "sealed": papers }).to_string().into_bytes() };
        let idempotency = once.record(answer.clone());
        let order = SealOrder { case: &number, papers: &papers, how: &how, idempotency };
        city.record_seals(caller, &order, moment)?;
        Ok(answer)
    });
    Ok(answer.await)
}

fn read(body: &StepBody) -> Result<(Vec<DocumentId>, SealHow), app::Problem> {
    let seal = body.read::<String>("seal")?;
    let how = match body.read::<Option<String>>("reference")? {
        Some(reference) => SealHow::Service { name: seal, reference },
        None => SealHow::Stamp { seal },
    };
    Ok((body.or_empty("papers")?, how))
}

/// The papers of a case that carry no seal; a caller who takes no part in the case learns nothing of them.
fn unsealed(
    city: &app::City,
    caller: &app::Caller,
    number: &CaseNumber,
) -> Result<Vec<DocumentId>, app::Problem> {
    city.seat(caller, number, app::Action::Deliver)?;
    let papers = city.papers_of(number)?.into_iter().filter(|paper| !paper.sealed);
    let papers: Vec<DocumentId> = papers.filter_map(|paper| paper.id.parse().ok()).collect();
    if papers.is_empty() {
        return Err(app::Problem::Fields(vec![FieldProblem::new("papers", "field-api-unsealed")]));
    }
    Ok(papers)
}
