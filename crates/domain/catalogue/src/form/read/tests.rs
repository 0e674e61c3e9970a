use super::*;
use crate::city::RegionLevel;
use crate::situation::When;
use kernel::RegionCode;

const TODAY: Date = jiff::civil::date(2026, 11, 22);

fn field(key: &str, kind: FieldKind, required: bool) -> Field {
    Field {
        key: key.into(),
        label: key.into(),
        hint: None,
        why: None,
        kind,
        required,
        when: When::default(),
        prefill: None,
        personal: true,
        off_paper: false,
    }
}

fn options(keys: &[&str]) -> Vec<FieldOption> {
    keys.iter().map(|key| FieldOption { key: (*key).into(), label: (*key).into() }).collect()
}

fn read(kind: FieldKind, texts: &[&str]) -> Result<Option<FieldValue>, FieldReason> {
    let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    field("x", kind, true).read(&texts, &FieldChecks { today: TODAY, look: &no_checks })
}

fn refusal(kind: FieldKind, text: &str) -> FieldReason {
    read(kind, &[text]).expect_err("it must be refused")
}

#[test]
fn a_required_field_left_empty_is_missing() {
    assert_eq!(read(FieldKind::PersonName, &["  "]), Err(FieldReason::Missing));
    let optional = field("x", FieldKind::PersonName, false);
    assert_eq!(optional.read(&[], &FieldChecks { today: TODAY, look: &no_checks }), Ok(None));
}

#[test]
fn text_is_measured_in_characters_and_holds_no_control_signs() {
    let kind = || FieldKind::Text { max_length: 3 };
    assert_eq!(read(kind(), &[" 𬮤㐂字 "]), Ok(Some(FieldValue::Text("𬮤㐂字".into()))));
    assert_eq!(refusal(kind(), "一二三四"), FieldReason::TooLong { most: 3 });
    assert_eq!(refusal(kind(), "a\u{7}b"), FieldReason::ControlCharacter);
    assert_eq!(refusal(kind(), "a\nb"), FieldReason::ControlCharacter);
    let long = FieldKind::LongText { max_length: 3 };
    assert_eq!(read(long, &["a\r\nb"]), Ok(Some(FieldValue::Text("a\nb".into()))));
}

#[test]
fn a_number_keeps_its_range_and_decimals() {
    let kind =
        || FieldKind::Number { decimals: 1, least: "0".parse().ok(), most: "9.5".parse().ok(), unit: None };
    assert_eq!(read(kind(), &["９.５"]), Ok(Some(FieldValue::Number("9.5".parse().expect("a number")))));
    assert_eq!(refusal(kind(), "9.6"), FieldReason::TooLarge { most: "9.5".into() });
    assert_eq!(refusal(kind(), "-1"), FieldReason::TooSmall { least: "0".into() });
    assert_eq!(refusal(kind(), "1.25"), FieldReason::TooManyDecimals { most: 1 });
    assert_eq!(refusal(kind(), "4.4E+17"), FieldReason::NotANumber);
}

#[test]
fn money_is_read_in_yuan_and_kept_in_fen() {
    let kind = || FieldKind::Money { least: None, most: Some(Money(10_000)) };
    assert_eq!(read(kind(), &["12.3"]), Ok(Some(FieldValue::Money(Money(1230)))));
    assert_eq!(refusal(kind(), "-1"), FieldReason::TooSmall { least: "0.00".into() });
    assert_eq!(refusal(kind(), "100.01"), FieldReason::TooLarge { most: "100.00".into() });
    assert_eq!(refusal(kind(), "0.001"), FieldReason::TooManyDecimals { most: 2 });
}

