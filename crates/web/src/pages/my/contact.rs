//! `/my/contact`: how one is reached, in which language, whether papers may be served electronically, for whom one acts.

use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::apply::fields;
use crate::parts::{Choice, ErrorSummary, Field, Tabs, Width};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::Text;
use app::{ActingFor, FieldProblem};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use identity::{Contact, Person};
use kernel::{Language, PersonId};

/// Contact, language, consent, and for whom one acts.
pub struct ContactPage {
    fields: Vec<Field>,
    acting: Option<Field>,
}

page!(ContactPage in "my/contact.html");

/// What the page is filled with.
struct Filled {
    contact: Contact,
    language: Language,
    electronic: bool,
}

impl ContactPage {
    fn of(t: Text, filled: &Filled, acting: Option<Field>, wrong: &[FieldProblem]) -> ContactPage {
        let error = |name: &str| {
            wrong.iter().find(|problem| problem.field == name).map(|problem| fields::said(t, problem))
        };
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let telephone =
            Field::line(t, "telephone", t.msg("apply-telephone"), text(&filled.contact.telephone));
        let mail = Field::line(t, "mail", t.msg("apply-mail"), text(&filled.contact.mail))
            .kind("email", "email")
            .optional();
        let address = Field::line(t, "address", t.msg("contact-address"), text(&filled.contact.address))
            .kind("text", "street-address")
            .optional();
        let language = |language: Language, key: &str| {
            Choice::of(language.tag(), t.msg(key)).chosen(filled.language == language)
        };
        let languages = vec![
            language(Language::Chinese, "contact-chinese"),
            language(Language::English, "contact-english"),
        ];
        let agreed = vec![Choice::of("yes", t.msg("apply-electronic-agree")).chosen(filled.electronic)];
        ContactPage {
            fields: vec![
                telephone.kind("tel", "tel").width(Width::Signs(20)).error(error("telephone")),
                mail.error(error("mail")),
                address,
                Field::radios(t, "language", t.msg("contact-language"), languages).inline(),
                Field::checkboxes(t, "electronic", t.msg("apply-electronic"), agreed)
                    .hint(t.msg("contact-electronic-hint")),
            ],
            acting,
        }
    }

    fn summary(&self, t: Text) -> ErrorSummary {
        ErrorSummary::of(t, &self.fields)
    }

    fn tabs(&self, t: Text) -> Tabs {
        super::tabs(t, "/my/contact")
    }
}

/// For whom one may act; none where there is nobody else.
fn acting(t: Text, mandates: &[ActingFor], now: Option<PersonId>) -> Option<Field> {
    if mandates.is_empty() {
        return None;
    }
    let own = Choice::of("", t.msg("contact-myself")).chosen(now.is_none());
    let choice = |mandate: &ActingFor| {
        let choice = Choice::of(mandate.principal.to_string(), mandate.name.clone())
            .chosen(now == Some(mandate.principal));
        let until = mandate.until.map(|until| t.day_of(until));
        match until {
            Some(date) => {
                choice.hint(t.with("contact-until", &[("kind", &kind(t, &mandate.kind)), ("date", &date)]))
            }
            None => choice.hint(kind(t, &mandate.kind)),
        }
    };
    let choices = std::iter::once(own).chain(mandates.iter().map(choice)).collect();
    Some(Field::radios(t, "to", t.msg("contact-acting"), choices))
}

fn kind(t: Text, word: &str) -> String {
    let key = match word {
        "legal-representative" => "mandate-legal-representative",
        "enterprise-agent" => "mandate-enterprise-agent",
        "family" => "mandate-family",
        "guardian" => "mandate-guardian",
        _ => "mandate-written",
    };
    t.msg(key).into_owned()
}

impl Page for ContactPage {
    const PATH: &'static str = "/my/contact";

