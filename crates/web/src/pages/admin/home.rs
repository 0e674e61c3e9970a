//! `/admin`: each role's own tasks.

use super::board::Board;
use crate::desk::Desk;
use crate::page::Page;
use crate::parts::{Html, Tile, Tiles};
use crate::problem::Problem;
use app::Action;
use axum::response::Response;

/// `GET /admin`.
pub async fn show(desk: Desk) -> Result<Response, Problem> {
    desk.signed_in()?;
    let t = desk.frame.t;
    let may = |action| desk.caller.require(action).is_ok();
    let mut tiles = Vec::new();
    let mut add = |is_own: bool, icon: &str, title: &str, said: &str, href: &str| {
        if is_own {
            tiles.push(Tile::new(icon, t.msg(title), href).said(t.msg(said)));
        }
    };
    let keeps = may(Action::KeepAccounts);
    let catalogue = may(Action::EditCatalogue) || may(Action::ReviewCatalogue);
    add(catalogue, "file-text", "admin-catalogue", "admin-catalogue-said", "/admin/catalogue");
    add(may(Action::RunSystem), "send", "admin-outbox", "admin-outbox-said", "/admin/outbox");
    add(may(Action::RunSystem), "receipt", "admin-messages", "admin-messages-said", "/admin/messages");
    add(may(Action::RunSystem), "calendar", "admin-calendar", "admin-calendar-said", "/admin/calendar");
    add(keeps, "user", "admin-accounts", "admin-accounts-said", "/admin/accounts");
    add(may(Action::GrantPosts), "user", "admin-accounts", "admin-posts-said", "/admin/accounts");
    add(may(Action::ReadAudit), "search", "admin-audit", "admin-audit-said", "/admin/audit");
    if tiles.is_empty() {
        return Err(Problem::Forbidden);
    }
    if keeps || catalogue {
        let (title, said) = (t.msg("admin-organisation"), t.msg("admin-organisation-said"));
        tiles.push(Tile::new("building-2", title, "/admin/organisation").said(said));
    }
    let board = Board::new(t.msg("admin-home"), t.msg("admin-home-said"));
    let board = board.block(t.msg("admin-tasks"), vec![Html::of(&Tiles::new(tiles))]);
    Ok(board.answer(&desk.frame))
}
