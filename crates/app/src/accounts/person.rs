//! Persons become known once, by their paper, and are found again by the keyed hash of its number.

use crate::{Action, City, FieldProblem, Problem, Work};
use identity::{Assurance, Contact, CreditCode, PaperKind, PaperNumber, Person, PersonEvent, normal_name};
use kernel::{Actor, Language, Moment, PersonId, Private, StreamId};

/// A natural person to be known.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// Full name as on the paper.
    pub name: String,
    /// The paper.
    pub paper: PaperKind,
    /// Its number as typed.
    pub number: String,
    /// How to reach the person.
    pub contact: Contact,
    /// How surely the person is known.
    pub assurance: Assurance,
}

/// An organisation to be known.
#[derive(Clone, Debug)]
pub struct NewOrganisation {
    /// Registered name.
    pub name: String,
    /// Unified social credit code as typed.
    pub code: String,
    /// The legal representative's name.
    pub representative: String,
    /// How to reach it.
    pub contact: Contact,
    /// How surely it is known.
    pub assurance: Assurance,
}

/// The stream of a person.
pub fn person_stream(person: PersonId) -> StreamId {
    StreamId::of("person", person)
}

impl City {
    /// The person as known now; none if unknown.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn person(&self, id: PersonId) -> Result<Option<Person>, Problem> {
        let events = self.events::<PersonEvent>(&person_stream(id))?;
        Ok(Person::of(id, events.iter().map(|recorded| &recorded.event)))
    }

    /// The person with this paper; none if unknown.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn person_by_number(&self, number: &PaperNumber) -> Result<Option<PersonId>, Problem> {
        let hash = self.ledger().keyed_hash(number_kind(number.kind), number.as_str());
        let rows = self.ledger().query(include_str!("person_by_number.sql"), &[hash.into()])?;
        Ok(rows.first().and_then(|row| row.text(0).parse().ok()))
    }

    /// Makes a natural person known, or finds the one with the same paper.
    ///
    /// # Errors
    /// [`Problem::Fields`] when the name or the number is wrong.
    pub fn know_person(&self, new: &NewPerson, actor: &Actor, moment: &Moment) -> Result<PersonId, Problem> {
        let done = self.run(&crate::Caller::system(), moment, |work| work.know_person(new, actor))?;
        Ok(done.result)
    }

    /// Makes an organisation known, or finds the one with the same code.
    ///
    /// # Errors
    /// [`Problem::Fields`] when the code is wrong.
    pub fn know_organisation(
        &self,
        new: &NewOrganisation,
        actor: &Actor,
        moment: &Moment,
    ) -> Result<PersonId, Problem> {
        let done = self.run(&crate::Caller::system(), moment, |work| work.know_organisation(new, actor))?;
        Ok(done.result)
    }

    /// Changes how a person is reached.
    ///
    /// # Errors
    /// [`Problem::Fields`] for a wrong telephone number or mail address.
    pub fn change_contact(
        &self,
        caller: &crate::Caller,
        contact: &Contact,
        moment: &Moment,
    ) -> Result<(), Problem> {
        check_contact(contact)?;
        let person = caller.applicant().ok_or(Problem::Forbidden(Action::KeepOwnRecord))?;
        let task = |work: &mut Work<'_>| {
            let stream = person_stream(person);
            work.load::<PersonEvent>(&stream)?;
            let event = PersonEvent::ContactChanged { contact: Private::new(person, contact.clone()) };
            let actor = work.actor(Action::KeepOwnRecord);
            work.append(&stream, &actor, &[event])
        };
        self.act(caller, moment, Action::KeepOwnRecord, task)?;
        Ok(())
    }

    /// Sets the language of letters to a person.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn set_language(
        &self,
        caller: &crate::Caller,
        language: Language,
        moment: &Moment,
    ) -> Result<(), Problem> {
        self.note_own(caller, moment, PersonEvent::LanguageSet { language })
    }

    /// Agrees to electronic service or withdraws it (practice.md 12).
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn set_electronic_service(
        &self,
        caller: &crate::Caller,
        agreed: bool,
        moment: &Moment,
    ) -> Result<(), Problem> {
        self.note_own(caller, moment, PersonEvent::ElectronicServiceSet { agreed })
    }

    fn note_own(&self, caller: &crate::Caller, moment: &Moment, event: PersonEvent) -> Result<(), Problem> {
        let person = caller.applicant().ok_or(Problem::Forbidden(Action::KeepOwnRecord))?;
        let task = |work: &mut Work<'_>| {
            let stream = person_stream(person);
            work.load::<PersonEvent>(&stream)?;
            let actor = work.actor(Action::KeepOwnRecord);
            work.append(&stream, &actor, std::slice::from_ref(&event))
        };
        self.act(caller, moment, Action::KeepOwnRecord, task)?;
        Ok(())
    }
}

