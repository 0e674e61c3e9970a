//! Applications begun and not yet sent: kept at every step, sealed under their person's key, read by their owner only.

mod age; // the age that was chosen, against the number
mod answers; // what a draft holds
mod copy; // from the last case
mod check; // reading its form, in part and as a whole
mod send; // handing it in, once
mod typed; // what a page holds, kept unless another window changed it meanwhile

pub use age::AgeDoubt;
pub use answers::{DraftAnswers, DraftStep, MaterialChoice};
pub use send::{DraftSent, PendingCase, Signed};
pub use typed::{Elsewhere, Kept, Typed};

use crate::columns::{integer, sealed, text};
use crate::content_snapshot::PublishedMatter;
use crate::uploads::Upload;
use crate::{Action, Caller, City, Problem};
use jiff::SignedDuration;
use kernel::{AccountId, MatterCode, Moment, PersonId, StreamId, Timestamp};
use ledger::{Row, RowChange, Table, Value};
use std::sync::Arc;

/// Applications begun and not yet sent; only their owner can read them. One that was handed in keeps its row, without
/// its answers, so that a way back to one of its pages leads to the case.
pub const DRAFTS: Table = Table {
    name: "drafts",
    columns: &[
        text("id"),
        text("account"),
        text("person"),
        text("matter"),
        text("version"),
        sealed("answers"),
        integer("revision"),
        text("sent_as"),
        integer("created_at"),
        integer("saved_at"),
    ],
    key: &["id"],
    indexes: &[&["account", "saved_at DESC"], &["saved_at"]],
    person: Some("person"),
};

/// A draft as its owner sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Its id.
    pub id: String,
    /// For whom it is.
    pub person: PersonId,
    /// For which matter.
    pub matter: MatterCode,
    /// The version of the matter that its form was opened with.
    pub version: u32,
    /// What was answered so far.
    pub answers: DraftAnswers,
    /// When it was begun.
    pub created_at: Option<Timestamp>,
    /// When it was last saved.
    pub saved_at: Option<Timestamp>,
}

/// A draft in a list, without its answers.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftRow {
    /// Its id.
    pub id: String,
    /// For which matter.
    pub matter: MatterCode,
    /// When it was last saved.
    pub saved_at: Option<Timestamp>,
}

pub(crate) fn draft_stream(id: &str) -> StreamId {
    StreamId::of("draft", id)
}

impl City {
    /// Begins a draft of the matter in force, for whom the caller acts, with what is already known filled in.
    ///
    /// # Errors
    /// [`Problem::NotFound`] without such a matter, [`Problem::LoginNeeded`] for a guest.
    pub fn begin_draft(
        &self,
        caller: &Caller,
        code: &MatterCode,
        situations: std::collections::BTreeMap<String, Vec<String>>,
        moment: &Moment,
    ) -> Result<String, Problem> {
        self.begin_draft_once(caller, code, situations, moment, |_| None)
    }

    /// The same for a request that may come twice; `answer` makes its stored answer from the draft's id.
    ///
    /// # Errors
    /// As [`City::begin_draft`]; [`Problem::Repeated`] with the answer that the same request got before.
    pub fn begin_draft_once(
        &self,
        caller: &Caller,
        code: &MatterCode,
        situations: std::collections::BTreeMap<String, Vec<String>>,
        moment: &Moment,
        answer: impl Fn(&str) -> Option<ledger::Idempotency>,
    ) -> Result<String, Problem> {
        let (account, person) = owner(caller)?;
        let published = Arc::clone(self.content().matter(code)?);
        let id = moment.clone().id().to_string();
        let known = |key: &String| published.matter.situations.iter().any(|question| question.key == *key);
        let situations = situations.into_iter().filter(|(key, _)| known(key)).collect();
        let answers =
            DraftAnswers { situations, form: self.prefilled(caller, &published)?, ..DraftAnswers::default() };
        let set = vec![
            ("account", account.to_string().into()),
            ("person", person.to_string().into()),
            ("matter", code.as_str().into()),
            ("version", published.version.to_string().into()),
            ("answers", seal(person, &id, &answers)?),
            ("revision", 1_i64.into()),
            ("created_at", moment.now.into()),
            ("saved_at", moment.now.into()),
        ];
        self.put_row_once(RowChange::Put { table: "drafts", key: key(&id), set }, answer(&id))?;
        Ok(id)
    }

    /// A draft of the caller.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for anybody else's, also for one of another principal than the one acted for now.
    pub fn own_draft(&self, caller: &Caller, id: &str) -> Result<Draft, Problem> {
        let (account, person) = owner(caller)?;
        let parameters = [id.into(), account.to_string().into(), person.to_string().into()];
        let rows = self.ledger().query(include_str!("drafts/one.sql"), &parameters)?;
        let row = rows.first().ok_or(Problem::NotFound("draft"))?;
        let plain = self.ledger().open_sealed(person, &draft_stream(id), row.bytes(2))?;
        let answers = plain.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        Ok(Draft {
            id: id.to_owned(),
            person,
            matter: MatterCode(row.text(0).to_owned()),
            version: row.text(1).parse().unwrap_or(0),
            answers,
            created_at: row.maybe_time(3),
            saved_at: row.maybe_time(4),
        })
    }

