//! The seal of the authority (审批专用章): a paper counts as issued when an e-seal service signed it or somebody
//! recorded the seal (practice.md 24).

use super::{DocumentEvent, SealHow, Sealed, document_stream};
use crate::cases::Seat;
use crate::{Action, Caller, City, Problem, Work};
use kernel::{Actor, CaseNumber, DocumentId, Moment, Recorded, Refusal};

/// Why a seal is not recorded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealRefusal {
    /// It is sealed already.
    #[error("the paper is sealed already")]
    Sealed,
    /// The seal has no name, or the service gave no reference.
    #[error("the seal or the reference of the service is not named")]
    Unnamed,
}

impl Refusal for SealRefusal {
    fn key(&self) -> &'static str {
        match self {
            SealRefusal::Sealed => "refusal-paper-sealed",
            SealRefusal::Unnamed => "refusal-paper-seal-unnamed",
        }
    }

    fn source_of_law(&self) -> Option<&'static str> {
        // 加盖本行政机关专用印章.
        matches!(self, SealRefusal::Unnamed).then_some("行政许可法 第三十二条")
    }
}

impl City {
    /// Records that a paper carries the seal, by a member of staff who hands out papers of its case.
    ///
    /// # Errors
    /// [`SealRefusal`], or why the caller may not.
    pub fn record_seal(
        &self,
        caller: &Caller,
        id: DocumentId,
        how: &SealHow,
        moment: &Moment,
    ) -> Result<(), Problem> {
        check(how)?;
        let events = self.events::<DocumentEvent>(&document_stream(id))?;
        let case = case_of(&events).ok_or(Problem::NotFound("paper"))?;
        let seat = self.seat(caller, &case, Action::Deliver)?;
        let Seat::Staff(official) = seat else { return Err(Problem::Forbidden(Action::Deliver)) };
        let actor = Actor::staff(official.account, official.unit.clone());
        let sealed = Sealed { how: how.clone(), by: Some(official) };
        self.act(caller, moment, Action::Deliver, |work| seal(work, id, &actor, &sealed))?;
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
}

fn check(how: &SealHow) -> Result<(), Problem> {
    let named = match how {
        SealHow::Stamp { seal } => !seal.trim().is_empty(),
        SealHow::Service { name, reference } => !name.trim().is_empty() && !reference.trim().is_empty(),
    };
    if named { Ok(()) } else { Err(SealRefusal::Unnamed.into()) }
}

fn seal(work: &mut Work<'_>, id: DocumentId, actor: &Actor, sealed: &Sealed) -> Result<(), Problem> {
    let stream = document_stream(id);
    let events = work.load::<DocumentEvent>(&stream)?;
    case_of(&events).ok_or(Problem::NotFound("paper"))?;
    if events.iter().any(|recorded| matches!(recorded.event, DocumentEvent::Sealed(_))) {
        return Err(SealRefusal::Sealed.into());
    }
    work.append(&stream, actor, &[DocumentEvent::Sealed(sealed.clone())])
}

/// The case of an issued paper.
fn case_of(events: &[Recorded<DocumentEvent>]) -> Option<CaseNumber> {
    events.iter().find_map(|recorded| match &recorded.event {
        DocumentEvent::Issued(issued) => Some(issued.case.clone()),
        _ => None,
    })
}
