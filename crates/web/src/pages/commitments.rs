//! `/commitments`: the public register of signed commitments, with nothing personal beyond a masked name (CRED-02).

use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::my::inbox::Place;
use crate::parts::{Cell, Column, EmptyState, Illustration, Pages, Table, Tag, Tone};
use crate::problem::Problem;
use crate::text::Text;
use app::{Content, PublicCommitment};
use axum::extract::Query;
use axum::response::Response;

const ROWS: u32 = 30;

/// The register.
pub struct Commitments {
    table: Option<Table>,
    pages: Pages,
}

page!(Commitments in "commitments.html");

impl Commitments {
    fn nothing(&self, t: Text) -> EmptyState {
        EmptyState::new(Illustration::Paper, t.msg("commitments-none"), t.msg("commitments-none-said"))
    }
}

fn table(t: Text, rows: Vec<Vec<Cell>>) -> Table {
    let columns = [
        "commitments-matter",
        "commitments-material",
        "commitments-by",
        "commitments-signed",
        "commitments-finding",
    ]
    .map(|key| Column::text(t.msg(key)));
    Table::new(t, t.msg("home-commitments"), columns.into(), rows).caption_hidden()
}

fn row(t: Text, content: &Content, line: &PublicCommitment) -> Vec<Cell> {
    let matter = content.matters.get(&line.matter.as_str().into()).map(|published| &published.matter);
    let material = matter.and_then(|matter| matter.material(&line.material.as_str().into()));
    let name = matter.map_or_else(|| line.matter.clone(), |matter| t.read(&matter.name).to_owned());
    let tag = match line.finding.as_deref() {
        Some("holds") => Tag::new(t.msg("finding-holds"), Tone::Good),
        Some(_) => Tag::new(t.msg("finding-false"), Tone::Bad),
        None => Tag::new(t.msg("finding-open"), Tone::Neutral),
    };
    vec![
        Cell::Link(name, format!("/matters/{}", line.matter)),
        Cell::Text(
            material.map_or_else(|| line.material.clone(), |material| t.read(&material.name).to_owned()),
        ),
        line.by.clone().map_or(Cell::Empty, Cell::Text),
        Cell::Text(line.signed_at.map(|at| t.day_of(at)).unwrap_or_default()),
        Cell::part(&tag),
    ]
}

impl Page for Commitments {
    const PATH: &'static str = "/commitments";

    fn title(&self, t: Text) -> String {
        t.msg("home-commitments").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let content = crate::pages::matters::guide::sample_content();
        let line = |finding: Option<&str>| PublicCommitment {
            matter: "drainage-permit".into(),
            material: "works".into(),
            by: Some("陈*娜".into()),
            signed_at: "2026-11-22T03:04:00Z".parse().ok(),
            finding: finding.map(str::to_owned),
            checked_at: None,
        };
        let rows = [None, Some("holds"), Some("false")].map(|finding| row(t, &content, &line(finding)));
        let pages = || Pages::new(t, None, None);
        vec![
            Sample::of("empty", Commitments { table: None, pages: pages() }),
            Sample::of("full", Commitments { table: Some(table(t, rows.into())), pages: pages() }),
        ]
    }
}

/// `GET /commitments`.
///
/// # Errors
/// A fault of the storage.
pub async fn show(desk: Desk, Query(place): Query<Place>) -> Result<Response, Problem> {
    let (t, content, before) = (desk.frame.t, desk.city.content(), place.time());
    let lines = desk.ask(move |city, _, _| city.public_commitments(None, before, ROWS)).await?;
    let next = lines.last().filter(|_| lines.len() == ROWS as usize).and_then(|line| line.signed_at);
    let rows: Vec<Vec<Cell>> = lines.iter().map(|line| row(t, &content, line)).collect();
    let page = Commitments {
        table: (!rows.is_empty()).then(|| table(t, rows)),
        pages: Pages::new(t, None, next.map(|at| format!("/commitments?before={}", at.as_microsecond()))),
    };
    Ok(page.answer(&desk.frame))
}