#[test]
fn a_birthday_in_the_future_is_refused_and_today_is_not() {
    let kind = || FieldKind::Date { side: Some(DateSide::Past) };
    assert_eq!(refusal(kind(), "2026-11-23"), FieldReason::InTheFuture);
    assert_eq!(read(kind(), &["2026/11/22"]), Ok(Some(FieldValue::Date(TODAY))));
    assert_eq!(
        refusal(FieldKind::Date { side: Some(DateSide::Future) }, "2026-11-21"),
        FieldReason::InThePast
    );
    assert_eq!(refusal(kind(), "2026-02-30"), FieldReason::NotADate);
}

#[test]
fn only_listed_options_are_taken_and_in_the_order_of_the_form() {
    let choice = || FieldKind::Choice { options: options(&["a", "b"]) };
    assert_eq!(read(choice(), &["b"]), Ok(Some(FieldValue::Choice("b".into()))));
    assert_eq!(refusal(choice(), "c"), FieldReason::NotAnOption);
    assert_eq!(read(choice(), &["a", "b"]), Err(FieldReason::Several));
    let multi = |least| FieldKind::Multi { options: options(&["a", "b", "c"]), least };
    assert_eq!(read(multi(0), &["c", "a", "c"]), Ok(Some(FieldValue::Multi(vec!["a".into(), "c".into()]))));
    assert_eq!(read(multi(2), &["a"]), Err(FieldReason::TooFew { least: 2 }));
    assert_eq!(read(multi(0), &["z"]), Err(FieldReason::NotAnOption));
}

#[test]
fn yes_and_no_are_the_only_answers_to_yes_or_no() {
    assert_eq!(read(FieldKind::YesNo, &["是"]), Ok(Some(FieldValue::YesNo(true))));
    assert_eq!(refusal(FieldKind::YesNo, "perhaps"), FieldReason::NotYesOrNo);
}

#[test]
fn names_with_rare_characters_and_dots_go_through_whole() {
    let name = |text: &str| read(FieldKind::PersonName, &[text]);
    assert_eq!(name("阿卜杜拉•𬳽"), Ok(Some(FieldValue::PersonName("阿卜杜拉·𬳽".into()))));
    assert!(name("万俟一").is_ok());
    assert!(name(&"长".repeat(50)).is_ok());
    assert_eq!(name(&"长".repeat(51)), Err(FieldReason::NameShape));
    assert_eq!(name("张3"), Err(FieldReason::NameShape));
}

#[test]
fn identity_numbers_are_read_with_gaps_and_small_x() {
    let typed = read(FieldKind::IdentityNumber, &["110105 19491231 002x"]);
    assert_eq!(typed, Ok(Some(FieldValue::IdentityNumber("11010519491231002X".into()))));
    assert_eq!(refusal(FieldKind::IdentityNumber, "1101051949123100"), FieldReason::IdentityShape);
    assert_eq!(refusal(FieldKind::IdentityNumber, "身份证号码是保密的"), FieldReason::IdentityShape);
}

#[test]
fn credit_codes_telephones_and_regions_have_their_shapes() {
    assert!(read(FieldKind::Uscc, &["91330102ma28nbu477"]).is_ok());
    assert_eq!(refusal(FieldKind::Uscc, "123"), FieldReason::UsccShape);
    for good in ["13800138000", "0756-2128123", "2128123", "+853 6612 3456", "12345"] {
        assert!(read(FieldKind::Telephone, &[good]).is_ok(), "{good}");
    }
    for bad in ["1380013800", "电话", "+1+2345678", "999"] {
        assert_eq!(refusal(FieldKind::Telephone, bad), FieldReason::TelephoneShape, "{bad}");
    }
    let region = || FieldKind::Region { level: RegionLevel::District };
    assert_eq!(read(region(), &["440402"]), Ok(Some(FieldValue::Region(RegionCode("440402".into())))));
    assert_eq!(refusal(region(), "../etc"), FieldReason::UnknownRegion);
}

