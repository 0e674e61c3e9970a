//! `/desk/statistics/matters`: the catalogue in numbers, by department and by region, with each definition and the way
//! to the matters behind a number; the same numbers as a workbook.

use super::asked::region_name;
use super::sheet::workbook;
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::parts::{Cell, Column as Head, SummaryList, SummaryRow, Table};
use crate::problem::Problem;
use crate::text::Text;
use app::{CatalogueReport, SheetCell};
use axum::response::Response;
use catalogue::{CatalogueCounts, online_rate, whole_process_rate};
use kernel::Ratio;
use std::collections::BTreeMap;

/// What a column shows.
enum Shows {
    /// A number of matters; the second word narrows the list of matters to them, where the list can.
    Matters(fn(&CatalogueCounts) -> u32, Option<&'static str>),
    /// A share.
    Share(fn(&CatalogueCounts) -> Option<Ratio>),
}

/// The columns: title, definition, what they show.
const COLUMNS: [(&str, &str, Shows); 11] = [
    ("desk-stat-matters", "desk-stat-matters-said", Shows::Matters(|c| c.online.all, Some(""))),
    ("desk-stat-online", "desk-stat-online-said", Shows::Matters(|c| c.online.online, None)),
    ("desk-stat-online-rate", "desk-stat-online-rate-said", Shows::Share(|c| online_rate(c.online))),
    ("desk-stat-whole", "desk-stat-whole-said", Shows::Matters(|c| c.online.whole, Some("&online=1"))),
    ("desk-stat-whole-rate", "desk-stat-whole-rate-said", Shows::Share(|c| whole_process_rate(c.online))),
    ("desk-stat-instant", "desk-stat-instant-said", Shows::Matters(|c| c.instant, None)),
    ("desk-stat-instant-rate", "desk-stat-instant-rate-said", Shows::Share(CatalogueCounts::instant_rate)),
    ("desk-stat-must-enter", "desk-stat-must-enter-said", Shows::Matters(|c| c.must_enter, None)),
    ("desk-stat-entered", "desk-stat-entered-said", Shows::Matters(|c| c.entered, None)),
    ("desk-stat-entry-rate", "desk-stat-entry-rate-said", Shows::Share(CatalogueCounts::entry_rate)),
    ("desk-stat-shorter", "desk-stat-shorter-said", Shows::Share(CatalogueCounts::compression)),
];

/// One row: its name, where its list of matters is, its counts.
struct Row {
    name: String,
    list: Option<String>,
    counts: CatalogueCounts,
}

/// The catalogue in numbers.
pub struct CatalogueFigures {
    departments: Vec<Row>,
    regions: Vec<Row>,
    sum: CatalogueCounts,
}

page!(CatalogueFigures in "desk/statistics-matters.html");

impl CatalogueFigures {
    fn by_department(&self, t: Text) -> Table {
        self.table(t, "desk-col-department", &self.departments)
    }

    fn by_region(&self, t: Text) -> Table {
        self.table(t, "desk-stat-region", &self.regions)
    }

    fn table(&self, t: Text, first: &str, rows: &[Row]) -> Table {
        let numbers = COLUMNS.iter().map(|(key, _, _)| Head::number(t.msg(key)));
        let head = std::iter::once(Head::text(t.msg(first))).chain(numbers).collect();
        let mut shown: Vec<_> = rows.iter().map(|row| cells(t, row)).collect();
        if 1 < rows.len() {
            let name = t.msg("desk-stat-all").into_owned();
            shown.push(cells(t, &Row { name, list: None, counts: self.sum }));
        }
        Table::new(t, t.msg(first), head, shown).caption_hidden()
    }

