//! Small actions that need a script, and hide where none runs: print, copy a link; and the line that says "saved".

use askama::Template;

use super::{Icon, html_part, icon};
use crate::text::Text;

/// Prints the page.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/print-button.html")]
pub struct PrintButton {
    t: Text,
}

/// Copies an address.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/copy-link.html")]
pub struct CopyLink {
    t: Text,
    address: String,
}

/// The line of a form that saves itself; place it inside the form, which carries `data-island="autosave"`.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/saved-status.html")]
pub struct SavedStatus {
    t: Text,
    saved_at: Option<String>,
}

impl PrintButton {
    /// The button.
    pub fn new(t: impl Into<Text>) -> PrintButton {
        PrintButton { t: t.into() }
    }

    fn sign(&self) -> Icon {
        icon("printer")
    }
}

impl CopyLink {
    /// The button that copies `address`.
    pub fn new(t: impl Into<Text>, address: impl Into<String>) -> CopyLink {
        CopyLink { t: t.into(), address: address.into() }
    }

    fn sign(&self) -> Icon {
        icon("link")
    }
}

impl SavedStatus {
    /// The line, with the time of day when the draft was last kept.
    pub fn new(t: impl Into<Text>, saved_at: Option<String>) -> SavedStatus {
        SavedStatus { t: t.into(), saved_at }
    }
}

html_part!(PrintButton, CopyLink, SavedStatus);
