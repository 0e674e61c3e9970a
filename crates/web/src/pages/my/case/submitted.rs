//! `/my/cases/{number}/submitted`: the good news: the number, the query code, what comes next and by when.

use super::{CaseView, number};
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::parts::Panel;
use crate::problem::Problem;
use crate::text::Text;
use axum::extract::Path;
use axum::response::Response;

/// The confirmation.
pub struct Submitted {
    view: CaseView,
    query_code: String,
}

page!(Submitted in "my/submitted.html");

impl Submitted {
    fn panel(&self, t: Text) -> Panel {
        Panel::new(t.msg("submitted-title"), &t.msg("submitted-said"))
            .number(t.msg("case-number"), self.view.spoken.clone())
    }
}

impl Page for Submitted {
    const PATH: &'static str = "/my/cases/sample/submitted";

    fn title(&self, t: Text) -> String {
        t.msg("submitted-title").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let page = |full| Submitted { view: CaseView::sample(t, full), query_code: "20461873".into() };
        vec![Sample::of("empty", page(false)), Sample::of("full", page(true))]
    }
}

/// `GET /my/cases/{number}/submitted`.
///
/// # Errors
/// [`Problem::NotFound`] for a case of somebody else.
pub async fn show(desk: Desk, Path(text): Path<String>) -> Result<Response, Problem> {
    let number = number(&text)?;
    let (page, query_code) = desk
        .ask(move |city, caller, moment| {
            let page = city.case_page(caller, &number, None, moment.now)?;
            Ok((page, app::cases::query_code_of(city, &number)))
        })
        .await?;
    let view = CaseView::of(desk.frame.t, &desk.city.content(), &page, desk.now());
    Ok(Submitted { view, query_code }.answer(&desk.frame))
}
