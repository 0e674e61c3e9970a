//! The order of examination: steps one after another or side by side, joined by all or by any.

use crate::city::PostRole;
use crate::material::MaterialKey;
use crate::words::{keys, words};
use calendar::Limit;
use kernel::{DepartmentId, LocalText, Refusal};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

keys! {
    /// The key of a step, one word of small letters, unique in its matter.
    StepKey,
}

/// One step of the examination.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its key in this matter.
    pub key: StepKey,
    /// Its name on screen and in the picture of the steps.
    pub name: LocalText,
    /// What is done in it.
    pub kind: StepKind,
    /// The unit that does it; the matter's own department if none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    /// The role that does it.
    pub role: PostRole,
    /// The steps that come before; a step without any starts with the acceptance.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<StepKey>,
    /// Whether all or any of the steps before must have agreed.
    #[serde(default = "Join::usual", skip_serializing_if = "Join::is_usual")]
    pub join: Join,
    /// How long it may take, counted from its start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    /// How many named people must take part: 2 for a check on the spot (行政许可法 第三十四条).
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub people_min: u8,
}

words! {
    /// What is done in a step.
    StepKind {
        /// The papers are read (审查).
        Review = "review", "审查";
        /// The reading is checked by a second person (审核).
        Verify = "verify", "审核";
        /// People go and look; at least two of them.
        SiteCheck = "site_check", "现场核查";
        /// Experts give their view.
        Expert = "expert", "专家评审";
        /// Another unit is asked for its opinion.
        Opinion = "opinion", "征求意见";
        /// The plan is made public for objections.
        PublicNotice = "public_notice", "公示";
        /// Money is paid.
        Payment = "payment", "缴费";
        /// The decision is taken.
        Decide = "decide", "决定";
    }
}

words! {
    /// How a step waits for those before it.
    Join {
        /// All must have agreed.
        All = "all", "全部";
        /// One agreement is enough.
        Any = "any", "任一";
    }
}

impl Join {
    fn usual() -> Self {
        Join::All
    }
    fn is_usual(&self) -> bool {
        *self == Join::All
    }
}

fn one() -> u8 {
    1
}
fn is_one(number: &u8) -> bool {
    *number == 1
}

/// A checkable point of the approval standard (CAT-09).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewPoint {
    /// The key, unique in the matter.
    pub key: String,
    /// The fact to be established.
    pub fact: LocalText,
    /// The materials that show it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<MaterialKey>,
    /// When it passes and when it fails.
    pub rule: LocalText,
    /// The step in which it is looked at; every step if none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<StepKey>,
}

/// A special procedure that the matter may use; its time is not counted where a law says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpecialProcedure {
    /// Which.
    pub kind: SpecialKind,
    /// The law that allows it, for example `行政许可法 第四十五条`.
    pub law: String,
    /// Whether the clock stops meanwhile.
    #[serde(default = "stops")]
    pub stops_clock: bool,
    /// How long it may last, where that is fixed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longest: Option<Limit>,
}

fn stops() -> bool {
    true
}

words! {
    /// The special procedures of 行政许可法 第四十五条 and those that a city publishes besides.
    SpecialKind {
        /// 听证.
        Hearing = "hearing", "听证";
        /// 招标.
        Tender = "tender", "招标";
        /// 拍卖.
        Auction = "auction", "拍卖";
        /// 检验.
        Inspection = "inspection", "检验";
        /// 检测.
        Testing = "testing", "检测";
        /// 检疫.
        Quarantine = "quarantine", "检疫";
        /// 鉴定.
        Appraisal = "appraisal", "鉴定";
        /// 专家评审.
        ExpertReview = "expert_review", "专家评审";
        /// 公示, only where a law or the published item takes it out of the clock.
        PublicNotice = "public_notice", "公示";
        /// 整改 by the applicant, with the same condition.
        Rectification = "rectification", "整改";
        /// Payment that the clock waits for.
        Payment = "payment", "缴费";
    }
}

/// The steps of a matter, known to have unique keys, known predecessors and no circle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepPlan {
    steps: Vec<Step>,
}

/// Why steps are not a plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanRefusal {
    /// Two steps have one key.
    #[error("two steps have the key {0}")]
    Duplicate(StepKey),
    /// A step waits for one that does not exist.
    #[error("step {step} comes after {missing}, which does not exist")]
    Unknown {
        /// The step that waits.
        step: StepKey,
        /// What it waits for.
        missing: StepKey,
    },
    /// Steps wait for one another in a circle.
    #[error("the steps {} wait for one another", .0.iter().map(StepKey::as_str).collect::<Vec<_>>().join(", "))]
    Circle(Vec<StepKey>),
}

