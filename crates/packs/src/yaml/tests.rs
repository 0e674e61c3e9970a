use super::*;
use crate::problem::Problem;
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shop {
    name: String,
    floor: u8,
    open: bool,
    kind: Kind,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    note: Option<String>,
    #[serde(default)]
    hours: BTreeMap<String, u16>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Kind {
    Small,
    Large { seats: u16 },
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> (Option<T>, Vec<Problem>) {
    let (node, mut problems) = parse("shop.yaml", text, LIMITS);
    let (value, more) = decode("shop.yaml", node.expect("it is YAML"));
    problems.extend(more);
    (value, problems)
}

/// The rule and place of each problem.
fn faults(text: &str) -> Vec<(&'static str, u32, u32)> {
    let (_, problems) = read::<Shop>(text);
    problems.iter().map(|problem| (problem.rule, problem.at.line, problem.at.column)).collect()
}

#[test]
fn a_good_file_is_read_whole() {
    let (shop, problems) = read::<Shop>(
        "name: 2024\nfloor: 3 # third\nopen: true\nkind: {large: {seats: 40}}\ntags: [a, '1']\nnote:\nhours: {周一: 8}\n",
    );
    assert_eq!(problems, []);
    let shop = shop.expect("it reads");
    assert_eq!((shop.name.as_str(), shop.floor, shop.note), ("2024", 3, None));
    assert_eq!(shop.kind, Kind::Large { seats: 40 });
    assert_eq!(shop.hours["周一"], 8);
}

#[test]
fn all_errors_of_a_file_are_told_at_once_with_their_places() {
    let text = "nam: x\nfloor: many\nopen: perhaps\nkind: tiny\ntags: one\nhours: {monday: 8, tuesday: no}\n";
    assert_eq!(
        faults(text),
        [
            ("unknown-key", 1, 1),
            ("wrong-sort", 2, 8),
            ("wrong-sort", 3, 7),
            ("unknown-word", 4, 7),
            ("wrong-sort", 5, 7),
            ("wrong-sort", 6, 29),
            ("missing-key", 1, 1),
        ]
    );
}

#[test]
fn an_unknown_key_names_the_nearest_known_one() {
    let (_, problems) = read::<Shop>("name: x\nflor: 1\nopen: true\nkind: small\n");
    assert!(problems[0].text.chinese.contains("是不是想写“floor”"), "{}", problems[0].text.chinese);
    assert_eq!(problems.len(), 2, "the key is unknown and floor is missing");
}

#[test]
fn a_duplicate_key_is_named_with_its_first_line() {
    let (shop, problems) = read::<Shop>("name: x\nfloor: 1\nopen: true\nkind: small\nname: y\n");
    assert_eq!(shop.expect("it reads").name, "x");
    assert_eq!((problems[0].rule, problems[0].at.line), ("duplicate-key", 5));
    assert!(problems[0].text.chinese.contains("第 1 行"));
}

#[test]
fn a_syntax_error_has_a_place_and_advice() {
    let (node, problems) = parse("x.yaml", "a: [1, 2\nb: }\n", LIMITS);
    assert_eq!(node, None);
    assert_eq!(problems[0].rule, "syntax");
    assert!(problems[0].at.line > 0);
}

#[test]
fn anchors_aliases_and_tags_are_refused() {
    let (_, problems) = parse("x.yaml", "a: &x 1\nb: *x\nc: !danger y\n", LIMITS);
    let rules: Vec<_> = problems.iter().map(|problem| problem.rule).collect();
    assert_eq!(rules, ["anchor", "anchor", "tag"]);
}

#[test]
fn a_bomb_of_size_depth_or_number_is_refused() {
    let small = Limits { bytes: 100, nodes: 20, depth: 5 };
    let rule = |text: &str| parse("x.yaml", text, small).1[0].rule;
    assert_eq!(rule(&"a".repeat(101)), "too-large");
    assert_eq!(rule("[[[[[[[[]]]]]]]]"), "too-deep");
    assert_eq!(rule(&format!("[{}]", "a,".repeat(30))), "too-deep");
}

#[test]
fn a_second_document_is_refused() {
    let (_, problems) = parse("x.yaml", "a: 1\n---\nb: 2\n", LIMITS);
    assert_eq!(problems[0].rule, "second-document");
}

#[test]
fn an_empty_file_is_an_empty_map() {
    let (hours, problems) = read::<BTreeMap<String, u8>>("# nothing yet\n");
    assert_eq!((hours, problems), (Some(BTreeMap::new()), Vec::new()));
}

#[test]
fn long_text_is_written_as_a_block_and_short_lists_on_one_line() {
    let value = json!({
        "name": "排水：许可", "code": "440402", "yes": "yes", "n": 3,
        "text": "第一行\n第二行", "copies": {"original": 1, "copy": 0},
        "list": [{"key": "a", "hint": "甲\n乙"}, {"key": "b"}], "empty": [],
    });
    let written = write(&to_node(&value));
    assert_eq!(
        written,
        "name: 排水：许可\ncode: \"440402\"\n\"yes\": \"yes\"\n\"n\": 3\ntext: |-\n  第一行\n  第二行\n\
         copies: {original: 1, copy: 0}\nlist:\n  - key: a\n    hint: |-\n      甲\n      乙\n  - {key: b}\nempty: []\n"
    );
}

fn trees() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        "[a-z]{0,8}",
        "\\PC{0,12}",
        prop::collection::vec(
            prop_oneof![
                Just("\n"),
                Just(" "),
                Just("- "),
                Just("#"),
                Just("字"),
                Just(": "),
                Just("\""),
                Just("'"),
                Just("\\"),
                Just("\t"),
                Just("\u{2028}"),
                Just("\u{85}"),
                Just("true"),
                Just("1")
            ],
            0..7
        )
        .prop_map(|parts| parts.concat()),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        text.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(text.clone(), inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn whatever_is_written_reads_back_the_same(tree in trees()) {
        let written = write(&to_node(&tree));
        let (node, problems) = parse("x.yaml", &written, LIMITS);
        prop_assert_eq!(problems, []);
        let (back, problems) = decode::<Value>("x.yaml", node.expect("it parses"));
        prop_assert_eq!(problems, []);
        prop_assert_eq!(back.as_ref(), Some(&tree), "{}", written);
    }

    #[test]
    fn another_yaml_reader_understands_it_alike(tree in trees()) {
        let written = write(&to_node(&tree));
        let other: Value = serde_saphyr::from_str(&written).map_err(|error| TestCaseError::fail(format!("{error}\n{written}")))?;
        prop_assert_eq!(other, tree, "{}", written);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "[a-z:\\-\\[\\]{}&*!|>'\"#%@ \n\t,?]{0,60}") {
        let (node, _) = parse("x.yaml", &text, LIMITS);
        if let Some(node) = node {
            let _ = decode::<Shop>("x.yaml", node);
        }
    }
}
