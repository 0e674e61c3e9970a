//! Keys, languages and templates are kept in step: what is used exists, what exists is used, templates hold no text.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::*;

const HERE: &str = env!("CARGO_MANIFEST_DIR");

/// Fluent files whose pages exist in Chinese only: the staff portals.
const CHINESE_ONLY: [&str; 3] = ["desk", "admin", "refusal-staff"];

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        match fs::read_dir(&path) {
            Ok(entries) => waiting.extend(entries.flatten().map(|entry| entry.path())),
            Err(_) if path.to_string_lossy().ends_with(ending) => found.push(path),
            Err(_) => {}
        }
    }
    found
}

/// Keys of a language with the file that defines them.
fn keys(language: Language) -> BTreeMap<String, String> {
    let of_language = table::FILES.iter().filter(|(of, ..)| *of == language.tag());
    of_language
        .flat_map(|(_, file, text)| {
            let named = text.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key);
            named
                .filter(|key| is_key(key))
                .map(|key| (key.to_owned(), (*file).to_owned()))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn is_key(text: &str) -> bool {
    text.starts_with(|sign: char| sign.is_ascii_lowercase())
        && text.contains('-')
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Every quoted text in our sources and templates.
fn quoted(paths: &[PathBuf]) -> BTreeSet<String> {
    let texts = paths.iter().map(|path| fs::read_to_string(path).expect("our own file"));
    texts.flat_map(|text| text.split('"').map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// Keys that are certainly asked for: what follows a call of the voice, and refusals.
fn asked(paths: &[PathBuf]) -> BTreeSet<String> {
    let calls = ["msg(\"", "t.with(\"", "t.side(\"", "key!(\"", "refusal(\""];
    let mut found = BTreeSet::new();
    for path in paths {
        let text = fs::read_to_string(path).expect("our own file");
        for call in calls {
            let after = text.split(call).skip(1).filter_map(|rest| rest.split('"').next());
            found.extend(after.filter(|key| is_key(key)).map(str::to_owned));
        }
    }
    found
}

fn web_sources() -> Vec<PathBuf> {
    let mut paths = files(&Path::new(HERE).join("src"), ".rs");
    paths.retain(|path| !path.ends_with("text/tests.rs"));
    paths.extend(files(&Path::new(HERE).join("templates"), ".html"));
    paths
}

/// Sources of the other rooms, where refusals are born.
fn other_sources() -> Vec<PathBuf> {
    let mut paths = files(&Path::new(HERE).join(".."), ".rs");
    paths.retain(|path| !path.to_string_lossy().contains("/../web/"));
    paths
}

#[test]
fn every_key_that_is_asked_for_exists_in_chinese() {
    let chinese = keys(Language::Chinese);
    let missing: Vec<_> =
        asked(&web_sources()).into_iter().filter(|key| !chinese.contains_key(key)).collect();
    assert!(missing.is_empty(), "write these in i18n/zh-Hans: {missing:?}");
}

#[test]
fn every_public_key_exists_in_english_and_no_english_key_is_alone() {
    let (chinese, english) = (keys(Language::Chinese), keys(Language::English));
    let is_staff = |file: &str| CHINESE_ONLY.iter().any(|part| file.starts_with(part));
    let staff_key = |key: &str| {
        ["nav-desk-", "nav-admin-", "portal-desk", "portal-admin", "keys-"]
            .iter()
            .any(|start| key.starts_with(start))
    };
    let missing: Vec<_> = chinese
        .iter()
        .filter(|(key, file)| !english.contains_key(*key) && !is_staff(file) && !staff_key(key))
        .map(|(key, file)| format!("{file}: {key}"))
        .collect();
    assert!(missing.is_empty(), "write these in i18n/en: {missing:?}");
    let alone: Vec<_> = english.keys().filter(|key| !chinese.contains_key(*key)).collect();
    assert!(alone.is_empty(), "English without Chinese: {alone:?}");
}

#[test]
fn no_key_is_left_over() {
    let mut used = quoted(&web_sources());
    used.extend(quoted(&other_sources()));
    let unused: Vec<_> = keys(Language::Chinese).into_keys().filter(|key| !used.contains(key)).collect();
    assert!(unused.is_empty(), "nobody asks for these: {unused:?}");
}

#[test]
fn every_refusal_of_the_house_has_its_sentence() {
    let chinese = keys(Language::Chinese);
    let mut born = quoted(&other_sources());
    born.extend(quoted(&web_sources()));
    let missing: Vec<_> = born
        .into_iter()
        .filter(|text| {
            text.starts_with("refusal-")
                && is_key(text)
                && !text.ends_with('-')
                && !chinese.contains_key(text)
        })
        .collect();
    assert!(missing.is_empty(), "write these in i18n/*/refusal-*.ftl: {missing:?}");
}

#[test]
fn both_languages_take_the_same_values() {
    let values = |language: Language| -> BTreeMap<String, BTreeSet<String>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (_, _, text) in table::FILES.iter().filter(|(of, ..)| *of == language.tag()) {
            let mut key = String::new();
            for line in text.lines() {
                if let Some((name, _)) = line.split_once(" =").filter(|(name, _)| is_key(name)) {
                    key = name.to_owned();
                }
                let names = line
                    .split('$')
                    .skip(1)
                    .map(|rest| rest.split([' ', '}', ',', ')']).next().unwrap_or_default());
                found.entry(key.clone()).or_default().extend(names.map(str::to_owned));
            }
        }
        found
    };
    let (chinese, english) = (values(Language::Chinese), values(Language::English));
    let differing: Vec<_> = english
        .iter()
        .filter(|(key, names)| is_key(key) && chinese.get(*key) != Some(names))
        .map(|(key, _)| key)
        .collect();
    assert!(differing.is_empty(), "these take other values in English than in Chinese: {differing:?}");
}

#[test]
fn templates_hold_no_sentences() {
    let mut found = Vec::new();
    for path in files(&Path::new(HERE).join("templates"), ".html") {
        let text = without_code(&fs::read_to_string(&path).expect("our own file"));
        let mut rest = text.as_str();
        while let Some(close) = rest.find('>') {
            let after = &rest[close + 1..];
            let words = &after[..after.find('<').unwrap_or(after.len())];
            if words.chars().any(char::is_alphabetic) {
                found.push(format!("{}: {}", path.display(), words.trim()));
            }
            rest = after;
        }
        for attribute in ["aria-label=\"", "title=\"", "alt=\"", "placeholder=\""] {
            let values = text.split(attribute).skip(1).filter_map(|rest| rest.split('"').next());
            found.extend(
                values
                    .filter(|v| v.chars().any(char::is_alphabetic))
                    .map(|v| format!("{}: {attribute}{v}", path.display())),
            );
        }
    }
    assert!(found.is_empty(), "move these into i18n: {found:#?}");
}

/// A template without its `{{ … }}`, `{% … %}` and `{# … #}`.
fn without_code(template: &str) -> String {
    let mut text = template.to_owned();
    for (open, close) in [("{#", "#}"), ("{{", "}}"), ("{%", "%}")] {
        while let Some(start) = text.find(open) {
            let end = text[start..].find(close).map_or(text.len(), |at| start + at + 2);
            text.replace_range(start..end, "");
        }
    }
    text
}

#[test]
fn a_sentence_takes_its_values_and_knows_plurals() {
    let english = Text::new(Language::English);
    assert_eq!(english.with("situation-count", &[("count", &1_u32)]), "You need 1 document");
    assert_eq!(english.with("situation-count", &[("count", &3_usize)]), "You need 3 documents");
}

#[test]
fn a_missing_key_is_seen_and_a_staff_key_falls_back_to_chinese() {
    assert_eq!(Text::default().msg("no-such-key"), "⟦no-such-key⟧");
    assert_eq!(Text::new(Language::English).msg("nav-desk-intake"), "收件");
}

#[test]
fn numbers_of_a_refusal_stay_as_they_were_written() {
    assert_eq!(of_digits("007".into()), FluentValue::from("007".to_owned()));
    assert!(matches!(of_digits("12".into()), FluentValue::Number(_)));
}

#[test]
fn untranslated_text_of_a_pack_is_marked_as_chinese() {
    let text = LocalText::from("排水<许可>");
    assert_eq!(Text::default().show(&text).to_string(), "排水&lt;许可&gt;");
    assert!(Text::new(Language::English).show(&text).to_string().contains(r#"lang="zh-Hans">排水"#));
}
