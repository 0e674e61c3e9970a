//! `/desk/ratings`: bad ratings with their clocks: speak with the person, put it right, call back, look again, appeal.

use super::{AfterFile, AfterForm, AfterList};
use crate::desk::Desk;
use crate::page::Page;
use crate::pages::desk::due::Hours;
use crate::pages::rating::stars_word;
use crate::parts::{Cell, Choice, Event, Field, SummaryList, SummaryRow, Tag, Timeline, Tone};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::{Text, spoken_number};
use app::ratings::{RatingLine, RatingPage, RatingRow};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use cases::{Official, RatingCommand, RatingEvent, RectificationStage, Remedied};
use kernel::CaseNumber;
use serde::Deserialize;

const ROWS: u32 = 60;

pub(super) const COLUMNS: &[&str] = &[
    "desk-col-number",
    "desk-col-matter",
    "desk-col-department",
    "desk-rating-stars",
    "desk-col-state",
    "desk-col-due",
];

/// Which half of the list.
#[derive(Deserialize)]
pub struct Half {
    closed: Option<u8>,
}

impl Half {
    pub(super) fn is_closed(&self) -> bool {
        self.closed.is_some()
    }
}

/// `GET /desk/ratings`.
///
/// # Errors
/// Forbidden for who answers no rating.
pub async fn list(desk: Desk, Query(half): Query<Half>) -> Result<Response, Problem> {
    let closed = half.is_closed();
    let rows =
        desk.ask(move |city, caller, moment| city.rating_list(caller, closed, ROWS, moment.now)).await?;
    let content = desk.city.content();
    let hours = Hours { t: desk.frame.t, calendar: content.city_calendar().ok(), now: desk.now() };
    let page = AfterList {
        title: "desk-ratings",
        lead: "desk-ratings-lead",
        here: "/desk/ratings",
        closed,
        columns: COLUMNS,
        rows: rows.iter().map(|row| cells(hours, &content, row)).collect(),
    };
    Ok(page.answer(&desk.frame))
}

fn cells(hours: Hours<'_>, content: &app::Content, row: &RatingRow) -> Vec<Cell> {
    let t = hours.t;
    let department = kernel::DepartmentId(row.department.clone());
    let due = row.due_at.filter(|_| row.stage == "contact" || row.stage == "put_right");
    vec![
        Cell::Link(spoken_number(&row.number), format!("/desk/ratings/{}", row.number)),
        Cell::Text(row.matter_name.clone()),
        Cell::Text(content.department_name(&department, t.language()).to_owned()),
        Cell::Text(stars_word(t, u8::try_from(row.stars).unwrap_or(1))),
        Cell::part(&if row.appeal == "open" {
            Tag::new(t.msg("desk-rating-appealed"), Tone::Warning)
        } else {
            stage_tag(t, &row.stage)
        }),
        due.map_or(Cell::Empty, |due| Cell::part(&hours.of_date(due, false))),
    ]
}

fn stage_tag(t: Text, stage: &str) -> Tag {
    let (key, tone) = match stage {
        "contact" => ("desk-rating-stage-contact", Tone::Yours),
        "put_right" => ("desk-rating-stage-right", Tone::Active),
        "call_back" => ("desk-rating-stage-call", Tone::Yours),
        "recheck" => ("desk-rating-stage-recheck", Tone::Yours),
        "closed" => ("desk-rating-stage-closed", Tone::Good),
        _ => ("desk-rating-stage-none", Tone::Neutral),
    };
    Tag::new(t.msg(key), tone)
}

/// `GET /desk/ratings/{number}`.
///
/// # Errors
/// [`Problem::NotFound`] for a rating of another unit.
pub async fn one(desk: Desk, Path(text): Path<String>) -> Result<Response, Problem> {
    let number: CaseNumber = text.parse().map_err(|_| Problem::NotFound)?;
    Ok(drawn(&desk, &number).await?.answer(&desk.frame))
}

