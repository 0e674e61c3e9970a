//! An application reaches the office: online, through the API, or at a counter for a person present.

use super::order::case_stream;
use super::terms::terms_of;
use crate::accounts::{NewOrganisation, NewPerson, person_stream};
use crate::content_snapshot::PublishedMatter;
use crate::{Action, Caller, City, FieldProblem, Problem, Work, processes};
use ::cases::{
    Case, DeliveryChoice, FormAnswers, Given, GivenHow, Official, Party, PartyDetails, PartyKind,
    SignCommitment, Submit, UndertakeGap, Via,
};
use catalogue::form::{FieldChecks, FilledForm};
use catalogue::{Answers, Channel, DeliveryWay, Field, FieldValue, MaterialKey, checklist};
use identity::{Person, PersonEvent, PersonKind};
use kernel::{Actor, CaseNumber, Date, MatterCode, Moment, PersonId, Private, WindowId};
use ledger::Idempotency;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Who applies.
#[derive(Clone, Debug)]
pub enum Applicants {
    /// The caller, or whom the caller acts for.
    Caller,
    /// A natural person present at the counter or named by a program.
    Person(NewPerson),
    /// An organisation, with the natural person who acts for it.
    Organisation {
        /// The organisation.
        organisation: NewOrganisation,
        /// The person present.
        agent: Option<NewPerson>,
    },
}

/// What the form says, as a page or as a program sends it.
#[derive(Clone, Debug)]
pub enum RawForm {
    /// Texts by field, as a page sends them.
    Page(BTreeMap<String, Vec<String>>),
    /// A JSON object, as a program sends it.
    Json(Map<String, Value>),
}

/// How the applicant wants the result.
#[derive(Clone, Debug)]
pub struct WantedDelivery {
    /// The way.
    pub way: DeliveryWay,
    /// The address, for the post.
    pub address: Option<String>,
    /// Whether electronic service is agreed.
    pub electronic_consent: bool,
}

/// A whole application.
#[derive(Clone, Debug)]
pub struct Application {
    /// For which matter.
    pub matter: MatterCode,
    /// The version that the form was opened with; refused if another one is in force now.
    pub version: Option<u32>,
    /// Who applies.
    pub applicant: Applicants,
    /// Answers to the situation questions.
    pub situations: BTreeMap<String, Vec<String>>,
    /// The form.
    pub form: RawForm,
    /// Materials handed in.
    pub materials: Vec<Given>,
    /// Materials for which the applicant signs to supply them later.
    pub gaps: Vec<MaterialKey>,
    /// Materials that a signed commitment replaces.
    pub commitments: Vec<MaterialKey>,
    /// How the result is wanted.
    pub delivery: Option<WantedDelivery>,
    /// The draft that this was; its answers leave it in the same transaction.
    pub draft: Option<String>,
    /// The window, at a counter.
    pub window: Option<WindowId>,
    /// The channel, where it is neither the web nor a window.
    pub channel: Option<Channel>,
}

/// What a submission gave.
#[derive(Clone, Debug)]
pub struct Submitted {
    /// The case, received.
    pub case: Case,
    /// The position of its last event.
    pub head: u64,
    /// The leaf of the receipt's event, for the signed promise.
    pub leaf: Option<[u8; 32]>,
    /// The query code for following it without an account.
    pub query_code: String,
}

impl City {
    /// Takes an application in. `answer` makes the stored answer of the request, if it carries a key.
    ///
    /// # Errors
    /// [`Problem::Fields`] with every wrong field, [`Problem::Stale`] when the matter changed since the form was
    /// opened, a refusal of the law, or why the caller may not.
    pub fn submit(
        &self,
        caller: &Caller,
        application: &Application,
        moment: &Moment,
        idempotency: impl Fn(&Case) -> Option<Idempotency>,
    ) -> Result<Submitted, Problem> {
        let at_counter = !matches!(application.applicant, Applicants::Caller);
        let action = if at_counter { Action::TakeIn } else { Action::Apply };
        if let (Some(agent), Some(principal)) = (caller.person, caller.acting_for) {
            self.require_mandate(agent, principal, moment.now)?;
        }
        let done = self.act(caller, moment, action, |work| take_in(work, application, &idempotency))?;
        let (case, head) = done.result;
        let leaf = done.committed.leaves.first().map(|(_, leaf)| *leaf);
        let query_code = super::query_code_of(self, case.number());
        Ok(Submitted { case, head, leaf, query_code })
    }
}

