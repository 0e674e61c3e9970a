//! The files that one document is set from, and the mistakes found in them.

use std::collections::BTreeMap;

/// The files that one document is set from: its own `.typ`, its sheet and what they import.
///
/// Paths are relative to the template folder and use `/`; a template sees no other file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateFiles {
    main: String,
    files: BTreeMap<String, String>,
}

impl TemplateFiles {
    /// A template that starts at the file `main`, for example `acceptance.typ`.
    pub fn new(main: impl Into<String>) -> Self {
        TemplateFiles { main: main.into(), files: BTreeMap::new() }
    }

    /// The same template with one more file.
    #[must_use]
    pub fn with(mut self, path: impl Into<String>, text: impl Into<String>) -> Self {
        self.files.insert(path.into(), text.into());
        self
    }

    /// The same files, starting at another one.
    #[must_use]
    pub fn starting_at(mut self, main: impl Into<String>) -> Self {
        self.main = main.into();
        self
    }

    /// The path of the file that the document starts at.
    pub fn main(&self) -> &str {
        &self.main
    }

    /// The text of the file at `path`.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// All files in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }
}

/// One mistake of a template, in words for the person who writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// The file, relative to the template folder; empty when the mistake has no place.
    pub file: String,
    /// The line from 1; 0 when the mistake has no place.
    pub line: u32,
    /// What is wrong and, where it is known, what to do.
    pub message: String,
}

impl std::fmt::Display for TemplateError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}:{}: {}", self.file, self.line, self.message)
    }
}
