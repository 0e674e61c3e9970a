//! The worker that issues papers: from a task in the outbox to a stored document, once for each task.
//!
//! A paper that cannot be made now stays a task with a named reason and is tried again; it is never lost, never
//! issued twice, and never printed with a box in place of a character.

use super::code::spoken;
use super::draft::{Draft, document_id, hex, issued_of, mark_of};
use super::gather::with_number;
use super::number::Register;
use super::{DocumentEvent, Held, Issued, Numbered, RenderProblem, Rendered, Verification, document_stream};
use crate::{Caller, City, PaperTask, Problem, Work};
use ::cases::{Case, CaseEvent};
use kernel::{Actor, BlobId, DocumentId, Moment, Private, Refusal};
use ledger::{BlobRefusal, Claimed, Settlement};
use sha2::{Digest, Sha256};
use std::time::Duration;

/// For how long a worker holds the tasks that it claimed.
const LEASE: Duration = Duration::from_secs(600);

/// After what time a paper that waits for a font, a fact or a template is tried again.
const HELD_FOR: Duration = Duration::from_secs(600);

/// The largest document in bytes; the largest of the pack has 200 KiB.
const BYTES_MAX: u64 = 32 * 1024 * 1024;

/// What one round of the worker did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IssueReport {
    /// Papers issued.
    pub issued: u32,
    /// Papers that wait, with a reason that is shown.
    pub held: u32,
    /// Tasks that can never be done, because the case or its person is gone.
    pub dropped: u32,
    /// Tasks that met a fault and are tried again.
    pub failed: u32,
    /// Why nothing is issued at all.
    pub waits: Option<RenderProblem>,
}

/// How one task ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Issue {
    /// Issued now, or by an earlier try.
    Done(DocumentId),
    /// Waits.
    Held(RenderProblem),
    /// Can never be done.
    Never(&'static str),
}

impl City {
    /// Whether papers can be issued at all, for the sentence "issuing waits".
    ///
    /// # Errors
    /// [`RenderProblem::NoPress`] or [`RenderProblem::NoFont`].
    pub fn may_issue(&self) -> Result<(), RenderProblem> {
        self.ports().press.as_ref().map_or(Err(RenderProblem::NoPress), |press| press.ready())
    }

    /// One round of the worker: at most `limit` papers. While nothing can be set at all, no task is touched.
    ///
    /// # Errors
    /// A fault of the storage that keeps tasks from being claimed or settled.
    pub fn issue_papers(&self, moment: &Moment, limit: u32) -> Result<IssueReport, Problem> {
        let mut report = IssueReport::default();
        if let Err(problem) = self.may_issue() {
            report.waits = Some(problem);
            return Ok(report);
        }
        let mut moment = moment.clone();
        for claimed in self.ledger().claim("paper", limit, LEASE)? {
            // Each paper draws its own chance.
            moment.draw();
            let settlement = self.issue_claimed(&claimed, &moment, &mut report);
            match self.ledger().settle(&claimed, settlement) {
                // Another worker took the task over; what was issued is found again by its id.
                Ok(()) | Err(ledger::Fault::Fenced) => {}
                Err(fault) => return Err(fault.into()),
            }
        }
        Ok(report)
    }

    fn issue_claimed(&self, claimed: &Claimed, moment: &Moment, report: &mut IssueReport) -> Settlement {
        let Ok(task) = serde_json::from_value::<PaperTask>(claimed.body.clone()) else {
            report.dropped += 1;
            return Settlement::Dead { why: "the task cannot be read".to_owned() };
        };
        let later = |wait: Duration, why: String| Settlement::Retry { not_before: moment.now + wait, why };
        match self.issue_paper(&task, moment) {
            Ok(Issue::Done(_)) => {
                report.issued += 1;
                Settlement::Done
            }
            Ok(Issue::Held(problem)) => {
                report.held += 1;
                later(HELD_FOR, problem.to_string())
            }
            Ok(Issue::Never(why)) => {
                report.dropped += 1;
                Settlement::Dead { why: why.to_owned() }
            }
            Err(problem) => {
                report.failed += 1;
                // Ten seconds, then twice as long each time, up to an hour and more.
                later(Duration::from_secs(10 << claimed.attempts.min(9)), problem.to_string())
            }
        }
    }

