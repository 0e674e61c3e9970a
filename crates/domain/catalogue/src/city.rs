//! The ground a matter stands on: regions, departments, halls, posts, sub-platforms and themes, all data of a pack.

mod department;
mod hall;
mod region;
mod register;

pub use department::{Department, Governance, Post, PostRole};
pub use hall::{Hall, HallId, OpeningHours, Site, SiteId};
pub use region::{KioskPlaces, Region, RegionLevel};
pub use register::{
    CancelledProof, SameItemStandard, StandardField, SubPlatform, SubPlatformId, Theme, ThemeId, ThemeKind,
};

use kernel::{DepartmentId, PostId, RegionCode};

/// Everything of a city that is not a matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct City {
    /// Regions, parents before children.
    pub regions: Vec<Region>,
    /// Kiosk coverage as published, which has its own denominators.
    pub kiosk_places: Vec<KioskPlaces>,
    /// Departments.
    pub departments: Vec<Department>,
    /// Buildings.
    pub sites: Vec<Site>,
    /// Halls.
    pub halls: Vec<Hall>,
    /// Staff posts.
    pub posts: Vec<Post>,
    /// The six sub-platforms.
    pub sub_platforms: Vec<SubPlatform>,
    /// Life events and themes.
    pub themes: Vec<Theme>,
    /// The register of cancelled proofs.
    pub cancelled_proofs: Vec<CancelledProof>,
    /// The same-item standards.
    pub standards: Vec<SameItemStandard>,
}

impl City {
    /// One region.
    pub fn region(&self, code: &RegionCode) -> Option<&Region> {
        self.regions.iter().find(|region| region.code == *code)
    }

    /// One department.
    pub fn department(&self, id: &DepartmentId) -> Option<&Department> {
        self.departments.iter().find(|department| department.id == *id)
    }

    /// One hall.
    pub fn hall(&self, id: &HallId) -> Option<&Hall> {
        self.halls.iter().find(|hall| hall.id == *id)
    }

    /// One post.
    pub fn post(&self, id: &PostId) -> Option<&Post> {
        self.posts.iter().find(|post| post.id == *id)
    }

    /// How many regions a level has; what the page lists by name, not what it says of itself.
    pub fn count_of(&self, level: RegionLevel) -> usize {
        self.regions.iter().filter(|region| region.level == level).count()
    }

    /// A region and those above it, from itself to the city.
    pub fn ancestry(&self, code: &RegionCode) -> Vec<&Region> {
        let mut line = Vec::new();
        let mut next = self.region(code);
        while let Some(region) = next {
            // A circle of parents is refused by the pack check; here it only must not hang.
            if line.len() > 8 {
                break;
            }
            line.push(region);
            next = region.parent.as_ref().and_then(|parent| self.region(parent));
        }
        line
    }
}
