//! What one command writes, folded while it is being decided, so that later events see the earlier ones.

use crate::{Case, CaseEvent, CaseRefusal, Received};
use kernel::Timestamp;

/// A case with the events that were decided since it was loaded.
pub(crate) struct Log {
    pub(crate) case: Case,
    pub(crate) events: Vec<CaseEvent>,
    at: Timestamp,
}

impl Log {
    /// A new case.
    pub(crate) fn begin(received: Received, at: Timestamp) -> Self {
        let case = Case::begin(&received, at);
        Log { case, events: vec![CaseEvent::Received(Box::new(received))], at }
    }

    /// A case that goes on with `events`.
    pub(crate) fn resume(mut case: Case, events: Vec<CaseEvent>, at: Timestamp) -> Self {
        events.iter().for_each(|event| case.apply(event, at));
        Log { case, events, at }
    }

    /// Decides more on what the case has become.
    pub(crate) fn add<F>(&mut self, decide: F) -> Result<(), CaseRefusal>
    where
        F: FnOnce(&Case) -> Result<Vec<CaseEvent>, CaseRefusal>,
    {
        for event in decide(&self.case)? {
            self.case.apply(&event, self.at);
            self.events.push(event);
        }
        Ok(())
    }
}
