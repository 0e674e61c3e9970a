//! Words of running text, for finding it again: Chinese by dictionary, everything else by letters and digits.
//!
//! A text is stored with every word of the dictionary that stands anywhere in it and with each single character.
//! So whatever part of the text somebody types, all words of that part are among those of the text: nothing is
//! missed because the whole was cut at other places than the part. Its characters stand in their order, so that every
//! hit can be held against what was typed.

use jieba_rs::Jieba;
use std::collections::HashSet;
use std::sync::LazyLock;

/// The dictionary takes some tenths of a second and some tens of megabytes, so it waits for the first text.
static DICTIONARY: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// What a column of kind `Words` holds of a text: its signs and plain words as they follow each other, a comma where
/// the text breaks off, then every dictionary word that stands in it.
pub fn searchable(text: &str) -> String {
    let (mut running, mut found) = (String::new(), String::new());
    let mut seen = HashSet::new();
    for run in runs_of(text) {
        push_signs(&run, &mut running);
        if let Run::Chinese(run) = &run {
            for (_, word) in chinese_words(run) {
                if seen.insert(word.to_owned()) {
                    found.push(' ');
                    found.push_str(word);
                }
            }
        }
    }
    format!("{running} ,{found}")
}

/// The words of a text, each once, with spaces between.
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
            Run::Break => {}
        }
    }
    words
}

/// What somebody asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Question {
    /// The words by which the index is asked: a text without one of them is no answer.
    pub words: Vec<String>,
    /// What an answer must hold without a gap, written as [`searchable`] writes it.
    phrases: Vec<String>,
}

impl Question {
    /// Reads what was typed; without any word there is nothing to look for.
    pub fn of(typed: &str) -> Self {
        let (mut words, mut phrases) = (Vec::new(), vec![String::new()]);
        for run in runs_of(typed) {
            match &run {
                Run::Plain(word) => words.push(word.clone()),
                Run::Chinese(run) => words.extend(words_of(run)),
                Run::Break => phrases.push(String::new()),
            }
            if let Some(phrase) = phrases.last_mut().filter(|_| run != Run::Break) {
                push_signs(&run, phrase);
            }
        }
        words.sort_unstable();
        words.dedup();
        phrases.retain(|phrase| !phrase.is_empty());
        phrases.iter_mut().for_each(|phrase| phrase.push(' '));
        Question { words, phrases }
    }

    /// Whether a text, as [`searchable`] wrote it, holds every phrase without a gap. The index knows only which words
    /// stand somewhere in it.
    pub fn is_answered_by(&self, searchable: &str) -> bool {
        self.phrases.iter().all(|phrase| searchable.contains(phrase.as_str()))
    }
}

/// The longest dictionary words of a run and the signs that stand in none: shorter words inside longer ones would
/// only make the index work.
fn words_of(run: &str) -> Vec<String> {
    let words: Vec<(usize, usize, &str)> = chinese_words(run)
        .into_iter()
        .map(|(from, word)| (from, from + word.chars().count(), word))
        .collect();
    let inside = |from: usize, to: usize| {
        words.iter().any(|(begin, end, _)| *begin <= from && to <= *end && (*begin, *end) != (from, to))
    };
    let longest =
        words.iter().filter(|(from, to, _)| !inside(*from, *to)).map(|(_, _, word)| (*word).to_owned());
    let single = run.chars().enumerate().filter(|(place, _)| !inside(*place, place + 1));
    longest.chain(single.map(|(_, sign)| sign.to_string())).collect()
}

/// Writes each sign of a run, or the plain word, after a space; a break as a comma, which no index keeps.
fn push_signs(run: &Run, into: &mut String) {
    match run {
        Run::Plain(word) => {
            into.push(' ');
            into.push_str(word);
        }
        Run::Chinese(signs) => signs.chars().for_each(|sign| {
            into.push(' ');
            into.push(sign);
        }),
        Run::Break => into.push_str(" ,"),
    }
}

/// A stretch of text of one kind.
#[derive(PartialEq, Eq)]
enum Run {
    Chinese(String),
    Plain(String),
    /// Signs that nobody looks for: spaces, stops, brackets.
    Break,
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
            Kind::Other => run.push(' '),
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
        if text.is_empty() {
            return;
        }
        runs.push(match self {
            Kind::Chinese => Run::Chinese(text),
            Kind::Plain => Run::Plain(text),
            Kind::Other => Run::Break,
        });
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
    fn a_question_asks_for_the_longest_words_and_for_signs_in_none() {
        assert_eq!(Question::of("户外广告").words, ["户外广告"]);
        assert_eq!(Question::of("户外广告的A3").words, ["a3", "户外广告", "的"]);
        assert!(Question::of("，。 ").words.is_empty());
    }

    #[test]
    fn words_that_stand_apart_are_no_answer() {
        let text = searchable("食品经营许可，户外广告A3纸");
        for held in ["食品经营", "经营许可", "品经", "广告A3纸", "ａ３纸", "户外 食品", "许可"]
        {
            assert!(Question::of(held).is_answered_by(&text), "{held} in {text}");
        }
        for apart in ["经营食品", "食品许可", "许可户外", "许可食品经营", "食品 户外经营"]
        {
            assert!(!Question::of(apart).is_answered_by(&text), "{apart} in {text}");
        }
    }

    proptest! {
        #[test]
        fn every_part_of_a_text_finds_the_text(text in "[不动产登记施工许可营业执照食品经营道路运输珠海市的张三X7 ，]{1,40}", from in 0usize..40, length in 1usize..8) {
            let symbols: Vec<char> = text.chars().collect();
            let part: String = symbols.iter().skip(from).take(length).filter(|symbol| !symbol.is_ascii()).collect();
            let around: String = symbols.iter().skip(from).take(length).collect();
            prop_assume!(part == around);
            let held = searchable(&text);
            let question = Question::of(&part);
            let words: HashSet<&str> = held.split(' ').collect();
            for word in &question.words {
                prop_assert!(words.contains(word.as_str()), "{word} of {part} in {text}");
            }
            prop_assert!(question.is_answered_by(&held), "{part} in {text}");
        }

        #[test]
        fn what_answers_holds_the_signs_side_by_side(text in "[食品经营许可证]{1,30}", part in "[食品经营许可证]{1,4}") {
            prop_assert_eq!(Question::of(&part).is_answered_by(&searchable(&text)), text.contains(&part));
        }
    }
}
