//! The checklist of one applicant: which materials, and why each is asked for or waived (CASE-11).

use crate::form::{FieldError, FieldReason};
use crate::material::{Material, MaterialKey, Need};
use crate::matter::Matter;
use crate::situation::{Advice, Answers, Situation, SituationOption};
use kernel::Ratio;
use std::collections::BTreeMap;

/// One row of the checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChecklistRow<'a> {
    /// The material.
    pub material: &'a Material,
    /// Why it is asked for or not.
    pub why: Why<'a>,
}

impl ChecklistRow<'_> {
    /// Whether this person must hand it in, now or within a tolerated time.
    pub fn is_needed(&self) -> bool {
        !matches!(self.why, Why::WaivedBy { .. })
    }
}

/// Why a material stands on the checklist, or why it is crossed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why<'a> {
    /// Everybody needs it.
    Everybody,
    /// An answer makes it necessary.
    AskedBy {
        /// The question.
        question: &'a Situation,
        /// The answer.
        option: &'a SituationOption,
    },
    /// An answer makes it unnecessary.
    WaivedBy {
        /// The question.
        question: &'a Situation,
        /// The answer.
        option: &'a SituationOption,
    },
}

impl Why<'_> {
    /// The message key, `why-…`.
    pub const fn key(&self) -> &'static str {
        match self {
            Why::Everybody => "why-everybody",
            Why::AskedBy { .. } => "why-asked-by",
            Why::WaivedBy { .. } => "why-waived-by",
        }
    }
}

/// The checklist for a person who answered `answers`: asked and waived rows, in the order of the guide.
/// A situational material that no answer asks for does not appear. A waiver is stronger than a demand.
pub fn checklist<'a>(matter: &'a Matter, answers: &Answers) -> Vec<ChecklistRow<'a>> {
    let chosen = matter.chosen(answers);
    let named_by = |key: &MaterialKey, list: fn(&SituationOption) -> &Vec<MaterialKey>| {
        chosen.iter().find(|(_, option)| list(option).contains(key)).copied()
    };
    let why = |material: &'a Material| {
        if let Some((question, option)) = named_by(&material.key, |option| &option.removes) {
            return Some(Why::WaivedBy { question, option });
        }
        match named_by(&material.key, |option| &option.adds) {
            Some((question, option)) => Some(Why::AskedBy { question, option }),
            None if material.need == Need::Required => Some(Why::Everybody),
            None => None,
        }
    };
    matter
        .materials
        .iter()
        .filter_map(|material| Some(ChecklistRow { material, why: why(material)? }))
        .collect()
}