async fn drawn(desk: &Desk, number: &CaseNumber) -> Result<AfterFile, Problem> {
    let asked = number.clone();
    let found = desk.ask(move |city, caller, moment| city.rating_page(caller, &asked, moment.now)).await?;
    let content = desk.city.content();
    let hours = Hours { t: desk.frame.t, calendar: content.city_calendar().ok(), now: desk.now() };
    Ok(file(hours, number, &found))
}

fn file(hours: Hours<'_>, number: &CaseNumber, found: &RatingPage) -> AfterFile {
    let t = hours.t;
    let said = found.rating.added.as_ref().map_or(&found.rating.said, |(said, _)| said);
    let task = found.rating.rectification.as_ref();
    let person = match &found.person {
        Some((name, Some(telephone))) => format!("{name} {telephone}"),
        Some((name, None)) => name.clone(),
        None => t.msg("desk-rating-anonymous").into_owned(),
    };
    let mut rows = vec![
        SummaryRow::text(t.msg("desk-col-number"), &number.spoken()),
        SummaryRow::text(t.msg("desk-col-applicant"), &person),
        SummaryRow::text(t.msg("desk-rating-stars"), &stars_word(t, said.stars.count())),
    ];
    if let Some(due) = task.and_then(cases::Rectification::due) {
        let mark = crate::parts::Html::of(&hours.of_date(due.at, due.provisional));
        rows.push(SummaryRow::html(t.msg("desk-col-due"), mark));
    }
    AfterFile {
        above: ("/desk/ratings", "desk-ratings"),
        title: found.matter_name.clone(),
        tag: stage_tag(t, task.map_or("none", |task| task.stage.code())),
        facts: SummaryList::new(t, rows),
        words: said.text.as_ref().map(|text| text.text().to_owned()).unwrap_or_default(),
        story: Timeline::new(found.story.iter().rev().map(|line| event(t, line)).collect()),
        forms: forms(t, found),
        address: format!("/desk/ratings/{number}"),
        refused: None,
    }
}

fn event(t: Text, line: &RatingLine) -> Event {
    let (key, said) = match &line.event {
        RatingEvent::Given { said, .. } => {
            return Event::new(stars_word(t, said.stars.count()), t.moment(line.at)).tone(Tone::Neutral);
        }
        RatingEvent::Added { .. } => ("desk-rating-added", None),
        RatingEvent::Contacted { note, .. } => ("desk-rating-contacted", Some(note)),
        RatingEvent::Answered { text, .. } => ("desk-rating-answered", Some(text)),
        RatingEvent::CalledBack { note, .. } => ("desk-rating-called", Some(note)),
        RatingEvent::Rechecked { note, .. } => ("desk-rating-rechecked", Some(note)),
        RatingEvent::Appealed { grounds, .. } => ("desk-rating-appealed", Some(grounds)),
        RatingEvent::AppealDecided { upheld: true, reasons, .. } => ("desk-rating-upheld", Some(reasons)),
        RatingEvent::AppealDecided { reasons, .. } => ("desk-rating-dismissed", Some(reasons)),
        RatingEvent::Overdue { .. } => ("desk-after-overdue", None),
    };
    let event = Event::new(t.msg(key), t.moment(line.at));
    match said {
        Some(said) => event.said(said.text().to_owned()),
        None => event,
    }
}

pub(super) fn contact_fields(t: Text) -> Vec<Field> {
    let complex = vec![Choice::of("yes", t.msg("desk-rating-is-complex"))];
    vec![
        Field::lines(t, "text", t.msg("desk-rating-note"), "").most(500),
        Field::checkboxes(t, "yes", t.msg("desk-rating-complex"), complex),
    ]
}

