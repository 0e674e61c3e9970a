//! Regions: the administrative tree with its codes, and places beside it such as parks.

use crate::matter::Provenance;
use crate::words::words;
use kernel::{Date, LocalText, RegionCode};
use serde::{Deserialize, Serialize};

words! {
    /// The level of a region and of an exercised power (行使层级).
    RegionLevel {
        /// 国家级.
        Nation = "nation", "国家级";
        /// 省级.
        Province = "province", "省级";
        /// 市级.
        City = "city", "市级";
        /// 县级.
        District = "district", "区级";
        /// 镇(乡、街道)级.
        TownStreet = "town_street", "镇街级";
        /// A village committee (村民委员会).
        Village = "village", "村";
        /// A residents' committee (居民委员会).
        Community = "community", "社区";
        /// A park: a local extension without a national code.
        Park = "park", "园区";
    }
}

impl RegionLevel {
    /// The digit of 行使层级 (GB/T 39046-2020).
    pub const fn use_level(self) -> u8 {
        match self {
            RegionLevel::Nation => 1,
            RegionLevel::Province => 2,
            RegionLevel::City => 3,
            RegionLevel::District => 4,
            RegionLevel::TownStreet => 5,
            RegionLevel::Village | RegionLevel::Community | RegionLevel::Park => 6,
        }
    }
}

/// One region. The code is versioned data: it holds as of a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// The national code, or a local id for what has none.
    pub code: RegionCode,
    /// Its name.
    pub name: LocalText,
    /// Its level.
    pub level: RegionLevel,
    /// The region above; none for the city itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<RegionCode>,
    /// As of which day code and name are true.
    pub as_of: Date,
    /// Where they come from.
    pub provenance: Provenance,
    /// Who runs it, where that is not the region above, such as a cooperation zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run_by: Option<LocalText>,
    /// Anything else worth knowing, such as that a unit exists in the statistics only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<LocalText>,
}

/// Kiosk coverage as a source gave it: a count of places with its own denominator (practice.md 30).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KioskPlaces {
    /// What is counted.
    pub name: LocalText,
    /// The level of the places.
    pub level: RegionLevel,
    /// How many.
    pub count: u32,
    /// As of when, for example `2023-12`.
    pub as_of: String,
    /// Where the figure stands.
    pub source: String,
}
