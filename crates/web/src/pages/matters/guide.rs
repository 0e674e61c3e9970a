//! `/matters/{code}`: one matter, told so that one knows above the fold whether, what, how long, how much and where.

mod facts; // the facts below the fold, row by row
mod picture; // the steps as a picture
mod situation; // the questions that shorten the checklist

use super::Asked;
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::{markdown, words};
use crate::parts::{
    CopyLink, Crumbs, Html, Icon, QrCode, SituationChecklist, StepsPicture, SummaryList, Table, Tag, Tone,
    icon,
};
use crate::problem::Problem;
use crate::text::Text;
use app::{Content, PublishedMatter, Resolved};
use axum::extract::{Path, RawQuery};
use axum::response::{IntoResponse, Redirect, Response};
use catalogue::{Decided, Matter, OnlineDepth};
use std::sync::Arc;

/// The guide of a matter.
pub struct Guide {
    code: String,
    name: String,
    shown_name: Html,
    kind: String,
    summary: Html,
    is_sample: bool,
    answers: Vec<Answer>,
    start: Start,
    checklist: Option<SituationChecklist>,
    how: Vec<Html>,
    more: Html,
    steps: StepsPicture,
    materials: Table,
    conditions: Vec<Html>,
    facts: SummaryList,
    points: Vec<(Html, Html)>,
    questions: Vec<(Html, Html)>,
    laws: Vec<(String, Option<Tag>)>,
    code_card: QrCode,
    address: String,
    telephones: Vec<(String, String)>,
    published: String,
}

/// One of the five answers above the fold.
pub struct Answer {
    icon: &'static str,
    question: String,
    answer: String,
    more: String,
}

impl Answer {
    fn picture(&self) -> Icon {
        icon(self.icon)
    }
}

/// How one begins.
pub enum Start {
    /// Here, with the answers given so far.
    Here(String),
    /// In another system.
    There(String),
    /// At a hall only.
    Hall,
    /// Not by the reader, whose account is for work.
    NotForStaff,
}

page!(Guide in "matters/guide.html");

impl Guide {
    /// The guide of a published matter for somebody who answered `asked`; `origin` is the public address.
    pub fn of(t: Text, content: &Content, published: &PublishedMatter, asked: &Asked, origin: &str) -> Guide {
        let matter = &published.matter;
        let address = format!("{origin}/m/{}", catalogue::short_link(&matter.code));
        let name = t.read(&matter.name).to_owned();
        let department = content.department_name(&matter.department, t.language());
        let listed = |texts: &[kernel::LocalText]| texts.iter().map(|text| t.show(text)).collect();
        let said = |pair: &catalogue::QuestionAnswer| (t.show(&pair.question), t.show(&pair.answer));
        Guide {
            code: matter.code.0.clone(),
            shown_name: t.show(&matter.name),
            kind: format!("{} · {department}", words::regime(t, matter.regime)),
            summary: t.show(&matter.guide.summary),
            is_sample: matter.is_sample(),
            answers: facts::answers(t, content, matter),
            start: start(matter, asked),
            checklist: situation::checklist(t, matter, asked),
            how: listed(&matter.guide.how),
            more: matter.guide.more.as_ref().map(|more| markdown::html(t.read(more))).unwrap_or_default(),
            steps: picture::of(t, content, matter),
            materials: facts::materials(t, matter),
            conditions: listed(&matter.conditions),
            facts: facts::list(t, content, matter),
            points: matter
                .review_points
                .iter()
                .map(|point| (t.show(&point.fact), t.show(&point.rule)))
                .collect(),
            questions: matter.questions.iter().map(said).collect(),
            laws: facts::laws(t, matter),
            code_card: QrCode::new(
                &address,
                t.msg("guide-scan"),
                t.with("guide-code-label", &[("name", &name)]),
            ),
            telephones: facts::telephones(t, content, matter),
            published: published_line(t, published),
            address,
            name,
        }
    }

    fn crumbs(&self, t: Text) -> Crumbs {
        Crumbs::new(t, self.name.clone())
            .above(t.msg("nav-home"), "/")
            .above(t.msg("nav-matters"), "/matters")
    }

    fn copy(&self, t: Text) -> CopyLink {
        CopyLink::new(t, self.address.clone())
    }

    fn sample_tag(&self, t: Text) -> Tag {
        Tag::new(t.msg("guide-sample"), Tone::Warning)
    }
}

