//! Live updates: numbers change in place, anything larger is offered, so that nothing reloads under the hands.

use askama::Template;

use super::html_part;
use crate::text::Text;

/// Listens to an event stream. Elements of the page with `data-live-text="name"` take the values of its `text`
/// events; a `changed` event shows a line that offers to reload.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/live.html")]
pub struct LiveUpdates {
    t: Text,
    source: String,
    here: String,
}

impl LiveUpdates {
    /// Listens to `source` (server-sent events); `here` is the address of this page.
    pub fn new(t: impl Into<Text>, source: impl Into<String>, here: impl Into<String>) -> LiveUpdates {
        LiveUpdates { t: t.into(), source: source.into(), here: here.into() }
    }
}

html_part!(LiveUpdates);
