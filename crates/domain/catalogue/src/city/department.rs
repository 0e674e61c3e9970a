//! Departments and staff posts.

use super::hall::HallId;
use super::region::RegionLevel;
use crate::law::Certainty;
use crate::words::words;
use kernel::{DepartmentId, LocalText, PostId, RegionCode, WindowId};
use serde::{Deserialize, Serialize};

/// An acting body (实施主体) or another unit of the city.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Department {
    /// A short stable id.
    pub id: DepartmentId,
    /// The official name.
    pub name: LocalText,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short_name: Option<LocalText>,
    /// Its level.
    pub level: RegionLevel,
    /// Its region.
    pub region: RegionCode,
    /// The unit above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<DepartmentId>,
    /// Its unified social credit code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uscc: Option<String>,
    /// Who leads it.
    #[serde(default = "Governance::usual")]
    pub governance: Governance,
    /// Who reviews its decisions (行政复议机关); without it no decision is issued (practice.md 5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_body: Option<LocalText>,
    /// The court of first instance against its decisions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub court: Option<LocalText>,
    /// How sure review body and court are.
    #[serde(default = "likely")]
    pub remedy_sure: Certainty,
    /// Telephone for questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
}

impl Department {
    /// Whether review body and court are both known, so that a no can be printed.
    pub fn has_remedy(&self) -> bool {
        self.review_body.is_some() && self.court.is_some()
    }
}

fn likely() -> Certainty {
    Certainty::Likely
}

words! {
    /// Who leads a department; decides who reviews its acts (行政复议法 第二十四、二十七条).
    Governance {
        /// The government of its level.
        Local = "local", "本级政府";
        /// The same system one level up, such as tax or customs.
        Vertical = "vertical", "垂直领导";
        /// An institution or organ that acts by mandate.
        Mandated = "mandated", "授权或委托组织";
    }
}

impl Governance {
    fn usual() -> Self {
        Governance::Local
    }
}

words! {
    /// What a post does.
    PostRole {
        /// Takes in at the counter (综窗受理员).
        Clerk = "clerk", "综窗受理员";
        /// Reads and examines (审查).
        Examiner = "examiner", "审查员";
        /// Checks the examination (审核).
        Reviewer = "reviewer", "审核员";
        /// Decides (部门负责人).
        Head = "head", "部门负责人";
        /// Stands for the department at the hall and confirms a no (首席代表).
        ChiefAtHall = "chief_at_hall", "首席代表";
        /// Gives an expert view.
        Expert = "expert", "专家";
        /// Hands results over (出件员).
        Issuer = "issuer", "出件员";
        /// Leads a hall.
        HallManager = "hall_manager", "大厅主管";
        /// Keeps the catalogue of a department.
        Editor = "editor", "事项管理员";
    }
}

/// A staff post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// A short stable id.
    pub id: PostId,
    /// Its name.
    pub name: LocalText,
    /// The department.
    pub department: DepartmentId,
    /// What it does.
    pub role: PostRole,
    /// The region it works for; that of the department if none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionCode>,
    /// The hall, for posts at a counter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hall: Option<HallId>,
    /// The window, for posts at a counter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowId>,
}