fn published_line(t: Text, published: &PublishedMatter) -> String {
    let version = published.version;
    match published.since {
        Some(since) => t.with("guide-version-since", &[("version", &version), ("date", &t.day_of(since))]),
        None => t.with("guide-version", &[("version", &version)]),
    }
}

fn start(matter: &Matter, asked: &Asked) -> Start {
    let goes_online = matter.online != OnlineDepth::None;
    match &matter.decided {
        Decided::LinkOnly { url } if url.is_empty() => Start::Hall,
        Decided::LinkOnly { url } => Start::There(url.clone()),
        _ if goes_online => Start::Here(format!("/apply/{}{}", matter.code, situation::query(matter, asked))),
        _ => Start::Hall,
    }
}

impl Page for Guide {
    const PATH: &'static str = "/matters/sample";

    fn title(&self, _t: Text) -> String {
        self.name.clone()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let content = sample_content();
        let page = |change: &dyn Fn(&mut Matter), asked: &Asked| {
            let mut published = (**content.matters.values().next().expect("one sample")).clone();
            change(Arc::make_mut(&mut published.matter));
            Guide::of(t, &content, &published, asked, "https://example.org")
        };
        let bare = |matter: &mut Matter| {
            matter.materials.clear();
            matter.situations.clear();
            matter.questions.clear();
            matter.conditions.clear();
            matter.decided = Decided::LinkOnly { url: String::new() };
        };
        let there =
            |matter: &mut Matter| matter.decided = Decided::LinkOnly { url: "https://example.org/".into() };
        let medical = Asked::from([("discharger".to_owned(), vec!["medical".to_owned()])]);
        vec![
            Sample::of("empty", page(&bare, &Asked::new())),
            Sample::of("full", page(&|_| {}, &Asked::new())),
            Sample::of("answered", page(&|_| {}, &medical)),
            Sample::of("elsewhere", page(&there, &Asked::new())),
        ]
    }
}

/// The five answers and the materials, for the sheet on paper.
pub(super) fn facts_of(t: Text, content: &Content, matter: &Matter) -> (SummaryList, Table) {
    let row = |answer: Answer| {
        let said = [answer.answer, answer.more];
        let said = words::listed(t, said.iter().filter(|text| !text.is_empty()));
        crate::parts::SummaryRow::text(answer.question, &said)
    };
    let rows = facts::answers(t, content, matter).into_iter().map(row).collect();
    (SummaryList::new(t, rows), facts::materials(t, matter))
}

/// The names of the halls where a matter is offered.
pub(super) fn halls_of(t: Text, content: &Content, matter: &Matter) -> Vec<String> {
    facts::halls(content, matter).into_iter().map(|hall| t.read(&hall.name).to_owned()).collect()
}

/// Content with one whole matter, for the samples of all pages about matters.
pub fn sample_content() -> Content {
    let matter: Matter = serde_json::from_str(include_str!("sample.json")).expect("our own sample is whole");
    let matter = Arc::new(matter);
    let since = "2026-09-01T01:00:00Z".parse().ok();
    let published = Arc::new(PublishedMatter { version: 3, matter, since });
    let mut content = Content::default();
    content.index = app::Index::new([Arc::clone(&published)].into_iter(), &[]);
    content.matters.insert(published.matter.code.clone(), published);
    content
}

/// `GET /matters/{code}`: an official code leads to the slug, a withdrawn matter to its successor or a notice.
///
/// # Errors
/// [`Problem::NotFound`] for an unknown code.
pub async fn show(
    desk: Desk,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let published = match desk.city.resolve_matter(&code)? {
        Resolved::Current(published) if published.matter.code.as_str() != code => {
            return Ok(Redirect::permanent(&format!("/matters/{}", published.matter.code)).into_response());
        }
        Resolved::Current(published) => published,
        Resolved::Withdrawn(successor) => return super::short::withdrawn(&desk, &code, successor).await,
    };
    let asked = super::answers_in(query.as_deref());
    let origin = desk.city.settings().public_address.clone();
    let mut guide = Guide::of(desk.frame.t, &desk.city.content(), &published, &asked, &origin);
    let is_barred = desk.caller.account.is_some() && desk.caller.require(app::Action::Apply).is_err();
    if is_barred && matches!(guide.start, Start::Here(_)) {
        guide.start = Start::NotForStaff;
    }
    Ok(guide.answer(&desk.frame))
}
