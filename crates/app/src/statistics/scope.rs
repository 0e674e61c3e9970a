//! Whose counts somebody may see: the departments of her posts and every department below them.

use super::StatisticsQuestion;
use crate::{Action, Caller, City, Problem, access};
use kernel::DepartmentId;
use std::collections::BTreeSet;

impl City {
    /// The departments whose counts the caller may see, in order.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without a post that reads boards.
    pub fn statistics_departments(&self, caller: &Caller) -> Result<BTreeSet<DepartmentId>, Problem> {
        self.departments_with(caller, Action::ReadBoard)
    }

    /// The departments in which a post of the caller may do `action`, with those below them.
    pub(super) fn departments_with(
        &self,
        caller: &Caller,
        action: Action,
    ) -> Result<BTreeSet<DepartmentId>, Problem> {
        caller.require(action)?;
        let reads = |posting: &&identity::Posting| access::may(posting.role, action);
        let own = caller.postings.iter().filter(reads).map(|posting| posting.department.clone());
        let mut seen: BTreeSet<DepartmentId> = own.collect();
        if seen.is_empty() {
            return Err(Problem::Forbidden(action));
        }
        let content = self.content();
        loop {
            let below = content.ground.departments.iter().filter(|department| {
                !seen.contains(&department.id)
                    && department.parent.as_ref().is_some_and(|parent| seen.contains(parent))
            });
            let below: Vec<_> = below.map(|department| department.id.clone()).collect();
            if below.is_empty() {
                return Ok(seen);
            }
            seen.extend(below);
        }
    }

    /// Those of them that the question is about. One that the caller may not see is not among them.
    pub(super) fn statistics_scope(
        &self,
        caller: &Caller,
        question: &StatisticsQuestion,
    ) -> Result<Vec<DepartmentId>, Problem> {
        let content = self.content();
        let region = |id: &DepartmentId| content.ground.department(id).map(|found| found.region.clone());
        let seen = self.statistics_departments(caller)?.into_iter();
        let wanted = seen.filter(|id| question.department.as_ref().is_none_or(|wanted| wanted == id));
        Ok(wanted.filter(|id| question.region.is_none() || region(id) == question.region).collect())
    }
}
