//! The fonts of the documents, given as files: the built-in Song face and what pack or operator add.

use std::path::{Path, PathBuf};
use thiserror::Error;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

// Filled by build.rs: the fonts of the npm package, or nothing where npm was not there.
include!(concat!(env!("OUT_DIR"), "/built_in.rs"));

/// The fonts that papers are set with, in order of preference for rare characters.
#[derive(Clone, Debug)]
pub struct FontSet {
    fonts: Vec<Font>,
    book: LazyHash<FontBook>,
}

/// Why a font file was not taken.
#[derive(Debug, Error)]
pub enum FontRefusal {
    /// The folder or a file in it cannot be read.
    #[error("cannot read the fonts at {}", path.display())]
    Unreadable {
        /// What was to be read.
        path: PathBuf,
        /// Why it could not.
        #[source]
        cause: std::io::Error,
    },
    /// The file is not an OpenType or TrueType font.
    #[error("{name} is not an OpenType or TrueType font")]
    NotAFont {
        /// The name of the file.
        name: String,
    },
}

impl Default for FontSet {
    fn default() -> Self {
        Self::built_in()
    }
}

impl FontSet {
    /// No font at all.
    pub fn empty() -> Self {
        FontSet { fonts: Vec::new(), book: LazyHash::new(FontBook::new()) }
    }

    /// The Song face (Noto Serif SC, regular and bold) that was built into the program, or an empty
    /// set when it was built without npm.
    pub fn built_in() -> Self {
        let mut set = Self::empty();
        for bytes in BUILT_IN {
            set.push(Font::iter(Bytes::new(*bytes)).collect());
        }
        set
    }

    /// Adds the faces of one font file; `name` is only for the refusal.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), FontRefusal> {
        let fonts: Vec<Font> = Font::iter(Bytes::new(bytes)).collect();
        if fonts.is_empty() {
            return Err(FontRefusal::NotAFont { name: name.to_owned() });
        }
        self.push(fonts);
        Ok(())
    }

    /// Adds every `.otf`, `.ttf`, `.ttc` and `.otc` of a folder in the order of their names, and
    /// says how many files that were. A folder that is not there adds nothing.
    pub fn add_folder(&mut self, folder: &Path) -> Result<usize, FontRefusal> {
        let unreadable = |path: &Path, cause| FontRefusal::Unreadable { path: path.to_owned(), cause };
        if !folder.exists() {
            return Ok(0);
        }
        let entries = std::fs::read_dir(folder).map_err(|cause| unreadable(folder, cause))?;
        let mut paths: Vec<PathBuf> = entries
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .filter(|path| is_font_name(path))
            .collect();
        paths.sort();
        for path in &paths {
            let bytes = std::fs::read(path).map_err(|cause| unreadable(path, cause))?;
            self.add(&path.to_string_lossy(), bytes)?;
        }
        Ok(paths.len())
    }

    /// Whether there is no font at all, so that issuing waits.
    pub fn is_empty(&self) -> bool {
        self.fonts.is_empty()
    }

    /// The names of the families, for the operator.
    pub fn families(&self) -> Vec<String> {
        self.book.families().map(|(name, _)| name.to_owned()).collect()
    }

    /// The characters of `text` that no font of this set can draw, in order, each once.
    ///
    /// For asking early (at the form, at the counter); [`crate::Renderer::render`] asks again, exactly.
    pub fn missing_from(&self, text: &str) -> Vec<char> {
        let mut missing = Vec::new();
        for character in text.chars().filter(|character| !is_invisible(*character)) {
            let drawn = self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(character)));
            if !drawn && !missing.contains(&character) {
                missing.push(character);
            }
        }
        missing
    }

    pub(crate) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub(crate) fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn push(&mut self, fonts: Vec<Font>) {
        self.fonts.extend(fonts);
        self.book = LazyHash::new(FontBook::from_fonts(&self.fonts));
    }
}

/// Spaces, joiners, direction marks and variation selectors: they are never drawn.
fn is_invisible(character: char) -> bool {
    character.is_whitespace()
        || matches!(u32::from(character), 0x200b..=0x200f | 0x2060..=0x2064 | 0xfe00..=0xfe0f | 0xe0100..=0xe01ef)
}

fn is_font_name(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    ["otf", "ttf", "ttc", "otc"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}
