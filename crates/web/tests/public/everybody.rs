//! Everybody who knocks at the doors of a town, and what the applicant among them has.

use crate::apply::{apply, begin};
use crate::browser::{Answer, Browser};
use crate::town::{Town, moment};
use app::NewAccount;
use axum::Router;
use axum::body::Body;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, LOCATION};
use axum::http::{HeaderMap, Method, Request};
use identity::{AccountCommand, AdministratorRole, Assurance, Owner, Posting, Role};
use kernel::{AccountId, Actor, Language, PersonId, Private, Timestamp};
use tower::ServiceExt;
use web::frame::Portal;

/// The department that decides the applicant's case, one beside it and the one above it.
const OWN: &str = "xiangzhou-civil-affairs";
const BESIDE: &str = "xiangzhou-urban-management";
const ABOVE: &str = "xiangzhou-government";

/// The staff: column of the matrix, post, department.
const STAFF: &[(&str, Role, &str)] = &[
    ("clerk", Role::Clerk, OWN),
    ("examiner", Role::Examiner, OWN),
    ("head", Role::Head, OWN),
    ("clerk-beside", Role::Clerk, BESIDE),
    ("examiner-beside", Role::Examiner, BESIDE),
    ("head-above", Role::Head, ABOVE),
    ("hall-manager", Role::HallManager, OWN),
    ("manager", Role::Manager, OWN),
];
const ADMINISTRATORS: &[(&str, AdministratorRole)] = &[
    ("administrator", AdministratorRole::System),
    ("security", AdministratorRole::Security),
    ("auditor", AdministratorRole::Audit),
];

/// Somebody at the doors, with what a browser or a program carries.
pub struct Visitor {
    /// The column of the matrix.
    pub name: &'static str,
    cookie: String,
    csrf: String,
    token: String,
}

/// What a form carries to show that it came from our own page.
#[derive(Clone, Copy, PartialEq)]
pub enum Proof {
    /// The token of the session.
    Token,
    /// A guess.
    Guess,
    /// The token, but the browser says that another site sent the form.
    OtherSite,
}

impl Visitor {
    fn of(name: &'static str, (secret, csrf): (String, String)) -> Visitor {
        Visitor { name, cookie: format!("yimen-session={secret}"), csrf, token: String::new() }
    }

    /// Whether a session of a browser stands behind it.
    pub fn has_session(&self) -> bool {
        !self.cookie.is_empty()
    }

    /// Looks behind a door.
    pub async fn look(&self, doors: &Router, path: &str) -> Answer {
        self.knock(doors, Request::builder().method(Method::GET).uri(path), String::new()).await
    }

    /// Sends an empty form, or an empty object where programs speak.
    pub async fn send(&self, doors: &Router, path: &str, with_files: bool, proof: Proof) -> Answer {
        let csrf = if proof == Proof::Guess { "guess" } else { &self.csrf };
        let site = if proof == Proof::OtherSite { "cross-site" } else { "same-origin" };
        let request = Request::builder().method(Method::POST).uri(path).header("sec-fetch-site", site);
        if path.starts_with("/api/") {
            let request = request.header(CONTENT_TYPE, "application/json").header("x-csrf-token", csrf);
            return self.knock(doors, request, "{}".into()).await;
        }
        if !with_files {
            let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
            return self.knock(doors, request, format!("csrf={csrf}")).await;
        }
        let token = "--edge\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n";
        let file =
            "\r\n--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7";
        let request = request.header(CONTENT_TYPE, "multipart/form-data; boundary=edge");
        self.knock(doors, request, format!("{token}{csrf}{file}\r\n--edge--\r\n")).await
    }

