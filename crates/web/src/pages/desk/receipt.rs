//! `/desk/cases/{number}/receipt`: the receipt (收件凭证) in large type, at once, for a person without a telephone.

use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::parts::{QrCode, SummaryList, SummaryRow};
use crate::problem::Problem;
use crate::text::Text;
use app::cases::query_code_of;
use axum::extract::Path;
use axum::response::Response;
use kernel::CaseNumber;

/// A receipt on paper.
pub struct Receipt {
    /// The number of the case, as in addresses.
    pub number: String,
    /// The number as people say it.
    pub spoken: String,
    /// The code for following it without an account.
    pub code: String,
    /// Who, what, when.
    pub facts: SummaryList,
    /// The materials handed in, and what is owed or missing.
    pub materials: Vec<(String, String)>,
    /// What comes next and until when.
    pub next: String,
    /// The way to follow it.
    pub follow: QrCode,
}

page!(Receipt in "desk/receipt.html");

impl Page for Receipt {
    const PATH: &'static str = "/desk/cases/2026K7M3PQRT4X/receipt";

    fn title(&self, t: Text) -> String {
        t.msg("desk-receipt-title").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let facts =
            SummaryList::new(t, vec![SummaryRow::text(t.msg("desk-col-matter"), "城镇污水排入排水管网许可")]);
        let receipt = Receipt {
            number: "2026K7M3PQRT4X".into(),
            spoken: "2026-K7M3P-QRT4X".into(),
            code: "48213377".into(),
            facts,
            materials: vec![("营业执照".into(), t.msg("desk-given-shown").into_owned())],
            next: t.with("desk-receipt-next", &[("what", &"一次性告知或受理"), ("until", &"2026年11月27日")]),
            follow: QrCode::new(
                "https://example.org/progress",
                t.msg("follow-title"),
                t.msg("desk-receipt-follow"),
            ),
        };
        vec![Sample::of("full", receipt)]
    }
}

/// `GET /desk/cases/{number}/receipt`.
///
/// # Errors
/// Not found for who takes no part in the case.
pub async fn show(desk: Desk, Path(number): Path<String>) -> Result<Response, Problem> {
    let number: CaseNumber = number.parse().map_err(|_| Problem::NotFound)?;
    let given = number.clone();
    let (file, code) = desk
        .ask(move |city, caller, moment| {
            let file = city.case_page(caller, &given, Some("receipt"), moment.now)?;
            Ok((file, query_code_of(city, &given)))
        })
        .await?;
    let t = desk.frame.t;
    let case = &file.case;
    let content = desk.city.content();
    let department = content.department_name(&case.terms().department, t.language());
    let name = case.applicant().details.get().map(|details| details.name.clone()).unwrap_or_default();
    let row = |key: &str, value: &str| SummaryRow::text(t.msg(key), value);
    let facts = vec![
        row("desk-col-matter", t.read(&case.terms().name)),
        row("desk-col-applicant", &name),
        row("desk-col-department", department),
        row("desk-col-received", &t.moment(case.received())),
    ];
    let deadlines = case.deadlines();
    let first = deadlines.iter().filter_map(|deadline| Some((deadline, deadline.due?)));
    let first = first.min_by_key(|(_, due)| due.at);
    let next = first.map(|(deadline, due)| {
        let what = super::story::deadline(t, case, &deadline.kind);
        t.with("desk-receipt-next", &[("what", &what), ("until", &t.moment(due.at))])
    });
    let address = format!("{}/progress", desk.city.settings().public_address);
    let receipt = Receipt {
        number: number.as_str().to_owned(),
        spoken: number.spoken(),
        code,
        facts: SummaryList::new(t, facts),
        materials: case
            .terms()
            .materials
            .iter()
            .map(|term| (t.read(&term.name).to_owned(), super::files::state(t, &file, &term.key)))
            .collect(),
        next: next.unwrap_or_default(),
        follow: QrCode::new(address, t.msg("follow-title"), t.msg("desk-receipt-follow")),
    };
    Ok(receipt.answer(&desk.frame))
}
