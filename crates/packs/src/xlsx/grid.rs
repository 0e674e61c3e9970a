//! Sheets as tables of text: every cell is text, because a spreadsheet ruins codes and dates that are not.

use super::XlsxFault;
use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::{Format, FormatBorder, Workbook, Worksheet};
use std::io::Cursor;

/// A packed workbook is at most this large, in bytes.
pub const WORKBOOK_MAX: usize = 16 * 1024 * 1024;
/// And unpacked by what its directory says.
const UNPACKED_MAX: u64 = 256 * 1024 * 1024;
/// Rows above the first matter: field names and labels.
const HEADER: usize = 2;

/// A cell that holds a number, a date or an error where text is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotText;

/// One sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Grid {
    name: &'static str,
    pub(super) cells: Vec<Vec<Result<String, NotText>>>,
}

impl Grid {
    /// A sheet with its two header rows: national field names, then what people call them.
    pub(super) fn with_header<'a>(
        name: &'static str,
        columns: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let (fields, labels): (Vec<_>, Vec<_>) =
            columns.into_iter().map(|(field, label)| (Ok(field.to_owned()), Ok(label.to_owned()))).unzip();
        Grid { name, cells: vec![fields, labels] }
    }

    pub(super) fn push(&mut self, row: impl IntoIterator<Item = String>) {
        self.cells.push(row.into_iter().map(Ok).collect());
    }

    /// The rows below the header with their numbers, from 1 as a spreadsheet counts. Empty rows are left out.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, &Vec<Result<String, NotText>>)> {
        let filled =
            |cells: &&Vec<Result<String, NotText>>| cells.iter().any(|cell| cell.as_deref() != Ok(""));
        (1..).zip(&self.cells).skip(HEADER).filter(move |(_, cells)| filled(cells))
    }
}

pub(super) fn write_grids(grids: &[Grid]) -> Result<Vec<u8>, XlsxFault> {
    let mut workbook = Workbook::new();
    for grid in grids {
        write_sheet(workbook.add_worksheet(), grid).map_err(XlsxFault::Write)?;
    }
    workbook.save_to_buffer().map_err(XlsxFault::Write)
}

fn write_sheet(sheet: &mut Worksheet, grid: &Grid) -> Result<(), rust_xlsxwriter::XlsxError> {
    sheet.set_name(grid.name)?;
    let head = Format::new().set_bold().set_border_bottom(FormatBorder::Thin).set_num_format("@");
    // The text format keeps the spreadsheet from reading codes as numbers when somebody edits them.
    let text = Format::new().set_num_format("@").set_text_wrap();
    for (row, cells) in (0..).zip(&grid.cells) {
        let format = if row < 2 { &head } else { &text };
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string_with_format(row, column, cell.as_deref().unwrap_or_default(), format)?;
            if row == 0 {
                sheet.set_column_width(column, 22)?;
            }
        }
    }
    sheet.set_freeze_panes(2, 1)?;
    Ok(())
}

/// Reads the sheets named, in that order.
pub(super) fn read_grids(bytes: &[u8], names: &[&'static str]) -> Result<Vec<Grid>, XlsxFault> {
    if bytes.len() > WORKBOOK_MAX || unpacked_size(bytes) > UNPACKED_MAX {
        return Err(XlsxFault::TooLarge);
    }
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(XlsxFault::Read)?;
    let mut grids = Vec::new();
    for name in names {
        let range = workbook.worksheet_range(name).map_err(|_| XlsxFault::NoSheet(name))?;
        let cells = range.rows().map(|row| row.iter().map(text).collect()).collect();
        grids.push(Grid { name, cells });
    }
    Ok(grids)
}

fn text(cell: &Data) -> Result<String, NotText> {
    match cell {
        Data::String(text) => Ok(text.clone()),
        Data::Empty => Ok(String::new()),
        _ => Err(NotText),
    }
}

/// The size that the directory of the archive promises for all its files together. An archive that lies about it is
/// still held by the packed size; one that is honest is refused before it is unpacked.
fn unpacked_size(bytes: &[u8]) -> u64 {
    const ENTRY: [u8; 4] = [0x50, 0x4b, 0x01, 0x02];
    let entries = bytes.windows(28).filter(|window| window[..4] == ENTRY);
    entries.map(|entry| u64::from(u32::from_le_bytes([entry[24], entry[25], entry[26], entry[27]]))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() {
        let mut bytes = vec![0_u8; 64];
        bytes[..4].copy_from_slice(&[0x50, 0x4b, 0x01, 0x02]);
        bytes[24..28].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(matches!(read_grids(&bytes, &[]), Err(XlsxFault::TooLarge)));
    }

    #[test]
    fn what_is_no_workbook_is_refused() {
        assert!(matches!(read_grids(b"hello", &[]), Err(XlsxFault::Read(_))));
    }
}
