//! `/admin/calendar`: the years by which dates are counted, and which of them are not announced yet.

use super::board::{Board, table};
use crate::desk::Desk;
use crate::page::Page;
use crate::parts::{Cell, Column, Tag, Tone};
use crate::problem::Problem;
use axum::response::Response;
use calendar::YearTable;

/// `GET /admin/calendar`.
pub async fn show(desk: Desk) -> Result<Response, Problem> {
    let t = desk.frame.t;
    let content = desk.city.content();
    let mut board = Board::new(t.msg("admin-calendar"), t.msg("admin-calendar-said"))
        .below(t.msg("admin-home"), "/admin");
    let row = |year: &YearTable| {
        let (word, tone) = if year.is_provisional() {
            (t.msg("admin-provisional"), Tone::Yours)
        } else {
            (t.msg("admin-announced"), Tone::Good)
        };
        vec![
            Cell::Text(year.year.to_string()),
            Cell::part(&Tag::new(word, tone)),
            Cell::Number(year.off.len().to_string()),
            Cell::Number(year.make_up.len().to_string()),
            year.source.clone().map_or(Cell::Empty, Cell::Text),
        ]
    };
    for calendar in content.calendars.versions() {
        let columns = vec![
            Column::text(t.msg("admin-year")),
            Column::text(t.msg("admin-state")),
            Column::number(t.msg("admin-off")),
            Column::number(t.msg("admin-make-up")),
            Column::text(t.msg("admin-source")),
        ];
        let name = t.read(&calendar.index().name).to_owned();
        let shown = table(t, &name, columns, calendar.tables().map(row).collect());
        board = board.block(name, vec![shown]);
    }
    Ok(board.answer(&desk.frame))
}
