//! `/register`: a citizen opens an account; known as far as she says, until somebody checks.

use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::apply::fields;
use crate::pages::sign_in::with_cookie;
use crate::parts::{Choice, ErrorSummary, Field, Width};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::Text;
use app::{Assurance, FieldProblem, NewPerson, Registration};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use identity::{Contact, PaperKind};

/// The papers that a citizen can name, with their words.
const PAPERS: [(&str, PaperKind, &str); 6] = [
    ("citizen_card", PaperKind::CitizenCard, "kind-citizen-card"),
    ("neighbour_residence_permit", PaperKind::NeighbourResidencePermit, "kind-neighbour-permit"),
    ("home_return_permit", PaperKind::HomeReturnPermit, "kind-home-return"),
    ("taiwan_travel_permit", PaperKind::TaiwanTravelPermit, "kind-taiwan"),
    ("foreign_permanent_card", PaperKind::ForeignPermanentCard, "kind-foreign-card"),
    ("passport", PaperKind::Passport, "kind-passport"),
];

/// The form of registration with what was typed; never the password.
pub struct Register {
    typed: Sent,
    wrong: Vec<FieldProblem>,
    refused: Option<String>,
}

page!(Register in "register.html");

impl Register {
    fn fields(&self, t: Text) -> Vec<Field> {
        let error = |name: &str| {
            let problem = self.wrong.iter().find(|problem| problem.field == name);
            problem.map(|problem| fields::said(t, problem))
        };
        let line =
            |name: &str, key: &str| Field::line(t, name, t.msg(key), self.typed.one(name)).error(error(name));
        let paper = |(value, _, key): (&str, PaperKind, &str)| {
            Choice::of(value, t.msg(key)).chosen(self.typed.one("paper") == value)
        };
        vec![
            line("login", "register-login")
                .hint(t.msg("register-login-hint"))
                .kind("text", "username")
                .error(error("login").or_else(|| self.refused.clone())),
            Field::line(t, "password", t.msg("sign-in-password"), "")
                .hint(t.msg("register-password-hint"))
                .kind("password", "new-password")
                .error(error("password")),
            line("name", "register-name").kind("text", "name"),
            Field::select(t, "paper", t.msg("register-paper"), PAPERS.map(paper).into())
                .error(error("paper")),
            line("number", "register-number").width(Width::Signs(20)),
            line("telephone", "register-telephone").kind("tel", "tel").width(Width::Signs(20)),
            line("mail", "apply-mail").kind("email", "email").optional(),
        ]
    }

    fn summary(&self, t: Text) -> ErrorSummary {
        ErrorSummary::of(t, &self.fields(t))
    }
}

impl Page for Register {
    const PATH: &'static str = "/register";

    fn title(&self, t: Text) -> String {
        t.msg("register-title").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let typed = Sent(
            [("login".to_owned(), vec!["anna".to_owned()]), ("name".to_owned(), vec!["陈安娜".to_owned()])]
                .into(),
        );
        let wrong = vec![
            FieldProblem::new("number", "refusal-citizen-number-check"),
            FieldProblem::new("telephone", "refusal-telephone"),
        ];
        let taken = t.refusal(&identity::AccountRefusal::OpenedBefore).said;
        let page = |typed, wrong, refused| Register { typed, wrong, refused };
        vec![
            Sample::of("empty", page(Sent::default(), Vec::new(), None)),
            Sample::of("with-errors", page(typed.clone(), wrong, None)),
            Sample::of("taken", page(typed, Vec::new(), Some(taken))),
        ]
    }
}

/// `GET /register`.
pub async fn show(desk: Desk) -> Response {
    Register { typed: Sent::default(), wrong: Vec::new(), refused: None }.answer(&desk.frame)
}

/// `POST /register`: opens the account and signs in.
///
/// # Errors
/// A fault of the storage.
pub async fn open(desk: Desk, sent: Sent) -> Result<Response, Problem> {
    let paper = PAPERS.iter().find(|(value, ..)| *value == sent.one("paper"));
    let contact = Contact { telephone: sent.some("telephone"), mail: sent.some("mail"), address: None };
    let person = NewPerson {
        name: sent.one("name").to_owned(),
        paper: paper.map_or(PaperKind::CitizenCard, |(_, kind, _)| *kind),
        number: sent.one("number").to_owned(),
        contact,
        assurance: Assurance::Declared,
    };
    let registration = Registration {
        login: sent.one("login").trim().to_owned(),
        password: sent.one("password").to_owned(),
        person,
    };
    let language = desk.language();
    let opened =
        desk.ask(move |city, _, moment| city.register_citizen(&registration, language, moment)).await;
    let (wrong, refused) = match opened {
        Ok(session) => {
            return Ok(with_cookie(
                Redirect::to("/my").into_response(),
                &session,
                desk.frame.doorplate.secure,
            ));
        }
        Err(app::Problem::Fields(wrong)) => (wrong, None),
        Err(app::Problem::Refused(refusal)) => {
            (Vec::new(), Some(desk.frame.t.refusal(refusal.as_ref()).in_full()))
        }
        Err(other) => return Err(other.into()),
    };
    let page = Register { typed: sent, wrong, refused };
    Ok(page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame))
}
