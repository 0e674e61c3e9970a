//! Situations: the few questions that shorten the checklist, and the conditions built from their answers.

use crate::material::MaterialKey;
use kernel::LocalText;
use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;

/// A question about the applicant's situation.
///
/// The list of questions is a tree: a question with `when` is only asked after the answers that it names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Situation {
    /// The key of the question, one word of small letters, unique in the matter among questions and form fields.
    pub key: String,
    /// The question as one would ask it.
    pub ask: LocalText,
    /// Help for answering.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<LocalText>,
    /// Whether several options may be chosen.
    #[serde(default, skip_serializing_if = "is_false")]
    pub several: bool,
    /// When the question is asked; always if empty.
    #[serde(default, skip_serializing_if = "When::is_empty")]
    pub when: When,
    /// The answers to choose from.
    pub options: Vec<SituationOption>,
}

/// One answer to a situation question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SituationOption {
    /// The key of the answer, unique in its question.
    pub key: String,
    /// The answer as one would say it.
    pub label: LocalText,
    /// Materials that this answer makes necessary.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub adds: Vec<MaterialKey>,
    /// Materials that this answer makes unnecessary.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removes: Vec<MaterialKey>,
    /// Present when the matter is not for this person: what to do instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stop: Option<Advice>,
    /// The ages that this answer speaks of, to be compared with the number of the person in the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ages: Option<Ages>,
}

/// Ages in full years (周岁).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ages {
    /// At least.
    #[serde(default)]
    pub least: u8,
    /// At most; none without end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u8>,
}

impl Ages {
    /// Whether this age is one of them.
    pub fn hold(&self, age: u8) -> bool {
        self.least <= age && self.most.is_none_or(|most| age <= most)
    }
}

/// The end of the questions: the matter is not for this person, and this is the way forward.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// Why not, and what to do.
    pub text: LocalText,
    /// The matter that fits instead, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead: Option<kernel::MatterCode>,
}

/// A condition: every named question or field must have one of the listed answers. Empty is always true.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct When(pub BTreeMap<String, OneOrMore>);

impl When {
    /// Whether nothing is asked for, so that it always holds.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether `answers` fulfil it.
    pub fn holds(&self, answers: &Answers) -> bool {
        self.0
            .iter()
            .all(|(question, wanted)| answers.of(question).iter().any(|given| wanted.0.contains(given)))
    }
}

/// One text or a list of texts; a pack may write either.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OneOrMore(pub Vec<String>);

impl Serialize for OneOrMore {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => one.serialize(serializer),
            many => many.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for OneOrMore {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Texts;
        impl<'de> Visitor<'de> for Texts {
            type Value = OneOrMore;
            fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str("a text or a list of texts")
            }
            fn visit_str<E>(self, text: &str) -> Result<OneOrMore, E> {
                Ok(OneOrMore(vec![text.to_owned()]))
            }
            fn visit_bool<E>(self, yes: bool) -> Result<OneOrMore, E> {
                // YAML reads a bare `yes` or `true` as a truth value; the yes-no question answers so.
                Ok(OneOrMore(vec![if yes { "yes" } else { "no" }.to_owned()]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<OneOrMore, A::Error> {
                let mut texts = Vec::new();
                while let Some(text) = items.next_element()? {
                    texts.push(text);
                }
                Ok(OneOrMore(texts))
            }
        }
        deserializer.deserialize_any(Texts)
    }
}

/// What a person answered, by the key of the question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub BTreeMap<String, OneOrMore>);

impl Answers {
    /// The answers to one question; empty when it was not answered.
    pub fn of(&self, question: &str) -> &[String] {
        self.0.get(question).map_or(&[], |given| given.0.as_slice())
    }

    /// Sets the answer to one question.
    pub fn set(&mut self, question: &str, options: Vec<String>) {
        self.0.insert(question.to_owned(), OneOrMore(options));
    }
}

pub(crate) fn is_false(value: &bool) -> bool {
    !value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_needs_every_question_and_any_of_its_answers() {
        let when: When = serde_json::from_str(r#"{"who":["agent","heir"],"site":"rent"}"#).expect("it reads");
        let mut answers = Answers::default();
        answers.set("who", vec!["heir".into()]);
        assert!(!when.holds(&answers));
        answers.set("site", vec!["rent".into()]);
        assert!(when.holds(&answers));
        assert!(When::default().holds(&answers));
    }
}
