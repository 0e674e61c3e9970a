//! `/apply/draft/{id}/form`: the same form in two modes: one question on a page, or all of it (practice.md 19).

use super::fields::{self, FIELD};
use super::{OpenDraft, StepHead, draft, opened, situation};
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::parts::{Banner, ErrorSummary, Field};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::Text;
use app::{Content, DraftStep, FieldProblem, Kept};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use std::collections::BTreeMap;

type Known = BTreeMap<String, Vec<String>>;

/// The form, one question of it or all.
pub struct FormPage {
    head: StepHead,
    sections: Vec<FormSection>,
    on: String,
    at: String,
    to_check: bool,
    whole: bool,
    place: String,
    elsewhere: Option<Banner>,
}

/// A section with its questions.
pub struct FormSection {
    title: String,
    hint: Option<String>,
    fields: Vec<Field>,
}

page!(FormPage in "apply/form.html");

/// Where in the form, and where to go on.
#[derive(Deserialize)]
pub struct Place {
    at: Option<String>,
    back: Option<String>,
}

/// What a form page is drawn from.
struct Drawn<'a> {
    t: Text,
    content: &'a Content,
    open: &'a OpenDraft,
    known: &'a Known,
    wrong: &'a [FieldProblem],
    to_check: bool,
}

impl Drawn<'_> {
    fn field(&self, field: &catalogue::Field) -> Field {
        let texts = self.open.draft.answers.form.get(field.key.as_str()).cloned().unwrap_or_default();
        let known = self.known.get(field.key.as_str());
        let problem = self.wrong.iter().find(|problem| problem.field == field.key.as_str());
        fields::part(self.t, self.content, self.open.published.matter.region.as_ref(), field, &texts, known)
            .error(problem.map(|problem| fields::said(self.t, problem)))
    }

    /// One question, which is the page's heading.
    fn guided(&self, at: &str) -> Option<FormPage> {
        let form = &self.open.published.matter.form;
        let answers = self.open.draft.answers.known(form);
        let shown: Vec<_> = form.shown(&answers).collect();
        let place = shown.iter().position(|(_, field)| field.key.as_str() == at)?;
        let (section, field) = shown[place];
        let back = match place.checked_sub(1) {
            _ if self.to_check => self.address("check"),
            Some(before) => format!("{}?at={}", self.address("form"), shown[before].1.key),
            None => self.address("situation"),
        };
        let asked = FormSection {
            title: self.t.read(&section.title).to_owned(),
            hint: None,
            fields: vec![self.field(field).heading()],
        };
        Some(FormPage {
            head: StepHead::of(self.t, self.open, DraftStep::Form, back),
            on: format!("{FIELD}{at}"),
            at: at.to_owned(),
            to_check: self.to_check,
            whole: false,
            place: self.place(at),
            sections: vec![asked],
            elsewhere: None,
        })
    }

    /// Which question it is of those that somebody has to answer; what is filled in already is told beside them.
    fn place(&self, at: &str) -> String {
        let form = &self.open.published.matter.form;
        let answers = self.open.draft.answers.known(form);
        let shown: Vec<&str> = form.shown(&answers).map(|(_, field)| field.key.as_str()).collect();
        let asked: Vec<&str> =
            shown.iter().copied().filter(|key| !is_filled_in(self.open, self.known, key)).collect();
        let (all, filled) = (asked.len(), shown.len() - asked.len());
        let Some(place) = asked.iter().position(|key| *key == at) else {
            return self.t.msg("apply-question-filled").into_owned();
        };
        let number = place + 1;
        let key = if filled == 0 { "apply-question" } else { "apply-question-of" };
        self.t.with(key, &[("number", &number), ("all", &all), ("filled", &filled)])
    }

    /// All questions, section by section.
    fn whole(&self) -> FormPage {
        let form = &self.open.published.matter.form;
        let answers = self.open.draft.answers.known(form);
        let mut sections: Vec<(&str, FormSection)> = Vec::new();
        let mut on = Vec::new();
        for (section, field) in form.shown(&answers) {
            if sections.last().is_none_or(|(key, _)| *key != section.key) {
                let hint = section.hint.as_ref().map(|hint| self.t.read(hint).to_owned());
                let title = self.t.read(&section.title).to_owned();
                sections.push((&section.key, FormSection { title, hint, fields: Vec::new() }));
            }
            if let Some((_, last)) = sections.last_mut() {
                last.fields.push(self.field(field));
            }
            on.push(format!("{FIELD}{}", field.key));
        }
        FormPage {
            head: StepHead::of(self.t, self.open, DraftStep::Form, self.address("situation")),
            on: on.join(" "),
            at: String::new(),
            to_check: self.to_check,
            whole: true,
            place: String::new(),
            sections: sections.into_iter().map(|(_, section)| section).collect(),
            elsewhere: None,
        }
    }

    /// The page with one question or with all.
    fn page(&self, at: Option<&str>) -> Option<FormPage> {
        match at {
            Some(at) => self.guided(at),
            None => Some(self.whole()),
        }
    }

    fn address(&self, step: &str) -> String {
        format!("/apply/draft/{}/{step}", self.open.draft.id)
    }
}

