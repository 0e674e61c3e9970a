//! `/desk/cases/{number}/{act}`: the questions of an act, the last look before a decision, and what happens when the
//! case went on meanwhile.

use super::{Act, Asking, Order, Wrong};
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::desk::due::Hours;
use crate::pages::desk::files::Files;
use crate::pages::desk::head::CaseHead;
use crate::pages::desk::story;
use crate::parts::{Control, ErrorSummary, Field, SummaryList, SummaryRow};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::{RefusalText, Text};
use app::StaffMember;
use app::cases::{CaseOrder, CasePage, Seat};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use cases::Move;
use catalogue::{MaterialKey, StepKey};
use kernel::{BlobId, CaseNumber, DepartmentId};
use std::collections::BTreeSet;

/// The page of an act.
pub struct ActPage {
    /// The case that it is about.
    pub head: CaseHead,
    /// What it is called, and what follows from it.
    pub title: String,
    /// What follows from it.
    pub lead: String,
    /// The law it rests on.
    pub law: Option<String>,
    /// Where the form goes.
    pub address: String,
    /// How far the form has read the case.
    pub seen: u64,
    /// The questions.
    pub fields: Vec<Field>,
    /// Why the law said no.
    pub refused: Option<RefusalText>,
    /// What happened since the form was opened.
    pub meanwhile: Vec<String>,
    /// The last look: what was answered, and the answers to carry along.
    pub last_look: Option<LastLook>,
    /// The materials beside the form.
    pub files: Files,
    /// Whether it cannot be done now: the case has not come to it or is past it, or it is for another post.
    pub is_closed: bool,
}

/// The last look before a decision.
pub struct LastLook {
    /// What was answered, in words.
    pub said: SummaryList,
    /// The answers to carry along.
    pub carried: Vec<(String, String)>,
}

page!(ActPage in "desk/act.html");

impl ActPage {
    fn beside(&self) -> bool {
        self.files.has_files()
    }

    fn summary(&self, t: Text) -> ErrorSummary {
        ErrorSummary::of(t, &self.fields)
    }
}

impl Page for ActPage {
    const PATH: &'static str = "/desk/cases/2026K7M3PQRT4X/grant";

    fn title(&self, _: Text) -> String {
        self.title.clone()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let page = |fields: Vec<Field>| ActPage {
            head: CaseHead::sample(t),
            title: t.msg("desk-act-grant").into_owned(),
            lead: t.msg("desk-act-grant-lead").into_owned(),
            law: Some(t.msg("desk-act-grant-law").into_owned()),
            address: "/desk/cases/2026K7M3PQRT4X/grant".into(),
            seen: 7,
            fields,
            refused: None,
            meanwhile: Vec::new(),
            last_look: None,
            files: Files::sample(t),
            is_closed: false,
        };
        let opinion = || Field::lines(t, "opinion", t.msg("desk-opinion"), "材料齐全，符合条件");
        let wrong = Field::lines(t, "opinion", t.msg("desk-opinion"), "");
        let wrong = wrong.error(Some(t.msg("desk-wrong-missing").into_owned()));
        let said = SummaryList::new(t, vec![SummaryRow::text(t.msg("desk-opinion"), "材料齐全，符合条件")]);
        let carried = vec![("opinion".to_owned(), "材料齐全，符合条件".to_owned())];
        let refused = t.refusal(&cases::DecideRefusal::Decided);
        vec![
            Sample::of("empty", page(Vec::new())),
            Sample::of("full", page(vec![opinion()])),
            Sample::of("with-errors", page(vec![wrong])),
            Sample::of("not-now", ActPage { is_closed: true, ..page(Vec::new()) }),
            Sample::of(
                "last-look",
                ActPage { last_look: Some(LastLook { said, carried }), ..page(vec![opinion()]) },
            ),
            Sample::of(
                "older-than-the-case",
                ActPage {
                    meanwhile: vec!["2026年11月22日 10:12 审查员 作出决定：准予".into()],
                    refused: Some(refused),
                    ..page(vec![opinion()])
                },
            ),
        ]
    }
}

/// Everything that a page of an act is made from.
struct Facts {
    file: CasePage,
    colleagues: Vec<StaffMember>,
    scans: Vec<(MaterialKey, BlobId)>,
    files: Vec<app::Upload>,
}

/// `GET`: the questions.
///
/// # Errors
/// Not found for who takes no part in the case.
pub async fn show(
    act: &'static Act,
    desk: Desk,
    Path(number): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let mut sent = Sent::default();
    for (name, value) in query {
        sent.0.entry(name).or_default().push(value);
    }
    let facts = facts(act, &desk, &number).await?;
    let mut page = draw(act, &desk, &facts, &sent, Vec::new());
    if is_open(act, &facts.file) {
        return Ok(page.answer(&desk.frame));
    }
    // Nobody fills a form in that would be refused for the case's state or for whose turn it is.
    page.fields.clear();
    page.is_closed = true;
    Ok(page.answer_with(StatusCode::CONFLICT, &desk.frame))
}

