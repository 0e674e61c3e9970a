//! `/apply/draft/{id}/situation`: the few questions that shorten everything after them.

use super::fields::{self, QUESTION};
use super::{OpenDraft, StepHead, draft, opened};
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::parts::{Banner, Choice, ErrorSummary, Field};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::Text;
use app::DraftStep;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use catalogue::Situation;
use serde::Deserialize;

/// The situation questions of a draft.
pub struct SituationPage {
    head: StepHead,
    questions: Vec<Field>,
    on: String,
    stop: Option<(String, Option<String>)>,
    elsewhere: Option<Banner>,
}

page!(SituationPage in "apply/situation.html");

impl SituationPage {
    fn of(t: Text, open: &OpenDraft, wrong: &[String]) -> SituationPage {
        let matter = &open.published.matter;
        let answers = open.draft.answers.situation_answers();
        let asked: Vec<&Situation> = matter.questions_to_ask(&answers).collect();
        let names: Vec<String> = asked.iter().map(|question| format!("{QUESTION}{}", question.key)).collect();
        let question = |question: &&Situation| {
            let is_wrong = wrong.contains(&question.key);
            let error = is_wrong.then(|| t.msg("field-missing").into_owned());
            field(t, question, answers.of(&question.key)).error(error)
        };
        let stop = matter.stop(&answers).map(|advice| {
            let instead = advice.instead.as_ref().map(|code| format!("/matters/{code}"));
            (t.read(&advice.text).to_owned(), instead)
        });
        SituationPage {
            head: StepHead::of(t, open, DraftStep::Situation, format!("/matters/{}", matter.code)),
            questions: asked.iter().map(question).collect(),
            on: names.join(" "),
            stop,
            elsewhere: None,
        }
    }

    /// The questions as they were answered here, with what another window made of them.
    fn clashing(
        t: Text,
        open: &mut OpenDraft,
        typed: app::Typed,
        elsewhere: &app::Elsewhere,
    ) -> SituationPage {
        open.draft = elsewhere.draft.clone();
        typed.put(&mut open.draft.answers);
        let mut page = SituationPage::of(t, open, &[]);
        let asked = &open.published.matter.situations;
        for question in asked.iter().filter(|question| elsewhere.questions.contains(&question.key)) {
            let name = format!("{QUESTION}{}", question.key);
            let chosen = elsewhere.draft.answers.situations.get(&question.key);
            let is_chosen = |option: &&catalogue::SituationOption| {
                chosen.is_some_and(|chosen| chosen.contains(&option.key))
            };
            let labels = question.options.iter().filter(is_chosen).map(|option| t.read(&option.label));
            let there = crate::pages::words::listed(t, labels.map(str::to_owned));
            fields::say_elsewhere(t, &mut page.questions, &name, &there);
        }
        let id = &open.draft.id;
        page.elsewhere = Some(super::elsewhere_banner(t, format!("/apply/draft/{id}/situation")));
        page
    }

    fn summary(&self, t: Text) -> ErrorSummary {
        ErrorSummary::of(t, &self.questions)
    }
}

fn field(t: Text, question: &Situation, given: &[String]) -> Field {
    let option = |option: &catalogue::SituationOption| {
        Choice::of(&option.key, t.read(&option.label)).chosen(given.contains(&option.key))
    };
    let (name, label) = (format!("{QUESTION}{}", question.key), t.read(&question.ask));
    let choices = question.options.iter().map(option).collect();
    let mut field = match question.several {
        true => Field::checkboxes(t, name, label, choices),
        false => Field::radios(t, name, label, choices),
    };
    field.hint = question.hint.as_ref().map(|hint| t.read(hint).to_owned());
    field
}

impl Page for SituationPage {
    const PATH: &'static str = "/apply/draft/sample/situation";

