//! Reading a draft's form: one answer, all of it, and what the city already knows of the applicant.

use super::Draft;
use crate::cases::{RawForm, field_problems, last_look, read_form};
use crate::content_snapshot::PublishedMatter;
use crate::{Caller, City, FieldProblem, Problem};
use catalogue::form::{FieldChecks, FieldError};
use catalogue::{Field, FieldKey, FieldValue, Prefill};
use identity::{CitizenNumber, PersonKind};
use kernel::Timestamp;
use std::collections::BTreeMap;

impl City {
    /// What is wrong with one answer of a draft; nothing if it can be taken.
    pub fn check_answer(
        &self,
        published: &PublishedMatter,
        key: &FieldKey,
        texts: &[String],
        now: Timestamp,
    ) -> Option<FieldProblem> {
        let field = published.matter.form.field(key)?;
        let content = self.content();
        let today = content.date(now);
        let look = |_: &Field, value: &FieldValue| last_look(&content.ground, value, today);
        let reason = field.read(texts, &FieldChecks { today, look: &look }).err()?;
        match field_problems(vec![FieldError { field: key.clone(), reason }]) {
            Problem::Fields(problems) => problems.into_iter().next(),
            _ => None,
        }
    }

    /// The field at which a person goes on: the first that was left in the middle, was never answered or cannot be
    /// taken as it stands; none when all are right.
    pub fn field_to_go_on(
        &self,
        published: &PublishedMatter,
        draft: &Draft,
        now: Timestamp,
    ) -> Option<FieldKey> {
        let (form, answers) = (&published.matter.form, &draft.answers);
        let known = answers.known(form);
        let is_open = |key: &FieldKey| {
            let typed = answers.form.get(key.as_str());
            let is_wrong = |texts: &Vec<String>| self.check_answer(published, key, texts, now).is_some();
            answers.unfinished.as_deref() == Some(key.as_str()) || typed.is_none_or(is_wrong)
        };
        form.shown(&known).map(|(_, field)| &field.key).find(|key| is_open(key)).cloned()
    }

    /// What is wrong with the situations and the form of a draft, in the order of the form; empty if nothing is.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when the matter is no longer offered.
    pub fn check_draft(&self, draft: &Draft, now: Timestamp) -> Result<Vec<FieldProblem>, Problem> {
        let content = self.content();
        let published = content.matter(&draft.matter)?;
        let answers = match published.matter.read_answers(&draft.answers.situations) {
            Ok(answers) => answers,
            Err(errors) => return problems(Err(field_problems(errors))),
        };
        let raw = RawForm::Page(draft.answers.form.clone());
        problems(read_form(self, published, &raw, &answers, now).map(drop))
    }

    /// What the city knows of the applicant, for the fields that may be filled in (practice.md 19).
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn prefilled(
        &self,
        caller: &Caller,
        published: &PublishedMatter,
    ) -> Result<BTreeMap<String, Vec<String>>, Problem> {
        let known = self.known_of(caller)?;
        let fill = |field: &Field| {
            let text = known.get(&field.prefill?)?.clone();
            Some((field.key.0.clone(), vec![text]))
        };
        Ok(published.matter.form.fields().filter_map(fill).collect())
    }

    fn known_of(&self, caller: &Caller) -> Result<BTreeMap<Prefill, String>, Problem> {
        let mut known = BTreeMap::new();
        let mut put = |what: Prefill, text: Option<String>| {
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                known.insert(what, text);
            }
        };
        if let Some(person) = caller.person.map(|id| self.person(id)).transpose()?.flatten() {
            let number = person.number.text().to_owned();
            let birth = CitizenNumber::parse(&number, jiff::civil::Date::MAX).ok();
            put(Prefill::PersonName, Some(person.name.text().to_owned()));
            put(Prefill::PersonIdentity, Some(number));
            put(Prefill::PersonTelephone, person.contact.telephone);
            put(Prefill::PersonAddress, person.contact.address);
            put(Prefill::PersonBirth, birth.map(|number| number.birth().to_string()));
        }
        if let Some(principal) = caller.acting_for.map(|id| self.person(id)).transpose()?.flatten()
            && principal.kind == PersonKind::Legal
        {
            put(Prefill::EnterpriseName, Some(principal.name.text().to_owned()));
            put(Prefill::EnterpriseUscc, Some(principal.number.text().to_owned()));
            put(Prefill::EnterpriseAddress, principal.contact.address.clone());
            put(Prefill::EnterpriseRepresentative, self.representative_of(principal.id)?);
        }
        Ok(known)
    }

    fn representative_of(&self, organisation: kernel::PersonId) -> Result<Option<String>, Problem> {
        let events = self.events::<identity::PersonEvent>(&crate::accounts::person_stream(organisation))?;
        Ok(events.into_iter().find_map(|recorded| match recorded.event {
            identity::PersonEvent::OrganisationRegistered { representative, .. } => {
                Some(representative.text().to_owned())
            }
            _ => None,
        }))
    }
}

/// Wrong fields as a list; anything else stays a problem.
fn problems(read: Result<(), Problem>) -> Result<Vec<FieldProblem>, Problem> {
    match read {
        Ok(()) => Ok(Vec::new()),
        Err(Problem::Fields(problems)) => Ok(problems),
        Err(other) => Err(other),
    }
}
