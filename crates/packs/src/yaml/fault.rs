//! Why a node cannot be read as the type that is wanted, and what to do about it.

use super::node::Node;
use crate::problem::{Problem, Spot};
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
    WrongSort { found: String, wanted: String },
    /// Anything else that the type says.
    Other { says: String },
}

impl Fault {
    /// The same with a node, if it has none yet: the innermost node wins.
    pub(super) fn at(mut self, node: &Node) -> Self {
        self.node.get_or_insert((node.id, node.at));
        self
    }

    pub(super) fn problem(&self, file: &str) -> Problem {
        let at = self.node.map_or(Spot::default(), |(_, at)| at);
        let (rule, chinese, english) = match &self.kind {
            FaultKind::UnknownKey { key, known } => {
                unknown("unknown-key", key, known, "这里没有叫这个名字的内容")
            }
            FaultKind::UnknownWord { word, known } => unknown("unknown-word", word, known, "这里没有这个词"),
            FaultKind::MissingKey { key } => {
                ("missing-key", format!("缺少“{key}”，请补写。"), format!("`{key}` is missing: write it"))
            }
            FaultKind::WrongSort { found, wanted } => (
                "wrong-sort",
                format!("这里要写{}，却写了{}。", in_chinese(wanted), in_chinese(found)),
                format!("{wanted} is wanted here, not {found}"),
            ),
            FaultKind::Other { says } => (
                "bad-value",
                format!("这个值读不懂：{says}。请按说明改写。"),
                format!("this value is not understood: {says}"),
            ),
        };
        Problem::error(file, at, rule, chinese, english)
    }
}

/// The sentence for a name that is not known, with the nearest known one.
fn unknown(
    rule: &'static str,
    name: &str,
    known: &[&'static str],
    chinese: &str,
) -> (&'static str, String, String) {
    match nearest(name, known) {
        Some(near) => (
            rule,
            format!("“{name}”：{chinese}。是不是想写“{near}”？"),
            format!("`{name}` is not known here: did you mean `{near}`"),
        ),
        None => (
            rule,
            format!("“{name}”：{chinese}。可以写的有：{}。", known.join("、")),
            format!("`{name}` is not known here: one of {}", known.join(", ")),
        ),
    }
}

/// The known name that differs least, if it is near enough to be a slip.
pub(crate) fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
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

/// The sorts of values in Chinese; what the types say otherwise stays as it is.
fn in_chinese(sort: &str) -> String {
    let word = match sort {
        "a list" | "a sequence" => "列表（每项一行，以 - 开头）",
        "a map" => "“名称: 内容”的形式",
        "a text" | "a string" => "文字",
        "a whole number" => "整数",
        "nothing" => "空白",
        "true or false" => "true 或 false",
        other => return other.to_owned(),
    };
    word.to_owned()
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
            Unexpected::Str(text) => format!("“{text}”"),
            Unexpected::Seq => "a list".to_owned(),
            Unexpected::Map => "a map".to_owned(),
            Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
            other => other.to_string(),
        };
        let wanted = wanted.to_string();
        let wanted =
            if wanted.starts_with("struct") || wanted.starts_with("a map") { "a map".into() } else { wanted };
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
        assert_eq!(nearest("colour", &["required", "name"]), None);
        assert_eq!(nearest("行政许可证", &["行政许可", "登记"]), Some("行政许可"));
    }
}
