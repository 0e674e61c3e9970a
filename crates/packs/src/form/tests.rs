use super::*;
use crate::problem::Problem;
use crate::yaml::{LIMITS, parse};
use catalogue::form::{DateSide, Decimal, FieldChecks, no_checks};
use catalogue::{Answers, Field, FieldKind, FieldOption, Form, OneOrMore, RegionLevel, Section, When};
use kernel::{LocalText, Money};
use proptest::prelude::*;
use serde_json::{Map, Value};

fn read(text: &str) -> (Option<Form>, Vec<Problem>) {
    let (node, problems) = parse("form.yaml", text, LIMITS);
    assert_eq!(problems, []);
    read_form("form.yaml", &node.expect("it is YAML"))
}

const SMALL: &str = "\
$schema: https://json-schema.org/draft/2020-12/schema
type: object
x-yimen:
  sections:
    - {key: unit, title: 单位, fields: [name, area, kind]}
properties:
  name: {title: 单位名称, type: string, maxLength: 60, x-yimen: {personal: false, why: 印在许可证上}}
  area: {title: 面积, type: number, multipleOf: 0.01, minimum: 0, x-yimen: {unit: 平方米}}
  kind:
    title: 类别
    type: string
    oneOf:
      - {const: a, title: 甲}
      - {const: b, title: 乙, x-yimen: {en: B}}
required: [name]
";

fn rules(text: &str) -> Vec<(&'static str, u32)> {
    read(text).1.iter().map(|problem| (problem.rule, problem.at.line)).collect()
}

#[test]
fn a_form_file_becomes_a_typed_form() {
    let (form, problems) = read(SMALL);
    assert_eq!(problems, []);
    let form = form.expect("it reads");
    let field = |key: &str| form.field(&key.into()).expect("it is there");
    assert!(field("name").required && !field("name").personal && field("area").personal);
    let number = FieldKind::Number {
        decimals: 2,
        least: Some(Decimal::new(0, 0)),
        most: None,
        unit: Some("平方米".into()),
    };
    assert_eq!(field("area").kind, number);
    assert!(
        matches!(&field("kind").kind, FieldKind::Choice { options } if options[1].label.english.is_some())
    );
}

#[test]
fn an_unknown_keyword_is_refused_by_name() {
    let text = SMALL.replace("maxLength: 60", "maxLenght: 60, pattern: x");
    let (_, problems) = read(&text);
    assert!(problems[0].text.chinese.contains("maxLenght") && problems[0].text.chinese.contains("maxLength"));
    assert!(problems[1].text.chinese.contains("pattern"));
    assert_eq!(problems.len(), 2);
}

#[test]
fn a_keyword_that_does_not_fit_its_field_is_refused_at_its_line() {
    let text = SMALL.replace("multipleOf: 0.01", "maxLength: 3");
    assert_eq!(rules(&text), [("foreign-keyword", 8)]);
    let text = SMALL.replace("why: 印在许可证上", "unit: 米");
    assert_eq!(rules(&text), [("foreign-keyword", 7)]);
}

#[test]
fn fields_and_sections_must_agree() {
    assert_eq!(rules(&SMALL.replace("[name, area, kind]", "[name, area]")), [("field-without-section", 9)]);
    assert_eq!(
        rules(&SMALL.replace("[name, area, kind]", "[name, area, kind, ghost]")),
        [("section-unknown", 4)]
    );
    assert_eq!(rules(&SMALL.replace("[name, area, kind]", "[name, area, kind, name]")), [("field-twice", 4)]);
    assert_eq!(rules(&SMALL.replace("required: [name]", "required: [ghost]")), [("required-unknown", 15)]);
}

#[test]
fn options_types_and_the_whole_have_their_rules() {
    assert_eq!(
        rules(
            &SMALL.replace(
                "type: number, multipleOf: 0.01, minimum: 0, x-yimen: {unit: 平方米}",
                "type: array"
            )
        ),
        [("no-options", 8)]
    );
    assert_eq!(
        rules(&SMALL.replace("type: number", "type: number, format: date")),
        [("field-type", 8), ("foreign-keyword", 8), ("foreign-keyword", 8), ("foreign-keyword", 8),]
    );
    assert_eq!(rules(&SMALL.replace("2020-12", "2019-09")), [("dialect", 1)]);
    assert_eq!(rules(&format!("{SMALL}additionalProperties: true\n")), [("additional-properties", 16)]);
}

fn texts() -> impl Strategy<Value = LocalText> {
    ("[a-zA-Z一-龥：，#\\-]{1,10}", prop::option::of("[a-z ]{1,8}"))
        .prop_map(|(chinese, english)| LocalText { chinese, english })
}

fn options() -> impl Strategy<Value = Vec<FieldOption>> {
    prop::collection::btree_set("[a-z]{1,3}", 1..4).prop_flat_map(|keys| {
        let keys: Vec<String> = keys.into_iter().collect();
        prop::collection::vec(texts(), keys.len()).prop_map(move |labels| {
            keys.iter().zip(labels).map(|(key, label)| FieldOption { key: key.clone(), label }).collect()
        })
    })
}