/// Whether somebody may do this with the case now.
fn is_open(act: &Act, file: &CasePage) -> bool {
    file.moves.iter().any(|(step, _)| *step == act.step)
}

/// `POST`: looks once more, or gives the order.
///
/// # Errors
/// Not found for who takes no part in the case.
pub async fn order(
    act: &'static Act,
    desk: Desk,
    Path(number): Path<String>,
    sent: Sent,
) -> Result<Response, Problem> {
    let facts = facts(act, &desk, &number).await?;
    if sent.one("go") == "edit" {
        return Ok(draw(act, &desk, &facts, &sent, Vec::new()).answer(&desk.frame));
    }
    let content = desk.city.content();
    let read = (act.read)(&Asking { calendar: content.city_calendar().ok(), ..asking(&desk, &facts, &sent) });
    let order = match read {
        Ok(order) => order,
        Err(wrong) => {
            let page = draw(act, &desk, &facts, &sent, wrong);
            return Ok(page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame));
        }
    };
    let is_stale = sent.one("seen").parse::<u64>().ok() != Some(facts.file.head);
    if act.careful && sent.one("go") != "do" && !is_stale {
        let mut page = draw(act, &desk, &facts, &sent, Vec::new());
        page.last_look = Some(last_look(&desk, &page.fields, &sent));
        return Ok(page.answer(&desk.frame));
    }
    give(act, &desk, &facts, &sent, order).await
}

async fn give(
    act: &'static Act,
    desk: &Desk,
    facts: &Facts,
    sent: &Sent,
    order: Order,
) -> Result<Response, Problem> {
    let number = facts.file.case.number().clone();
    let seat = seat_for(act, &facts.file, sent);
    let seen = sent.one("seen").parse().unwrap_or(0);
    let given = number.clone();
    let done = desk
        .ask(move |city, caller, moment| {
            let case_order =
                CaseOrder { number: &given, action: act.action, seen: Some(seen), idempotency: None };
            let outcome = city.order_case_as(caller, &seat, &case_order, moment, |seat| order(seat))?;
            let again = city.has_task(caller, &given, moment.now)?;
            Ok((outcome, again))
        })
        .await;
    match done {
        Ok((_, again)) => {
            let place = if again {
                format!("/desk/cases/{number}?done={}", act.slug)
            } else {
                format!("/desk?done={}&case={number}", act.slug)
            };
            Ok(Redirect::to(&place).into_response())
        }
        Err(app::Problem::Stale | app::Problem::Busy) => {
            let fresh = self::facts(act, desk, number.as_str()).await?;
            let mut page = draw(act, desk, &fresh, sent, Vec::new());
            page.meanwhile = meanwhile(desk, &fresh.file, seen);
            Ok(page.answer_with(StatusCode::CONFLICT, &desk.frame))
        }
        Err(app::Problem::Refused(refusal)) => {
            let mut page = draw(act, desk, facts, sent, Vec::new());
            page.refused = Some(refusal_in_words(desk.frame.t, &facts.file, refusal.as_ref()));
            Ok(page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame))
        }
        Err(other) => Err(other.into()),
    }
}

/// The domain names steps and materials by their keys; people know them by their names.
fn refusal_in_words(t: Text, file: &CasePage, refusal: &dyn kernel::Refusal) -> RefusalText {
    let mut words = t.refusal(refusal);
    for (name, value) in refusal.values() {
        let terms = file.case.terms();
        let shown = match name {
            "step" => terms.step(&StepKey(value.clone())).map(|step| t.read(&step.name)),
            "material" => terms.material(&MaterialKey(value.clone())).map(|term| t.read(&term.name)),
            _ => None,
        };
        if let Some(shown) = shown {
            words.said = words.said.replace(&value, shown);
        }
    }
    words
}

/// The seat in which the caller gives this order: the one that works on the step, else the one that has the move.
fn seat_for(act: &Act, file: &CasePage, sent: &Sent) -> Seat {
    let of_step = sent.some("step").and_then(|step| {
        file.workable.iter().find(|(key, _)| key.as_str() == step).map(|(_, seat)| seat.clone())
    });
    let of_move = || file.moves.iter().find(|(step, _)| *step == act.step).map(|(_, seat)| seat.clone());
    // Without any, the domain says why not, with its article.
    of_step.or_else(of_move).unwrap_or_else(|| file.seat.clone())
}

