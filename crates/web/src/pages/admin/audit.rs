//! `/admin/audit`: who read what of whom, the events of a stream, and whether the ledger is sound.

use super::board::{Board, Order, table, time};
use super::words;
use crate::desk::Desk;
use crate::page::Page;
use crate::pages::words as trade;
use crate::parts::{Cell, Column, Field, Filter, Html, Pages};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::Text;
use app::{AuditFilter, AuditLine, Caller, City, Content, EventLine, StaffMember};
use axum::extract::Query;
use axum::response::Response;
use kernel::{AccountId, StreamId, Timestamp};
use serde::Deserialize;
use std::collections::BTreeMap;

/// How many lines a page shows.
const LINES: u32 = 50;

/// What the log is narrowed to.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    account: String,
    person: String,
    stream: String,
    before: String,
}

/// `GET /admin/audit`.
pub async fn show(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let board = board(&desk, asked).await?;
    Ok(board.answer(&desk.frame))
}

/// `POST /admin/audit`: recomputes the ledger; nothing is changed by it, so the answer is the page itself.
pub async fn check(desk: Desk, _sent: Sent) -> Result<Response, Problem> {
    let t = desk.frame.t;
    let report = desk.ask(|city, caller, _| city.audit_ledger(caller)).await?;
    let mut board = board(&desk, Asked::default()).await?;
    if report.is_sound() {
        let counts = [("events", &report.events as _), ("streams", &report.streams as _)];
        board = board.good(t, t.with("admin-sound", &counts));
    } else {
        board = board.warning(t, t.msg("admin-unsound"));
        let rows = report.findings.into_iter().map(|finding| vec![Cell::Text(finding)]).collect();
        let shown = table(t, "", vec![Column::text(t.msg("admin-finding"))], rows);
        board = board.block(t.msg("admin-findings"), vec![shown]);
    }
    Ok(board.answer(&desk.frame))
}

async fn board(desk: &Desk, asked: Asked) -> Result<Board, Problem> {
    let t = desk.frame.t;
    let order = Order {
        action: "/admin/audit".into(),
        token: desk.frame.csrf_field(),
        says: Vec::new(),
        fields: Vec::new(),
        word: t.msg("admin-check-ledger").into_owned(),
        main: true,
    };
    let mut board = Board::new(t.msg("admin-audit"), t.msg("admin-audit-said"))
        .below(t.msg("admin-home"), "/admin")
        .block(t.msg("admin-ledger"), vec![Html::of(&order)]);
    if let Some((kind, key)) = asked.stream.trim().split_once('/').filter(|(_, key)| !key.is_empty()) {
        let stream = StreamId::of(kind, key);
        let (events, people) = desk
            .ask(move |city, caller, _| {
                let events = city.audit_stream(caller, &stream)?;
                let people =
                    people(city, caller, events.iter().filter_map(|event| event.account.as_deref()))?;
                Ok((events, people))
            })
            .await?;
        board = board.block(asked.stream.trim(), vec![events_of(t, &events, &people)]);
    }
    let some = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    let filter = AuditFilter { account: some(&asked.account), person: some(&asked.person) };
    let before = asked.before.parse::<i64>().ok().and_then(|at| Timestamp::from_microsecond(at).ok());
    let before = before.unwrap_or(desk.now() + jiff::SignedDuration::from_mins(1));
    let (lines, people) = desk
        .ask(move |city, caller, _| {
            let lines = city.read_log(caller, &filter, before, LINES)?;
            let people = people(city, caller, lines.iter().map(|line| line.account.as_str()))?;
            Ok((lines, people))
        })
        .await?;
    let full = lines.len() == LINES as usize;
    let next = lines.last().filter(|_| full).and_then(|last| last.at).map(|at| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("account", &asked.account).append_pair("person", &asked.person);
        query.append_pair("before", &at.as_microsecond().to_string());
        format!("/admin/audit?{}", query.finish())
    });
    let first = (!asked.before.is_empty()).then(|| "/admin/audit".to_owned());
    let fields = vec![
        Field::line(t, "account", t.msg("admin-account"), asked.account),
        Field::line(t, "person", t.msg("admin-person"), asked.person),
        Field::line(t, "stream", t.msg("admin-stream"), asked.stream).hint(t.msg("admin-stream-hint")),
    ];
    let shown = vec![
        Html::of(&Filter::new(t, "/admin/audit", fields, Vec::new())),
        reads(t, &desk.city.content(), &lines, &people),
        Html::of(&Pages::new(t, first, next)),
    ];
    Ok(board.block(t.msg("admin-read-log"), shown))
}

/// The members of staff behind accounts, by account.
type People = BTreeMap<AccountId, StaffMember>;

fn people<'a>(
    city: &City,
    caller: &Caller,
    accounts: impl Iterator<Item = &'a str>,
) -> Result<People, app::Problem> {
    city.staff_behind(caller, &accounts.filter_map(|account| account.parse().ok()).collect())
}

/// Who an account is: a member of staff by name and number, everybody else by the account.
fn who(t: Text, people: &People, account: &str) -> String {
    let member = account.parse().ok().and_then(|id: AccountId| people.get(&id));
    member.map_or_else(|| account.to_owned(), |member| trade::member(t, member))
}

fn reads(t: Text, content: &Content, lines: &[AuditLine], people: &People) -> Html {
    let columns = vec![
        Column::text(t.msg("admin-since")),
        Column::text(t.msg("admin-account")),
        Column::text(t.msg("admin-unit")),
        Column::text(t.msg("admin-what")),
        Column::text(t.msg("admin-purpose")),
        Column::text(t.msg("admin-stream")),
        Column::number(t.msg("admin-count")),
    ];
    let text = |text: &Option<String>| text.clone().map_or(Cell::Empty, Cell::Text);
    let row = |line: &AuditLine| {
        let of_account = format!("/admin/audit?account={}", line.account);
        vec![
            time(t, line.at),
            Cell::Link(who(t, people, &line.account), of_account),
            line.unit.as_deref().map_or(Cell::Empty, |unit| {
                Cell::Text(content.department_name(&unit.into(), t.language()).to_owned())
            }),
            Cell::Text(words::read(t, &line.what)),
            Cell::Text(words::purpose(t, &line.purpose)),
            text(&line.stream),
            Cell::Number(line.count.to_string()),
        ]
    };
    table(t, &t.msg("admin-read-log"), columns, lines.iter().map(row).collect())
}

fn events_of(t: Text, events: &[EventLine], people: &People) -> Html {
    let columns = vec![
        Column::number(t.msg("admin-position")),
        Column::text(t.msg("admin-since")),
        Column::text(t.msg("admin-what")),
        Column::text(t.msg("admin-account")),
    ];
    let row = |event: &EventLine| {
        vec![
            Cell::Number(event.position.to_string()),
            time(t, Some(event.at)),
            Cell::Text(words::event(t, &event.name)),
            event.account.as_deref().map_or(Cell::Empty, |account| Cell::Text(who(t, people, account))),
        ]
    };
    table(t, &t.msg("admin-stream"), columns, events.iter().map(row).collect())
}
