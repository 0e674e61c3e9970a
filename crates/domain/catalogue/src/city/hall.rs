//! Sites and halls: where people go. Queues and windows come to life elsewhere.

use crate::words::keys;
use kernel::{DepartmentId, LocalText, RegionCode};
use serde::{Deserialize, Serialize};

keys! {
    /// A building or a group of buildings with halls.
    SiteId,
    /// A hall.
    HallId,
}

/// A building with halls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// A short stable id.
    pub id: SiteId,
    /// Its name.
    pub name: LocalText,
    /// Its address.
    pub address: LocalText,
    /// Its region.
    pub region: RegionCode,
    /// Who runs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator: Option<LocalText>,
    /// Where the entry comes from.
    pub source: String,
}

/// A hall of a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hall {
    /// A short stable id.
    pub id: HallId,
    /// Its name.
    pub name: LocalText,
    /// The site.
    pub site: SiteId,
    /// Building and floor, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<LocalText>,
    /// When it is open; the office hours of the calendar if empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<OpeningHours>,
    /// The departments that serve in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<DepartmentId>,
    /// Where the entry comes from.
    pub source: String,
}

/// One stretch of opening time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpeningHours {
    /// On which days: 1 is Monday, 7 is Sunday.
    pub weekdays: Vec<u8>,
    /// From, `08:30`.
    pub from: jiff::civil::Time,
    /// To.
    pub to: jiff::civil::Time,
    /// What for, if not everything, for example extended service on Saturday.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<LocalText>,
}
