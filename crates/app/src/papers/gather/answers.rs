//! Answers of the form as a decision and a certificate print them: what was applied for, in the form's own labels.

use super::{PAPER, Source};
use crate::papers::facts::Entry;
use catalogue::{Field, FieldKind, FieldOption, Prefill};
use kernel::Date;
use serde_json::Value;

/// More particulars than this do not fit on a certificate.
const ENTRIES_MAX: usize = 10;

impl Source<'_> {
    /// The particulars of what was granted. Numbers of papers and telephones stay in the file, long texts too.
    pub(super) fn answers(&self) -> Vec<Entry> {
        let form = self.case.form();
        let fields = self.matter.form.fields().filter(|field| !field.off_paper && is_printed(field));
        let entry = |field: &Field| {
            let value = self.words_of(&field.kind, form.get(field.key.as_str())?)?;
            Some(Entry { label: field.label.in_language(PAPER).to_owned(), value })
        };
        fields.filter_map(entry).take(ENTRIES_MAX).collect()
    }

    fn words_of(&self, kind: &FieldKind, value: &Value) -> Option<String> {
        let text = || match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        let words = match kind {
            FieldKind::Choice { options } => label_of(options, value.as_str()?)?,
            FieldKind::Multi { options, .. } => {
                let chosen = value.as_array()?.iter().filter_map(Value::as_str);
                chosen.filter_map(|key| label_of(options, key)).collect::<Vec<_>>().join("、")
            }
            FieldKind::YesNo => if value.as_bool()? { "是" } else { "否" }.to_owned(),
            FieldKind::Number { unit, .. } => {
                format!("{}{}", text()?, unit.as_ref().map_or("", |unit| unit.in_language(PAPER)))
            }
            FieldKind::Money { .. } => format!("{}元", text()?),
            FieldKind::Date { .. } => super::day(text()?.parse::<Date>().ok()?),
            FieldKind::Region { .. } => {
                let code = kernel::RegionCode(text()?);
                self.content.ground.region(&code)?.name.in_language(PAPER).to_owned()
            }
            _ => text()?,
        };
        let words = words.trim().to_owned();
        (!words.is_empty()).then_some(words)
    }
}

/// The addressee is named in the paper already; of other persons only who stands for an enterprise is printed.
fn is_printed(field: &Field) -> bool {
    let is_addressee = matches!(field.prefill, Some(Prefill::PersonName | Prefill::EnterpriseName));
    match field.kind {
        FieldKind::IdentityNumber
        | FieldKind::BankCard
        | FieldKind::Telephone
        | FieldKind::LongText { .. } => false,
        FieldKind::PersonName => field.prefill == Some(Prefill::EnterpriseRepresentative),
        _ => !is_addressee,
    }
}

fn label_of(options: &[FieldOption], key: &str) -> Option<String> {
    options.iter().find(|option| option.key == key).map(|option| option.label.in_language(PAPER).to_owned())
}