    fn definitions(&self, t: Text) -> SummaryList {
        let fact = |(key, said, _): &(&str, &str, Shows)| SummaryRow::text(t.msg(key), &t.msg(said));
        SummaryList::new(t, COLUMNS.iter().map(fact).collect())
    }
}

fn cells(t: Text, row: &Row) -> Vec<Cell> {
    let shown = COLUMNS.iter().map(|(_, _, shows)| match shows {
        Shows::Matters(count, narrowed) => {
            let number = count(&row.counts);
            match (&row.list, narrowed) {
                (Some(list), Some(more)) if 0 < number => {
                    Cell::Link(t.number(number.into()), format!("{list}{more}"))
                }
                _ => Cell::Number(t.number(number.into())),
            }
        }
        Shows::Share(share) => {
            share(&row.counts).map_or(Cell::Empty, |share| Cell::Number(format!("{share}%")))
        }
    });
    std::iter::once(Cell::Text(row.name.clone())).chain(shown).collect()
}

fn sheet_cells(name: String, counts: &CatalogueCounts) -> Vec<SheetCell> {
    let shown = COLUMNS.iter().map(|(_, _, shows)| match shows {
        Shows::Matters(count, _) => SheetCell::Number(count(counts).into()),
        Shows::Share(share) => {
            share(counts).map_or(SheetCell::Empty, |share| SheetCell::Percent(share.percent().0))
        }
    });
    std::iter::once(SheetCell::Text(name)).chain(shown).collect()
}

impl Page for CatalogueFigures {
    const PATH: &'static str = "/desk/statistics/matters";

    fn title(&self, t: Text) -> String {
        t.msg("desk-stat-catalogue").into_owned()
    }

    fn samples(_: Text) -> Vec<Sample<Self>> {
        let online = catalogue::OnlineCounts { all: 2155, online: 2016, whole: 340 };
        let counts = CatalogueCounts { online, must_enter: 40, entered: 39, ..CatalogueCounts::default() };
        let row = |name: &str| Row { name: name.into(), list: Some("/matters?department=x".into()), counts };
        let full = CatalogueFigures {
            departments: vec![row("市水务局"), row("市民政局")],
            regions: vec![row("本市")],
            sum: counts,
        };
        let nothing = CatalogueCounts::default();
        let empty = CatalogueFigures { departments: Vec::new(), regions: Vec::new(), sum: nothing };
        vec![Sample::of("empty", empty), Sample::of("full", full)]
    }
}

/// `GET /desk/statistics/matters`.
///
/// # Errors
/// Forbidden for who reads no tables.
pub async fn show(desk: Desk) -> Result<Response, Problem> {
    let report = desk.ask(|city, caller, _| city.catalogue_report(caller)).await?;
    let (t, content) = (desk.frame.t, desk.city.content());
    let department = |(id, counts): (&String, &CatalogueCounts)| Row {
        name: content.department_name(&id.as_str().into(), t.language()).to_owned(),
        list: Some(format!("/matters?department={id}")),
        counts: *counts,
    };
    let region = |(code, counts): (&String, &CatalogueCounts)| Row {
        name: region_name(t, &content, code),
        list: None,
        counts: *counts,
    };
    let page = CatalogueFigures {
        departments: most_first(&report.departments).into_iter().map(department).collect(),
        regions: most_first(&report.regions).into_iter().map(region).collect(),
        sum: report.sum,
    };
    Ok(page.answer(&desk.frame))
}

/// `GET /desk/statistics/matters.xlsx`: the departments, exactly as on the page.
///
/// # Errors
/// Forbidden for who reads no tables.
pub async fn sheet(desk: Desk) -> Result<Response, Problem> {
    let report: CatalogueReport = desk.ask(|city, caller, _| city.catalogue_report(caller)).await?;
    let (t, content) = (desk.frame.t, desk.city.content());
    let titles = COLUMNS.iter().map(|(key, _, _)| t.msg(key).into_owned());
    let head: Vec<String> =
        std::iter::once(t.msg("desk-col-department").into_owned()).chain(titles).collect();
    let name = |id: &str| content.department_name(&id.into(), t.language()).to_owned();
    let rows = most_first(&report.departments).into_iter();
    let mut rows: Vec<_> = rows.map(|(id, counts)| sheet_cells(name(id), counts)).collect();
    rows.push(sheet_cells(t.msg("desk-stat-all").into_owned(), &report.sum));
    let bytes = app::table_workbook(&t.msg("desk-stat-catalogue"), &head, &rows)?;
    Ok(workbook(&format!("matters-{}.xlsx", desk.city.today(desk.now())), bytes))
}

fn most_first(rows: &BTreeMap<String, CatalogueCounts>) -> Vec<(&String, &CatalogueCounts)> {
    let mut rows: Vec<_> = rows.iter().collect();
    rows.sort_by_key(|(key, counts)| (std::cmp::Reverse(counts.online.all), (*key).clone()));
    rows
}
