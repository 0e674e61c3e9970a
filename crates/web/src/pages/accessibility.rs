//! `/accessibility`: what we do so that everybody can use the pages, and whom to tell where we fail.

use crate::page;
use crate::page::{Page, Sample};
use crate::text::Text;

/// The accessibility statement.
pub struct AccessibilityStatement;

page!(AccessibilityStatement in "accessibility.html");

impl Page for AccessibilityStatement {
    const PATH: &'static str = "/accessibility";

    fn title(&self, t: Text) -> String {
        t.msg("accessibility-title").into_owned()
    }

    fn samples(_t: Text) -> Vec<Sample<Self>> {
        vec![Sample::of("full", AccessibilityStatement)]
    }
}
