//! The search, with suggestions while typing where scripts run; a plain GET form where they do not.

use askama::Template;

use super::{Icon, html_part, icon};
use crate::text::Text;

/// A search box.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/search-box.html")]
pub struct SearchBox {
    t: Text,
    action: String,
    label: String,
    query: String,
    suggestions: Option<String>,
    large: bool,
}

impl SearchBox {
    /// A search that leads to `action?q=`; `label` says what can be searched.
    pub fn new(
        t: impl Into<Text>,
        action: impl Into<String>,
        label: impl Into<String>,
        query: impl Into<String>,
    ) -> SearchBox {
        SearchBox {
            t: t.into(),
            action: action.into(),
            label: label.into(),
            query: query.into(),
            suggestions: None,
            large: false,
        }
    }

    /// With suggestions from `address?q=`, which answers `{"items": [{"text", "note", "href"}]}`.
    #[must_use]
    pub fn suggests(mut self, address: impl Into<String>) -> SearchBox {
        self.suggestions = Some(address.into());
        self
    }

    /// As the first thing on a page.
    #[must_use]
    pub fn large(mut self) -> SearchBox {
        self.large = true;
        self
    }

    fn glass(&self) -> Icon {
        icon("search")
    }
}

html_part!(SearchBox);
