//! From a form file to a typed form.

use super::schema::{Choice, DIALECT, FormSchema, Format, Property, Sort};
use crate::problem::{Problem, Rule, Spot};
use crate::yaml::{Node, decode};
use catalogue::form::Decimal;
use catalogue::{Field, FieldKind, FieldOption, Form, RegionLevel, Section};
use kernel::{LocalText, Money};
use std::collections::{BTreeMap, BTreeSet};

/// Text fields hold this much when the form does not say.
const TEXT_MAX: u16 = 200;
/// Long texts and addresses likewise.
const LONG_TEXT_MAX: u16 = 2000;

/// Reads a form file; `node` is its tree. Without errors the form is there.
pub fn read_form(file: &str, node: &Node) -> (Option<Form>, Vec<Problem>) {
    let (schema, problems) = decode::<FormSchema>(file, node.clone());
    let mut reading = Reading { file, node, problems };
    let Some(schema) = schema else { return (None, reading.problems) };
    reading.whole(&schema);
    let form = reading.form(schema);
    (Some(form), reading.problems)
}

struct Reading<'a> {
    file: &'a str,
    node: &'a Node,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    /// A problem at a place of the file, with the one value that its sentence may need.
    fn fail(&mut self, path: &[&str], rule: Rule, value: (&str, &str)) {
        let (name, value) = value;
        let at = self.spot(path);
        self.problems.push(Problem::error(self.file, at, rule, &[(name, value.to_owned())]));
    }

    /// Where a key of the file stands; the file as a whole where it does not.
    fn spot(&self, path: &[&str]) -> Spot {
        let mut node = self.node;
        let mut at = node.at;
        for key in path {
            match node.entry(key) {
                Some((key, value)) => (at, node) = (key.at, value),
                None => break,
            }
        }
        at
    }

    fn whole(&mut self, schema: &FormSchema) {
        if schema.dialect.as_ref().is_some_and(|dialect| dialect != DIALECT) {
            self.fail(&["$schema"], Rule("dialect"), ("dialect", DIALECT));
        }
        if schema.sort != Sort::Object {
            self.fail(&["type"], Rule("form-type"), ("", ""));
        }
        if schema.additional {
            self.fail(&["additionalProperties"], Rule("additional-properties"), ("", ""));
        }
    }

    fn form(&mut self, schema: FormSchema) -> Form {
        let known: BTreeSet<String> = schema.properties.0.iter().map(|(key, _)| key.clone()).collect();
        for key in schema.required.iter().filter(|key| !known.contains(*key)) {
            self.fail(&["required"], Rule("required-unknown"), ("field", key));
        }
        let mut fields = BTreeMap::new();
        for (key, property) in schema.properties.0 {
            let required = schema.required.contains(&key);
            let field = self.field(&key, property, required);
            fields.insert(key, field);
        }
        let mut sections = Vec::new();
        for section in schema.layout.sections {
            let mut taken = Vec::new();
            for key in &section.fields {
                match fields.remove(key) {
                    Some(field) => taken.push(field),
                    None => self.not_a_field(key, known.contains(key)),
                }
            }
            let catalogue_section = Section {
                key: section.key,
                title: section.title,
                hint: section.hint,
                when: section.when,
                fields: taken,
            };
            sections.push(catalogue_section);
        }
        for key in fields.keys() {
            self.fail(&["properties", key], Rule("field-without-section"), ("field", key));
        }
        Form { sections }
    }

    fn not_a_field(&mut self, key: &str, twice: bool) {
        let rule = if twice { Rule("field-twice") } else { Rule("section-unknown") };
        self.fail(&["x-yimen", "sections"], rule, ("field", key));
    }

    fn field(&mut self, key: &str, property: Property, required: bool) -> Field {
        let hints = &property.hints;
        let english = hints.en.as_ref();
        let label =
            LocalText { chinese: property.title.clone(), english: english.and_then(|en| en.title.clone()) };
        let hint_english = english.and_then(|en| en.description.clone());
        let hint = property.description.clone().map(|chinese| LocalText { chinese, english: hint_english });
        let kind = self.kind(key, &property);
        Field {
            key: key.into(),
            label,
            hint,
            why: property.hints.why,
            kind,
            required: required || property.hints.required,
            when: property.hints.when,
            prefill: property.hints.prefill,
            personal: property.hints.personal.unwrap_or(true),
            off_paper: property.hints.off_paper,
        }
    }

    /// The kind of a field. Every keyword that does not go with it is refused.
    fn kind(&mut self, key: &str, property: &Property) -> FieldKind {
        let hints = &property.hints;
        let (kind, fitting): (FieldKind, &[&str]) = match (property.sort, property.format) {
            (Sort::String, None) if property.one_of.is_some() => {
                (FieldKind::Choice { options: self.options(key, property.one_of.as_deref()) }, &["oneOf"])
            }
            (Sort::String, None) => {
                (FieldKind::Text { max_length: property.max_length.unwrap_or(TEXT_MAX) }, &["maxLength"])
            }
            (Sort::String, Some(format)) => self.string_kind(property, format),
            (Sort::Integer | Sort::Number, None) => {
                let decimals = match property.sort {
                    Sort::Integer => 0,
                    _ => property.multiple_of.map_or(9, Decimal::decimals),
                };
                let (least, most, unit) = (property.minimum, property.maximum, hints.unit.clone());
                (
                    FieldKind::Number { decimals, least, most, unit },
                    &["minimum", "maximum", "multipleOf", "unit"],
                )
            }
            (Sort::Boolean, None) => (FieldKind::YesNo, &[]),
            (Sort::Array, None) => {
                let options = self.options(key, property.items.as_ref().map(|items| items.one_of.as_slice()));
                let kind = FieldKind::Multi { options, least: property.min_items.unwrap_or(0) };
                (kind, &["items", "minItems", "uniqueItems"])
            }
            (Sort::Object, _) | (_, Some(_)) => {
                self.fail(&["properties", key, "type"], Rule("field-type"), ("", ""));
                (FieldKind::YesNo, &[])
            }
        };
        self.refuse_foreign(key, property, fitting);
        kind
    }

    fn string_kind(&mut self, property: &Property, format: Format) -> (FieldKind, &'static [&'static str]) {
        let hints = &property.hints;
        let fen = |yuan: Option<Decimal>| yuan.and_then(|yuan| yuan.scaled(2)).map(Money);
        match format {
            Format::LongText => (
                FieldKind::LongText { max_length: property.max_length.unwrap_or(LONG_TEXT_MAX) },
                &["maxLength"],
            ),
            Format::Address => {
                (FieldKind::Address { max_length: property.max_length.unwrap_or(TEXT_MAX) }, &["maxLength"])
            }
            Format::Money => {
                (FieldKind::Money { least: fen(hints.least), most: fen(hints.most) }, &["least", "most"])
            }
            Format::Date => (FieldKind::Date { side: hints.side }, &["side"]),
            Format::Region => {
                (FieldKind::Region { level: hints.level.unwrap_or(RegionLevel::TownStreet) }, &["level"])
            }
            Format::PersonName => (FieldKind::PersonName, &[]),
            Format::IdentityNumber => (FieldKind::IdentityNumber, &[]),
            Format::Uscc => (FieldKind::Uscc, &[]),
            Format::BankCard => (FieldKind::BankCard, &[]),
            Format::Telephone => (FieldKind::Telephone, &[]),
        }
    }

    fn options(&mut self, key: &str, choices: Option<&[Choice]>) -> Vec<FieldOption> {
        let choices = choices.unwrap_or_default();
        if choices.is_empty() {
            self.fail(&["properties", key], Rule("no-options"), ("field", key));
        }
        let option = |choice: &Choice| FieldOption {
            key: choice.key.clone(),
            label: LocalText { chinese: choice.title.clone(), english: choice.hints.en.clone() },
        };
        choices.iter().map(option).collect()
    }

    fn refuse_foreign(&mut self, key: &str, property: &Property, fitting: &[&str]) {
        let hints = &property.hints;
        let written: [(&'static str, bool); 13] = [
            ("maxLength", property.max_length.is_some()),
            ("minimum", property.minimum.is_some()),
            ("maximum", property.maximum.is_some()),
            ("multipleOf", property.multiple_of.is_some()),
            ("oneOf", property.one_of.is_some()),
            ("items", property.items.is_some()),
            ("minItems", property.min_items.is_some()),
            ("uniqueItems", property.unique_items.is_some()),
            ("unit", hints.unit.is_some()),
            ("side", hints.side.is_some()),
            ("level", hints.level.is_some()),
            ("least", hints.least.is_some()),
            ("most", hints.most.is_some()),
        ];
        for (keyword, _) in written.iter().filter(|(keyword, there)| *there && !fitting.contains(keyword)) {
            let outside = self.node.get("properties").and_then(|all| all.get(key)?.get(keyword)).is_some();
            let path: &[&str] = if outside {
                &["properties", key, keyword]
            } else {
                &["properties", key, "x-yimen", keyword]
            };
            self.fail(path, Rule("foreign-keyword"), ("keyword", keyword));
        }
    }
}
