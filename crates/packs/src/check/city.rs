//! The ground: regions form a tree, and everything else stands on it.

use super::Checking;
use crate::problem::Spot;
use catalogue::Governance;
use identity::CreditCode;
use std::collections::BTreeMap;

impl Checking<'_> {
    pub(super) fn regions(&mut self) {
        let places = self.region_places();
        let mut seen: BTreeMap<&str, ()> = BTreeMap::new();
        let pack = self.pack;
        for region in &pack.city.regions {
            let code = region.code.as_str();
            let (file, at) = places.get(code).cloned().unwrap_or_default();
            if seen.insert(code, ()).is_some() {
                let chinese = format!("区划 {code} 登记了两次，请删去一处。");
                self.fail(
                    &file,
                    at,
                    "duplicate-id",
                    chinese,
                    format!("the region {code} is registered twice"),
                );
            }
            match &region.parent {
                None if region.code == pack.manifest.region => {}
                None => {
                    let chinese = format!("区划 {code} 没有写上级 parent。");
                    self.fail(&file, at, "no-parent", chinese, format!("the region {code} has no parent"));
                }
                Some(parent) => match pack.city.region(parent) {
                    None => self.unknown(&file, at, "上级区划", parent.as_str()),
                    // A level below its parent's also means that there is no circle.
                    Some(above) if region.level <= above.level => {
                        let chinese = format!("区划 {code} 的级别应低于上级 {parent}。");
                        let english = format!("the region {code} must be of a lower level than {parent}");
                        self.fail(&file, at, "region-level", chinese, english);
                    }
                    Some(_) => {}
                },
            }
        }
        if pack.city.region(&pack.manifest.region).is_none() {
            let at = self
                .trees
                .get("pack.yaml")
                .and_then(|tree| tree.get("region"))
                .map_or(Spot::default(), |node| node.at);
            self.unknown("pack.yaml", at, "区划", pack.manifest.region.as_str());
        }
    }

    /// Where each region is written.
    fn region_places(&self) -> BTreeMap<String, (String, Spot)> {
        let mut places = BTreeMap::new();
        for (file, tree) in self.trees.iter().filter(|(file, _)| file.starts_with("regions/")) {
            let rows = (0..).map_while(|place| tree.get("regions")?.item(place));
            for code in rows.filter_map(|row| row.get("code")) {
                if let crate::yaml::Content::Scalar { text, .. } = &code.content {
                    places.insert(text.clone(), (file.clone(), code.at));
                }
            }
        }
        places
    }

    pub(super) fn departments(&mut self) {
        const FILE: &str = "departments.yaml";
        let city = &self.pack.city;
        let ids: Vec<&str> = city.departments.iter().map(|department| department.id.as_str()).collect();
        self.twice(FILE, None, "id", &ids);
        for (place, department) in city.departments.iter().enumerate() {
            let spot = |it: &Self, key| it.spot(FILE, None, place, key);
            if city.region(&department.region).is_none() {
                self.unknown(FILE, spot(self, "region"), "区划", department.region.as_str());
            }
            if let Some(parent) =
                department.parent.as_ref().filter(|parent| city.department(parent).is_none())
            {
                self.unknown(FILE, spot(self, "parent"), "上级部门", parent.as_str());
            }
            if let Some(Err(refusal)) = department.uscc.as_deref().map(CreditCode::parse) {
                let chinese = "统一社会信用代码不对，请核对每一位。".to_owned();
                self.fail(FILE, spot(self, "uscc"), "bad-uscc", chinese, refusal.to_string());
            }
            if !department.has_remedy() && department.governance != Governance::Mandated {
                let name = &department.name.chinese;
                self.fail(
                    FILE,
                    spot(self, "name"),
                    "no-remedy",
                    format!("{name} 没有写复议机关或法院，不能出具不予类文书。"),
                    format!("{name} has no review body or court and can issue no refusal"),
                );
                self.soften();
            }
        }
    }

    /// Makes the last problem a warning.
    fn soften(&mut self) {
        if let Some(problem) = self.problems.pop() {
            self.problems.push(problem.as_warning());
        }
    }

    pub(super) fn halls(&mut self) {
        const FILE: &str = "halls.yaml";
        let city = &self.pack.city;
        self.twice(
            FILE,
            Some("sites"),
            "id",
            &city.sites.iter().map(|site| site.id.as_str()).collect::<Vec<_>>(),
        );
        self.twice(
            FILE,
            Some("halls"),
            "id",
            &city.halls.iter().map(|hall| hall.id.as_str()).collect::<Vec<_>>(),
        );
        for (place, site) in city.sites.iter().enumerate() {
            if city.region(&site.region).is_none() {
                let at = self.spot(FILE, Some("sites"), place, "region");
                self.unknown(FILE, at, "区划", site.region.as_str());
            }
        }
        for (place, hall) in city.halls.iter().enumerate() {
            let spot = |it: &Self, key| it.spot(FILE, Some("halls"), place, key);
            if !city.sites.iter().any(|site| site.id == hall.site) {
                self.unknown(FILE, spot(self, "site"), "地点", hall.site.as_str());
            }
            for department in hall.departments.iter().filter(|id| city.department(id).is_none()) {
                self.unknown(FILE, spot(self, "departments"), "部门", department.as_str());
            }
            let strange = hall.hours.iter().any(|hours| {
                hours.to <= hours.from || hours.weekdays.iter().any(|day| !(1..=7).contains(day))
            });
            if strange {
                self.fail(
                    FILE,
                    spot(self, "hours"),
                    "bad-hours",
                    "开放时间不对：星期写 1 到 7，结束要晚于开始。".to_owned(),
                    "weekdays are 1 to 7, and the end lies after the beginning".to_owned(),
                );
            }
        }
    }

    pub(super) fn registers(&mut self) {
        let city = &self.pack.city;
        self.posts();
        self.twice(
            "themes.yaml",
            None,
            "id",
            &city.themes.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(),
        );
        let ids: Vec<&str> = city.sub_platforms.iter().map(|it| it.id.as_str()).collect();
        self.twice("sub-platforms.yaml", None, "id", &ids);
        if ids.len() != 6 {
            let count = ids.len();
            self.fail(
                "sub-platforms.yaml",
                Spot::default(),
                "six-sub-platforms",
                format!("子平台应为六个，现有 {count} 个。"),
                format!("there are six sub-platforms, not {count}"),
            );
        }
        let names: Vec<&str> = city.cancelled_proofs.iter().map(|it| it.name.as_str()).collect();
        self.twice("cancelled-proofs.yaml", None, "name", &names);
        let items: Vec<&str> = city.standards.iter().map(|it| it.base_item.as_str()).collect();
        self.twice("standards.yaml", None, "base_item", &items);
    }

    fn posts(&mut self) {
        const FILE: &str = "posts.yaml";
        let city = &self.pack.city;
        self.twice(FILE, None, "id", &city.posts.iter().map(|post| post.id.as_str()).collect::<Vec<_>>());
        for (place, post) in city.posts.iter().enumerate() {
            let spot = |it: &Self, key| it.spot(FILE, None, place, key);
            if city.department(&post.department).is_none() {
                self.unknown(FILE, spot(self, "department"), "部门", post.department.as_str());
            }
            if let Some(hall) = post.hall.as_ref().filter(|hall| city.hall(hall).is_none()) {
                self.unknown(FILE, spot(self, "hall"), "大厅", hall.as_str());
            }
            if let Some(region) = post.region.as_ref().filter(|region| city.region(region).is_none()) {
                self.unknown(FILE, spot(self, "region"), "区划", region.as_str());
            }
        }
    }

    pub(super) fn calendar(&mut self) {
        const FILE: &str = "calendars/calendar.yaml";
        let Some(calendar) = &self.pack.calendar else { return };
        if let Err(refusal) = calendar.calendar() {
            let at = Spot::default();
            self.fail(
                FILE,
                at,
                "calendar",
                format!("日历有矛盾：{refusal}。"),
                format!("the calendar contradicts itself: {refusal}"),
            );
        }
        for region in calendar.index.regions.iter().filter(|region| self.pack.city.region(region).is_none()) {
            let at = self
                .trees
                .get(FILE)
                .and_then(|tree| tree.get("regions"))
                .map_or(Spot::default(), |node| node.at);
            self.problems.push(crate::Problem::error(
                FILE,
                at,
                "unknown-id",
                format!("找不到区划 {region}，请改正或先登记。"),
                format!("there is no region {region}: mend it or register it"),
            ));
        }
    }
}
