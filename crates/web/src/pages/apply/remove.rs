//! `/apply/draft/{id}/remove`: throwing a draft away, after one question: nothing brings it back.

use super::{OpenDraft, opened};
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::Text;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};

/// The question before a draft is thrown away.
pub struct RemovePage {
    id: String,
    name: String,
    files: usize,
}

page!(RemovePage in "apply/remove.html");

impl RemovePage {
    fn of(t: Text, open: &OpenDraft) -> RemovePage {
        let name = t.read(&open.published.matter.name).to_owned();
        RemovePage { id: open.draft.id.clone(), name, files: open.files.len() }
    }
}

impl Page for RemovePage {
    const PATH: &'static str = "/apply/draft/sample/remove";

    fn title(&self, t: Text) -> String {
        t.msg("remove-title").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let page = RemovePage::of(t, &super::sample_open());
        let name = page.name.clone();
        vec![
            Sample::of("empty", page),
            Sample::of("full", RemovePage { id: "sample".into(), name, files: 3 }),
        ]
    }
}

/// `GET /apply/draft/{id}/remove`.
///
/// # Errors
/// [`Problem::NotFound`] for a draft of somebody else.
pub async fn ask(desk: Desk, Path(id): Path<String>) -> Result<Response, Problem> {
    let open = opened!(&desk, &id);
    Ok(RemovePage::of(desk.frame.t, &open).answer(&desk.frame))
}

/// `POST /apply/draft/{id}/remove`.
///
/// # Errors
/// [`Problem::NotFound`] for a draft of somebody else.
pub async fn remove(desk: Desk, Path(id): Path<String>, _sent: Sent) -> Result<Response, Problem> {
    desk.ask(move |city, caller, _| city.drop_draft(caller, &id)).await?;
    Ok(Redirect::to("/my").into_response())
}