impl Work<'_> {
    /// Makes a natural person known inside a larger use case.
    pub(crate) fn know_person(&mut self, new: &NewPerson, actor: &Actor) -> Result<PersonId, Problem> {
        let today = self.city.today(self.moment.now);
        let mut problems = Vec::new();
        let name = normal_name(&new.name);
        if name.is_empty() || 50 < name.chars().count() {
            problems.push(FieldProblem::new("name", "field-name-length"));
        }
        let number = PaperNumber::parse(new.paper, &new.number, today);
        let number = number.map_err(|refusal| problems.push(FieldProblem::of("number", &refusal)));
        if let Err(Problem::Fields(more)) = check_contact(&new.contact) {
            problems.extend(more);
        }
        let Ok(number) = number else { return Err(Problem::Fields(problems)) };
        if !problems.is_empty() {
            return Err(Problem::Fields(problems));
        }
        if let Some(known) = self.city.person_by_number(&number)? {
            return Ok(known);
        }
        self.claim_number(&number);
        let id = PersonId(self.moment.id());
        let registered = PersonEvent::Registered {
            name: Private::new(id, name),
            paper: new.paper,
            number: Private::new(id, number.as_str().to_owned()),
            assurance: new.assurance,
        };
        self.append_person(id, actor, registered, &new.contact)?;
        Ok(id)
    }

    /// Makes an organisation known inside a larger use case.
    pub(crate) fn know_organisation(
        &mut self,
        new: &NewOrganisation,
        actor: &Actor,
    ) -> Result<PersonId, Problem> {
        let code = CreditCode::parse(&new.code)
            .map_err(|refusal| Problem::Fields(vec![FieldProblem::of("number", &refusal)]))?;
        let today = self.city.today(self.moment.now);
        let number = PaperNumber::parse(PaperKind::CreditCode, code.as_str(), today)
            .map_err(|refusal| Problem::Fields(vec![FieldProblem::of("number", &refusal)]))?;
        check_contact(&new.contact)?;
        if let Some(known) = self.city.person_by_number(&number)? {
            return Ok(known);
        }
        self.claim_number(&number);
        let id = PersonId(self.moment.id());
        let registered = PersonEvent::OrganisationRegistered {
            name: normal_name(&new.name),
            code,
            representative: Private::new(id, normal_name(&new.representative)),
            assurance: new.assurance,
        };
        self.append_person(id, actor, registered, &new.contact)?;
        Ok(id)
    }

    fn claim_number(&mut self, number: &PaperNumber) {
        let hash = self.city.ledger().keyed_hash(number_kind(number.kind), number.as_str());
        self.claim("number", &hash, include_str!("person_by_number.sql"));
    }

    fn append_person(
        &mut self,
        id: PersonId,
        actor: &Actor,
        registered: PersonEvent,
        contact: &Contact,
    ) -> Result<(), Problem> {
        let mut events = vec![registered];
        if *contact != Contact::default() {
            events.push(PersonEvent::ContactChanged { contact: Private::new(id, contact.clone()) });
        }
        self.append(&person_stream(id), actor, &events)
    }
}

/// The kind under which a paper's number is hashed.
pub(crate) const fn number_kind(kind: PaperKind) -> &'static str {
    match kind {
        PaperKind::CreditCode => "credit-code",
        // A citizen card and a residence permit of neighbours share one number space.
        PaperKind::CitizenCard | PaperKind::NeighbourResidencePermit | PaperKind::ForeignPermanentCard => {
            "citizen"
        }
        PaperKind::HomeReturnPermit => "home-return",
        PaperKind::TaiwanTravelPermit => "taiwan",
        PaperKind::Passport => "passport",
    }
}

fn check_contact(contact: &Contact) -> Result<(), Problem> {
    let mut problems = Vec::new();
    if let Some(telephone) = contact.telephone.as_deref().filter(|text| !text.is_empty())
        && let Err(refusal) = identity::Telephone::parse(telephone)
    {
        problems.push(FieldProblem::of("telephone", &refusal));
    }
    if let Some(mail) = contact.mail.as_deref().filter(|text| !text.is_empty())
        && !mail.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.'))
    {
        problems.push(FieldProblem::new("mail", "field-mail"));
    }
    if problems.is_empty() { Ok(()) } else { Err(Problem::Fields(problems)) }
}
