//! How many tests passed, read from what the test runners print at their end.

use std::fmt;

/// A sum of results; stages add theirs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests and checks that passed.
    pub passed: usize,
    /// Tests and checks that failed.
    pub failed: usize,
    /// Tests that were left out on purpose.
    pub skipped: usize,
}

impl Tally {
    /// The tally of one check that is no test runner.
    pub fn of_check(succeeded: bool) -> Tally {
        Tally { passed: succeeded.into(), failed: (!succeeded).into(), skipped: 0 }
    }

    /// Adds another tally.
    pub fn add(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// Takes in one printed line; lines that close no test run change nothing.
    pub fn read_line(&mut self, line: &str) {
        if let Some(counts) = line.trim_start().strip_prefix("test result: ") {
            self.read_counts(counts, &[';', '.']);
        } else if line.contains("Summary [") {
            self.read_counts(line, &[',', ':']);
        } else if let Some((word, count)) = node_count(line) {
            match word {
                "pass" => self.passed += count,
                "fail" | "cancelled" => self.failed += count,
                "skipped" | "todo" => self.skipped += count,
                _ => {}
            }
        }
    }

    /// Reads "5 passed; 0 failed; 1 ignored" (cargo test) and the like with commas (nextest).
    fn read_counts(&mut self, counts: &str, separators: &[char]) {
        for part in counts.split(separators) {
            let mut words = part.split_whitespace();
            let Some(Ok(count)) = words.next().map(str::parse::<usize>) else { continue };
            match words.next() {
                Some("passed") => self.passed += count,
                Some("failed" | "timed") => self.failed += count,
                Some("ignored" | "skipped") => self.skipped += count,
                _ => {}
            }
        }
    }
}

/// Reads "ℹ pass 5" and "# pass 5", as node's test runner closes.
fn node_count(line: &str) -> Option<(&str, usize)> {
    let rest = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# "))?;
    let (word, count) = rest.split_once(' ')?;
    Some((word, count.trim().parse().ok()?))
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(formatter, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Tally {
        let mut tally = Tally::default();
        lines.iter().for_each(|line| tally.read_line(line));
        tally
    }

    #[test]
    fn the_lines_of_cargo_test_are_added_up() {
        let tally = read(&[
            "running 6 tests",
            "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.30s",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
        ]);
        assert_eq!(tally, Tally { passed: 8, failed: 2, skipped: 1 });
    }

    #[test]
    fn the_summary_of_nextest_is_read() {
        let tally =
            read(&["     Summary [   1.200s] 120 tests run: 119 passed (1 slow), 1 failed, 2 skipped"]);
        assert_eq!(tally, Tally { passed: 119, failed: 1, skipped: 2 });
    }

    #[test]
    fn the_closing_lines_of_node_are_read() {
        let tally = read(&[
            "ℹ tests 5",
            "ℹ suites 1",
            "ℹ pass 3",
            "ℹ fail 1",
            "ℹ cancelled 1",
            "ℹ skipped 0",
            "ℹ duration_ms 12.5",
        ]);
        assert_eq!(tally, Tally { passed: 3, failed: 2, skipped: 0 });
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(read(&["test ok ... 3 passed", "# a heading", "Compiling 7 passed"]), Tally::default());
    }

    #[test]
    fn the_closing_line_is_plain() {
        assert_eq!(Tally { passed: 7, failed: 0, skipped: 0 }.to_string(), "7 passed, 0 failed");
        assert_eq!(Tally { passed: 7, failed: 1, skipped: 2 }.to_string(), "7 passed, 1 failed, 2 skipped");
    }
}
