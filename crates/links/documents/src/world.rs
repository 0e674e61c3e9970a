//! What a template can see: its own files, the facts, the QR code and the given fonts. Nothing else.

use crate::{FontSet, TemplateFiles};
use std::collections::HashMap;
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
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
}

impl<'a> Paper<'a> {
    /// The world of `template`, with the `extra` files (facts, QR code) laid beside it.
    pub fn new(
        library: &'a LazyHash<Library>,
        fonts: &'a FontSet,
        template: &TemplateFiles,
        extra: Vec<(&str, String)>,
    ) -> Self {
        let mut paper = Paper {
            library,
            fonts,
            main: id_of(template.main()),
            sources: HashMap::new(),
            files: HashMap::new(),
        };
        for (path, text) in template.files() {
            paper.lay(path, text.to_owned());
        }
        for (path, text) in extra {
            paper.lay(path, text);
        }
        paper
    }

    fn lay(&mut self, path: &str, text: String) {
        let id = id_of(path);
        if path.ends_with(".typ") {
            self.sources.insert(id, Source::new(id, text.clone()));
        }
        self.files.insert(id, Bytes::from_string(text));
    }

    /// The sources, for checking their syntax.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.sources.values()
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
        self.sources.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    /// Never today: the date of a paper is one of its facts.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
