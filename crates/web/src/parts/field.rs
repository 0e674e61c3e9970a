//! One question of a form: label, hint, error, why we ask, where a prefilled value comes from, and its control.

use askama::Template;

use super::html_part;
use crate::pages::words::listed;
use crate::sent::Sent;
use crate::text::Text;

mod control;

pub use control::{Choice, Control, DateText, StoredFile, Width};

/// One question with its answer so far.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/field.html")]
pub struct Field {
    t: Text,
    /// The name in the form; also the root of all ids.
    pub name: String,
    /// The question.
    pub label: String,
    /// How to answer, shown below the question.
    pub hint: Option<String>,
    /// What is wrong with the answer and how to go on.
    pub error: Option<String>,
    /// Why we ask, behind a disclosure.
    pub why: Option<String>,
    /// Where a prefilled answer comes from, for example a licence already on file.
    pub source: Option<String>,
    /// Whether the question may be left out; then the label says so.
    pub optional: bool,
    /// Whether the question is the page's heading (guided mode: one question on a page).
    pub heading: bool,
    /// How it is answered.
    pub control: Control,
}

impl Field {
    /// Kinds of files as people call them: PDF, JPG; two spellings of one kind are one.
    fn kinds(&self, accept: &str) -> String {
        let kinds = accept.split(',').map(|kind| kind.trim_start_matches('.').to_uppercase());
        listed(self.t, kinds.filter(|kind| kind != "JPEG"))
    }

