//! What was typed at the counter, as an application.

use super::questions::{FIELD, MATERIAL, PAPERS, QUESTION};
use crate::sent::Sent;
use app::cases::{Applicants, Application, RawForm, WantedDelivery};
use app::{Assurance, FieldProblem, NewOrganisation, NewPerson, PublishedMatter};
use cases::{Given, GivenHow};
use catalogue::{Answers, DeliveryWay, FieldKind, MaterialKey, Matter, checklist};
use identity::{Contact, PaperKind, PaperNumber};
use kernel::Date;
use std::collections::BTreeMap;

/// The answers to the situation questions so far, right or wrong.
pub fn answers(matter: &Matter, sent: &Sent) -> Answers {
    let mut answers = Answers::default();
    for question in &matter.situations {
        let given = sent.many(&format!("{QUESTION}{}", question.key));
        if !given.is_empty() {
            answers.set(&question.key, given.to_vec());
        }
    }
    answers
}

/// The same with the answers of the form that later questions depend on.
pub fn known(matter: &Matter, sent: &Sent) -> Answers {
    let mut known = answers(matter, sent);
    for field in matter.form.fields() {
        let given = typed(field, sent);
        if !given.is_empty() {
            known.set(field.key.as_str(), given);
        }
    }
    known
}

/// What was typed into a field, as the form reads it.
fn typed(field: &catalogue::Field, sent: &Sent) -> Vec<String> {
    let name = format!("{FIELD}{}", field.key);
    if !matches!(field.kind, FieldKind::Date { .. }) {
        return sent.many(&name).iter().filter(|text| !text.trim().is_empty()).cloned().collect();
    }
    let part = |part: &str| sent.one(&format!("{name}-{part}")).trim().to_owned();
    let (year, month, day) = (part("year"), part("month"), part("day"));
    if [&year, &month, &day].iter().all(|part| part.is_empty()) {
        return Vec::new();
    }
    // People write 3 for March; the calendar writes 03.
    vec![format!("{year}-{month:0>2}-{day:0>2}")]
}

/// The paper that says who applies: its kind and number.
pub fn paper(sent: &Sent) -> (PaperKind, String) {
    if sent.one("who") == "organisation" {
        return (PaperKind::CreditCode, sent.one("organisation-code").to_owned());
    }
    (paper_kind(sent), sent.one("person-number").to_owned())
}

fn paper_kind(sent: &Sent) -> PaperKind {
    let code = sent.one("person-paper");
    PAPERS.iter().find(|(known, ..)| *known == code).map_or(PaperKind::CitizenCard, |(_, kind, _)| *kind)
}

/// Reads the whole application.
///
/// # Errors
/// Every wrong field about the persons; the rest is read on submission.
pub fn application(
    published: &PublishedMatter,
    sent: &Sent,
    today: Date,
) -> Result<Application, Vec<FieldProblem>> {
    let matter = &published.matter;
    let applicant = applicant(sent, today)?;
    let (materials, gaps, commitments) = materials(matter, &answers(matter, sent), sent);
    let texts = |field: &catalogue::Field| (field.key.0.clone(), typed(field, sent));
    let form: BTreeMap<String, Vec<String>> =
        matter.form.fields().map(texts).filter(|(_, texts)| !texts.is_empty()).collect();
    let way = DeliveryWay::from_word(sent.one("way"));
    let delivery = way.map(|way| WantedDelivery {
        way,
        address: sent.some("address"),
        electronic_consent: sent.ticked("consent"),
    });
    Ok(Application {
        matter: matter.code.clone(),
        version: sent.one("version").parse().ok(),
        applicant,
        situations: sent.below(QUESTION),
        form: RawForm::Page(form),
        materials,
        gaps,
        commitments,
        delivery,
        draft: None,
        window: None,
        channel: None,
    })
}

fn applicant(sent: &Sent, today: Date) -> Result<Applicants, Vec<FieldProblem>> {
    let mut wrong = Vec::new();
    let is_organisation = sent.one("who") == "organisation";
    let missing = |field: &str| FieldProblem::new(field, "desk-wrong-missing");
    let person = person(sent);
    // For an organisation the person present is its agent and may be left out.
    let has_person = !person.name.is_empty() || !person.number.trim().is_empty();
    if !is_organisation || has_person {
        if person.name.is_empty() {
            wrong.push(missing("person-name"));
        }
        if let Err(refusal) = PaperNumber::parse(person.paper, &person.number, today) {
            wrong.push(FieldProblem::of("person-number", &refusal));
        }
    }
    let telephone = person.contact.telephone.as_deref().map(identity::Telephone::parse);
    if let Some(Err(refusal)) = telephone {
        wrong.push(FieldProblem::of("person-telephone", &refusal));
    }
    if is_organisation {
        if sent.some("organisation-name").is_none() {
            wrong.push(missing("organisation-name"));
        }
        if let Err(refusal) = identity::CreditCode::parse(sent.one("organisation-code")) {
            wrong.push(FieldProblem::of("organisation-code", &refusal));
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    Ok(if is_organisation {
        Applicants::Organisation { organisation: organisation(sent), agent: has_person.then_some(person) }
    } else {
        Applicants::Person(person)
    })
}

fn person(sent: &Sent) -> NewPerson {
    NewPerson {
        name: sent.one("person-name").trim().to_owned(),
        paper: paper_kind(sent),
        number: sent.one("person-number").to_owned(),
        contact: Contact {
            telephone: sent.some("person-telephone"),
            mail: None,
            address: sent.some("person-address"),
        },
        // The clerk has seen the paper and the person.
        assurance: Assurance::Verified,
    }
}

fn organisation(sent: &Sent) -> NewOrganisation {
    NewOrganisation {
        name: sent.one("organisation-name").trim().to_owned(),
        code: sent.one("organisation-code").to_owned(),
        representative: sent.one("organisation-representative").trim().to_owned(),
        contact: Contact::default(),
        assurance: Assurance::Verified,
    }
}

type Materials = (Vec<Given>, Vec<MaterialKey>, Vec<MaterialKey>);

fn materials(matter: &Matter, answers: &Answers, sent: &Sent) -> Materials {
    let (mut given, mut gaps, mut commitments) = (Vec::new(), Vec::new(), Vec::new());
    for row in checklist(matter, answers).into_iter().filter(|row| row.is_needed()) {
        let key = row.material.key.clone();
        let how = match sent.one(&format!("{MATERIAL}{key}")) {
            "original" => GivenHow::Original,
            "shown" => GivenHow::Shown,
            "scan" => GivenHow::Scanned,
            "form" if row.material.from_form => GivenHow::FromForm,
            "gap" => {
                gaps.push(key);
                continue;
            }
            "commitment" => {
                commitments.push(key);
                continue;
            }
            _ => continue,
        };
        given.push(Given { material: key, how, blobs: Vec::new() });
    }
    (given, gaps, commitments)
}
