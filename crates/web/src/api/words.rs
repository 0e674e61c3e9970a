//! A case in JSON. Every due date says why it is this date: in words and in steps.

use crate::text::Text;
use app::City;
use app::Problem;
use app::cases::{Case, CasePage, CaseRow};
use cases::{Deadline, Turn};
use serde_json::{Map, Value, json};

/// A case as an answer to a write: where it stands and what is due.
pub(super) fn standing(city: &City, case: &Case, t: Text) -> Result<Value, Problem> {
    let dues = dues(city, case, t)?;
    Ok(json!({
        "number": case.number(),
        "matter": case.terms().matter,
        "version": case.terms().version,
        "status": case.stage().code(),
        "received_at": case.received(),
        "due": dues.first(),
        "deadlines": dues,
        "href": format!("/api/v1/cases/{}", case.number()),
    }))
}

/// A whole case for who takes part in it.
pub(super) fn whole(city: &City, page: &CasePage, t: Text) -> Result<Value, Problem> {
    let mut value = standing(city, &page.case, t)?;
    let case = &page.case;
    let more = json!({
        "matter_name": page.matter.name,
        "applicant": case.applicant().details.get(),
        "agent": case.agent().and_then(|agent| agent.details.get()),
        "form": form(case),
        "materials": case.materials(),
        "outcome": case.decision().map(|decision| decision.outcome),
        "steps": page.workable.iter().map(|(step, _)| step).collect::<Vec<_>>(),
        "story": page.story.iter().map(|line| json!({
            "at": line.at,
            "event": kernel::DomainEvent::name(&line.event),
            "unit": line.actor.unit,
        })).collect::<Vec<_>>(),
        "papers": page.papers.iter().map(|paper| json!({
            "id": paper.id, "kind": paper.kind, "number": paper.number,
            "issued_at": paper.issued_at, "pages": paper.pages,
        })).collect::<Vec<_>>(),
        "seen": page.head,
    });
    if let (Value::Object(all), Value::Object(more)) = (&mut value, more) {
        all.extend(more);
    }
    Ok(value)
}

fn form(case: &Case) -> Map<String, Value> {
    let answers = case.form();
    let personal = answers.personal.get().into_iter().flatten();
    answers.open.iter().chain(personal).map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// A case in a list: masked.
pub(super) fn row(row: &CaseRow) -> Value {
    json!({
        "number": row.number,
        "matter": row.matter,
        "matter_name": row.matter_name,
        "department": row.department,
        "applicant": row.applicant,
        "status": row.status,
        "outcome": row.outcome,
        "received_at": row.received_at,
        "due_at": row.due_at,
        "promised_at": row.promised_at,
        "legal_at": row.legal_at,
        "provisional": row.provisional,
        "suspended": row.suspended,
        "closed_at": row.closed_at,
        "href": format!("/api/v1/cases/{}", row.number),
    })
}

/// The due dates of a case, the soonest first.
fn dues(city: &City, case: &Case, t: Text) -> Result<Vec<Value>, Problem> {
    let mut deadlines = case.deadlines();
    deadlines.sort_by_key(|deadline| (deadline.due.is_none(), deadline.due.map(|due| due.at)));
    deadlines.iter().map(|deadline| due(city, case, deadline, t)).collect()
}

fn due(city: &City, case: &Case, deadline: &Deadline, t: Text) -> Result<Value, Problem> {
    let content = city.content();
    let calendar = content.calendars.version(case.calendar()).ok_or(Problem::Unavailable("calendar"))?;
    let why = deadline.why(calendar)?;
    let explanation = why.as_ref().map(|due| &due.explanation);
    Ok(json!({
        "for": deadline.kind,
        "at": deadline.due.map(|due| due.at),
        "provisional": deadline.due.is_some_and(|due| due.provisional),
        "turn": turn(&deadline.turn),
        "why": explanation.map(|explanation| explanation.in_words(t.language())),
        "steps": explanation.map(|explanation| &explanation.steps),
        "calendar": explanation.map(|explanation| &explanation.calendar),
    }))
}

/// Whose turn it is, as a stable word.
const fn turn(turn: &Turn) -> &'static str {
    match turn {
        Turn::Applicant => "applicant",
        Turn::Window => "window",
        Turn::Acceptance(_) => "acceptance",
        Turn::Confirmer { .. } => "confirmer",
        Turn::Steps(_) => "steps",
        Turn::Decider => "decider",
        Turn::SpecialProcedure(_) => "special_procedure",
        Turn::Issuer => "issuer",
        Turn::Carrier => "carrier",
        Turn::CommitmentCheck => "commitment_check",
        Turn::OtherSystem => "other_system",
        Turn::Nobody => "nobody",
    }
}
