//! Narrowing a list: the questions, and what is chosen now with a way to drop each.

use askama::Template;

use super::{Field, Icon, html_part, icon};
use crate::text::Text;

/// A filter beside or above a list; a plain GET form, so its state is in the address.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/filter.html")]
pub struct Filter {
    t: Text,
    action: String,
    fields: Vec<Field>,
    marks: Vec<FilterMark>,
    kept: Option<(String, String)>,
}

/// One thing chosen now.
#[derive(Clone, Debug)]
pub struct FilterMark {
    /// Its words.
    pub words: String,
    /// The address of the list without it.
    pub without: String,
}

impl Filter {
    /// A filter that leads to `action` with these questions and what is chosen now.
    pub fn new(
        t: impl Into<Text>,
        action: impl Into<String>,
        fields: Vec<Field>,
        marks: Vec<FilterMark>,
    ) -> Filter {
        Filter { t: t.into(), action: action.into(), fields, marks, kept: None }
    }

    /// With a fact of the address that the questions do not ask for, such as the words typed above.
    #[must_use]
    pub fn keeping(mut self, name: impl Into<String>, value: impl Into<String>) -> Filter {
        self.kept = Some((name.into(), value.into()));
        self
    }

    fn sign(&self) -> Icon {
        icon("list-filter")
    }

    fn cross(&self) -> Icon {
        icon("x")
    }
}

html_part!(Filter);
