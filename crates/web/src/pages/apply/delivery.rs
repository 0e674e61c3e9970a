//! `/apply/draft/{id}/delivery`: how the result comes, and how to reach the applicant.

use super::{OpenDraft, StepHead, fields, opened};
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::words;
use crate::parts::{Choice, ErrorSummary, Field, Html, Width};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::Text;
use app::{DraftStep, FieldProblem};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use catalogue::DeliveryWay;
use identity::Contact;

/// Delivery and contact.
pub struct DeliveryPage {
    head: StepHead,
    ways: Field,
    contact: Vec<Field>,
}

page!(DeliveryPage in "apply/delivery.html");

impl DeliveryPage {
    fn of(t: Text, open: &OpenDraft, contact: &Contact, wrong: &[FieldProblem]) -> DeliveryPage {
        let error = |name: &str| {
            let problem = wrong.iter().find(|problem| problem.field == name);
            problem.map(|problem| fields::said(t, problem))
        };
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let telephone = Field::line(t, "telephone", t.msg("apply-telephone"), text(&contact.telephone))
            .kind("tel", "tel")
            .hint(t.msg("apply-telephone-hint"))
            .width(Width::Signs(20))
            .error(error("telephone"));
        let mail = Field::line(t, "mail", t.msg("apply-mail"), text(&contact.mail)).kind("email", "email");
        DeliveryPage {
            head: StepHead::of(
                t,
                open,
                DraftStep::Delivery,
                format!("/apply/draft/{}/materials", open.draft.id),
            ),
            ways: ways(t, &wanted(open, contact), &error),
            contact: vec![telephone, mail.optional().error(error("mail"))],
        }
    }

    fn summary(&self, t: Text) -> ErrorSummary {
        let mut summary = ErrorSummary::of(t, std::iter::once(&self.ways).chain(&self.contact));
        if let Some(error) = self.ways.error.clone().filter(|_| self.ways.name == "way") {
            // The address opens below its choice; the summary leads to the choice.
            summary = if summary.is_empty() { summary.and("#way-1", error) } else { summary };
        }
        summary
    }
}

/// The ways of a matter, with what was chosen so far.
pub(crate) struct Wanted<'a> {
    pub(crate) offered: &'a [DeliveryWay],
    pub(crate) way: DeliveryWay,
    pub(crate) address: String,
    pub(crate) agreed: bool,
}

fn wanted<'a>(open: &'a OpenDraft, contact: &Contact) -> Wanted<'a> {
    let answers = &open.draft.answers;
    let offered = open.published.matter.delivery.as_slice();
    let address = match answers.address.as_str() {
        "" => contact.address.clone().unwrap_or_default(),
        typed => typed.to_owned(),
    };
    let way = answers.delivery.or(offered.first().copied()).unwrap_or(DeliveryWay::Window);
    Wanted { offered, way, address, agreed: answers.electronic }
}

/// The question how the result is to come; `error` gives what is wrong with `address` and `electronic`.
pub(crate) fn ways(t: Text, wanted: &Wanted<'_>, error: &dyn Fn(&str) -> Option<String>) -> Field {
    let offered = wanted.offered;
    // The window is always open, whatever else the matter offers.
    let open_ways =
        DeliveryWay::ALL.iter().copied().filter(|way| *way == DeliveryWay::Window || offered.contains(way));
    let choice = |way: DeliveryWay| {
        let choice = Choice::of(way.code(), words::delivery(t, way)).chosen(way == wanted.way);
        match way {
            DeliveryWay::Post => {
                let field = Field::line(t, "address", t.msg("apply-address"), wanted.address.clone());
                let field = field.kind("text", "street-address");
                choice.hint(t.msg("apply-post-hint")).reveals(Html::of(&field.error(error("address"))))
            }
            DeliveryWay::Electronic => {
                let agreed = Choice::of("yes", t.msg("apply-electronic-agree")).chosen(wanted.agreed);
                let field = Field::checkboxes(t, "electronic", t.msg("apply-electronic"), vec![agreed]);
                choice
                    .hint(t.msg("apply-electronic-hint"))
                    .reveals(Html::of(&field.error(error("electronic"))))
            }
            DeliveryWay::Window => choice.hint(t.msg("apply-window-hint")),
            DeliveryWay::Locker => choice,
        }
    };
    let wrong = error("address").or_else(|| error("electronic"));
    Field::radios(t, "way", t.msg("apply-way-result"), open_ways.map(choice).collect()).error(wrong)
}

