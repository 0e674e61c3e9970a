//! The ground: regions form a tree, and everything else stands on it.

use super::Checking;
use crate::problem::{Rule, Spot};
use crate::yaml::Content;
use catalogue::{Governance, Region, SubPlatform};
use identity::CreditCode;
use kernel::RegionCode;
use std::collections::{BTreeMap, BTreeSet};

/// How many sub-platforms the one door has (CAT-05).
const SUB_PLATFORMS: usize = 6;

impl Checking<'_> {
    pub(super) fn regions(&mut self) {
        let places = self.region_places();
        let mut seen = BTreeSet::new();
        let pack = self.pack;
        for region in &pack.city.regions {
            let (file, at) = places.get(region.code.as_str()).cloned().unwrap_or_default();
            if !seen.insert(&region.code) {
                self.fail(&file, at, Rule("duplicate-id"), &[("id", region.code.to_string())]);
            }
            self.region_above(region, &file, at);
        }
        if pack.city.region(&pack.manifest.region).is_none() {
            let at = self.key_spot("pack.yaml", "region");
            self.unknown("pack.yaml", at, pack.manifest.region.as_str());
        }
    }

    fn region_above(&mut self, region: &Region, file: &str, at: Spot) {
        let code = ("code", region.code.to_string());
        let Some(parent) = &region.parent else {
            if region.code != self.pack.manifest.region {
                self.fail(file, at, Rule("no-parent"), &[code]);
            }
            return;
        };
        match self.pack.city.region(parent) {
            None => self.unknown(file, at, parent.as_str()),
            // A level below its parent's also means that there is no circle.
            Some(above) if region.level <= above.level => {
                self.fail(file, at, Rule("region-level"), &[code, ("parent", parent.to_string())]);
            }
            Some(_) => {}
        }
    }

    /// Where each region is written.
    fn region_places(&self) -> BTreeMap<String, (String, Spot)> {
        let mut places = BTreeMap::new();
        for (file, tree) in self.trees.iter().filter(|(file, _)| file.starts_with("regions/")) {
            let rows = (0..).map_while(|place| tree.get("regions")?.item(place));
            for code in rows.filter_map(|row| row.get("code")) {
                if let Content::Scalar { text, .. } = &code.content {
                    places.insert(text.clone(), (file.clone(), code.at));
                }
            }
        }
        places
    }

    pub(super) fn departments(&mut self) {
        const FILE: &str = "departments.yaml";
        let city = &self.pack.city;
        self.twice(FILE, None, "id", city.departments.iter().map(|it| it.id.as_str()));
        for (place, department) in city.departments.iter().enumerate() {
            let spot = |it: &Self, key| it.spot(FILE, None, place, key);
            self.known_region(FILE, spot(self, "region"), &department.region);
            if let Some(parent) =
                department.parent.as_ref().filter(|parent| city.department(parent).is_none())
            {
                self.unknown(FILE, spot(self, "parent"), parent.as_str());
            }
            if let Some(Err(_)) = department.uscc.as_deref().map(CreditCode::parse) {
                self.fail(FILE, spot(self, "uscc"), Rule("bad-uscc"), &[]);
            }
            if !department.has_remedy() && department.governance != Governance::Mandated {
                let name = [("department", department.name.chinese.clone())];
                self.warn(FILE, spot(self, "name"), Rule("no-remedy"), &name);
            }
        }
    }

    fn known_region(&mut self, file: &str, at: Spot, region: &RegionCode) {
        if self.pack.city.region(region).is_none() {
            self.unknown(file, at, region.as_str());
        }
    }

    pub(super) fn halls(&mut self) {
        const FILE: &str = "halls.yaml";
        let city = &self.pack.city;
        self.twice(FILE, Some("sites"), "id", city.sites.iter().map(|it| it.id.as_str()));
        self.twice(FILE, Some("halls"), "id", city.halls.iter().map(|it| it.id.as_str()));
        for (place, site) in city.sites.iter().enumerate() {
            let at = self.spot(FILE, Some("sites"), place, "region");
            self.known_region(FILE, at, &site.region);
        }
        for (place, hall) in city.halls.iter().enumerate() {
            let spot = |it: &Self, key| it.spot(FILE, Some("halls"), place, key);
            if !city.sites.iter().any(|site| site.id == hall.site) {
                self.unknown(FILE, spot(self, "site"), hall.site.as_str());
            }
            for department in hall.departments.iter().filter(|id| city.department(id).is_none()) {
                self.unknown(FILE, spot(self, "departments"), department.as_str());
            }
            let strange = hall.hours.iter().any(|hours| {
                hours.to <= hours.from || hours.weekdays.iter().any(|day| !(1..=7).contains(day))
            });
            if strange {
                self.fail(FILE, spot(self, "hours"), Rule("bad-hours"), &[]);
            }
        }
    }

    pub(super) fn registers(&mut self) {
        let city = &self.pack.city;
        self.posts();
        self.sub_platforms(&city.sub_platforms);
        self.twice("themes.yaml", None, "id", city.themes.iter().map(|it| it.id.as_str()));
        self.twice(
            "cancelled-proofs.yaml",
            None,
            "name",
            city.cancelled_proofs.iter().map(|it| it.name.as_str()),
        );
        self.twice(
            "standards.yaml",
            None,
            "base_item",
            city.standards.iter().map(|it| it.base_item.as_str()),
        );
    }

    fn sub_platforms(&mut self, platforms: &[SubPlatform]) {
        const FILE: &str = "sub-platforms.yaml";
        self.twice(FILE, None, "id", platforms.iter().map(|it| it.id.as_str()));
        if platforms.len() != SUB_PLATFORMS {
            let count = [("count", platforms.len().to_string())];
            self.fail(FILE, Spot::default(), Rule("six-sub-platforms"), &count);
        }
    }

    fn posts(&mut self) {
        const FILE: &str = "posts.yaml";
        let city = &self.pack.city;
        self.twice(FILE, None, "id", city.posts.iter().map(|it| it.id.as_str()));
        for (place, post) in city.posts.iter().enumerate() {
            let spot = |it: &Self, key| it.spot(FILE, None, place, key);
            if city.department(&post.department).is_none() {
                self.unknown(FILE, spot(self, "department"), post.department.as_str());
            }
            if let Some(hall) = post.hall.as_ref().filter(|hall| city.hall(hall).is_none()) {
                self.unknown(FILE, spot(self, "hall"), hall.as_str());
            }
            if let Some(region) = &post.region {
                self.known_region(FILE, spot(self, "region"), region);
            }
        }
    }

    pub(super) fn calendar(&mut self) {
        const FILE: &str = "calendars/calendar.yaml";
        let Some(calendar) = &self.pack.calendar else { return };
        if let Err(refusal) = calendar.calendar() {
            self.fail(FILE, Spot::default(), Rule("calendar"), &[("cause", refusal.to_string())]);
        }
        for region in &calendar.index.regions {
            self.known_region(FILE, self.key_spot(FILE, "regions"), region);
        }
    }
}
