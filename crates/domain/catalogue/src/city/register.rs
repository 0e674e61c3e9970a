//! Registers beside the matters: sub-platforms, themes, cancelled proofs and same-item standards.

use crate::matter::{BaseItemId, Provenance};
use crate::words::{keys, words};
use calendar::Limit;
use kernel::{Date, LocalText};
use serde::{Deserialize, Serialize};

keys! {
    /// One of the six sub-platforms.
    SubPlatformId,
    /// A life event or theme.
    ThemeId,
}

/// A sub-platform of the one door (CAT-05).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubPlatform {
    /// A short stable id.
    pub id: SubPlatformId,
    /// Its name.
    pub name: LocalText,
    /// What belongs to it.
    pub about: LocalText,
    /// Where name and purpose come from.
    pub provenance: Provenance,
}

words! {
    /// Whose theme it is.
    ThemeKind {
        /// A life event of a person.
        LifeEvent = "life_event", "个人人生事";
        /// A theme of an enterprise's life.
        Enterprise = "enterprise", "企业经营事";
    }
}

/// A life event or a theme of an enterprise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// A short stable id.
    pub id: ThemeId,
    /// Its name.
    pub name: LocalText,
    /// Whose.
    pub kind: ThemeKind,
    /// The name of its icon in the icon set.
    pub icon: String,
}

/// A proof that may no longer be asked for (CERT-04).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CancelledProof {
    /// Its name.
    pub name: String,
    /// Other names under which guides still ask for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_called: Vec<String>,
    /// What stands in its place.
    pub replaced_by: Replacement,
    /// Since when.
    pub since: Date,
    /// By which document.
    pub source: String,
}

words! {
    /// What stands in the place of a cancelled proof.
    Replacement {
        /// Data shared between authorities.
        Sharing = "sharing", "数据共享";
        /// A commitment of the applicant.
        Commitment = "commitment", "告知承诺";
        /// A check by the authority itself.
        Investigation = "investigation", "部门核查";
        /// Another certificate that the person already has.
        Certificate = "certificate", "法定证照";
    }
}

words! {
    /// The fields that must be equal in all units (P-03).
    StandardField {
        /// 名称.
        Name = "name", "名称";
        /// 材料.
        Materials = "materials", "申请材料";
        /// 条件.
        Conditions = "conditions", "受理条件";
        /// 时限.
        Limit = "limit", "法定办结时限";
        /// 结果.
        Result = "result", "办理结果";
    }
}

/// The standard of a base item: what must be equal in all units that offer it (CAT-02).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SameItemStandard {
    /// The base item.
    pub base_item: BaseItemId,
    /// The name.
    pub name: String,
    /// The names of the materials, in any order.
    pub materials: Vec<String>,
    /// The conditions, in any order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<String>,
    /// The statutory limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    /// The name of the result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
}
