//! The parts of a matter that people write as text: the guide and the questions in Markdown, the form and what has a
//! structure of its own in YAML; read as the files of a pack are read, with every error at its line.

use catalogue::{Matter, Place};
use kernel::LocalText;
use packs::markdown::{read_guide, read_questions, write_guide, write_questions};
use packs::part::{line_of, read_form_text, read_keys, write_form_text, write_keys};

/// A part of a matter that is written as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextPart {
    /// The guide, Markdown in two languages.
    Guide,
    /// Questions that people ask, Markdown in two languages.
    Questions,
    /// The application form, YAML.
    Form,
    /// Conditions and legal bases, YAML.
    Law,
    /// Situation questions, YAML.
    Situations,
    /// Steps, special procedures and the approval standard, YAML.
    Examination,
    /// Codes, the standard it follows, where the text comes from, YAML.
    Register,
}

/// A part as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatterText {
    /// The Chinese, or the YAML.
    pub chinese: String,
    /// The English; empty without a translation, and for YAML.
    pub english: String,
}

/// Something in a text that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFault {
    /// Whether it stands in the English text.
    pub in_english: bool,
    /// The line, counted from 1; 0 for the text as a whole.
    pub line: u32,
    /// What is wrong and what to do.
    pub said: LocalText,
}

impl TextPart {
    /// The keys of `matter.yaml` that the part holds; none for what has a file of its own.
    pub const fn keys(self) -> &'static [&'static str] {
        match self {
            TextPart::Guide | TextPart::Questions | TextPart::Form => &[],
            TextPart::Law => &["conditions", "legal_bases"],
            TextPart::Situations => &["situations"],
            TextPart::Examination => {
                &["steps", "special_procedures", "decided_by", "review_points", "documents"]
            }
            TextPart::Register => &["aliases", "base_item", "deviations", "region", "provenance"],
        }
    }

    /// Whether it is Markdown in two languages.
    pub const fn is_markdown(self) -> bool {
        matches!(self, TextPart::Guide | TextPart::Questions)
    }

    /// The part of a matter as text.
    pub fn write(self, matter: &Matter) -> MatterText {
        let (chinese, english) = match self {
            TextPart::Guide => write_guide(&matter.guide),
            TextPart::Questions => write_questions(&matter.questions),
            TextPart::Form => (write_form_text(&matter.form), None),
            part => (write_keys(matter, part.keys()), None),
        };
        MatterText { chinese, english: english.unwrap_or_default() }
    }

    /// The matter with what the text says in place of the part.
    ///
    /// # Errors
    /// Everything that cannot be read, by line.
    pub fn read(self, matter: &Matter, text: &MatterText) -> Result<Matter, Vec<TextFault>> {
        const ENGLISH: &str = "en";
        let english = Some((ENGLISH, text.english.as_str())).filter(|(_, text)| !text.trim().is_empty());
        let mut changed = matter.clone();
        let problems = match self {
            TextPart::Guide => {
                let (guide, problems) = read_guide("zh-Hans", &text.chinese, english);
                changed.guide = guide;
                problems
            }
            TextPart::Questions => {
                let (questions, problems) = read_questions("zh-Hans", &text.chinese, english);
                changed.questions = questions;
                problems
            }
            TextPart::Form => match read_form_text(&text.chinese) {
                Ok(form) => {
                    changed.form = form;
                    Vec::new()
                }
                Err(problems) => problems,
            },
            part => match read_keys(matter, part.keys(), &text.chinese) {
                Ok(read) => {
                    changed = read;
                    Vec::new()
                }
                Err(problems) => problems,
            },
        };
        let fault = |problem: packs::Problem| TextFault {
            in_english: problem.file == ENGLISH,
            line: problem.at.line,
            said: problem.text,
        };
        let faults: Vec<TextFault> = problems.into_iter().map(fault).collect();
        if faults.is_empty() { Ok(changed) } else { Err(faults) }
    }

    /// The line of the text where a finding of the content checks shows.
    pub fn line_of(self, text: &MatterText, place: &Place) -> Option<u32> {
        if self.is_markdown() { None } else { line_of(&text.chinese, place) }
    }
}
