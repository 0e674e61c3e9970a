//! `/desk/statistics/table.xlsx`: exactly the numbers of the page.

use super::asked::Asked;
use super::columns;
use super::name;
use crate::desk::Desk;
use crate::problem::Problem;
use axum::extract::Query;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// `GET /desk/statistics/table.xlsx`.
///
/// # Errors
/// Forbidden for who reads no tables.
pub async fn show(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let question = asked.question(desk.city.today(desk.now()));
    let wanted = question.clone();
    let table = desk.ask(move |city, caller, moment| city.statistics(caller, &wanted, moment.now)).await?;
    let (t, content) = (desk.frame.t, desk.city.content());
    let titles = columns::all().map(|column| t.msg(column.key).into_owned());
    let head: Vec<String> =
        std::iter::once(t.msg(columns::first(question.rows)).into_owned()).chain(titles).collect();
    let row =
        |row: &app::StatisticsRow| columns::sheet_cells(name(&desk, &content, question.rows, &row.key), row);
    let mut rows: Vec<_> = table.rows.iter().map(row).collect();
    if 1 < rows.len() {
        rows.push(columns::sheet_cells(t.msg("desk-stat-all").into_owned(), &table.total()));
    }
    let bytes = app::table_workbook(&t.msg("nav-desk-statistics"), &head, &rows)?;
    Ok(workbook(&format!("statistics-{}-{}.xlsx", question.from, question.to), bytes))
}

/// A workbook to be saved under this name.
pub fn workbook(name: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (CONTENT_TYPE, WORKBOOK.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, bytes).into_response()
}
