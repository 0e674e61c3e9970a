//! Why a paper is not made, so that each reason can become a task for the right person.

use crate::TemplateError;
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

/// Why [`crate::Renderer::render`] gave no paper.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RenderRefusal {
    /// No font is there at all: issuing waits until somebody installs one.
    #[error(
        "no chinese font is installed: build where node and npm are, or put an OpenType font \
         (for example Noto Serif SC) into the font folder"
    )]
    NoFont,
    /// Characters that no font of the set can draw (practice.md 21); in order, each once.
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

impl Refusal for RenderRefusal {
    fn key(&self) -> &'static str {
        match self {
            RenderRefusal::NoFont => "refusal-document-no-font",
            RenderRefusal::MissingGlyphs { .. } => "refusal-document-missing-glyphs",
            RenderRefusal::MissingFacts { .. } => "refusal-document-missing-facts",
            RenderRefusal::Template { .. } => "refusal-document-template",
            RenderRefusal::AddressTooLong => "refusal-document-address-too-long",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            RenderRefusal::MissingGlyphs { characters } => vec![("characters", listed(characters))],
            RenderRefusal::MissingFacts { facts } => vec![("facts", named(facts))],
            RenderRefusal::Template { errors } => {
                let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
                vec![("errors", lines.join("\n"))]
            }
            RenderRefusal::NoFont | RenderRefusal::AddressTooLong => Vec::new(),
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
