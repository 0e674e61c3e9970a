//! What every handler needs: the city, who asks, the frame of the page and the moment, read once at the door.

use crate::doorplate::Doorplate;
use crate::frame::{NavItem, PageFrame, Portal, SignedIn, cookie};
use crate::problem::{Problem, SeenFrame};
use app::{Caller, City, Greeting, OpenSession, OwedLines};
use axum::extract::{FromRef, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use kernel::{Language, Moment, Timestamp};
use std::sync::Arc;

/// The cookie of a session; `__Host-` where the address is https.
pub const SESSION_COOKIE: &str = "yimen-session";

/// What the portals stand on: the running city and its sign.
#[derive(Clone)]
pub struct House {
    /// The city.
    pub city: City,
    /// Its sign.
    pub doorplate: Arc<Doorplate>,
}

impl FromRef<House> for City {
    fn from_ref(house: &House) -> City {
        house.city.clone()
    }
}

/// The action that a route declared; a route without one answers with a fault.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RouteAction(pub app::Action);

/// What a handler works with.
pub struct Desk {
    /// The city.
    pub city: City,
    /// Who asks.
    pub caller: Caller,
    /// The frame of the page.
    pub frame: PageFrame,
    /// The secret of the session, if there is one.
    pub session: Option<String>,
    /// Whether identity was proved recently enough to sign.
    pub fresh: bool,
    /// Time and chance.
    pub moment: Moment,
}

/// The token that a form of this session must carry, left in the request for whoever reads its body.
#[derive(Clone)]
pub(crate) struct ExpectedToken(pub Option<String>);

impl Desk {
    /// Asks the city something that may block, on the pool for that.
    ///
    /// # Errors
    /// Why the city could not do it.
    pub async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&City, &Caller, &Moment) -> Result<T, app::Problem> + Send + 'static,
    ) -> Result<T, app::Problem> {
        let owed = OwedLines::default();
        let (city, caller, moment) = (self.city.owing(&owed), self.caller.clone(), self.moment.clone());
        let asked = tokio::task::spawn_blocking(move || question(&city, &caller, &moment));
        let answer =
            asked.await.unwrap_or_else(|panic| Err(app::Problem::fault("answering a request", panic)));
        self.write(owed).await?;
        answer
    }

    /// As [`Desk::ask`], for what only reads and takes well under a millisecond: it is read on the spot where the
    /// store lies inside this process, because waking another thread would cost more than the reading.
    ///
    /// # Errors
    /// Why the city could not do it.
    pub async fn look<T: Send + 'static>(
        &self,
        question: impl FnOnce(&City, &Caller, &Moment) -> Result<T, app::Problem> + Send + 'static,
    ) -> Result<T, app::Problem> {
        if !self.city.ledger().reads_at_once() {
            return self.ask(question).await;
        }
        let owed = OwedLines::default();
        let answer = question(&self.city.owing(&owed), &self.caller, &self.moment);
        self.write(owed).await?;
        answer
    }

    /// Waits until the lines of the read log are on disk; whatever the answer is, it does not go out before.
    async fn write(&self, owed: OwedLines) -> Result<(), app::Problem> {
        let (tell, told) = tokio::sync::oneshot::channel();
        // Nobody hears it when the client has gone; the lines stand all the same.
        if !self.city.write_lines(&owed, |done| drop(tell.send(done))) {
            return Ok(());
        }
        told.await.unwrap_or_else(|gone| Err(app::Problem::fault("logging a reading", gone)))
    }

    /// The time of the request.
    pub fn now(&self) -> Timestamp {
        self.moment.now
    }

    /// The language of the page.
    pub fn language(&self) -> Language {
        self.frame.t.language()
    }

    /// Needs somebody signed in.
    ///
    /// # Errors
    /// [`Problem::SignInFirst`].
    pub fn signed_in(&self) -> Result<(), Problem> {
        if self.caller.account.is_some() { Ok(()) } else { Err(Problem::SignInFirst) }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Desk
where
    House: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let House { city, doorplate } = House::from_ref(state);
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let mut frame = PageFrame::of_request(doorplate, &path, &parts.headers);
        let moment = moment()?;
        let seen = parts.extensions.get::<SeenFrame>().cloned().unwrap_or_default();
        if let Some(token) = bearer(&frame, &parts.headers) {
            let caller = token_caller(&city, token.to_owned(), moment.now).await?;
            require_declared(parts, &caller, frame.portal)?;
            // No browser sends a token of its own accord, so a forged form is no danger.
            parts.extensions.insert(ExpectedToken(None));
            return Ok(Desk { city, caller, frame, session: None, fresh: false, moment });
        }
        let secret = cookie(&parts.headers, SESSION_COOKIE).map(str::to_owned);
        let found = match &secret {
            Some(secret) => find(&city, secret.clone(), moment.now).await?,
            None => None,
        };
        let (caller, fresh) = match &found {
            Some((open, greeting, unread)) => {
                frame.csrf.clone_from(&open.csrf);
                let Greeting { name, acting_for } = greeting.clone();
                let is_staff = !open.caller.postings.is_empty() || open.caller.administrator.is_some();
                let name = if is_staff { frame.t.with("staff-number", &[("number", &name)]) } else { name };
                frame.signed_in = Some(SignedIn { name, acting_as: acting_for, unread: *unread });
                frame.nav.retain(|item| item.is_open_to(&open.caller));
                frame.doors = NavItem::doors_of(&open.caller);
                // Refusals name materials and steps in the language of the page.
                let caller = Caller { language: frame.t.language(), ..open.caller.clone() };
                (caller, open.is_fresh(moment.now))
            }
            None => (Caller::guest(frame.t.language()), false),
        };
        // What goes wrong from here on is told to this caller; the frame is seen once.
        let _ = seen.0.set(frame.clone());
        require_declared(parts, &caller, frame.portal)?;
        let expected = found.as_ref().map(|(open, ..)| open.csrf.clone());
        parts.extensions.insert(ExpectedToken(expected));
        let session = found.is_some().then_some(secret).flatten();
        Ok(Desk { city, caller, frame, session, fresh, moment })
    }
}

