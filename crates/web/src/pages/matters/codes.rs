//! `/matters/codes`: a sheet of codes to cut out and put up in a hall (CAT-04).

use super::browse::Narrowed;
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::parts::QrCode;
use crate::text::Text;
use app::Content;
use axum::extract::Query;
use axum::response::Response;

/// Codes of many matters.
pub struct CodeSheet {
    codes: Vec<(String, QrCode)>,
}

page!(CodeSheet in "matters/codes.html");

impl CodeSheet {
    fn of(t: Text, content: &Content, narrowed: &Narrowed, origin: &str) -> CodeSheet {
        let code = |published: &std::sync::Arc<app::PublishedMatter>| {
            let matter = &published.matter;
            let name = t.read(&matter.name).to_owned();
            let address = format!("{origin}/m/{}", catalogue::short_link(&matter.code));
            let label = t.with("guide-code-label", &[("name", &name)]);
            (name, QrCode::new(address, t.msg("guide-scan"), label))
        };
        CodeSheet { codes: narrowed.find(content).into_iter().map(code).collect() }
    }
}

impl Page for CodeSheet {
    const PATH: &'static str = "/matters/codes";

    fn title(&self, t: Text) -> String {
        t.msg("codes-title").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let content = super::guide::sample_content();
        let full = CodeSheet::of(t, &content, &Narrowed::default(), "https://example.org");
        vec![Sample::of("empty", CodeSheet { codes: Vec::new() }), Sample::of("full", full)]
    }
}

/// `GET /matters/codes`, narrowed like the list.
pub async fn show(desk: Desk, Query(narrowed): Query<Narrowed>) -> Response {
    let origin = desk.city.settings().public_address.clone();
    CodeSheet::of(desk.frame.t, &desk.city.content(), &narrowed, &origin).answer(&desk.frame)
}
