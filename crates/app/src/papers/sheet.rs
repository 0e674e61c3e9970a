//! The sheet of a template (YAML beside the Typst source): what the paper is, what it needs, how it is numbered.
//!
//! The Typst layout checks the same needs once more when it sets the paper; here they are checked before a
//! number is taken, so that an incomplete paper leaves no hole in the register.

use super::{Facts, MissingFact, TemplateError};
use catalogue::Regime;
use kernel::LocalText;
use packs::yaml::{LIMITS, decode, parse};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What a paper is and needs.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// Its name.
    pub name: LocalText,
    /// When it is issued, for people who read the pack.
    pub when: String,
    /// For which procedure regimes it is written.
    pub regimes: Regimes,
    /// Its title.
    pub title: ByRegime<String>,
    /// The pattern of its number with `{mark}`, `{year}` and `{serial}`; empty for papers without number.
    pub number: String,
    /// When it carries the remedies.
    pub remedy: RemedyRule,
    /// Articles that it rests on where the case names none.
    #[serde(default)]
    pub law: Option<ByRegime<Vec<String>>>,
    /// Facts that it is not issued without: path and meaning.
    pub needs: Map<String, Value>,
    /// Further ones for a yes.
    #[serde(default)]
    pub needs_when_granted: Map<String, Value>,
    /// Further ones for a no.
    #[serde(default)]
    pub needs_when_denied: Map<String, Value>,
    /// Sentences by name with `{values}`, for facts that the case has only as a state.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
}

/// For which regimes a template is written.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Regimes {
    /// The regimes by name.
    Named(Vec<Regime>),
    /// The word `all`.
    All(AllWord),
}

/// The word `all`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AllWord {
    /// Every regime.
    All,
}

/// A value that may differ by regime; `any` stands for the others.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum ByRegime<T> {
    /// By regime.
    Each(BTreeMap<String, T>),
    /// One for all.
    One(T),
}

/// When a paper carries review body and court (practice.md 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemedyRule {
    /// Always, because it is a no.
    Always,
    /// Never.
    Never,
    /// When its outcome is a no.
    WhenDenied,
}

const REMEDY_NEEDS: [(&str, &str); 4] = [
    ("remedy.review_body", "行政复议机关"),
    ("remedy.review_days", "申请行政复议的期限（日）"),
    ("remedy.court", "有管辖权的人民法院"),
    ("remedy.action_months", "提起行政诉讼的期限（月）"),
];

/// The file with the sentences that all sheets share.
pub(super) const SHARED_WORDS: &str = "_words.yaml";

/// Facts that exist only once the number is taken.
const GIVEN_WITH_THE_NUMBER: [&str; 2] = ["paper.number", "verification."];

impl Regimes {
    /// Whether the template is written for `regime`.
    pub fn includes(&self, regime: Regime) -> bool {
        match self {
            Regimes::All(_) => true,
            Regimes::Named(regimes) => regimes.contains(&regime),
        }
    }
}

impl<T> ByRegime<T> {
    /// The value for a regime.
    pub fn of(&self, regime: Regime) -> Option<&T> {
        match self {
            ByRegime::One(value) => Some(value),
            ByRegime::Each(values) => values.get(regime.code()).or_else(|| values.get("any")),
        }
    }
}

impl Sheet {
    /// Reads a sheet.
    ///
    /// # Errors
    /// Every mistake with its line.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<TemplateError>> {
        read_yaml(file, text)
    }

    /// Takes the sentences that all sheets share; its own come first.
    pub fn share(&mut self, words: BTreeMap<String, String>) {
        for (name, text) in words {
            self.words.entry(name).or_insert(text);
        }
    }

    /// The facts that the paper cannot be issued without and that are not there, in the order of the sheet.
    pub fn missing(&self, facts: &Facts) -> Vec<MissingFact> {
        let given = facts.to_value();
        let outcome = given.get("outcome").and_then(Value::as_str);
        let mut needs: Vec<(&str, &str)> = pairs(&self.needs);
        if self.carries_remedy(facts) {
            needs.extend(REMEDY_NEEDS);
        }
        match outcome {
            Some("granted") => needs.extend(pairs(&self.needs_when_granted)),
            Some("denied") => needs.extend(pairs(&self.needs_when_denied)),
            _ => {}
        }
        let follows = |path: &str| GIVEN_WITH_THE_NUMBER.iter().any(|start| path.starts_with(start));
        let absent = needs.into_iter().filter(|(path, _)| !follows(path) && !is_given(&given, path));
        absent
            .map(|(path, meaning)| MissingFact { path: path.to_owned(), meaning: meaning.to_owned() })
            .collect()
    }

    /// Whether the paper must print review body and court. A service without exercise of power has none.
    pub fn carries_remedy(&self, facts: &Facts) -> bool {
        let power = facts.matter.regime != Regime::PublicService.code();
        power
            && match self.remedy {
                RemedyRule::Always => true,
                RemedyRule::Never => false,
                RemedyRule::WhenDenied => facts.outcome == Some(super::facts::Outcome::Denied),
            }
    }

    /// The sentence of this name with its values filled in; none if the sheet has no such sentence.
    pub fn say(&self, name: &str, values: &[(&str, &str)]) -> Option<String> {
        let mut text = self.words.get(name)?.clone();
        for (value, with) in values {
            text = text.replace(&format!("{{{value}}}"), with);
        }
        Some(text)
    }

    /// The number that the pattern gives.
    pub fn number_text(&self, mark: &str, year: i16, serial: u64) -> String {
        let text = self.number.replace("{mark}", mark).replace("{year}", &year.to_string());
        text.replace("{serial}", &serial.to_string())
    }

    /// What makes the series of this paper's numbers one: the signs of the pattern without its values. Two papers
    /// that print the same pattern share a series, so that no number is printed twice.
    pub fn series(&self) -> String {
        let bare = self.number.replace("{mark}", "").replace("{year}", "").replace("{serial}", "");
        bare.chars().filter(|sign| sign.is_alphanumeric()).collect()
    }
}

