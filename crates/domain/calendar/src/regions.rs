//! Which region counts by which calendar: attached to a region, inherited by all below it.

use crate::{Calendar, CalendarVersion, NoCalendar};
use kernel::RegionCode;
use std::collections::BTreeMap;

/// The calendars of a city: the present one of each region, and every former version so that stored
/// dates can be counted again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegionCalendars {
    versions: BTreeMap<CalendarVersion, Calendar>,
    regions: BTreeMap<RegionCode, CalendarVersion>,
}

/// Deeper than any region tree; a cycle in the parents ends here.
const LEVELS_MAX: usize = 16;

impl RegionCalendars {
    /// Lets the regions that `calendar` names count by it from now on; former versions stay known.
    pub fn publish(&mut self, calendar: Calendar) {
        for region in &calendar.index().regions {
            self.regions.insert(region.clone(), calendar.version().clone());
        }
        self.versions.insert(calendar.version().clone(), calendar);
    }

    /// The present calendar of a region: its own, or that of the nearest region above it.
    ///
    /// # Errors
    /// [`NoCalendar`] when nothing is attached on the way up.
    pub fn of(
        &self,
        region: &RegionCode,
        parent: impl Fn(&RegionCode) -> Option<RegionCode>,
    ) -> Result<&Calendar, NoCalendar> {
        let mut place = Some(region.clone());
        for _ in 0..LEVELS_MAX {
            let Some(here) = place else { break };
            if let Some(calendar) = self.regions.get(&here).and_then(|version| self.versions.get(version)) {
                return Ok(calendar);
            }
            place = parent(&here);
        }
        Err(NoCalendar { region: region.clone() })
    }

    /// A calendar by its version, present or former.
    pub fn version(&self, version: &CalendarVersion) -> Option<&Calendar> {
        self.versions.get(version)
    }

    /// All known versions.
    pub fn versions(&self) -> impl Iterator<Item = &Calendar> {
        self.versions.values()
    }
}