    /// The caller's drafts, the last saved first.
    ///
    /// # Errors
    /// [`Problem::LoginNeeded`] for a guest.
    pub fn drafts(&self, caller: &Caller) -> Result<Vec<DraftRow>, Problem> {
        let (account, person) = owner(caller)?;
        let parameters = [account.to_string().into(), person.to_string().into()];
        let rows = self.ledger().query(include_str!("drafts/list.sql"), &parameters)?;
        Ok(rows.iter().map(draft_row).collect())
    }

    /// Changes a draft: what `change` leaves is kept, whether it is valid or not.
    ///
    /// # Errors
    /// As [`City::draft`].
    pub fn save_draft(
        &self,
        caller: &Caller,
        id: &str,
        change: impl FnOnce(&mut DraftAnswers),
        moment: &Moment,
    ) -> Result<Draft, Problem> {
        let mut draft = self.own_draft(caller, id)?;
        let before = draft.answers.clone();
        change(&mut draft.answers);
        draft.answers.note_changes(&before);
        draft.saved_at = Some(moment.now);
        let set = vec![("answers", seal(draft.person, id, &draft.answers)?), ("saved_at", moment.now.into())];
        self.put_row(RowChange::Set { table: "drafts", key: key(id), set })?;
        Ok(draft)
    }

    /// Takes a draft over to the version in force; its answers stay.
    ///
    /// # Errors
    /// As [`City::draft`].
    pub fn renew_draft(&self, caller: &Caller, id: &str, moment: &Moment) -> Result<(), Problem> {
        let draft = self.own_draft(caller, id)?;
        let version = self.content().matter(&draft.matter)?.version;
        let set = vec![("version", version.to_string().into()), ("saved_at", moment.now.into())];
        self.put_row(RowChange::Set { table: "drafts", key: key(id), set })
    }

    /// Throws a draft away, with the list of its files.
    ///
    /// # Errors
    /// As [`City::draft`].
    pub fn drop_draft(&self, caller: &Caller, id: &str) -> Result<(), Problem> {
        self.own_draft(caller, id)?;
        self.remove_draft(id)
    }

    /// Removes drafts that nobody touched for the time the city set; at most a hundred a round.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn sweep_drafts(&self, now: Timestamp) -> Result<usize, Problem> {
        let days = i64::from(self.settings().draft_days);
        let before = now - SignedDuration::from_hours(24 * days);
        let rows = self.ledger().query(include_str!("drafts/old.sql"), &[before.into()])?;
        for row in &rows {
            self.remove_draft(row.text(0))?;
        }
        Ok(rows.len())
    }

    fn remove_draft(&self, id: &str) -> Result<(), Problem> {
        let uploads = vec![("draft", id.into()), ("number", "".into())];
        self.put_row(RowChange::Remove { table: "uploads", key: uploads })?;
        self.put_row(RowChange::Remove { table: "drafts", key: key(id) })
    }

    /// The files of a draft, in the order in which they came.
    ///
    /// # Errors
    /// As [`City::draft`].
    pub fn draft_files(&self, caller: &Caller, id: &str) -> Result<Vec<Upload>, Problem> {
        let draft = self.own_draft(caller, id)?;
        self.uploads_where_draft(draft.person, id)
    }
}

fn owner(caller: &Caller) -> Result<(AccountId, PersonId), Problem> {
    caller.require(Action::Apply)?;
    match (caller.account, caller.applicant()) {
        (Some(account), Some(person)) => Ok((account, person)),
        _ => Err(Problem::LoginNeeded),
    }
}

fn key(id: &str) -> Vec<(&'static str, Value)> {
    vec![("id", id.into())]
}

fn seal(person: PersonId, id: &str, answers: &DraftAnswers) -> Result<Value, Problem> {
    let plain = serde_json::to_string(answers).map_err(|cause| Problem::fault("keeping a draft", cause))?;
    Ok(Value::Personal { of: person, stream: draft_stream(id), plain })
}

fn draft_row(row: &Row) -> DraftRow {
    DraftRow {
        id: row.text(0).to_owned(),
        matter: MatterCode(row.text(1).to_owned()),
        saved_at: row.maybe_time(2),
    }
}

/// The published matter of a draft, and whether it is still the version that the form was opened with.
pub struct DraftMatter {
    /// The version in force.
    pub published: Arc<PublishedMatter>,
    /// Whether it changed since.
    pub is_changed: bool,
}

impl City {
    /// The matter of a draft.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is no longer offered.
    pub fn draft_matter(&self, draft: &Draft) -> Result<DraftMatter, Problem> {
        let published = Arc::clone(self.content().matter(&draft.matter)?);
        let is_changed = published.version != draft.version;
        Ok(DraftMatter { published, is_changed })
    }
}
