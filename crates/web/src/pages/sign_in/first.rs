//! `/sign-in/first/{secret}`: an administrator of a new city opens her account by the link that the start printed.

use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::apply::fields;
use crate::pages::sign_in::with_cookie;
use crate::parts::{ErrorSummary, Field, Width};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::Text;
use app::{FieldProblem, FirstLinkRefusal, FirstSignIn};
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, REFERRER_POLICY};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use identity::AdministratorRole;

/// The form of the first sign-in with what was typed; never the password.
pub struct First {
    /// Which administrator; none when the link opens nothing.
    role: Option<AdministratorRole>,
    secret: String,
    typed: Sent,
    wrong: Vec<FieldProblem>,
    refused: Option<String>,
}

page!(First in "sign-in-first.html");

impl First {
    fn new(role: AdministratorRole, secret: &str) -> Self {
        let (typed, wrong) = (Sent::default(), Vec::new());
        First { role: Some(role), secret: secret.to_owned(), typed, wrong, refused: None }
    }

    fn spent(t: Text) -> Self {
        let told = t.refusal(&FirstLinkRefusal::Spent);
        let refused = told.next.map_or(told.said.clone(), |next| format!("{} {next}", told.said));
        let (typed, wrong) = (Sent::default(), Vec::new());
        First { role: None, secret: String::new(), typed, wrong, refused: Some(refused) }
    }

    fn role_said(&self, t: Text) -> String {
        let key = match self.role {
            Some(AdministratorRole::System) => "first-role-system",
            Some(AdministratorRole::Security) => "first-role-security",
            Some(AdministratorRole::Audit) => "first-role-audit",
            None => "first-title",
        };
        t.msg(key).into_owned()
    }

    fn fields(&self, t: Text) -> Vec<Field> {
        let error = |name: &str| {
            let problem = self.wrong.iter().find(|problem| problem.field == name);
            problem.map(|problem| fields::said(t, problem))
        };
        let line =
            |name: &str, key: &str| Field::line(t, name, t.msg(key), self.typed.one(name)).error(error(name));
        let secret = |name: &str, key: &str| {
            Field::line(t, name, t.msg(key), "").kind("password", "new-password").error(error(name))
        };
        vec![
            line("name", "first-name").kind("text", "name"),
            line("number", "first-number").width(Width::Signs(20)),
            line("login", "first-login").kind("text", "username").error(self.refused.clone()),
            secret("password", "first-password").hint(t.msg("register-password-hint")),
            secret("again", "first-again"),
        ]
    }

    fn summary(&self, t: Text) -> ErrorSummary {
        ErrorSummary::of(t, &self.fields(t))
    }

    fn closed(self, desk: &Desk, status: StatusCode) -> Response {
        let mut answer = self.answer_with(status, &desk.frame);
        // The address is a secret: no cache keeps the page, no other site learns where it was.
        answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        answer.headers_mut().insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        answer
    }
}

impl Page for First {
    const PATH: &'static str = "/sign-in/first/{secret}";

    fn title(&self, t: Text) -> String {
        self.role_said(t)
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let wrong =
            vec![FieldProblem::new("name", "field-missing"), FieldProblem::new("again", "first-differ")];
        let mistaken = First { wrong, ..First::new(AdministratorRole::Security, "secret") };
        vec![
            Sample::of("empty", First::new(AdministratorRole::System, "secret")),
            Sample::of("with-errors", mistaken),
            Sample::of("audit", First::new(AdministratorRole::Audit, "secret")),
            Sample::of("spent", First::spent(t)),
        ]
    }
}

/// `GET /sign-in/first/{secret}`.
///
/// # Errors
/// A fault of the storage.
pub async fn show(desk: Desk, Path(secret): Path<String>) -> Result<Response, Problem> {
    let asked = secret.clone();
    match desk.ask(move |city, _, moment| city.first_link(&asked, moment.now)).await {
        Ok(role) => Ok(First::new(role, &secret).closed(&desk, StatusCode::OK)),
        Err(app::Problem::Refused(_)) => Ok(First::spent(desk.frame.t).closed(&desk, StatusCode::GONE)),
        Err(other) => Err(other.into()),
    }
}

/// `POST /sign-in/first/{secret}`: opens the account, spends the link and signs in.
///
/// # Errors
/// A fault of the storage.
pub async fn open(desk: Desk, Path(secret): Path<String>, sent: Sent) -> Result<Response, Problem> {
    let asked = secret.clone();
    let role = match desk.ask(move |city, _, moment| city.first_link(&asked, moment.now)).await {
        Ok(role) => role,
        Err(app::Problem::Refused(_)) => {
            return Ok(First::spent(desk.frame.t).closed(&desk, StatusCode::GONE));
        }
        Err(other) => return Err(other.into()),
    };
    let mut page = First { typed: sent.clone(), ..First::new(role, &secret) };
    if sent.one("password") != sent.one("again") {
        page.wrong = vec![FieldProblem::new("again", "first-differ")];
        return Ok(page.closed(&desk, StatusCode::UNPROCESSABLE_ENTITY));
    }
    let new = FirstSignIn {
        login: sent.one("login").trim().to_owned(),
        password: sent.one("password").to_owned(),
        number: sent.one("number").to_owned(),
        name: sent.one("name").to_owned(),
    };
    let language = desk.language();
    let taken = desk.ask(move |city, _, moment| city.take_first_link(&secret, &new, language, moment)).await;
    match taken {
        Ok(session) => {
            let answer = Redirect::to("/admin").into_response();
            return Ok(with_cookie(answer, &session, desk.frame.doorplate.secure));
        }
        Err(app::Problem::Fields(wrong)) => page.wrong = wrong,
        Err(app::Problem::Refused(refusal)) => {
            let told = desk.frame.t.refusal(refusal.as_ref());
            let said = told.next.map_or(told.said.clone(), |next| format!("{} {next}", told.said));
            page.refused = Some(said);
        }
        Err(other) => return Err(other.into()),
    }
    Ok(page.closed(&desk, StatusCode::UNPROCESSABLE_ENTITY))
}