impl Refusal for PlanRefusal {
    fn key(&self) -> &'static str {
        match self {
            PlanRefusal::Duplicate(_) => "refusal-plan-duplicate",
            PlanRefusal::Unknown { .. } => "refusal-plan-unknown",
            PlanRefusal::Circle(_) => "refusal-plan-circle",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            PlanRefusal::Duplicate(step) => vec![("step", step.to_string())],
            PlanRefusal::Unknown { step, missing } => {
                vec![("step", step.to_string()), ("missing", missing.to_string())]
            }
            PlanRefusal::Circle(steps) => {
                let names: Vec<_> = steps.iter().map(StepKey::as_str).collect();
                vec![("steps", names.join("、"))]
            }
        }
    }
}

impl StepPlan {
    /// Takes `steps` as a plan.
    ///
    /// # Errors
    /// Refuses a key used twice, an unknown predecessor and a circle.
    pub fn new(steps: Vec<Step>) -> Result<Self, PlanRefusal> {
        let mut keys = BTreeSet::new();
        for step in &steps {
            if !keys.insert(&step.key) {
                return Err(PlanRefusal::Duplicate(step.key.clone()));
            }
        }
        for step in &steps {
            if let Some(missing) = step.after.iter().find(|before| !keys.contains(before)) {
                return Err(PlanRefusal::Unknown { step: step.key.clone(), missing: missing.clone() });
            }
        }
        let circle = circle(&steps);
        if circle.is_empty() { Ok(StepPlan { steps }) } else { Err(PlanRefusal::Circle(circle)) }
    }

    /// The steps in the order of the pack.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// One step.
    pub fn step(&self, key: &StepKey) -> Option<&Step> {
        self.steps.iter().find(|step| step.key == *key)
    }

    /// The steps that may begin once `agreed` have agreed, without those in `begun`.
    pub fn ready<'a>(&'a self, agreed: &BTreeSet<StepKey>, begun: &BTreeSet<StepKey>) -> Vec<&'a Step> {
        self.steps.iter().filter(|step| !begun.contains(&step.key) && step.may_begin(agreed)).collect()
    }

    /// `from` and every step that comes after it, directly or not: what is undone when a case goes back to `from`.
    pub fn downstream(&self, from: &StepKey) -> BTreeSet<StepKey> {
        let mut found = BTreeSet::from([from.clone()]);
        loop {
            let before = found.len();
            for step in &self.steps {
                if step.after.iter().any(|earlier| found.contains(earlier)) {
                    found.insert(step.key.clone());
                }
            }
            if found.len() == before {
                return found;
            }
        }
    }

    /// The steps that no other step waits for: when they have agreed, the examination is over.
    pub fn last(&self) -> Vec<&Step> {
        let waited: BTreeSet<_> = self.steps.iter().flat_map(|step| &step.after).collect();
        self.steps.iter().filter(|step| !waited.contains(&step.key)).collect()
    }

    /// The steps in columns for a picture: a step stands one column after the latest of those before it.
    pub fn columns(&self) -> Vec<Vec<&Step>> {
        let mut columns: Vec<Vec<&Step>> = Vec::new();
        let mut placed: BTreeSet<&StepKey> = BTreeSet::new();
        while placed.len() < self.steps.len() {
            let column: Vec<&Step> = self
                .steps
                .iter()
                .filter(|step| !placed.contains(&step.key))
                .filter(|step| step.after.iter().all(|before| placed.contains(before)))
                .collect();
            assert!(!column.is_empty(), "a plan has no circle");
            placed.extend(column.iter().map(|step| &step.key));
            columns.push(column);
        }
        columns
    }
}

impl Step {
    /// Whether it may begin once `agreed` have agreed.
    fn may_begin(&self, agreed: &BTreeSet<StepKey>) -> bool {
        match self.join {
            _ if self.after.is_empty() => true,
            Join::All => self.after.iter().all(|before| agreed.contains(before)),
            Join::Any => self.after.iter().any(|before| agreed.contains(before)),
        }
    }
}

/// The steps that can never begin because they wait for one another.
fn circle(steps: &[Step]) -> Vec<StepKey> {
    let mut rest: Vec<&Step> = steps.iter().collect();
    loop {
        let waiting: BTreeSet<&StepKey> = rest.iter().map(|step| &step.key).collect();
        let before = rest.len();
        rest.retain(|step| step.after.iter().any(|earlier| waiting.contains(earlier)));
        if rest.len() == before {
            return rest.into_iter().map(|step| step.key.clone()).collect();
        }
    }
}

#[cfg(test)]
mod tests;