    fn title(&self, t: Text) -> String {
        t.msg("my-contact").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let filled = |contact| Filled { contact, language: Language::Chinese, electronic: true };
        let known = Contact {
            telephone: Some("13800138000".into()),
            mail: Some("a@example.org".into()),
            address: None,
        };
        let mandate = ActingFor {
            principal: crate::pages::apply::sample_person(),
            name: "海风餐饮有限公司".into(),
            kind: "legal-representative".into(),
            until: "2027-01-01T00:00:00Z".parse().ok(),
        };
        let wrong =
            [FieldProblem::new("telephone", "refusal-telephone"), FieldProblem::new("mail", "field-mail")];
        vec![
            Sample::of("empty", ContactPage::of(t, &filled(Contact::default()), None, &[])),
            Sample::of("full", ContactPage::of(t, &filled(known.clone()), acting(t, &[mandate], None), &[])),
            Sample::of("with-errors", ContactPage::of(t, &filled(known), None, &wrong)),
        ]
    }
}

async fn known(desk: &Desk) -> Result<(Option<Person>, Option<Field>), Problem> {
    let (t, now) = (desk.frame.t, desk.caller.acting_for);
    let (person, mandates) = desk
        .ask(move |city, caller, moment| {
            let applicant = caller.applicant().ok_or(app::Problem::LoginNeeded)?;
            let agent = caller.person.ok_or(app::Problem::LoginNeeded)?;
            Ok((city.person(applicant)?, city.mandates_of(agent, moment.now)?))
        })
        .await?;
    Ok((person, acting(t, &mandates, now)))
}

/// `GET /my/contact`.
///
/// # Errors
/// [`Problem::SignInFirst`] for a guest.
pub async fn show(desk: Desk) -> Result<Response, Problem> {
    let (person, acting) = known(&desk).await?;
    let person = person.ok_or(Problem::NotFound)?;
    let filled =
        Filled { contact: person.contact, language: person.language, electronic: person.electronic_service };
    Ok(ContactPage::of(desk.frame.t, &filled, acting, &[]).answer(&desk.frame))
}

/// `POST /my/contact`.
///
/// # Errors
/// [`Problem::SignInFirst`] for a guest.
pub async fn change(desk: Desk, sent: Sent) -> Result<Response, Problem> {
    let (person, acting) = known(&desk).await?;
    let person = person.ok_or(Problem::NotFound)?;
    let contact =
        Contact { telephone: sent.some("telephone"), mail: sent.some("mail"), address: sent.some("address") };
    let language =
        if sent.one("language") == Language::English.tag() { Language::English } else { Language::Chinese };
    let electronic = sent.ticked("electronic");
    let filled = Filled { contact: contact.clone(), language, electronic };
    let saved = desk.ask(move |city, caller, moment| {
        if contact != person.contact {
            city.change_contact(caller, &contact, moment)?;
        }
        if language != person.language {
            city.set_language(caller, language, moment)?;
        }
        if electronic != person.electronic_service {
            city.set_electronic_service(caller, electronic, moment)?;
        }
        Ok(())
    });
    match saved.await {
        Ok(()) => Ok(Redirect::to("/my/contact").into_response()),
        Err(app::Problem::Fields(wrong)) => {
            let page = ContactPage::of(desk.frame.t, &filled, acting, &wrong);
            Ok(page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame))
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /my/acting`: switches to whom one acts for, or back to oneself.
///
/// # Errors
/// The refusal where no mandate is in force.
pub async fn switch(desk: Desk, sent: Sent) -> Result<Response, Problem> {
    let secret = desk.session.clone().ok_or(Problem::SignInFirst)?;
    let to: Option<PersonId> = match sent.some("to") {
        Some(id) => Some(id.parse().map_err(|_| Problem::Malformed)?),
        None => None,
    };
    desk.ask(move |city, caller, moment| city.switch(caller, &secret, to, moment.now)).await?;
    Ok(Redirect::to("/my").into_response())
}
