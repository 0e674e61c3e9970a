//! Facts in rows, with a way to change each: "check your answers", the facts of a case.

use askama::Template;

use super::{Html, html_part};
use crate::text::Text;

/// Facts in rows.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/summary-list.html")]
pub struct SummaryList {
    t: Text,
    rows: Vec<SummaryRow>,
}

/// One fact.
#[derive(Clone, Debug)]
pub struct SummaryRow {
    key: String,
    value: Html,
    source: Option<String>,
    change: Option<String>,
}

impl SummaryRow {
    /// A fact in plain text.
    pub fn text(key: impl Into<String>, value: &str) -> SummaryRow {
        SummaryRow::html(key, Html::text(value))
    }

    /// A fact drawn by another part.
    pub fn html(key: impl Into<String>, value: Html) -> SummaryRow {
        SummaryRow { key: key.into(), value, source: None, change: None }
    }

    /// With the source of the fact.
    #[must_use]
    pub fn source(mut self, source: impl Into<String>) -> SummaryRow {
        self.source = Some(source.into());
        self
    }

    /// With a link to change it.
    #[must_use]
    pub fn change(mut self, href: impl Into<String>) -> SummaryRow {
        self.change = Some(href.into());
        self
    }
}

impl SummaryList {
    /// These facts.
    pub fn new(t: impl Into<Text>, rows: Vec<SummaryRow>) -> SummaryList {
        SummaryList { t: t.into(), rows }
    }
}

html_part!(SummaryList);
