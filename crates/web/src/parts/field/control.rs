//! How a question of a form is answered: its control, with the answer so far.

use crate::parts::Html;
use crate::sent::Sent;

/// How a question is answered.
#[derive(Clone, Debug)]
pub enum Control {
    /// One line.
    Line {
        /// The answer so far.
        value: String,
        /// The HTML type: `text`, `tel`, `email`, `password`, `search`.
        kind: &'static str,
        /// The keyboard on a telephone: `numeric`, `decimal`, or none.
        inputmode: Option<&'static str>,
        /// What browsers may fill in, for example `name`, `tel`.
        autocomplete: Option<&'static str>,
        /// Wide enough for the answer that is expected.
        width: Width,
        /// The unit after the answer, for example m².
        unit: Option<String>,
    },
    /// Several lines.
    Lines {
        /// The answer so far.
        value: String,
        /// Height in lines.
        rows: u8,
        /// The most characters, counted while typing.
        most: Option<u32>,
    },
    /// One of few.
    Radios {
        /// The choices.
        choices: Vec<Choice>,
        /// Side by side: only for two short ones.
        inline: bool,
    },
    /// Any of few.
    Checkboxes {
        /// The choices.
        choices: Vec<Choice>,
    },
    /// One of many.
    Select {
        /// The choices; the first is usually empty.
        choices: Vec<Choice>,
    },
    /// A date in three parts.
    Date(DateText),
    /// One file or several.
    Files {
        /// What may be chosen, for example `.pdf,.jpg,.png`.
        accept: String,
        /// Whether several may be chosen.
        multiple: bool,
        /// Where each file is sent at once when scripts run; without, they go with the form.
        upload: Option<String>,
        /// The largest file in mebibytes, checked before sending.
        most_mib: u32,
        /// Files already there.
        stored: Vec<StoredFile>,
    },
}

/// How wide a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// For `n` signs: 2, 3, 4, 5, 10, 20 or 30.
    Signs(u8),
    /// As wide as the column.
    Full,
}

/// One choice of several.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// One sentence below it.
    pub hint: Option<String>,
    /// Whether it is chosen.
    pub chosen: bool,
    /// The heading in a long list under which it stands with its neighbours.
    pub group: Option<String>,
    /// What opens below it when it is chosen.
    pub reveals: Option<Html>,
}

/// A date as it was typed: its parts may be wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateText {
    /// Year, four digits.
    pub year: String,
    /// Month.
    pub month: String,
    /// Day.
    pub day: String,
}

/// A file that is already kept.
#[derive(Clone, Debug)]
pub struct StoredFile {
    /// Its id, sent with the form.
    pub id: String,
    /// The name that the person knows it by.
    pub name: String,
    /// Its size in words.
    pub size: String,
    /// Where to look at it.
    pub href: String,
}

impl Control {
    /// Takes what was sent under `name` as the answer so far. Files stay as they are.
    pub(super) fn take(&mut self, name: &str, sent: &Sent) {
        match self {
            Control::Line { value, .. } | Control::Lines { value, .. } => sent.one(name).clone_into(value),
            Control::Radios { choices, .. }
            | Control::Checkboxes { choices }
            | Control::Select { choices } => {
                for choice in choices {
                    choice.chosen = sent.many(name).contains(&choice.value);
                }
            }
            Control::Date(date) => {
                let part = |part: &str| sent.one(&format!("{name}-{part}")).to_owned();
                *date = DateText { year: part("year"), month: part("month"), day: part("day") };
            }
            Control::Files { .. } => {}
        }
    }
}

impl Choice {
    /// A choice.
    pub fn of(value: impl Into<String>, label: impl Into<String>) -> Choice {
        Choice { value: value.into(), label: label.into(), ..Choice::default() }
    }

    /// With one sentence below it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Choice {
        self.hint = Some(hint.into());
        self
    }

    /// Under a heading of a long list.
    #[must_use]
    pub fn under(mut self, group: impl Into<String>) -> Choice {
        self.group = Some(group.into());
        self
    }

    /// Chosen, if `chosen`.
    #[must_use]
    pub fn chosen(mut self, chosen: bool) -> Choice {
        self.chosen = chosen;
        self
    }

    /// With fields that open below it.
    #[must_use]
    pub fn reveals(mut self, html: Html) -> Choice {
        self.reveals = Some(html);
        self
    }
}

impl Width {
    pub(super) fn class(&self) -> String {
        match self {
            Width::Signs(signs) => format!("govuk-input--width-{signs}"),
            Width::Full => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Choice, Control, DateText};
    use crate::sent::Sent;

    fn sent(pairs: &[(&str, &str)]) -> Sent {
        Sent(pairs.iter().map(|(name, text)| ((*name).to_owned(), vec![(*text).to_owned()])).collect())
    }

    #[test]
    fn a_form_that_comes_back_shows_what_was_typed_and_ticked() {
        let sent = sent(&[("q", "yes"), ("on-year", "2026"), ("on-day", "3")]);
        let mut lines = Control::Lines { value: "before".into(), rows: 5, most: None };
        lines.take("q", &sent);
        assert!(matches!(lines, Control::Lines { value, .. } if value == "yes"));
        let choices = vec![Choice::of("no", "No").chosen(true), Choice::of("yes", "Yes")];
        let mut boxes = Control::Checkboxes { choices };
        boxes.take("q", &sent);
        let Control::Checkboxes { choices } = boxes else { panic!("still boxes") };
        assert_eq!(choices.iter().map(|choice| choice.chosen).collect::<Vec<_>>(), [false, true]);
        let mut date = Control::Date(DateText::default());
        date.take("on", &sent);
        let Control::Date(date) = date else { panic!("still a date") };
        assert_eq!((date.year.as_str(), date.month.as_str(), date.day.as_str()), ("2026", "", "3"));
    }
}
