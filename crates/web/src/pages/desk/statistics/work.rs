//! `/desk/statistics/work`: what posts, members of staff and windows did in a span of days (practice.md 25), each
//! number with the way to its cases; the same numbers as a workbook.

mod behind; // the cases behind a number

pub use behind::show as cases;

use super::sheet::workbook;
use crate::address::asking;
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::desk::words;
use crate::parts::{
    Banner, BannerKind, Cell, Column as Head, EmptyState, Field, Filter, Illustration, SummaryList,
    SummaryRow, Tab, Table, Tabs,
};
use crate::problem::Problem;
use crate::text::Text;
use app::{Act, Content, SheetCell, StaffWork, WorkBy, WorkQuestion, WorkRow};
use axum::extract::Query;
use axum::response::Response;
use cases::figures::tenths;
use catalogue::PostRole;
use jiff::ToSpan;
use kernel::Date;
use serde::Deserialize;

/// What the address says; everything may be absent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AskedWork {
    by: String,
    from: String,
    to: String,
    unit: String,
    who: String,
    act: String,
    after: String,
}

/// What was done.
pub struct WorkTable {
    asked: AskedWork,
    question: WorkQuestion,
    work: StaffWork,
    names: Vec<(String, String)>,
}

page!(WorkTable in "desk/statistics-work.html");

/// What was done, its title and its definition.
const ACTS: [(Act, &str, &str); 7] = [
    (Act::Received, "desk-work-received", "desk-work-received-said"),
    (Act::Accepted, "desk-work-accepted", "desk-work-accepted-said"),
    (Act::Asked, "desk-work-asked", "desk-work-asked-said"),
    (Act::Examined, "desk-work-examined", "desk-work-examined-said"),
    (Act::Proposed, "desk-work-proposed", "desk-work-proposed-said"),
    (Act::Decided, "desk-work-decided", "desk-work-decided-said"),
    (Act::Delivered, "desk-work-delivered", "desk-work-delivered-said"),
];

impl AskedWork {
    /// The question, the last thirty days where nothing else is said.
    fn question(&self, today: Date) -> WorkQuestion {
        let usual = today.checked_sub(29.days()).unwrap_or(today);
        let one: Date = self.from.trim().parse().unwrap_or(usual);
        let other: Date = self.to.trim().parse().unwrap_or(today);
        WorkQuestion { from: one.min(other), to: one.max(other), by: WorkBy::read(&self.by) }
    }

    fn address(&self, path: &str) -> String {
        let pairs = [
            ("by", self.by.as_str()),
            ("from", self.from.as_str()),
            ("to", self.to.as_str()),
            ("unit", self.unit.as_str()),
            ("who", self.who.as_str()),
            ("act", self.act.as_str()),
            ("after", self.after.as_str()),
        ];
        asking(path, &pairs)
    }

    /// The same question without a row.
    fn table(&self) -> AskedWork {
        let (by, from, to) = (self.by.clone(), self.from.clone(), self.to.clone());
        AskedWork { by, from, to, ..AskedWork::default() }
    }

    fn fixed(&self, question: &WorkQuestion) -> AskedWork {
        let (from, to) = (question.from.to_string(), question.to.to_string());
        AskedWork { by: question.by.code().to_owned(), from, to, ..self.clone() }
    }
}

impl WorkTable {
    fn kinds(&self, t: Text) -> Tabs {
        let tab = |by: WorkBy, word: &str| {
            let asked = AskedWork { by: by.code().to_owned(), ..self.asked.clone() };
            Tab::new(t.msg(word), asked.address("/desk/statistics/work"), self.question.by == by)
        };
        Tabs::new(
            t.msg("desk-stat-rows"),
            vec![
                tab(WorkBy::Post, "desk-work-by-post"),
                tab(WorkBy::Person, "desk-work-by-person"),
                tab(WorkBy::Window, "desk-work-by-window"),
            ],
        )
    }

    fn filter(&self, t: Text) -> Filter {
        let day = |name: &str, word: &str, day: Date| {
            Field::line(t, name, t.msg(word), day.to_string()).kind("date", "off")
        };
        let fields = vec![
            day("from", "desk-stat-from", self.question.from),
            day("to", "desk-stat-to", self.question.to),
        ];
        Filter::new(t, "/desk/statistics/work", fields, Vec::new()).keeping("by", self.question.by.code())
    }

    fn span(&self, t: Text) -> String {
        let (from, to) = (t.date(self.question.from), t.date(self.question.to));
        t.with("desk-stat-span", &[("from", &from), ("to", &to)])
    }

    fn own(&self, t: Text) -> Option<Banner> {
        self.work.is_own.then(|| Banner::new(t, BannerKind::Information, t.msg("desk-work-own")))
    }

    fn table(&self, t: Text) -> Table {
        let head = [Head::text(t.msg("desk-col-department")), Head::text(t.msg(first(self.question.by)))];
        let acts = ACTS.iter().map(|(_, word, _)| Head::number(t.msg(word)));
        let more = [Head::number(t.msg("desk-work-hours"))];
        let head = head.into_iter().chain(acts).chain(more).collect();
        let rows = self.work.rows.iter().zip(&self.names);
        let rows = rows.map(|(row, names)| self.cells(t, row, names)).collect();
        Table::new(t, t.msg("desk-stat-work"), head, rows).caption_hidden()
    }

