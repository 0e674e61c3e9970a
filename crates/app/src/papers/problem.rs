//! Why a paper is not made, so that each reason can become a task for the right person.

use super::TemplateError;
use kernel::Refusal;
use thiserror::Error;

/// A fact that the template's sheet asks for and the case did not give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingFact {
    /// Its path in the facts, for example `remedy.court`.
    pub path: String,
    /// What it means, in the words of the sheet.
    pub meaning: String,
}

/// Why there is no paper. The task stays and is tried again: none of this is forgotten.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RenderProblem {
    /// The city runs without a part that sets documents.
    #[error("nothing that sets documents is installed")]
    NoPress,
    /// No font is there at all: issuing waits until somebody installs one.
    #[error(
        "no chinese font is installed: build where node and npm are, or put an OpenType font \
         (for example Noto Serif SC) into the font folder"
    )]
    NoFont,
    /// Characters that no installed font can draw (practice.md 21); in order, each once.
    #[error("no font can draw {}", listed(characters))]
    MissingGlyphs {
        /// The characters, as they stand in the text.
        characters: Vec<char>,
    },
    /// Facts that the document must not be issued without (practice.md 5 for the remedies).
    #[error("facts are missing: {}", named(facts))]
    MissingFacts {
        /// Every missing fact, in the order of the sheet.
        facts: Vec<MissingFact>,
    },
    /// The city has no template for this paper.
    #[error("there is no template {key}")]
    NoTemplate {
        /// The template, or the kind of the paper where not even its name is known.
        key: String,
    },
    /// The template itself is wrong.
    #[error("the template is wrong: {}", .errors.first().map(ToString::to_string).unwrap_or_default())]
    Template {
        /// Its mistakes.
        errors: Vec<TemplateError>,
    },
    /// The address for verification is too long for a QR code.
    #[error("the verification address is too long for a QR code")]
    AddressTooLong,
}

impl Refusal for RenderProblem {
    fn key(&self) -> &'static str {
        match self {
            RenderProblem::NoPress => "refusal-document-no-press",
            RenderProblem::NoFont => "refusal-document-no-font",
            RenderProblem::MissingGlyphs { .. } => "refusal-document-missing-glyphs",
            RenderProblem::MissingFacts { .. } => "refusal-document-missing-facts",
            RenderProblem::NoTemplate { .. } => "refusal-document-no-template",
            RenderProblem::Template { .. } => "refusal-document-template",
            RenderProblem::AddressTooLong => "refusal-document-address-too-long",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        self.detail().into_iter().collect()
    }
}

impl RenderProblem {
    /// The one value of the sentence, by its name: what is missing or wrong.
    pub fn detail(&self) -> Option<(&'static str, String)> {
        match self {
            RenderProblem::MissingGlyphs { characters } => Some(("characters", listed(characters))),
            RenderProblem::MissingFacts { facts } => Some(("facts", named(facts))),
            RenderProblem::NoTemplate { key } => Some(("template", key.clone())),
            RenderProblem::Template { errors } => {
                let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
                Some(("errors", lines.join("\n")))
            }
            RenderProblem::NoPress | RenderProblem::NoFont | RenderProblem::AddressTooLong => None,
        }
    }
}

/// `𠀀 (U+20000), …`: the code point stands beside it, because the reader's screen may lack the glyph too.
fn listed(characters: &[char]) -> String {
    let each: Vec<String> =
        characters.iter().map(|character| format!("{character} (U+{:04X})", u32::from(*character))).collect();
    each.join(", ")
}

fn named(facts: &[MissingFact]) -> String {
    let each: Vec<String> = facts.iter().map(|fact| format!("{} ({})", fact.path, fact.meaning)).collect();
    each.join(", ")
}