    /// The choices of a long list under their headings.
    fn grouped<'c>(&self, choices: &'c [Choice]) -> Vec<(Option<&'c str>, &'c [Choice])> {
        let alike = choices.chunk_by(|one, next| one.group == next.group);
        alike.filter_map(|group| Some((group.first()?.group.as_deref(), group))).collect()
    }

    /// A question answered by `control`.
    pub fn new(
        t: impl Into<Text>,
        name: impl Into<String>,
        label: impl Into<String>,
        control: Control,
    ) -> Field {
        Field {
            t: t.into(),
            name: name.into(),
            label: label.into(),
            hint: None,
            error: None,
            why: None,
            source: None,
            optional: false,
            heading: false,
            control,
        }
    }

    /// A question answered in one line of text.
    pub fn line(
        t: impl Into<Text>,
        name: impl Into<String>,
        label: impl Into<String>,
        value: impl Into<String>,
    ) -> Field {
        let control = Control::Line {
            value: value.into(),
            kind: "text",
            inputmode: None,
            autocomplete: None,
            width: Width::Full,
            unit: None,
        };
        Field::new(t, name, label, control)
    }

    /// A question answered in several lines of text.
    pub fn lines(
        t: impl Into<Text>,
        name: impl Into<String>,
        label: impl Into<String>,
        value: impl Into<String>,
    ) -> Field {
        Field::new(t, name, label, Control::Lines { value: value.into(), rows: 5, most: None })
    }

    /// A question with few answers, one of which is right.
    pub fn radios(
        t: impl Into<Text>,
        name: impl Into<String>,
        label: impl Into<String>,
        choices: Vec<Choice>,
    ) -> Field {
        Field::new(t, name, label, Control::Radios { choices, inline: false })
    }

    /// A question with few answers, any of which may be right.
    pub fn checkboxes(
        t: impl Into<Text>,
        name: impl Into<String>,
        label: impl Into<String>,
        choices: Vec<Choice>,
    ) -> Field {
        Field::new(t, name, label, Control::Checkboxes { choices })
    }

    /// A question with many answers, one of which is right.
    pub fn select(
        t: impl Into<Text>,
        name: impl Into<String>,
        label: impl Into<String>,
        choices: Vec<Choice>,
    ) -> Field {
        Field::new(t, name, label, Control::Select { choices })
    }

    /// A question for a date.
    pub fn date(
        t: impl Into<Text>,
        name: impl Into<String>,
        label: impl Into<String>,
        value: DateText,
    ) -> Field {
        Field::new(t, name, label, Control::Date(value))
    }

    /// A question for files.
    pub fn files(
        t: impl Into<Text>,
        name: impl Into<String>,
        label: impl Into<String>,
        accept: impl Into<String>,
        most_mib: u32,
    ) -> Field {
        let control = Control::Files {
            accept: accept.into(),
            multiple: true,
            upload: None,
            most_mib,
            stored: Vec::new(),
        };
        Field::new(t, name, label, control)
    }

    /// With a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Field {
        self.hint = Some(hint.into());
        self
    }

    /// With an error, if there is one.
    #[must_use]
    pub fn error(mut self, error: Option<String>) -> Field {
        self.error = error;
        self
    }

    /// With what was sent as its answer, so that a form that was refused comes back as it was typed.
    #[must_use]
    pub fn answered(mut self, sent: &Sent) -> Field {
        self.control.take(&self.name, sent);
        self
    }

    /// With the reason why we ask.
    #[must_use]
    pub fn why(mut self, why: impl Into<String>) -> Field {
        self.why = Some(why.into());
        self
    }

    /// With the source of the prefilled answer.
    #[must_use]
    pub fn source(mut self, source: impl Into<String>) -> Field {
        self.source = Some(source.into());
        self
    }

    /// May be left out.
    #[must_use]
    pub fn optional(mut self) -> Field {
        self.optional = true;
        self
    }

    /// Is the page's heading.
    #[must_use]
    pub fn heading(mut self) -> Field {
        self.heading = true;
        self
    }

    /// Digits only: the number keyboard on a telephone. Changes lines only.
    #[must_use]
    pub fn digits(mut self) -> Field {
        if let Control::Line { inputmode, .. } = &mut self.control {
            *inputmode = Some("numeric");
        }
        self
    }

    /// Of another HTML type, which browsers may fill in as `autocomplete`. Changes lines only.
    #[must_use]
    pub fn kind(mut self, html_type: &'static str, browsers_fill: &'static str) -> Field {
        if let Control::Line { kind, autocomplete, .. } = &mut self.control {
            *kind = html_type;
            *autocomplete = Some(browsers_fill);
        }
        self
    }

    /// As wide as the expected answer. Changes lines only.
    #[must_use]
    pub fn width(mut self, expected: Width) -> Field {
        if let Control::Line { width, .. } = &mut self.control {
            *width = expected;
        }
        self
    }

    /// With the unit after the answer. Changes lines only.
    #[must_use]
    pub fn unit(mut self, after: impl Into<String>) -> Field {
        if let Control::Line { unit, .. } = &mut self.control {
            *unit = Some(after.into());
        }
        self
    }

    /// Choices side by side. Changes radios only.
    #[must_use]
    pub fn inline(mut self) -> Field {
        if let Control::Radios { inline, .. } = &mut self.control {
            *inline = true;
        }
        self
    }

    /// At most so many characters. Changes several lines only.
    #[must_use]
    pub fn most(mut self, characters: u32) -> Field {
        if let Control::Lines { most, .. } = &mut self.control {
            *most = Some(characters);
        }
        self
    }

    /// Files go to `address` one by one while the form is filled in, and these are there already. Changes files only.
    #[must_use]
    pub fn uploads_to(mut self, address: impl Into<String>, already: Vec<StoredFile>) -> Field {
        if let Control::Files { upload, stored, .. } = &mut self.control {
            *upload = Some(address.into());
            *stored = already;
        }
        self
    }

    /// The id that an error summary links to: the first thing that can be typed into or chosen.
    pub fn first_id(&self) -> String {
        match &self.control {
            Control::Radios { .. } | Control::Checkboxes { .. } => format!("{}-1", self.name),
            Control::Date(_) => format!("{}-year", self.name),
            _ => self.name.clone(),
        }
    }

    fn is_group(&self) -> bool {
        matches!(self.control, Control::Radios { .. } | Control::Checkboxes { .. } | Control::Date(_))
    }

    /// The ids of hint, source and error, for `aria-describedby`; empty without any.
    fn described_by(&self) -> String {
        let parts = [
            ("hint", self.hint.is_some()),
            ("source", self.source.is_some()),
            ("error", self.error.is_some()),
        ];
        let ids: Vec<String> = parts
            .iter()
            .filter(|(_, there)| *there)
            .map(|(part, _)| format!("{}-{part}", self.name))
            .collect();
        ids.join(" ")
    }

    fn choice_id(&self, index: &usize) -> String {
        format!("{}-{index}", self.name)
    }
}

html_part!(Field);