    fn title(&self, t: Text) -> String {
        t.msg("apply-step-situation").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let mut empty = super::sample_open();
        empty.draft.answers.situations.clear();
        let mut stopped = super::sample_open();
        stopped.draft.answers.situations.insert("discharger".into(), vec!["home".into()]);
        let wrong = ["discharger".to_owned(), "who".to_owned()];
        vec![
            Sample::of("empty", SituationPage::of(t, &empty, &[])),
            Sample::of("full", SituationPage::of(t, &super::sample_open(), &[])),
            Sample::of("with-errors", SituationPage::of(t, &empty, &wrong)),
            Sample::of("stopped", SituationPage::of(t, &stopped, &[])),
        ]
    }
}

/// Whether the page is to say which questions are still without an answer.
#[derive(Deserialize)]
pub struct Asked {
    missing: Option<u8>,
}

/// Where a later step sends somebody who left a situation question open.
pub(super) fn address_of_missing(id: &str) -> String {
    format!("/apply/draft/{id}/situation?missing=1")
}

/// Whether this is a situation question of the matter, and no field of its form.
pub(super) fn asks(open: &OpenDraft, key: &str) -> bool {
    open.published.matter.situations.iter().any(|question| question.key == key)
}

/// The questions without a right answer.
fn wrong_in(open: &OpenDraft) -> Vec<String> {
    let read = open.published.matter.read_answers(&open.draft.answers.situations);
    read.err().into_iter().flatten().map(|error| error.field.0).collect()
}

/// `GET /apply/draft/{id}/situation`; a matter without questions goes on to its form.
///
/// # Errors
/// [`Problem::NotFound`] for a draft of somebody else.
pub async fn show(
    desk: Desk,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let open = opened!(&desk, &id);
    if open.published.matter.situations.is_empty() {
        return done(&desk, &id).await;
    }
    let wrong = if asked.missing.is_some() { wrong_in(&open) } else { Vec::new() };
    Ok(SituationPage::of(desk.frame.t, &open, &wrong).answer(&desk.frame))
}

/// `POST /apply/draft/{id}/situation`.
///
/// # Errors
/// [`Problem::NotFound`] for a draft of somebody else.
pub async fn answer(desk: Desk, Path(id): Path<String>, sent: Sent) -> Result<Response, Problem> {
    let mut open = opened!(&desk, &id);
    let before: Vec<String> = sent.one("on").split_whitespace().map(str::to_owned).collect();
    let (kept, typed) = (id.clone(), draft::typed(&open.published.matter, &sent, true));
    let again = typed.clone();
    let saved = desk.ask(move |city, caller, moment| city.keep_typed(caller, &kept, typed, moment)).await?;
    open.draft = match saved {
        app::Kept::Saved(draft) => draft,
        app::Kept::Elsewhere(elsewhere) => {
            let page = SituationPage::clashing(desk.frame.t, &mut open, again, &elsewhere);
            return Ok(page.answer_with(StatusCode::CONFLICT, &desk.frame));
        }
    };
    let matter = &open.published.matter;
    let answers = open.draft.answers.situation_answers();
    if matter.stop(&answers).is_some() {
        return Ok(SituationPage::of(desk.frame.t, &open, &[])
            .answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame));
    }
    let wrong = wrong_in(&open);
    if wrong.is_empty() {
        return done(&desk, &id).await;
    }
    // A question that the last answer has just opened is new, not wrong.
    let seen: Vec<String> =
        wrong.iter().filter(|key| before.contains(&format!("{QUESTION}{key}"))).cloned().collect();
    if seen.is_empty() {
        return Ok(Redirect::to(&format!("/apply/draft/{id}/situation")).into_response());
    }
    let page = SituationPage::of(desk.frame.t, &open, &seen);
    Ok(page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame))
}

async fn done(desk: &Desk, id: &str) -> Result<Response, Problem> {
    let kept = id.to_owned();
    desk.ask(move |city, caller, moment| {
        let mark = |answers: &mut app::DraftAnswers| {
            answers.done.insert(DraftStep::Situation);
        };
        city.save_draft(caller, &kept, mark, moment)
    })
    .await?;
    Ok(Redirect::to(&format!("/apply/draft/{id}/form")).into_response())
}
