//! `/admin/outbox`: what waits, was given up or is uncertain, and a person's decision on it.

use super::board::{Board, Order, table, time};
use super::words;
use crate::desk::Desk;
use crate::page::Page;
use crate::parts::{Cell, Column, Field, Html, Pages, Tab, Tabs};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::Text;
use app::{OutboxLine, OutboxState};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

/// Which entries.
#[derive(Deserialize)]
pub struct Asked {
    state: Option<String>,
    after: Option<i64>,
}

/// The states that a person looks at, with their words.
fn words(t: Text) -> [(OutboxState, &'static str, String); 3] {
    [
        (OutboxState::Dead, "dead", t.msg("admin-state-dead").into_owned()),
        (OutboxState::Uncertain, "uncertain", t.msg("admin-state-uncertain").into_owned()),
        (OutboxState::Waiting, "waiting", t.msg("admin-state-waiting").into_owned()),
    ]
}

/// `GET /admin/outbox`.
pub async fn show(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let t = desk.frame.t;
    let wanted = asked.state.unwrap_or_else(|| "dead".to_owned());
    let states = words(t);
    let (state, code, word) =
        states.iter().find(|(_, code, _)| *code == wanted).unwrap_or(&states[0]).clone();
    let after = asked.after.unwrap_or(0);
    let page = desk.ask(move |city, caller, _| city.outbox_page(caller, state, after)).await?;
    let columns = vec![
        Column::text(t.msg("admin-topic")),
        Column::text(t.msg("admin-case")),
        Column::text(t.msg("admin-since")),
        Column::number(t.msg("admin-tries")),
        Column::text(t.msg("admin-why")),
        Column::text(t.msg("admin-decision")),
    ];
    let rows = page.lines.iter().map(|line| row(&desk, line)).collect();
    let tabs = states.iter().map(|(_, other, word)| {
        Tab::new(word.clone(), format!("/admin/outbox?state={other}"), *other == code)
    });
    let first = (after != 0).then(|| format!("/admin/outbox?state={code}"));
    let next = page.next.map(|next| format!("/admin/outbox?state={code}&after={next}"));
    let mut board =
        Board::new(t.msg("admin-outbox"), t.msg("admin-outbox-said")).below(t.msg("admin-home"), "/admin");
    for topic in page.without_link {
        board = board.warning(t, t.with("admin-without-link", &[("topic", &words::topic(t, topic))]));
    }
    let shown = vec![
        Html::of(&Tabs::new(t.msg("admin-outbox"), tabs.collect())),
        table(t, &word, columns, rows),
        Html::of(&Pages::new(t, first, next)),
    ];
    Ok(board.block(word, shown).answer(&desk.frame))
}

fn row(desk: &Desk, line: &OutboxLine) -> Vec<Cell> {
    let t = desk.frame.t;
    vec![
        Cell::Text(words::topic(t, &line.topic)),
        line.number.as_ref().map_or(Cell::Empty, |number| Cell::Text(number.spoken())),
        time(t, line.at),
        Cell::Number(line.attempts.to_string()),
        Cell::Text(line.why.clone()),
        decision(desk, line),
    ]
}

fn decision(desk: &Desk, line: &OutboxLine) -> Cell {
    let t = desk.frame.t;
    let order = |order: &str, word: &str, fields, main| Order {
        action: format!("/admin/outbox/{}", line.id),
        token: desk.frame.csrf_field(),
        says: vec![("order", order.to_owned())],
        fields,
        word: t.msg(word).into_owned(),
        main,
    };
    let again = match line.state {
        OutboxState::Dead => order("revive", "admin-revive", Vec::new(), true),
        OutboxState::Uncertain => order("resend", "admin-resend", Vec::new(), true),
        _ => return Cell::Empty,
    };
    // Each field of the page needs a name of its own, so the entry's id stands in it.
    let reason = Field::line(t, format!("reason-{}", line.id), t.msg("admin-reason"), "");
    let give_up = order("give-up", "admin-give-up", vec![reason], false);
    Cell::Part(Html::built(format!("{}{}", Html::of(&again), Html::of(&give_up))))
}

/// `POST /admin/outbox/{id}`.
pub async fn decide(desk: Desk, Path(id): Path<i64>, sent: Sent) -> Result<Response, Problem> {
    let (order, reason) = (sent.one("order").to_owned(), sent.one(&format!("reason-{id}")).to_owned());
    desk.ask(move |city, caller, moment| match order.as_str() {
        "revive" => city.revive(caller, id, moment),
        "resend" => city.resend_uncertain(caller, id, moment),
        "give-up" => city.give_up(caller, id, &reason, moment),
        _ => Err(app::Problem::NotFound("order")),
    })
    .await?;
    Ok(Redirect::to("/admin/outbox").into_response())
}
