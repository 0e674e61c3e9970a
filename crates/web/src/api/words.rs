//! A case in JSON. Every due date says why it is this date: in words and in steps.

use crate::text::Text;
use app::City;
use app::Problem;
use app::cases::{Case, CasePage, CaseRow, PaperLine, StoryLine};
use calendar::{Calendar, CalendarVersion, Step};
use cases::{Deadline, DeadlineKind, Given, Outcome, PartyDetails, Turn};
use catalogue::{MaterialKey, StepKey};
use kernel::{CaseNumber, DepartmentId, LocalText, MatterCode, Timestamp};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// A case as an answer to a write: where it stands and what is due.
#[derive(Serialize)]
struct Standing<'a> {
    number: &'a CaseNumber,
    matter: &'a MatterCode,
    version: u32,
    status: &'static str,
    received_at: Timestamp,
    due: Option<&'a DueTold>,
    deadlines: &'a [DueTold],
    href: String,
}

/// A whole case for who takes part in it.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    standing: Standing<'a>,
    matter_name: &'a LocalText,
    applicant: Option<&'a PartyDetails>,
    agent: Option<&'a PartyDetails>,
    form: BTreeMap<&'a str, &'a Value>,
    materials: &'a BTreeMap<MaterialKey, Vec<Given>>,
    outcome: Option<Outcome>,
    steps: Vec<&'a StepKey>,
    story: Vec<Told<'a>>,
    papers: Vec<Paper<'a>>,
    seen: u64,
}

/// One thing that happened.
#[derive(Serialize)]
struct Told<'a> {
    at: Timestamp,
    event: &'static str,
    unit: Option<&'a DepartmentId>,
}

/// An issued paper.
#[derive(Serialize)]
struct Paper<'a> {
    id: &'a str,
    kind: &'a str,
    number: &'a str,
    issued_at: Option<Timestamp>,
    pages: i64,
    sealed: bool,
}

/// A due date with its account.
#[derive(Serialize)]
struct DueTold {
    #[serde(rename = "for")]
    kind: DeadlineKind,
    at: Option<Timestamp>,
    provisional: bool,
    turn: &'static str,
    why: Option<Vec<String>>,
    steps: Option<Vec<Step>>,
    calendar: Option<CalendarVersion>,
}

/// Where a case stands and what is due, as JSON text.
pub(super) fn standing(city: &City, case: &Case, t: Text) -> Result<Vec<u8>, Problem> {
    let dues = dues(city, case, t)?;
    written(&standing_of(case, &dues))
}

fn standing_of<'a>(case: &'a Case, dues: &'a [DueTold]) -> Standing<'a> {
    Standing {
        number: case.number(),
        matter: &case.terms().matter,
        version: case.terms().version,
        status: case.stage().code(),
        received_at: case.received(),
        due: dues.first(),
        deadlines: dues,
        href: format!("/api/v1/cases/{}", case.number()),
    }
}

/// A whole case, as JSON text.
pub(super) fn whole(city: &City, page: &CasePage, t: Text) -> Result<Vec<u8>, Problem> {
    let case = &page.case;
    let dues = dues(city, case, t)?;
    written(&Whole {
        standing: standing_of(case, &dues),
        matter_name: &page.matter.name,
        applicant: case.applicant().details.get(),
        agent: case.agent().and_then(|agent| agent.details.get()),
        form: form(case),
        materials: case.materials(),
        outcome: case.decision().map(|decision| decision.outcome),
        steps: page.workable.iter().map(|(step, _)| step).collect(),
        story: page.story.iter().map(told).collect(),
        papers: page.papers.iter().map(paper).collect(),
        seen: page.head,
    })
}

fn told(line: &StoryLine) -> Told<'_> {
    Told { at: line.at, event: kernel::DomainEvent::name(&line.event), unit: line.actor.unit.as_ref() }
}

fn paper(paper: &PaperLine) -> Paper<'_> {
    Paper {
        id: &paper.id,
        kind: &paper.kind,
        number: &paper.number,
        issued_at: paper.issued_at,
        pages: paper.pages,
        sealed: paper.sealed,
    }
}

/// What the form says, open and personal answers together.
fn form(case: &Case) -> BTreeMap<&str, &Value> {
    let answers = case.form();
    let personal = answers.personal.get().into_iter().flatten();
    answers.open.iter().chain(personal).map(|(key, value)| (key.as_str(), value)).collect()
}

fn written(answer: &impl Serialize) -> Result<Vec<u8>, Problem> {
    serde_json::to_vec(answer).map_err(|cause| Problem::fault("writing an answer", cause))
}

/// A page of a list of cases, masked.
#[derive(Serialize)]
struct Listed<'a> {
    items: Vec<Line<'a>>,
    next: Option<&'a str>,
}

/// A case in a list: masked.
#[derive(Serialize)]
struct Line<'a> {
    number: &'a str,
    matter: &'a str,
    matter_name: &'a str,
    department: &'a str,
    applicant: &'a str,
    status: &'a str,
    outcome: Option<&'a str>,
    received_at: Option<Timestamp>,
    due_at: Option<Timestamp>,
    promised_at: Option<Timestamp>,
    legal_at: Option<Timestamp>,
    provisional: bool,
    suspended: bool,
    closed_at: Option<Timestamp>,
    href: String,
}

/// A page of a list of cases and the cursor behind it, as JSON text.
pub(super) fn list(rows: &[CaseRow], next: Option<&str>) -> Result<Vec<u8>, Problem> {
    written(&Listed { items: rows.iter().map(line).collect(), next })
}

fn line(row: &CaseRow) -> Line<'_> {
    Line {
        number: &row.number,
        matter: &row.matter,
        matter_name: &row.matter_name,
        department: &row.department,
        applicant: &row.applicant,
        status: &row.status,
        outcome: row.outcome.as_deref(),
        received_at: row.received_at,
        due_at: row.due_at,
        promised_at: row.promised_at,
        legal_at: row.legal_at,
        provisional: row.provisional,
        suspended: row.suspended,
        closed_at: row.closed_at,
        href: format!("/api/v1/cases/{}", row.number),
    }
}

/// The due dates of a case, the soonest first.
fn dues(city: &City, case: &Case, t: Text) -> Result<Vec<DueTold>, Problem> {
    let mut deadlines = case.deadlines();
    deadlines.sort_by_key(|deadline| (deadline.due.is_none(), deadline.due.map(|due| due.at)));
    if deadlines.is_empty() {
        return Ok(Vec::new());
    }
    let content = city.content();
    let calendar = content.calendars.version(case.calendar()).ok_or(Problem::Unavailable("calendar"))?;
    deadlines.into_iter().map(|deadline| due(calendar, deadline, t)).collect()
}

fn due(calendar: &Calendar, deadline: Deadline, t: Text) -> Result<DueTold, Problem> {
    let explanation = deadline.why(calendar)?.map(|due| due.explanation);
    let why = explanation.as_ref().map(|explanation| explanation.in_words(t.language()));
    let (steps, calendar) = explanation.map(|explanation| (explanation.steps, explanation.calendar)).unzip();
    Ok(DueTold {
        at: deadline.due.map(|due| due.at),
        provisional: deadline.due.is_some_and(|due| due.provisional),
        turn: turn(&deadline.turn),
        kind: deadline.kind,
        why,
        steps,
        calendar,
    })
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
