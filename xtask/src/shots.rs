//! Pictures of every page, to be looked at: three widths, large type, each language.

use crate::packages::need_programs;
use crate::{Outcome, browser, process};

/// Takes the pictures; the words go on to `e2e/shots.mjs`, which knows them.
pub fn run(words: &[String]) -> Outcome<()> {
    need_programs()?;
    browser::prepare()?;
    process::show(browser::node()?.arg("e2e/shots.mjs").args(words))
}
