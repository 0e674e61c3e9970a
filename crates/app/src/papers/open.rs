//! Opening a paper for who takes part in its case, and the list of papers that wait.

use super::facts::ServedPaper;
use super::{DocumentEvent, document_stream};
use crate::cases::Seat;
use crate::{Action, Caller, City, Problem};
use catalogue::DocumentKind;
use kernel::{CaseNumber, DocumentId, Timestamp};
use ledger::Row;

/// A paper with its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperFile {
    /// Its id.
    pub id: DocumentId,
    /// Its case.
    pub case: CaseNumber,
    /// Which paper.
    pub kind: DocumentKind,
    /// Its number, if it has one.
    pub number: Option<String>,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// The PDF, exactly as it was issued.
    pub bytes: Vec<u8>,
}

/// A paper that cannot be made for the time being.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldPaper {
    /// Its id.
    pub id: String,
    /// Its case.
    pub case: String,
    /// Its kind's code.
    pub kind: String,
    /// The body that issues it.
    pub department: String,
    /// The message key of the reason.
    pub reason: String,
    /// The value in that message: its name and text; empty once the person was erased.
    pub value: Option<(String, String)>,
    /// Since when it waits for this reason.
    pub since: Option<Timestamp>,
}

impl City {
    /// The bytes of a paper. For staff the read is logged before they are given.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for who takes no part in the case, and after the person was erased.
    pub fn open_paper(&self, caller: &Caller, id: DocumentId, now: Timestamp) -> Result<PaperFile, Problem> {
        let events = self.events::<DocumentEvent>(&document_stream(id))?;
        let issued = events.into_iter().find_map(|recorded| match recorded.event {
            DocumentEvent::Issued(issued) => Some(issued),
            _ => None,
        });
        let issued = issued.ok_or(Problem::NotFound("paper"))?;
        let seat = self.seat(caller, &issued.case, Action::ReadCase).map_err(hidden)?;
        if let Seat::Staff(official) = &seat {
            let (what, purpose) = ("paper", "task".to_owned());
            self.log_read(caller, official.unit.as_str(), issued.person, &issued.case, what, purpose, now)?;
        }
        let bytes = self.ledger().get_blob(issued.blob)?.ok_or(Problem::NotFound("paper"))?;
        let (case, kind, number, sha256) = (issued.case, issued.kind, issued.number, issued.sha256);
        Ok(PaperFile { id, case, kind, number, sha256, bytes })
    }

    /// The newest paper of one kind of a case, for example its certificate, with its number.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn paper_of_kind(
        &self,
        number: &CaseNumber,
        kind: DocumentKind,
    ) -> Result<Option<crate::cases::PaperLine>, Problem> {
        let papers = self.papers_of(number)?;
        Ok(papers.into_iter().rev().find(|paper| paper.kind == kind.code()))
    }

    /// Papers that wait for a font, a fact or a template, the oldest first: a task for the system's administrator.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] for others.
    pub fn held_papers(&self, caller: &Caller, limit: u32) -> Result<Vec<HeldPaper>, Problem> {
        caller.require(Action::RunSystem)?;
        let rows = self.ledger().query(include_str!("held.sql"), &[i64::from(limit).into()])?;
        Ok(rows.iter().map(held_paper).collect())
    }

    /// The papers of a case that wait, for its page.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for who takes no part in the case.
    pub fn held_papers_of(&self, caller: &Caller, number: &CaseNumber) -> Result<Vec<HeldPaper>, Problem> {
        self.seat(caller, number, Action::ReadCase)?;
        let rows = self.ledger().query(include_str!("held_of.sql"), &[number.as_str().into()])?;
        Ok(rows.iter().map(held_paper).collect())
    }

    /// The decisions and certificates of a case as its proof of delivery lists them.
    pub(super) fn served_papers(&self, number: &CaseNumber) -> Result<Vec<ServedPaper>, Problem> {
        let is_served = |kind: &DocumentKind| {
            use DocumentKind::{
                Certificate, Decision, Denied, Filed, Granted, NotAccepted, Returned, Terminated,
            };
            matches!(
                kind,
                Certificate | Decision | Denied | Filed | Granted | NotAccepted | Returned | Terminated
            )
        };
        let rows = self.ledger().query(include_str!("titles.sql"), &[number.as_str().into()])?;
        let served = rows.iter().filter_map(|row| {
            DocumentKind::from_word(row.text(0)).filter(is_served)?;
            let number = row.maybe_text(2).filter(|text| !text.is_empty()).map(str::to_owned);
            Some(ServedPaper { name: row.text(1).to_owned(), number, copies: 1 })
        });
        Ok(served.collect())
    }
}

/// Who may not see the case learns nothing of its papers either.
fn hidden(problem: Problem) -> Problem {
    match problem {
        Problem::NotFound(_) | Problem::Forbidden(_) => Problem::NotFound("paper"),
        other => other,
    }
}

fn held_paper(row: &Row) -> HeldPaper {
    let name = row.maybe_text(5).map(str::to_owned);
    HeldPaper {
        id: row.text(0).to_owned(),
        case: row.text(1).to_owned(),
        kind: row.text(2).to_owned(),
        department: row.text(3).to_owned(),
        reason: row.text(4).to_owned(),
        value: name.map(|name| (name, row.text(6).to_owned())),
        since: row.maybe_time(7),
    }
}
