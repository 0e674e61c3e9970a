//! Matters as a workbook for offices: one sheet in the national field names, one that loses nothing, one of materials.
//!
//! The national exchange tables know less than a matter holds, so the second sheet carries each matter whole. Read
//! back, a matter comes from there; a few of its own cells may be changed in the first sheet and are taken over.

mod grid;
mod national;
mod table;

pub use grid::WORKBOOK_MAX;
pub use table::{SheetCell, write_table};

use grid::{Grid, read_grids, write_grids};

use crate::entry::content_hash;
use catalogue::{City, Matter};
use national::{MATERIAL_COLUMNS, MATTER_COLUMNS};

const NATIONAL: &str = "事项清单";
const MATERIALS: &str = "申请材料";
const WHOLE: &str = "完整数据";

/// How many UTF-16 units one cell may hold; a workbook allows 32,767.
const CELL_MAX: usize = 30_000;

/// Why a workbook cannot be written or read at all.
#[derive(Debug, thiserror::Error)]
pub enum XlsxFault {
    /// The writer failed.
    #[error("the workbook cannot be written")]
    Write(#[source] rust_xlsxwriter::XlsxError),
    /// The file is no workbook.
    #[error("this is no workbook")]
    Read(#[source] calamine::XlsxError),
    /// More than a list of matters can be, packed or unpacked.
    #[error("the workbook is too large")]
    TooLarge,
    /// A sheet is missing.
    #[error("the sheet {0} is missing")]
    NoSheet(&'static str),
}

/// One row that cannot be taken over as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// The sheet.
    pub sheet: &'static str,
    /// The row, from 1.
    pub row: usize,
    /// The column by its national field name; none for the row as a whole.
    pub field: Option<&'static str>,
    /// What is wrong.
    pub reason: RowReason,
}

/// Why a row or cell cannot be taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowReason {
    /// The whole data of the matter were changed by hand.
    Damaged,
    /// The row names a matter that the whole data lack.
    UnknownMatter,
    /// A number where text is wanted: the spreadsheet has changed codes or dates.
    NotText,
    /// The new text cannot be read.
    Unreadable,
    /// This cell only shows what is kept elsewhere; the change was not taken over.
    NotChangeable,
}

impl RowReason {
    /// The message key, `row-…`.
    pub const fn key(&self) -> &'static str {
        match self {
            RowReason::Damaged => "row-damaged",
            RowReason::UnknownMatter => "row-unknown-matter",
            RowReason::NotText => "row-not-text",
            RowReason::Unreadable => "row-unreadable",
            RowReason::NotChangeable => "row-not-changeable",
        }
    }
}

/// Writes `matters` as a workbook.
///
/// # Errors
/// What the writer says; never for matters that a pack can hold.
pub fn write_matters(matters: &[Matter], city: &City) -> Result<Vec<u8>, XlsxFault> {
    write_grids(&grids(matters, city))
}

/// Reads matters from a workbook, with everything that could not be taken over row by row.
///
/// # Errors
/// A file that is no such workbook at all.
pub fn read_matters(bytes: &[u8], city: &City) -> Result<(Vec<Matter>, Vec<RowProblem>), XlsxFault> {
    let grids = read_grids(bytes, &[NATIONAL, WHOLE])?;
    let mut problems = Vec::new();
    let mut matters = read_whole(&grids[1], &mut problems);
    take_changes(&grids[0], &mut matters, city, &mut problems);
    Ok((matters, problems))
}

fn grids(matters: &[Matter], city: &City) -> Vec<Grid> {
    let mut national =
        Grid::with_header(NATIONAL, MATTER_COLUMNS.iter().map(|column| (column.field, column.label)));
    let mut materials =
        Grid::with_header(MATERIALS, MATERIAL_COLUMNS.iter().map(|column| (column.field, column.label)));
    let mut whole =
        Grid::with_header(WHOLE, [("code", "代号"), ("hash", "校验"), ("data", "内容，请勿改动")]);
    for matter in matters {
        national.push(MATTER_COLUMNS.iter().map(|column| (column.cell)(matter, city)));
        for (place, material) in matter.materials.iter().enumerate() {
            materials.push(MATERIAL_COLUMNS.iter().map(|column| (column.cell)(matter, material, place)));
        }
        let text = serde_json::to_string(matter).expect("a matter has text keys");
        let head = [matter.code.to_string(), content_hash(matter)];
        whole.push(head.into_iter().chain(cut(&text)));
    }
    vec![national, whole, materials]
}

/// A text in pieces that fit into cells.
fn cut(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut units = 0;
    for sign in text.chars() {
        if units + sign.len_utf16() > CELL_MAX {
            pieces.push(String::new());
            units = 0;
        }
        units += sign.len_utf16();
        pieces.last_mut().expect("there is one from the start").push(sign);
    }
    pieces
}

fn read_whole(grid: &Grid, problems: &mut Vec<RowProblem>) -> Vec<Matter> {
    let mut matters = Vec::new();
    for (row, cells) in grid.rows() {
        let texts: Vec<&str> = cells.iter().filter_map(|cell| cell.as_deref().ok()).collect();
        let matter = match texts.as_slice() {
            [_, hash, data @ ..] => {
                let matter: Option<Matter> = serde_json::from_str(&data.concat()).ok();
                matter.filter(|matter| content_hash(matter) == *hash)
            }
            _ => None,
        };
        match matter {
            Some(matter) => matters.push(matter),
            None => problems.push(RowProblem { sheet: WHOLE, row, field: None, reason: RowReason::Damaged }),
        }
    }
    matters
}

/// Takes over the cells of the national sheet that were changed and may be.
fn take_changes(grid: &Grid, matters: &mut [Matter], city: &City, problems: &mut Vec<RowProblem>) {
    let code_place =
        MATTER_COLUMNS.iter().position(|column| column.field == "local_task_code").expect("it is a column");
    for (row, cells) in grid.rows() {
        let mut problem = |field, reason| problems.push(RowProblem { sheet: NATIONAL, row, field, reason });
        let code = cells.get(code_place).and_then(|cell| cell.as_deref().ok()).unwrap_or_default();
        let Some(matter) = matters.iter_mut().find(|matter| matter.code.as_str() == code) else {
            problem(None, RowReason::UnknownMatter);
            continue;
        };
        let before = matter.clone();
        for (column, cell) in MATTER_COLUMNS.iter().zip(cells) {
            let shown = (column.cell)(&before, city);
            match (cell, column.take) {
                (Err(_), _) => problem(Some(column.field), RowReason::NotText),
                (Ok(text), _) if *text == shown => {}
                (Ok(_), None) => problem(Some(column.field), RowReason::NotChangeable),
                (Ok(text), Some(take)) => {
                    if take(matter, text.trim()).is_none() {
                        problem(Some(column.field), RowReason::Unreadable);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
