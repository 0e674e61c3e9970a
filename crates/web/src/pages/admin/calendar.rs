//! `/admin/calendar`: the years by which dates are counted, which of them are not announced yet, and entering the
//! State Council's notice of one: first what it would move, then for good (practice.md 4).

mod days; // a table of a year's days
mod notice; // what is typed

use super::board::{Board, Order, SendFile, table};
use crate::desk::Desk;
use crate::page::Page;
use crate::parts::{Cell, Choice, Column, Field, Html, Tag, Tone};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::Text;
use crate::uploaded::Uploaded;
use app::{Action, YearEffect};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use calendar::YearTable;
use days::WrongLine;
use notice::Typed;
use std::borrow::Cow;

/// How many running cases are counted again before the administrator is answered; the others follow by themselves.
const AT_ONCE: u32 = 1_000;

/// The largest form with a table of days, in bytes.
pub const DAYS_FORM_MAX: usize = 2 * days::MAX;

/// `GET /admin/calendar`.
pub async fn show(desk: Desk) -> Result<Response, Problem> {
    let recounting = desk.ask(|city, _, _| city.is_recounting()).await?;
    let mut board = start(desk.frame.t);
    if recounting {
        board = board.warning(desk.frame.t, desk.frame.t.msg("admin-year-recounting"));
    }
    Ok(years(&desk, form(&desk, board, &Typed::default(), &[])).answer(&desk.frame))
}

