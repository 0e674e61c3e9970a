//! `/accessibility`: what we do so that everybody can use the pages, and whom to tell where we fail.

use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::text::Text;
use axum::response::Response;

/// The accessibility statement.
pub struct AccessibilityStatement;

page!(AccessibilityStatement in "accessibility.html");

/// `GET /accessibility`.
pub async fn show(desk: Desk) -> Response {
    AccessibilityStatement.answer(&desk.frame)
}

impl Page for AccessibilityStatement {
    const PATH: &'static str = "/accessibility";

    fn title(&self, t: Text) -> String {
        t.msg("accessibility-title").into_owned()
    }

    fn samples(_t: Text) -> Vec<Sample<Self>> {
        vec![Sample::of("full", AccessibilityStatement)]
    }
}
