//! How far a form is: its sections, done, here and still to come.

use askama::Template;

use super::html_part;
use crate::text::Text;

/// The sections of a form.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/progress.html")]
pub struct Progress {
    t: Text,
    sections: Vec<String>,
    here: usize,
}

impl Progress {
    /// These sections; `here` counts from 0, everything before it is done.
    pub fn new(t: impl Into<Text>, sections: Vec<String>, here: usize) -> Progress {
        Progress { t: t.into(), sections, here }
    }

    fn state(&self, index: &usize) -> &'static str {
        match index.cmp(&self.here) {
            std::cmp::Ordering::Less => "done",
            std::cmp::Ordering::Equal => "here",
            std::cmp::Ordering::Greater => "ahead",
        }
    }

    fn number(&self) -> usize {
        self.here + 1
    }

    fn all(&self) -> usize {
        self.sections.len()
    }
}

html_part!(Progress);
