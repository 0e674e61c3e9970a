//! What an applicant answered, in the words of the form, beside the work on the case.

use crate::parts::{SummaryList, SummaryRow};
use crate::text::Text;
use app::Content;
use app::cases::CasePage;
use catalogue::FieldKind;

/// What the form says, section by section, in the words of the form.
pub fn sections(t: Text, content: &Content, file: &CasePage) -> Vec<(String, SummaryList)> {
    let form = file.case.form();
    let mut sections = Vec::new();
    for section in &file.matter.form.sections {
        let rows: Vec<SummaryRow> = section
            .fields
            .iter()
            .filter_map(|field| {
                let value = form.get(field.key.as_str())?;
                Some(SummaryRow::text(t.read(&field.label), &said(t, content, field, value)))
            })
            .collect();
        if !rows.is_empty() {
            sections.push((t.read(&section.title).to_owned(), SummaryList::new(t, rows)));
        }
    }
    sections
}

/// An answer in words: options by their labels, yes and no, amounts with their unit.
fn said(t: Text, content: &Content, field: &catalogue::Field, value: &serde_json::Value) -> String {
    let label = |options: &[catalogue::FieldOption], key: &str| {
        let option = options.iter().find(|option| option.key == key);
        option.map_or_else(|| key.to_owned(), |option| t.read(&option.label).to_owned())
    };
    match (&field.kind, value) {
        (FieldKind::Choice { options }, serde_json::Value::String(key)) => label(options, key),
        (FieldKind::Multi { options, .. }, serde_json::Value::Array(keys)) => {
            let keys = keys.iter().filter_map(serde_json::Value::as_str);
            keys.map(|key| label(options, key)).collect::<Vec<_>>().join("、")
        }
        (FieldKind::YesNo, serde_json::Value::Bool(yes)) => {
            t.msg(if *yes { "desk-yes" } else { "desk-no-word" }).into_owned()
        }
        (FieldKind::Number { unit: Some(unit), .. }, value) => format!("{} {}", bare(value), t.read(unit)),
        (FieldKind::Money { .. }, value) => format!("{} {}", bare(value), t.msg("desk-unit-yuan")),
        (FieldKind::Date { .. }, serde_json::Value::String(date)) => {
            date.parse().map_or_else(|_| date.clone(), |date| t.date(date))
        }
        (FieldKind::Region { .. }, serde_json::Value::String(code)) => {
            let region = content.ground.region(&code.as_str().into());
            region.map_or_else(|| code.clone(), |region| t.read(&region.name).to_owned())
        }
        (_, value) => bare(value),
    }
}

fn bare(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
