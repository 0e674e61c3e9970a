//! Another calendar, made by others, that ours is compared with.

use std::path::PathBuf;

use crate::Outcome;
use crate::packages::install_npm;
use crate::process::{command, root, show};

const FOLDER: &str = "crates/domain/calendar/tests/oracle";

/// Writes what the other calendar says, one line a day, and returns the file.
pub fn write() -> Outcome<PathBuf> {
    install_npm(FOLDER)?;
    show(command("npm").current_dir(root().join(FOLDER)).args(["run", "--silent", "oracle"]))?;
    Ok(root().join(FOLDER).join("oracle.csv"))
}
