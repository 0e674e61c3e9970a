//! `/desk`: work first. My steps and the cases that wait for me, the most urgent first, and what comes next.

use super::due::Hours;
use super::words;
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::parts::Tag;
use crate::parts::{
    Banner, BannerKind, Cell, Column, DueColour, DueMark, EmptyState, Figure, Html, Illustration,
    LiveUpdates, Table, Tone,
};
use crate::problem::Problem;
use crate::text::{Text, spoken_number};
use app::cases::{CaseRow, StepRow};
use axum::extract::Query;
use axum::response::Response;
use kernel::{CaseNumber, Timestamp};
use serde::Deserialize;

/// How many pieces of work of each post are counted.
const SHOWN: u32 = 60;
/// How many rows of each list are shown: the most urgent ones.
const ROWS: usize = 30;

/// What somebody at a desk has to do.
pub struct Work {
    /// What was done just now.
    pub done: Option<Banner>,
    /// Where the most urgent piece of work is.
    pub next: Option<String>,
    /// Whether this person takes applications in.
    pub takes_in: bool,
    /// How much there is: in hand, to be taken, waiting, due today, late.
    pub counts: Counts,
    /// Steps in the person's own hands.
    pub mine: Vec<Line>,
    /// Steps that nobody has taken yet.
    pub open: Vec<Line>,
    /// Cases that wait in another way.
    pub waiting: Vec<Line>,
}

/// How much there is to do.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Everything.
    pub all: u64,
    /// Due today.
    pub today: u64,
    /// Late.
    pub late: u64,
    /// Noes that wait for an answer.
    pub noes: u64,
}

/// One piece of work.
pub struct Line {
    /// The case's number.
    pub number: String,
    /// Where it is done.
    pub href: String,
    /// The matter.
    pub matter: String,
    /// The applicant, masked.
    pub applicant: String,
    /// What is to be done.
    pub task: Tag,
    /// When it is due.
    pub due: Option<DueMark>,
}

page!(Work in "desk/work.html");

impl Work {
    fn figures(&self, t: Text) -> Vec<Figure> {
        let figure = |title: &str, number: u64, defined: &str| {
            Figure::new(t.msg(title), t.number(number), t.msg("desk-unit-cases"), t.msg(defined))
        };
        vec![
            figure("desk-count-all", self.counts.all, "desk-count-all-defined"),
            figure("desk-count-today", self.counts.today, "desk-count-today-defined"),
            figure("desk-count-late", self.counts.late, "desk-count-late-defined"),
            figure("desk-count-noes", self.counts.noes, "desk-count-noes-defined"),
        ]
    }

    fn live(&self, t: Text) -> LiveUpdates {
        LiveUpdates::new(t, "/desk/events", "/desk")
    }

    fn is_empty(&self) -> bool {
        self.mine.is_empty() && self.open.is_empty() && self.waiting.is_empty()
    }

    fn empty(&self, t: Text) -> EmptyState {
        EmptyState::new(Illustration::Tray, t.msg("desk-work-empty"), t.msg("desk-work-empty-said"))
            .link(t.msg("desk-work-to-cases"), "/desk/cases")
    }

    fn table(&self, t: Text, caption: impl Into<String>, lines: &[Line]) -> Table {
        let columns =
            ["desk-col-number", "desk-col-matter", "desk-col-applicant", "desk-col-task", "desk-col-due"];
        let columns = columns.iter().map(|key| Column::text(t.msg(key))).collect();
        Table::new(t, caption, columns, lines.iter().map(cells).collect()).caption_hidden()
    }
}

fn cells(line: &Line) -> Vec<Cell> {
    vec![
        Cell::Link(spoken_number(&line.number), line.href.clone()),
        Cell::Text(line.matter.clone()),
        Cell::Text(line.applicant.clone()),
        Cell::part(&line.task),
        line.due.as_ref().map_or(Cell::Empty, Cell::part),
    ]
}

impl Page for Work {
    const PATH: &'static str = "/desk";

    fn title(&self, t: Text) -> String {
        t.msg("nav-desk-work").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let empty = Work {
            done: None,
            next: None,
            takes_in: false,
            counts: Counts::default(),
            mine: Vec::new(),
            open: Vec::new(),
            waiting: Vec::new(),
        };
        let mark = |colour, left: &str| Some(DueMark::new(t, colour, left, "2026年11月24日 17:30"));
        let line = |number: &str, task: &str, due| Line {
            number: number.into(),
            href: format!("/desk/cases/{number}"),
            matter: "城镇污水排入排水管网许可".into(),
            applicant: "陈*".into(),
            task: Tag::new(task, Tone::Yours),
            due,
        };
        let full = Work {
            done: Some(Banner::new(t, BannerKind::Success, "2026K7M3PQRT4X 已受理")),
            next: Some("/desk/cases/2026K7M3PQRT4X".into()),
            takes_in: true,
            counts: Counts { all: 12, today: 3, late: 1, noes: 1 },
            mine: vec![line("2026K7M3PQRT4X", "审查", mark(DueColour::Red, "已超 1 个工作日"))],
            open: vec![line("2026B4C5D6E7F8", "审查", mark(DueColour::Notice, "今天 17:30 前"))],
            waiting: vec![line("2026G2H3J4K5L6", "待受理", mark(DueColour::Calm, "还剩 3 个工作日"))],
        };
        vec![Sample::of("empty", empty), Sample::of("full", full)]
    }
}

/// What was done on the page before.
#[derive(Deserialize)]
pub struct Done {
    done: Option<String>,
    case: Option<String>,
}

