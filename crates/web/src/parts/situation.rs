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
}

/// One question of the situation.
#[derive(Clone, Debug)]
pub struct Situation {
    /// Its name in the address, prefixed by the page where needed.
    pub name: String,
    /// The question.
    pub question: String,
    /// Value, words and whether chosen.
    pub answers: Vec<(String, String, bool)>,
}

/// One material of the checklist.
#[derive(Clone, Debug)]
pub struct Material {
    /// Its name.
    pub name: String,
    /// Original or copy, how many, from where.
    pub said: String,
    /// Asked for only when each of these (question, value) pairs is answered so; empty is always.
    pub when: Vec<(String, String)>,
}

impl SituationChecklist {
    /// The questions, sent to `action` where no script runs, and all materials.
    pub fn new(
        t: impl Into<Text>,
        action: impl Into<String>,
        questions: Vec<Situation>,
        materials: Vec<Material>,
    ) -> Self {
        SituationChecklist { t: t.into(), action: action.into(), questions, materials }
    }

    /// Whether a material is asked for by the answers so far: an open question asks for nothing extra.
    fn is_asked(&self, material: &Material) -> bool {
        material.when.iter().all(|(name, value)| {
            let question = self.questions.iter().find(|question| question.name == *name);
            question.is_some_and(|q| q.answers.iter().any(|(answer, _, chosen)| *chosen && answer == value))
        })
    }

    fn asked_count(&self) -> usize {
        self.materials.iter().filter(|material| self.is_asked(material)).count()
    }
}

impl Material {
    fn condition(&self) -> String {
        let pairs: Vec<String> = self.when.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join(" ")
    }
}

html_part!(SituationChecklist);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_material_is_asked_for_only_in_its_situation() {
        let answered = |yes| SituationChecklist {
            t: Text::default(),
            action: String::new(),
            questions: vec![Situation {
                name: "rented".into(),
                question: "?".into(),
                answers: vec![("yes".into(), "y".into(), yes), ("no".into(), "n".into(), !yes)],
            }],
            materials: vec![
                Material { name: "card".into(), said: String::new(), when: vec![] },
                Material {
                    name: "lease".into(),
                    said: String::new(),
                    when: vec![("rented".into(), "yes".into())],
                },
            ],
        };
        assert_eq!(answered(true).asked_count(), 2);
        assert_eq!(answered(false).asked_count(), 1);
    }
}
