//! The sentences of the check, kept in a file of their own in both languages.

use crate::yaml::{LIMITS, decode, parse};
use kernel::{Language, LocalText};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static SENTENCES: LazyLock<BTreeMap<String, LocalText>> = LazyLock::new(|| {
    let (node, problems) = parse("sentences.yaml", include_str!("sentences.yaml"), LIMITS);
    assert!(problems.is_empty(), "the file of sentences is YAML");
    decode("sentences.yaml", node.expect("the file of sentences is YAML")).0.expect("each sentence is a text")
});

/// The sentence of `rule` in both languages, with `values` in the places of their names.
pub(crate) fn sentence(rule: &str, values: &[(&str, String)]) -> LocalText {
    let known = SENTENCES.get(rule);
    debug_assert!(known.is_some(), "{rule} has no sentence in problem/sentences.yaml");
    // A rule without a sentence is a slip of ours; the person still sees which rule it was.
    let Some(text) = known else { return LocalText::from(rule) };
    let fill = |text: &str| {
        values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    };
    LocalText { chinese: fill(&text.chinese), english: text.english.as_deref().map(fill) }
}

/// One word of the report.
pub(crate) fn word(rule: &str, language: Language) -> String {
    sentence(rule, &[]).in_language(language).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_is_in_both_languages_with_the_same_names() {
        let names = |text: &str| {
            let parts = text.split('{').skip(1).filter_map(|part| part.split_once('}'));
            parts.map(|(name, _)| name.to_owned()).collect::<std::collections::BTreeSet<_>>()
        };
        for (rule, text) in SENTENCES.iter() {
            let english = text.english.as_deref().unwrap_or_default();
            assert_eq!(names(&text.chinese), names(english), "{rule}");
            assert!(!english.is_empty(), "{rule}");
        }
    }

    #[test]
    fn every_rule_that_the_code_names_has_a_sentence() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let missing: Vec<String> =
            rules_in(&folder).into_iter().filter(|rule| !SENTENCES.contains_key(rule)).collect();
        assert!(missing.is_empty(), "add to problem/sentences.yaml: {missing:?}");
    }

    /// What stands in `rule("…")` anywhere in the sources.
    fn rules_in(folder: &std::path::Path) -> Vec<String> {
        let mut rules = Vec::new();
        for entry in std::fs::read_dir(folder).expect("the sources are there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                rules.extend(rules_in(&path));
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).expect("a source");
                let parts = text.split("Rule(\"").skip(1).filter_map(|part| part.split_once('"'));
                rules.extend(parts.map(|(rule, _)| rule.to_owned()));
            }
        }
        rules
    }
}
