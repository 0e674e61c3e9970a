//! The same numbers as a workbook.

use crate::Problem;
pub use packs::xlsx::SheetCell;

/// A table as a workbook with one sheet: numbers as numbers, so that a spreadsheet can go on with them.
///
/// # Errors
/// A fault of the writer.
pub fn table_workbook(sheet: &str, head: &[String], rows: &[Vec<SheetCell>]) -> Result<Vec<u8>, Problem> {
    packs::xlsx::write_table(sheet, head, rows).map_err(|fault| Problem::fault("writing a workbook", fault))
}
