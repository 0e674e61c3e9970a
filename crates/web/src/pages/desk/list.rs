//! `/desk/cases`: the cases that my posts take part in, narrowed, searched, page by page; masked.

use super::due::Hours;
use super::words;
use crate::address::query_of;
use crate::desk::Desk;
use crate::frame::cookie;
use crate::page;
use crate::page::{Page, Sample};
use crate::parts::{
    Cell, Choice, Column, DueColour, DueMark, EmptyState, Field, Filter, FilterMark, Html, Illustration,
    Pages, Table,
};
use crate::problem::Problem;
use crate::text::{Text, spoken_number};
use app::cases::CaseRow;
use app::desk::{DeskFilter, DeskPage, DeskPlace};
use axum::extract::{Query, RawQuery};
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use std::collections::BTreeSet;

/// Rows of a page.
const ROWS: u32 = 50;
/// The cookie that remembers how the list was narrowed.
const REMEMBERED: &str = "yimen-desk-cases";

/// The list of cases.
pub struct CaseList {
    /// What was looked for.
    pub query: String,
    /// How the list is narrowed.
    pub filter: Filter,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// The way to the next page.
    pub pages: Pages,
    /// Whether only the first rows of a search are shown.
    pub cut: bool,
}

page!(CaseList in "desk/list.html");

/// What the address says.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    matter: String,
    #[serde(default)]
    department: String,
    #[serde(default)]
    late: String,
    #[serde(default)]
    after: String,
}

impl CaseList {
    fn table(&self, t: Text) -> Table {
        table(t, &t.msg("nav-desk-cases"), &self.rows)
    }

    fn nothing(&self, t: Text) -> EmptyState {
        EmptyState::new(Illustration::Search, t.msg("desk-list-none"), t.msg("desk-list-none-said"))
            .link(t.msg("filter-clear"), "/desk/cases?")
    }
}

impl Page for CaseList {
    const PATH: &'static str = "/desk/cases";

    fn title(&self, t: Text) -> String {
        t.msg("nav-desk-cases").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let page = |query: &str, rows, next: Option<&str>| CaseList {
            query: query.into(),
            filter: Filter::new(t, "/desk/cases", fields(t, &Asked::default(), &[], &[]), Vec::new()),
            rows,
            pages: Pages::new(t, None, next.map(str::to_owned)),
            cut: false,
        };
        let full = page("", vec![sample_row(t)], Some("/desk/cases?after=1.A"));
        vec![Sample::of("empty", page("没有的", Vec::new(), None)), Sample::of("full", full)]
    }
}

/// `GET /desk/cases`. Without any question the list comes back as it was narrowed last.
pub async fn show(
    desk: Desk,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let remembered = cookie(&headers, REMEMBERED).filter(|text| is_plain(text));
    if let (None, Some(text)) = (&raw, remembered) {
        return Ok(Redirect::to(&format!("/desk/cases?{text}")).into_response());
    }
    let (page, cut) = find(&desk, &asked).await?;
    let t = desk.frame.t;
    let content = desk.city.content();
    let hours = Hours { t, calendar: content.city_calendar().ok(), now: desk.now() };
    let rows = page.rows.iter().map(|row| cells(hours, row)).collect();
    let first = (!asked.after.is_empty()).then(|| address(&asked, ""));
    let pages = Pages::new(t, first, page.next.map(|place| address(&asked, &place.cursor())));
    let filter = filter(&desk, &asked);
    let list = CaseList { query: asked.q.clone(), filter, rows, pages, cut };
    Ok(remember(list.answer(&desk.frame), &asked, desk.frame.doorplate.secure))
}

async fn find(desk: &Desk, asked: &Asked) -> Result<(DeskPage, bool), app::Problem> {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let filter = DeskFilter {
        status: some(&asked.status),
        matter: some(&asked.matter),
        department: some(&asked.department),
        late: !asked.late.is_empty(),
    };
    let (query, after) = (asked.q.trim().to_owned(), DeskPlace::read(&asked.after));
    if query.is_empty() {
        let list = move |city: &app::City, caller: &app::Caller, moment: &kernel::Moment| {
            city.desk_list(caller, &filter, after.as_ref(), ROWS, moment.now)
        };
        return Ok((desk.look(list).await?, false));
    }
    desk.ask(move |city, caller, moment| {
        let found = city.desk_find(caller, &query, ROWS, moment.now)?;
        let cut = found.len() == ROWS as usize;
        let rows = found.into_iter().filter(|row| fits(row, &filter, moment.now)).collect();
        Ok((DeskPage { rows, next: None }, cut))
    })
    .await
}