async fn facts(act: &Act, desk: &Desk, number: &str) -> Result<Facts, Problem> {
    let number: CaseNumber = number.parse().map_err(|_| Problem::NotFound)?;
    let in_company = act.step == Move::WorkOnStep;
    let facts = desk.ask(move |city, caller, moment| {
        let file = city.case_page(caller, &number, None, moment.now)?;
        let colleagues = if in_company && !file.workable.is_empty() {
            city.colleagues(caller, &units_of(&file))?
        } else {
            Vec::new()
        };
        let scans = city.loose_scans(caller, &file.case)?;
        let files = city.case_files(caller, &number)?;
        Ok(Facts { file, colleagues, scans, files })
    });
    Ok(facts.await?)
}

/// The units that examine this case: their people can take part in each other's checks on the spot.
fn units_of(file: &CasePage) -> Vec<DepartmentId> {
    let terms = file.case.terms();
    let mut units: Vec<_> =
        terms.steps.steps().steps().iter().map(|step| terms.unit_of(step).clone()).collect();
    units.push(terms.department.clone());
    units.sort();
    units.dedup();
    units
}

fn asking<'a>(desk: &'a Desk, facts: &'a Facts, sent: &'a Sent) -> Asking<'a> {
    Asking {
        t: desk.frame.t,
        file: &facts.file,
        sent,
        calendar: None,
        now: desk.moment.now,
        colleagues: &facts.colleagues,
        scans: &facts.scans,
    }
}

fn draw(act: &'static Act, desk: &Desk, facts: &Facts, sent: &Sent, wrong: Vec<Wrong>) -> ActPage {
    let t = desk.frame.t;
    let content = desk.city.content();
    let calendar = content.city_calendar().ok();
    let asked = Asking { calendar, ..asking(desk, facts, sent) };
    let mut fields = (act.questions)(&asked);
    for field in &mut fields {
        let error = wrong.iter().find(|(name, _)| *name == field.name);
        field.error = error.map(|(_, key)| t.msg(key).into_owned());
    }
    let hours = Hours { t, calendar, now: desk.now() };
    let number = facts.file.case.number();
    ActPage {
        head: CaseHead::of(hours, &facts.file, &content),
        title: t.msg(act.title).into_owned(),
        lead: t.msg(act.lead).into_owned(),
        law: act.law.map(|key| t.msg(key).into_owned()),
        address: format!("/desk/cases/{number}/{}", act.slug),
        seen: facts.file.head,
        fields,
        refused: None,
        meanwhile: Vec::new(),
        last_look: None,
        files: Files::of(t, &facts.file, &facts.files),
        is_closed: false,
    }
}

/// What happened after the event that the form had read, one line each.
fn meanwhile(desk: &Desk, file: &CasePage, seen: u64) -> Vec<String> {
    let t = desk.frame.t;
    let content = desk.city.content();
    let new = file.story.iter().skip(usize::try_from(seen).unwrap_or(usize::MAX));
    new.map(|line| story::in_one_line(t, file, &content, line)).collect()
}

fn last_look(desk: &Desk, fields: &[Field], sent: &Sent) -> LastLook {
    let t = desk.frame.t;
    let rows = fields.iter().filter_map(|field| Some(SummaryRow::text(field.label.clone(), &answer(field)?)));
    let not_carried: BTreeSet<&str> = BTreeSet::from(["csrf", "go", "seen"]);
    let carried = sent
        .0
        .iter()
        .filter(|(name, _)| !not_carried.contains(name.as_str()))
        .flat_map(|(name, texts)| texts.iter().map(|text| (name.clone(), text.clone())))
        .collect();
    LastLook { said: SummaryList::new(t, rows.collect()), carried }
}

/// What was answered to a question, in the words of the page; none if nothing was.
fn answer(field: &Field) -> Option<String> {
    let chosen = |choices: &[crate::parts::Choice]| {
        let labels = choices.iter().filter(|choice| choice.chosen && !choice.value.is_empty());
        labels.map(|choice| choice.label.clone()).collect::<Vec<_>>().join("、")
    };
    let said = match &field.control {
        Control::Line { value, unit, .. } => match unit {
            Some(unit) if !value.is_empty() => format!("{value} {unit}"),
            _ => value.clone(),
        },
        Control::Lines { value, .. } => value.clone(),
        Control::Radios { choices, .. } | Control::Checkboxes { choices } | Control::Select { choices } => {
            chosen(choices)
        }
        Control::Date(date) => format!("{}-{}-{}", date.year, date.month, date.day),
        Control::Files { stored, .. } => {
            stored.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join("、")
        }
    };
    (!said.trim().is_empty()).then_some(said)
}
