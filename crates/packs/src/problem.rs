//! What is wrong with a pack: where, what, and what to do; all of it at once.

mod sentence;

pub(crate) use sentence::sentence;

use kernel::{Language, LocalText};
use std::fmt;

/// The name of a rule; its sentence stands in `problem/sentences.yaml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rule(pub(crate) &'static str);

/// A place in a file, counted from 1. Line 0 means the file as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// The line.
    pub line: u32,
    /// The column, in characters.
    pub column: u32,
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// The pack cannot be loaded, or the matter not be published.
    Error,
    /// Worth a look.
    Warning,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, relative to the pack, with `/` between folders.
    pub file: String,
    /// Where in the file.
    pub at: Spot,
    /// How bad it is.
    pub grade: Grade,
    /// A stable name of the rule, for example `unknown-key` or `finding-no-hall`.
    pub rule: &'static str,
    /// What is wrong and what to do.
    pub text: LocalText,
}

impl Problem {
    /// An error of `rule`, with the values of its sentence.
    pub(crate) fn error(file: &str, at: Spot, rule: Rule, values: &[(&str, String)]) -> Self {
        let text = sentence(rule.0, values);
        Problem { file: file.to_owned(), at, grade: Grade::Error, rule: rule.0, text }
    }

    /// The same under another rule's name, where one rule has two sentences.
    #[must_use]
    pub(crate) fn called(mut self, rule: &'static str) -> Self {
        self.rule = rule;
        self
    }

    /// The same as a warning.
    #[must_use]
    pub fn as_warning(mut self) -> Self {
        self.grade = Grade::Warning;
        self
    }
}

/// Everything that a check found, by file and line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    problems: Vec<Problem>,
}

impl Report {
    /// A report of `problems`, sorted by file and place.
    pub fn of(mut problems: Vec<Problem>) -> Self {
        problems.sort_by(|one, other| {
            (&one.file, one.at, one.grade, one.rule).cmp(&(&other.file, other.at, other.grade, other.rule))
        });
        problems.dedup();
        Report { problems }
    }

    /// Everything, by file and line.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// What must be mended.
    pub fn errors(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(|problem| problem.grade == Grade::Error)
    }

    /// What is worth a look.
    pub fn warnings(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(|problem| problem.grade == Grade::Warning)
    }

    /// Whether nothing must be mended.
    pub fn is_clean(&self) -> bool {
        self.errors().next().is_none()
    }

    /// The report as lines of `file:line:column: grade: sentence`, with a count at the end.
    pub fn text(&self, language: Language) -> String {
        let mut lines: Vec<String> = self.problems.iter().map(|problem| problem.line(language)).collect();
        let (errors, warnings) = (self.errors().count(), self.warnings().count());
        let counts = [("errors", errors.to_string()), ("warnings", warnings.to_string())];
        lines.push(sentence("count", &counts).in_language(language).to_owned());
        lines.join("\n")
    }
}

impl Problem {
    fn line(&self, language: Language) -> String {
        let grade = match self.grade {
            Grade::Error => sentence::word("error", language),
            Grade::Warning => sentence::word("warning", language),
        };
        let text = self.text.in_language(language);
        match self.at {
            Spot { line: 0, .. } => format!("{}: {grade}: {text}", self.file),
            Spot { line, column } => format!("{}:{line}:{column}: {grade}: {text}", self.file),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text(Language::Chinese))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_sorted_by_file_and_line_and_counts() {
        let problem = |file: &str, line| Problem::error(file, Spot { line, column: 1 }, Rule("link"), &[]);
        let report = Report::of(vec![problem("b", 1), problem("a", 2).as_warning(), problem("a", 1)]);
        let text = report.text(Language::English);
        let it = "a link, not a file: a pack holds files and folders only";
        assert_eq!(
            text,
            format!("a:1:1: error: {it}\na:2:1: warning: {it}\nb:1:1: error: {it}\n2 errors, 1 warnings")
        );
        assert!(!report.is_clean());
    }
}
