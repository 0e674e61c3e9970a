//! What follows from what: one file for each consequence that crosses a context.

mod papers;
mod tell;

pub use papers::PaperTask;
pub(crate) use tell::{Addressee, Telling, addressee_of, tell};
pub use tell::{NoticeTask, occasion_of};

use crate::{Problem, Work};
use ::cases::{Case, CaseEvent};

/// Everything that follows from one event of a case; `case` stands as it is after the event.
///
/// # Errors
/// A fault of the storage.
pub(crate) fn follow(
    work: &mut Work<'_>,
    case: &Case,
    event: &CaseEvent,
    position: u64,
) -> Result<(), Problem> {
    papers::follow(work, case, event, position)?;
    tell::follow(work, case, event, position)
}
