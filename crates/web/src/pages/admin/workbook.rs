//! `/admin/workbook`: the catalogue as a workbook in the national field names, out and back in as drafts.

use super::board::{self, Board, SendFile, table};
use crate::desk::Desk;
use crate::page::Page;
use crate::parts::{Cell, Column, Field, Html};
use crate::problem::Problem;
use crate::text::Text;
use crate::uploaded::Uploaded;
use app::{Action, ImportReport, ReadWorkbook, RowProblem, WORKBOOK_MAX, XlsxFault};
use axum::extract::Query;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

const TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Where the page is, and where its form goes.
const PAGE: &str = "/admin/workbook";
/// The largest workbook that is read, in MiB.
const WORKBOOK_MIB: u32 = (WORKBOOK_MAX / MIB) as u32;
/// The largest form: a workbook and what stands around it, in bytes.
pub(super) const FORM_MAX: usize = WORKBOOK_MAX + MIB;
const MIB: usize = 1024 * 1024;

/// What the last upload did, told on the page it leads to.
#[derive(Deserialize)]
pub struct Taken {
    drafted: Option<usize>,
    same: Option<usize>,
}

/// The way from the list of matters to this page.
pub(super) fn way(t: Text) -> Html {
    board::way(t, "admin-workbook-said", "/admin/workbook", "admin-workbook-way")
}

/// `GET /admin/workbook`.
///
/// # Errors
/// None of its own; the route asks the access table.
pub async fn show(desk: Desk, Query(taken): Query<Taken>) -> Result<Response, Problem> {
    let t = desk.frame.t;
    let mut board = board(t);
    if let (Some(drafted), Some(same)) = (taken.drafted, taken.same) {
        board = board.good(t, t.with("admin-workbook-taken", &[("drafted", &drafted), ("same", &same)]));
    }
    Ok(forms(&desk, board, None).answer(&desk.frame))
}

/// `GET /admin/workbook/matters.xlsx`: the matters in force.
///
/// # Errors
/// Forbidden for who keeps no catalogue; a fault of the writer.
pub async fn download(desk: Desk) -> Result<Response, Problem> {
    let bytes = desk
        .ask(|city, caller, _| {
            caller.require(Action::EditCatalogue)?;
            city.export_matters()
        })
        .await?;
    let name = format!("attachment; filename=\"matters-{}.xlsx\"", desk.city.today(desk.now()));
    let headers = [
        (CONTENT_TYPE, TYPE.to_owned()),
        (CONTENT_DISPOSITION, name),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// What came of a workbook.
enum Outcome {
    Taken(ImportReport),
    Wrong(Vec<RowProblem>),
    NoWorkbook(XlsxFault),
}

/// `POST /admin/workbook`: takes a workbook in as drafts, or names everything that is wrong and changes nothing.
///
/// # Errors
/// Forbidden for who keeps no catalogue; a fault of the storage.
pub async fn take_in(desk: Desk, form: Uploaded) -> Result<Response, Problem> {
    let t = desk.frame.t;
    let Some(file) = form.files.into_iter().next() else {
        let missing = t.msg("admin-workbook-missing").into_owned();
        return Ok(refused(&desk, board(t), Some(missing)));
    };
    let outcome = desk
        .ask(move |city, caller, moment| {
            caller.require(Action::EditCatalogue)?;
            Ok(match city.read_workbook(&file.bytes) {
                Err(fault) => Outcome::NoWorkbook(fault),
                Ok(ReadWorkbook { problems, .. }) if !problems.is_empty() => Outcome::Wrong(problems),
                Ok(read) => Outcome::Taken(city.upload_matters(caller, &read.matters, moment)?),
            })
        })
        .await?;
    Ok(match outcome {
        Outcome::Taken(report) => {
            let to = format!("/admin/workbook?drafted={}&same={}", report.drafted, report.same);
            Redirect::to(&to).into_response()
        }
        Outcome::NoWorkbook(fault) => refused(&desk, board(t), Some(no_workbook(t, &fault))),
        Outcome::Wrong(problems) => {
            let said = t.with("admin-workbook-wrong", &[("count", &problems.len())]);
            let list = vec![rows(t, &problems)];
            let board = board(t).warning(t, said).block(t.msg("admin-workbook-rows"), list);
            refused(&desk, board, None)
        }
    })
}

fn no_workbook(t: Text, fault: &XlsxFault) -> String {
    match fault {
        XlsxFault::NoSheet(sheet) => t.with("admin-workbook-no-sheet", &[("sheet", sheet)]),
        XlsxFault::TooLarge => t.with("admin-workbook-too-large", &[("most", &WORKBOOK_MIB)]),
        XlsxFault::Read(_) | XlsxFault::Write(_) => t.msg("admin-workbook-unreadable").into_owned(),
    }
}

fn rows(t: Text, problems: &[RowProblem]) -> Html {
    let columns = vec![
        Column::text(t.msg("admin-workbook-sheet")),
        Column::number(t.msg("admin-workbook-row")),
        Column::text(t.msg("admin-workbook-field")),
        Column::text(t.msg("admin-workbook-do")),
    ];
    let row = |problem: &RowProblem| {
        vec![
            Cell::Text(problem.sheet.to_owned()),
            Cell::Number(problem.row.to_string()),
            problem.field.map_or(Cell::Empty, |field| Cell::Text(field.to_owned())),
            Cell::Text(t.msg(problem.reason.key()).into_owned()),
        ]
    };
    table(t, &t.msg("admin-workbook-rows"), columns, problems.iter().map(row).collect())
}

fn board(t: Text) -> Board {
    Board::new(t.msg("admin-workbook"), t.msg("admin-workbook-said"))
        .below(t.msg("admin-catalogue"), "/admin/catalogue")
}

fn forms(desk: &Desk, board: Board, error: Option<String>) -> Board {
    let t = desk.frame.t;
    let field = Field::files(t, "file", t.msg("admin-workbook-file"), ".xlsx", WORKBOOK_MIB)
        .hint(t.msg("admin-workbook-hint"))
        .error(error);
    let word = t.msg("admin-workbook-upload").into_owned();
    let form = SendFile { action: PAGE, token: desk.frame.csrf_field(), field, word };
    let out = board::way(t, "admin-workbook-out", "/admin/workbook/matters.xlsx", "admin-workbook-download");
    board
        .block(t.msg("admin-workbook-download"), vec![out])
        .block(t.msg("admin-workbook-upload"), vec![Html::of(&form)])
}

fn refused(desk: &Desk, board: Board, error: Option<String>) -> Response {
    forms(desk, board, error).answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame)
}
