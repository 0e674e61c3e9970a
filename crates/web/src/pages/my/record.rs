//! `/my/record`: which department read what of mine, when and for what purpose; the clerk's name is for the audit.

use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::parts::{Cell, Column, EmptyState, Illustration, Pages, Table, Tabs};
use crate::problem::Problem;
use crate::text::Text;
use app::ReadLine;
use axum::extract::Query;
use axum::response::Response;

const ROWS: u32 = 30;

/// The list of reads.
pub struct Record {
    table: Option<Table>,
    pages: Pages,
}

page!(Record in "my/record.html");

impl Record {
    fn tabs(&self, t: Text) -> Tabs {
        super::tabs(t, "/my/record")
    }

    fn nothing(&self, t: Text) -> EmptyState {
        EmptyState::new(Illustration::Sea, t.msg("record-none"), t.msg("record-none-said"))
    }
}

impl Page for Record {
    const PATH: &'static str = "/my/record";

    fn title(&self, t: Text) -> String {
        t.msg("my-record").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let row = vec![
            Cell::Text("2026年11月22日 11:04".into()),
            Cell::Text("水务局".into()),
            Cell::Text(what(t, "case page")),
            Cell::Text(purpose(t, "task")),
            Cell::Link("2026-7KQ4M-9XW2H".into(), "/my/cases/20267KQ4M9XW2H".into()),
        ];
        let pages = || Pages::new(t, None, None);
        vec![
            Sample::of("empty", Record { table: None, pages: pages() }),
            Sample::of("full", Record { table: Some(table(t, vec![row])), pages: pages() }),
        ]
    }
}

fn table(t: Text, rows: Vec<Vec<Cell>>) -> Table {
    let columns = ["record-when", "record-who", "record-what", "record-why", "case-number"]
        .map(|key| Column::text(t.msg(key)));
    Table::new(t, t.msg("my-record"), columns.into(), rows).caption_hidden()
}

fn what(t: Text, word: &str) -> String {
    let key = match word {
        "case page" => "record-case",
        "paper" => "record-paper",
        "file" => "record-file",
        "receipt" => "record-receipt",
        _ => "record-other",
    };
    t.msg(key).into_owned()
}

/// The task in hand, or the reason that was given outside of one.
fn purpose(t: Text, word: &str) -> String {
    match word {
        "task" => t.msg("record-task").into_owned(),
        "api" => t.msg("record-api").into_owned(),
        reason => reason.to_owned(),
    }
}

/// `GET /my/record`.
///
/// # Errors
/// [`Problem::SignInFirst`] for a guest.
pub async fn show(desk: Desk, Query(place): Query<super::inbox::Place>) -> Result<Response, Problem> {
    let (t, content, before) = (desk.frame.t, desk.city.content(), place.time());
    let lines = desk.ask(move |city, caller, _| city.reads_of_me(caller, before, ROWS)).await?;
    let next = lines.last().filter(|_| lines.len() == ROWS as usize).and_then(|line| line.at);
    let row = |line: &ReadLine| {
        let unit =
            line.unit.as_deref().map(|unit| content.department_name(&unit.into(), t.language()).to_owned());
        let case =
            line.number.as_ref().map(|number| Cell::Link(number.spoken(), format!("/my/cases/{number}")));
        vec![
            Cell::Text(line.at.map(|at| t.moment(at)).unwrap_or_default()),
            unit.map_or(Cell::Empty, Cell::Text),
            Cell::Text(what(t, &line.what)),
            Cell::Text(purpose(t, &line.purpose)),
            case.unwrap_or(Cell::Empty),
        ]
    };
    let rows: Vec<Vec<Cell>> = lines.iter().map(row).collect();
    let page = Record {
        table: (!rows.is_empty()).then(|| table(t, rows)),
        pages: Pages::new(t, None, next.map(|at| format!("/my/record?before={}", at.as_microsecond()))),
    };
    Ok(page.answer(&desk.frame))
}