fn take_in(
    work: &mut Work<'_>,
    application: &Application,
    idempotency: &impl Fn(&Case) -> Option<Idempotency>,
) -> Result<(Case, u64), Problem> {
    let content = work.city.content();
    let published = content.matter(&application.matter)?;
    if application.version.is_some_and(|seen| seen != published.version) {
        return Err(Problem::Stale);
    }
    let matter = &published.matter;
    let answers = matter.read_answers(&application.situations).map_err(field_problems)?;
    let filled = read_form(work.city, published, &application.form, &answers, work.moment.now)?;
    let (official, via) = door(work, application, &matter.department)?;
    let actor = official.as_ref().map_or_else(
        || work.actor(Action::Apply),
        |official| Actor::staff(official.account, official.unit.clone()),
    );
    let (person, agent) = parties(work, application, &actor)?;
    let number = CaseNumber::mint(content.date(work.moment.now).year(), work.moment.now, work.moment.draw());
    let commitment = |material: &MaterialKey| SignCommitment {
        material: material.clone(),
        version: published.version,
        signature: None,
        barred: false,
        via: via.clone(),
    };
    let gap = |material: &MaterialKey| UndertakeGap {
        material: material.clone(),
        until: None,
        signature: None,
        via: via.clone(),
    };
    let terms = terms_of(&content, published, &answers)?;
    let command = Submit {
        number: number.clone(),
        terms: terms.clone(),
        form: kept_form(matter, &filled, person.person),
        materials: with_made_ones(matter, &answers, &application.materials),
        gaps: application.gaps.iter().map(gap).collect(),
        commitments: application.commitments.iter().map(commitment).collect(),
        delivery: application.delivery.as_ref().map(|wanted| delivery(wanted, person.person)),
        numbers: Vec::new(),
        applicant: person,
        agent,
        via: via.clone(),
    };
    let region = matter.region.clone().unwrap_or_else(|| content.about.region.as_str().into());
    let calendar = content.calendar(&region)?;
    let events = Case::submit(command, calendar, work.moment.now)
        .map_err(|refusal| super::named::named(refusal, &terms, Some(matter), work.caller.language))?;
    write(work, application, &number, &actor, &events, idempotency)
}

fn write(
    work: &mut Work<'_>,
    application: &Application,
    number: &CaseNumber,
    actor: &Actor,
    events: &[::cases::CaseEvent],
    idempotency: &impl Fn(&Case) -> Option<Idempotency>,
) -> Result<(Case, u64), Problem> {
    let stream = case_stream(number);
    work.append(&stream, actor, events)?;
    let Some(::cases::CaseEvent::Received(received)) = events.first() else {
        return Err(Problem::fault("taking an application in", "the first event is no receipt"));
    };
    let mut case = Case::begin(received, work.moment.now);
    for (place, event) in events.iter().enumerate() {
        if 0 < place {
            case.apply(event, work.moment.now);
        }
        processes::follow(work, &case, event, place as u64 + 1)?;
    }
    super::clock::set_alarm(work, &case);
    if let Some(draft) = &application.draft {
        let key = vec![("id", draft.as_str().into())];
        let set = vec![("answers", ledger::Value::Null), ("sent_as", number.as_str().into())];
        work.row(ledger::RowChange::Set { table: "drafts", key, set });
        // The files of the draft are files of the case from now on.
        let (key, set) = (vec![("draft", draft.as_str().into())], vec![("number", number.as_str().into())]);
        work.row(ledger::RowChange::Set { table: "uploads", key, set });
    }
    if let Some(record) = idempotency(&case) {
        work.answer_with(record);
    }
    Ok((case, events.len() as u64))
}

