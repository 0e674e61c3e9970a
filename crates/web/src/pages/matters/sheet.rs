//! `/matters/{code}/print`: the guide on one sheet of paper, with its code.

use super::guide::{facts_of, halls_of};
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::words;
use crate::parts::{QrCode, SummaryList, Table};
use crate::problem::Problem;
use crate::text::Text;
use app::{Content, PublishedMatter, Resolved};
use axum::extract::Path;
use axum::response::Response;

/// A guide on paper.
pub struct GuideSheet {
    code: String,
    name: String,
    summary: String,
    answers: SummaryList,
    materials: Table,
    how: Vec<String>,
    halls: Vec<String>,
    code_card: QrCode,
    is_sample: bool,
}

page!(GuideSheet in "matters/sheet.html");

impl GuideSheet {
    fn of(t: Text, content: &Content, published: &PublishedMatter, origin: &str) -> GuideSheet {
        let matter = &published.matter;
        let name = t.read(&matter.name).to_owned();
        let address = format!("{origin}/m/{}", catalogue::short_link(&matter.code));
        let (answers, materials) = facts_of(t, content, matter);
        GuideSheet {
            code: matter.code.0.clone(),
            summary: t.read(&matter.guide.summary).to_owned(),
            answers,
            materials,
            how: matter.guide.how.iter().map(|step| t.read(step).to_owned()).collect(),
            halls: halls_of(t, content, matter),
            code_card: QrCode::new(
                address,
                t.msg("guide-scan"),
                t.with("guide-code-label", &[("name", &name)]),
            ),
            is_sample: matter.is_sample(),
            name,
        }
    }

    fn department(&self, t: Text) -> String {
        words::listed(t, &self.halls)
    }
}

impl Page for GuideSheet {
    const PATH: &'static str = "/matters/sample/print";

    fn title(&self, _t: Text) -> String {
        self.name.clone()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let content = super::guide::sample_content();
        let published = content.matters.values().next().expect("one sample");
        vec![Sample::of("full", GuideSheet::of(t, &content, published, "https://example.org"))]
    }
}

/// `GET /matters/{code}/print`.
///
/// # Errors
/// [`Problem::NotFound`] for an unknown or withdrawn matter.
pub async fn show(desk: Desk, Path(code): Path<String>) -> Result<Response, Problem> {
    let Resolved::Current(published) = desk.city.resolve_matter(&code)? else {
        return Err(Problem::NotFound);
    };
    let origin = desk.city.settings().public_address.clone();
    Ok(GuideSheet::of(desk.frame.t, &desk.city.content(), &published, &origin).answer(&desk.frame))
}
