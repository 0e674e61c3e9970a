//! The shape of a file: its first words, its length, its functions, what may stop the program.

use super::Finding;
use super::source::{Source, end_of_item};

const LINES_MAX: usize = 400;
const FUNCTION_LINES_MAX: usize = 60;

/// All rules of shape.
pub fn check(source: &Source) -> Vec<Finding> {
    [no_mod_rs, opening_words, file_length, function_length, no_unwrap, open_todo]
        .iter()
        .flat_map(|rule| rule(source))
        .collect()
}

fn no_mod_rs(source: &Source) -> Vec<Finding> {
    // Cargo takes every file right in `tests/` for a test, so what tests share is `tests/common/mod.rs`.
    let wrong = source.path.ends_with("/mod.rs") && !source.path.contains("/tests/");
    let advice = "name the file after its folder: `queue.rs` beside `queue/`";
    wrong.then(|| Finding::new(&source.path, 1, "no-mod-rs", advice)).into_iter().collect()
}

fn opening_words(source: &Source) -> Vec<Finding> {
    let first = source.lines.iter().find(|line| !line.trim().is_empty() && !line.starts_with("#!["));
    // A file of tests is opened by the file that it tests.
    let wrong = !source.is_test(0) && !first.is_some_and(|line| line.starts_with("//! "));
    let advice = "open with `//!`: one sentence on what this file is for";
    wrong.then(|| Finding::new(&source.path, 1, "opening-words", advice)).into_iter().collect()
}

fn file_length(source: &Source) -> Vec<Finding> {
    let length = source.lines.len();
    let advice =
        format!("{length} lines: look for the second noun that hides in here, or move its tests out");
    let found =
        (LINES_MAX < length).then(|| Finding::new(&source.path, LINES_MAX + 1, "file-length", advice));
    found.map(|found| if source.is_test(0) { found.note() } else { found }).into_iter().collect()
}

fn function_length(source: &Source) -> Vec<Finding> {
    let mut found = Vec::new();
    for (line, text) in source.shipped().filter(|(_, text)| begins_function(text)) {
        let length = end_of_item(&source.code, line) - line + 1;
        if FUNCTION_LINES_MAX < length {
            let advice = format!("{length} lines: more than a screen, `{}`", text.trim());
            found.push(Finding::new(&source.path, line + 1, "function-length", advice).note());
        }
    }
    found
}

fn begins_function(text: &str) -> bool {
    let text = text.trim_start();
    ["pub ", "pub(crate) ", "pub(super) ", ""]
        .iter()
        .filter_map(|visibility| text.strip_prefix(visibility))
        .any(|rest| ["fn ", "async fn ", "const fn "].iter().any(|word| rest.starts_with(word)))
}

fn no_unwrap(source: &Source) -> Vec<Finding> {
    let wrong = source.shipped().filter(|(_, text)| text.contains(".unwrap()"));
    let advice = "say why it cannot happen: `expect(\"…\")`; or return what went wrong";
    wrong.map(|(line, _)| Finding::new(&source.path, line + 1, "no-unwrap", advice)).collect()
}

fn open_todo(source: &Source) -> Vec<Finding> {
    let words = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX")];
    let is_open = |comment: &str| {
        let has_number =
            comment.split('#').skip(1).any(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit()));
        let mut parts = comment.split(|sign: char| !sign.is_ascii_alphanumeric());
        parts.any(|part| words.contains(&part)) && !has_number
    };
    let wrong = source.comments.iter().filter(|(_, comment)| is_open(comment));
    let advice = "do it now, or name the issue: `#12`";
    wrong.map(|(line, _)| Finding::new(&source.path, line + 1, "open-todo", advice)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<(&'static str, usize, bool)> {
        check(&Source::read(path, text))
            .into_iter()
            .map(|found| (found.rule, found.line, found.is_note))
            .collect()
    }

    #[test]
    fn a_well_shaped_file_passes() {
        assert_eq!(
            found("crates/app/src/a.rs", "//! One noun.\nfn a() { b().expect(\"it is there\"); }\n"),
            []
        );
    }

    #[test]
    fn mod_rs_is_not_a_name() {
        assert_eq!(found("crates/app/src/queue/mod.rs", "//! One.\n"), [("no-mod-rs", 1, false)]);
        assert_eq!(found("crates/app/tests/common/mod.rs", "//! One.\n"), []);
    }

    #[test]
    fn a_file_says_first_what_it_is_for() {
        assert_eq!(found("crates/app/src/a.rs", "use b;\n"), [("opening-words", 1, false)]);
        assert_eq!(found("crates/app/src/a.rs", "#![allow(x)]\n//! One.\n"), []);
        assert_eq!(found("crates/app/src/queue/tests.rs", "use super::*;\n"), []);
    }

    #[test]
    fn a_file_has_at_most_400_lines_and_tests_may_ask_for_more() {
        let text = |lines: usize| format!("//! One.\n{}", "const A: u8 = 1;\n".repeat(lines - 1));
        assert_eq!(found("crates/app/src/a.rs", &text(400)), []);
        assert_eq!(found("crates/app/src/a.rs", &text(401)), [("file-length", 401, false)]);
        assert_eq!(found("crates/app/tests/a.rs", &text(401)), [("file-length", 401, true)]);
    }

    #[test]
    fn a_long_function_is_noted() {
        let text =
            |lines: usize| format!("//! One.\npub async fn a() {{\n{}}}\n", "    b();\n".repeat(lines - 2));
        assert_eq!(found("crates/app/src/a.rs", &text(60)), []);
        assert_eq!(found("crates/app/src/a.rs", &text(61)), [("function-length", 2, true)]);
    }

    #[test]
    fn unwrap_is_for_tests() {
        let text =
            "//! One.\nfn a() { b().unwrap(); }\n#[cfg(test)]\nmod tests { fn c() { d().unwrap(); } }\n";
        assert_eq!(found("crates/app/src/a.rs", text), [("no-unwrap", 2, false)]);
        assert_eq!(
            found(
                "crates/app/src/a.rs",
                "//! One.\n// b().unwrap() would stop\nconst A: &str = \".unwrap()\";\n"
            ),
            []
        );
    }

    #[test]
    fn a_todo_names_its_issue() {
        let word = concat!("TO", "DO");
        assert_eq!(
            found("crates/app/src/a.rs", &format!("//! One.\n// {word}: later\n")),
            [("open-todo", 2, false)]
        );
        assert_eq!(found("crates/app/src/a.rs", &format!("//! One.\n// {word} #12: later\n")), []);
    }
}
