//! What is wrong on a form, at its top, each line a way to its field.

use askama::Template;

use super::{Field, html_part};
use crate::text::Text;

/// The list of all errors; draws nothing where there is none.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/error-summary.html")]
pub struct ErrorSummary {
    t: Text,
    errors: Vec<(String, String)>,
}

impl ErrorSummary {
    /// The errors of these fields, in their order.
    pub fn of<'f>(t: impl Into<Text>, fields: impl IntoIterator<Item = &'f Field>) -> ErrorSummary {
        let errors = fields
            .into_iter()
            .filter_map(|field| Some((format!("#{}", field.first_id()), field.error.clone()?)))
            .collect();
        ErrorSummary { t: t.into(), errors }
    }

    /// With an error of the form as a whole; `href` leads to the place to mend it.
    #[must_use]
    pub fn and(mut self, href: impl Into<String>, error: impl Into<String>) -> ErrorSummary {
        self.errors.push((href.into(), error.into()));
        self
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }
}

html_part!(ErrorSummary);