/// How much shorter the checklist got: waived rows by all rows, half up at two decimals (CASE-11). None where the matter
/// asks for no material.
pub fn reduction(rows: &[ChecklistRow<'_>]) -> Option<Ratio> {
    let waived = rows.iter().filter(|row| !row.is_needed()).count();
    Ratio::of_counts(waived, rows.len())
}

impl Matter {
    /// The questions to ask, given the answers so far, in order.
    pub fn questions_to_ask<'a>(&'a self, answers: &'a Answers) -> impl Iterator<Item = &'a Situation> {
        self.situations.iter().filter(|question| question.when.holds(answers))
    }

    /// The advice that ends the questions, where an answer shows that the matter is not for this person.
    pub fn stop(&self, answers: &Answers) -> Option<&Advice> {
        self.chosen(answers).into_iter().find_map(|(_, option)| option.stop.as_ref())
    }

    /// Reads the answers to the situation questions as they were sent. Answers to questions that are not
    /// asked are dropped.
    ///
    /// # Errors
    /// Every question that was asked and not answered, answered twice or answered with no option of its own.
    pub fn read_answers(&self, raw: &BTreeMap<String, Vec<String>>) -> Result<Answers, Vec<FieldError>> {
        let mut answers = Answers::default();
        let mut errors = Vec::new();
        for question in &self.situations {
            if !question.when.holds(&answers) {
                continue;
            }
            match question.read(raw.get(&question.key).map_or(&[], Vec::as_slice)) {
                Ok(options) => answers.set(&question.key, options),
                Err(reason) => errors.push(FieldError { field: question.key.as_str().into(), reason }),
            }
        }
        if errors.is_empty() { Ok(answers) } else { Err(errors) }
    }

    /// The chosen options of the questions that are asked.
    fn chosen(&self, answers: &Answers) -> Vec<(&Situation, &SituationOption)> {
        let asked = self.situations.iter().filter(|question| question.when.holds(answers));
        asked
            .flat_map(|question| question.options.iter().map(move |option| (question, option)))
            .filter(|(question, option)| answers.of(&question.key).contains(&option.key))
            .collect()
    }
}

impl Situation {
    fn read(&self, given: &[String]) -> Result<Vec<String>, FieldReason> {
        let given: Vec<&str> = given.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
        let known = |text: &&str| self.options.iter().any(|option| option.key == **text);
        match given.as_slice() {
            [] => Err(FieldReason::Missing),
            [_, _, ..] if !self.several => Err(FieldReason::Several),
            given if given.iter().all(known) => Ok(given.iter().map(|text| (*text).to_owned()).collect()),
            _ => Err(FieldReason::NotAnOption),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::matter;

    fn answers(pairs: &[(&str, &str)]) -> Answers {
        let mut answers = Answers::default();
        for (question, option) in pairs {
            answers.set(question, vec![(*option).to_owned()]);
        }
        answers
    }

    fn rows(pairs: &[(&str, &str)]) -> Vec<(String, &'static str)> {
        let matter = matter();
        let rows = checklist(&matter, &answers(pairs));
        rows.iter().map(|row| (row.material.key.to_string(), row.why.key())).collect()
    }

    fn row(key: &str, why: &'static str) -> (String, &'static str) {
        (key.to_owned(), why)
    }

    #[test]
    fn an_answer_adds_a_material_and_another_one_waives_one() {
        assert_eq!(rows(&[]), [row("form", "why-everybody"), row("map", "why-everybody")]);
        let agent = rows(&[("who", "agent")]);
        assert_eq!(agent[2], row("mandate", "why-asked-by"));
        let shared = rows(&[("site", "municipal")]);
        assert_eq!(shared[1], row("map", "why-waived-by"));
    }

    #[test]
    fn the_reduction_is_waived_rows_by_all_rows() {
        let matter = matter();
        let rows = checklist(&matter, &answers(&[("site", "municipal"), ("who", "agent")]));
        assert_eq!(reduction(&rows).map(|rate| rate.to_string()).as_deref(), Some("33.33"));
        assert_eq!(reduction(&[]), None);
    }

    #[test]
    fn an_answer_to_a_question_that_is_not_asked_counts_for_nothing() {
        // `relation` is only asked of an agent.
        assert_eq!(rows(&[("relation", "lawyer")]).len(), 2);
    }

    #[test]
    fn the_matter_can_turn_out_not_to_be_for_this_person() {
        let matter = matter();
        let stop = matter.stop(&answers(&[("site", "septic")])).expect("no permit is needed");
        assert!(stop.text.chinese.contains("无需"));
        assert_eq!(matter.stop(&answers(&[("site", "municipal")])), None);
    }

    #[test]
    fn every_asked_question_needs_an_answer_of_its_own() {
        let matter = matter();
        let raw = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(key, text)| ((*key).to_owned(), vec![(*text).to_owned()])).collect()
        };
        let errors = matter.read_answers(&raw(&[("who", "agent"), ("site", "moon")])).expect_err("refused");
        let named: Vec<_> = errors.iter().map(|error| (error.field.as_str(), error.reason.key())).collect();
        assert_eq!(named, [("relation", "field-missing"), ("site", "field-not-an-option")]);
        let read =
            matter.read_answers(&raw(&[("who", "self"), ("relation", "lawyer"), ("site", "municipal")]));
        assert_eq!(read.expect("it reads").of("relation"), [""; 0]);
    }
}
