//! `/`: the search first and large, then what most people come for.

use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::parts::SearchBox;
use crate::text::Text;
use axum::response::Response;

/// The first page.
pub struct Home {
    /// Matters that many people need: code and name.
    pub common: Vec<(String, String)>,
}

page!(Home in "home.html");

impl Home {
    fn search(&self, t: Text) -> SearchBox {
        SearchBox::new(t, "/matters", t.msg("home-search").into_owned(), "")
            .suggests("/matters/suggest")
            .large()
    }
}

impl Page for Home {
    const PATH: &'static str = "/";

    fn title(&self, t: Text) -> String {
        t.msg("home-title").into_owned()
    }

    fn samples(_t: Text) -> Vec<Sample<Self>> {
        let common = vec![("drainage-permit".to_owned(), "城镇污水排入排水管网许可".to_owned())];
        vec![Sample::of("empty", Home { common: Vec::new() }), Sample::of("full", Home { common })]
    }
}

/// `GET /`.
pub async fn show(desk: Desk) -> Response {
    let content = desk.city.content();
    let language = desk.language();
    let name = |matter: &std::sync::Arc<app::PublishedMatter>| {
        let matter = &matter.matter;
        (matter.code.0.clone(), matter.name.in_language(language).to_owned())
    };
    Home { common: content.matters.values().take(8).map(name).collect() }.answer(&desk.frame)
}
