//! The matter changed while its form was open: what changed, and that every answer is kept.

use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::problem::Problem;
use crate::text::Text;
use app::{Draft, PublishedMatter};
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::{Change, ChangeKind, diff};

/// What changed in a matter since a form was opened.
pub struct Changed {
    id: String,
    name: String,
    version: u32,
    changes: Vec<ChangeLine>,
}

/// One change in words.
pub struct ChangeLine {
    item: String,
    before: Option<String>,
    after: Option<String>,
}

page!(Changed in "apply/changed.html");

impl ChangeLine {
    fn of(change: &Change) -> ChangeLine {
        let (before, after) = match &change.kind {
            ChangeKind::Added { after } => (None, Some(after.clone())),
            ChangeKind::Removed { before } => (Some(before.clone()), None),
            ChangeKind::Changed { before, after } => (Some(before.clone()), Some(after.clone())),
        };
        ChangeLine { item: change.item.clone().unwrap_or_default(), before, after }
    }
}

impl Page for Changed {
    const PATH: &'static str = "/apply/draft/sample/check";

    fn title(&self, t: Text) -> String {
        t.msg("changed-title").into_owned()
    }

    fn samples(_t: Text) -> Vec<Sample<Self>> {
        let line = |item: &str, before: Option<&str>, after: Option<&str>| ChangeLine {
            item: item.into(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        };
        let page =
            |changes| Changed { id: "sample".into(), name: "排水许可".into(), version: 4, changes };
        let full = vec![
            line("", Some("8个工作日"), Some("7个工作日")),
            line("授权委托书", Some("原件 1 份"), None),
            line("排水户清单", None, Some("原件 1 份")),
        ];
        vec![Sample::of("empty", page(Vec::new())), Sample::of("full", page(full))]
    }
}

/// The page for a draft of an older version.
pub(super) async fn page(
    desk: &Desk,
    draft: &Draft,
    published: &PublishedMatter,
) -> Result<Response, Problem> {
    let (code, version) = (draft.matter.clone(), draft.version);
    let old = desk.ask(move |city, _, _| city.matter_version(&code, version)).await?;
    let changes = diff(&old, &published.matter);
    let concerning = changes.iter().filter(|change| change.concerns_applicants);
    let page = Changed {
        id: draft.id.clone(),
        name: desk.frame.t.read(&published.matter.name).to_owned(),
        version: published.version,
        changes: concerning.map(ChangeLine::of).collect(),
    };
    Ok(page.answer_with(StatusCode::CONFLICT, &desk.frame))
}
