//! `cargo xtask tidy`: holds the house's arrows and habits against every file.
//!
//! Each rule is a pure function from a file to findings, so that it is tested on a few lines.
//! A finding that is right for a reason stands in `xtask/tidy-allow.txt`, with the reason.

mod allow;
mod calculator;
mod coverage;
mod glossary;
mod manifest;
mod shape;
mod source;
mod words;
mod workplace;

use std::fmt;

use crate::Outcome;
use crate::process::{command, read, root};
use allow::Allowances;
use source::Source;

/// Something that a rule found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    path: String,
    line: usize,
    rule: &'static str,
    /// What to do about it.
    advice: String,
    /// A note is to be looked at; anything else has to go.
    is_note: bool,
}

impl Finding {
    fn new(path: &str, line: usize, rule: &'static str, advice: impl Into<String>) -> Finding {
        Finding { path: path.to_owned(), line, rule, advice: advice.into(), is_note: false }
    }

    fn note(self) -> Finding {
        Finding { is_note: true, ..self }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let note = if self.is_note { " (note)" } else { "" };
        write!(formatter, "{}:{}: {}{note}: {}", self.path, self.line, self.rule, self.advice)
    }
}

/// Looks at every file that git knows or would add; an error when something has to go.
pub fn run() -> Outcome<()> {
    let paths = read(command("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]))?;
    let mut found = Vec::new();
    let mut count = 0;
    for path in paths.lines() {
        // A picture, a font or a file that was just removed holds none of our sentences.
        if let Ok(text) = std::fs::read_to_string(root().join(path)) {
            found.extend(look_at(path, &text));
            count += 1;
        }
    }
    let read_file = |path: &str| std::fs::read_to_string(root().join(path)).ok();
    let tree = coverage::Tree { paths: paths.lines().collect(), read: &read_file };
    found.extend(coverage::check(&tree));
    found.extend(glossary::check(&tree));
    let listed = std::fs::read_to_string(root().join(allow::LIST))?;
    let mut found = Allowances::parse(&listed).remove_allowed(found);
    found.sort();
    show(&found);
    let wrong = found.iter().filter(|finding| !finding.is_note).count();
    println!("tidy: {count} files, {wrong} to change, {} notes", found.len() - wrong);
    if wrong == 0 { Ok(()) } else { Err(format!("tidy: {wrong} to change").into()) }
}

/// Prints the findings; many of one kind in one file are one line with their number.
fn show(found: &[Finding]) {
    for same in found.chunk_by(|one, next| (&one.path, one.rule) == (&next.path, next.rule)) {
        if let [first, .., last] = same
            && same.len() > 3
        {
            println!("{first} ({} places up to line {})", same.len(), last.line);
        } else {
            same.iter().for_each(|finding| println!("{finding}"));
        }
    }
}

fn look_at(path: &str, text: &str) -> Vec<Finding> {
    let mut found = workplace::check(path, text);
    if path.ends_with("Cargo.toml") {
        found.extend(manifest::check(path, text));
    }
    if path.ends_with(".rs") {
        let source = Source::read(path, text);
        for check in [shape::check, calculator::check, words::check] {
            found.extend(check(&source));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_says_where_and_what_to_do() {
        let finding = Finding::new("crates/web/src/lib.rs", 3, "door", "close it");
        assert_eq!(finding.to_string(), "crates/web/src/lib.rs:3: door: close it");
        assert!(finding.note().to_string().contains("(note)"));
    }

    #[test]
    fn every_kind_of_file_meets_its_rules() {
        let rules = |path: &str, text: &str| {
            look_at(path, text).into_iter().map(|found| found.rule).collect::<Vec<_>>()
        };
        assert_eq!(rules("crates/web/src/mod.rs", "//! One.\n"), ["no-mod-rs"]);
        let manifest = "[package]\nname = \"web\"\n[dependencies]\naxum = \"0.8\"\n";
        assert_eq!(rules("crates/web/Cargo.toml", manifest), ["workspace-dependency"]);
        assert_eq!(rules("web/package-lock.json", "\"resolved\": \"x\"\n"), ["workplace"]);
    }
}
