//! What somebody wrote the last time for the same matter, taken over into a new draft (practice.md 19): each value is
//! shown in its field and can be changed there.

use super::PendingCase;
use crate::cases::Seat;
use crate::content_snapshot::PublishedMatter;
use crate::{Action, Caller, City, Problem};
use catalogue::Field;
use kernel::{CaseNumber, MatterCode, Moment, Timestamp};
use std::collections::BTreeMap;
use std::sync::Arc;

impl City {
    /// The newest case of whom the caller acts for in a matter, running or over.
    ///
    /// # Errors
    /// [`Problem::LoginNeeded`] for a guest.
    pub fn last_case(&self, caller: &Caller, matter: &MatterCode) -> Result<Option<PendingCase>, Problem> {
        caller.require(Action::Apply)?;
        let person = caller.applicant().ok_or(Problem::LoginNeeded)?;
        let parameters = [person.to_string().into(), matter.as_str().into()];
        let rows = self.ledger().query(include_str!("last.sql"), &parameters)?;
        let found = rows.first();
        Ok(found.map(|row| PendingCase { number: row.text(0).to_owned(), received_at: row.maybe_time(1) }))
    }

    /// Begins a draft with the answers of an earlier case of the same applicant and matter. What the city knows from a
    /// register comes from there and never from the case, and an answer that would not be taken today stays away.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for a case of somebody else or of another matter; else as [`City::begin_draft`].
    pub fn begin_draft_like(
        &self,
        caller: &Caller,
        code: &MatterCode,
        situations: BTreeMap<String, Vec<String>>,
        number: &CaseNumber,
        moment: &Moment,
    ) -> Result<String, Problem> {
        let published = Arc::clone(self.content().matter(code)?);
        let copied = self.copied(caller, &published, number, moment.now)?;
        let id = self.begin_draft(caller, code, situations, moment)?;
        let take_over = |answers: &mut super::DraftAnswers| {
            for (field, texts) in copied {
                answers.form.entry(field).or_insert(texts);
            }
        };
        self.save_draft(caller, &id, take_over, moment)?;
        Ok(id)
    }

    fn copied(
        &self,
        caller: &Caller,
        published: &PublishedMatter,
        number: &CaseNumber,
        now: Timestamp,
    ) -> Result<BTreeMap<String, Vec<String>>, Problem> {
        let seat = self.seat(caller, number, Action::AnswerOwnCase)?;
        let (case, _) = self.case_inside(number)?;
        if !matches!(seat, Seat::Applicant { .. }) || case.terms().matter != published.matter.code {
            return Err(Problem::NotFound("case"));
        }
        let form = case.form();
        let answer = |key: &str| form.open.get(key).or_else(|| form.personal.get()?.get(key));
        let copy = |field: &Field| {
            let texts = field.kind.texts_of(answer(field.key.as_str())?).ok()?;
            let is_taken = self.check_answer(published, &field.key, &texts, now).is_none();
            is_taken.then(|| (field.key.0.clone(), texts))
        };
        let fields = published.matter.form.fields().filter(|field| field.prefill.is_none());
        Ok(fields.filter_map(copy).collect())
    }
}
