//! What was typed into a form of the editor, read field by field; what cannot be taken is told beside its field.

use crate::parts::{Choice, Field, Width};
use crate::sent::Sent;
use crate::text::Text;
use calendar::Limit;
use kernel::{LocalText, Money};

/// The longest line, in characters.
const LINE_MAX: usize = 500;
/// The longest text, in characters.
const TEXT_MAX: usize = 60_000;
/// The most lines of a list.
const LINES_MAX: usize = 200;

/// What was typed, with what is wrong in it so far: the field and the sentence.
pub(super) struct Typed<'a> {
    pub(super) t: Text,
    pub(super) sent: &'a Sent,
    pub(super) wrong: Vec<(String, String)>,
}

impl<'a> Typed<'a> {
    /// Nothing read so far.
    pub(super) fn new(t: Text, sent: &'a Sent) -> Typed<'a> {
        Typed { t, sent, wrong: Vec::new() }
    }

    /// Something is wrong with a field.
    pub(super) fn fail(&mut self, field: &str, key: &str) {
        self.wrong.push((field.to_owned(), self.t.msg(key).into_owned()));
    }

    /// One line, empty if nothing was typed.
    pub(super) fn line(&mut self, field: &str) -> String {
        let text = cleaned(self.sent.one(field)).replace('\n', " ");
        self.short(field, text.trim(), LINE_MAX)
    }

    /// One line that must be there.
    pub(super) fn needed(&mut self, field: &str) -> String {
        let text = self.line(field);
        if text.is_empty() {
            self.fail(field, "edit-needed");
        }
        text
    }

    /// One line, none if nothing was typed.
    pub(super) fn maybe(&mut self, field: &str) -> Option<String> {
        Some(self.line(field)).filter(|text| !text.is_empty())
    }

    /// A text of several lines; spaces at its end are dropped.
    pub(super) fn text(&mut self, field: &str) -> String {
        let text = cleaned(self.sent.one(field));
        self.short(field, text.trim_end(), TEXT_MAX)
    }

    /// A list, one line each.
    pub(super) fn list(&mut self, field: &str) -> Vec<String> {
        let text = self.text(field);
        let lines: Vec<String> =
            text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        if lines.len() > LINES_MAX || lines.iter().any(|line| line.chars().count() > LINE_MAX) {
            self.fail(field, "edit-too-long");
        }
        lines
    }

    /// A line in two languages: `field` and `field-en`.
    pub(super) fn local(&mut self, field: &str) -> LocalText {
        LocalText { chinese: self.line(field), english: self.maybe(&format!("{field}-en")) }
    }

    /// The same, none without Chinese.
    pub(super) fn maybe_local(&mut self, field: &str) -> Option<LocalText> {
        Some(self.local(field)).filter(|text| !text.chinese.is_empty())
    }

    /// A limit as people write it, none if nothing was typed.
    pub(super) fn limit(&mut self, field: &str) -> Option<Limit> {
        let text = self.maybe(field)?;
        let read = text.parse().ok();
        if read.is_none() {
            self.fail(field, "edit-limit-wrong");
        }
        read
    }

    /// A whole number up to `most`; 0 if nothing was typed.
    pub(super) fn number(&mut self, field: &str, most: u16) -> u16 {
        let text = self.line(field);
        let read = if text.is_empty() { Some(0) } else { text.parse::<u16>().ok() };
        let fits = read.filter(|number| *number <= most);
        if fits.is_none() {
            self.fail(field, "edit-number-wrong");
        }
        fits.unwrap_or_default()
    }

    /// Yuan with two decimals at most.
    pub(super) fn yuan(&mut self, field: &str) -> Money {
        let text = self.line(field);
        let read = yuan(&text);
        if read.is_none() {
            self.fail(field, "edit-yuan-wrong");
        }
        read.unwrap_or_default()
    }

    /// A word of a fixed set; `old` when it is none of them, which is told.
    pub(super) fn word<T>(&mut self, field: &str, old: T, read: impl Fn(&str) -> Option<T>) -> T {
        let found = read(self.sent.one(field));
        if found.is_none() {
            self.fail(field, "edit-choose");
        }
        found.unwrap_or(old)
    }

    /// Words of a fixed set: those of `old` in their order, then those that are new.
    pub(super) fn words<T: PartialEq + Clone>(
        &mut self,
        field: &str,
        old: &[T],
        read: impl Fn(&str) -> Option<T>,
    ) -> Vec<T> {
        let read: Option<Vec<T>> = self.sent.many(field).iter().map(|text| read(text)).collect();
        if read.is_none() {
            self.fail(field, "edit-choose");
        }
        let chosen = read.unwrap_or_default();
        let mut words: Vec<T> = old.iter().filter(|word| chosen.contains(word)).cloned().collect();
        for word in chosen {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        words
    }

    fn short(&mut self, field: &str, text: &str, most: usize) -> String {
        if text.chars().count() > most {
            self.fail(field, "edit-too-long");
        }
        text.to_owned()
    }
}

/// Line ends as the files have them, and no signs that nobody can see.
fn cleaned(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|sign| matches!(sign, '\n' | '\t') || !sign.is_control()).collect()
}

fn yuan(text: &str) -> Option<Money> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 12 || rest.len() > 2 || !digits(whole) || !digits(rest) {
        return None;
    }
    let fen = format!("{whole}{rest:0<2}").parse().ok()?;
    Some(Money(fen))
}

