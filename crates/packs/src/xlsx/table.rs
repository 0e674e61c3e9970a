//! A table of numbers as a workbook, for who goes on reckoning with it.

use super::XlsxFault;
use rust_xlsxwriter::{Format, FormatBorder, Workbook, XlsxError};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetCell {
    /// Words, kept as text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A number in tenths: 18 is 1.8.
    Tenths(i64),
    /// A share in hundredths of a percent: 9355 is 93.55%.
    Percent(i64),
    /// Nothing to say.
    Empty,
}

/// Writes a table with a bold header row.
///
/// # Errors
/// What the writer says, for example of a sheet name with signs that a workbook does not take.
pub fn write_table(sheet: &str, head: &[String], rows: &[Vec<SheetCell>]) -> Result<Vec<u8>, XlsxFault> {
    fill(sheet, head, rows).map_err(XlsxFault::Write)
}

fn fill(sheet: &str, head: &[String], rows: &[Vec<SheetCell>]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let page = workbook.add_worksheet();
    page.set_name(sheet)?;
    let bold = Format::new().set_bold().set_border_bottom(FormatBorder::Thin);
    let formats = ["@", "0", "0.0", "0.00%"].map(|format| Format::new().set_num_format(format));
    let [text, whole, tenths, percent] = &formats;
    for (column, title) in (0..).zip(head) {
        page.write_string_with_format(0, column, title, &bold)?;
        page.set_column_width(column, if column == 0 { 28 } else { 14 })?;
    }
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                SheetCell::Text(words) => page.write_string_with_format(row, column, words, text)?,
                SheetCell::Number(number) => {
                    page.write_number_with_format(row, column, of(*number, 1), whole)?
                }
                SheetCell::Tenths(number) => {
                    page.write_number_with_format(row, column, of(*number, 10), tenths)?
                }
                SheetCell::Percent(number) => {
                    page.write_number_with_format(row, column, of(*number, 10_000), percent)?
                }
                SheetCell::Empty => page,
            };
        }
    }
    page.set_freeze_panes(1, 1)?;
    workbook.save_to_buffer()
}

/// A workbook knows no other numbers than floating ones; counts are far below where they become inexact.
fn of(number: i64, parts: u32) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "exact below 2^53, and a count is")]
    let number = number as f64;
    number / f64::from(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader, Xlsx};
    use std::io::Cursor;

    #[test]
    fn numbers_are_numbers_and_words_are_words() {
        let head = ["月份".to_owned(), "收件".to_owned(), "平均".to_owned()];
        let row = vec![SheetCell::Text("2026-11".into()), SheetCell::Number(12), SheetCell::Tenths(18)];
        let bytes = write_table("办件统计", &head, &[row]).unwrap();
        let mut read: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let sheet = read.worksheet_range("办件统计").unwrap();
        let cells: Vec<_> = sheet.rows().nth(1).unwrap().to_vec();
        assert_eq!(cells, [Data::String("2026-11".into()), Data::Float(12.0), Data::Float(1.8)]);
    }
}