/// The materials handed in and those that the filled form makes: nobody hands in twice what he wrote.
fn with_made_ones(matter: &catalogue::Matter, answers: &Answers, handed_in: &[Given]) -> Vec<Given> {
    let mut materials = handed_in.to_vec();
    for row in checklist(matter, answers).iter().filter(|row| row.is_needed() && row.material.from_form) {
        let key = &row.material.key;
        if materials.iter().all(|given| given.material != *key) {
            materials.push(Given { material: key.clone(), how: GivenHow::FromForm, blobs: Vec::new() });
        }
    }
    materials
}

/// Through which door it comes: online by the applicant, or by staff for a person present. Whoever holds posts in
/// several departments takes in for the one that the matter belongs to.
fn door(
    work: &Work<'_>,
    application: &Application,
    department: &kernel::DepartmentId,
) -> Result<(Option<Official>, Via), Problem> {
    let account = work.caller.account.ok_or(Problem::LoginNeeded)?;
    if matches!(application.applicant, Applicants::Caller) {
        let channel = application.channel.unwrap_or(Channel::Online);
        return Ok((None, Via { channel, account: Some(account), official: None, window: None }));
    }
    let officials = work.caller.officials();
    let takes_in =
        |official: &&Official| crate::access::may(super::seat::role_of_post(official.role), Action::TakeIn);
    let clerk = officials.iter().filter(takes_in).min_by_key(|official| official.unit != *department);
    if let Some(clerk) = clerk {
        let window = application.window.clone();
        let mut via = Via::counter(clerk.clone(), window);
        via.channel = application.channel.unwrap_or(Channel::Window);
        return Ok((Some(clerk.clone()), via));
    }
    // A program of an institution hands in for persons whom it names.
    let channel = application.channel.unwrap_or(Channel::Online);
    Ok((None, Via { channel, account: Some(account), official: None, window: None }))
}

fn parties(
    work: &mut Work<'_>,
    application: &Application,
    actor: &Actor,
) -> Result<(Party, Option<Party>), Problem> {
    match &application.applicant {
        Applicants::Caller => {
            let person = work.caller.applicant().ok_or(Problem::Forbidden(Action::Apply))?;
            let agent = work.caller.acting_for.and(work.caller.person);
            let agent = agent.map(|agent| known_party(work, agent)).transpose()?;
            Ok((known_party(work, person)?, agent))
        }
        Applicants::Person(new) => Ok((new_party(work, new, actor)?, None)),
        Applicants::Organisation { organisation, agent } => {
            let id = work.know_organisation(organisation, actor)?;
            let details = PartyDetails {
                name: identity::normal_name(&organisation.name),
                paper: crate::accounts::number_kind(identity::PaperKind::CreditCode).to_owned(),
                number: organisation.code.trim().to_uppercase(),
                telephone: organisation.contact.telephone.clone(),
                email: organisation.contact.mail.clone(),
                address: organisation.contact.address.clone(),
            };
            let agent = agent.as_ref().map(|agent| new_party(work, agent, actor)).transpose()?;
            Ok((Party::new(id, PartyKind::Organisation, details), agent))
        }
    }
}

pub(crate) fn new_party(work: &mut Work<'_>, new: &NewPerson, actor: &Actor) -> Result<Party, Problem> {
    let id = work.know_person(new, actor)?;
    let details = PartyDetails {
        name: identity::normal_name(&new.name),
        paper: crate::accounts::number_kind(new.paper).to_owned(),
        number: new.number.trim().to_uppercase(),
        telephone: new.contact.telephone.clone(),
        email: new.contact.mail.clone(),
        address: new.contact.address.clone(),
    };
    Ok(Party::new(id, PartyKind::Person, details))
}

