//! One number with its unit, place, date and a way to what is behind it.

use askama::Template;

use super::html_part;

/// A number of a board.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/figure.html")]
pub struct Figure {
    title: String,
    number: String,
    unit: String,
    defined: String,
    href: Option<String>,
}

impl Figure {
    /// What is counted, how many, in which unit, and where and when (the definition).
    pub fn new(
        title: impl Into<String>,
        number: impl Into<String>,
        unit: impl Into<String>,
        defined: impl Into<String>,
    ) -> Figure {
        Figure {
            title: title.into(),
            number: number.into(),
            unit: unit.into(),
            defined: defined.into(),
            href: None,
        }
    }

    /// With a way to the cases behind it.
    #[must_use]
    pub fn link(mut self, href: impl Into<String>) -> Figure {
        self.href = Some(href.into());
        self
    }
}

html_part!(Figure);
