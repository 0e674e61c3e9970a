//! What a draft holds: texts as they were typed, right or wrong, so that nothing is lost between two steps.

use catalogue::{Answers, DeliveryWay, Form, MaterialKey, OneOrMore};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The answers of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftAnswers {
    /// Answers to the situation questions, by question.
    pub situations: BTreeMap<String, Vec<String>>,
    /// The form, by field, as typed.
    pub form: BTreeMap<String, Vec<String>>,
    /// How each material comes, where something else than a file was chosen.
    pub choices: BTreeMap<MaterialKey, MaterialChoice>,
    /// How the result is wanted.
    pub delivery: Option<DeliveryWay>,
    /// The address for the post.
    pub address: String,
    /// Whether electronic service is agreed.
    pub electronic: bool,
    /// Whether the whole form stands on one page; the usual of the applicant if none.
    pub whole_page: Option<bool>,
    /// The steps that were walked through.
    pub done: BTreeSet<DraftStep>,
    /// How often an answer changed; a page remembers the number with which it was drawn.
    pub revision: u32,
    /// The number with which each question was changed last.
    pub touched: BTreeMap<String, u32>,
    /// The field that was being filled in when the page was left without going on.
    pub unfinished: Option<String>,
}

/// How a material comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaterialChoice {
    /// As a file, now.
    #[default]
    File,
    /// Later, with a signed undertaking (容缺, CASE-05).
    Later,
    /// A signed commitment stands in its place (告知承诺, CASE-06).
    Commitment,
}

impl MaterialChoice {
    /// The word in forms.
    pub const fn code(self) -> &'static str {
        match self {
            MaterialChoice::File => "file",
            MaterialChoice::Later => "later",
            MaterialChoice::Commitment => "commitment",
        }
    }

    /// Reads the word; anything else is a file.
    pub fn read(word: &str) -> Self {
        match word {
            "later" => MaterialChoice::Later,
            "commitment" => MaterialChoice::Commitment,
            _ => MaterialChoice::File,
        }
    }
}

/// A step of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftStep {
    /// The situation questions.
    Situation,
    /// The form.
    Form,
    /// The materials.
    Materials,
    /// Delivery and contact.
    Delivery,
    /// Check and sign.
    Check,
}

impl DraftStep {
    /// Every step in order.
    pub const ALL: [DraftStep; 5] =
        [DraftStep::Situation, DraftStep::Form, DraftStep::Materials, DraftStep::Delivery, DraftStep::Check];

    /// The word in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            DraftStep::Situation => "situation",
            DraftStep::Form => "form",
            DraftStep::Materials => "materials",
            DraftStep::Delivery => "delivery",
            DraftStep::Check => "check",
        }
    }
}

impl DraftAnswers {
    /// The answers to the situation questions alone.
    pub fn situation_answers(&self) -> Answers {
        let pairs = self.situations.iter().map(|(key, texts)| (key.clone(), OneOrMore(texts.clone())));
        Answers(pairs.collect())
    }

    /// All answers that conditions of the form look at: situations, and fields that are shown.
    pub fn known(&self, form: &Form) -> Answers {
        let mut known = self.situation_answers();
        // In the order of the form, since a field may hang on an earlier one.
        for section in &form.sections {
            if !section.when.holds(&known) {
                continue;
            }
            for field in &section.fields {
                if field.when.holds(&known)
                    && let Some(texts) = self.form.get(field.key.as_str())
                {
                    known.set(field.key.as_str(), texts.clone());
                }
            }
        }
        known
    }

    /// How a material comes.
    pub fn choice(&self, material: &MaterialKey) -> MaterialChoice {
        self.choices.get(material).copied().unwrap_or_default()
    }

    /// Counts the answers that differ from `before` as one change.
    pub(super) fn note_changes(&mut self, before: &DraftAnswers) {
        let keys = self.situations.keys().chain(self.form.keys());
        let changed = keys.filter(|key| self.standing(key) != before.standing(key));
        let changed: Vec<String> = changed.cloned().collect();
        if !changed.is_empty() {
            self.revision = before.revision.saturating_add(1);
            self.touched.extend(changed.into_iter().map(|key| (key, self.revision)));
        }
    }

    /// What stands for a question of the situation or of the form; no answer and an empty one are the same.
    pub(super) fn standing(&self, key: &str) -> &[String] {
        self.situations.get(key).or_else(|| self.form.get(key)).map_or(&[], Vec::as_slice)
    }

    /// The first step that was not walked through.
    pub fn next_step(&self) -> DraftStep {
        DraftStep::ALL.into_iter().find(|step| !self.done.contains(step)).unwrap_or(DraftStep::Check)
    }
}
