//! An event of a case calls for papers (文书): each becomes a task in the outbox, made by the document worker.

use crate::{Problem, Work};
use ::cases::{Case, CaseEvent};
use catalogue::DocumentKind;
use kernel::CaseNumber;
use ledger::Outgoing;
use serde::{Deserialize, Serialize};

/// The task to issue one paper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PaperTask {
    /// For which case.
    pub number: CaseNumber,
    /// Which paper.
    pub kind: DocumentKind,
    /// After which event of the case: the paper says what was known then.
    pub position: u64,
}

/// Leaves a task for each paper that the event calls for, and for the certificate once nothing withholds it.
pub(super) fn follow(
    work: &mut Work<'_>,
    case: &Case,
    event: &CaseEvent,
    position: u64,
) -> Result<(), Problem> {
    if !work.city.issues_papers() {
        return Ok(());
    }
    let mut kinds = case.documents_due(event);
    let may_release = matches!(event, CaseEvent::Granted(_) | CaseEvent::GapFilled(_));
    if may_release && case.certificate_due() {
        kinds.push(DocumentKind::Certificate);
    }
    for kind in kinds {
        let task = PaperTask { number: case.number().clone(), kind, position };
        let body =
            serde_json::to_value(&task).map_err(|cause| Problem::fault("leaving a paper task", cause))?;
        work.send(Outgoing {
            topic: "paper",
            key: format!("{}-{position}-{}", case.number(), kind.code()),
            body,
            stream: Case::stream(case.number()),
            // The claim looks at the database's clock; a paper never waits for a time of day.
            not_before: kernel::Timestamp::UNIX_EPOCH,
        });
    }
    Ok(())
}
