//! `/admin/standard`: where a matter differs from the standard of its base item (同一事项同一标准, CAT-02), as a worklist.

use super::board::{Board, table};
use crate::desk::Desk;
use crate::page::Page;
use crate::parts::{Cell, Column};
use crate::problem::Problem;
use crate::text::Text;
use app::StandardBreach;
use axum::response::Response;
use catalogue::StandardField;

/// `GET /admin/standard`.
///
/// # Errors
/// [`Problem::Forbidden`] for who neither edits nor reviews the catalogue.
pub async fn show(desk: Desk) -> Result<Response, Problem> {
    desk.signed_in()?;
    let t = desk.frame.t;
    let breaches = desk.ask(|city, caller, _| city.standard_breaches(caller)).await?;
    let title = t.with("admin-standard-count", &[("count", &breaches.len())]);
    let keys = [
        "admin-name",
        "admin-department",
        "admin-standard-field",
        "admin-standard-says",
        "admin-standard-here",
    ];
    let columns = keys.iter().map(|key| Column::text(t.msg(key))).collect();
    let rows = breaches.iter().map(|breach| cells(&desk, breach)).collect();
    let board = Board::new(t.msg("admin-standard"), t.msg("admin-standard-said"))
        .below(t.msg("admin-catalogue"), "/admin/catalogue")
        .block(title.clone(), vec![table(t, &title, columns, rows)]);
    Ok(board.answer(&desk.frame))
}

fn cells(desk: &Desk, breach: &StandardBreach) -> Vec<Cell> {
    let t = desk.frame.t;
    let content = desk.city.content();
    let name = content.matters.get(&breach.matter);
    let name = name.map_or(breach.matter.as_str(), |published| t.read(&published.matter.name)).to_owned();
    let department = breach.department.as_str().into();
    vec![
        Cell::Link(name, format!("/admin/catalogue/{}", breach.matter.as_str())),
        Cell::Text(content.department_name(&department, desk.language()).to_owned()),
        Cell::Text(field(t, breach.difference.field)),
        Cell::Text(shown(t, &breach.difference.standard)),
        Cell::Text(shown(t, &breach.difference.here)),
    ]
}

fn field(t: Text, field: StandardField) -> String {
    let key = match field {
        StandardField::Name => "admin-name",
        StandardField::Materials => "admin-standard-materials",
        StandardField::Conditions => "admin-standard-conditions",
        StandardField::Limit => "admin-standard-limit",
        StandardField::Result => "admin-standard-result",
    };
    t.msg(key).into_owned()
}

/// Where one side lacks nothing, a line says so.
fn shown(t: Text, said: &str) -> String {
    if said.is_empty() { t.msg("admin-standard-nothing").into_owned() } else { said.to_owned() }
}
