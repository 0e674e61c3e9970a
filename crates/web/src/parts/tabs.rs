//! Neighbouring views of one thing, each with its own address, so that they work without scripts.

use askama::Template;

use super::html_part;

/// Tabs as links.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/tabs.html")]
pub struct Tabs {
    label: String,
    tabs: Vec<Tab>,
}

/// One tab.
#[derive(Clone, Debug)]
pub struct Tab {
    /// Its words.
    pub words: String,
    /// Its address.
    pub href: String,
    /// How many things are in it.
    pub count: Option<u64>,
    /// Whether it is shown.
    pub here: bool,
}

impl Tab {
    /// A tab.
    pub fn new(words: impl Into<String>, href: impl Into<String>, here: bool) -> Tab {
        Tab { words: words.into(), href: href.into(), count: None, here }
    }

    /// With the number of things in it.
    #[must_use]
    pub fn count(mut self, count: u64) -> Tab {
        self.count = Some(count);
        self
    }
}

impl Tabs {
    /// These tabs; `label` names the group for screen readers.
    pub fn new(label: impl Into<String>, tabs: Vec<Tab>) -> Tabs {
        Tabs { label: label.into(), tabs }
    }
}

html_part!(Tabs);
