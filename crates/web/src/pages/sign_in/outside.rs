//! `/sign-in/with/{provider}`: logging in through another institution, there and back (practice.md 11).

use super::{own_path, with_cookie};
use crate::desk::Desk;
use crate::frame::cookie;
use crate::problem::Problem;
use app::OutsideReturn;
use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

/// The cookie that binds a login to the browser that began it.
const STATE_COOKIE: &str = "yimen-outside";

/// `GET /sign-in/with/{provider}`.
///
/// # Errors
/// The refusal where the provider is unknown or cannot be reached.
pub async fn leave(
    desk: Desk,
    Path(provider): Path<String>,
    Query(query): Query<super::Next>,
) -> Result<Response, Problem> {
    let return_to = format!("{}/sign-in/with/{provider}/back", desk.city.settings().public_address);
    let next = own_path(query.next.as_deref());
    let begun =
        desk.ask(move |city, _, moment| city.start_outside_login(&provider, &return_to, moment.now)).await?;
    let secure = if desk.frame.doorplate.secure { "; Secure" } else { "" };
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    // Lax and not strict: the way back comes from the provider's site.
    let held = format!(
        "{STATE_COOKIE}={}:{next}; Path=/sign-in; Max-Age=900; HttpOnly; SameSite=Lax{secure}",
        begun.state
    );
    let mut answer = Redirect::to(&begun.address).into_response();
    let held =
        held.parse().map_err(|_| Problem::fault("beginning an outside login", "the state is no cookie"))?;
    answer.headers_mut().append(SET_COOKIE, held);
    Ok(answer)
}

/// What the provider sends back.
#[derive(Deserialize)]
pub struct Back {
    #[serde(default)]
    state: String,
    code: Option<String>,
}

/// `GET /sign-in/with/{provider}/back`.
///
/// # Errors
/// The refusal that says why the login does not hold.
pub async fn back(
    desk: Desk,
    Path(provider): Path<String>,
    Query(query): Query<Back>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let held = cookie(&headers, STATE_COOKIE).unwrap_or_default();
    let (held, next) = held.split_once(':').unwrap_or((held, ""));
    let next: String =
        form_urlencoded::parse(format!("n={next}").as_bytes()).map(|(_, next)| next.into_owned()).collect();
    let back = OutsideReturn { provider, state: query.state, code: query.code, held: held.to_owned() };
    let language = desk.language();
    let login = desk.ask(move |city, _, moment| city.finish_outside_login(&back, language, moment)).await?;
    let to = if login.first { "/my/contact".to_owned() } else { own_path(Some(&next)) };
    let mut answer =
        with_cookie(Redirect::to(&to).into_response(), &login.session, desk.frame.doorplate.secure);
    let gone = format!("{STATE_COOKIE}=; Path=/sign-in; Max-Age=0; HttpOnly; SameSite=Lax");
    answer.headers_mut().append(SET_COOKIE, gone.parse().expect("a cookie of plain signs"));
    Ok(answer)
}