fn fits(row: &CaseRow, filter: &DeskFilter, now: kernel::Timestamp) -> bool {
    let same = |wanted: &Option<String>, has: &str| wanted.as_ref().is_none_or(|wanted| wanted == has);
    same(&filter.status, &row.status)
        && same(&filter.matter, &row.matter)
        && same(&filter.department, &row.department)
        && (!filter.late || row.colour(now) >= app::cases::DueColour::Yellow)
}

/// The table of these cases; the columns are those of [`cells`].
pub(super) fn table(t: Text, caption: &str, rows: &[Vec<Cell>]) -> Table {
    let keys = [
        "desk-col-number",
        "desk-col-matter",
        "desk-col-applicant",
        "desk-col-state",
        "desk-col-received",
        "desk-col-due",
    ];
    let columns = keys.iter().map(|key| Column::text(t.msg(key))).collect();
    Table::new(t, caption, columns, rows.to_vec()).caption_hidden()
}

/// A row as [`cells`] makes it, for pages that are looked at without a city.
pub(super) fn sample_row(t: Text) -> Vec<Cell> {
    vec![
        Cell::Link("2026K7M3PQRT4X".into(), "/desk/cases/2026K7M3PQRT4X".into()),
        Cell::Text("城镇污水排入排水管网许可".into()),
        Cell::Text("陈*".into()),
        Cell::part(&words::state(t, "examining")),
        Cell::Text("2026年11月20日".into()),
        Cell::part(&DueMark::new(t, DueColour::Calm, "还剩 3 个工作日", "2026年11月25日 17:30")),
    ]
}

/// One case as a row, masked.
pub(super) fn cells(hours: Hours<'_>, row: &CaseRow) -> Vec<Cell> {
    let t = hours.t;
    vec![
        Cell::Link(spoken_number(&row.number), format!("/desk/cases/{}", row.number)),
        Cell::Text(row.matter_name.clone()),
        Cell::Text(row.applicant.clone()),
        Cell::part(&words::state(t, &row.status)),
        row.received_at.map_or(Cell::Empty, |at| Cell::Part(unbroken(&t.day_of(at)))),
        hours.of_row(row).map_or(Cell::Empty, |mark| Cell::part(&mark)),
    ]
}

