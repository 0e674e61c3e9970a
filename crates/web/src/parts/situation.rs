//! Questions about the reader's situation that shorten the checklist of materials.
//!
//! With scripts the list shortens while one answers; without, a button sends the answers and the server
//! shortens it: both read the same conditions.

use askama::Template;

use super::html_part;
use crate::text::Text;

/// The questions and the checklist that they shorten.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/situation.html")]
pub struct SituationChecklist {
    t: Text,
    action: String,
    questions: Vec<Situation>,
    materials: Vec<Material>,
    advice: Vec<Advice>,
}

/// One question of the situation.
#[derive(Clone, Debug, Default)]
pub struct Situation {
    /// Its name in the address, prefixed by the page where needed.
    pub name: String,
    /// The question.
    pub question: String,
    /// Help for answering.
    pub hint: Option<String>,
    /// Whether several answers may be chosen.
    pub several: bool,
    /// Value, words and whether chosen.
    pub answers: Vec<(String, String, bool)>,
    /// Asked only when each of these questions has one of these answers; empty is always.
    pub when: Vec<(String, Vec<String>)>,
}

/// One material of the checklist.
#[derive(Clone, Debug, Default)]
pub struct Material {
    /// Its name.
    pub name: String,
    /// Original or copy, how many, from where.
    pub said: String,
    /// Asked for when one of these (question, value) pairs is answered so; empty is always.
    pub when: Vec<(String, String)>,
    /// Not asked for when one of these is answered so; stronger than `when`.
    pub unless: Vec<(String, String)>,
}

/// What an answer brings to an end: the matter is not for this reader.
#[derive(Clone, Debug, Default)]
pub struct Advice {
    /// The (question, value) pair that brings it.
    pub when: (String, String),
    /// Why not, and what to do.
    pub said: String,
    /// The matter that fits instead: words and address.
    pub link: Option<(String, String)>,
}

impl SituationChecklist {
    /// The questions, sent to `action` where no script runs, and all materials.
    pub fn new(
        t: impl Into<Text>,
        action: impl Into<String>,
        questions: Vec<Situation>,
        materials: Vec<Material>,
    ) -> Self {
        SituationChecklist { t: t.into(), action: action.into(), questions, materials, advice: Vec::new() }
    }

    /// With the advice that some answers end in.
    #[must_use]
    pub fn advice(mut self, advice: Vec<Advice>) -> Self {
        self.advice = advice;
        self
    }

    /// Whether a question is asked, given the answers so far.
    fn is_open(&self, question: &Situation) -> bool {
        question.when.iter().all(|(name, values)| values.iter().any(|value| self.is_answered(name, value)))
    }

    /// An answer counts only where its question is asked.
    fn is_answered(&self, name: &str, value: &str) -> bool {
        let question = self.questions.iter().find(|question| question.name == name);
        question.is_some_and(|question| {
            question.answers.iter().any(|(answer, _, chosen)| *chosen && answer == value)
                && self.is_open(question)
        })
    }

    /// Whether a material is asked for by the answers so far: an open question asks for nothing extra.
    fn is_asked(&self, material: &Material) -> bool {
        let any =
            |pairs: &[(String, String)]| pairs.iter().any(|(name, value)| self.is_answered(name, value));
        (material.when.is_empty() || any(&material.when)) && !any(&material.unless)
    }

    fn is_given(&self, advice: &Advice) -> bool {
        self.is_answered(&advice.when.0, &advice.when.1)
    }

    fn asked_count(&self) -> usize {
        self.materials.iter().filter(|material| self.is_asked(material)).count()
    }
}

impl Situation {
    fn condition(&self) -> String {
        let parts: Vec<String> =
            self.when.iter().map(|(name, values)| format!("{name}={}", values.join("|"))).collect();
        parts.join(" ")
    }

    fn kind(&self) -> &'static str {
        if self.several { "checkbox" } else { "radio" }
    }
}

impl Material {
    fn any(&self) -> String {
        pairs(&self.when)
    }

    fn none(&self) -> String {
        pairs(&self.unless)
    }
}

impl Advice {
    fn condition(&self) -> String {
        format!("{}={}", self.when.0, self.when.1)
    }
}

fn pairs(list: &[(String, String)]) -> String {
    let pairs: Vec<String> = list.iter().map(|(name, value)| format!("{name}={value}")).collect();
    pairs.join(" ")
}

html_part!(SituationChecklist);

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.into(), value.into())
    }

    fn list(rented: &str) -> SituationChecklist {
        let answer = |value: &str| (value.to_owned(), value.to_owned(), value == rented);
        let rent = Situation {
            name: "rented".into(),
            question: "?".into(),
            answers: vec![answer("yes"), answer("no"), answer("free")],
            ..Situation::default()
        };
        let shared = Situation {
            name: "shared".into(),
            question: "?".into(),
            answers: vec![("yes".into(), String::new(), true)],
            when: vec![("rented".into(), vec!["yes".into()])],
            ..Situation::default()
        };
        let material = |when, unless| Material { when, unless, ..Material::default() };
        let materials = vec![
            material(vec![], vec![pair("rented", "free")]),
            material(vec![pair("rented", "yes"), pair("rented", "no")], vec![]),
            material(vec![pair("shared", "yes")], vec![]),
        ];
        SituationChecklist::new(Text::default(), "", vec![rent, shared], materials)
    }

    #[test]
    fn a_material_is_asked_for_in_any_of_its_situations_and_waived_by_another() {
        assert_eq!(list("no").asked_count(), 2);
        assert_eq!(list("free").asked_count(), 0);
    }

    #[test]
    fn an_answer_to_a_question_that_is_not_asked_counts_for_nothing() {
        assert_eq!(list("yes").asked_count(), 3);
        assert_eq!(list("").asked_count(), 1);
    }
}