/// The fields of a text in two languages.
pub(super) fn local(t: Text, name: &str, label: &str, text: Option<&LocalText>) -> [Field; 2] {
    let (chinese, english) =
        text.map_or(("", ""), |text| (text.chinese.as_str(), text.english.as_deref().unwrap_or_default()));
    let label_en = t.with("edit-in-english", &[("label", &t.msg(label).as_ref())]);
    [
        Field::line(t, name, t.msg(label), chinese),
        Field::line(t, format!("{name}-en"), label_en, english).optional(),
    ]
}

/// The field of a limit.
pub(super) fn limit(t: Text, name: &str, label: &str, limit: Option<Limit>) -> Field {
    let text = limit.map_or_else(String::new, |limit| limit.to_string());
    Field::line(t, name, t.msg(label), text).hint(t.msg("edit-limit-hint")).width(Width::Signs(20)).optional()
}

/// The choices of a fixed set of words; the keepers of the catalogue work in Chinese.
pub(super) fn choices<T: Copy>(
    all: &[T],
    code: impl Fn(T) -> &'static str,
    word: impl Fn(T) -> &'static str,
    chosen: impl Fn(T) -> bool,
) -> Vec<Choice> {
    all.iter().map(|it| Choice::of(code(*it), word(*it)).chosen(chosen(*it))).collect()
}

/// The choices of what the city has: id and name.
pub(super) fn entries<'e>(
    t: Text,
    all: impl Iterator<Item = (&'e str, &'e LocalText)>,
    chosen: impl Fn(&str) -> bool,
) -> Vec<Choice> {
    all.map(|(id, name)| Choice::of(id, t.read(name)).chosen(chosen(id))).collect()
}

/// A first choice that says that none is taken.
pub(super) fn or_none(t: Text, choices: Vec<Choice>) -> Vec<Choice> {
    beginning_with(t, "edit-none", choices)
}

/// A first choice that asks to choose another.
pub(super) fn pick(t: Text, choices: Vec<Choice>) -> Vec<Choice> {
    beginning_with(t, "edit-pick", choices)
}

fn beginning_with(t: Text, word: &str, mut choices: Vec<Choice>) -> Vec<Choice> {
    let none = !choices.iter().any(|choice| choice.chosen);
    choices.insert(0, Choice::of("", t.msg(word)).chosen(none));
    choices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yuan_are_read_without_floating_point() {
        assert_eq!(yuan("0.1"), Some(Money(10)));
        assert_eq!(yuan("80"), Some(Money(8000)));
        for wrong in ["", "-1", "1.234", "1,000", ".5", "9999999999999"] {
            assert_eq!(yuan(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn line_ends_of_browsers_and_signs_that_nobody_sees_are_cleaned_away() {
        assert_eq!(cleaned("甲\r\n乙\u{0}\u{7}\t丙"), "甲\n乙\t丙");
    }
}
