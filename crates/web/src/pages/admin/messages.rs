//! `/admin/messages`: the texts that go to telephones, each with what the gateway said to it (practice.md 12).

use super::board::{Board, Order, table};
use crate::desk::Desk;
use crate::page::Page;
use crate::parts::{Cell, Column, Field, Html};
use crate::problem::Problem;
use crate::sent::Sent;
use app::MessagePage;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use notices::{Approval, MessageTemplate, Occasion};

/// `GET /admin/messages`.
pub async fn show(desk: Desk) -> Result<Response, Problem> {
    let t = desk.frame.t;
    let pages = desk.ask(|city, caller, _| city.message_pages(caller)).await?;
    let columns = vec![
        Column::text(t.msg("admin-name")),
        Column::text(t.msg("admin-messages-text")),
        Column::text(t.msg("admin-state")),
        Column::text(t.msg("admin-decision")),
    ];
    let rows = pages.iter().filter_map(|page| row(&desk, page)).collect();
    let board = Board::new(t.msg("admin-messages"), t.msg("admin-messages-said"))
        .below(t.msg("admin-home"), "/admin")
        .block(t.msg("admin-messages"), vec![table(t, &t.msg("admin-messages"), columns, rows)]);
    Ok(board.answer(&desk.frame))
}

/// One text; none for an occasion that has no text message.
fn row(desk: &Desk, page: &MessagePage) -> Option<Vec<Cell>> {
    let template = page.template.as_ref()?;
    let newest = template.versions.last()?;
    let title = page.published.as_ref().map_or(page.occasion.word(), |text| text.title.chinese.as_str());
    let decision = match newest.approval {
        Approval::Draft => decision(desk, page.occasion.word()),
        _ => Cell::Empty,
    };
    Some(vec![Cell::Text(title.to_owned()), Cell::Text(newest.text.clone()), state(desk, template), decision])
}

/// What the gateway said to the newest text, and which one is sent meanwhile.
fn state(desk: &Desk, template: &MessageTemplate) -> Cell {
    let t = desk.frame.t;
    let newest = template.versions.last().map(|version| &version.approval);
    let said = match newest {
        Some(Approval::Approved { gateway_id }) => t.with("admin-messages-approved", &[("id", gateway_id)]),
        Some(Approval::Rejected { reason }) => t.with("admin-messages-rejected", &[("reason", reason)]),
        Some(Approval::Draft) | None => t.msg("admin-messages-waits").into_owned(),
    };
    let is_newest = matches!(newest, Some(Approval::Approved { .. }));
    match template.approved() {
        Ok((_, id)) if !is_newest => {
            let older = t.with("admin-messages-older", &[("id", &id)]);
            Cell::Text(format!("{said}；{older}"))
        }
        _ => Cell::Text(said),
    }
}

fn decision(desk: &Desk, occasion: &str) -> Cell {
    let t = desk.frame.t;
    let order = |order: &str, word: &str, label: &str, main| Order {
        action: format!("/admin/messages/{occasion}"),
        token: desk.frame.csrf_field(),
        says: vec![("order", order.to_owned())],
        // Each field of the page needs a name of its own, so the occasion stands in it.
        fields: vec![Field::line(t, format!("{order}-{occasion}"), t.msg(label), "")],
        word: t.msg(word).into_owned(),
        main,
    };
    let approve = order("approve", "admin-messages-approve", "admin-messages-gateway", true);
    let reject = order("reject", "admin-messages-reject", "admin-messages-reason", false);
    Cell::Part(Html::built(format!("{}{}", Html::of(&approve), Html::of(&reject))))
}

/// `POST /admin/messages/{occasion}`.
pub async fn decide(desk: Desk, Path(occasion): Path<String>, sent: Sent) -> Result<Response, Problem> {
    let order = sent.one("order").to_owned();
    let said = sent.one(&format!("{order}-{occasion}")).to_owned();
    desk.ask(move |city, caller, moment| {
        let occasion = Occasion::named(&occasion).ok_or(app::Problem::NotFound("message"))?;
        match order.as_str() {
            "approve" => city.approve_template(caller, occasion, &said, moment),
            "reject" => city.reject_template(caller, occasion, &said, moment),
            _ => Err(app::Problem::NotFound("order")),
        }
    })
    .await?;
    Ok(Redirect::to("/admin/messages").into_response())
}