impl Page for DeliveryPage {
    const PATH: &'static str = "/apply/draft/sample/delivery";

    fn title(&self, t: Text) -> String {
        t.msg("apply-step-delivery").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let open = super::sample_open();
        let contact = Contact { telephone: Some("13800138000".into()), ..Contact::default() };
        let wrong = [
            FieldProblem::new("address", "field-missing"),
            FieldProblem::new("telephone", "refusal-telephone"),
        ];
        vec![
            Sample::of("empty", DeliveryPage::of(t, &open, &Contact::default(), &[])),
            Sample::of("full", DeliveryPage::of(t, &open, &contact, &[])),
            Sample::of("with-errors", DeliveryPage::of(t, &open, &contact, &wrong)),
        ]
    }
}

async fn contact(desk: &Desk, open: &OpenDraft) -> Result<Contact, Problem> {
    let person = open.draft.person;
    let found = desk.ask(move |city, _, _| city.person(person)).await?;
    Ok(found.map(|person| person.contact).unwrap_or_default())
}

/// `GET /apply/draft/{id}/delivery`.
///
/// # Errors
/// [`Problem::NotFound`] for a draft of somebody else.
pub async fn show(desk: Desk, Path(id): Path<String>) -> Result<Response, Problem> {
    let open = opened!(&desk, &id);
    let contact = contact(&desk, &open).await?;
    Ok(DeliveryPage::of(desk.frame.t, &open, &contact, &[]).answer(&desk.frame))
}

/// `POST /apply/draft/{id}/delivery`: the contact is the person's own and kept with her.
///
/// # Errors
/// [`Problem::NotFound`] for a draft of somebody else.
pub async fn answer(desk: Desk, Path(id): Path<String>, sent: Sent) -> Result<Response, Problem> {
    let mut open = opened!(&desk, &id);
    let known = contact(&desk, &open).await?;
    let way = DeliveryWay::from_word(sent.one("way")).unwrap_or(DeliveryWay::Window);
    let (address, electronic) = (sent.one("address").trim().to_owned(), sent.ticked("electronic"));
    let wanted = Contact { telephone: sent.some("telephone"), mail: sent.some("mail"), ..known.clone() };
    let mut wrong = Vec::new();
    if way == DeliveryWay::Post && address.is_empty() {
        wrong.push(FieldProblem::new("address", "field-missing"));
    }
    if way == DeliveryWay::Electronic && !electronic {
        wrong.push(FieldProblem::new("electronic", "refusal-case-no-electronic-consent"));
    }
    let is_right = wrong.is_empty();
    let (kept, changed) = (id.clone(), (wanted != known).then(|| wanted.clone()));
    let saved = desk.ask(move |city, caller, moment| {
        let change = |answers: &mut app::DraftAnswers| {
            answers.delivery = Some(way);
            answers.address = address;
            answers.electronic = electronic;
        };
        let mut saved = city.save_draft(caller, &kept, change, moment)?;
        let problems = match changed {
            Some(contact) => match city.change_contact(caller, &contact, moment) {
                Err(app::Problem::Fields(problems)) => problems,
                other => other.map(|()| Vec::new())?,
            },
            None => Vec::new(),
        };
        // The step is done when both its halves were taken.
        if is_right && problems.is_empty() {
            let mark = |answers: &mut app::DraftAnswers| {
                answers.done.insert(DraftStep::Delivery);
            };
            saved = city.save_draft(caller, &kept, mark, moment)?;
        }
        Ok((saved, problems))
    });
    let (saved, problems) = saved.await?;
    open.draft = saved;
    wrong.extend(problems);
    if wrong.is_empty() {
        return Ok(Redirect::to(&format!("/apply/draft/{id}/check")).into_response());
    }
    let page = DeliveryPage::of(desk.frame.t, &open, &wanted, &wrong);
    Ok(page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame))
}
