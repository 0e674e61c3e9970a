//! `/desk/statistics`: what was done by day, month and year, each number with its definition and the way to the cases
//! behind it (practice.md 25); the same numbers as a workbook.

pub mod behind; // the cases behind a number
mod asked; // what the address says
mod columns; // what is counted, and how it is shown
pub mod matters; // the catalogue in numbers
pub mod work; // what posts, persons and windows did
mod sheet; // the workbook

pub use sheet::show as workbook;

use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::parts::{
    Banner, BannerKind, Cell, Chart, ChartKind, EmptyState, Figure, Filter, Illustration, Series,
    SummaryList, SummaryRow, Tab, Table, Tabs,
};
use crate::problem::Problem;
use crate::text::Text;
use app::{
    Content, Counted, Grouping, Lasting, Measure, Statistics, StatisticsQuestion, StatisticsRow, StepOfTime,
};
use asked::Asked;
use axum::extract::Query;
use axum::response::Response;
use cases::figures::tenths;
use columns::{COUNTS, Column, RATES};

/// Tables of what was done.
pub struct StatisticsPage {
    asked: Asked,
    question: StatisticsQuestion,
    filter: Filter,
    table: Statistics,
    names: Vec<String>,
    labels: Vec<String>,
}

page!(StatisticsPage in "desk/statistics.html");

impl StatisticsPage {
    fn steps(&self, t: Text) -> Tabs {
        let tab = |step: StepOfTime, word: &str| {
            let asked = Asked { step: asked::step_code(step).to_owned(), ..self.asked.without_span() };
            Tab::new(t.msg(word), asked.address("/desk/statistics"), self.question.step == step)
        };
        Tabs::new(
            t.msg("desk-stat-step"),
            vec![
                tab(StepOfTime::Day, "desk-stat-by-day"),
                tab(StepOfTime::Month, "desk-stat-by-month"),
                tab(StepOfTime::Year, "desk-stat-by-year"),
            ],
        )
    }

    fn span(&self, t: Text) -> String {
        let (from, to) = (t.date(self.question.from), t.date(self.question.to));
        t.with("desk-stat-span", &[("from", &from), ("to", &to)])
    }

    fn unfinished(&self, t: Text) -> Option<Banner> {
        let said = || Banner::new(t, BannerKind::Information, t.msg("desk-stat-unfinished"));
        (!self.table.complete).then(said)
    }

    fn figures(&self, t: Text) -> Vec<Figure> {
        let sum = &self.table.sum;
        let cases = |key: &str, defined: &str, number: i64, counted: Counted| {
            let figure = Figure::new(
                t.msg(key),
                t.number(number.unsigned_abs()),
                t.msg("desk-unit-cases"),
                t.msg(defined),
            );
            if number == 0 { figure } else { figure.link(self.asked.behind(counted)) }
        };
        let shown = |value: Option<String>| value.unwrap_or_else(|| "–".to_owned());
        vec![
            cases(
                "desk-stat-received",
                "desk-stat-received-said",
                sum.of(Measure::Received),
                Counted::Received,
            ),
            cases("desk-stat-decided", "desk-stat-decided-said", sum.decided(), Counted::Decided),
            cases("desk-stat-late", "desk-stat-late-said", sum.of(Measure::Late), Counted::Late),
            Figure::new(
                t.msg("desk-stat-on-time-rate"),
                shown(sum.on_time_rate().map(|rate| format!("{rate}%"))),
                "",
                t.msg("desk-stat-on-time-rate-said"),
            ),
            Figure::new(
                t.msg("desk-stat-at-once-rate"),
                shown(sum.at_once_rate().map(|rate| format!("{rate}%"))),
                "",
                t.msg("desk-stat-at-once-rate-said"),
            ),
            Figure::new(
                t.msg("desk-stat-days"),
                shown(sum.days_average().map(tenths)),
                t.msg("desk-unit-working-days"),
                t.msg("desk-stat-days-said"),
            ),
        ]
    }

    fn chart(&self, t: Text) -> Option<Chart> {
        let course = &self.table.course;
        if course.len() < 2 {
            return None;
        }
        let series = |key: &str, count: fn(&app::Tally) -> i64| Series {
            name: t.msg(key).into_owned(),
            values: course.iter().map(|row| count(&row.tally).unsigned_abs()).collect(),
        };
        let all = vec![
            series("desk-stat-received", |tally| tally.of(Measure::Received)),
            series("desk-stat-decided", app::Tally::decided),
            series("desk-stat-late", |tally| tally.of(Measure::Late)),
        ];
        let kind = if course.len() <= 12 { ChartKind::Bars } else { ChartKind::Lines };
        let labels = (t.msg("desk-stat-step").into_owned(), self.labels.clone());
        Some(Chart::new(t, kind, t.msg("desk-stat-course"), t.msg("desk-unit-cases"), labels, all))
    }

    fn numbers(&self, t: Text) -> Table {
        self.listing(t, "desk-stat-table", &COUNTS, true)
    }

    fn rates(&self, t: Text) -> Table {
        self.listing(t, "desk-stat-rates", &RATES, false)
    }

