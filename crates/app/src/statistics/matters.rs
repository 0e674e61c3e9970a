//! The catalogue in numbers: how much can be done online, at once and in a hall, by department or region (CAT-08,
//! ORG-18, CASE-04).

use crate::{Action, Caller, City, Problem};
use catalogue::CatalogueCounts;
use std::collections::BTreeMap;

/// The matters in force, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CatalogueReport {
    /// By department, by its id.
    pub departments: BTreeMap<String, CatalogueCounts>,
    /// By the region of the department, by its code.
    pub regions: BTreeMap<String, CatalogueCounts>,
    /// All together.
    pub sum: CatalogueCounts,
}

impl City {
    /// Counts all matters in force, of every department: what is public is compared with the neighbours.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without a post that reads boards.
    pub fn catalogue_report(&self, caller: &Caller) -> Result<CatalogueReport, Problem> {
        caller.require(Action::ReadBoard)?;
        let content = self.content();
        let mut report = CatalogueReport::default();
        for published in content.matters.values() {
            let (matter, department) = (&published.matter, &published.matter.department);
            let region = self.region_of(department);
            report.departments.entry(department.0.clone()).or_default().count(matter);
            report.regions.entry(region).or_default().count(matter);
            report.sum.count(matter);
        }
        Ok(report)
    }
}
