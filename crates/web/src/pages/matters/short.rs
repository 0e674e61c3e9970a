//! `/m/{short}` and the code that leads to it: printed on posters, so it never changes (CAT-04).

use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::parts::{EmptyState, Illustration, QrCode};
use crate::problem::Problem;
use crate::text::Text;
use app::Resolved;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use catalogue::short_link;
use kernel::MatterCode;

/// A matter that is no longer offered.
pub struct Withdrawn {
    /// The address of what took its place, with its name.
    pub successor: Option<(String, String)>,
    /// What the department says to who still comes.
    pub notice: Option<String>,
}

page!(Withdrawn in "matters/withdrawn.html");

impl Withdrawn {
    fn notice(&self, t: Text) -> EmptyState {
        let said = self.notice.clone().unwrap_or_else(|| t.msg("withdrawn-said").into_owned());
        let empty = EmptyState::new(Illustration::Door, t.msg("withdrawn-title"), said);
        match &self.successor {
            Some((name, href)) => empty.link(t.with("withdrawn-successor", &[("name", name)]), href.clone()),
            None => empty.link(t.msg("matters-all"), "/matters"),
        }
    }
}

impl Page for Withdrawn {
    const PATH: &'static str = "/matters/withdrawn";

    fn title(&self, t: Text) -> String {
        t.msg("withdrawn-title").into_owned()
    }

    fn samples(_t: Text) -> Vec<Sample<Self>> {
        let successor = Some(("食品经营许可".to_owned(), "/matters/food".to_owned()));
        vec![
            Sample::of("empty", Withdrawn { successor: None, notice: None }),
            Sample::of("full", Withdrawn { successor, notice: Some("已并入食品经营许可。".to_owned()) }),
        ]
    }
}

/// The page of a withdrawn matter, or the way to its successor.
pub(super) async fn withdrawn(
    desk: &Desk,
    code: &str,
    successor: Option<MatterCode>,
) -> Result<Response, Problem> {
    let asked = MatterCode(code.to_owned());
    let notice = desk.ask(move |city, _, _| city.withdrawal_notice(&asked)).await?;
    let notice = notice.map(|notice| desk.frame.t.read(&notice).to_owned());
    let content = desk.city.content();
    let named = successor.and_then(|code| {
        let matter = &content.matters.get(&code)?.matter;
        Some((desk.frame.t.read(&matter.name).to_owned(), format!("/matters/{code}")))
    });
    Ok(Withdrawn { successor: named, notice }.answer_with(StatusCode::GONE, &desk.frame))
}

/// `GET /m/{short}`.
///
/// # Errors
/// [`Problem::NotFound`] for a link that never was.
pub async fn go(desk: Desk, Path(short): Path<String>) -> Result<Response, Problem> {
    let short = short.trim().to_ascii_uppercase();
    let code = desk.city.matter_of_short_link(&short).ok_or(Problem::NotFound)?;
    // A link on paper leads to whatever is there now, so nothing on the way may keep the answer.
    let to = match desk.city.resolve_matter(code.as_str())? {
        Resolved::Withdrawn(Some(successor)) => format!("/matters/{successor}"),
        _ => format!("/matters/{code}"),
    };
    Ok(([(CACHE_CONTROL, "no-store")], Redirect::temporary(&to)).into_response())
}

/// `GET /matters/{code}/qr.svg`: the code alone, for posters. It holds the short link and nothing of any person.
///
/// # Errors
/// [`Problem::NotFound`] for an unknown matter.
pub async fn code(desk: Desk, Path(code): Path<String>) -> Result<Response, Problem> {
    let slug = match desk.city.resolve_matter(&code)? {
        Resolved::Current(published) => published.matter.code.clone(),
        Resolved::Withdrawn(_) => MatterCode(code),
    };
    let short = short_link(&slug);
    let address = format!("{}/m/{short}", desk.city.settings().public_address);
    let picture = QrCode::new(address, "", short.clone()).picture();
    let headers = [
        (CONTENT_TYPE, "image/svg+xml".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{short}.svg\"")),
        (CACHE_CONTROL, "public, max-age=3600".to_owned()),
    ];
    Ok((headers, picture).into_response())
}
