//! `/desk/difficulties`: what people cannot get done, with its leader and its clock: take over, record, close, ask after.

use super::ratings::Half;
use super::{AfterFile, AfterForm, AfterList};
use crate::desk::Desk;
use crate::page::Page;
use crate::pages::desk::due::Hours;
use crate::pages::difficulty::stage;
use crate::parts::{Cell, Choice, Event, Field, Html, SummaryList, SummaryRow, Timeline, Tone};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::{Text, spoken_number};
use app::Content;
use app::difficulties::{DifficultyPage, DifficultyReport, DifficultyRow, Reporter, answer_of, cause_word};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use cases::{Closing, DifficultyCommand, DifficultyEvent, DifficultyStage, Official, RootCause};
use kernel::{CaseNumber, DepartmentId};

const ROWS: u32 = 60;

pub(crate) const COLUMNS: &[&str] = &[
    "desk-col-number",
    "desk-col-matter",
    "desk-col-applicant",
    "desk-difficulty-leader",
    "desk-col-state",
    "desk-col-due",
];

const CAUSES: [RootCause; 9] = [
    RootCause::Guide,
    RootCause::Material,
    RootCause::Rules,
    RootCause::System,
    RootCause::BetweenDepartments,
    RootCause::Staff,
    RootCause::Legacy,
    RootCause::Unlawful,
    RootCause::Other,
];

/// `GET /desk/difficulties`.
///
/// # Errors
/// Forbidden for who leads none.
pub async fn list(desk: Desk, Query(half): Query<Half>) -> Result<Response, Problem> {
    let closed = half.is_closed();
    let rows =
        desk.ask(move |city, caller, moment| city.difficulty_list(caller, closed, ROWS, moment.now)).await?;
    let content = desk.city.content();
    let hours = Hours { t: desk.frame.t, calendar: content.city_calendar().ok(), now: desk.now() };
    let page = AfterList {
        title: "desk-difficulties",
        lead: "desk-difficulties-lead",
        here: "/desk/difficulties",
        closed,
        columns: COLUMNS,
        rows: rows.iter().map(|row| cells(hours, &content, row)).collect(),
    };
    Ok(page.answer(&desk.frame))
}

/// A difficulty as a row: who leads it and its clock.
pub(crate) fn cells(hours: Hours<'_>, content: &Content, row: &DifficultyRow) -> Vec<Cell> {
    let t = hours.t;
    let unit = DepartmentId(row.unit.clone());
    let leader = match (row.own, row.unit.is_empty()) {
        (true, _) => t.msg("desk-difficulty-own").into_owned(),
        (false, true) => t.msg("difficulty-leader-none").into_owned(),
        (false, false) => content.department_name(&unit, t.language()).to_owned(),
    };
    let open = row.stage == "open";
    let due = row.due_at.filter(|_| open);
    vec![
        Cell::Link(spoken_number(&row.id), format!("/desk/difficulties/{}", row.id)),
        Cell::Text(matter(t, content, row.matter.as_deref())),
        Cell::Text(row.applicant.clone()),
        Cell::Text(leader),
        Cell::part(&stage(t, open, row.overdue)),
        due.map_or(Cell::Empty, |due| Cell::part(&hours.of_date(due, false))),
    ]
}

