//! The seal of the authority (审批专用章): a paper counts as issued when an e-seal service signed it or somebody
//! recorded the seal (practice.md 24). A result is not handed over without it.

use super::{DocumentEvent, SealHow, Sealed, document_stream};
use crate::cases::Seat;
use crate::{Action, Caller, City, Problem, Work};
use ::cases::Command;
use catalogue::DocumentKind;
use kernel::{Actor, CaseNumber, DocumentId, Moment, Recorded, Refusal};
use ledger::Idempotency;

/// Papers of one case that carry the seal now.
pub struct SealOrder<'a> {
    /// The case.
    pub case: &'a CaseNumber,
    /// Its papers, each once.
    pub papers: &'a [DocumentId],
    /// How they were sealed.
    pub how: &'a SealHow,
    /// The record that makes a repeated request answer the same.
    pub idempotency: Option<Idempotency>,
}

/// Why a seal is not recorded, or a result not handed over.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealRefusal {
    /// It is sealed already.
    #[error("the paper is sealed already")]
    Sealed,
    /// The seal has no name, or the service gave no reference.
    #[error("the seal or the reference of the service is not named")]
    Unnamed,
    /// A result that is to be handed over carries none yet.
    #[error("the {} is not sealed", .paper.chinese())]
    Awaited {
        /// Which paper.
        paper: DocumentKind,
    },
    /// A result that is to be handed over could not be set yet.
    #[error("the {} is not made", .paper.chinese())]
    Unmade {
        /// Which paper.
        paper: DocumentKind,
    },
}

impl Refusal for SealRefusal {
    fn key(&self) -> &'static str {
        match self {
            SealRefusal::Sealed => "refusal-paper-sealed",
            SealRefusal::Unnamed => "refusal-paper-seal-unnamed",
            SealRefusal::Awaited { .. } => "refusal-paper-seal-awaited",
            SealRefusal::Unmade { .. } => "refusal-paper-unmade",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            SealRefusal::Sealed | SealRefusal::Unnamed => Vec::new(),
            SealRefusal::Awaited { paper } | SealRefusal::Unmade { paper } => {
                vec![("paper", paper.chinese().to_owned())]
            }
        }
    }

    fn source_of_law(&self) -> Option<&'static str> {
        match self {
            SealRefusal::Sealed | SealRefusal::Unmade { .. } => None,
            // 加盖本行政机关专用印章.
            SealRefusal::Unnamed => Some("行政许可法 第三十二条"),
            // 颁发加盖本行政机关印章的行政许可证件.
            SealRefusal::Awaited { .. } => Some("行政许可法 第三十九条"),
        }
    }
}

