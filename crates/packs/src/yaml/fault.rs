//! Why a node cannot be read as the type that is wanted, and what to do about it.

use super::node::Node;
use crate::problem::{Problem, Rule, Spot, sentence};
use kernel::{Language, LocalText};
use serde::de::{Error, Expected, Unexpected};
use std::fmt;

/// One error of decoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// The node that is wrong, once it is known.
    pub(super) node: Option<(u32, Spot)>,
    /// What is wrong.
    pub(super) kind: FaultKind,
}

/// What is wrong with a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FaultKind {
    /// A map has a key that nobody reads.
    UnknownKey { key: String, known: &'static [&'static str] },
    /// A map lacks a key.
    MissingKey { key: &'static str },
    /// A word that is none of the set.
    UnknownWord { word: String, known: &'static [&'static str] },
    /// A value of another sort than wanted.
    WrongSort { found: Sort, wanted: Sort },
    /// A word of a set that needs more behind it.
    NeedsBody { word: String },
    /// A word of a set that has something behind it.
    NoBody { word: String },
    /// Anything else that the type says.
    Other { says: String },
}

/// A sort of value, as it is called in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A list.
    List,
    /// A map.
    Map,
    /// A text.
    Text,
    /// A whole number.
    WholeNumber,
    /// True or false.
    Truth,
    /// Nothing.
    Nothing,
    /// What stands there, or what the type calls it.
    Named(String),
}

impl Sort {
    fn words(&self) -> LocalText {
        match self {
            Sort::List => sentence("a-list", &[]),
            Sort::Map => sentence("a-map", &[]),
            Sort::Text => sentence("a-text", &[]),
            Sort::WholeNumber => sentence("a-whole-number", &[]),
            Sort::Truth => sentence("true-or-false", &[]),
            Sort::Nothing => sentence("nothing", &[]),
            Sort::Named(name) => LocalText { chinese: name.clone(), english: Some(name.clone()) },
        }
    }
}

impl Fault {
    /// The same with a node, if it has none yet: the innermost node wins.
    pub(super) fn at(mut self, node: &Node) -> Self {
        self.node.get_or_insert((node.id, node.at));
        self
    }

    pub(super) fn problem(&self, file: &str) -> Problem {
        let at = self.node.map_or(Spot::default(), |(_, at)| at);
        let problem = |rule, values: &[(&str, String)]| Problem::error(file, at, rule, values);
        match &self.kind {
            FaultKind::UnknownKey { key, known } => match nearest(key, known) {
                Some(near) => {
                    problem(Rule("unknown-key-near"), &[("name", key.clone()), ("near", near.to_owned())])
                }
                None => problem(Rule("unknown-key"), &[("name", key.clone()), ("known", known.join("、"))]),
            }
            .called("unknown-key"),
            FaultKind::UnknownWord { word, known } => match nearest(word, known) {
                Some(near) => {
                    problem(Rule("unknown-word-near"), &[("name", word.clone()), ("near", near.to_owned())])
                }
                None => problem(Rule("unknown-word"), &[("name", word.clone()), ("known", known.join("、"))]),
            }
            .called("unknown-word"),
            FaultKind::MissingKey { key } => problem(Rule("missing-key"), &[("key", (*key).to_owned())]),
            FaultKind::NeedsBody { word } => problem(Rule("needs-body"), &[("word", word.clone())]),
            FaultKind::NoBody { word } => problem(Rule("no-body"), &[("word", word.clone())]),
            FaultKind::Other { says } => problem(Rule("bad-value"), &[("cause", says.clone())]),
            FaultKind::WrongSort { found, wanted } => {
                // The sorts differ in each language, so the sentence is filled once for each.
                let (found, wanted) = (found.words(), wanted.words());
                let of = |words: &LocalText, language| words.in_language(language).to_owned();
                let fill = |language| {
                    let values = [("found", of(&found, language)), ("wanted", of(&wanted, language))];
                    problem(Rule("wrong-sort"), &values)
                };
                let mut told = fill(Language::Chinese);
                told.text.english = fill(Language::English).text.english;
                told
            }
        }
    }
}

/// The known name that differs least, if it is near enough to be a slip, or the only one that begins alike.
pub(crate) fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let begun = |candidate: &&&str| name.chars().count() > 2 && candidate.starts_with(name);
    if let [only] = known.iter().filter(begun).collect::<Vec<_>>().as_slice() {
        return Some(only);
    }
    let distances = known.iter().map(|candidate| (distance(name, candidate), *candidate));
    let (distance, candidate) = distances.min_by_key(|(distance, _)| *distance)?;
    let length = name.chars().count().max(candidate.chars().count());
    (distance * 3 <= length + 1).then_some(candidate)
}

/// How many single letters must change (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (place, letter) in one.chars().enumerate() {
        let mut corner = row[0];
        row[0] = place + 1;
        for (column, wanted) in other.iter().enumerate() {
            let change = corner + usize::from(letter != *wanted);
            corner = row[column + 1];
            row[column + 1] = change.min(row[column] + 1).min(corner + 1);
        }
    }
    row[other.len()]
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?}", self.kind)
    }
}

impl std::error::Error for Fault {}

impl Error for Fault {
    fn custom<T: fmt::Display>(says: T) -> Self {
        Fault { node: None, kind: FaultKind::Other { says: says.to_string() } }
    }

    fn invalid_type(found: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        let found = match found {
            Unexpected::Str(text) => Sort::Named(format!("“{text}”")),
            Unexpected::Seq => Sort::List,
            Unexpected::Map => Sort::Map,
            Unexpected::Unit | Unexpected::Option => Sort::Nothing,
            other => Sort::Named(other.to_string()),
        };
        let wanted = match wanted.to_string() {
            wanted if wanted.starts_with("struct") || wanted.starts_with("a map") => Sort::Map,
            wanted if wanted.starts_with("a sequence") => Sort::List,
            wanted if wanted.starts_with("a string") => Sort::Text,
            wanted => Sort::Named(wanted),
        };
        Fault { node: None, kind: FaultKind::WrongSort { found, wanted } }
    }

    fn unknown_variant(word: &str, known: &'static [&'static str]) -> Self {
        Fault { node: None, kind: FaultKind::UnknownWord { word: word.to_owned(), known } }
    }

    fn unknown_field(key: &str, known: &'static [&'static str]) -> Self {
        Fault { node: None, kind: FaultKind::UnknownKey { key: key.to_owned(), known } }
    }

    fn missing_field(key: &'static str) -> Self {
        Fault { node: None, kind: FaultKind::MissingKey { key } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_finds_the_nearest_name() {
        assert_eq!(nearest("reqired", &["required", "requirement"]), Some("required"));
        assert_eq!(nearest("link", &["here", "exchange", "link_only"]), Some("link_only"));
        assert_eq!(nearest("colour", &["required", "name"]), None);
        assert_eq!(nearest("行政许可证", &["行政许可", "登记"]), Some("行政许可"));
    }
}
