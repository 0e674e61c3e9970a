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
}

impl Panel {
    /// What was done, and a sentence on what comes next.
    pub fn new(title: impl Into<String>, said: &str) -> Panel {
        Panel { title: title.into(), said: Html::text(said), number: None }
    }

    /// With the number to keep, and what it is called.
    #[must_use]
    pub fn number(mut self, called: impl Into<String>, number: impl Into<String>) -> Panel {
        self.number = Some((called.into(), number.into()));
        self
    }

    fn tick(&self) -> Icon {
        icon("circle-check")
    }
}

html_part!(Panel);
