//! The browser's files: installed with npm and built into `web/dist`.

use crate::Outcome;
use crate::packages::{install_npm, need_node};
use crate::process::{command, root, show};

/// Installs and builds what lies in `web/`.
pub fn run() -> Outcome<()> {
    need_node()?;
    install_npm("web")?;
    show(command("npm").current_dir(root().join("web")).args(["run", "--silent", "build"]))
}
