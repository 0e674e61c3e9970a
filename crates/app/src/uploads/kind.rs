//! What a file is, by its content: names and headers are not trusted. Packed documents are looked at from outside,
//! by their table of contents; nothing is unpacked.

use super::UploadRefusal;

/// A kind of file that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// A PDF.
    Pdf,
    /// A JPEG picture.
    Jpeg,
    /// A PNG picture.
    Png,
    /// An OFD document (GB/T 33190).
    Ofd,
    /// A text document of an office program.
    Docx,
    /// A table of an office program.
    Xlsx,
}

/// A packed file may be so many times larger unpacked; real documents stay below twenty.
const RATIO_MAX: u64 = 100;
/// Everything unpacked together, in bytes.
const UNPACKED_MAX: u64 = 200 * 1024 * 1024;
/// Entries in a packed document.
const ENTRIES_MAX: usize = 2_000;

impl FileKind {
    /// Every kind.
    pub const ALL: [FileKind; 6] =
        [FileKind::Pdf, FileKind::Jpeg, FileKind::Png, FileKind::Ofd, FileKind::Docx, FileKind::Xlsx];

    /// The kind of `bytes`.
    ///
    /// # Errors
    /// [`UploadRefusal::Kind`] for anything else, such as a program under another name;
    /// [`UploadRefusal::Packed`] for a packed file that is not safe to open.
    pub fn of(bytes: &[u8]) -> Result<Self, UploadRefusal> {
        match bytes {
            [] => Err(UploadRefusal::Empty),
            [b'%', b'P', b'D', b'F', b'-', ..] => Ok(FileKind::Pdf),
            [0xff, 0xd8, 0xff, ..] => Ok(FileKind::Jpeg),
            [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Ok(FileKind::Png),
            [b'P', b'K', 3, 4, ..] => packed(bytes),
            _ => Err(UploadRefusal::Kind),
        }
    }

    /// The word under which it is kept.
    pub const fn code(self) -> &'static str {
        self.ending()
    }

    /// Reads the word.
    pub fn named(code: &str) -> Option<Self> {
        FileKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The ending of its name.
    pub const fn ending(self) -> &'static str {
        match self {
            FileKind::Pdf => "pdf",
            FileKind::Jpeg => "jpg",
            FileKind::Png => "png",
            FileKind::Ofd => "ofd",
            FileKind::Docx => "docx",
            FileKind::Xlsx => "xlsx",
        }
    }

