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
        let t = t.into();
        let wrong: Vec<(&Field, &String)> =
            fields.into_iter().filter_map(|field| Some((field, field.error.as_ref()?))).collect();
        let line = |(field, said): &(&Field, &String)| {
            // Three times the same sentence would say nothing; the question stands before it then.
            let is_alone = wrong.iter().filter(|(_, other)| other == said).count() < 2;
            let words = if is_alone {
                (*said).clone()
            } else {
                t.with("apply-wrong-answer", &[("label", &field.label), ("said", said)])
            };
            (format!("#{}", field.first_id()), words)
        };
        let errors = wrong.iter().map(line).collect();
        ErrorSummary { t, errors }
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
