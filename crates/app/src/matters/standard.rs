//! Same item, same standard: what the matters in force differ in from the standard of their item (CAT-02, P-03).

use crate::{Action, Caller, City, Problem};
use catalogue::{Difference, unexplained_differences};
use kernel::MatterCode;

/// A difference that no recorded deviation explains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandardBreach {
    /// The matter.
    pub matter: MatterCode,
    /// Its department.
    pub department: String,
    /// What differs.
    pub difference: Difference,
}

impl City {
    /// Every difference of the matters in force, as a worklist by department (practice.md 9).
    ///
    /// # Errors
    /// [`Problem::Forbidden`] for who neither edits nor reviews the catalogue.
    pub fn standard_breaches(&self, caller: &Caller) -> Result<Vec<StandardBreach>, Problem> {
        if caller.require(Action::EditCatalogue).is_err() {
            caller.require(Action::ReviewCatalogue)?;
        }
        let content = self.content();
        let mut breaches: Vec<StandardBreach> = Vec::new();
        for published in content.matters.values() {
            let matter = &published.matter;
            let differences = unexplained_differences(matter, &content.ground.standards);
            breaches.extend(differences.into_iter().map(|difference| StandardBreach {
                matter: matter.code.clone(),
                department: matter.department.0.clone(),
                difference,
            }));
        }
        breaches
            .sort_by(|one, other| (&one.department, &one.matter).cmp(&(&other.department, &other.matter)));
        Ok(breaches)
    }
}