/// `POST /admin/calendar`: looks at what a notice would move, or enters it.
pub async fn announce(desk: Desk, sent: Sent) -> Result<Response, Problem> {
    let t = desk.frame.t;
    let typed = Typed::of(&sent);
    let notice = match typed.read() {
        Ok(notice) => notice,
        Err(wrong) => {
            let said: Vec<_> = wrong.into_iter().map(|(field, line)| (field, unreadable(t, &line))).collect();
            return Ok(refused(&desk, &typed, &said));
        }
    };
    let wanted = notice.clone();
    if sent.one("order") == "announce" {
        let done = desk
            .ask(move |city, caller, moment| {
                city.announce_year(caller, &wanted, moment)?;
                city.recount_running(moment, AT_ONCE)
            })
            .await;
        return match done {
            Ok(_) => Ok(Redirect::to("/admin/calendar").into_response()),
            Err(app::Problem::Refused(refusal)) => {
                Ok(refused(&desk, &typed, &[("off", t.refusal(refusal.as_ref()).said)]))
            }
            Err(other) => Err(other.into()),
        };
    }
    match desk.ask(move |city, caller, moment| city.preview_year(caller, &wanted, moment.now)).await {
        Ok(effect) => {
            let board = preview(&desk, start(t), &typed, &effect);
            Ok(form(&desk, board, &typed, &[]).answer(&desk.frame))
        }
        Err(app::Problem::Refused(refusal)) => {
            Ok(refused(&desk, &typed, &[("off", t.refusal(refusal.as_ref()).said)]))
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /admin/calendar/days`: fills the form from a table of days, or names its wrong lines. Nothing is entered by it.
///
/// # Errors
/// Forbidden for others than the system's administrator.
pub async fn read_days(desk: Desk, form: Uploaded) -> Result<Response, Problem> {
    let t = desk.frame.t;
    desk.ask(|_, caller, _| caller.require(Action::RunSystem)).await?;
    let table = form
        .files
        .into_iter()
        .next()
        .map(|file| file.bytes)
        .filter(|bytes| (1..=days::MAX).contains(&bytes.len()));
    let Some(table) = table else { return Ok(days_refused(&desk, t.msg("admin-days-missing"), None)) };
    let read = match days::read(&table) {
        Ok(read) => read,
        Err(wrong) => {
            return Ok(days_refused(&desk, t.msg("admin-days-wrong"), Some(wrong_lines(t, &wrong))));
        }
    };
    let content = desk.city.content();
    let is_open = content
        .city_calendar()
        .is_ok_and(|calendar| calendar.tables().any(|year| year.is_provisional() && year.year == read.year));
    if !is_open {
        let said = t.with("admin-days-not-open", &[("year", &read.year.to_string())]);
        return Ok(days_refused(&desk, said.into(), None));
    }
    let typed = Typed {
        year: read.year.to_string(),
        off: read.off.join("\n"),
        make_up: read.make_up.join("\n"),
        ..Typed::default()
    };
    let (off, make_up) = (read.off.len(), read.make_up.len());
    let board = start(t).good(t, t.with("admin-days-read", &[("off", &off), ("make_up", &make_up)]));
    Ok(years(&desk, self::form(&desk, board, &typed, &[])).answer(&desk.frame))
}

fn days_refused(desk: &Desk, said: Cow<'_, str>, lines: Option<Html>) -> Response {
    let t = desk.frame.t;
    let mut board = start(t).warning(t, said);
    if let Some(lines) = lines {
        board = board.block(t.msg("admin-days-lines"), vec![lines]);
    }
    years(desk, form(desk, board, &Typed::default(), &[]))
        .answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame)
}

/// How many wrong lines are shown; a table with more is the wrong table.
const LINES_SHOWN: usize = 50;

fn wrong_lines(t: Text, wrong: &[WrongLine]) -> Html {
    let columns = vec![Column::number(t.msg("admin-days-line")), Column::text(t.msg("admin-days-what"))];
    let row = |wrong: &WrongLine| {
        vec![Cell::Number(wrong.line.to_string()), Cell::Text(t.msg(wrong.reason.key()).into_owned())]
    };
    table(t, &t.msg("admin-days-lines"), columns, wrong.iter().take(LINES_SHOWN).map(row).collect())
}

fn unreadable(t: Text, line: &str) -> String {
    if line.is_empty() {
        return t.msg("admin-year-missing").into_owned();
    }
    t.with("admin-year-unreadable", &[("line", &line)])
}

fn start(t: Text) -> Board {
    Board::new(t.msg("admin-calendar"), t.msg("admin-calendar-said")).below(t.msg("admin-home"), "/admin")
}

/// The form again, with what is wrong beside each field and nothing typed lost.
fn refused(desk: &Desk, typed: &Typed, wrong: &[(&'static str, String)]) -> Response {
    let t = desk.frame.t;
    let board = start(t).warning(t, t.msg("admin-year-wrong"));
    years(desk, form(desk, board, typed, wrong)).answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame)
}

fn form(desk: &Desk, board: Board, typed: &Typed, wrong: &[(&'static str, String)]) -> Board {
    let (t, content) = (desk.frame.t, desk.city.content());
    let Ok(calendar) = content.city_calendar() else { return board };
    let open = calendar.tables().filter(|table| table.is_provisional());
    let years: Vec<Choice> = open
        .map(|table| {
            let year = table.year.to_string();
            Choice::of(year.as_str(), year.as_str()).chosen(year == typed.year)
        })
        .collect();
    if years.is_empty() {
        return board;
    }
    let error = |field: &str| wrong.iter().find(|(name, _)| *name == field).map(|(_, said)| said.clone());
    let fields = vec![
        Field::select(t, "year", t.msg("admin-year"), years).error(error("year")),
        Field::line(t, "notice", t.msg("admin-year-notice"), typed.notice.clone())
            .hint(t.msg("admin-year-notice-hint"))
            .error(error("notice")),
        Field::line(t, "date", t.msg("admin-year-date"), typed.date.clone())
            .kind("date", "off")
            .error(error("date"))
            .optional(),
        Field::lines(t, "off", t.msg("admin-year-off"), typed.off.clone())
            .hint(t.msg("admin-year-off-hint"))
            .error(error("off")),
        Field::lines(t, "make_up", t.msg("admin-year-make-up"), typed.make_up.clone())
            .hint(t.msg("admin-year-make-up-hint"))
            .error(error("make_up"))
            .optional(),
    ];
    let order = Order {
        action: "/admin/calendar".into(),
        token: desk.frame.csrf_field(),
        says: vec![("order", "preview".into())],
        fields,
        word: t.msg("admin-year-preview").into_owned(),
        main: true,
    };
    let sheet = SendFile {
        action: "/admin/calendar/days",
        token: desk.frame.csrf_field(),
        field: Field::files(t, "file", t.msg("admin-days-file"), ".csv", 1).hint(t.msg("admin-days-hint")),
        word: t.msg("admin-days-send").into_owned(),
    };
    board
        .block(t.msg("admin-year-enter"), vec![Html::of(&order)])
        .block(t.msg("admin-days"), vec![Html::of(&sheet)])
}

/// What would move, and the button that lets it.
fn preview(desk: &Desk, board: Board, typed: &Typed, effect: &YearEffect) -> Board {
    let (t, content) = (desk.frame.t, desk.city.content());
    let columns = vec![
        Column::text(t.msg("admin-department")),
        Column::text(t.msg("admin-year-matter")),
        Column::number(t.msg("admin-year-later")),
        Column::number(t.msg("admin-year-earlier")),
        Column::number(t.msg("admin-year-settled")),
    ];
    let rows = effect.rows.iter().map(|((department, matter), count)| {
        vec![
            Cell::Text(content.department_name(&department.as_str().into(), t.language()).to_owned()),
            Cell::Text(matter.clone()),
            Cell::Number(count.later.to_string()),
            Cell::Number(count.earlier.to_string()),
            Cell::Number(count.settled.to_string()),
        ]
    });
    let confirm = Order {
        action: "/admin/calendar".into(),
        token: desk.frame.csrf_field(),
        says: typed.says("announce"),
        fields: Vec::new(),
        word: t.msg("admin-year-announce").into_owned(),
        main: true,
    };
    let key = if effect.cut { "admin-year-looked-cut" } else { "admin-year-looked" };
    let shown = vec![
        Html::text(&t.with(key, &[("count", &effect.cases)])),
        table(t, &t.msg("admin-year-effect"), columns, rows.collect()),
        Html::text(&t.msg("admin-year-told")),
        Html::of(&confirm),
    ];
    board.block(t.with("admin-year-effect-of", &[("year", &typed.year)]), shown)
}

fn years(desk: &Desk, mut board: Board) -> Board {
    let (t, content) = (desk.frame.t, desk.city.content());
    let row = |year: &YearTable| {
        let (word, tone) = if year.is_provisional() {
            (t.msg("admin-provisional"), Tone::Yours)
        } else {
            (t.msg("admin-announced"), Tone::Good)
        };
        let source = match &year.status {
            calendar::YearStatus::Announced { notice, .. } if !notice.is_empty() => Some(notice.clone()),
            _ => year.source.clone(),
        };
        vec![
            Cell::Text(year.year.to_string()),
            Cell::part(&Tag::new(word, tone)),
            Cell::Number(year.off.len().to_string()),
            Cell::Number(year.make_up.len().to_string()),
            source.map_or(Cell::Empty, Cell::Text),
        ]
    };
    if let Ok(calendar) = content.city_calendar() {
        let columns = vec![
            Column::text(t.msg("admin-year")),
            Column::text(t.msg("admin-state")),
            Column::number(t.msg("admin-off")),
            Column::number(t.msg("admin-make-up")),
            Column::text(t.msg("admin-source")),
        ];
        let name = t.read(&calendar.index().name).to_owned();
        let mut tables: Vec<&YearTable> = calendar.tables().collect();
        tables.reverse();
        let shown = table(t, &name, columns, tables.into_iter().map(row).collect());
        board = board.block(name, vec![shown]);
    }
    board
}
