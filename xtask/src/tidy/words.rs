//! Words that do not belong into Rust: names of places, and sentences that people read.

use std::ops::RangeInclusive;

use super::Finding;
use super::source::{Source, end_of_item};

/// Places of the packs; they live in the packs, where another city can change them.
const PLACES: &str = include_str!("places.txt");

/// More ideographs than this in one run are a sentence, even without punctuation.
const RUN_MAX: usize = 12;

/// All rules of words.
pub fn check(source: &Source) -> Vec<Finding> {
    let mut found = place_names(source);
    found.extend(chinese_sentences(source));
    found
}

fn place_names(source: &Source) -> Vec<Finding> {
    let mut found = Vec::new();
    for (line, text) in source.lines.iter().enumerate().filter(|(line, _)| !source.is_test(*line)) {
        let text = text.to_lowercase();
        for place in PLACES.lines().filter(|place| text.contains(place)) {
            let advice = format!("{place}: a city is data, say it in a pack");
            found.push(Finding::new(&source.path, line + 1, "place-name", advice));
        }
    }
    found
}

fn chinese_sentences(source: &Source) -> Vec<Finding> {
    let samples = lines_of_samples(source);
    let wrong = source
        .shipped_strings()
        .filter(|(line, text)| is_sentence(text) && !samples.iter().any(|sample| sample.contains(line)));
    let advice = "what people read is a message key (web), a pack's text or a template";
    wrong.map(|(line, _)| Finding::new(&source.path, line + 1, "chinese-sentence", advice)).collect()
}

/// A page's samples are made up, for tests and pictures; nobody is told anything by them.
fn lines_of_samples(source: &Source) -> Vec<RangeInclusive<usize>> {
    let begins = source.code.iter().enumerate().filter(|(_, text)| text.contains("fn samples("));
    begins.map(|(line, _)| line..=end_of_item(&source.code, line)).collect()
}

/// A term or the name of a law is none; a full stop or a long run of ideographs is.
fn is_sentence(text: &str) -> bool {
    let (mut in_title, mut run) = (false, 0);
    for sign in text.chars() {
        match sign {
            '《' => in_title = true,
            '》' => in_title = false,
            '。' | '？' | '！' => return true,
            '\u{3400}'..='\u{9fff}' if !in_title => run += 1,
            _ => run = 0,
        }
        if RUN_MAX < run {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<(&'static str, usize)> {
        check(&Source::read(path, text)).into_iter().map(|found| (found.rule, found.line)).collect()
    }

    #[test]
    fn no_city_is_named_in_rust_not_even_in_a_comment() {
        let place = PLACES.lines().next().unwrap();
        assert_eq!(
            found("crates/app/src/a.rs", &format!("//! One.\n// as in {place}\n")),
            [("place-name", 2)]
        );
        let place = PLACES.lines().last().unwrap().to_uppercase();
        assert_eq!(
            found("crates/app/src/a.rs", &format!("const A: &str = \"{place}\";")),
            [("place-name", 1)]
        );
    }

    #[test]
    fn tests_may_name_a_city() {
        let text = PLACES.lines().map(|place| format!("// {place}\n")).collect::<String>();
        assert_eq!(found("crates/app/tests/a.rs", &text), []);
    }

    #[test]
    fn a_sentence_for_people_is_a_message() {
        let rule = [("chinese-sentence", 1)];
        assert_eq!(found("crates/web/src/a.rs", "let a = \"请重新填写。\";"), rule);
        assert_eq!(found("crates/web/src/a.rs", "let a = \"材料不齐全的请在十日内补正后提交\";"), rule);
    }

    #[test]
    fn a_pages_samples_may_say_what_they_like() {
        let text = "fn samples(t: Text) -> Vec<Self> {\n    vec![of(\"请重新填写。\")]\n}\nlet a = \"请重新填写。\";";
        assert_eq!(found("crates/web/src/a.rs", text), [("chinese-sentence", 4)]);
    }

    #[test]
    fn a_term_a_law_and_a_comment_are_no_sentence_of_ours() {
        assert_eq!(found("crates/web/src/a.rs", "let a = \"受理通知书\"; // 这里说明为什么。\n"), []);
        assert_eq!(found("crates/web/src/a.rs", "let a = \"《中华人民共和国行政许可法》第三十二条\";"), []);
        assert_eq!(found("crates/web/src/a.rs", "let a = \"市场主体登记管理条例 第十九条\";"), []);
        assert_eq!(
            found("crates/web/src/a.rs", "let a = \"write 20个工作日, 4个工作小时, 30个工作分钟 or 当场\";"),
            []
        );
    }
}