/// `GET /desk`.
pub async fn show(desk: Desk, Query(query): Query<Done>) -> Result<Response, Problem> {
    let (steps, waiting) = desk
        .ask(|city, caller, moment| {
            let steps = city.work_list(caller, SHOWN, moment.now)?;
            let waiting = city.waiting_cases(caller, SHOWN, moment.now)?;
            Ok((steps, waiting))
        })
        .await?;
    let content = desk.city.content();
    let hours = Hours { t: desk.frame.t, calendar: content.city_calendar().ok(), now: desk.now() };
    let own = desk.caller.account.map(|account| account.to_string());
    let (mine, open): (Vec<StepRow>, Vec<StepRow>) = steps
        .into_iter()
        .filter(|row| row.claimed_by.is_none() || row.claimed_by == own)
        .partition(|row| row.claimed_by.is_some());
    let in_steps: Vec<&String> = mine.iter().chain(&open).map(|row| &row.case.number).collect();
    let waiting: Vec<CaseRow> = waiting.into_iter().filter(|row| !in_steps.contains(&&row.number)).collect();
    let counts = count(hours, &mine, &open, &waiting);
    let step_line = |row: &StepRow| step_line(&desk, hours, row);
    let mine: Vec<Line> = mine.iter().map(step_line).collect();
    let open: Vec<Line> = open.iter().take(ROWS).map(step_line).collect();
    let waiting: Vec<Line> = waiting.iter().take(ROWS).map(|row| waiting_line(hours, row)).collect();
    let next = mine.first().or(open.first()).or(waiting.first()).map(|line| line.href.clone());
    let done = done_banner(desk.frame.t, &query);
    let takes_in = desk.caller.require(app::Action::TakeIn).is_ok();
    Ok(Work { done, next, takes_in, counts, mine, open, waiting }.answer(&desk.frame))
}

fn count(hours: Hours<'_>, mine: &[StepRow], open: &[StepRow], waiting: &[CaseRow]) -> Counts {
    let mut counts = Counts::default();
    let steps = mine.iter().chain(open).map(|row| (row.step_due.or(row.case.due_at), &row.case));
    for (due, row) in steps.chain(waiting.iter().map(|row| (row.due_at, row))) {
        let is_late = due.is_some_and(|due| due < hours.now) && !row.suspended;
        counts.all += 1;
        counts.late += u64::from(is_late);
        counts.today += u64::from(!is_late && due.is_some_and(|due| is_today(hours, due)));
        counts.noes += u64::from(row.proposal.is_some());
    }
    counts
}

fn is_today(hours: Hours<'_>, due: Timestamp) -> bool {
    hours.calendar.is_some_and(|calendar| calendar.date_of(due) == calendar.date_of(hours.now))
}

/// A step as a line: its name comes from the published version, its due date is the earlier one.
fn step_line(desk: &Desk, hours: Hours<'_>, row: &StepRow) -> Line {
    let t = hours.t;
    let content = desk.city.content();
    let code = kernel::MatterCode(row.case.matter.clone());
    let matter = content.matters.get(&code);
    let step = matter.and_then(|found| found.matter.steps.iter().find(|step| step.key.as_str() == row.step));
    let name = step.map_or_else(|| row.step.clone(), |step| t.read(&step.name).to_owned());
    let tone = if row.claimed_by.is_some() { Tone::Active } else { Tone::Yours };
    let step_first = row.step_due.filter(|due| row.case.due_at.is_none_or(|whole| *due < whole));
    let due = match step_first.filter(|_| !row.case.suspended) {
        Some(due) => Some(hours.of_date(due, row.case.provisional)),
        None => hours.of_row(&row.case),
    };
    let href = format!("/desk/cases/{}", row.case.number);
    let (number, matter) = (row.case.number.clone(), row.case.matter_name.clone());
    Line { number, href, matter, applicant: row.case.applicant.clone(), task: Tag::new(name, tone), due }
}

fn waiting_line(hours: Hours<'_>, row: &CaseRow) -> Line {
    let t = hours.t;
    let task = match (row.proposal.as_deref().and_then(words::no_of), row.status.as_str()) {
        (Some(no), _) => Tag::new(t.with("desk-task-confirm", &[("no", &words::no(t, no))]), Tone::Warning),
        (None, "received") => Tag::new(t.msg("desk-task-accept"), Tone::Yours),
        (None, "examining") => Tag::new(t.msg("desk-task-decide"), Tone::Yours),
        (None, "granted") => Tag::new(t.msg("desk-task-make"), Tone::Yours),
        (None, "ready") => Tag::new(t.msg("desk-task-deliver"), Tone::Yours),
        (None, other) => words::state(t, other),
    };
    Line {
        number: row.number.clone(),
        href: format!("/desk/cases/{}", row.number),
        matter: row.matter_name.clone(),
        applicant: row.applicant.clone(),
        task,
        due: hours.of_row(row),
    }
}

/// The banner after an order on a case: what was done, and the way to the case.
pub(super) fn done_banner(t: Text, done: &Done) -> Option<Banner> {
    let act = super::acts::of_slug(done.done.as_deref()?)?;
    let number: CaseNumber = done.case.as_deref()?.parse().ok()?;
    let said = t.with("desk-done", &[("number", &number.spoken()), ("what", &t.msg(act.done))]);
    let banner = Banner::new(t, BannerKind::Success, said);
    Some(banner.link(t.msg("desk-done-link"), format!("/desk/cases/{number}")))
}

impl Work {
    fn banner(&self) -> Html {
        self.done.as_ref().map(Html::of).unwrap_or_default()
    }
}