    /// Every number of cases leads to them. Of rates only those of the sum do: twice as many stops would be a long way
    /// for a keyboard, and the counts of the same row lead there.
    fn listing(&self, t: Text, caption: &str, columns: &[Column], leading: bool) -> Table {
        let head = columns::head(t, self.question.rows, columns);
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for (row, name) in self.table.rows.iter().zip(&self.names) {
            let asked = self.asked.narrowed(self.question.rows, &row.key);
            rows.push(columns::cells(t, name.clone(), row, leading.then_some(&asked), columns));
        }
        if 1 < rows.len() {
            let all = t.msg("desk-stat-all").into_owned();
            rows.push(columns::cells(t, all, &self.table.total(), Some(&self.asked), columns));
        }
        Table::new(t, t.msg(caption), head, rows).caption_hidden()
    }

    fn definitions(&self, t: Text) -> SummaryList {
        let fact = |column: &Column| SummaryRow::text(t.msg(column.key), &t.msg(column.said));
        SummaryList::new(t, columns::all().map(fact).collect())
    }

    fn workbook(&self) -> String {
        self.asked.address("/desk/statistics/table.xlsx")
    }

    fn nothing(&self, t: Text) -> EmptyState {
        EmptyState::new(Illustration::Sea, t.msg("desk-stat-none"), t.msg("desk-stat-none-said"))
    }
}

impl Page for StatisticsPage {
    const PATH: &'static str = "/desk/statistics";

    fn title(&self, t: Text) -> String {
        t.msg("nav-desk-statistics").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let (asked, today) = (Asked::default(), jiff::civil::date(2026, 11, 22));
        let mut lasting = Lasting::default();
        [1, 3, 9].into_iter().for_each(|days| lasting.decision.add(days, 2));
        lasting.delivery.add(20, 6);
        let page = |rows: Vec<StatisticsRow>, sum, complete| StatisticsPage {
            asked: asked.clone(),
            question: asked.question(today),
            filter: Filter::new(t, "/desk/statistics", Vec::new(), Vec::new()),
            names: rows.iter().map(|row| row.key.clone()).collect(),
            labels: rows.iter().map(|row| row.key.clone()).collect(),
            table: Statistics { course: rows.clone(), rows, sum, lasting: lasting.clone(), complete },
        };
        let mut tally = app::Tally::default();
        for (measure, count) in [
            (Measure::Received, 12),
            (Measure::Accepted, 10),
            (Measure::Granted, 7),
            (Measure::Denied, 1),
            (Measure::Late, 2),
            (Measure::Timed, 8),
            (Measure::DaysTaken, 31),
            (Measure::AtOnce, 2),
            (Measure::Ahead, 4),
            (Measure::LawDays, 160),
            (Measure::OwnDays, 72),
            (Measure::Delivered, 6),
            (Measure::NoMeeting, 5),
            (Measure::MaterialsListed, 50),
            (Measure::MaterialsWaived, 20),
        ] {
            tally.add(measure, count);
        }
        let row = |key: &str| StatisticsRow { key: key.to_owned(), tally, lasting: lasting.clone() };
        let mut sum = tally;
        sum.take(&tally);
        let full = page(vec![row("2026-11-20"), row("2026-11-21")], sum, false);
        vec![Sample::of("empty", page(Vec::new(), app::Tally::default(), true)), Sample::of("full", full)]
    }
}

/// `GET /desk/statistics`.
///
/// # Errors
/// Forbidden for who reads no tables.
pub async fn show(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let question = asked.question(desk.city.today(desk.now()));
    let asked = asked.fixed(&question);
    let (table, filter) = read(&desk, &asked, &question).await?;
    let content = desk.city.content();
    let name = |row: &StatisticsRow| name(&desk, &content, question.rows, &row.key);
    let label = |row: &StatisticsRow| asked::short_step(&row.key);
    let page = StatisticsPage {
        names: table.rows.iter().map(name).collect(),
        labels: table.course.iter().map(label).collect(),
        asked,
        question,
        filter,
        table,
    };
    Ok(page.answer(&desk.frame))
}

async fn read(
    desk: &Desk,
    asked: &Asked,
    question: &StatisticsQuestion,
) -> Result<(Statistics, Filter), Problem> {
    let wanted = question.clone();
    let (table, departments) = desk
        .ask(move |city, caller, moment| {
            let table = city.statistics(caller, &wanted, moment.now)?;
            Ok((table, city.statistics_departments(caller)?))
        })
        .await?;
    Ok((table, asked.filter(desk, question, &departments)))
}

/// The name of a row.
fn name(desk: &Desk, content: &Content, rows: Grouping, key: &str) -> String {
    let t = desk.frame.t;
    match rows {
        Grouping::Time => asked::long_step(t, key),
        Grouping::Department => content.department_name(&key.into(), t.language()).to_owned(),
        Grouping::Region => asked::region_name(t, content, key),
        Grouping::Matter => asked::matter_name(t, content, key),
        Grouping::Channel => asked::channel_name(t, key),
    }
}