    /// Issues one paper; a task that was carried out before changes nothing.
    ///
    /// # Errors
    /// A fault of the storage, or [`Problem::Busy`].
    pub(crate) fn issue_paper(&self, task: &PaperTask, moment: &Moment) -> Result<Issue, Problem> {
        let stream = Case::stream(&task.number);
        let mut history = self.events::<CaseEvent>(&stream)?;
        history.retain(|recorded| recorded.position <= task.position);
        let last = history.last().filter(|last| last.position == task.position);
        let (Some(case), Some(last)) = (Case::fold(&history), last) else {
            return Ok(Issue::Never("the case has no such event"));
        };
        let id = document_id(task, last);
        let events = self.events::<DocumentEvent>(&document_stream(id))?;
        let events: Vec<_> = events.into_iter().map(|recorded| recorded.event).collect();
        if events.iter().any(|event| matches!(event, DocumentEvent::Issued(_))) {
            return Ok(Issue::Done(id));
        }
        if case.applicant().details.get().is_none() {
            return Ok(Issue::Never("the applicant was erased"));
        }
        let held = |problem: RenderProblem| self.hold_paper(id, task, &case, &events, problem, moment);
        match self.draft_paper(task, id, &case, &history)? {
            Err(problem) => held(problem),
            Ok(draft) => match self.make_paper(task, &draft, &events, moment)? {
                Err(problem) => held(problem),
                Ok(end) => Ok(end),
            },
        }
    }

    /// Sets the paper, stores its bytes and then says so.
    fn make_paper(
        &self,
        task: &PaperTask,
        draft: &Draft,
        events: &[DocumentEvent],
        moment: &Moment,
    ) -> Result<Result<Issue, RenderProblem>, Problem> {
        let (numbered, rendered) = match self.print_numbered(task, draft, events, moment)? {
            Ok(printed) => printed,
            Err(problem) => return Ok(Err(problem)),
        };
        let Some(stored) = self.store_paper(draft, &rendered, moment)? else {
            return Ok(Ok(Issue::Never("the applicant was erased")));
        };
        let issued = issued_of(task, draft, numbered, stored, rendered.pages);
        self.say_issued(draft.id, issued, moment)?;
        Ok(Ok(Issue::Done(draft.id)))
    }

    /// Takes the number and sets the paper with it.
    fn print_numbered(
        &self,
        task: &PaperTask,
        draft: &Draft,
        events: &[DocumentEvent],
        moment: &Moment,
    ) -> Result<Result<(Numbered, Rendered), RenderProblem>, Problem> {
        let Some(press) = &self.ports().press else { return Ok(Err(RenderProblem::NoPress)) };
        let content = self.content();
        let register = Register {
            document: draft.id,
            case: &draft.case,
            kind: task.kind,
            sheet: &draft.sheet,
            mark: mark_of(&content, &draft.case.terms().department),
            year: draft.date().year(),
        };
        let numbered = self.number_paper(&register, events, moment)?;
        let verification = self.verification_of(&numbered.code);
        let facts = with_number(draft.facts.clone(), numbered.number.as_deref(), verification);
        Ok(press.print(&draft.files, &facts.to_value()).map(|rendered| (numbered, rendered)))
    }

    fn verification_of(&self, code: &str) -> Verification {
        let address = self.settings().public_address.trim_end_matches('/');
        let site = address.split_once("://").map_or(address, |(_, rest)| rest);
        Verification {
            url: format!("{address}/verify/{code}"),
            code: spoken(code),
            site: format!("{site}/verify"),
        }
    }

