//! Intake (收件): whatever reaches the office is received, complete or not, and the clock of the one notice starts
//! with it. Online submission is receipt (practice.md 2), so that no draft can bounce before it counts.

use crate::clocks::{DueDate, Hour};
use crate::refusal::refusals;
use crate::{
    Case, CaseEvent, CaseRefusal, DeliveryChoice, Party, SignCommitment, Terms, UndertakeGap, Via, log::Log,
};
use calendar::{Calendar, CalendarVersion};
use catalogue::{Acceptance, MaterialKey};
use kernel::{BlobId, CaseNumber, PersonId, Private, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An application reaches the office, online or taken in at a counter for a person present.
#[derive(Clone, Debug, PartialEq)]
pub struct Submit {
    /// The number of the new case.
    pub number: CaseNumber,
    /// Under what it is opened.
    pub terms: Terms,
    /// Who applies.
    pub applicant: Party,
    /// Who acts for the applicant by mandate.
    pub agent: Option<Party>,
    /// What the form says.
    pub form: FormAnswers,
    /// What is handed in.
    pub materials: Vec<Given>,
    /// Gaps for which the applicant signs to supply the rest.
    pub gaps: Vec<UndertakeGap>,
    /// Commitments signed in place of proofs.
    pub commitments: Vec<SignCommitment>,
    /// How the applicant wants the result.
    pub delivery: Option<DeliveryChoice>,
    /// Numbers of other systems (申办流水号, 业务流水号).
    pub numbers: Vec<ExternalNumber>,
    /// Through which door.
    pub via: Via,
}

/// `case.received`: 收件.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Received {
    /// The number.
    pub number: CaseNumber,
    /// Under what the case was opened.
    pub terms: Box<Terms>,
    /// The version of the calendar by which its dates are counted.
    pub calendar: CalendarVersion,
    /// Who applies.
    pub applicant: Party,
    /// Who acts for the applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<Party>,
    /// What the form says.
    pub form: FormAnswers,
    /// What was handed in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<Given>,
    /// How the applicant wants the result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<DeliveryChoice>,
    /// Numbers of other systems.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<ExternalNumber>,
    /// Through which door.
    pub via: Via,
    /// The end of the time for the one notice; none for a case decided elsewhere, which starts no clock here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<DueDate>,
}

/// What a form says: answers of persons apart from those that the form declares open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FormAnswers {
    /// Answers that the form declares not to be personal.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub open: BTreeMap<String, serde_json::Value>,
    /// All other answers.
    pub personal: Private<BTreeMap<String, serde_json::Value>>,
}

impl FormAnswers {
    /// A form of `person` without answers.
    pub fn empty(person: PersonId) -> Self {
        FormAnswers { open: BTreeMap::new(), personal: Private::new(person, BTreeMap::new()) }
    }

    /// One answer.
    pub fn get(&self, key: &str) -> Option<&serde_json::Value> {
        self.open.get(key).or_else(|| self.personal.get()?.get(key))
    }

    /// These answers with those of `newer` in place of the old ones.
    pub(crate) fn corrected_by(&self, newer: &FormAnswers) -> FormAnswers {
        let mut open = self.open.clone();
        open.extend(newer.open.clone());
        let personal = self.personal.map(|old| {
            let mut all = old.clone();
            all.extend(newer.personal.get().cloned().unwrap_or_default());
            all
        });
        FormAnswers { open, personal }
    }
}

/// A material as it was handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// Which material of the terms.
    pub material: MaterialKey,
    /// In what way.
    pub how: GivenHow,
    /// The stored files; empty for a paper that was only shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blobs: Vec<BlobId>,
}

impl Given {
    /// An upload of one file.
    pub fn upload(material: impl Into<MaterialKey>, blob: BlobId) -> Self {
        Given { material: material.into(), how: GivenHow::Uploaded, blobs: vec![blob] }
    }
}

/// In what way a material was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GivenHow {
    /// A file.
    Uploaded,
    /// Scanned at the counter (高拍仪).
    Scanned,
    /// The original was handed over.
    Original,
    /// The original was shown and given back.
    Shown,
    /// The authority fetched it (CERT-01).
    Fetched,
    /// Made from the form.
    FromForm,
}