pub(crate) fn known_party(work: &mut Work<'_>, id: PersonId) -> Result<Party, Problem> {
    let events = work.load::<PersonEvent>(&person_stream(id))?;
    let person =
        Person::of(id, events.iter().map(|recorded| &recorded.event)).ok_or(Problem::NotFound("person"))?;
    let kind = if person.kind == PersonKind::Legal { PartyKind::Organisation } else { PartyKind::Person };
    let details = PartyDetails {
        name: person.name.text().to_owned(),
        paper: crate::accounts::number_kind(person.paper).to_owned(),
        number: person.number.text().to_owned(),
        telephone: person.contact.telephone,
        email: person.contact.mail,
        address: person.contact.address,
    };
    Ok(Party::new(id, kind, details))
}

/// Reads the form with the last look at numbers and regions.
///
/// # Errors
/// [`Problem::Fields`] with every wrong field.
pub(crate) fn read_form(
    city: &City,
    published: &PublishedMatter,
    raw: &RawForm,
    answers: &Answers,
    now: kernel::Timestamp,
) -> Result<FilledForm, Problem> {
    let content = city.content();
    let today = content.date(now);
    let look = |_: &Field, value: &FieldValue| last_look(&content.ground, value, today);
    let checks = FieldChecks { today, look: &look };
    let form = &published.matter.form;
    let read = match raw {
        RawForm::Page(texts) => form.read(texts, answers, &checks),
        RawForm::Json(object) => form.read_json(object, answers, &checks),
    };
    read.map_err(field_problems)
}

pub(crate) fn last_look(
    ground: &catalogue::City,
    value: &FieldValue,
    today: Date,
) -> Option<catalogue::form::FieldReason> {
    use catalogue::form::FieldReason;
    match value {
        FieldValue::IdentityNumber(number) => match identity::CitizenNumber::parse(number, today) {
            Ok(_) => None,
            Err(identity::CitizenRefusal::Shape) => Some(FieldReason::IdentityShape),
            Err(identity::CitizenRefusal::Check) => Some(FieldReason::IdentityCheck),
            Err(_) => Some(FieldReason::IdentityBirth),
        },
        FieldValue::Uscc(code) => match identity::CreditCode::parse(code) {
            Ok(_) => None,
            Err(identity::CreditCodeRefusal::Shape) => Some(FieldReason::UsccShape),
            Err(identity::CreditCodeRefusal::Check) => Some(FieldReason::UsccCheck),
        },
        FieldValue::BankCard(number) => match identity::BankCard::parse(number) {
            Ok(_) => None,
            Err(identity::BankCardRefusal::Shape) => Some(FieldReason::BankCardShape),
            Err(identity::BankCardRefusal::Check) => Some(FieldReason::BankCardCheck),
        },
        FieldValue::Telephone(text) => {
            identity::Telephone::parse(text).err().map(|_| FieldReason::TelephoneShape)
        }
        FieldValue::Region(code) if ground.region(code).is_none() => Some(FieldReason::UnknownRegion),
        _ => None,
    }
}

pub(crate) fn field_problems(errors: Vec<catalogue::form::FieldError>) -> Problem {
    let problem = |error: catalogue::form::FieldError| FieldProblem {
        field: error.field.0,
        key: error.reason.key(),
        values: error.reason.values(),
    };
    Problem::Fields(errors.into_iter().map(problem).collect())
}

fn kept_form(matter: &catalogue::Matter, filled: &FilledForm, of: PersonId) -> FormAnswers {
    let (mut open, mut personal) = (BTreeMap::new(), BTreeMap::new());
    for (key, value) in &filled.values {
        let is_open = matter.form.field(key).is_some_and(|field| !field.personal);
        let answers = if is_open { &mut open } else { &mut personal };
        answers.insert(key.0.clone(), value.to_json());
    }
    FormAnswers { open, personal: Private::new(of, personal) }
}

fn delivery(wanted: &WantedDelivery, of: PersonId) -> DeliveryChoice {
    DeliveryChoice {
        way: wanted.way,
        address: wanted.address.clone().map(|address| Private::new(of, address)),
        electronic_consent: wanted.electronic_consent,
    }
}
