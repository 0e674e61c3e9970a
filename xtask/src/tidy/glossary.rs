//! The glossary names things as the code does: a word that was renamed is renamed in both places.

use super::Finding;
use super::coverage::Tree;
use std::collections::HashSet;

/// The glossary.
pub const GLOSSARY: &str = "docs/GLOSSARY.md";

/// Finds names in the second column of the glossary that no source knows.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let Some(text) = (tree.read)(GLOSSARY) else {
        return vec![Finding::new(GLOSSARY, 1, "glossary", "there must be a glossary")];
    };
    let is_source = |path: &&&str| path.starts_with("crates/") && path.ends_with(".rs");
    let sources: String = tree.paths.iter().filter(is_source).filter_map(|path| (tree.read)(path)).collect();
    let known: HashSet<&str> =
        sources.split(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_').collect();
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let column = line.strip_prefix('|').and_then(|row| row.split('|').nth(1)).unwrap_or_default();
        let names = column.split('`').skip(1).step_by(2).flat_map(|name| name.split("::"));
        for name in names.filter(|name| !known.contains(name)) {
            let advice = format!("no source calls anything {name}: write the name that the code uses");
            found.push(Finding::new(GLOSSARY, at + 1, "glossary", advice));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_no_source_knows_is_found() {
        let read = |path: &str| match path {
            GLOSSARY => Some("| 办件 | `Case` | x |\n| 特例 | `Regime::Ghost` | `Free` |\n".to_owned()),
            _ => Some("pub struct Case;\npub enum Regime {}\n".to_owned()),
        };
        let tree = Tree { paths: vec!["crates/a.rs"], read: &read };
        let found = check(&tree);
        assert!(found.len() == 1 && found[0].line == 2 && found[0].advice.contains("Ghost"), "{found:?}");
    }
}