    fn cells(&self, t: Text, row: &WorkRow, (unit, who): &(String, String)) -> Vec<Cell> {
        let acts = ACTS.iter().map(|(act, _, _)| match row.of(*act) {
            0 => Cell::Number("0".to_owned()),
            count => Cell::Link(t.number(count), self.behind(row, *act)),
        });
        let hours = row.examination.median().map_or(Cell::Empty, |hours| Cell::Number(tenths(hours)));
        [Cell::Text(unit.clone()), Cell::Text(who.clone())].into_iter().chain(acts).chain([hours]).collect()
    }

    fn behind(&self, row: &WorkRow, act: Act) -> String {
        let (unit, who, act) = (row.unit.0.clone(), row.who.clone(), act.code().to_owned());
        AskedWork { unit, who, act, ..self.asked.clone() }.address("/desk/statistics/work/cases")
    }

    fn definitions(&self, t: Text) -> SummaryList {
        let fact = |(_, word, said): &(Act, &str, &str)| SummaryRow::text(t.msg(word), &t.msg(said));
        let hours = SummaryRow::text(t.msg("desk-work-hours"), &t.msg("desk-work-hours-said"));
        SummaryList::new(t, ACTS.iter().map(fact).chain([hours]).collect())
    }

    fn workbook(&self) -> String {
        self.asked.address("/desk/statistics/work.xlsx")
    }

    fn nothing(&self, t: Text) -> EmptyState {
        EmptyState::new(Illustration::Sea, t.msg("desk-stat-none"), t.msg("desk-stat-none-said"))
    }
}

const fn first(by: WorkBy) -> &'static str {
    match by {
        WorkBy::Post => "desk-work-by-post",
        WorkBy::Person => "desk-work-by-person",
        WorkBy::Window => "desk-work-by-window",
    }
}

/// The names of the unit and of who did it.
fn names(t: Text, content: &Content, by: WorkBy, row: &WorkRow) -> (String, String) {
    let unit = content.department_name(&row.unit, t.language()).to_owned();
    let who = match by {
        WorkBy::Post => {
            let role = PostRole::from_word(&row.who);
            role.map_or_else(|| row.who.clone(), |role| words::post(t, role).into_owned())
        }
        WorkBy::Person => row.name.clone().unwrap_or_else(|| t.msg("desk-work-gone").into_owned()),
        WorkBy::Window if row.who.is_empty() => t.msg("desk-work-no-window").into_owned(),
        WorkBy::Window => row.who.clone(),
    };
    (unit, who)
}

impl Page for WorkTable {
    const PATH: &'static str = "/desk/statistics/work";

    fn title(&self, t: Text) -> String {
        t.msg("desk-stat-work").into_owned()
    }

    fn samples(_: Text) -> Vec<Sample<Self>> {
        let question = AskedWork::default().question(jiff::civil::date(2026, 11, 22));
        let mut examination = app::Lengths::default();
        [2, 5, 30].into_iter().for_each(|hours| examination.add(hours, 1));
        let row = WorkRow {
            unit: "water".into(),
            who: "examiner".into(),
            name: None,
            acts: [(Act::Examined, 3), (Act::Decided, 1)].into(),
            examination,
        };
        let page = |rows: Vec<WorkRow>, is_own| WorkTable {
            asked: AskedWork::default(),
            question,
            names: rows.iter().map(|_| ("市水务局".to_owned(), "审查人员".to_owned())).collect(),
            work: StaffWork { rows, is_own },
        };
        vec![Sample::of("empty", page(Vec::new(), false)), Sample::of("full", page(vec![row], true))]
    }
}

/// `GET /desk/statistics/work`.
///
/// # Errors
/// Forbidden for who reads no tables.
pub async fn show(desk: Desk, Query(asked): Query<AskedWork>) -> Result<Response, Problem> {
    let question = asked.question(desk.city.today(desk.now()));
    let work = read(&desk, question).await?;
    let (t, content) = (desk.frame.t, desk.city.content());
    let names = work.rows.iter().map(|row| names(t, &content, question.by, row)).collect();
    let page = WorkTable { asked: asked.table().fixed(&question), question, work, names };
    Ok(page.answer(&desk.frame))
}

/// `GET /desk/statistics/work.xlsx`.
///
/// # Errors
/// Forbidden for who reads no tables.
pub async fn sheet(desk: Desk, Query(asked): Query<AskedWork>) -> Result<Response, Problem> {
    let question = asked.question(desk.city.today(desk.now()));
    let work = read(&desk, question).await?;
    let (t, content) = (desk.frame.t, desk.city.content());
    let head = ["desk-col-department", first(question.by)].into_iter();
    let head = head.chain(ACTS.iter().map(|(_, word, _)| *word)).chain(["desk-work-hours"]);
    let head: Vec<String> = head.map(|word| t.msg(word).into_owned()).collect();
    let rows: Vec<_> = work.rows.iter().map(|row| sheet_cells(t, &content, question.by, row)).collect();
    let bytes = app::table_workbook(&t.msg("desk-stat-work"), &head, &rows)?;
    Ok(workbook(&format!("work-{}-{}.xlsx", question.from, question.to), bytes))
}

fn sheet_cells(t: Text, content: &Content, by: WorkBy, row: &WorkRow) -> Vec<SheetCell> {
    let (unit, who) = names(t, content, by, row);
    let acts = ACTS.iter().map(|(act, _, _)| SheetCell::Number(row.of(*act).cast_signed()));
    let hours = row.examination.median().map_or(SheetCell::Empty, SheetCell::Tenths);
    [SheetCell::Text(unit), SheetCell::Text(who)].into_iter().chain(acts).chain([hours]).collect()
}

async fn read(desk: &Desk, question: WorkQuestion) -> Result<StaffWork, Problem> {
    Ok(desk.ask(move |city, caller, moment| city.staff_work(caller, &question, moment.now)).await?)
}