fn kinds() -> impl Strategy<Value = FieldKind> {
    let decimal =
        || prop::option::of((-500_i64..500, 0_u8..3).prop_map(|(units, scale)| Decimal::new(units, scale)));
    let money = || prop::option::of((0_i64..100_000).prop_map(Money));
    prop_oneof![
        (1_u16..6).prop_map(|max_length| FieldKind::Text { max_length }),
        (1_u16..6).prop_map(|max_length| FieldKind::LongText { max_length }),
        (1_u16..6).prop_map(|max_length| FieldKind::Address { max_length }),
        (0_u8..4, decimal(), decimal(), prop::option::of(texts()))
            .prop_map(|(decimals, least, most, unit)| FieldKind::Number { decimals, least, most, unit }),
        (money(), money()).prop_map(|(least, most)| FieldKind::Money { least, most }),
        prop::option::of(prop_oneof![Just(DateSide::Past), Just(DateSide::Future)])
            .prop_map(|side| FieldKind::Date { side }),
        options().prop_map(|options| FieldKind::Choice { options }),
        (options(), 0_u8..3).prop_map(|(options, least)| FieldKind::Multi { options, least }),
        Just(FieldKind::YesNo),
        Just(FieldKind::PersonName),
        Just(FieldKind::IdentityNumber),
        Just(FieldKind::Uscc),
        Just(FieldKind::Telephone),
        Just(FieldKind::Region { level: RegionLevel::District }),
    ]
}

fn fields() -> impl Strategy<Value = Field> {
    let hint = || prop::option::of(texts());
    (texts(), hint(), hint(), kinds(), any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(label, hint, why, kind, required, personal, conditional)| Field {
            key: "x".into(),
            label,
            // An English hint beside no Chinese one cannot be written, and nobody writes it.
            hint,
            why,
            kind,
            required,
            when: if conditional {
                When([("who".to_owned(), OneOrMore(vec!["me".into()]))].into())
            } else {
                When::default()
            },
            prefill: None,
            personal,
            off_paper: conditional,
        },
    )
}

fn forms() -> impl Strategy<Value = Form> {
    prop::collection::vec((texts(), prop::option::of(texts()), prop::collection::vec(fields(), 1..4)), 1..4)
        .prop_map(|sections| {
            let mut next = 0;
            let mut key = || {
                next += 1;
                format!("key{next}")
            };
            let sections = sections.into_iter().map(|(title, hint, mut fields)| {
                fields.iter_mut().for_each(|field| field.key = key().as_str().into());
                Section { key: key(), title, hint, when: When::default(), fields }
            });
            Form { sections: sections.collect() }
        })
}

/// Values that come near to what fields accept, and others.
fn values() -> impl Strategy<Value = Value> {
    prop_oneof![
        "[a-c]{0,4}".prop_map(Value::from),
        "[0-9]{1,3}(\\.[0-9]{1,3})?".prop_map(Value::from),
        (-600_i64..600).prop_map(Value::from),
        (-60_000_i64..60_000).prop_map(|thousandths| {
            let text = Decimal::new(thousandths, 3).to_string();
            serde_json::from_str(&text).expect("a number")
        }),
        any::<bool>().prop_map(Value::from),
        prop::collection::vec("[a-c]{1,2}", 0..4).prop_map(Value::from),
        Just(Value::from("2026-11-22")),
        Just(Value::from("13800138000")),
        Just(Value::from("11010519491231002X")),
    ]
}

proptest! {
    #[test]
    fn every_form_reads_back_as_it_was_written(form in forms()) {
        let written = write_form(&form);
        let (back, problems) = read(&written);
        prop_assert_eq!(problems, [], "{}", written);
        prop_assert_eq!(back, Some(form), "{}", written);
    }

    /// What we take, an independent validator of JSON Schema takes too; and for fields whose rules JSON Schema can
    /// express in full, both say the same.
    #[test]
    fn our_validation_agrees_with_an_independent_one(field in fields(), value in values()) {
        let mut field = Field { when: When::default(), ..field };
        // JSON Schema takes an empty list or text for an answer; to us it is none.
        prop_assume!(value != "" && value.as_array().is_none_or(|items| !items.is_empty()));
        if let FieldKind::Multi { least, .. } = &mut field.kind {
            *least = (*least).max(1);
        }
        let section = Section { key: "s".into(), title: "s".into(), hint: None, when: When::default(), fields: vec![field.clone()] };
        let form = Form { sections: vec![section] };
        let validator = jsonschema::draft202012::new(&form_schema(&form)).expect("a schema");
        let object: Map<String, Value> = [("x".to_owned(), value)].into_iter().collect();
        let today = jiff::civil::date(2026, 11, 22);
        let ours = form.read_json(&object, &Answers::default(), &FieldChecks { today, look: &no_checks });
        let theirs = validator.is_valid(&Value::Object(object.clone()));
        prop_assert!(ours.is_err() || theirs, "{:?} {:?} {:?}", field, object, ours);
        let expressible = matches!(
            field.kind,
            FieldKind::Number { .. } | FieldKind::Choice { .. } | FieldKind::Multi { .. } | FieldKind::YesNo
        );
        let twice = object["x"].as_array().is_some_and(|items| {
            items.iter().map(Value::to_string).collect::<std::collections::BTreeSet<_>>().len() < items.len()
        });
        if expressible && !twice {
            prop_assert_eq!(ours.is_ok(), theirs, "{:?} {:?} {:?}", field, object, ours);
        }
    }
}
