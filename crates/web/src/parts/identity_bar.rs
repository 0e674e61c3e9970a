//! Who or what this page is about, always in sight above a case.

use askama::Template;

use super::{Html, html_part};

/// The bar above a case.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/identity-bar.html")]
pub struct IdentityBar {
    label: String,
    title: String,
    facts: Vec<(String, String)>,
    marks: Vec<Html>,
}

impl IdentityBar {
    /// The bar for `title`; `label` names it for screen readers.
    pub fn new(label: impl Into<String>, title: impl Into<String>) -> IdentityBar {
        IdentityBar { label: label.into(), title: title.into(), facts: Vec::new(), marks: Vec::new() }
    }

    /// With a fact: its name and value.
    #[must_use]
    pub fn fact(mut self, name: impl Into<String>, value: impl Into<String>) -> IdentityBar {
        self.facts.push((name.into(), value.into()));
        self
    }

    /// With a tag or a due mark at its end.
    #[must_use]
    pub fn mark(mut self, part: &impl Template) -> IdentityBar {
        self.marks.push(Html::of(part));
        self
    }
}

html_part!(IdentityBar);
