//! `/sign-in/code`: a one-time code in place of the password. The answer never tells whether there is such an account.

use super::{own_path, with_cookie};
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::parts::{ErrorSummary, Field, Width};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::Text;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

/// Asking for a code, then entering it.
pub struct CodeLogin {
    login: String,
    next: String,
    is_sent: bool,
    error: Option<String>,
}

page!(CodeLogin in "sign-in-code.html");

impl CodeLogin {
    fn fields(&self, t: Text) -> Vec<Field> {
        let login = Field::line(t, "name", t.msg("code-login"), self.login.clone()).kind("text", "username");
        if !self.is_sent {
            return vec![login];
        }
        let code = Field::line(t, "code", t.msg("code-enter"), "").kind("text", "one-time-code").digits();
        vec![login, code.width(Width::Signs(10)).error(self.error.clone())]
    }

    fn summary(&self, t: Text) -> ErrorSummary {
        ErrorSummary::of(t, &self.fields(t))
    }
}

impl Page for CodeLogin {
    const PATH: &'static str = "/sign-in/code";

    fn title(&self, t: Text) -> String {
        t.msg("code-title").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let page = |is_sent, error| CodeLogin { login: "anna".into(), next: "/".into(), is_sent, error };
        let wrong = t.refusal(&app::LoginRefusal::Code).said;
        vec![
            Sample::of("empty", page(false, None)),
            Sample::of("sent", page(true, None)),
            Sample::of("with-errors", page(true, Some(wrong))),
        ]
    }
}

/// `GET /sign-in/code`.
pub async fn show(desk: Desk, Query(query): Query<super::Next>) -> Response {
    let next = own_path(query.next.as_deref());
    CodeLogin { login: String::new(), next, is_sent: false, error: None }.answer(&desk.frame)
}

/// `POST /sign-in/code`: sends a code, or signs in with it.
///
/// # Errors
/// A fault of the storage.
pub async fn enter(desk: Desk, sent: Sent) -> Result<Response, Problem> {
    let (login, code) = (sent.one("name").trim().to_owned(), sent.one("code").trim().to_owned());
    let next = own_path(Some(sent.one("next")));
    let typed = login.clone();
    if code.is_empty() {
        desk.ask(move |city, _, moment| city.send_login_code(&typed, moment)).await?;
        return Ok(CodeLogin { login, next, is_sent: true, error: None }.answer(&desk.frame));
    }
    let language = desk.language();
    match desk.ask(move |city, _, moment| city.login_with_code(&typed, &code, language, moment)).await {
        Ok(session) => {
            Ok(with_cookie(Redirect::to(&next).into_response(), &session, desk.frame.doorplate.secure))
        }
        Err(app::Problem::Refused(refusal)) => {
            let error = Some(desk.frame.t.refusal(refusal.as_ref()).said);
            let page = CodeLogin { login, next, is_sent: true, error };
            Ok(page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame))
        }
        Err(other) => Err(other.into()),
    }
}
