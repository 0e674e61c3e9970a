//! The stages of a test run: each timed, each counted, all of them run even when one fails.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::process::follow;
use crate::tally::Tally;

struct Stage {
    name: String,
    took: Duration,
    tally: Tally,
}

/// What has been run so far.
#[derive(Default)]
pub struct Stages {
    done: Vec<Stage>,
}

impl Stages {
    /// Runs one stage that counts its own results; a fault counts as one failure.
    pub fn run(&mut self, name: &str, work: impl FnOnce() -> Outcome<Tally>) {
        println!("\n== {name}");
        let start = Instant::now();
        let tally = work().unwrap_or_else(|sentence| {
            println!("{name}: {sentence}");
            Tally::of_check(false)
        });
        self.done.push(Stage { name: name.to_owned(), took: start.elapsed(), tally });
    }

    /// Runs one stage that is a single check: it passes or fails as a whole.
    pub fn check(&mut self, name: &str, command: &Command) {
        self.run(name, || Ok(Tally::of_check(follow(command, |_| {})?)));
    }

    /// Runs one stage that is a test runner and counts what it prints.
    pub fn tests(&mut self, name: &str, command: &Command) {
        self.run(name, || {
            let mut tally = Tally::default();
            let succeeded = follow(command, |line| tally.read_line(line))?;
            // A runner that could not even start its tests, for one that does not compile.
            if !succeeded && tally.failed == 0 {
                tally.failed = 1;
            }
            Ok(tally)
        });
    }

    /// Prints each stage's time and the sum; an error when anything failed or nothing ran.
    pub fn close(self) -> Outcome<()> {
        println!();
        let mut sum = Tally::default();
        let mut took = Duration::ZERO;
        for stage in &self.done {
            println!("{:>8.1} s  {}: {}", stage.took.as_secs_f64(), stage.name, stage.tally);
            sum.add(stage.tally);
            took += stage.took;
        }
        println!("{:>8.1} s  in all\n\n{sum}", took.as_secs_f64());
        match sum {
            Tally { failed: 1.., .. } => Err("something failed; it is named above".into()),
            Tally { passed: 0, .. } => Err("nothing was run".into()),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::command;

    fn shell(words: &str) -> Command {
        let mut shell = command("sh");
        shell.args(["-c", words]);
        shell
    }

    #[test]
    fn a_runner_that_breaks_before_its_tests_counts_as_a_failure() {
        let mut stages = Stages::default();
        stages.tests("broken", &shell("echo cannot compile; exit 1"));
        assert_eq!(stages.done[0].tally, Tally { failed: 1, ..Tally::default() });
        assert!(stages.close().is_err());
    }

    #[test]
    fn a_failing_stage_does_not_stop_the_next() {
        let mut stages = Stages::default();
        stages.run("faulty", || Err("no room".into()));
        stages.check("fine", &shell("true"));
        stages.tests("counted", &shell("echo '# pass 3'"));
        let tallies: Vec<_> =
            stages.done.iter().map(|stage| (stage.tally.passed, stage.tally.failed)).collect();
        assert_eq!(tallies, [(0, 1), (1, 0), (3, 0)]);
    }

    #[test]
    fn a_run_of_nothing_is_no_success() {
        assert!(Stages::default().close().is_err());
    }
}