/// The way to the case that it is about.
fn case_link(number: &CaseNumber) -> Html {
    Html::built(format!(r#"<a class="govuk-link" href="/desk/cases/{number}">{}</a>"#, number.spoken()))
}

fn matter(t: Text, content: &Content, code: Option<&str>) -> String {
    let found = code.and_then(|code| content.matters.get(&code.into()));
    found.map_or_else(
        || code.map_or_else(|| t.msg("difficulty-matter-none").into_owned(), str::to_owned),
        |published| t.read(&published.matter.name).to_owned(),
    )
}

/// `GET /desk/difficulties/{id}`.
///
/// # Errors
/// [`Problem::NotFound`] for one of another unit.
pub async fn one(desk: Desk, Path(text): Path<String>) -> Result<Response, Problem> {
    let id: CaseNumber = text.parse().map_err(|_| Problem::NotFound)?;
    Ok(drawn(&desk, &id).await?.answer(&desk.frame))
}

async fn drawn(desk: &Desk, id: &CaseNumber) -> Result<AfterFile, Problem> {
    let asked = id.clone();
    let found =
        desk.ask(move |city, caller, moment| city.difficulty_page(caller, &asked, moment.now)).await?;
    let content = desk.city.content();
    let hours = Hours { t: desk.frame.t, calendar: content.city_calendar().ok(), now: desk.now() };
    Ok(file(hours, &content, id, &found))
}

fn file(hours: Hours<'_>, content: &Content, id: &CaseNumber, page: &DifficultyPage) -> AfterFile {
    let t = hours.t;
    let difficulty = &page.found.difficulty;
    let person = difficulty.party.details.get().map(|details| {
        let telephone = details.telephone.clone().unwrap_or_default();
        format!("{} {telephone}", details.name).trim_end().to_owned()
    });
    let leader = page.found.leader.as_ref().map(|(number, unit)| {
        let unit = content.department_name(unit, t.language());
        t.with("difficulty-leader-is", &[("unit", &unit), ("number", number)])
    });
    let due = Html::of(&hours.of_date(difficulty.due.at, difficulty.due.provisional));
    let mut rows = vec![
        SummaryRow::text(t.msg("difficulty-number"), &id.spoken()),
        SummaryRow::text(
            t.msg("desk-col-applicant"),
            &person.unwrap_or_else(|| t.msg("desk-erased").into_owned()),
        ),
        SummaryRow::text(
            t.msg("desk-difficulty-leader"),
            &leader.unwrap_or_else(|| t.msg("difficulty-leader-none").into_owned()),
        ),
        SummaryRow::html(t.msg("desk-col-due"), due),
    ];
    if let Some(number) = &difficulty.case {
        rows.push(SummaryRow::html(t.msg("case-number"), case_link(number)));
    }
    let code = difficulty.matter.as_ref().map(|code| code.as_str());
    AfterFile {
        above: ("/desk/difficulties", "desk-difficulties"),
        title: matter(t, content, code),
        tag: stage(t, page.found.is_open(), difficulty.overdue),
        facts: SummaryList::new(t, rows),
        words: difficulty.reason.text().to_owned(),
        story: Timeline::new(page.story.iter().rev().map(|line| event(t, line.at, &line.event)).collect()),
        forms: forms(t, page),
        address: format!("/desk/difficulties/{id}"),
        refused: None,
    }
}

fn event(t: Text, at: kernel::Timestamp, event: &DifficultyEvent) -> Event {
    let (key, said) = match event {
        DifficultyEvent::Opened(_) => ("desk-difficulty-reported", None),
        DifficultyEvent::LeaderNamed { .. } => ("desk-difficulty-named", None),
        DifficultyEvent::MeasureTaken(measure) => ("desk-difficulty-measured", Some(&measure.text)),
        DifficultyEvent::Closed { closing, .. } => ("desk-difficulty-closed", Some(answer_of(closing))),
        DifficultyEvent::FollowedUp { note, due: None, .. } => ("desk-difficulty-content", Some(note)),
        DifficultyEvent::FollowedUp { note, .. } => ("desk-difficulty-again", Some(note)),
        DifficultyEvent::Overdue { .. } => {
            return Event::new(t.msg("desk-after-overdue"), t.moment(at)).tone(Tone::Bad);
        }
    };
    let event = Event::new(t.msg(key), t.moment(at));
    match said {
        Some(said) => event.said(said.text().to_owned()),
        None => event,
    }
}

fn forms(t: Text, page: &DifficultyPage) -> Vec<AfterForm> {
    let text = |label: &str| Field::lines(t, "text", t.msg(label), "").most(1000);
    let mut forms = Vec::new();
    match page.found.difficulty.stage {
        DifficultyStage::Open => {
            if !page.leads {
                forms.push(AfterForm::new(t, "lead", "desk-difficulty-take", Vec::new()));
            }
            forms.push(AfterForm::new(
                t,
                "measure",
                "desk-difficulty-measure",
                vec![text("desk-difficulty-measure-text")],
            ));
            if page.leads {
                forms.push(AfterForm::new(t, "close", "desk-difficulty-close", closing_fields(t)));
            }
        }
        DifficultyStage::Closed { .. } => {
            let content = vec![Choice::of("yes", t.msg("desk-rating-content"))];
            let fields = vec![
                text("desk-rating-note"),
                Field::checkboxes(t, "yes", t.msg("desk-rating-outcome"), content),
            ];
            forms.push(AfterForm::new(t, "follow-up", "desk-difficulty-follow-up", fields));
        }
        DifficultyStage::FollowedUp { .. } => {}
    }
    forms
}

/// There is no field for a bare no (CASE-08).
fn closing_fields(t: Text) -> Vec<Field> {
    let hows = vec![
        Choice::of("solved", t.msg("desk-difficulty-solved")).chosen(true),
        Choice::of("path", t.msg("desk-difficulty-path")),
        Choice::of("explained", t.msg("desk-difficulty-explained"))
            .hint(t.msg("desk-difficulty-explained-hint")),
    ];
    let causes = CAUSES.map(|cause| Choice::of(cause_word(cause), cause_said(t, cause)));
    vec![
        Field::radios(t, "how", t.msg("desk-difficulty-how"), hows),
        Field::lines(t, "text", t.msg("desk-difficulty-answer"), "").most(1000),
        Field::select(t, "cause", t.msg("desk-difficulty-cause"), causes.into()),
    ]
}

fn cause_said(t: Text, cause: RootCause) -> String {
    let key = match cause {
        RootCause::Guide => "desk-cause-guide",
        RootCause::Material => "desk-cause-material",
        RootCause::Rules => "desk-cause-rules",
        RootCause::System => "desk-cause-system",
        RootCause::BetweenDepartments => "desk-cause-between",
        RootCause::Staff => "desk-cause-staff",
        RootCause::Legacy => "desk-cause-legacy",
        RootCause::Unlawful => "desk-cause-unlawful",
        RootCause::Other => "desk-cause-other",
    };
    t.msg(key).into_owned()
}

/// `POST /desk/difficulties/{id}`.
///
/// # Errors
/// The refusal of the rules.
pub async fn act(desk: Desk, Path(text): Path<String>, sent: Sent) -> Result<Response, Problem> {
    let id: CaseNumber = text.parse().map_err(|_| Problem::NotFound)?;
    let (asked, form) = (id.clone(), sent.clone());
    let done = desk.ask(move |city, caller, moment| {
        city.order_difficulty(caller, &asked, moment, None, |by| command(&form, by))
    });
    match done.await {
        Ok(_) => Ok(Redirect::to(&format!("/desk/difficulties/{id}")).into_response()),
        Err(app::Problem::Refused(refusal)) => {
            let page = drawn(&desk, &id).await?.refused(desk.frame.t, &sent, refusal.as_ref());
            Ok(page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame))
        }
        Err(other) => Err(other.into()),
    }
}

/// The order that a form means; a form without a known act records a measure, which empty words refuse.
fn command(sent: &Sent, by: Official) -> DifficultyCommand {
    let text = sent.one("text").to_owned();
    match sent.one("act") {
        "lead" => DifficultyCommand::NameLeader { leader: by.clone(), by: Some(by) },
        "close" => {
            let closing = match sent.one("how") {
                "path" => Closing::OtherPath { path: text },
                "explained" => Closing::Explained { explanation: text },
                _ => Closing::Solved { solution: text },
            };
            let known = CAUSES.into_iter().find(|cause| cause_word(*cause) == sent.one("cause"));
            DifficultyCommand::Close { closing, root_cause: known.unwrap_or(RootCause::Other), by }
        }
        "follow-up" => DifficultyCommand::FollowUp { content: sent.ticked("yes"), note: text, by },
        _ => DifficultyCommand::Measure { text, by },
    }
}

/// `POST /desk/cases/{number}/difficulty`: a clerk writes down what the person at the counter says.
///
/// # Errors
/// Why the caller may not; a fault of the storage.
pub async fn at_counter(desk: Desk, Path(text): Path<String>, sent: Sent) -> Result<Response, Problem> {
    let number: CaseNumber = text.parse().map_err(|_| Problem::NotFound)?;
    let to = format!("/desk/cases/{number}");
    let report = DifficultyReport {
        reporter: Reporter::AtCounter(None),
        case: Some(number),
        matter: None,
        reason: sent.one("text").to_owned(),
    };
    desk.ask(move |city, caller, moment| city.report_difficulty(caller, &report, moment, |_| None)).await?;
    Ok(Redirect::to(&to).into_response())
}