    /// Stores the bytes before the event that names them; none if the person was erased meanwhile.
    fn store_paper(
        &self,
        draft: &Draft,
        rendered: &Rendered,
        moment: &Moment,
    ) -> Result<Option<(BlobId, String)>, Problem> {
        let sha256: [u8; 32] = Sha256::digest(&rendered.pdf).into();
        let stream = Case::stream(draft.case.number());
        let person = Some(draft.case.person());
        let put =
            |blob| self.ledger().put_blob(blob, person, &stream, &mut rendered.pdf.as_slice(), BYTES_MAX);
        // The id of the bytes is that of the paper, so that a try after a crash finds them again.
        let first = BlobId(draft.id.0);
        let stored = match put(first) {
            Err(BlobRefusal::Exists) => {
                let same = self.ledger().blob_meta(first)?.is_some_and(|meta| meta.sha256 == sha256);
                let again = BlobId(moment.clone().id());
                // The template changed since the crash: what is issued is what was set now.
                if same { Ok(first) } else { put(again).map(|_| again) }
            }
            other => other.map(|_| first),
        };
        match stored {
            Ok(blob) => Ok(Some((blob, hex(&sha256)))),
            Err(BlobRefusal::Erased) => Ok(None),
            Err(refusal) => Err(Problem::fault("storing a paper", refusal)),
        }
    }

    fn say_issued(&self, id: DocumentId, issued: Issued, moment: &Moment) -> Result<(), Problem> {
        let stream = document_stream(id);
        self.run(&Caller::system(), moment, |work: &mut Work<'_>| {
            let events = work.load::<DocumentEvent>(&stream)?;
            if events.iter().any(|recorded| matches!(recorded.event, DocumentEvent::Issued(_))) {
                return Ok(());
            }
            work.append(&stream, &Actor::system(), &[DocumentEvent::Issued(Box::new(issued.clone()))])
        })?;
        Ok(())
    }

    /// Shows why the paper waits; the same reason is told once.
    fn hold_paper(
        &self,
        id: DocumentId,
        task: &PaperTask,
        case: &Case,
        events: &[DocumentEvent],
        problem: RenderProblem,
        moment: &Moment,
    ) -> Result<Issue, Problem> {
        let (value_name, value) = problem.detail().unzip();
        let held = Held {
            case: task.number.clone(),
            kind: task.kind,
            department: case.terms().department.clone(),
            reason: problem.key().to_owned(),
            value_name: value_name.map(str::to_owned),
            value: Private::new(case.person(), value.unwrap_or_default()),
        };
        let told = events.iter().rev().find_map(|event| match event {
            DocumentEvent::Held(held) => Some(held),
            _ => None,
        });
        if told != Some(&held) {
            self.run(&Caller::system(), moment, |work: &mut Work<'_>| {
                work.load::<DocumentEvent>(&document_stream(id))?;
                work.append(&document_stream(id), &Actor::system(), &[DocumentEvent::Held(held.clone())])
            })?;
        }
        Ok(Issue::Held(problem))
    }
}

#[cfg(test)]
impl City {
    /// Goes as far as a worker that is killed after the bytes are stored and before the event says so.
    pub(super) fn crash_before_the_event(&self, task: &PaperTask, moment: &Moment) -> Result<(), Problem> {
        let mut history = self.events::<CaseEvent>(&Case::stream(&task.number))?;
        history.retain(|recorded| recorded.position <= task.position);
        let case = Case::fold(&history).expect("the test made it");
        let id = document_id(task, history.last().expect("the test made it"));
        let draft = self.draft_paper(task, id, &case, &history)?.expect("nothing is missing");
        let (_, rendered) = self.print_numbered(task, &draft, &[], moment)?.expect("the press works");
        self.store_paper(&draft, &rendered, moment)?;
        Ok(())
    }
}