/// Reads the sentences that all sheets share.
///
/// # Errors
/// Every mistake with its line.
pub(super) fn read_words(file: &str, text: &str) -> Result<BTreeMap<String, String>, Vec<TemplateError>> {
    read_yaml(file, text)
}

fn read_yaml<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, Vec<TemplateError>> {
    let (node, mut problems) = parse(file, text, LIMITS);
    let (value, more) = node.map_or((None, Vec::new()), |node| decode(file, node));
    problems.extend(more);
    match value {
        Some(value) if problems.is_empty() => Ok(value),
        _ => Err(problems.into_iter().map(mistake).collect()),
    }
}

fn pairs(needs: &Map<String, Value>) -> Vec<(&str, &str)> {
    needs.iter().map(|(path, meaning)| (path.as_str(), meaning.as_str().unwrap_or_default())).collect()
}

/// Absent, null, an empty text and an empty list all mean that nothing can be printed.
fn is_given(facts: &Value, path: &str) -> bool {
    let found = path.split('.').try_fold(facts, |value, key| value.get(key));
    match found {
        None | Some(Value::Null) => false,
        Some(Value::String(text)) => !text.is_empty(),
        Some(Value::Array(items)) => !items.is_empty(),
        Some(_) => true,
    }
}

fn mistake(problem: packs::Problem) -> TemplateError {
    TemplateError { file: problem.file, line: problem.at.line, message: problem.text.chinese }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::facts::{Outcome, Remedy};

    const TEXT: &str = "name: 决定书\nwhen: 作出决定时\nregimes: [benefit]\ntitle: { benefit: 给付决定书, any: 决定书 }\n\
        number: \"{mark}给〔{year}〕{serial}号\"\nremedy: when_denied\nneeds:\n  addressee.name: 申请人\n  \
        paper.number: 编号\nneeds_when_denied:\n  reasons: 理由\nwords:\n  lapsed: 未在{date}前补正\n";

    fn sheet() -> Sheet {
        Sheet::read("decision.yaml", TEXT).expect("the sheet is right")
    }

    #[test]
    fn a_no_without_reasons_review_body_and_court_names_all_of_them() {
        let facts = Facts { outcome: Some(Outcome::Denied), ..Facts::default() };
        let missing = sheet().missing(&facts);
        let paths: Vec<_> = missing.iter().map(|fact| fact.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "addressee.name",
                "remedy.review_body",
                "remedy.review_days",
                "remedy.court",
                "remedy.action_months",
                "reasons"
            ]
        );
    }

    #[test]
    fn a_yes_needs_no_remedy_and_the_number_comes_later() {
        let mut facts = Facts { outcome: Some(Outcome::Granted), ..Facts::default() };
        facts.addressee.name = "张三".into();
        assert_eq!(sheet().missing(&facts), []);
        facts.outcome = Some(Outcome::Denied);
        facts.reasons = vec!["不符合条件".into()];
        facts.remedy = Some(Remedy::ordinary("甲市人民政府", "甲市人民法院"));
        assert_eq!(sheet().missing(&facts), []);
    }

    #[test]
    fn a_public_service_has_no_remedy_to_print() {
        let mut facts = Facts { outcome: Some(Outcome::Denied), ..Facts::default() };
        facts.matter.regime = "public_service".into();
        assert!(!sheet().carries_remedy(&facts));
    }

    #[test]
    fn the_number_follows_the_pattern_and_the_series_has_its_words() {
        assert_eq!(sheet().number_text("市民政局", 2026, 12), "市民政局给〔2026〕12号");
        assert_eq!(sheet().series(), "给号");
        assert_eq!(sheet().title.of(Regime::Licence).map(String::as_str), Some("决定书"));
        assert!(sheet().regimes.includes(Regime::Benefit) && !sheet().regimes.includes(Regime::Licence));
    }

    #[test]
    fn a_sentence_takes_its_values() {
        assert_eq!(sheet().say("lapsed", &[("date", "11月5日")]), Some("未在11月5日前补正".into()));
        assert_eq!(sheet().say("unknown", &[]), None);
    }

    #[test]
    fn a_broken_sheet_names_its_line() {
        let mistakes =
            Sheet::read("a.yaml", &TEXT.replace("remedy: when_denied", "remedy: sometimes")).unwrap_err();
        assert_eq!((mistakes[0].file.as_str(), mistakes[0].line), ("a.yaml", 6));
        assert!(Sheet::read("a.yaml", &TEXT.replace("words:", "wrods:")).is_err());
    }
}
