//! Content checks: what a matter must not say before it is published (domain-reference.md §1.7).

mod examination;
mod finding;
mod ground;
mod keys;
mod promise;
mod sentence;
mod text;

pub use finding::{Finding, FindingKind, Place, Segment, Severity};
pub use keys::is_key;

use crate::city::City;
use crate::matter::Matter;
use crate::standard::same_standard_differences;
use std::collections::BTreeSet;

/// What the checks compare a matter with.
pub struct CheckContext<'a> {
    /// The city it stands in.
    pub city: &'a City,
    /// The names of the document templates of the pack; none when templates are not to be checked.
    pub templates: Option<&'a BTreeSet<String>>,
}

/// Everything that the content checks find in one matter, in the order of its text.
pub fn checks(matter: &Matter, context: &CheckContext<'_>) -> Vec<Finding> {
    let mut found = Findings::default();
    ground::check(matter, context, &mut found);
    text::check(matter, context.city, &mut found);
    promise::check(matter, &mut found);
    keys::check(matter, &mut found);
    examination::check(matter, context, &mut found);
    check_standard(matter, context.city, &mut found);
    found.0
}

/// The findings so far.
#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, at: Place, kind: FindingKind) {
        self.0.push(Finding { at, kind });
    }

    fn add_if(&mut self, breach: bool, at: Place, kind: impl FnOnce() -> FindingKind) {
        if breach {
            self.add(at, kind());
        }
    }
}

/// Same item, same standard, or a recorded deviation (CAT-02, P-03).
fn check_standard(matter: &Matter, city: &City, found: &mut Findings) {
    let differences = same_standard_differences(matter, &city.standards);
    for (place, deviation) in matter.deviations.iter().enumerate() {
        let stale = !differences.iter().any(|difference| difference.field == deviation.field);
        found.add_if(stale, Place::root().field("deviations").item(place), || FindingKind::StaleDeviation {
            field: deviation.field,
        });
    }
    for difference in differences {
        if !matter.deviations.iter().any(|deviation| deviation.field == difference.field) {
            let at = Place::root().field(difference.place());
            found.add(at, FindingKind::StandardDifference(difference));
        }
    }
}

#[cfg(test)]
mod tests;
