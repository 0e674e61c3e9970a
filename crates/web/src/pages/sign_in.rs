//! `/sign-in`: a name and a password, or an account of another institution; `/sign-out` ends the session.

pub mod code; // a one-time code in place of the password
pub mod first; // an administrator of a new city
pub mod outside; // an account of another institution
pub mod passkey; // a device in place of name and password

use crate::desk::{Desk, SESSION_COOKIE};
use crate::page;
use crate::page::{Page, Sample};
use crate::parts::{ErrorSummary, Field};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::Text;
use app::{Action, Session};
use axum::extract::Query;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

/// The form for signing in.
pub struct SignIn {
    /// What was typed as name.
    pub name: String,
    /// Where to go afterwards: a path of this house.
    pub next: String,
    /// What is wrong, in words.
    pub error: Option<String>,
    /// Other institutions whose accounts are taken: id and name.
    pub providers: Vec<(String, String)>,
    /// Whether staff may come with a passkey.
    pub passkeys: bool,
}

page!(SignIn in "sign-in.html");

impl SignIn {
    fn fields(&self, t: Text) -> [Field; 2] {
        let name = Field::line(t, "name", t.msg("sign-in-name"), self.name.clone()).kind("text", "username");
        let password =
            Field::line(t, "password", t.msg("sign-in-password"), "").kind("password", "current-password");
        [name.error(self.error.clone()), password]
    }

    fn summary(&self, t: Text) -> ErrorSummary {
        ErrorSummary::of(t, &self.fields(t))
    }
}

impl Page for SignIn {
    const PATH: &'static str = "/sign-in";

    fn title(&self, t: Text) -> String {
        t.msg("sign-in-title").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let page = |error: Option<String>| SignIn {
            name: if error.is_some() { "citizen".into() } else { String::new() },
            next: "/".into(),
            error,
            providers: vec![("province".into(), "统一身份认证".into())],
            passkeys: true,
        };
        let wrong = t.refusal(&app::LoginRefusal::Wrong).said;
        vec![Sample::of("empty", page(None)), Sample::of("with-errors", page(Some(wrong)))]
    }
}

/// Where to go after signing in.
#[derive(Deserialize)]
pub struct Next {
    next: Option<String>,
}

/// `GET /sign-in`.
pub async fn show(desk: Desk, Query(query): Query<Next>) -> Response {
    page_of(&desk, String::new(), own_path(query.next.as_deref()), None).answer(&desk.frame)
}

/// `POST /sign-in`.
pub async fn enter(desk: Desk, sent: Sent) -> Result<Response, Problem> {
    let (name, password) = (sent.one("name").trim().to_owned(), sent.one("password").to_owned());
    let next = own_path(Some(sent.one("next")));
    let login = name.clone();
    let language = desk.language();
    let opened = desk
        .ask(move |city, _, moment| {
            let session = city.log_in(&login, &password, language, moment)?;
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
            let error = desk.frame.t.refusal(refusal.as_ref()).said;
            let page = page_of(&desk, name, next, Some(error));
            Ok(page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame))
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /sign-out`.
pub async fn leave(desk: Desk, _sent: Sent) -> Result<Response, Problem> {
    if let Some(secret) = desk.session.clone() {
        desk.ask(move |city, _, _| city.close_session(&secret)).await?;
    }
    let mut answer = Redirect::to("/").into_response();
    let gone = format!("{SESSION_COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    answer.headers_mut().append(SET_COOKIE, gone.parse().expect("a cookie of plain signs"));
    Ok(answer)
}

fn page_of(desk: &Desk, name: String, next: String, error: Option<String>) -> SignIn {
    let providers = desk.city.outside_providers();
    SignIn { name, next, error, providers, passkeys: desk.city.has_passkeys() }
}

/// A path of this house; anything else would send people to a stranger.
fn own_path(next: Option<&str>) -> String {
    let own = |path: &&str| path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    next.filter(own).unwrap_or("/").to_owned()
}

/// Where somebody goes who came from nowhere in particular: to the work of the own post, or to the first page.
fn place_of<'a>(next: &'a str, open: Option<&app::OpenSession>) -> &'a str {
    let may = |action| open.is_some_and(|open| open.caller.require(action).is_ok());
    let is_staff = open.is_some_and(|open| open.caller.person.is_none());
    match next {
        "/" if is_staff && may(Action::ReadCase) => "/desk",
        "/" if is_staff => "/admin",
        asked => asked,
    }
}

/// Puts the session's cookie on an answer.
pub(crate) fn with_cookie(mut answer: Response, session: &Session, secure: bool) -> Response {
    let secure = if secure { "; Secure" } else { "" };
    let cookie = format!("{SESSION_COOKIE}={}; Path=/; HttpOnly; SameSite=Lax{secure}", session.secret);
    answer.headers_mut().append(SET_COOKIE, cookie.parse().expect("a cookie of plain signs"));
    answer
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn nobody_is_sent_to_a_stranger_after_signing_in() {
        assert_eq!(own_path(Some("/my/cases?x=1")), "/my/cases?x=1");
        for stranger in ["https://evil.example", "//evil.example", "/\\evil.example", ""] {
            assert_eq!(own_path(Some(stranger)), "/", "{stranger}");
        }
    }
}
