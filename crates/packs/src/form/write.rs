//! From a typed form to a form file, and to the schema that the API publishes.

use super::layout::{English, FieldHints, FormLayout, OptionHints, SectionLayout};
use super::schema::{Choice, DIALECT, FormSchema, Format, Items, Ordered, Property, Sort};
use crate::yaml::{to_node, write};
use catalogue::form::Decimal;
use catalogue::{Field, FieldKind, FieldOption, Form, Section};
use kernel::{LocalText, Money};

/// The form as the text of its file.
pub fn write_form(form: &Form) -> String {
    write(&to_node(&schema(form)))
}

/// The form as JSON Schema. Fields that are not always shown are never required by the schema itself; the platform
/// requires them when they are shown.
pub fn form_schema(form: &Form) -> serde_json::Value {
    serde_json::to_value(schema(form)).expect("a schema has text keys and plain numbers")
}

fn schema(form: &Form) -> FormSchema {
    let always = |section: &Section, field: &Field| section.when.is_empty() && field.when.is_empty();
    let mut properties = Vec::new();
    let mut required = Vec::new();
    let mut sections = Vec::new();
    for section in &form.sections {
        for field in &section.fields {
            let conditional = field.required && !always(section, field);
            if field.required && !conditional {
                required.push(field.key.to_string());
            }
            properties.push((field.key.to_string(), property(field, conditional)));
        }
        sections.push(SectionLayout {
            key: section.key.clone(),
            title: section.title.clone(),
            hint: section.hint.clone(),
            when: section.when.clone(),
            fields: section.fields.iter().map(|field| field.key.to_string()).collect(),
        });
    }
    FormSchema {
        dialect: Some(DIALECT.to_owned()),
        sort: Sort::Object,
        layout: FormLayout { sections },
        properties: Ordered(properties),
        required,
        additional: false,
    }
}

fn property(field: &Field, required: bool) -> Property {
    let english = English {
        title: field.label.english.clone(),
        description: field.hint.as_ref().and_then(|hint| hint.english.clone()),
    };
    let hints = FieldHints {
        en: (english != English::default()).then_some(english),
        why: field.why.clone(),
        when: field.when.clone(),
        required,
        prefill: field.prefill,
        personal: (!field.personal).then_some(false),
        off_paper: field.off_paper,
        ..FieldHints::default()
    };
    let mut property = Property {
        title: field.label.chinese.clone(),
        description: field.hint.as_ref().map(|hint| hint.chinese.clone()),
        sort: Sort::String,
        format: None,
        max_length: None,
        minimum: None,
        maximum: None,
        multiple_of: None,
        one_of: None,
        items: None,
        min_items: None,
        unique_items: None,
        hints,
    };
    set_kind(&mut property, &field.kind);
    property
}

fn set_kind(property: &mut Property, kind: &FieldKind) {
    let yuan = |fen: &Option<Money>| fen.map(|fen| Decimal::new(fen.0, 2));
    match kind {
        FieldKind::Text { max_length } => property.max_length = Some(*max_length),
        FieldKind::LongText { max_length } => {
            property.format = Some(Format::LongText);
            property.max_length = Some(*max_length);
        }
        FieldKind::Address { max_length } => {
            property.format = Some(Format::Address);
            property.max_length = Some(*max_length);
        }
        FieldKind::Number { decimals, least, most, unit } => {
            property.sort = if *decimals == 0 { Sort::Integer } else { Sort::Number };
            property.multiple_of = (*decimals != 0).then(|| Decimal::new(1, *decimals));
            property.minimum = *least;
            property.maximum = *most;
            property.hints.unit = unit.clone();
        }
        FieldKind::Money { least, most } => {
            property.format = Some(Format::Money);
            property.hints.least = yuan(least);
            property.hints.most = yuan(most);
        }
        FieldKind::Date { side } => {
            property.format = Some(Format::Date);
            property.hints.side = *side;
        }
        FieldKind::Choice { options } => property.one_of = Some(choices(options)),
        FieldKind::Multi { options, least } => {
            property.sort = Sort::Array;
            property.items = Some(Items { sort: Sort::String, one_of: choices(options) });
            property.min_items = (*least > 0).then_some(*least);
            property.unique_items = Some(true);
        }
        FieldKind::YesNo => property.sort = Sort::Boolean,
        FieldKind::PersonName => property.format = Some(Format::PersonName),
        FieldKind::IdentityNumber => property.format = Some(Format::IdentityNumber),
        FieldKind::Uscc => property.format = Some(Format::Uscc),
        FieldKind::BankCard => property.format = Some(Format::BankCard),
        FieldKind::Telephone => property.format = Some(Format::Telephone),
        FieldKind::Region { level } => {
            property.format = Some(Format::Region);
            property.hints.level = Some(*level);
        }
    }
}

fn choices(options: &[FieldOption]) -> Vec<Choice> {
    let choice = |option: &FieldOption| {
        let LocalText { chinese, english } = option.label.clone();
        Choice { key: option.key.clone(), title: chinese, hints: OptionHints { en: english } }
    };
    options.iter().map(choice).collect()
}
