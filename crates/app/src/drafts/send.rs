//! Handing a draft in: once, whatever the person clicks, and never because it is complete: completeness is what the
//! one notice is for (行政许可法 第三十二条, practice.md 2).

use super::{Draft, MaterialChoice};
use crate::cases::{Applicants, Application, CaseRow, RawForm, WantedDelivery};
use crate::content_snapshot::PublishedMatter;
use crate::uploads::Upload;
use crate::{Action, Caller, City, Problem};
use ::cases::{Given, GivenHow};
use catalogue::{DeliveryWay, MaterialKey, checklist};
use kernel::{AccountId, CaseNumber, MatterCode, Moment};
use ledger::{Answer, Idempotency};
use sha2::{Digest, Sha256};

/// The route under which the answer to a submission is kept.
const ROUTE: &str = "/apply/draft/{id}/check";

/// What the person signed beside the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signed {
    /// That another application for the same matter is pending, and this one is wanted all the same.
    pub again: bool,
    /// That materials are missing, and this is handed in all the same.
    pub incomplete: bool,
}

/// What handing in gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftSent {
    /// A case, new or made by an earlier click.
    Received(CaseNumber),
    /// These applications for the same matter are pending: to be confirmed (practice.md 20).
    Pending(Vec<PendingCase>),
    /// These materials are missing: to be confirmed.
    Incomplete(Vec<MaterialKey>),
}

/// A pending application for the same matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingCase {
    /// Its number.
    pub number: String,
    /// When it was received.
    pub received_at: Option<kernel::Timestamp>,
}

impl City {
    /// Hands a draft in. A second click gives the same case.
    ///
    /// # Errors
    /// [`Problem::Stale`] when the matter changed since, [`Problem::Fields`], a refusal of the law.
    pub fn send_draft(
        &self,
        caller: &Caller,
        id: &str,
        signed: Signed,
        moment: &Moment,
    ) -> Result<DraftSent, Problem> {
        let account = caller.account.ok_or(Problem::LoginNeeded)?;
        if let Some(number) = self.sent_draft(caller, id)? {
            return Ok(DraftSent::Received(number));
        }
        let draft = self.own_draft(caller, id)?;
        let files = self.draft_files(caller, id)?;
        let published = self.draft_matter(&draft)?;
        if published.is_changed {
            return Err(Problem::Stale);
        }
        let pending = self.pending_cases(caller, &draft.matter)?;
        if !signed.again && !pending.is_empty() {
            return Ok(DraftSent::Pending(pending));
        }
        let missing = missing(&published.published, &draft, &files);
        if !signed.incomplete && !missing.is_empty() {
            return Ok(DraftSent::Incomplete(missing));
        }
        let application = application(&published.published, &draft, &files);
        let record = |case: &crate::cases::Case| Some(record(account, id, case.number()));
        match self.submit(caller, &application, moment, record) {
            Ok(submitted) => Ok(DraftSent::Received(submitted.case.number().clone())),
            Err(Problem::Repeated(answer)) => Ok(DraftSent::Received(number_in(&answer)?)),
            Err(other) => Err(other),
        }
    }

    /// The materials that a draft does not bring, promise or commit to.
    ///
    /// # Errors
    /// As [`City::draft_matter`].
    pub fn missing_in(&self, draft: &Draft, files: &[Upload]) -> Result<Vec<MaterialKey>, Problem> {
        Ok(missing(&self.draft_matter(draft)?.published, draft, files))
    }

    /// The pending applications of whom the caller acts for, for one matter.
    ///
    /// # Errors
    /// [`Problem::LoginNeeded`] for a guest.
    pub fn pending_cases(&self, caller: &Caller, matter: &MatterCode) -> Result<Vec<PendingCase>, Problem> {
        caller.require(Action::Apply)?;
        let person = caller.applicant().ok_or(Problem::LoginNeeded)?;
        let parameters = [person.to_string().into(), matter.as_str().into()];
        let rows = self.ledger().query(include_str!("pending.sql"), &parameters)?;
        let pending = |row: &ledger::Row| PendingCase {
            number: row.text(0).to_owned(),
            received_at: row.maybe_time(1),
        };
        Ok(rows.iter().map(pending).collect())
    }

