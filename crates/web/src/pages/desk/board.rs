//! `/desk/board`: what will be late before it is late, by unit, matter and colour; noes that wait; one click to the case.

use super::after::difficulties;
use super::due::Hours;
use super::{list, words};
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::parts::{Cell, Column, DueColour, DueMark, EmptyState, Figure, Illustration, Table, Tag, Tone};
use crate::problem::Problem;
use crate::text::Text;
use app::cases::CaseRow;
use app::desk::BoardRow;
use app::{Action, Content};
use axum::response::Response;

/// How many cases each list shows.
const SHOWN: u32 = 12;

/// The head's board.
pub struct Board {
    /// Open cases by unit and matter, with the way to the cases behind each number.
    pub rows: Vec<Vec<Cell>>,
    /// Sums over all rows: open, near the end, past the promise, past the law, standing still.
    pub sums: [u64; 5],
    /// Late cases.
    pub late: Vec<Vec<Cell>>,
    /// What is due next.
    pub next: Vec<Vec<Cell>>,
    /// Proposed noes.
    pub noes: Vec<Vec<Cell>>,
    /// What cannot be got done, with who leads it and until when.
    pub stuck: Vec<Vec<Cell>>,
    /// Whether the reader may open the cases behind the numbers.
    pub opens: bool,
}

page!(Board in "desk/board.html");

impl Board {
    fn figures(&self, t: Text) -> Vec<Figure> {
        let [open, yellow, red, breach, still] = self.sums;
        let figure = |title: &str, number: u64, defined: &str| {
            Figure::new(t.msg(title), t.number(number), t.msg("desk-unit-cases"), t.msg(defined))
        };
        let behind = |figure: Figure, href: &str| if self.opens { figure.link(href) } else { figure };
        let late = |figure| behind(figure, "/desk/cases?late=1");
        vec![
            behind(figure("desk-board-open", open, "desk-board-open-defined"), "/desk/cases"),
            late(figure("due-notice", yellow, "desk-board-yellow-defined")),
            late(figure("due-yellow", red, "desk-board-red-defined")),
            late(figure("due-red", breach, "desk-board-breach-defined")),
            behind(figure("due-paused", still, "desk-board-still-defined"), "/desk/cases?status=suspended"),
        ]
    }

    fn table(&self, t: Text) -> Table {
        let mut columns =
            vec![Column::text(t.msg("desk-col-matter")), Column::text(t.msg("desk-col-department"))];
        let keys = [
            "desk-board-open",
            "due-calm",
            "due-notice",
            "due-yellow",
            "due-red",
            "due-paused",
            "desk-board-noes",
        ];
        columns.extend(keys.iter().map(|key| Column::number(t.msg(key))));
        Table::new(t, t.msg("desk-board-by-matter"), columns, self.rows.clone()).caption_hidden()
    }

    fn cases(&self, t: Text, caption: impl AsRef<str>, rows: &[Vec<Cell>]) -> Table {
        list::table(t, caption.as_ref(), rows)
    }

    fn difficulties(&self, t: Text) -> Table {
        let columns = difficulties::COLUMNS.iter().map(|key| Column::text(t.msg(key))).collect();
        Table::new(t, t.msg("desk-difficulties"), columns, self.stuck.clone()).caption_hidden()
    }

    fn nothing(&self, t: Text) -> EmptyState {
        EmptyState::new(Illustration::Sea, t.msg("desk-board-none"), t.msg("desk-board-none-said"))
    }
}

impl Page for Board {
    const PATH: &'static str = "/desk/board";

    fn title(&self, t: Text) -> String {
        t.msg("nav-desk-board").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let empty = || Board {
            rows: Vec::new(),
            sums: [0; 5],
            late: Vec::new(),
            next: Vec::new(),
            noes: Vec::new(),
            stuck: Vec::new(),
            opens: false,
        };
        let number = |number: &str| Cell::Number(number.into());
        let row = vec![
            Cell::Link("城镇污水排入排水管网许可".into(), "/desk/cases?matter=drainage-permit".into()),
            Cell::Text("市水务局".into()),
            number("12"),
            number("8"),
            number("2"),
            number("1"),
            number("0"),
            number("1"),
            number("1"),
        ];
        let case = |colour, left: &str| {
            vec![
                Cell::Link("2026K7M3PQRT4X".into(), "/desk/cases/2026K7M3PQRT4X".into()),
                Cell::Text("城镇污水排入排水管网许可".into()),
                Cell::Text("陈*".into()),
                Cell::part(&words::state(t, "examining")),
                Cell::Text("2026年11月16日".into()),
                Cell::part(&DueMark::new(t, colour, left, "2026年11月20日 17:30")),
            ]
        };
        let full = Board {
            rows: vec![row],
            sums: [12, 2, 1, 0, 1],
            late: vec![case(DueColour::Yellow, "已超 1 个工作日")],
            next: vec![case(DueColour::Notice, "今天 17:30 前")],
            noes: vec![case(DueColour::Notice, "今天 11:30 前")],
            stuck: vec![vec![
                Cell::Link("20267KQ4M9XW2H".into(), "/desk/difficulties/20267KQ4M9XW2H".into()),
                Cell::Text("城镇污水排入排水管网许可".into()),
                Cell::Text("陈*".into()),
                Cell::Text("市水务局".into()),
                Cell::part(&Tag::new(t.msg("difficulty-late"), Tone::Bad)),
                Cell::part(&DueMark::new(t, DueColour::Yellow, "已超 1 个工作日", "2026年11月20日 17:30")),
            ]],
            opens: true,
        };
        vec![Sample::of("empty", empty()), Sample::of("full", full)]
    }
}

