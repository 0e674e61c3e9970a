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

/// What a department looked at on one day, in one case and for one purpose: a clerk who turns the pages of a case
/// makes one line and not a wall of them.
struct Look {
    at: Option<kernel::Timestamp>,
    unit: Option<String>,
    purpose: String,
    number: Option<kernel::CaseNumber>,
    whats: Vec<String>,
    times: usize,
}

impl Look {
    fn said(&self, t: Text) -> String {
        let mut names: Vec<String> = Vec::new();
        for name in self.whats.iter().map(|word| what(t, word)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let names = crate::pages::words::listed(t, names);
        match self.times {
            1 => names,
            times => t.with("record-times", &[("what", &names), ("times", &times)]),
        }
    }
}

/// The looks of a page, the last first; each stands where its latest one was.
fn looks(lines: Vec<ReadLine>, day: impl Fn(kernel::Timestamp) -> kernel::Date) -> Vec<Look> {
    let mut looks: Vec<Look> = Vec::new();
    for line in lines {
        let same = |look: &&mut Look| {
            look.at.map(&day) == line.at.map(&day)
                && (&look.unit, &look.purpose, &look.number) == (&line.unit, &line.purpose, &line.number)
        };
        match looks.iter_mut().find(same) {
            Some(look) => {
                look.times += 1;
                look.whats.push(line.what);
            }
            None => looks.push(Look {
                at: line.at,
                unit: line.unit,
                purpose: line.purpose,
                number: line.number,
                whats: vec![line.what],
                times: 1,
            }),
        }
    }
    looks
}

/// `GET /my/record`.
///
/// # Errors
/// [`Problem::SignInFirst`] for a guest.
pub async fn show(desk: Desk, Query(place): Query<super::inbox::Place>) -> Result<Response, Problem> {
    let (t, content, before) = (desk.frame.t, desk.city.content(), place.time());
    let lines = desk.ask(move |city, caller, _| city.reads_of_me(caller, before, ROWS)).await?;
    let next = lines.last().filter(|_| lines.len() == ROWS as usize).and_then(|line| line.at);
    let rows: Vec<Vec<Cell>> = looks(lines, |at| content.date(at))
        .iter()
        .map(|look| {
            let unit = look.unit.as_deref();
            let unit = unit.map(|unit| content.department_name(&unit.into(), t.language()).to_owned());
            let case =
                look.number.as_ref().map(|number| Cell::Link(number.spoken(), format!("/my/cases/{number}")));
            vec![
                Cell::Text(look.at.map(|at| t.moment(at)).unwrap_or_default()),
                unit.map_or(Cell::Empty, Cell::Text),
                Cell::Text(look.said(t)),
                Cell::Text(purpose(t, &look.purpose)),
                case.unwrap_or(Cell::Empty),
            ]
        })
        .collect();
    let page = Record {
        table: (!rows.is_empty()).then(|| table(t, rows)),
        pages: Pages::new(t, None, next.map(|at| format!("/my/record?before={}", at.as_microsecond()))),
    };
    Ok(page.answer(&desk.frame))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(at: &str, unit: &str, what: &str) -> ReadLine {
        ReadLine {
            at: at.parse().ok(),
            unit: Some(unit.into()),
            what: what.into(),
            purpose: "task".into(),
            number: None,
        }
    }

    #[test]
    fn a_clerk_who_turns_pages_makes_one_line_a_day() {
        let lines = vec![
            line("2026-11-23T03:00:00Z", "water", "file"),
            line("2026-11-23T02:59:00Z", "water", "case page"),
            line("2026-11-23T02:58:00Z", "parks", "case page"),
            line("2026-11-22T02:58:00Z", "water", "case page"),
            line("2026-11-23T02:00:00Z", "water", "file"),
        ];
        let looks = looks(lines, |at| at.to_zoned(jiff::tz::TimeZone::UTC).date());
        let counted: Vec<(Option<&str>, usize)> =
            looks.iter().map(|look| (look.unit.as_deref(), look.times)).collect();
        assert_eq!(counted, [(Some("water"), 3), (Some("parks"), 1), (Some("water"), 1)]);
        assert_eq!(looks[0].at, "2026-11-23T03:00:00Z".parse().ok(), "the latest is told");
    }
}
