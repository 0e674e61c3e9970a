//! A case outside of the person's own task: what lists show of it, and the question why it is opened (practice.md 22).

use super::due::Hours;
use super::words;
use crate::page;
use crate::page::{Page, Sample};
use crate::parts::{DueColour, DueMark, ErrorSummary, Field, IdentityBar};
use crate::text::{Text, spoken_number};
use app::cases::CaseRow;

/// The question for a reason.
pub struct Reason {
    /// The case, masked.
    pub bar: IdentityBar,
    /// Where the answer goes.
    pub address: String,
    /// What is wrong with the answer.
    pub error: Option<String>,
}

page!(Reason in "desk/reason.html");

impl Reason {
    fn field(&self, t: Text) -> Field {
        let field = Field::line(t, "reason", t.msg("desk-reason-ask"), "");
        field.hint(t.msg("desk-reason-hint")).error(self.error.clone())
    }

    fn summary(&self, t: Text) -> ErrorSummary {
        ErrorSummary::of(t, [&self.field(t)])
    }

    /// The question once more, because it was sent back empty.
    pub fn unsaid(mut self, t: Text) -> Reason {
        self.error = Some(t.msg("desk-wrong-missing").into_owned());
        self
    }
}

impl Page for Reason {
    const PATH: &'static str = "/desk/cases/2026K7M3PQRT4X";

    fn title(&self, t: Text) -> String {
        t.msg("desk-reason-title").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let bar = IdentityBar::new(t.msg("desk-case-about"), "城镇污水排入排水管网许可")
            .fact(t.msg("desk-col-number"), "2026K7M3PQRT4X")
            .fact(t.msg("desk-col-applicant"), "陈*")
            .mark(&words::state(t, "delivered"))
            .mark(&DueMark::new(t, DueColour::Met, "", "2026年11月20日"));
        let page = |bar| Reason { bar, address: Self::PATH.to_owned(), error: None };
        vec![Sample::of("full", page(bar.clone())), Sample::of("with-errors", page(bar).unsaid(t))]
    }
}

/// The page for a case as a list shows it.
pub fn page_of(hours: Hours<'_>, row: &CaseRow) -> Reason {
    let t = hours.t;
    let mut bar = IdentityBar::new(t.msg("desk-case-about"), row.matter_name.clone())
        .fact(t.msg("desk-col-number"), spoken_number(&row.number))
        .fact(t.msg("desk-col-applicant"), row.applicant.clone())
        .mark(&words::state(t, &row.status));
    if let Some(mark) = hours.of_row(row) {
        bar = bar.mark(&mark);
    }
    Reason { bar, address: format!("/desk/cases/{}", row.number), error: None }
}
