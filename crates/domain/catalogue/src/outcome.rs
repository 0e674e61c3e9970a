//! What comes out of a matter: the result, how it is handed over, and what it costs.

use crate::law::LegalBasis;
use crate::situation::{When, is_false};
use crate::words::words;
use calendar::Limit;
use kernel::{LocalText, Money};
use serde::{Deserialize, Serialize};

/// The result of a granted case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatterResult {
    /// Its name, for example 城镇污水排入排水管网许可证.
    pub name: LocalText,
    /// What sort of paper.
    pub kind: ResultKind,
    /// How long it holds; for ever if none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_for: Option<Limit>,
    /// How many days before its end a renewal must be asked for, in words of the law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renewal: Option<LocalText>,
    /// The certificate type, so that other matters can reuse it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
    /// The template of the certificate in the pack's `documents/`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
}

words! {
    /// What sort of result (审批结果类型, domain-reference.md §1.4).
    ResultKind {
        /// 证照.
        Licence = "licence", "证照";
        /// 批文.
        Approval = "approval", "批文";
        /// 证明.
        Certificate = "certificate", "证明";
        /// Money or another benefit.
        Payment = "payment", "待遇";
        /// 其他.
        Other = "other", "其他";
        /// 无.
        None = "none", "无";
    }
}

words! {
    /// How a result reaches the applicant. Post is free for the applicant (CASE-16).
    DeliveryWay {
        /// 窗口自取.
        Window = "window", "窗口领取";
        /// 邮政速递.
        Post = "post", "免费邮寄";
        /// 电子送达.
        Electronic = "electronic", "电子送达";
        /// 自助取件柜.
        Locker = "locker", "自助取件柜";
    }
}

/// What a matter costs. No fee unless a law says so (行政许可法 第五十八条).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fee {
    /// The law that allows the fee; must be there as soon as a rule is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bases: Vec<LegalBasis>,
    /// The amounts; none means free of charge.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<FeeRule>,
    /// Who need not pay, with the basis.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<LocalText>,
    /// Whether the clock waits for the payment.
    #[serde(default, skip_serializing_if = "is_false")]
    pub clock_waits: bool,
}

impl Fee {
    /// Whether nothing is charged.
    pub fn is_free(&self) -> bool {
        self.rules.is_empty()
    }
}

/// One amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeeRule {
    /// What is paid for.
    pub name: LocalText,
    /// The amount in fen.
    pub fen: Money,
    /// For each of what, for example 每平方米每日; once if none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<LocalText>,
    /// For whom; everybody if empty.
    #[serde(default, skip_serializing_if = "When::is_empty")]
    pub when: When,
}
