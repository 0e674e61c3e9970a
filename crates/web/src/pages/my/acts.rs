//! What an applicant can do with a case of her own: answer, supply, withdraw, choose, ask.

pub mod delivery; // another way to get the result
pub mod supplement; // answering the notice, supplying what is owed
pub mod withdraw; // taking the application back

use super::case::number;
use crate::desk::Desk;
use crate::pages::apply::files as taken;
use crate::problem::Problem;
use crate::sent::Sent;
use crate::uploaded::Uploaded;
use app::cases::{CaseOrder, Command, Seat};
use app::{Action, UploadPlace};
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use cases::AskForHearing;
use catalogue::MaterialKey;
use kernel::CaseNumber;

/// Carries an order of the applicant out and goes back to the case. `seen` refuses a form older than the case.
pub(crate) async fn order(
    desk: &Desk,
    number: CaseNumber,
    seen: Option<u64>,
    command: impl Fn(&Seat) -> Command + Send + 'static,
) -> Result<Response, Problem> {
    let to = format!("/my/cases/{number}");
    desk.ask(move |city, caller, moment| {
        let order = CaseOrder { number: &number, action: Action::AnswerOwnCase, seen, idempotency: None };
        city.order_case(caller, &order, moment, |seat| Ok(command(seat)))
    })
    .await?;
    Ok(Redirect::to(&to).into_response())
}

/// The position of the case that a form was opened on.
pub(crate) fn seen(sent: &Sent) -> Option<u64> {
    sent.one("head").parse().ok()
}

/// `POST /my/cases/{number}/hearing`.
///
/// # Errors
/// The refusal of the law.
pub async fn hearing(desk: Desk, Path(text): Path<String>, _sent: Sent) -> Result<Response, Problem> {
    order(&desk, number(&text)?, None, |seat| AskForHearing { via: seat.via() }.into()).await
}

/// `POST /my/cases/{number}/files/{material}`: files for what was asked for or is owed.
///
/// # Errors
/// The refusal of a file; [`Problem::NotFound`] for a case of somebody else.
pub async fn files(
    desk: Desk,
    Path((text, material)): Path<(String, String)>,
    headers: HeaderMap,
    form: Uploaded,
) -> Result<Response, Problem> {
    let number = number(&text)?;
    let place = UploadPlace::Case(number.clone());
    let files = form.files.into_iter().map(|file| (MaterialKey(material.clone()), file)).collect();
    let kept = taken::keep(&desk, place, files).await?;
    Ok(taken::answer(desk.frame.t, &headers, kept.last(), &format!("/my/cases/{number}")))
}
