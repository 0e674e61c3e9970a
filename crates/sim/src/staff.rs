//! The staff of a demo: who of the units that work on a case may do what.

use app::Caller;
use app::access::action_of;
use cases::{Case, Move, Official, Viewer};
use kernel::Timestamp;
use std::collections::HashMap;
use std::sync::Arc;

/// The callers that the life acts through.
pub struct Staff {
    /// Officials with their callers, by department.
    pub by_unit: HashMap<String, Vec<(Official, Arc<Caller>)>>,
}

impl Staff {
    /// The first official for whom `fits`, among the units that work on the case.
    pub fn find(&self, case: &Case, fits: impl Fn(&Official) -> bool) -> Option<(Official, Arc<Caller>)> {
        let steps = case.terms().steps.steps().steps().iter().filter_map(|step| step.department.clone());
        let units = std::iter::once(case.terms().department.clone()).chain(steps);
        for unit in units {
            let found =
                self.by_unit.get(unit.as_str()).into_iter().flatten().find(|(official, _)| fits(official));
            if let Some((official, caller)) = found {
                return Some((official.clone(), Arc::clone(caller)));
            }
        }
        None
    }
}

impl Staff {
    /// Who holds a role in a unit.
    pub fn of_role(&self, unit: &str, role: catalogue::PostRole) -> Option<Arc<Caller>> {
        let found = self.by_unit.get(unit)?.iter().find(|(official, _)| official.role == role);
        found.map(|(_, caller)| Arc::clone(caller))
    }

    /// The caller behind an official.
    pub fn caller_of(&self, wanted: &Official) -> Option<Arc<Caller>> {
        let unit = self.by_unit.get(wanted.unit.as_str())?;
        let found = unit.iter().find(|(official, _)| official.account == wanted.account);
        found.map(|(_, caller)| Arc::clone(caller))
    }
}

/// A case at a moment, with the staff around it.
pub struct Scene<'a> {
    /// The staff.
    pub staff: &'a Staff,
    /// The case.
    pub case: &'a Case,
    /// The moment.
    pub now: Timestamp,
}

impl Scene<'_> {
    /// The first official who may take this step now.
    pub fn who_may(&self, step: Move) -> Option<(Official, Arc<Caller>)> {
        self.staff.find(self.case, |official| {
            app::access::may(app::cases::role_of_post(official.role), action_of(step))
                && self.case.allows(step, Viewer::Staff(official), self.now)
        })
    }
}
