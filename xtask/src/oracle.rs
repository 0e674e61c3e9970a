//! Another calendar, made by others, that ours is compared with.

use std::path::PathBuf;

use crate::Outcome;
use crate::packages::install_npm;
use crate::process::{command, read, root};

const FOLDER: &str = "crates/domain/calendar/tests/oracle";

/// Writes what the other calendar says, one line a day, and returns the file.
///
/// The folder holds a package with a lock file whose `generate.mjs` prints the lines.
pub fn write() -> Outcome<PathBuf> {
    install_npm(FOLDER)?;
    let lines = read(command("node").arg(format!("{FOLDER}/generate.mjs")))?;
    let file = root().join("target/oracle/calendar.csv");
    std::fs::create_dir_all(file.parent().expect("the file lies in a folder"))?;
    std::fs::write(&file, lines)?;
    Ok(file)
}

/// Whether the comparison exists in this tree.
pub fn is_there() -> bool {
    root().join(FOLDER).join("generate.mjs").is_file()
}