/// What can be done now, in the order of the way; the appeal beside it.
fn forms(t: Text, found: &RatingPage) -> Vec<AfterForm> {
    let Some(task) = &found.rating.rectification else { return Vec::new() };
    let note = |label: &str| Field::lines(t, "text", t.msg(label), "").most(500);
    let ticked = |label: &str, choice: &str| {
        Field::checkboxes(t, "yes", t.msg(label), vec![Choice::of("yes", t.msg(choice))])
    };
    let mut forms = Vec::new();
    match task.stage {
        RectificationStage::Contact { .. } => {
            forms.push(AfterForm::new(t, "contact", "desk-rating-contact", contact_fields(t)));
        }
        RectificationStage::PutRight { .. } => {
            let fields =
                vec![note("desk-rating-answer-text"), ticked("desk-rating-how", "desk-rating-explained")];
            forms.push(AfterForm::new(t, "answer", "desk-rating-answer", fields));
        }
        RectificationStage::CallBack { .. } => {
            let fields = vec![note("desk-rating-note"), ticked("desk-rating-outcome", "desk-rating-content")];
            forms.push(AfterForm::new(t, "call-back", "desk-rating-call-back", fields));
        }
        RectificationStage::Recheck { .. } => {
            let fields = vec![note("desk-rating-found"), ticked("desk-rating-outcome", "desk-rating-right")];
            forms.push(AfterForm::new(t, "recheck", "desk-rating-recheck", fields));
        }
        RectificationStage::Closed { .. } => {}
    }
    match &task.appeal {
        None => {
            forms.push(AfterForm::new(t, "appeal", "desk-rating-appeal", vec![note("desk-rating-grounds")]))
        }
        Some(appeal) if appeal.upheld.is_none() && found.may_judge => {
            let fields =
                vec![note("desk-rating-reasons"), ticked("desk-rating-outcome", "desk-rating-uphold")];
            forms.push(AfterForm::new(t, "decide", "desk-rating-decide", fields));
        }
        Some(_) => {}
    }
    forms
}

/// `POST /desk/ratings/{number}`.
///
/// # Errors
/// The refusal of the rules.
pub async fn act(desk: Desk, Path(text): Path<String>, sent: Sent) -> Result<Response, Problem> {
    let number: CaseNumber = text.parse().map_err(|_| Problem::NotFound)?;
    let (asked, form) = (number.clone(), sent.clone());
    let done = desk.ask(move |city, caller, moment| {
        let act = Act::read(&form).ok_or(app::Problem::NotFound("act"))?;
        city.order_rating(caller, &asked, moment, None, |by| command(act, &form, by))
    });
    match done.await {
        Ok(_) => Ok(Redirect::to(&format!("/desk/ratings/{number}")).into_response()),
        Err(app::Problem::Refused(refusal)) => {
            let page = drawn(&desk, &number).await?.refused(desk.frame.t, &sent, refusal.as_ref());
            Ok(page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame))
        }
        Err(other) => Err(other.into()),
    }
}

/// What a form can mean.
#[derive(Clone, Copy)]
enum Act {
    Contact,
    Answer,
    CallBack,
    Recheck,
    Appeal,
    Decide,
}

impl Act {
    fn read(sent: &Sent) -> Option<Act> {
        Some(match sent.one("act") {
            "contact" => Act::Contact,
            "answer" => Act::Answer,
            "call-back" => Act::CallBack,
            "recheck" => Act::Recheck,
            "appeal" => Act::Appeal,
            "decide" => Act::Decide,
            _ => return None,
        })
    }
}

/// The order that a form means.
fn command(act: Act, sent: &Sent, by: Official) -> RatingCommand {
    let (text, yes) = (sent.one("text").to_owned(), sent.ticked("yes"));
    match act {
        Act::Contact => RatingCommand::Contact { note: text, complex: yes, by },
        Act::Answer => {
            let remedied = if yes { Remedied::Explained } else { Remedied::PutRight };
            RatingCommand::Answer { remedied, text, by }
        }
        Act::CallBack => RatingCommand::CallBack { content: yes, note: text, by },
        Act::Recheck => RatingCommand::Recheck { right: yes, note: text, by },
        Act::Appeal => RatingCommand::Appeal { grounds: text, by },
        Act::Decide => RatingCommand::DecideAppeal { upheld: yes, reasons: text, by },
    }
}
