//! `cargo xtask test`: sets up what the tests need, runs everything, says how many passed.

use std::path::PathBuf;
use std::process::Command;

use crate::packages::{install_npm, need_node, need_programs};
use crate::postgres::PrivatePostgres;
use crate::process::{command, find, root};
use crate::stages::Stages;
use crate::tally::Tally;
use crate::{Outcome, browser, oracle, tidy};

const STAGES: [&str; 5] = ["tidy", "format", "clippy", "rust", "browser"];

/// What the person asked for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Wish {
    quick: bool,
    long: bool,
    only: Option<String>,
}

impl Wish {
    fn parse(words: &[String]) -> Outcome<Wish> {
        let mut wish = Wish::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--quick" => wish.quick = true,
                "--long" => wish.long = true,
                "--only" => wish.only = Some(stage_name(words.next())?),
                other => {
                    return Err(format!("{other} is not known here; cargo xtask lists the choices").into());
                }
            }
        }
        Ok(wish)
    }

    fn wants(&self, stage: &str) -> bool {
        match &self.only {
            Some(only) => only == stage,
            None => !self.quick || ["tidy", "format", "rust"].contains(&stage),
        }
    }

    /// Whether this run starts outside programs: PostgreSQL, mail, the browser.
    fn wants_outside(&self) -> bool {
        !self.quick && (self.wants("rust") || self.wants("browser"))
    }
}

fn stage_name(word: Option<&String>) -> Outcome<String> {
    let known = word.filter(|word| STAGES.contains(&word.as_str()));
    known.cloned().ok_or_else(|| format!("--only takes one of {}", STAGES.join(", ")).into())
}

/// What the tests are told about their surroundings, as environment variables.
#[derive(Default)]
struct Surroundings {
    postgres: Option<PrivatePostgres>,
    oracle: Option<PathBuf>,
    outside: bool,
    long: bool,
}

impl Surroundings {
    fn set_up(wish: &Wish) -> Outcome<Surroundings> {
        let mut surroundings =
            Surroundings { long: wish.long, outside: wish.wants_outside(), ..Default::default() };
        if !surroundings.outside {
            return Ok(surroundings);
        }
        need_node()?;
        need_programs()?;
        install_npm("e2e")?;
        if wish.wants("rust") {
            surroundings.oracle = Some(oracle::write()?);
        }
        surroundings.postgres = Some(PrivatePostgres::start()?);
        Ok(surroundings)
    }

    fn tell(&self, command: &mut Command) {
        if let Some(postgres) = &self.postgres {
            command.env("YIMEN_TEST_POSTGRES", &postgres.url);
        }
        if let Some(oracle) = &self.oracle {
            command.env("YIMEN_TEST_ORACLE", oracle);
        }
        if self.outside {
            command.env("YIMEN_TEST_TOOLS", "1").env("YIMEN_TEST_E2E", root().join("e2e"));
        }
        if self.long {
            command.env("YIMEN_TEST_LONG", "1");
        }
    }
}

/// Runs the stages that were asked for.
pub fn run(words: &[String]) -> Outcome<()> {
    let wish = Wish::parse(words)?;
    let mut stages = Stages::default();
    let mut surroundings = Surroundings::default();
    stages.run("setting up", || {
        surroundings = Surroundings::set_up(&wish)?;
        Ok(Tally::default())
    });
    check_the_tree(&wish, &mut stages);
    if wish.wants("rust") {
        rust_tests(&surroundings, &mut stages);
    }
    if wish.wants("browser") {
        browser_tests(&surroundings, &mut stages);
    }
    drop(surroundings);
    stages.close()
}

fn check_the_tree(wish: &Wish, stages: &mut Stages) {
    if wish.wants("tidy") {
        stages.run("tidy", || {
            Ok(Tally::of_check(tidy::run().map_err(|sentence| println!("{sentence}")).is_ok()))
        });
    }
    if wish.wants("format") {
        stages.check("format", command("cargo").args(["fmt", "--all", "--check"]));
    }
    if wish.wants("clippy") {
        let words = ["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"];
        stages.check("clippy", command("cargo").args(words));
    }
}

fn rust_tests(surroundings: &Surroundings, stages: &mut Stages) {
    let mut tests = command("cargo");
    // nextest is quicker where it is installed; it leaves out the examples in the docs.
    let has_nextest = find("cargo-nextest", &cargo_programs()).is_some();
    if has_nextest {
        tests.args([
            "nextest",
            "run",
            "--workspace",
            "--no-fail-fast",
            "--status-level",
            "fail",
            "--hide-progress-bar",
        ]);
    } else {
        tests.args(["test", "--workspace", "--no-fail-fast", "--quiet"]);
    }
    surroundings.tell(&mut tests);
    stages.tests("Rust tests", &tests);
    if surroundings.postgres.is_some() {
        falling_postgres(surroundings, stages);
    }
    if has_nextest {
        stages.tests(
            "examples in the docs",
            command("cargo").args(["test", "--workspace", "--doc", "--quiet"]),
        );
    }
}

/// A cluster of its own falls over again and again (`pg_ctl stop -m immediate`): all others would notice.
fn falling_postgres(surroundings: &Surroundings, stages: &mut Stages) {
    let mut postgres = None;
    stages.run("starting a PostgreSQL that falls over", || {
        postgres = Some(PrivatePostgres::start()?);
        Ok(Tally::default())
    });
    let Some(postgres) = postgres else { return };
    let mut tests = command("cargo");
    tests.args(["test", "--workspace", "--quiet", "--test", "crash", "a_postgres", "--", "--nocapture"]);
    surroundings.tell(&mut tests);
    tests.env("YIMEN_TEST_POSTGRES", &postgres.url).env("YIMEN_TEST_PGCTL", postgres.falls_over());
    stages.tests("PostgreSQL that falls over", &tests);
}

fn cargo_programs() -> Vec<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    home.map(|home| home.join("bin")).into_iter().collect()
}

fn browser_tests(surroundings: &Surroundings, stages: &mut Stages) {
    let mut prepared = None;
    stages.run("building for the browser", || {
        browser::prepare()?;
        prepared = Some((browser::node()?, browser::test_files()?));
        Ok(Tally::default())
    });
    let Some((mut node, files)) = prepared else { return };
    // One file after another: each starts a city and a browser, and the machine may have two cores.
    node.args(["--test", "--test-concurrency=1", "--test-timeout=600000", "--test-reporter=spec"])
        .args(files);
    surroundings.tell(&mut node);
    stages.tests("browser tests", &node);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(words: &[&str]) -> Outcome<Wish> {
        Wish::parse(&words.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn everything_runs_when_nothing_is_asked() {
        let wish = wish(&[]).unwrap();
        assert!(STAGES.iter().all(|stage| wish.wants(stage)));
        assert!(wish.wants_outside());
    }

    #[test]
    fn the_quick_run_starts_no_outside_program() {
        let wish = wish(&["--quick"]).unwrap();
        assert!(wish.wants("rust") && !wish.wants("browser") && !wish.wants("clippy"));
        assert!(!wish.wants_outside());
    }

    #[test]
    fn one_stage_can_be_asked_for_by_name() {
        let asked = wish(&["--only", "tidy"]).unwrap();
        assert!(asked.wants("tidy") && !asked.wants("rust") && !asked.wants_outside());
        assert!(wish(&["--only", "everything"]).is_err());
        assert!(wish(&["--only"]).is_err());
        assert!(wish(&["--fast"]).is_err());
    }
}
