//! The workshop: `cargo xtask test | tidy | assets | shots`.
//!
//! Plain Rust without dependencies, so that it is built in seconds on a fresh machine.

mod assets;
mod browser;
mod oracle;
mod packages;
mod postgres;
mod process;
mod shots;
mod stages;
mod tally;
mod test;
mod tidy;

use std::process::ExitCode;

/// What a task answers: nothing, or the sentence that a person needs to go on.
type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const USAGE: &str = "\
cargo xtask test [--quick] [--long] [--only STAGE]
    sets up what the tests need and runs all of them
    --quick   only what needs nothing installed: tidy, format, Rust tests without outside programs
    --long    the long form of the crash tests
    --only    one stage: tidy, format, clippy, rust or browser
cargo xtask tidy
    holds the house's arrows and habits against every file
cargo xtask assets
    installs and builds the browser's files in web/
cargo xtask shots [--base-url URL] [--samples] [--only PATTERN] [--language TAG]
    photographs every page into /shots";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = match words.first().map(String::as_str) {
        Some("test") => test::run(&words[1..]),
        Some("tidy") => tidy::run(),
        Some("assets") => assets::run(),
        Some("shots") => shots::run(&words[1..]),
        _ => Err(USAGE.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}
