//! The sections that are written as text: Markdown in two languages with a preview, YAML with errors by line.

use super::typed::Typed;
use crate::pages::markdown;
use crate::parts::{Field, Html, html_part};
use crate::text::Text;
use app::{MatterText, TextFault, TextPart};
use askama::Template;
use catalogue::Matter;

/// The fields of a part: its text, and the English beside it where it is Markdown.
pub(super) fn fields(t: Text, part: TextPart, slug: &str, matter: &Matter) -> Vec<Field> {
    let text = part.write(matter);
    if part.is_markdown() {
        let hint = if part == TextPart::Guide { "edit-guide-hint" } else { "edit-questions-hint" };
        return vec![
            tall(Field::lines(t, named(slug), t.msg("edit-chinese"), text.chinese).hint(t.msg(hint))),
            tall(Field::lines(t, english(slug), t.msg("edit-english"), text.english)).optional(),
        ];
    }
    let hint = match part {
        TextPart::Form => t.msg("edit-form-hint").into_owned(),
        part => t.with("edit-yaml-hint", &[("keys", &part.keys().join("、"))]),
    };
    vec![tall(Field::lines(t, named(slug), t.msg("edit-yaml"), text.chinese).hint(hint))]
}

fn tall(mut field: Field) -> Field {
    if let crate::parts::Control::Lines { value, rows, .. } = &mut field.control {
        let lines = value.lines().map(|line| 1 + line.chars().count() / 60).sum::<usize>();
        *rows = u8::try_from(lines.clamp(8, 28)).unwrap_or(28);
    }
    field
}

fn named(slug: &str) -> String {
    format!("{slug}-text")
}

fn english(slug: &str) -> String {
    format!("{slug}-text-en")
}

fn typed_text(typed: &mut Typed<'_>, part: TextPart, slug: &str) -> MatterText {
    let with_end = |text: String| if text.is_empty() { text } else { text + "\n" };
    let chinese = with_end(typed.text(&named(slug)));
    let english = if part.is_markdown() { with_end(typed.text(&english(slug))) } else { String::new() };
    MatterText { chinese, english }
}

/// Takes a part over; every fault is told with its line.
pub(super) fn read(typed: &mut Typed<'_>, part: TextPart, slug: &str, matter: &mut Matter) {
    let text = typed_text(typed, part, slug);
    match part.read(matter, &text) {
        Ok(changed) => *matter = changed,
        Err(faults) => tell(typed, slug, &faults),
    }
}

fn tell(typed: &mut Typed<'_>, slug: &str, faults: &[TextFault]) {
    for in_english in [false, true] {
        let lines: Vec<String> = faults
            .iter()
            .filter(|fault| fault.in_english == in_english)
            .map(|fault| at_line(typed.t, fault.line, typed.t.read(&fault.said)))
            .collect();
        if !lines.is_empty() {
            let field = if in_english { english(slug) } else { named(slug) };
            let cut = lines.iter().take(FAULTS_MAX).cloned().collect::<Vec<_>>();
            typed.wrong.push((field, cut.join(" ")));
        }
    }
}

/// More faults than these in one text help nobody.
const FAULTS_MAX: usize = 10;

/// A sentence with its line before it.
pub(super) fn at_line(t: Text, line: u32, said: &str) -> String {
    if line == 0 { said.to_owned() } else { t.with("edit-line", &[("line", &line), ("said", &said)]) }
}

/// The text as people will read it.
#[derive(Template)]
#[template(path = "admin/edit-preview.html")]
struct Preview {
    title: String,
    texts: Vec<Html>,
}

html_part!(Preview);

/// What was typed as Markdown, as people will read it.
pub(super) fn preview(typed: &mut Typed<'_>, part: TextPart, slug: &str) -> Html {
    let text = typed_text(typed, part, slug);
    let texts = [text.chinese, text.english];
    let texts =
        texts.iter().filter(|text| !text.trim().is_empty()).map(|text| markdown::html(text)).collect();
    Html::of(&Preview { title: typed.t.msg("edit-preview").into_owned(), texts })
}
