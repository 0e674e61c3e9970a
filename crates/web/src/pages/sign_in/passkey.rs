//! `/sign-in/passkey`: a passkey in place of name and password.

use super::{own_path, page_of, place_of, with_cookie};
use crate::desk::Desk;
use crate::page::Page;
use crate::pages::passkeys::answer_of;
use crate::problem::Problem;
use crate::sent::Sent;
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde_json::{Value, json};

/// `POST /sign-in/passkey/ask`: what the browser hands to the device, as JSON `{ticket, asks}`.
///
/// # Errors
/// A refusal where the address can have no passkeys.
pub async fn ask(desk: Desk, _sent: Sent) -> Result<Json<Value>, Problem> {
    let question = desk.ask(|city, _, moment| city.ask_passkey(moment.now)).await?;
    Ok(Json(json!({ "ticket": question.ticket, "asks": question.asks })))
}

/// `POST /sign-in/passkey`: signs in by the device's answer.
///
/// # Errors
/// A fault of the storage; refusals are shown on the page.
pub async fn enter(desk: Desk, sent: Sent) -> Result<Response, Problem> {
    let next = own_path(Some(sent.one("next")));
    let (ticket, answered, language) = (sent.one("ticket").to_owned(), answer_of(&sent), desk.language());
    let opened = desk
        .ask(move |city, _, moment| {
            let session = city.login_with_passkey(&ticket, &answered, language, moment)?;
            let open = city.find_session(&session.secret, moment.now)?;
            Ok((session, open))
        })
        .await;
    match opened {
        Ok((session, open)) => {
            let answer = Redirect::to(place_of(&next, open.as_ref())).into_response();
            Ok(with_cookie(answer, &session, desk.frame.doorplate.secure))
        }
        Err(app::Problem::Refused(refusal)) => {
            let error = desk.frame.t.refusal(refusal.as_ref()).in_full();
            let page = page_of(&desk, String::new(), next, Some(error));
            Ok(page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame))
        }
        Err(other) => Err(other.into()),
    }
}
