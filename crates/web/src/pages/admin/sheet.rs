//! `/admin/parts/sheet`: the frame of a printed sheet, with the parts that go on paper.

use crate::page;
use crate::page::{Page, Sample};
use crate::parts::{QrCode, Step, StepsPicture, SummaryList, SummaryRow};
use crate::text::Text;

/// A sheet as it comes out of a printer.
pub struct SheetPage {
    steps: StepsPicture,
    facts: SummaryList,
    code: QrCode,
}

page!(SheetPage in "admin/sheet.html");

impl SheetPage {
    /// A sheet with sample facts.
    pub fn new(t: Text) -> SheetPage {
        let step = |id: &str, key: &str, after: &[&str]| Step::new(id, t.msg(key), after);
        let steps = vec![
            step("states", "parts-states", &[]),
            step("forms", "parts-forms", &["states"]),
            step("lists", "parts-lists", &["forms"]),
        ];
        let today = t.date_and_weekday(jiff::civil::date(2026, 11, 22));
        SheetPage {
            steps: StepsPicture::new(t, t.msg("parts-pictures"), steps),
            facts: SummaryList::new(t, vec![SummaryRow::text(t.msg("parts-title"), &today)]),
            code: QrCode::new(
                "https://example.org/m/outdoor-sign",
                t.msg("parts-lead"),
                t.msg("parts-title"),
            ),
        }
    }
}

impl Page for SheetPage {
    const PATH: &'static str = "/admin/parts/sheet";

    fn title(&self, t: Text) -> String {
        t.msg("parts-sheet").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        vec![Sample::of("full", SheetPage::new(t))]
    }
}
