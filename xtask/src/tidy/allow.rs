//! Findings that are right for a reason: one line each, `rule path reason`; a path that ends with `/` is a folder.

use super::Finding;

/// Where the list lies.
pub const LIST: &str = "xtask/tidy-allow.txt";

/// The list, read.
pub struct Allowances {
    lines: Vec<Allowance>,
}

struct Allowance {
    line: usize,
    rule: String,
    path: String,
    reason: String,
}

impl Allowances {
    /// Reads the list; empty lines and lines that begin with `#` say nothing.
    pub fn parse(text: &str) -> Allowances {
        let lines =
            text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        let parse = |(at, line): (usize, &str)| {
            let mut words = line.splitn(3, ' ').map(str::to_owned);
            let mut next = || words.next().unwrap_or_default();
            Allowance { line: at + 1, rule: next(), path: next(), reason: next() }
        };
        Allowances { lines: lines.map(parse).collect() }
    }

    /// Takes away what is allowed, and adds what is wrong with the list itself.
    pub fn remove_allowed(&self, found: Vec<Finding>) -> Vec<Finding> {
        let allows = |allowance: &Allowance, finding: &Finding| {
            let is_there = finding.path == allowance.path
                || allowance.path.ends_with('/') && finding.path.starts_with(&allowance.path);
            allowance.rule == finding.rule && is_there && !allowance.reason.is_empty()
        };
        let mut left: Vec<Finding> = found
            .iter()
            .filter(|finding| !self.lines.iter().any(|allowance| allows(allowance, finding)))
            .cloned()
            .collect();
        for allowance in &self.lines {
            let point_at = |advice: &str| Finding::new(LIST, allowance.line, "allow-list", advice);
            if allowance.reason.is_empty() {
                left.push(point_at("write `rule path reason`: an exception without a reason is none"));
            } else if !found.iter().any(|finding| allows(allowance, finding)) {
                left.push(point_at("nothing needs this any more: take the line out").note());
            }
        }
        left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding() -> Finding {
        Finding::new("crates/web/src/a.rs", 4, "chinese-sentence", "move it")
    }

    #[test]
    fn a_listed_finding_with_a_reason_is_allowed() {
        let list = Allowances::parse("# why\n\nchinese-sentence crates/web/src/a.rs the law's own words\n");
        assert!(list.remove_allowed(vec![finding()]).is_empty());
    }

    #[test]
    fn a_folder_can_be_listed() {
        let list = Allowances::parse("chinese-sentence crates/web/src/ samples");
        assert!(list.remove_allowed(vec![finding()]).is_empty());
    }

    #[test]
    fn another_rule_or_another_file_is_not_covered() {
        let list =
            Allowances::parse("place-name crates/web/src/a.rs because\nchinese-sentence crates/web because");
        let left = list.remove_allowed(vec![finding()]);
        assert_eq!(left.iter().filter(|left| left.rule == "chinese-sentence").count(), 1);
    }

    #[test]
    fn an_exception_without_a_reason_is_none() {
        let left = Allowances::parse("chinese-sentence crates/web/src/a.rs").remove_allowed(vec![finding()]);
        assert_eq!(left.len(), 2);
        assert!(left.iter().all(|finding| !finding.is_note));
    }

    #[test]
    fn an_exception_that_nothing_needs_is_noted() {
        let left = Allowances::parse("place-name crates/web/src/a.rs because").remove_allowed(vec![]);
        assert!(left.len() == 1 && left[0].is_note);
    }
}
