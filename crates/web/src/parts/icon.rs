//! Small pictures beside words, from one open set; never alone, so screen readers skip them.

use std::fmt;

use super::html_part;
use crate::assets::asset;

/// An icon by its name in `web/icons.txt`. Where the icons were not built, nothing is drawn: the words are there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Icon {
    name: String,
}

/// The icon called `name`.
pub fn icon(name: impl Into<String>) -> Icon {
    Icon { name: name.into() }
}

impl fmt::Display for Icon {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_name =
            !self.name.is_empty() && self.name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let Some(sprite) = asset("icons.svg").filter(|_| is_name) else { return Ok(()) };
        let name = &self.name;
        write!(
            out,
            r##"<svg class="y-icon" aria-hidden="true" focusable="false"><use href="{sprite}#{name}"/></svg>"##
        )
    }
}

html_part!(Icon);
