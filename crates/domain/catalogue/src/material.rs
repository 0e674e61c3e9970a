//! Materials: what an applicant hands in, with the four fields that every guide must state (CAT-03).

use crate::situation::is_false;
use crate::words::{keys, words};
use calendar::Limit;
use kernel::LocalText;
use serde::{Deserialize, Serialize};

keys! {
    /// The key of a material, one word of small letters, unique in its matter.
    MaterialKey,
}

/// One row of the materials list. The four fields of CAT-03 are `name`, `basis`, `copies` and `requirement`;
/// they may be missing in a draft, never in a published version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Material {
    /// Its key in this matter.
    pub key: MaterialKey,
    /// Its name (材料名称).
    #[serde(default)]
    pub name: LocalText,
    /// The rule that asks for it (依据).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// How many originals and copies (份数).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copies: Option<Copies>,
    /// What a good one looks like (规范化要求).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requirement: Option<LocalText>,
    /// What sort of paper it is.
    #[serde(default = "MaterialKind::usual")]
    pub kind: MaterialKind,
    /// Who makes it.
    #[serde(default = "SourceChannel::usual")]
    pub source: SourceChannel,
    /// The issuing body, where it is not the applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_by: Option<String>,
    /// Whether everybody needs it.
    #[serde(default = "Need::usual")]
    pub need: Need,
    /// May follow within this limit (容缺, CASE-05); none if it must be there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tolerable: Option<Limit>,
    /// The commitment that can stand in its place (告知承诺, CASE-06).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<Commitment>,
    /// Whether the platform makes it from the form, so that nobody uploads it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub from_form: bool,
    /// Whether a scan or an electronic file is enough.
    #[serde(default = "yes")]
    pub electronic: bool,
    /// The certificate type that this is, so that it can be fetched instead of asked for (CERT-01).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
    /// A filled-in sample: a file of the pack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<String>,
    /// A blank form: a file of the pack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blank: Option<String>,
}

impl Material {
    /// The names of those of the four fields that are missing or empty.
    pub fn missing_fields(&self) -> Vec<&'static str> {
        let mut missing = Vec::new();
        if self.name.chinese.trim().is_empty() {
            missing.push("name");
        }
        if self.basis.as_ref().is_none_or(|basis| basis.trim().is_empty()) {
            missing.push("basis");
        }
        if self.copies.is_none_or(|copies| copies.original + copies.copy == 0) {
            missing.push("copies");
        }
        if self.requirement.as_ref().is_none_or(|text| text.chinese.trim().is_empty()) {
            missing.push("requirement");
        }
        missing
    }
}

/// How many originals and copies are handed in or shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Copies {
    /// Originals (原件).
    #[serde(default)]
    pub original: u16,
    /// Copies (复印件).
    #[serde(default)]
    pub copy: u16,
}

words! {
    /// What sort of paper a material is (材料类型, domain-reference.md §1.6).
    MaterialKind {
        /// A card, certificate or proof that somebody issued.
        Certificate = "certificate", "证件证书证明";
        /// A form or a declaration of the applicant.
        Form = "form", "申请表格文书";
        /// A drawing, contract, photograph or other.
        Other = "other", "其他";
    }
}

impl MaterialKind {
    fn usual() -> Self {
        MaterialKind::Other
    }
}

words! {
    /// Who makes a material (来源渠道).
    SourceChannel {
        /// The applicant.
        Applicant = "applicant", "申请人自备";
        /// An authority.
        Authority = "authority", "政府部门核发";
        /// Somebody else, such as a hospital, a bank or a testing body.
        Other = "other", "其他";
    }
}

impl SourceChannel {
    fn usual() -> Self {
        SourceChannel::Applicant
    }
}

words! {
    /// Whether everybody needs a material.
    Need {
        /// Everybody.
        Required = "required", "必要";
        /// Only those whose answers to the situation questions add it.
        Situational = "situational", "按情形";
    }
}

impl Need {
    fn usual() -> Self {
        Need::Required
    }
}

/// A commitment that replaces a proof: published, and checked later (CASE-06, 国办发〔2020〕42号).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// The words that the applicant signs.
    pub text: LocalText,
    /// When the authority checks it.
    pub check: CommitmentCheck,
    /// Within what time after the decision it is checked; none when it is not checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Limit>,
    /// What follows when it proves false.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consequence: Option<LocalText>,
}

words! {
    /// When a commitment is checked.
    CommitmentCheck {
        /// Not at all.
        None = "none", "免予核查";
        /// While the case is examined.
        During = "during", "事中核查";
        /// After the decision.
        After = "after", "事后核查";
    }
}

fn yes() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_four_fields_are_named_when_missing() {
        let bare: Material = serde_json::from_str(r#"{"key":"map","name":"排水管线图"}"#).expect("it reads");
        assert_eq!(bare.missing_fields(), ["basis", "copies", "requirement"]);
    }
}