/// The caller may do what the route declares; the desk is for staff, whatever else somebody may read: its page of a
/// case shows what an office thinks before it decides.
fn require_declared(parts: &Parts, caller: &Caller, portal: Portal) -> Result<(), Problem> {
    let Some(RouteAction(action)) = parts.extensions.get::<RouteAction>().copied() else {
        return Err(Problem::fault("opening a route", "the route declares no action"));
    };
    caller.require(action)?;
    if portal == Portal::Desk && caller.postings.is_empty() { Err(Problem::Forbidden) } else { Ok(()) }
}

/// The token of a program (RFC 6750); only the programs' interface takes one.
fn bearer<'h>(frame: &PageFrame, headers: &'h HeaderMap) -> Option<&'h str> {
    let sent =
        headers.get(AUTHORIZATION).filter(|_| frame.portal == Portal::Api)?.to_str().unwrap_or_default();
    let (scheme, token) = sent.split_once(' ').unwrap_or((sent, ""));
    Some(if scheme.eq_ignore_ascii_case("bearer") { token.trim() } else { "" })
}

async fn token_caller(city: &City, token: String, now: Timestamp) -> Result<Caller, Problem> {
    let found = at_the_door(city, move |city| city.caller_of_token(&token, now)).await?;
    found.ok_or(Problem::SignInFirst)
}

async fn find(
    city: &City,
    secret: String,
    now: Timestamp,
) -> Result<Option<(OpenSession, Greeting, u32)>, Problem> {
    let found = at_the_door(city, move |city| {
        let Some(open) = city.find_session(&secret, now)? else { return Ok(None) };
        let greeting = city.greeting(&open.caller)?;
        let unread = city.unread(&open.caller)?;
        Ok(Some((open, greeting, unread)))
    });
    found.await
}

/// Asks who is there: on the spot where the store lies inside this process.
async fn at_the_door<T: Send + 'static>(
    city: &City,
    question: impl FnOnce(&City) -> Result<T, app::Problem> + Send + 'static,
) -> Result<T, Problem> {
    if city.ledger().reads_at_once() {
        return Ok(question(city)?);
    }
    let city = city.clone();
    let found = tokio::task::spawn_blocking(move || question(&city)).await;
    Ok(found.map_err(|panic| Problem::fault("looking who is there", panic))??)
}

fn moment() -> Result<Moment, Problem> {
    let seed = getrandom::u64().map_err(|cause| Problem::fault("drawing chance", cause.to_string()))?;
    Ok(Moment::new(Timestamp::now(), seed))
}

impl From<app::Problem> for Problem {
    fn from(problem: app::Problem) -> Self {
        match problem {
            app::Problem::Refused(refusal) => Problem::Refused(refusal),
            app::Problem::LoginNeeded | app::Problem::StepUpNeeded => Problem::SignInFirst,
            app::Problem::Forbidden(_) => Problem::Forbidden,
            app::Problem::NotFound(_) => Problem::NotFound,
            app::Problem::Stale | app::Problem::Busy | app::Problem::InFlight => Problem::Stale,
            app::Problem::Fields(_) | app::Problem::KeyReused => Problem::Malformed,
            app::Problem::Repeated(_) => Problem::Stale,
            app::Problem::Full => Problem::Full,
            app::Problem::Unavailable(what) => Problem::fault("using a part that is not there", what),
            app::Problem::Fault { doing, cause } => Problem::fault(doing, cause),
        }
    }
}
