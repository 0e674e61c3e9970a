//! The good news: submitted, paid, issued.

use askama::Template;

use super::{Html, Icon, html_part, icon};

/// A confirmation with its number.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/panel.html")]
pub struct Panel {
    title: String,
    said: Html,
    number: Option<(String, String)>,
    level: u8,
}

impl Panel {
    /// What was done, and a sentence on what comes next.
    pub fn new(title: impl Into<String>, said: &str) -> Panel {
        Panel { title: title.into(), said: Html::text(said), number: None, level: 1 }
    }

    /// With the number to keep, and what it is called.
    #[must_use]
    pub fn number(mut self, called: impl Into<String>, number: impl Into<String>) -> Panel {
        self.number = Some((called.into(), number.into()));
        self
    }

    /// With a heading of another level, where the page has its first heading elsewhere.
    #[must_use]
    pub fn level(mut self, level: u8) -> Panel {
        self.level = level;
        self
    }

    fn tick(&self) -> Icon {
        icon("circle-check")
    }
}

html_part!(Panel);
