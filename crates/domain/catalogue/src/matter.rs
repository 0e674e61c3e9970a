//! A matter (业务办理项): everything that one version of it says, and nothing that a case adds.

use crate::city::{HallId, PostRole, RegionLevel, SubPlatformId, ThemeId};
use crate::form::Form;
use crate::law::LegalBasis;
use crate::material::{Material, MaterialKey};
use crate::outcome::{DeliveryWay, Fee, MatterResult};
use crate::regime::{DocumentKind, Regime};
use crate::service::{Acceptance, Audience, Channel, Completion, Decided, HandlingClass, OnlineDepth, Scope};
use crate::situation::{Situation, is_false};
use crate::step::{PlanRefusal, ReviewPoint, SpecialProcedure, Step, StepPlan};
use crate::words::keys;
use calendar::Limit;
use kernel::{Date, DepartmentId, LocalText, MatterCode, RegionCode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

keys! {
    /// A base item (基本目录 item): what the same matter is called in every unit that offers it.
    BaseItemId,
}

/// One version of a matter, as published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matter {
    /// The stable slug.
    pub code: MatterCode,
    /// Official codes of 12, 31 or 33 symbols.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<OfficialCode>,
    /// The official name.
    pub name: LocalText,
    /// What people call it; found by search.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_called: Vec<String>,
    /// The procedure regime.
    pub regime: Regime,
    /// The base item, for "same item, same standard" (CAT-02).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_item: Option<BaseItemId>,
    /// Recorded deviations from that standard.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deviations: Vec<Deviation>,
    /// The acting body (实施主体).
    pub department: DepartmentId,
    /// The level that exercises the power (行使层级).
    pub level: RegionLevel,
    /// The region it holds for; the whole city if none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionCode>,
    /// Where it is decided.
    pub decided: Decided,
    /// Who accepts.
    pub acceptance: Acceptance,
    /// 即办件 or 承诺件.
    pub completion: Completion,
    /// One of the five handling classes.
    pub handling: HandlingClass,
    /// Within what circle any window accepts.
    pub scope: Scope,
    /// For whom.
    pub audiences: Vec<Audience>,
    /// Ways to get it done.
    pub channels: Vec<Channel>,
    /// How far it can be done online.
    pub online: OnlineDepth,
    /// How often one must come (到办事现场次数).
    #[serde(default)]
    pub visits: u8,
    /// Whether several applications may come as one XLSX batch (practice.md 19).
    #[serde(default, skip_serializing_if = "is_false")]
    pub batch: bool,
    /// The halls where it is offered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub halls: Vec<HallId>,
    /// Why it is in no hall although all that should enter must enter (ORG-18).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_hall_reason: Option<String>,
    /// Its one sub-platform (CAT-05); missing in a draft only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sub_platform: Option<SubPlatformId>,
    /// Life events and themes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<ThemeId>,
    /// The guide in plain words.
    #[serde(default)]
    pub guide: Guide,
    /// Conditions of acceptance and of approval (受理条件).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<LocalText>,
    /// Legal bases.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub legal_bases: Vec<LegalBasis>,
    /// Time limits.
    #[serde(default)]
    pub limits: Limits,
    /// What it costs.
    #[serde(default)]
    pub fee: Fee,
    /// What is handed in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<Material>,
    /// Situation questions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub situations: Vec<Situation>,
    /// The application form.
    #[serde(default)]
    pub form: Form,
    /// The steps of examination.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// Special procedures that may be used.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub special_procedures: Vec<SpecialProcedure>,
    /// The role that decides.
    #[serde(default = "head")]
    pub decided_by: PostRole,
    /// The result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<MatterResult>,
    /// Templates that replace the regime's usual ones.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub documents: BTreeMap<DocumentKind, String>,
    /// How the result is handed over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub delivery: Vec<DeliveryWay>,
    /// The approval standard (CAT-09).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub review_points: Vec<ReviewPoint>,
    /// Questions that people ask.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<QuestionAnswer>,
    /// Where the text comes from.
    pub provenance: Provenance,
    /// Telephone for questions; the department's own if none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Telephone for complaints.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supervision: Option<String>,
}

fn head() -> PostRole {
    PostRole::Head
}

impl Matter {
    /// The steps as a checked plan.
    ///
    /// # Errors
    /// Refuses duplicate keys, unknown predecessors and circles; a published version has none.
    pub fn plan(&self) -> Result<StepPlan, PlanRefusal> {
        StepPlan::new(self.steps.clone())
    }

    /// One material by its key.
    pub fn material(&self, key: &MaterialKey) -> Option<&Material> {
        self.materials.iter().find(|material| material.key == *key)
    }

    /// Lets exactly those answers ask for a material of which `asks` says so; it is given the question and the answer.
    pub fn ask_for(&mut self, key: &MaterialKey, asks: impl Fn(&str, &str) -> bool) {
        for question in &mut self.situations {
            for option in &mut question.options {
                let is_asked = option.adds.contains(key);
                match asks(&question.key, &option.key) {
                    true if !is_asked => option.adds.push(key.clone()),
                    false => option.adds.retain(|added| added != key),
                    true => {}
                }
            }
        }
    }

