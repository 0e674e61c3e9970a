//! `/passkeys`: the passkeys (通行密钥) of a member of staff; they stand in for name and password.

use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::parts::{ErrorSummary, Field, Width};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::Text;
use app::Passkey;
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde_json::{Value, json};

/// The own passkeys, and the way to one more.
pub struct Passkeys {
    /// Whether this address can have passkeys.
    can: bool,
    /// Whether identity was proved just now, as making and removing needs.
    fresh: bool,
    /// The passkeys, as lines.
    lines: Vec<Line>,
    /// What the new one is called.
    name: String,
    /// What is wrong.
    error: Option<String>,
}

/// A passkey as a line.
struct Line {
    id: String,
    name: String,
    said: String,
}

page!(Passkeys in "passkeys.html");

impl Passkeys {
    fn field(&self, t: Text) -> Field {
        Field::line(t, "name", t.msg("passkey-name"), self.name.clone())
            .hint(t.msg("passkey-name-hint"))
            .width(Width::Signs(20))
            .error(self.error.clone())
    }

    fn summary(&self, t: Text) -> ErrorSummary {
        ErrorSummary::of(t, [&self.field(t)])
    }
}

impl Page for Passkeys {
    const PATH: &'static str = "/passkeys";

    fn title(&self, t: Text) -> String {
        t.msg("passkey-title").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let page =
            |error, lines| Passkeys { can: true, fresh: true, lines, name: "办公电脑".into(), error };
        let line =
            Line { id: "sample".into(), name: "办公电脑".into(), said: t.msg("passkey-unused").into() };
        let wrong = t.refusal(&app::PasskeyRefusal::Expired).in_full();
        vec![
            Sample::of("empty", page(None, Vec::new())),
            Sample::of("full", page(None, vec![line])),
            Sample::of("with-errors", page(Some(wrong), Vec::new())),
            Sample::of("stale", Passkeys { fresh: false, ..page(None, Vec::new()) }),
            Sample::of("no-host", Passkeys { can: false, ..page(None, Vec::new()) }),
        ]
    }
}

/// `GET /passkeys`.
///
/// # Errors
/// [`Problem::Forbidden`] for whoever is no member of staff.
pub async fn show(desk: Desk) -> Result<Response, Problem> {
    Ok(page_of(&desk, String::new(), None).await?.answer(&desk.frame))
}

async fn page_of(desk: &Desk, name: String, error: Option<String>) -> Result<Passkeys, Problem> {
    let t = desk.frame.t;
    let own = desk.ask(|city, caller, _| city.own_passkeys(caller)).await?;
    let lines = own.into_iter().map(|passkey| line(t, passkey)).collect();
    Ok(Passkeys { can: desk.city.has_passkeys(), fresh: desk.fresh, lines, name, error })
}

fn line(t: Text, passkey: Passkey) -> Line {
    let since = passkey.since.map(|at| t.day_of(at)).unwrap_or_default();
    let used = match passkey.used {
        Some(at) => t.with("passkey-used", &[("at", &t.moment(at))]),
        None => t.msg("passkey-unused").into_owned(),
    };
    let said = t.with("passkey-since", &[("day", &since), ("used", &used)]);
    Line { id: passkey.id, name: passkey.name, said }
}

/// `POST /passkeys/ask`: what the browser hands to the device, as JSON `{ticket, asks}`.
///
/// # Errors
/// [`Problem::SignInFirst`] without a fresh proof, or a refusal.
pub async fn ask(desk: Desk, _sent: Sent) -> Result<Json<Value>, Problem> {
    let session = desk.session.clone().ok_or(Problem::SignInFirst)?;
    let question = desk.ask(move |city, _, moment| city.ask_new_passkey(&session, moment)).await?;
    Ok(Json(json!({ "ticket": question.ticket, "asks": question.asks })))
}

/// `POST /passkeys`: keeps what the device has made.
///
/// # Errors
/// [`Problem::SignInFirst`] without a fresh proof; refusals are shown on the page.
pub async fn add(desk: Desk, sent: Sent) -> Result<Response, Problem> {
    let session = desk.session.clone().ok_or(Problem::SignInFirst)?;
    let (name, ticket) = (sent.one("name").to_owned(), sent.one("ticket").to_owned());
    let typed = name.clone();
    let answered = answer_of(&sent);
    let done = desk
        .ask(move |city, _, moment| city.add_passkey(&session, &name, (&ticket, &answered), moment))
        .await;
    shown(&desk, done, typed).await
}

/// `POST /passkeys/remove`: takes one away.
///
/// # Errors
/// As [`add`].
pub async fn remove(desk: Desk, sent: Sent) -> Result<Response, Problem> {
    let session = desk.session.clone().ok_or(Problem::SignInFirst)?;
    let id = sent.one("id").to_owned();
    let done = desk.ask(move |city, _, moment| city.remove_passkey(&session, &id, moment)).await;
    shown(&desk, done, String::new()).await
}

/// What the browser brings back from the device; nothing readable where there is no script.
pub(super) fn answer_of(sent: &Sent) -> Value {
    serde_json::from_str(sent.one("answer")).unwrap_or_default()
}

async fn shown(desk: &Desk, done: Result<(), app::Problem>, name: String) -> Result<Response, Problem> {
    match done {
        Ok(()) => Ok(Redirect::to("/passkeys").into_response()),
        Err(app::Problem::StepUpNeeded) => Ok(Redirect::to("/prove?next=/passkeys").into_response()),
        Err(app::Problem::Refused(refusal)) => {
            let error = desk.frame.t.refusal(refusal.as_ref()).in_full();
            let page = page_of(desk, name, Some(error)).await?;
            Ok(page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame))
        }
        Err(other) => Err(other.into()),
    }
}