/// Words that stay on one line.
fn unbroken(words: &str) -> Html {
    Html::built(format!(r#"<span class="y-desk-unbroken">{}</span>"#, crate::parts::escaped(words)))
}

/// The address of the list as it is narrowed, behind `after`.
fn address(asked: &Asked, after: &str) -> String {
    format!("/desk/cases?{}", query(&Asked { after: after.to_owned(), ..asked.clone() }))
}

fn query(asked: &Asked) -> String {
    query_of(&[
        ("q", asked.q.as_str()),
        ("status", asked.status.as_str()),
        ("matter", asked.matter.as_str()),
        ("department", asked.department.as_str()),
        ("late", asked.late.as_str()),
        ("after", asked.after.as_str()),
    ])
}

fn filter(desk: &Desk, asked: &Asked) -> Filter {
    let t = desk.frame.t;
    let content = desk.city.content();
    let language = desk.language();
    let units: BTreeSet<kernel::DepartmentId> =
        desk.caller.postings.iter().map(|posting| posting.department.clone()).collect();
    let named = |unit: &kernel::DepartmentId| {
        (unit.as_str().to_owned(), content.department_name(unit, language).to_owned())
    };
    let departments: Vec<(String, String)> = units.iter().map(named).collect();
    let of_mine =
        |published: &&std::sync::Arc<app::PublishedMatter>| units.contains(&published.matter.department);
    let matters: Vec<(String, String)> = content
        .matters
        .values()
        .filter(of_mine)
        .map(|published| (published.matter.code.0.clone(), t.read(&published.matter.name).to_owned()))
        .collect();
    let name_in = |list: &[(String, String)], key: &str| {
        list.iter().find(|(code, _)| code == key).map_or(key.to_owned(), |(_, name)| name.clone())
    };
    let mut marks = Vec::new();
    let mut mark = |words: String, without: Asked| {
        marks.push(FilterMark { words, without: format!("/desk/cases?{}", query(&without)) });
    };
    let base = Asked { after: String::new(), ..asked.clone() };
    if !asked.status.is_empty() {
        let without = Asked { status: String::new(), ..base.clone() };
        mark(words::state_word(t, &asked.status).into_owned(), without);
    }
    if !asked.matter.is_empty() {
        mark(name_in(&matters, &asked.matter), Asked { matter: String::new(), ..base.clone() });
    }
    if !asked.department.is_empty() {
        mark(name_in(&departments, &asked.department), Asked { department: String::new(), ..base.clone() });
    }
    if !asked.late.is_empty() {
        mark(t.msg("desk-list-late").into_owned(), Asked { late: String::new(), ..base });
    }
    Filter::new(t, "/desk/cases?", fields(t, asked, &matters, &departments), marks)
}

fn fields(
    t: Text,
    asked: &Asked,
    matters: &[(String, String)],
    departments: &[(String, String)],
) -> Vec<Field> {
    let any = |chosen: &str| Choice::of("", t.msg("desk-list-any")).chosen(chosen.is_empty());
    let list = |all: &[(String, String)], chosen: &str| {
        let choice = |(code, name): &(String, String)| Choice::of(code, name).chosen(code == chosen);
        std::iter::once(any(chosen)).chain(all.iter().map(choice)).collect::<Vec<_>>()
    };
    let states: Vec<(String, String)> = words::STATES
        .iter()
        .map(|code| ((*code).to_owned(), words::state_word(t, code).into_owned()))
        .collect();
    let mut fields = vec![
        Field::line(t, "q", t.msg("desk-list-words"), asked.q.clone()),
        Field::select(t, "status", t.msg("desk-col-state"), list(&states, &asked.status)),
        Field::select(t, "matter", t.msg("desk-col-matter"), list(matters, &asked.matter)),
    ];
    if 1 < departments.len() {
        let choices = list(departments, &asked.department);
        fields.push(Field::select(t, "department", t.msg("desk-col-department"), choices));
    }
    let late = Choice::of("1", t.msg("desk-list-late")).chosen(!asked.late.is_empty());
    fields.push(Field::checkboxes(t, "late", t.msg("desk-col-due"), vec![late]));
    fields
}

/// Remembers how the list is narrowed; what was looked for may be a person's number and is not remembered.
fn remember(mut answer: Response, asked: &Asked, secure: bool) -> Response {
    let kept = query(&Asked { q: String::new(), after: String::new(), ..asked.clone() });
    let secure = if secure { "; Secure" } else { "" };
    let age = if kept.is_empty() { 0 } else { 30 * 24 * 60 * 60 };
    let cookie = format!("{REMEMBERED}={kept}; Path=/desk; Max-Age={age}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(value) = cookie.parse() {
        answer.headers_mut().append(SET_COOKIE, value);
    }
    answer
}

/// A cookie may only hold what [`query`] writes.
fn is_plain(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"=&%._-+*".contains(&byte);
    !text.is_empty() && text.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_looked_for_is_not_remembered() {
        let asked = Asked { q: "440402199001011234".into(), status: "ready".into(), ..Asked::default() };
        let answer = remember(().into_response(), &asked, false);
        let kept = answer.headers()[SET_COOKIE].to_str().expect("plain text").to_owned();
        assert!(kept.contains("status=ready") && !kept.contains("4404"), "{kept}");
    }

    #[test]
    fn a_strange_cookie_leads_nowhere() {
        assert!(is_plain("status=ready&late=1"));
        assert!(!is_plain("status=ready\r\nx: y") && !is_plain("") && !is_plain("//evil"));
    }
}
