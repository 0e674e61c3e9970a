//! Words of running text, for finding it again: Chinese by dictionary, everything else by letters and digits.
//!
//! A text is stored with every word of the dictionary that stands anywhere in it and with each single character.
//! So whatever part of the text somebody types, all words of that part are among those of the text: nothing is
//! missed because the whole was cut at other places than the part.

use jieba_rs::Jieba;
use std::collections::HashSet;
use std::sync::LazyLock;

/// The dictionary takes some tenths of a second and some tens of megabytes, so it waits for the first text.
static DICTIONARY: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// The words of a text, each once, with spaces between: what a column of kind `Words` holds.
pub fn segment(text: &str) -> String {
    let mut seen = HashSet::new();
    let mut words = String::new();
    let mut push = |word: &str| {
        if seen.insert(word.to_owned()) {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word);
        }
    };
    for run in runs_of(text) {
        match run {
            Run::Plain(word) => push(&word),
            Run::Chinese(run) => {
                chinese_words(&run).into_iter().for_each(|(_, word)| push(word));
                let mut buffer = [0; 4];
                run.chars().for_each(|symbol| push(symbol.encode_utf8(&mut buffer)));
            }
        }
    }
    words
}

/// The words that a text must hold to be an answer to this question; empty if there is nothing to look for.
pub(crate) fn wanted_words(question: &str) -> Vec<String> {
    let mut wanted = Vec::new();
    for run in runs_of(question) {
        match run {
            Run::Plain(word) => wanted.push(word),
            Run::Chinese(run) => {
                let words = chinese_words(&run);
                let is_covered = |place: usize| {
                    words.iter().any(|(from, word)| (*from..*from + word.chars().count()).contains(&place))
                };
                let single = run.chars().enumerate().filter(|(place, _)| !is_covered(*place));
                wanted.extend(single.map(|(_, symbol)| symbol.to_string()));
                wanted.extend(words.iter().map(|(_, word)| (*word).to_owned()));
            }
        }
    }
    wanted.sort_unstable();
    wanted.dedup();
    wanted
}

/// A stretch of text of one kind.
enum Run {
    Chinese(String),
    Plain(String),
}

/// Every dictionary word of two or more characters that stands in the run, with its place.
fn chinese_words(run: &str) -> Vec<(usize, &str)> {
    let words = DICTIONARY.cut_all(run).into_iter().map(|token| (token.start, token.word));
    words.filter(|(_, word)| 1 < word.chars().count()).collect()
}

fn runs_of(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut run = String::new();
    let mut kind = Kind::Other;
    for symbol in text.chars().map(half_width) {
        let next = Kind::of(symbol);
        if next != kind {
            kind.finish(&mut run, &mut runs);
            kind = next;
        }
        match kind {
            Kind::Chinese => run.push(symbol),
            Kind::Plain => run.extend(symbol.to_lowercase()),
            Kind::Other => {}
        }
    }
    kind.finish(&mut run, &mut runs);
    runs
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Chinese,
    Plain,
    Other,
}

impl Kind {
    fn of(symbol: char) -> Self {
        match symbol {
            '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => Kind::Chinese,
            _ if symbol.is_alphanumeric() => Kind::Plain,
            _ => Kind::Other,
        }
    }

    fn finish(self, run: &mut String, runs: &mut Vec<Run>) {
        let text = std::mem::take(run);
        match self {
            Kind::Chinese => runs.push(Run::Chinese(text)),
            Kind::Plain => runs.push(Run::Plain(text)),
            Kind::Other => {}
        }
    }
}

/// Letters and digits of full width are typed as often as the plain ones.
fn half_width(symbol: char) -> char {
    match symbol {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(symbol) - 0xfee0).unwrap_or(symbol),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_holds_its_words_and_its_characters() {
        let words = segment("申请户外广告Ａ3，A3。");
        let words: Vec<&str> = words.split(' ').collect();
        for word in ["申请", "户外", "广告", "户外广告", "户", "a3"] {
            assert!(words.contains(&word), "{word} in {words:?}");
        }
        assert_eq!(words.iter().filter(|word| **word == "a3").count(), 1);
    }

    #[test]
    fn a_question_asks_for_words_before_characters() {
        assert_eq!(wanted_words("户外广告"), ["广告", "户外", "户外广告"]);
        assert_eq!(wanted_words("，。 "), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn every_part_of_a_text_finds_the_text(text in "[不动产登记施工许可营业执照食品经营道路运输珠海市的张三X7 ，]{1,40}", from in 0usize..40, length in 1usize..8) {
            let symbols: Vec<char> = text.chars().collect();
            let part: String = symbols.iter().skip(from).take(length).filter(|symbol| !symbol.is_ascii()).collect();
            let around: String = symbols.iter().skip(from).take(length).collect();
            prop_assume!(part == around);
            let words = segment(&text);
            let words: HashSet<&str> = words.split(' ').collect();
            for word in wanted_words(&part) {
                prop_assert!(words.contains(word.as_str()), "{word} of {part} in {text}");
            }
        }
    }
}