    /// The case that a draft of the caller became, if it was handed in.
    ///
    /// # Errors
    /// [`Problem::LoginNeeded`] for a guest.
    pub fn sent_draft(&self, caller: &Caller, id: &str) -> Result<Option<CaseNumber>, Problem> {
        let account = caller.account.ok_or(Problem::LoginNeeded)?;
        let parameters = [id.into(), account.to_string().into()];
        let rows = self.ledger().query(include_str!("sent.sql"), &parameters)?;
        if let Some(number) = rows.first().and_then(|row| row.text(0).parse().ok()) {
            return Ok(Some(number));
        }
        // One that an older release took in has no row any more, but for a day its answer.
        let answer = self.ledger().answer_of(account, ROUTE, id, &request(id))?;
        answer.as_ref().map(number_in).transpose()
    }
}

/// One draft is one request: what was in it when it was handed in is in the case.
fn request(id: &str) -> [u8; 32] {
    Sha256::digest(id.as_bytes()).into()
}

fn record(account: AccountId, id: &str, number: &CaseNumber) -> Idempotency {
    let answer = Answer { status: 303, body: number.as_str().as_bytes().to_vec() };
    Idempotency { account, route: ROUTE, key: id.to_owned(), request: request(id), answer }
}

fn number_in(answer: &Answer) -> Result<CaseNumber, Problem> {
    let text = String::from_utf8_lossy(&answer.body);
    text.parse().map_err(|cause| Problem::fault("reading the answer to an application", cause))
}

fn missing(published: &PublishedMatter, draft: &Draft, files: &[Upload]) -> Vec<MaterialKey> {
    let answers = draft.answers.situation_answers();
    let rows = checklist(&published.matter, &answers);
    let needed = rows.iter().filter(|row| row.is_needed() && !row.material.from_form).map(|row| row.material);
    let is_missing = |material: &&catalogue::Material| {
        let chosen = draft.answers.choice(&material.key);
        chosen == MaterialChoice::File && !files.iter().any(|file| file.material == material.key)
    };
    needed.filter(is_missing).map(|material| material.key.clone()).collect()
}

fn application(published: &PublishedMatter, draft: &Draft, files: &[Upload]) -> Application {
    let answers = draft.answers.situation_answers();
    let rows = checklist(&published.matter, &answers);
    let needed: Vec<_> = rows.iter().filter(|row| row.is_needed()).map(|row| row.material).collect();
    let chosen = |choice: MaterialChoice| {
        let keys = needed.iter().filter(|material| draft.answers.choice(&material.key) == choice);
        keys.map(|material| material.key.clone()).collect()
    };
    Application {
        matter: draft.matter.clone(),
        version: Some(draft.version),
        applicant: Applicants::Caller,
        situations: draft.answers.situations.clone(),
        form: RawForm::Page(draft.answers.form.clone()),
        materials: needed.iter().filter_map(|material| given(material, draft, files)).collect(),
        gaps: chosen(MaterialChoice::Later),
        commitments: chosen(MaterialChoice::Commitment),
        delivery: Some(delivery(draft)),
        draft: Some(draft.id.clone()),
        window: None,
        channel: None,
    }
}

fn given(material: &catalogue::Material, draft: &Draft, files: &[Upload]) -> Option<Given> {
    let key = material.key.clone();
    if material.from_form {
        return Some(Given { material: key, how: GivenHow::FromForm, blobs: Vec::new() });
    }
    if draft.answers.choice(&key) != MaterialChoice::File {
        return None;
    }
    let blobs: Vec<_> = files.iter().filter(|file| file.material == key).map(|file| file.id).collect();
    (!blobs.is_empty()).then_some(Given { material: key, how: GivenHow::Uploaded, blobs })
}

fn delivery(draft: &Draft) -> WantedDelivery {
    let way = draft.answers.delivery.unwrap_or(DeliveryWay::Window);
    let address = draft.answers.address.trim();
    WantedDelivery {
        way,
        address: (way == DeliveryWay::Post && !address.is_empty()).then(|| address.to_owned()),
        electronic_consent: draft.answers.electronic,
    }
}

impl PendingCase {
    /// A row of a list as a pending case.
    pub fn of(row: &CaseRow) -> Self {
        PendingCase { number: row.number.clone(), received_at: row.received_at }
    }
}
