//! `/desk/statistics/work/cases`: the cases behind a number of the table of work.

use super::{ACTS, AskedWork};
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::desk::due::Hours;
use crate::pages::desk::list;
use crate::parts::{Cell, EmptyState, Illustration, Pages, Table};
use crate::problem::Problem;
use crate::text::Text;
use app::Act;
use app::desk::DeskPlace;
use axum::extract::Query;
use axum::response::Response;
use kernel::DepartmentId;

/// Rows of a page.
const ROWS: u32 = 50;

/// The cases on which something was done.
pub struct CasesOfWork {
    title: String,
    said: String,
    back: String,
    rows: Vec<Vec<Cell>>,
    pages: Pages,
}

page!(CasesOfWork in "desk/statistics-work-cases.html");

impl CasesOfWork {
    fn table(&self, t: Text) -> Table {
        list::table(t, &self.title, &self.rows)
    }

    fn nothing(&self, t: Text) -> EmptyState {
        EmptyState::new(Illustration::Search, t.msg("desk-stat-none"), t.msg("desk-stat-none-said"))
            .link(t.msg("desk-stat-work"), self.back.as_str())
    }
}

impl Page for CasesOfWork {
    const PATH: &'static str = "/desk/statistics/work/cases";

    fn title(&self, _: Text) -> String {
        self.title.clone()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let page = |rows| CasesOfWork {
            title: title(t, Act::Examined),
            said: t.msg("desk-work-examined-said").into_owned(),
            back: "/desk/statistics/work".into(),
            rows,
            pages: Pages::new(t, None, None),
        };
        vec![Sample::of("empty", page(Vec::new())), Sample::of("full", page(vec![list::sample_row(t)]))]
    }
}

/// `GET /desk/statistics/work/cases`.
///
/// # Errors
/// Forbidden for who reads no tables; not found for a row that is not hers to see.
pub async fn show(desk: Desk, Query(asked): Query<AskedWork>) -> Result<Response, Problem> {
    let act = Act::read(&asked.act).ok_or(Problem::NotFound)?;
    let question = asked.question(desk.city.today(desk.now()));
    let (unit, who) = (DepartmentId(asked.unit.clone()), asked.who.clone());
    let after = DeskPlace::read(&asked.after);
    let page = desk
        .ask(move |city, caller, moment| {
            let row = (&unit, who.as_str(), act);
            city.staff_work_cases(caller, &question, row, (after.as_ref(), ROWS), moment.now)
        })
        .await?;
    let t = desk.frame.t;
    let content = desk.city.content();
    let hours = Hours { t, calendar: content.city_calendar().ok(), now: desk.now() };
    let here = |after: String| AskedWork { after, ..asked.clone() }.address("/desk/statistics/work/cases");
    let first = (!asked.after.is_empty()).then(|| here(String::new()));
    let (from, to) = (t.date(question.from), t.date(question.to));
    let shown = CasesOfWork {
        title: title(t, act),
        said: t.with("desk-stat-span", &[("from", &from), ("to", &to)]),
        back: asked.table().address("/desk/statistics/work"),
        rows: page.rows.iter().map(|row| list::cells(hours, row)).collect(),
        pages: Pages::new(t, first, page.next.map(|place| here(place.cursor()))),
    };
    Ok(shown.answer(&desk.frame))
}

fn title(t: Text, act: Act) -> String {
    let word = ACTS.iter().find(|(known, _, _)| *known == act).map_or("", |(_, word, _)| *word);
    t.with("desk-stat-behind", &[("what", &t.msg(word).into_owned())])
}
