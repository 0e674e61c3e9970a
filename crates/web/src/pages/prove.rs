//! `/prove`: proving oneself again before signing, by password or by a one-time code (step-up).

use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::parts::{ErrorSummary, Field, Width};
use crate::preferences::own_path;
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::Text;
use app::Proof;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

/// The form for proving oneself again.
pub struct Prove {
    next: String,
    by_code: bool,
    error: Option<String>,
}

page!(Prove in "prove.html");

impl Prove {
    fn field(&self, t: Text) -> Field {
        let field = if self.by_code {
            Field::line(t, "code", t.msg("prove-code"), "")
                .digits()
                .kind("text", "one-time-code")
                .width(Width::Signs(10))
        } else {
            Field::line(t, "password", t.msg("sign-in-password"), "").kind("password", "current-password")
        };
        field.error(self.error.clone())
    }

    fn summary(&self, t: Text) -> ErrorSummary {
        ErrorSummary::of(t, [&self.field(t)])
    }
}

impl Page for Prove {
    const PATH: &'static str = "/prove";

    fn title(&self, t: Text) -> String {
        t.msg("prove-title").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let page = |by_code, error| Prove { next: "/my".into(), by_code, error };
        let wrong = t.refusal(&app::LoginRefusal::Wrong).said;
        vec![
            Sample::of("password", page(false, None)),
            Sample::of("code", page(true, None)),
            Sample::of("with-errors", page(false, Some(wrong))),
        ]
    }
}

/// Where to go afterwards, and how the proof is given.
#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    next: String,
    by: Option<String>,
}

/// `GET /prove`.
///
/// # Errors
/// [`Problem::SignInFirst`] without a session.
pub async fn show(desk: Desk, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    desk.signed_in()?;
    let next = own_path(&wanted.next).to_owned();
    Ok(Prove { next, by_code: wanted.by.as_deref() == Some("code"), error: None }.answer(&desk.frame))
}

/// `POST /prove`: by the password, by a code, or asking for a code.
///
/// # Errors
/// [`Problem::SignInFirst`] without a session.
pub async fn prove(desk: Desk, sent: Sent) -> Result<Response, Problem> {
    let session = desk.session.clone().ok_or(Problem::SignInFirst)?;
    let next = own_path(sent.one("next")).to_owned();
    if sent.ticked("send") {
        let asked = desk.ask(move |city, _, moment| city.send_proof_code(&session, moment)).await;
        return answer(&desk, asked, next, true, true);
    }
    let by_code = !sent.one("code").is_empty();
    let proof = match by_code {
        true => Proof::Code(sent.one("code").to_owned()),
        false => Proof::Password(sent.one("password").to_owned()),
    };
    let proved = desk.ask(move |city, _, moment| city.prove_again(&session, &proof, moment)).await;
    answer(&desk, proved, next, by_code, false)
}

fn answer(
    desk: &Desk,
    done: Result<(), app::Problem>,
    next: String,
    by_code: bool,
    asked: bool,
) -> Result<Response, Problem> {
    match done {
        Ok(()) if asked => Ok(Prove { next, by_code: true, error: None }.answer(&desk.frame)),
        Ok(()) => Ok(Redirect::to(&next).into_response()),
        Err(app::Problem::Refused(refusal)) => {
            let error = Some(desk.frame.t.refusal(refusal.as_ref()).said);
            Ok(Prove { next, by_code, error }.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame))
        }
        Err(other) => Err(other.into()),
    }
}
