//! Where we are, and the way back.

use askama::Template;

use super::html_part;
use crate::text::Text;

/// The way from the front page to here; the last entry is this page.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/crumbs.html")]
pub struct Crumbs {
    t: Text,
    above: Vec<(String, String)>,
    here: String,
}

/// One step back.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/back-link.html")]
pub struct BackLink {
    t: Text,
    href: String,
}

impl Crumbs {
    /// The words of this page; the pages above follow with [`Crumbs::above`], outermost first.
    pub fn new(t: impl Into<Text>, here: impl Into<String>) -> Crumbs {
        Crumbs { t: t.into(), above: Vec::new(), here: here.into() }
    }

    /// With the next page above this one.
    #[must_use]
    pub fn above(mut self, words: impl Into<String>, href: impl Into<String>) -> Crumbs {
        self.above.push((words.into(), href.into()));
        self
    }
}

impl BackLink {
    /// Back to `href`.
    pub fn new(t: impl Into<Text>, href: impl Into<String>) -> BackLink {
        BackLink { t: t.into(), href: href.into() }
    }
}

html_part!(Crumbs, BackLink);