    /// The media type under which it is given out.
    pub const fn media_type(self) -> &'static str {
        match self {
            FileKind::Pdf => "application/pdf",
            FileKind::Jpeg => "image/jpeg",
            FileKind::Png => "image/png",
            FileKind::Ofd => "application/ofd",
            FileKind::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            FileKind::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// Whether a browser may show it as a picture.
    pub const fn is_picture(self) -> bool {
        matches!(self, FileKind::Jpeg | FileKind::Png)
    }

    /// Whether every material may come so.
    pub const fn is_picture_or_pdf(self) -> bool {
        matches!(self, FileKind::Jpeg | FileKind::Png | FileKind::Pdf)
    }
}

/// What stands in the table of contents of a packed file.
struct Entry {
    name: String,
    unpacked: u64,
}

fn packed(bytes: &[u8]) -> Result<FileKind, UploadRefusal> {
    let entries = table_of_contents(bytes).ok_or(UploadRefusal::Packed)?;
    let unpacked: u64 = entries.iter().map(|entry| entry.unpacked).sum();
    let is_bomb = UNPACKED_MAX < unpacked || (bytes.len() as u64).saturating_mul(RATIO_MAX) < unpacked;
    let leads_out = |entry: &Entry| {
        entry.name.starts_with('/')
            || entry.name.contains('\\')
            || entry.name.split('/').any(|part| part == "..")
    };
    let is_program = |entry: &Entry| entry.name.ends_with("vbaProject.bin");
    if is_bomb || entries.iter().any(|entry| leads_out(entry) || is_program(entry)) {
        return Err(UploadRefusal::Packed);
    }
    let has = |name: &str| entries.iter().any(|entry| entry.name == name);
    let below = |folder: &str| entries.iter().any(|entry| entry.name.starts_with(folder));
    if has("OFD.xml") {
        Ok(FileKind::Ofd)
    } else if has("[Content_Types].xml") && below("word/") {
        Ok(FileKind::Docx)
    } else if has("[Content_Types].xml") && below("xl/") {
        Ok(FileKind::Xlsx)
    } else {
        Err(UploadRefusal::Kind)
    }
}

/// Reads the central directory (APPNOTE 4.3.12); none if it is broken, too long or of the 64-bit form.
fn table_of_contents(bytes: &[u8]) -> Option<Vec<Entry>> {
    const END: usize = 22;
    const HEADER: usize = 46;
    let tail = bytes.len().checked_sub(END)?;
    let from = tail.saturating_sub(usize::from(u16::MAX));
    let end = (from..=tail).rev().find(|at| bytes[*at..].starts_with(b"PK\x05\x06"))?;
    let (count, mut at) = (usize::from(short(bytes, end + 10)?), long(bytes, end + 16)? as usize);
    if ENTRIES_MAX < count {
        return None;
    }
    let mut entries = Vec::with_capacity(count);
    for _ in 0..count {
        if !bytes.get(at..)?.starts_with(b"PK\x01\x02") {
            return None;
        }
        let unpacked = long(bytes, at + 24)?;
        let [name, extra, comment] = [28, 30, 32].map(|place| short(bytes, at + place).map(usize::from));
        let (name, extra, comment) = (name?, extra?, comment?);
        // All ones means that the true size stands elsewhere, which no document of this size needs.
        if unpacked == u32::MAX {
            return None;
        }
        let text = String::from_utf8_lossy(bytes.get(at + HEADER..at + HEADER + name)?).into_owned();
        entries.push(Entry { name: text, unpacked: u64::from(unpacked) });
        at = at.checked_add(HEADER + name + extra + comment)?;
    }
    Some(entries)
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A packed file whose table says what `entries` say; the contents themselves are left out.
    fn zip(entries: &[(&str, u32)]) -> Vec<u8> {
        let mut bytes = b"PK\x03\x04".to_vec();
        bytes.resize(2_000, 0);
        let start = bytes.len() as u32;
        for (name, unpacked) in entries {
            let mut header = [0_u8; 46];
            header[..4].copy_from_slice(b"PK\x01\x02");
            header[24..28].copy_from_slice(&unpacked.to_le_bytes());
            header[28..30].copy_from_slice(&(name.len() as u16).to_le_bytes());
            bytes.extend(header);
            bytes.extend(name.as_bytes());
        }
        let mut end = [0_u8; 22];
        end[..4].copy_from_slice(b"PK\x05\x06");
        end[10..12].copy_from_slice(&(entries.len() as u16).to_le_bytes());
        end[16..20].copy_from_slice(&start.to_le_bytes());
        bytes.extend(end);
        bytes
    }

    #[test]
    fn the_content_says_what_a_file_is() {
        assert_eq!(FileKind::of(b"%PDF-1.7\n"), Ok(FileKind::Pdf));
        assert_eq!(FileKind::of(&[0xff, 0xd8, 0xff, 0xe0]), Ok(FileKind::Jpeg));
        assert_eq!(FileKind::of(b"\x89PNG\r\n\x1a\n"), Ok(FileKind::Png));
        assert_eq!(FileKind::of(&zip(&[("OFD.xml", 10)])), Ok(FileKind::Ofd));
        assert_eq!(
            FileKind::of(&zip(&[("[Content_Types].xml", 9), ("xl/workbook.xml", 9)])),
            Ok(FileKind::Xlsx)
        );
    }

    #[test]
    fn a_renamed_program_or_page_is_refused() {
        for bytes in [b"MZ\x90\x00".as_slice(), b"\x7fELF", b"<html>", b"#!/bin/sh", b"GIF89a"] {
            assert_eq!(FileKind::of(bytes), Err(UploadRefusal::Kind));
        }
        assert_eq!(FileKind::of(b""), Err(UploadRefusal::Empty));
        assert_eq!(FileKind::of(&zip(&[("run.exe", 10)])), Err(UploadRefusal::Kind));
    }

    #[test]
    fn an_archive_bomb_is_refused_without_unpacking() {
        let bomb = zip(&[("OFD.xml", 10), ("a", 4_000_000_000)]);
        assert_eq!(FileKind::of(&bomb), Err(UploadRefusal::Packed));
        let ratio = zip(&[("OFD.xml", 300_000)]);
        assert_eq!(FileKind::of(&ratio), Err(UploadRefusal::Packed));
    }

    #[test]
    fn packed_paths_and_macros_are_refused() {
        for name in ["../x", "/etc/x", "a\\b", "word/vbaProject.bin"] {
            let bytes = zip(&[("[Content_Types].xml", 9), ("word/document.xml", 9), (name, 9)]);
            assert_eq!(FileKind::of(&bytes), Err(UploadRefusal::Packed), "{name}");
        }
        assert_eq!(FileKind::of(b"PK\x03\x04broken"), Err(UploadRefusal::Packed));
    }
}
