//! `/matters`: finding a matter by words, by theme, by who decides it, by where and for whom.

pub mod browse; // what the list is narrowed to
pub mod codes; // the sheet of codes
pub mod guide; // one matter, told
pub mod sheet; // the guide on paper
pub mod short; // the short link and its QR code

use self::browse::Narrowed;
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::words;
use crate::parts::{EmptyState, Filter, Html, Illustration, Pages, SearchBox, Tag, Tone};
use crate::text::Text;
use app::{Content, PublishedMatter};
use axum::Json;
use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How many matters stand on one page.
const ROWS: usize = 15;

/// The list of matters.
pub struct MatterList {
    query: String,
    filter: Filter,
    narrowed_to: Option<String>,
    rows: Vec<MatterLine>,
    found: usize,
    pages: Pages,
}

/// One matter in the list.
pub struct MatterLine {
    pub(crate) href: String,
    pub(crate) name: Html,
    pub(crate) summary: Html,
    pub(crate) department: String,
    pub(crate) time: String,
    pub(crate) tags: Vec<Tag>,
}

page!(MatterList in "matters/list.html");

impl MatterList {
    fn search(&self, t: Text) -> SearchBox {
        SearchBox::new(t, "/matters", t.msg("home-search"), self.query.clone()).suggests("/matters/suggest")
    }

    fn nothing(&self, t: Text) -> EmptyState {
        EmptyState::new(Illustration::Search, t.msg("matters-none"), t.msg("matters-none-said"))
            .link(t.msg("matters-all"), "/matters")
    }
}

impl MatterLine {
    /// A matter as a list shows it.
    pub fn of(t: Text, content: &Content, published: &PublishedMatter) -> MatterLine {
        let matter = &published.matter;
        let time = match matter.limits.promised {
            Some(limit) => t.with("matters-within", &[("limit", &words::limit(t, limit))]),
            None => words::completion(t, matter.completion).into_owned(),
        };
        let mut tags = vec![Tag::new(words::online(t, matter.online), Tone::Neutral)];
        if !matter.decided.is_here() {
            tags.push(Tag::new(t.msg("matters-elsewhere"), Tone::Neutral));
        }
        MatterLine {
            href: format!("/matters/{}", matter.code),
            name: t.show(&matter.name),
            summary: t.show(&matter.guide.summary),
            department: content.department_name(&matter.department, t.language()).to_owned(),
            time,
            tags,
        }
    }
}

impl Page for MatterList {
    const PATH: &'static str = "/matters";

    fn title(&self, t: Text) -> String {
        t.msg("matters-title").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let content = guide::sample_content();
        let narrowed = |query: &str| Narrowed { q: Some(query.to_owned()), ..Narrowed::default() };
        let page = |narrowed: Narrowed| list(t, &content, &narrowed);
        vec![
            Sample::of("empty", page(narrowed("xyz"))),
            Sample::of("full", page(Narrowed::default())),
            Sample::of("narrowed", page(Narrowed { theme: Some("permits".into()), ..narrowed("排水") })),
        ]
    }
}

/// `GET /matters`.
pub async fn show(desk: Desk, Query(narrowed): Query<Narrowed>) -> Response {
    list(desk.frame.t, &desk.city.content(), &narrowed).answer(&desk.frame)
}

fn list(t: Text, content: &Content, narrowed: &Narrowed) -> MatterList {
    let found = narrowed.find(content);
    let from = narrowed.from.unwrap_or(0).min(found.len());
    let line = |matter: &&std::sync::Arc<PublishedMatter>| MatterLine::of(t, content, matter);
    let next = (from + ROWS < found.len()).then(|| narrowed.address(Some(from + ROWS)));
    let first = (0 < from).then(|| narrowed.address(None));
    MatterList {
        query: narrowed.q.clone().unwrap_or_default(),
        filter: narrowed.filter(t, content),
        narrowed_to: narrowed.about(t, content),
        rows: found.iter().skip(from).take(ROWS).map(line).collect(),
        found: found.len(),
        pages: Pages::new(t, first, next),
    }
}

/// What was typed so far.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    q: String,
}

/// `GET /matters/suggest`: at most eight matters for the search box.
pub async fn suggest(desk: Desk, Query(typed): Query<Typed>) -> Json<Value> {
    let (content, t) = (desk.city.content(), desk.frame.t);
    let item = |found: app::Found| {
        let matter = &content.matters.get(&found.code)?.matter;
        Some(json!({
            "text": t.read(&matter.name),
            "note": content.department_name(&matter.department, t.language()),
            "href": format!("/matters/{}", matter.code),
        }))
    };
    let items: Vec<Value> = content.index.search(&typed.q, 8).into_iter().filter_map(item).collect();
    Json(json!({ "items": items }))
}

/// The answers in an address, by question: what the guide hands on to the application.
pub type Asked = BTreeMap<String, Vec<String>>;

/// Reads a query string with repeated names.
pub fn answers_in(query: Option<&str>) -> Asked {
    let mut answers = Asked::new();
    for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
        answers.entry(name.into_owned()).or_default().push(value.into_owned());
    }
    answers
}
