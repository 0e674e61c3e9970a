//! `/desk/statistics/cases`: the cases behind a number of the table; the page is also that of the numbers of work.

use super::asked::Asked;
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::desk::due::Hours;
use crate::pages::desk::list;
use crate::parts::{Cell, EmptyState, Illustration, Pages, Table};
use crate::problem::Problem;
use crate::text::Text;
use app::Counted;
use app::desk::{DeskPage, DeskPlace};
use axum::extract::Query;
use axum::response::Response;
use kernel::Date;

/// Rows of a page.
const ROWS: u32 = 50;

/// The cases behind a number.
pub struct BehindNumber {
    title: String,
    said: String,
    /// The table that the number stands in: its name and its address.
    above: (String, String),
    rows: Vec<Vec<Cell>>,
    pages: Pages,
}

page!(BehindNumber in "desk/statistics-cases.html");

impl BehindNumber {
    /// A page of the cases; `what` is the message key of the number, `here` the address behind a place.
    pub(super) fn of(
        desk: &Desk,
        what: &str,
        (from, to): (Date, Date),
        above: (&str, String),
        page: &DeskPage,
        (is_first, here): (bool, impl Fn(String) -> String),
    ) -> Self {
        let (t, content) = (desk.frame.t, desk.city.content());
        let hours = Hours { t, calendar: content.city_calendar().ok(), now: desk.now() };
        let first = (!is_first).then(|| here(String::new()));
        BehindNumber {
            title: title(t, what),
            said: t.with("desk-stat-span", &[("from", &t.date(from)), ("to", &t.date(to))]),
            above: (t.msg(above.0).into_owned(), above.1),
            rows: page.rows.iter().map(|row| list::cells(hours, row)).collect(),
            pages: Pages::new(t, first, page.next.as_ref().map(|place| here(place.cursor()))),
        }
    }

    fn table(&self, t: Text) -> Table {
        list::table(t, &self.title, &self.rows)
    }

    fn nothing(&self, t: Text) -> EmptyState {
        let (name, address) = &self.above;
        EmptyState::new(Illustration::Search, t.msg("desk-stat-none"), t.msg("desk-stat-none-said"))
            .link(name.as_str(), address.as_str())
    }
}

impl Page for BehindNumber {
    const PATH: &'static str = "/desk/statistics/cases";

    fn title(&self, _: Text) -> String {
        self.title.clone()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let page = |rows, next: Option<&str>| BehindNumber {
            title: title(t, word(Counted::Late)),
            said: t.msg("desk-stat-late-said").into_owned(),
            above: (t.msg("nav-desk-statistics").into_owned(), "/desk/statistics".into()),
            rows,
            pages: Pages::new(t, None, next.map(str::to_owned)),
        };
        let full = page(vec![list::sample_row(t)], Some("/desk/statistics/cases?what=late&after=1.A"));
        vec![Sample::of("empty", page(Vec::new(), None)), Sample::of("full", full)]
    }
}

/// `GET /desk/statistics/cases`.
///
/// # Errors
/// Forbidden for who reads no tables; not found for a number that is not counted.
pub async fn show(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let counted = Counted::read(&asked.what).ok_or(Problem::NotFound)?;
    let question = asked.question(desk.city.today(desk.now()));
    let (wanted, after) = (question.clone(), DeskPlace::read(&asked.after));
    let page = desk
        .ask(move |city, caller, moment| {
            city.statistics_cases(caller, &wanted, (counted, after.as_ref()), ROWS, moment.now)
        })
        .await?;
    let here = |after: String| Asked { after, ..asked.clone() }.address("/desk/statistics/cases");
    let back = Asked { what: String::new(), after: String::new(), ..asked.clone() };
    let above = ("nav-desk-statistics", back.address("/desk/statistics"));
    let place = (asked.after.is_empty(), here);
    let span = (question.from, question.to);
    Ok(BehindNumber::of(&desk, word(counted), span, above, &page, place).answer(&desk.frame))
}

fn title(t: Text, what: &str) -> String {
    t.with("desk-stat-behind", &[("what", &t.msg(what).into_owned())])
}

/// The message key of what is counted.
const fn word(counted: Counted) -> &'static str {
    match counted {
        Counted::Received => "desk-stat-received",
        Counted::Accepted => "desk-stat-accepted",
        Counted::Supplements => "desk-stat-supplements",
        Counted::Refused => "desk-stat-refused",
        Counted::Returned => "desk-stat-returned",
        Counted::Decided => "desk-stat-decided",
        Counted::Granted => "desk-stat-granted",
        Counted::Denied => "desk-stat-denied",
        Counted::OnTime => "desk-stat-on-time",
        Counted::Late => "desk-stat-late",
        Counted::Breach => "desk-stat-breach",
        Counted::AtOnce => "desk-stat-at-once",
        Counted::Ahead => "desk-stat-ahead",
        Counted::SameDayOwed => "desk-stat-same-day",
        Counted::SameDayKept => "desk-stat-same-day-kept",
        Counted::Delivered => "desk-stat-delivered",
        Counted::NoMeeting => "desk-stat-no-meeting",
        Counted::NoProposed => "desk-stat-no-proposed",
        Counted::NoOverruled => "desk-stat-no-overruled",
    }
}
