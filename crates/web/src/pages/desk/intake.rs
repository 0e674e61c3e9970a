//! `/desk/intake`: taking in for a person present, who needs neither account nor telephone (practice.md 15).

mod form; // the whole application on one page
mod questions; // what the matter asks, as parts
mod read; // what was typed, as an application

pub use form::{IntakeForm, send, show as show_form};

use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::parts::{Cell, Column, EmptyState, Illustration, SearchBox, Table};
use crate::problem::Problem;
use crate::text::Text;
use app::PublishedMatter;
use axum::extract::Query;
use axum::response::Response;
use catalogue::Channel;
use serde::Deserialize;
use std::sync::Arc;

/// How many matters are listed.
const SHOWN: usize = 80;

/// Choosing the matter.
pub struct Intake {
    /// What was typed.
    pub query: String,
    /// The matters: code, name, department.
    pub matters: Vec<(String, String, String)>,
}

page!(Intake in "desk/intake.html");

impl Intake {
    fn search(&self, t: Text) -> SearchBox {
        SearchBox::new(t, "/desk/intake", t.msg("desk-intake-search"), self.query.clone())
    }

    fn table(&self, t: Text) -> Table {
        let columns = ["desk-col-matter", "desk-col-department"].map(|key| Column::text(t.msg(key)));
        let row = |(code, name, department): &(String, String, String)| {
            let href = format!("/desk/intake/{code}");
            vec![Cell::Link(name.clone(), href), Cell::Text(department.clone())]
        };
        let rows = self.matters.iter().map(row).collect();
        Table::new(t, t.msg("nav-desk-intake"), columns.into(), rows).caption_hidden()
    }

    fn nothing(&self, t: Text) -> EmptyState {
        EmptyState::new(Illustration::Search, t.msg("desk-intake-none"), t.msg("desk-intake-none-said"))
            .link(t.msg("desk-intake-all"), "/desk/intake")
    }
}

impl Page for Intake {
    const PATH: &'static str = "/desk/intake";

    fn title(&self, t: Text) -> String {
        t.msg("nav-desk-intake").into_owned()
    }

    fn samples(_: Text) -> Vec<Sample<Self>> {
        let matter = ("drainage-permit".into(), "城镇污水排入排水管网许可".into(), "市水务局".into());
        vec![
            Sample::of("empty", Intake { query: "没有的".into(), matters: Vec::new() }),
            Sample::of("full", Intake { query: String::new(), matters: vec![matter] }),
        ]
    }
}

/// What the address says.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
}

/// `GET /desk/intake`.
pub async fn show(desk: Desk, Query(asked): Query<Asked>) -> Response {
    let content = desk.city.content();
    let language = desk.language();
    let at_window = |found: &&Arc<PublishedMatter>| is_taken_in(found);
    let row = |found: &Arc<PublishedMatter>| {
        let matter = &found.matter;
        let department = content.department_name(&matter.department, language).to_owned();
        (matter.code.0.clone(), matter.name.in_language(language).to_owned(), department)
    };
    let matters = if asked.q.trim().is_empty() {
        content.matters.values().filter(at_window).take(SHOWN).map(row).collect()
    } else {
        let found = content.index.search(&asked.q, SHOWN);
        let matters = found.iter().filter_map(|found| content.matters.get(&found.code));
        matters.filter(at_window).map(row).collect()
    };
    Intake { query: asked.q, matters }.answer(&desk.frame)
}

/// Whether a window takes this matter in.
fn is_taken_in(found: &PublishedMatter) -> bool {
    let channels = &found.matter.channels;
    found.matter.decided.takes_applications() && (channels.is_empty() || channels.contains(&Channel::Window))
}

/// The matter with this code, if a window takes it in.
fn matter(desk: &Desk, code: &str) -> Result<Arc<PublishedMatter>, Problem> {
    let content = desk.city.content();
    let found = content.matters.get(&kernel::MatterCode(code.to_owned())).filter(|found| is_taken_in(found));
    found.cloned().ok_or(Problem::NotFound)
}