    async fn knock(&self, doors: &Router, request: axum::http::request::Builder, body: String) -> Answer {
        let mut request = request.body(Body::from(body)).expect("a request");
        for (name, value) in
            [(COOKIE, self.cookie.clone()), (AUTHORIZATION, format!("Bearer {}", self.token))]
        {
            let carried = if name == COOKIE { !self.cookie.is_empty() } else { !self.token.is_empty() };
            if carried {
                request.headers_mut().insert(name, value.parse().expect("a header"));
            }
        }
        let answer = doors.clone().oneshot(request).await.expect("the router answers");
        let (parts, body) = answer.into_parts();
        // What is new is told as long as somebody listens; nobody here does.
        let body = if header(&parts.headers, CONTENT_TYPE.as_str()).starts_with("text/event-stream") {
            String::new()
        } else {
            let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("a body");
            String::from_utf8_lossy(&bytes).into_owned()
        };
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> &'h str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Where an answer leads.
pub fn leads_to(answer: &Answer) -> &str {
    header(&answer.headers, LOCATION.as_str())
}

/// The doors of all portals.
pub fn all_doors(town: &Town) -> Router {
    web::portals::open(town.house(), &Portal::ALL)
}

/// Everybody, in the order of the columns: guest, applicant, another citizen, staff, administrators, a program.
pub fn everybody(town: &Town) -> Vec<Visitor> {
    let nobody = |name| Visitor { name, cookie: String::new(), csrf: String::new(), token: String::new() };
    let mut all = vec![
        nobody("guest"),
        Visitor::of("applicant", town.sign_in("anna")),
        Visitor::of("citizen", town.sign_in("bernd")),
    ];
    for (name, role, department) in STAFF {
        let account = open_account(town, name);
        let posting = Posting {
            post: (*name).into(),
            role: *role,
            department: (*department).into(),
            region: "440402".into(),
            window: None,
        };
        let give = AccountCommand::GivePost(posting);
        town.city.order_account(&Actor::system(), account, give, &moment()).expect("given");
        all.push(Visitor::of(name, session(town, account)));
    }
    for (name, role) in ADMINISTRATORS {
        let account = open_account(town, name);
        town.city.name_administrator(account, *role, &moment()).expect("named");
        all.push(Visitor::of(name, session(town, account)));
    }
    let program = NewAccount {
        login: "bureau".into(),
        owner: Owner::Program { name: "bureau".into() },
        password: None,
    };
    let program = town.city.open_account_as(&Actor::system(), &program, &moment()).expect("opened");
    let scopes = ["cases".to_owned()];
    let token = town.city.new_token(program, "matrix", &scopes, 1, Timestamp::now()).expect("a token");
    all.push(Visitor { token, ..nobody("program") });
    all
}

fn open_account(town: &Town, login: &str) -> AccountId {
    let name = Private::new(PersonId(moment().id()), "王一".to_owned());
    let owner = Owner::Staff { number: "1234".into(), name };
    let account = NewAccount { login: login.into(), owner, password: None };
    town.city.open_account_as(&Actor::system(), &account, &moment()).expect("opened")
}

fn session(town: &Town, account: AccountId) -> (String, String) {
    let opened = town.city.open_session(account, Assurance::Verified, Language::Chinese, &moment());
    let session = opened.expect("a session");
    (session.secret, session.csrf)
}

/// What she wrote about what cannot be got done.
pub const REASON: &str = "两个部门都说材料不归自己出";

/// What the applicant has: a case, a draft, a file in another draft, something she reported.
pub struct Hers {
    number: String,
    draft: String,
    file: String,
    difficulty: String,
    account: String,
}

impl Hers {
    /// Makes all of it through the pages.
    pub async fn make(town: &Town) -> Hers {
        let anna = Browser::of(town, "anna");
        let number = last(&apply(&anna).await);
        let draft = last(&begin(&anna).await);
        // A file of another matter's draft, which takes drawings.
        let other = anna.post("/apply/drainage-permit", &[("s-discharger", "food")]).await.to().to_owned();
        let path = format!("{other}/files/drawings");
        let taken = anna.upload(&path, &anna.csrf, "plan.pdf", &testbed::small_pdf("the plan")).await;
        let told: serde_json::Value = serde_json::from_str(&taken.body).expect("details of the file");
        let file = last(told["href"].as_str().expect("an address"));
        let reported = anna.post("/difficulty", &[("reason", REASON), ("case", &number)]).await;
        let difficulty = last(reported.to());
        let account = town.city.account_by_login("anna").expect("read").expect("it is open").to_string();
        Hers { number, draft, file, difficulty, account }
    }

    /// The route with the ids of what is hers.
    pub fn fill(&self, route: &str) -> String {
        let begins = |prefix: &str| route.starts_with(prefix);
        let id = match route {
            _ if begins("/apply/draft/") => &self.draft,
            _ if begins("/files/") => &self.file,
            _ if begins("/desk/difficulties/") => &self.difficulty,
            _ if begins("/admin/accounts/") => &self.account,
            _ if begins("/halls/") => "general",
            _ if begins("/admin/outbox/") => "1",
            // Nothing of this kind is hers; a stranger must not tell that from something that is.
            _ => "00000000-0000-7000-8000-000000000000",
        };
        let is_difficulty = begins("/my/difficulties/") || begins("/api/v1/difficulties/");
        let number = if is_difficulty { self.difficulty.as_str() } else { self.number.as_str() };
        let step = match route {
            _ if is_difficulty => "measure",
            _ if route.contains("/rating/") => "contact",
            _ => "withdraw",
        };
        let code = if begins("/verify/") { "0000-0000-0000" } else { "old-age-allowance" };
        let known = [
            ("{number}", number),
            ("{blob}", self.file.as_str()),
            ("{step}", step),
            ("{draft}", self.draft.as_str()),
            ("{material}", "identity"),
            ("{matter}", "old-age-allowance"),
            ("{code}", code),
            ("{position}", "1"),
            ("{occasion}", "received"),
            ("{short}", "nothing"),
            ("{secret}", "nothing"),
            ("{provider}", "nobody"),
            ("{id}", id),
        ];
        known.iter().fold(route.to_owned(), |path, (place, value)| path.replace(place, value))
    }
}

fn last(path: &str) -> String {
    path.rsplit('/').next().unwrap_or_default().split('?').next().unwrap_or_default().to_owned()
}
