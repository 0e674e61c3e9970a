//! Roles, posts and how surely somebody is known.

use kernel::{DepartmentId, PostId, RegionCode, WindowId};
use serde::{Deserialize, Serialize};

/// What an account may be towards a case or the city. What each may do is one table in `app`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 申请人: a citizen or an enterprise, for itself or by mandate.
    Applicant,
    /// 综窗受理员: takes cases in at a window and delivers results (CASE-02).
    Clerk,
    /// 审查员: examines a step in the back office.
    Examiner,
    /// 审核员: reviews what examiners found.
    Reviewer,
    /// 专家: gives an expert opinion on a step.
    Expert,
    /// 出件员: makes and hands over results.
    Issuer,
    /// 大厅主任: leads a hall.
    HallManager,
    /// 首席代表: the department's chief at the hall, confirms or overrules a proposed no (CASE-07).
    Chief,
    /// 部门负责人: decides, extends, answers for the department.
    Head,
    /// 事项管理员: keeps the catalogue.
    Manager,
    /// 系统管理员.
    SystemAdministrator,
    /// 安全管理员.
    SecurityAdministrator,
    /// 审计管理员.
    AuditAdministrator,
    /// A program of an institution with a token.
    Program,
}

/// The three roles that no one combines (三员分立, 等保三级).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdministratorRole {
    /// 系统管理员: runs the system, opens accounts.
    System,
    /// 安全管理员: grants posts and rights.
    Security,
    /// 审计管理员: reads the logs.
    Audit,
}

impl AdministratorRole {
    /// The role in the access table.
    pub const fn role(self) -> Role {
        match self {
            AdministratorRole::System => Role::SystemAdministrator,
            AdministratorRole::Security => Role::SecurityAdministrator,
            AdministratorRole::Audit => Role::AuditAdministrator,
        }
    }
}

/// A staff post that an account holds (岗位): in which capacity, for which unit, where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Posting {
    /// The post of the pack.
    pub post: PostId,
    /// In which capacity.
    pub role: Role,
    /// For which department.
    pub department: DepartmentId,
    /// For which region; the post sees this region and what lies below it.
    pub region: RegionCode,
    /// At which window, for clerks.
    pub window: Option<WindowId>,
}

/// How surely a person is known (实名等级); a higher level includes the lower.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assurance {
    /// Said by the person, not checked.
    #[default]
    Declared,
    /// Checked against a paper or a trusted account.
    Verified,
    /// Checked with the person present, face to face or by a strong second factor.
    Strong,
}