impl FormPage {
    /// Says which of its questions another window answered otherwise, and how.
    fn clashing(
        mut self,
        t: Text,
        content: &Content,
        open: &OpenDraft,
        elsewhere: &app::Elsewhere,
    ) -> FormPage {
        let form = &open.published.matter.form;
        for field in form.fields().filter(|field| elsewhere.questions.contains(&field.key.0)) {
            let texts = elsewhere.draft.answers.form.get(field.key.as_str()).cloned().unwrap_or_default();
            let there = fields::shown(t, content, field, &texts);
            for section in &mut self.sections {
                fields::say_elsewhere(t, &mut section.fields, &format!("{FIELD}{}", field.key), &there);
            }
        }
        let at = if self.at.is_empty() { String::new() } else { format!("?at={}", self.at) };
        self.elsewhere = Some(super::elsewhere_banner(t, format!("{}{at}", self.head.at("form"))));
        self
    }

    fn summary(&self, t: Text) -> ErrorSummary {
        ErrorSummary::of(t, self.sections.iter().flat_map(|section| &section.fields))
    }
}

impl Page for FormPage {
    const PATH: &'static str = "/apply/draft/sample/form";

    fn title(&self, t: Text) -> String {
        t.msg("apply-step-form").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let (content, open, known) =
            (crate::pages::matters::guide::sample_content(), super::sample_open(), Known::new());
        let filled: Known = [("unit_name".to_owned(), vec!["海风诊所".to_owned()])].into();
        let wrong = [
            FieldProblem::new("unit_name", "field-missing"),
            FieldProblem::new("outlets", "field-not-a-number"),
            FieldProblem::new("starts_on", "field-not-a-date"),
        ];
        let drawn = |wrong, known| Drawn { t, content: &content, open: &open, known, wrong, to_check: false };
        let guided = |at: &str, wrong, known| drawn(wrong, known).guided(at).expect("a field of the sample");
        vec![
            Sample::of("guided", guided("unit_name", &[], &filled)),
            Sample::of("guided-date", guided("starts_on", &[], &known)),
            Sample::of("guided-with-errors", guided("outlets", &wrong, &known)),
            Sample::of("whole", drawn(&[], &filled).whole()),
            Sample::of("whole-with-errors", drawn(&wrong, &known).whole()),
        ]
    }
}

/// `GET /apply/draft/{id}/form`.
///
/// # Errors
/// [`Problem::NotFound`] for a draft of somebody else.
pub async fn show(
    desk: Desk,
    Path(id): Path<String>,
    Query(place): Query<Place>,
) -> Result<Response, Problem> {
    let open = opened!(&desk, &id);
    let content = desk.city.content();
    let known = known(&desk, &open).await?;
    let to_check = place.back.as_deref() == Some("check");
    let drawn =
        Drawn { t: desk.frame.t, content: &content, open: &open, known: &known, wrong: &[], to_check };
    if open.published.matter.form.sections.is_empty() {
        return done(&desk, &id).await;
    }
    if is_whole(&desk, &open) && place.at.is_none() {
        return Ok(drawn.whole().answer(&desk.frame));
    }
    let at = match place.at {
        Some(at) => at,
        None => first_open(&desk, &open, &known).await?.ok_or(Problem::NotFound)?,
    };
    let page = drawn.guided(&at).ok_or(Problem::NotFound)?;
    Ok(page.answer(&desk.frame))
}

/// What the city knows of the applicant, to show the source beside an answer.
async fn known(desk: &Desk, open: &OpenDraft) -> Result<Known, Problem> {
    let published = open.published.clone();
    Ok(desk.ask(move |city, caller, _| city.prefilled(caller, &published)).await?)
}

/// Enterprises see the whole form, persons one question at a time, unless they chose otherwise.
fn is_whole(desk: &Desk, open: &OpenDraft) -> bool {
    open.draft.answers.whole_page.unwrap_or(desk.caller.acting_for.is_some())
}