impl City {
    /// Records that papers of a case carry the seal, by a member of staff who hands them out: all of them or none.
    ///
    /// # Errors
    /// [`SealRefusal`], [`Problem::NotFound`] for a paper of another case, or why the caller may not.
    pub fn record_seals(
        &self,
        caller: &Caller,
        order: &SealOrder<'_>,
        moment: &Moment,
    ) -> Result<(), Problem> {
        check(order.how)?;
        let seat = self.seat(caller, order.case, Action::Deliver)?;
        let Seat::Staff(official) = seat else { return Err(Problem::Forbidden(Action::Deliver)) };
        let actor = Actor::staff(official.account, official.unit.clone());
        let sealed = Sealed { how: order.how.clone(), by: Some(official) };
        let task = |work: &mut Work<'_>| {
            for id in order.papers {
                if seal(work, *id, &actor, &sealed)? != *order.case {
                    return Err(Problem::NotFound("paper"));
                }
            }
            order.idempotency.iter().for_each(|record| work.answer_with(record.clone()));
            Ok(())
        };
        self.act(caller, moment, Action::Deliver, task)?;
        Ok(())
    }

    /// Records what an e-seal service answered: for the platform itself.
    ///
    /// # Errors
    /// [`SealRefusal`], or [`Problem::NotFound`] if there is no such paper.
    pub fn seal_by_service(
        &self,
        id: DocumentId,
        name: &str,
        reference: &str,
        moment: &Moment,
    ) -> Result<(), Problem> {
        let how = SealHow::Service { name: name.to_owned(), reference: reference.to_owned() };
        check(&how)?;
        let sealed = Sealed { how, by: None };
        self.run(&Caller::system(), moment, |work| seal(work, id, &Actor::system(), &sealed))?;
        Ok(())
    }

    /// Seals the papers that were set after a demo's life had handed their results over, as an e-seal service would.
    /// Gives their number; papers of a real city are not touched.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn seal_rehearsed(&self, moment: &Moment) -> Result<u32, Problem> {
        let mut sealed = 0;
        for row in self.ledger().query(include_str!("rehearsed.sql"), &[])? {
            let id = row.text(0).parse().map_err(|_| Problem::NotFound("paper"))?;
            self.seal_by_service(id, "演示签章服务", "DEMO", moment)?;
            sealed += 1;
        }
        Ok(sealed)
    }

    /// Refuses to let a result leave the house that was not made or carries no seal yet.
    ///
    /// # Errors
    /// [`SealRefusal::Awaited`], [`SealRefusal::Unmade`].
    pub(crate) fn check_sealed(&self, case: &CaseNumber) -> Result<(), Problem> {
        // A demo's life is over before its papers are set; they are sealed after it.
        if self.is_rehearsing() {
            return Ok(());
        }
        let result = |row: &ledger::Row| DocumentKind::from_word(row.text(0)).filter(|kind| is_result(*kind));
        let waiting = self.ledger().query(include_str!("held_kinds.sql"), &[case.as_str().into()])?;
        if let Some(paper) = waiting.iter().find_map(result) {
            return Err(SealRefusal::Unmade { paper }.into());
        }
        let unsealed = self.ledger().query(include_str!("unsealed_kinds.sql"), &[case.as_str().into()])?;
        match unsealed.iter().find_map(result) {
            Some(paper) => Err(SealRefusal::Awaited { paper }.into()),
            None => Ok(()),
        }
    }
}

/// Whether a result leaves the house with this command.
pub(crate) fn hands_over(command: &Command) -> bool {
    matches!(command, Command::Deliver(_) | Command::HandToCarrier(_))
}

/// What a person goes home with: the certificate, and the decision that it rests on.
fn is_result(kind: DocumentKind) -> bool {
    use DocumentKind::{Certificate, Decision, Denied, Filed, Granted};
    matches!(kind, Certificate | Decision | Denied | Filed | Granted)
}

fn check(how: &SealHow) -> Result<(), Problem> {
    let named = match how {
        SealHow::Stamp { seal } => !seal.trim().is_empty(),
        SealHow::Service { name, reference } => !name.trim().is_empty() && !reference.trim().is_empty(),
    };
    if named { Ok(()) } else { Err(SealRefusal::Unnamed.into()) }
}

/// Seals one paper and says of which case it is.
fn seal(work: &mut Work<'_>, id: DocumentId, actor: &Actor, sealed: &Sealed) -> Result<CaseNumber, Problem> {
    let stream = document_stream(id);
    let events = work.load::<DocumentEvent>(&stream)?;
    let case = case_of(&events).ok_or(Problem::NotFound("paper"))?;
    if events.iter().any(|recorded| matches!(recorded.event, DocumentEvent::Sealed(_))) {
        return Err(SealRefusal::Sealed.into());
    }
    work.append(&stream, actor, &[DocumentEvent::Sealed(sealed.clone())])?;
    Ok(case)
}

/// The case of an issued paper.
fn case_of(events: &[Recorded<DocumentEvent>]) -> Option<CaseNumber> {
    events.iter().find_map(|recorded| match &recorded.event {
        DocumentEvent::Issued(issued) => Some(issued.case.clone()),
        _ => None,
    })
}