/// `GET /desk/board`.
///
/// # Errors
/// Forbidden for who reads no board.
pub async fn show(desk: Desk) -> Result<Response, Problem> {
    let (board, stuck) = desk
        .ask(|city, caller, moment| {
            let leads = caller.require(Action::LeadDifficulty).is_ok();
            let stuck = leads.then(|| city.difficulty_list(caller, false, SHOWN, moment.now)).transpose()?;
            Ok((city.board(caller, SHOWN, moment.now)?, stuck.unwrap_or_default()))
        })
        .await?;
    let content = desk.city.content();
    let hours = Hours { t: desk.frame.t, calendar: content.city_calendar().ok(), now: desk.now() };
    let cells = |rows: &[CaseRow]| rows.iter().map(|row| list::cells(hours, row)).collect();
    let noes = board.proposals.iter().map(|row| no_cells(hours, row)).collect();
    let opens = desk.caller.require(Action::ReadCase).is_ok();
    let matter = |row| {
        let cells = matter_cells(hours.t, &content, row);
        if opens { cells } else { cells.into_iter().map(without_way).collect() }
    };
    let page = Board {
        opens,
        sums: sums(&board.rows),
        rows: board.rows.iter().map(matter).collect(),
        late: cells(&board.late),
        next: cells(&board.next),
        noes,
        stuck: stuck.iter().map(|row| difficulties::cells(hours, &content, row)).collect(),
    };
    Ok(page.answer(&desk.frame))
}

fn sums(rows: &[BoardRow]) -> [u64; 5] {
    let sum = |part: fn(&BoardRow) -> i64| rows.iter().map(part).sum::<i64>().unsigned_abs();
    [
        sum(BoardRow::open),
        sum(|row| row.yellow),
        sum(|row| row.red),
        sum(|row| row.breach),
        sum(|row| row.still),
    ]
}

/// The cell for who sees the numbers of a unit and none of its cases.
fn without_way(cell: Cell) -> Cell {
    match cell {
        Cell::Link(words, _) => Cell::Text(words),
        other => other,
    }
}

/// A number that leads to the cases behind it; a zero leads nowhere.
fn matter_cells(t: Text, content: &Content, row: &BoardRow) -> Vec<Cell> {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("matter", &row.matter)
        .append_pair("department", &row.department)
        .finish();
    let department = kernel::DepartmentId(row.department.clone());
    let number = |count: i64, more: &str| match count {
        0 => Cell::Number("0".to_owned()),
        count => Cell::Link(t.number(count.unsigned_abs()), format!("/desk/cases?{query}{more}")),
    };
    vec![
        Cell::Link(row.matter_name.clone(), format!("/desk/cases?{query}")),
        Cell::Text(content.department_name(&department, t.language()).to_owned()),
        Cell::Number(t.number(row.open().unsigned_abs())),
        Cell::Number(t.number(row.green.unsigned_abs())),
        number(row.yellow, "&late=1"),
        number(row.red, "&late=1"),
        number(row.breach, "&late=1"),
        number(row.still, "&status=suspended"),
        Cell::Number(t.number(row.proposals.unsigned_abs())),
    ]
}

/// A proposed no as a row: what was proposed stands in place of the state, and whether nobody answered.
fn no_cells(hours: Hours<'_>, row: &CaseRow) -> Vec<Cell> {
    let mut cells = list::cells(hours, row);
    let no = row.proposal.as_deref().and_then(words::no_of);
    let word = no.map(|no| words::no(hours.t, no).into_owned()).unwrap_or_default();
    let (word, tone) = if row.escalated {
        (hours.t.with("desk-board-escalated", &[("no", &word)]), Tone::Bad)
    } else {
        (word, Tone::Warning)
    };
    cells[3] = Cell::part(&Tag::new(word, tone));
    cells
}