/// A number of another system under which the case is found (practice.md 10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExternalNumber {
    /// The system or the kind of number, for example `申办流水号`.
    pub kind: String,
    /// The number.
    pub number: String,
}

refusals! {
    /// Why an application is not taken in. None of it is about completeness: that is what the notice is for.
    SubmitRefusal {
        /// The matter is only linked to: here nothing is handed in.
        LinkOnly = "refusal-case-link-only", "this matter takes applications elsewhere";
        /// The channel is closed for this matter.
        ClosedChannel {
            /// The channel.
            channel: &'static str,
        } = "refusal-case-closed-channel", "this matter is not handed in through {channel}";
        /// Staff takes in for a person present, and nobody is named.
        NobodyAtTheCounter = "refusal-case-nobody-at-the-counter",
            "at a counter a member of staff takes the application in";
        /// A material that this case does not know.
        UnknownMaterial {
            /// The material.
            material: MaterialKey,
        } = "refusal-case-unknown-material", "this case has no material {material}";
    }
}

impl Case {
    /// Takes an application in: receipt, undertakings, commitments and, where receipt of complete papers is
    /// acceptance (收件即受理), the acceptance.
    ///
    /// # Errors
    /// [`SubmitRefusal`], and the refusals of gaps and commitments.
    pub fn submit(
        command: Submit,
        calendar: &Calendar,
        now: Timestamp,
    ) -> Result<Vec<CaseEvent>, CaseRefusal> {
        check(&command)?;
        let hour = Hour { now, calendar };
        let Submit { number, terms, applicant, agent, form, materials, delivery, numbers, via, .. } = command;
        let (gaps, commitments) = (command.gaps, command.commitments);
        let here = terms.decided.is_here();
        let notice = crate::Rules::of(&terms).notice;
        let received = Received {
            number,
            terms: Box::new(terms),
            calendar: calendar.version().clone(),
            applicant,
            agent,
            form,
            materials,
            delivery,
            numbers,
            via,
            notice: if here { Some(hour.after_receipt(notice)?) } else { None },
        };
        let mut log = Log::begin(received, now);
        for commitment in commitments {
            log.add(|case| case.sign_commitment(commitment))?;
        }
        for gap in gaps {
            log.add(|case| case.undertake_gap(gap, hour))?;
        }
        log.add(|case| case.accept_at_receipt(hour))?;
        Ok(log.events)
    }

    /// Adds a number of another system.
    pub(crate) fn link_number(&self, number: ExternalNumber) -> Vec<CaseEvent> {
        if self.numbers.contains(&number) { Vec::new() } else { vec![CaseEvent::NumberLinked(number)] }
    }

    /// Refuses materials that the terms do not name.
    pub(crate) fn check_materials(&self, materials: &[Given]) -> Result<(), CaseRefusal> {
        check_materials(&self.terms, materials)
    }

    pub(crate) fn accept_at_receipt(&self, hour: Hour) -> Result<Vec<CaseEvent>, CaseRefusal> {
        let complete = self.terms.acceptance == Acceptance::AtReceipt && self.missing().is_empty();
        if complete && self.terms.decided.is_here() { self.accepted(None, hour) } else { Ok(Vec::new()) }
    }

    pub(crate) fn take_materials(&mut self, materials: &[Given]) {
        for given in materials {
            self.materials.entry(given.material.clone()).or_default().push(given.clone());
        }
    }
}

fn check(command: &Submit) -> Result<(), CaseRefusal> {
    let (terms, via) = (&command.terms, &command.via);
    if !terms.decided.takes_applications() {
        return Err(SubmitRefusal::LinkOnly.into());
    }
    if !terms.channels.is_empty() && !terms.channels.contains(&via.channel) {
        return Err(SubmitRefusal::ClosedChannel { channel: via.channel.code() }.into());
    }
    if via.channel == catalogue::Channel::Window && via.official.is_none() {
        return Err(SubmitRefusal::NobodyAtTheCounter.into());
    }
    check_materials(terms, &command.materials)
}

fn check_materials(terms: &Terms, materials: &[Given]) -> Result<(), CaseRefusal> {
    match materials.iter().find(|given| terms.material(&given.material).is_none()) {
        Some(given) => Err(SubmitRefusal::UnknownMaterial { material: given.material.clone() }.into()),
        None => Ok(()),
    }
}
