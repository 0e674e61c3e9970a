//! What a template can see: its own files, the facts, the QR code and the given fonts. Nothing else.

use crate::FontSet;
use app::papers::TemplateFiles;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

/// The world of one paper.
pub struct Paper<'a> {
    library: &'a LazyHash<Library>,
    fonts: &'a FontSet,
    main: FileId,
    files: HashMap<FileId, String>,
    // Parsed when first asked for: a pack has many templates, a paper needs three files.
    sources: Mutex<HashMap<FileId, Source>>,
}

impl<'a> Paper<'a> {
    /// The world of `template`, with the `extra` files (facts, QR code) laid beside it.
    pub fn new(
        library: &'a LazyHash<Library>,
        fonts: &'a FontSet,
        template: &TemplateFiles,
        extra: Vec<(&str, String)>,
    ) -> Self {
        let given = template.files().map(|(path, text)| (id_of(path), text.to_owned()));
        let extra = extra.into_iter().map(|(path, text)| (id_of(path), text));
        Paper {
            library,
            fonts,
            main: id_of(template.main()),
            files: given.chain(extra).collect(),
            sources: Mutex::default(),
        }
    }

    /// The sources of all templates, for checking their syntax.
    pub fn sources(&self) -> Vec<Source> {
        let templates = self.files.keys().filter(|id| id.vpath().extension() == Some("typ"));
        templates.filter_map(|id| self.source(*id).ok()).collect()
    }
}

/// The id of a path below the template folder.
///
/// Typst keeps ids for ever; the paths of templates are few and fixed, so this stays bounded.
fn id_of(path: &str) -> FileId {
    let path = VirtualPath::new(path)
        .or_else(|_| VirtualPath::new("outside-the-template-folder"))
        .expect("a plain name is a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}

impl World for Paper<'_> {
    fn library(&self) -> &LazyHash<Library> {
        self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let text = self.files.get(&id).ok_or_else(|| not_found(id))?;
        let mut sources = self.sources.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(sources.entry(id).or_insert_with(|| Source::new(id, text.clone())).clone())
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let text = self.files.get(&id).ok_or_else(|| not_found(id))?;
        Ok(Bytes::from_string(text.clone()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    /// Never today: the date of a paper is one of its facts.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
