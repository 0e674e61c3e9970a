//! What the paper says about the application.

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

/// A yes or a no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 准予.
    Granted,
    /// 不予.
    Denied,
}

/// One material.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Material {
    /// Its name.
    pub name: String,
    /// Original or copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<MaterialForm>,
    /// On paper or electronic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medium: Option<MaterialMedium>,
    /// How many.
    pub copies: u32,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Original or copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaterialForm {
    /// 原件.
    Original,
    /// 复印件.
    Copy,
    /// 原件和复印件.
    OriginalAndCopy,
}

/// What a material is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaterialMedium {
    /// 纸质.
    Paper,
    /// 电子.
    Electronic,
}

/// A material owed under a tolerated gap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwedMaterial {
    /// Its name.
    pub name: String,
    /// Until when.
    pub due: Date,
    /// How it may come in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// One defect and how to mend it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Defect {
    /// Which material.
    pub material: String,
    /// What is wrong.
    pub problem: String,
    /// What to do.
    pub fix: String,
}

/// A date with the reason for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// The last day.
    pub date: Date,
    /// The limit in words, for example `二十个工作日`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<String>,
    /// Why this date, in words of the calendar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Whether it runs into a year whose holidays are not announced (暂定, practice.md 4).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub provisional: bool,
}

/// What was decided.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Decision {
    /// The operative sentence.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub content: String,
    /// Particulars in a table, and the lines of a certificate.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<Entry>,
    /// Conditions to keep.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<String>,
    /// First day of validity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Date>,
    /// Last day of validity; none holds for ever.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// The certificate that follows, by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
}

/// A label and its value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The label.
    pub label: String,
    /// The value.
    pub value: String,
}

/// Review body and court with the time for each; a paper that needs them is not issued without.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remedy {
    /// The body for administrative review (行政复议机关).
    pub review_body: String,
    /// Days to ask for review.
    pub review_days: u32,
    /// The court with jurisdiction.
    pub court: String,
    /// Months to go to court.
    pub action_months: u32,
    /// Whether review must come before court (复议前置).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub review_first: bool,
    /// Days to go to court after review, where review must come first (15 by 行政诉讼法 第四十五条).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action_days: Option<u32>,
}

impl Remedy {
    /// The ordinary periods: 60 days to ask for review (行政复议法 第二十条), six months to go to
    /// court (行政诉讼法 第四十六条).
    pub fn ordinary(review_body: impl Into<String>, court: impl Into<String>) -> Self {
        Remedy {
            review_body: review_body.into(),
            review_days: 60,
            court: court.into(),
            action_months: 6,
            review_first: false,
            action_days: None,
        }
    }
}

/// A special procedure that stops the clock (行政许可法 第四十五条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Special {
    /// Its kind in words, for example `检测`.
    pub kind: String,
    /// Its basis in words.
    pub basis: String,
    /// Its first day.
    pub starts_on: Date,
    /// The time needed in words.
    pub length: String,
    /// Its planned last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<Date>,
}

/// The one extension (行政许可法 第四十二条).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// How long, in words.
    pub length: String,
    /// The post of the leader who approved it.
    pub approved_by: String,
}

/// The authority to turn to instead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RightAuthority {
    /// Its name.
    pub name: String,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Its telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// A hearing (行政许可法 第四十六条至第四十八条).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Hearing {
    /// The decision that is planned, and why a hearing is possible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Whether it is open to the public.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub public: bool,
    /// When it takes place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held_at: Option<DateTime>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Who presides, with post; never the examiner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chair: Option<String>,
    /// Who keeps the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clerk: Option<String>,
    /// Those present, each with capacity.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub present: Vec<Entry>,
    /// What was said: speaker and words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub record: Vec<Entry>,
}

/// A commitment in place of proofs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// The proofs it stands for.
    pub replaces: Vec<String>,
    /// The conditions the applicant must meet.
    pub conditions: Vec<String>,
    /// What follows from a false one.
    pub consequences: Vec<String>,
    /// How and when it is checked, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<String>,
    /// Until when it is checked, where the day is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check_by: Option<Date>,
}

/// Where and when to collect.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pickup {
    /// The place.
    pub place: String,
    /// The hours.
    pub hours: String,
    /// What to bring.
    pub bring: Vec<String>,
    /// The code for a locker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// What is served, how and where.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// The papers.
    pub papers: Vec<ServedPaper>,
    /// The way in words, for example `直接送达`.
    pub way: String,
    /// The place.
    pub place: String,
}

/// One paper that is served.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServedPaper {
    /// Its name.
    pub name: String,
    /// Its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// How many.
    pub copies: u32,
}

/// What is to be paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fee {
    /// The lines.
    pub lines: Vec<FeeLine>,
    /// The sum, written, for example `120.00元`.
    pub total: String,
    /// The sum in formal numerals (大写).
    pub total_in_words: String,
    /// Until when.
    pub pay_by: Date,
    /// The ways to pay, in words.
    pub ways: String,
}

/// One line of a fee.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeeLine {
    /// What for.
    pub name: String,
    /// By which rule.
    pub basis: String,
    /// How much, written.
    pub amount: String,
}
