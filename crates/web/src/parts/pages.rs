//! The next page of a list by its cursor: no page numbers, because the list moves while it is read.

use askama::Template;

use super::html_part;
use crate::text::Text;

/// To the first and to the next page; draws nothing where all is shown.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/pages.html")]
pub struct Pages {
    t: Text,
    first: Option<String>,
    next: Option<String>,
    list: Option<String>,
}

impl Pages {
    /// The address of the first page, unless this is it, and of the next, if there is one.
    pub fn new(t: impl Into<Text>, first: Option<String>, next: Option<String>) -> Pages {
        Pages { t: t.into(), first, next, list: None }
    }

    /// For the list of this name, where a page has several.
    #[must_use]
    pub fn of_list(mut self, list: impl Into<String>) -> Pages {
        self.list = Some(list.into());
        self
    }
}

html_part!(Pages);
