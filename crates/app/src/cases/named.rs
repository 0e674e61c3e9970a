//! Refusals on a case say the names that people know: of a material or a step, where the rules know a key.

use ::cases::{CaseRefusal, Terms};
use catalogue::{MaterialKey, Matter, StepKey};
use kernel::{Language, LocalText, Refusal};

/// A refusal with names in place of keys; everything else of it is as the rules gave it.
#[derive(Debug, thiserror::Error)]
#[error("{refusal}")]
struct Named {
    refusal: CaseRefusal,
    values: Vec<(&'static str, String)>,
}

impl Refusal for Named {
    fn key(&self) -> &'static str {
        self.refusal.key()
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        self.values.clone()
    }

    fn source_of_law(&self) -> Option<&'static str> {
        self.refusal.source_of_law()
    }
}

/// The refusal in the names of the case's own terms; `matter` knows the materials that this case was spared.
pub(crate) fn named(
    refusal: CaseRefusal,
    terms: &Terms,
    matter: Option<&Matter>,
    language: Language,
) -> crate::Problem {
    let said = |text: &LocalText| text.in_language(language).to_owned();
    let value = |(name, value): (&'static str, String)| {
        let name_of = match name {
            "material" => material(&value, terms, matter).map(said),
            "step" | "missing" => terms.step(&StepKey::from(value.as_str())).map(|step| said(&step.name)),
            _ => None,
        };
        (name, name_of.unwrap_or(value))
    };
    let values = refusal.values().into_iter().map(value).collect();
    crate::Problem::refused(Named { refusal, values })
}

fn material<'a>(key: &str, terms: &'a Terms, matter: Option<&'a Matter>) -> Option<&'a LocalText> {
    let key = MaterialKey::from(key);
    let of_case = terms.material(&key).map(|material| &material.name);
    of_case.or_else(|| matter?.material(&key).map(|material| &material.name))
}