/// The first question that is left to answer, else the first that was not filled in by the city.
async fn first_open(desk: &Desk, open: &OpenDraft, known: &Known) -> Result<Option<String>, Problem> {
    let (draft, published, now) = (open.draft.clone(), open.published.clone(), desk.now());
    let found = desk.ask(move |city, _, _| Ok(city.field_to_go_on(&published, &draft, now))).await?;
    let keys = shown_keys(open);
    let asked = keys.iter().find(|key| !is_filled_in(open, known, key)).or(keys.first()).cloned();
    Ok(found.map(|key| key.0).or(asked))
}

/// The fields that are shown as the answers stand, in the order of the form.
fn shown_keys(open: &OpenDraft) -> Vec<String> {
    let form = &open.published.matter.form;
    let answers = open.draft.answers.known(form);
    form.shown(&answers).map(|(_, field)| field.key.0.clone()).collect()
}

/// Whether the answer is the one that the city filled in.
fn is_filled_in(open: &OpenDraft, known: &Known, key: &str) -> bool {
    known.get(key).is_some_and(|known| open.draft.answers.form.get(key) == Some(known))
}

/// `POST /apply/draft/{id}/form`.
///
/// # Errors
/// [`Problem::NotFound`] for a draft of somebody else.
pub async fn answer(desk: Desk, Path(id): Path<String>, sent: Sent) -> Result<Response, Problem> {
    let mut open = opened!(&desk, &id);
    let (at, to_check) = (sent.some("at"), sent.one("back") == "check");
    let typed = draft::typed(&open.published.matter, &sent, true);
    let (content, known) = (desk.city.content(), known(&desk, &open).await?);
    let t = desk.frame.t;
    let (kept, wrong) = match keep(&desk, &open, &at, typed.clone()).await? {
        (Kept::Saved(draft), wrong) => (draft, wrong),
        (Kept::Elsewhere(elsewhere), _) => {
            open.draft = elsewhere.draft.clone();
            typed.put(&mut open.draft.answers);
            let drawn = Drawn { t, content: &content, open: &open, known: &known, wrong: &[], to_check };
            let page = drawn.page(at.as_deref()).ok_or(Problem::NotFound)?;
            let page = page.clashing(t, &content, &open, &elsewhere);
            return Ok(page.answer_with(StatusCode::CONFLICT, &desk.frame));
        }
    };
    open.draft = kept;
    if wrong.iter().any(|problem| situation::asks(&open, &problem.field)) {
        return Ok(Redirect::to(&situation::address_of_missing(&id)).into_response());
    }
    if !wrong.is_empty() {
        let drawn = Drawn { t, content: &content, open: &open, known: &known, wrong: &wrong, to_check };
        let page = drawn.page(at.as_deref()).ok_or(Problem::NotFound)?;
        return Ok(page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame));
    }
    if to_check {
        return Ok(Redirect::to(&format!("/apply/draft/{id}/check")).into_response());
    }
    match at.and_then(|at| after(&open, &known, &at)) {
        Some(next) => Ok(Redirect::to(&format!("/apply/draft/{id}/form?at={next}")).into_response()),
        None => done(&desk, &id).await,
    }
}

/// Keeps what was typed, and says what is wrong with the one question or with the whole form.
async fn keep(
    desk: &Desk,
    open: &OpenDraft,
    at: &Option<String>,
    typed: app::Typed,
) -> Result<(Kept, Vec<FieldProblem>), Problem> {
    let (id, published, at, now) = (open.draft.id.clone(), open.published.clone(), at.clone(), desk.now());
    let kept = desk.ask(move |city, caller, moment| {
        let kept = city.keep_typed(caller, &id, typed, moment)?;
        let wrong = match (&kept, &at) {
            (Kept::Elsewhere(_), _) => Vec::new(),
            (Kept::Saved(draft), Some(key)) => {
                let texts = draft.answers.form.get(key).cloned().unwrap_or_default();
                city.check_answer(&published, &key.as_str().into(), &texts, now).into_iter().collect()
            }
            (Kept::Saved(draft), None) => city.check_draft(draft, now)?,
        };
        Ok((kept, wrong))
    });
    Ok(kept.await?)
}

/// The next question as the answers stand now; what is filled in already is looked over on the last page.
fn after(open: &OpenDraft, known: &Known, at: &str) -> Option<String> {
    let keys = shown_keys(open);
    let place = keys.iter().position(|key| key == at)?;
    keys[place + 1..].iter().find(|key| !is_filled_in(open, known, key)).cloned()
}

async fn done(desk: &Desk, id: &str) -> Result<Response, Problem> {
    let kept = id.to_owned();
    desk.ask(move |city, caller, moment| {
        let mark = |answers: &mut app::DraftAnswers| {
            answers.done.insert(DraftStep::Form);
        };
        city.save_draft(caller, &kept, mark, moment)
    })
    .await?;
    Ok(Redirect::to(&format!("/apply/draft/{id}/materials")).into_response())
}