fn branching() -> Form {
    let mut detail = field("detail", FieldKind::Text { max_length: 9 }, true);
    detail.when.0.insert("kind".into(), OneOrMore(vec!["other".into()]));
    let kind = field("kind", FieldKind::Choice { options: options(&["usual", "other"]) }, true);
    let section = |key: &str, when: When, fields| super::super::Section {
        key: key.into(),
        title: key.into(),
        hint: None,
        when,
        fields,
    };
    let agent = When([("who".to_owned(), OneOrMore(vec!["agent".into()]))].into());
    Form {
        sections: vec![
            section("main", When::default(), vec![kind, detail]),
            section("agent", agent, vec![field("agent_name", FieldKind::PersonName, true)]),
        ],
    }
}

fn raw(pairs: &[(&str, &str)]) -> BTreeMap<String, Vec<String>> {
    pairs.iter().map(|(key, text)| ((*key).to_owned(), vec![(*text).to_owned()])).collect()
}

#[test]
fn what_is_not_shown_is_neither_asked_nor_kept() {
    let checks = FieldChecks { today: TODAY, look: &no_checks };
    let form = branching();
    let filled = form.read(&raw(&[("kind", "usual"), ("detail", "stale")]), &Answers::default(), &checks);
    assert_eq!(filled.expect("it reads").get("detail"), None);
    let missing = form.read(&raw(&[("kind", "other")]), &Answers::default(), &checks);
    assert_eq!(missing, Err(vec![FieldError { field: "detail".into(), reason: FieldReason::Missing }]));
    let mut answers = Answers::default();
    answers.set("who", vec!["agent".into()]);
    let errors =
        form.read(&raw(&[("kind", "nonsense")]), &answers, &checks).expect_err("two fields are wrong");
    assert_eq!(errors.len(), 2);
}

#[test]
fn the_caller_has_the_last_look_at_a_value() {
    let look = |_: &Field, _: &FieldValue| Some(FieldReason::IdentityCheck);
    let number = field("id", FieldKind::IdentityNumber, true);
    let read = number.read(&["11010519491231002X".to_owned()], &FieldChecks { today: TODAY, look: &look });
    assert_eq!(read, Err(FieldReason::IdentityCheck));
}

#[test]
fn json_is_held_to_the_same_rules_and_names_unknown_keys() {
    let checks = FieldChecks { today: TODAY, look: &no_checks };
    let form = branching();
    let object = |text: &str| match serde_json::from_str(text).expect("it is JSON") {
        serde_json::Value::Object(object) => object,
        _ => panic!("an object"),
    };
    let filled = form.read_json(&object(r#"{"kind":"other","detail":"x"}"#), &Answers::default(), &checks);
    let filled = filled.expect("it reads");
    assert_eq!(form.read_json(&filled.to_json(), &Answers::default(), &checks), Ok(filled));
    let errors = form.read_json(&object(r#"{"kind":7,"colour":"red"}"#), &Answers::default(), &checks);
    let reasons: Vec<_> = errors.expect_err("refused").into_iter().map(|error| error.reason).collect();
    assert_eq!(reasons, [FieldReason::WrongKind, FieldReason::UnknownField]);
}

#[test]
fn personal_answers_are_kept_under_their_owner_and_open_ones_are_not() {
    let checks = FieldChecks { today: TODAY, look: &no_checks };
    let mut form = branching();
    form.sections[0].fields[0].personal = false;
    let filled = form.read(&raw(&[("kind", "other"), ("detail", "痛")]), &Answers::default(), &checks);
    let filled = filled.expect("it reads");
    let kept =
        filled.keep(&form, kernel::PersonId("00000000-0000-0000-0000-000000000001".parse().expect("an id")));
    let stored = serde_json::to_string(&kept).expect("it writes");
    assert!(stored.contains(r#""detail":{"personal":{"$private""#), "{stored}");
    assert!(stored.contains(r#""kind":{"open":{"choice":"other"}}"#), "{stored}");
    let back: super::super::KeptForm = serde_json::from_str(&stored).expect("it reads");
    assert_eq!(back.opened(), filled);
}