    /// Takes a material out, and with it every answer and review point that names it (CAT-03).
    pub fn remove_material(&mut self, key: &MaterialKey) {
        self.materials.retain(|material| material.key != *key);
        for option in self.situations.iter_mut().flat_map(|question| &mut question.options) {
            option.adds.retain(|named| named != key);
            option.removes.retain(|named| named != key);
        }
        for point in &mut self.review_points {
            point.evidence.retain(|named| named != key);
        }
    }

    /// Whether the text must be marked as a sample on screen and paper.
    pub fn is_sample(&self) -> bool {
        matches!(self.provenance, Provenance::Sample { .. })
    }
}

/// An official item code: basic catalogue (12), implementation (31) or handling item (33).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OfficialCode(String);

/// Why a text is not an official code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeRefusal {
    /// Wrong length.
    #[error("an official code has 12, 31 or 33 symbols, this one has {0}")]
    Length(usize),
    /// A symbol that no code has.
    #[error("an official code has capital letters and digits only")]
    Symbol,
}

impl OfficialCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for OfficialCode {
    type Error = CodeRefusal;

    fn try_from(text: String) -> Result<Self, CodeRefusal> {
        if !text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase()) {
            return Err(CodeRefusal::Symbol);
        }
        match text.len() {
            12 | 31 | 33 => Ok(OfficialCode(text)),
            other => Err(CodeRefusal::Length(other)),
        }
    }
}

impl From<OfficialCode> for String {
    fn from(code: OfficialCode) -> String {
        code.0
    }
}

/// A recorded deviation from the same-item standard (CAT-02).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deviation {
    /// The field of the standard: `name`, `conditions`, `materials`, `limit` or `result`.
    pub field: crate::city::StandardField,
    /// Why it deviates.
    pub reason: String,
}

/// The guide in plain words (CAT-03).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// What it is and who needs it, in two or three sentences.
    #[serde(default)]
    pub summary: LocalText,
    /// How it goes, from the applicant's side, one sentence a step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub how: Vec<LocalText>,
    /// Anything else worth knowing, in Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub more: Option<LocalText>,
}

/// The time limits of a matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// What the law allows (法定办结时限); none where the law fixes nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statutory: Option<Limit>,
    /// What the city promises (承诺办结时限); none for 当场办结.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised: Option<Limit>,
    /// What it promised before, for the compression report (CASE-04).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Limit>,
    /// Within what time the one notice of all defects is given; the regime's own if none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intake_notice: Option<Limit>,
}

/// A question that people ask, with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionAnswer {
    /// The question.
    pub question: LocalText,
    /// The answer.
    pub answer: LocalText,
}

/// Where the text of an entry comes from; a sample is marked as such on screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Provenance {
    /// From the authority itself.
    Authority {
        /// Where it was published.
        source: String,
        /// As of which day.
        date: Date,
    },
    /// Written as an example, not by an authority.
    Sample {
        /// What it was built from.
        note: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn official_codes_have_one_of_three_lengths() {
        let code = |text: &str| OfficialCode::try_from(text.to_owned());
        assert!(code("442199806003").is_ok());
        assert!(code("12441500196720244T3442199806003").is_ok());
        assert!(code("12441500196720244T344219980600301").is_ok());
        assert_eq!(code("44219980600"), Err(CodeRefusal::Length(11)));
        assert_eq!(code("44219980600x"), Err(CodeRefusal::Symbol));
    }

    #[test]
    fn a_material_goes_with_everything_that_names_it() {
        let mut matter = crate::sample::matter();
        let names = |matter: &Matter, key: &MaterialKey| {
            let options = matter.situations.iter().flat_map(|question| &question.options);
            let asks = options.flat_map(|option| option.adds.iter().chain(&option.removes));
            let proves = matter.review_points.iter().flat_map(|point| &point.evidence);
            asks.chain(proves).filter(|named| *named == key).count()
        };
        let keys: Vec<MaterialKey> = matter.materials.iter().map(|material| material.key.clone()).collect();
        assert!(keys.iter().any(|key| 0 < names(&matter, key)), "the sample has something to lose");
        for key in keys {
            matter.remove_material(&key);
            assert!(matter.material(&key).is_none() && names(&matter, &key) == 0, "{key}");
        }
    }

    #[test]
    fn exactly_the_chosen_answers_ask_for_a_material() {
        let mut matter = crate::sample::matter();
        let key = MaterialKey::from("mandate");
        let asking = |matter: &Matter| -> Vec<String> {
            let of = |question: &Situation| {
                let asks = question.options.iter().filter(|option| option.adds.contains(&key));
                asks.map(|option| format!("{}.{}", question.key, option.key)).collect::<Vec<_>>()
            };
            matter.situations.iter().flat_map(of).collect()
        };
        assert_eq!(asking(&matter), ["who.agent", "relation.lawyer"]);
        for _ in 0..2 {
            matter.ask_for(&key, |question, answer| (question, answer) == ("site", "municipal"));
            assert_eq!(asking(&matter), ["site.municipal"], "once, however often it is said");
        }
    }
}
