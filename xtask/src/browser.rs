//! The browser's side of the tests: real Chromium, driven from `e2e/`.

use std::path::PathBuf;
use std::process::Command;

use crate::packages::{chromium, install_npm, need_node};
use crate::process::{command, root, show};
use crate::{Outcome, assets};

/// Everything a browser test needs: the packages of `e2e/`, the assets, the program itself and the
/// example that shows every sample of every page.
pub fn prepare() -> Outcome<()> {
    need_node()?;
    install_npm("e2e")?;
    if root().join("web/package-lock.json").is_file() {
        assets::run()?;
    }
    show(command("cargo").args(["build", "--quiet", "--package", "server", "--bin", "yimen"]))?;
    show(command("cargo").args(["build", "--quiet", "--package", "web", "--example", "parts"]))
}

/// A node command that knows which browser and which program to start.
pub fn node() -> Outcome<Command> {
    let chromium = chromium().ok_or("chromium is missing: install it, or name one in YIMEN_CHROMIUM")?;
    let mut node = command("node");
    node.env("YIMEN_CHROMIUM", chromium).env("YIMEN_BINARY", binary());
    Ok(node)
}

/// Where cargo puts the program; `CARGO_TARGET_DIR` may have moved it.
fn binary() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    root().join(target).join("debug/yimen")
}

/// The test files, in the order of their names.
pub fn test_files() -> Outcome<Vec<String>> {
    let mut files: Vec<String> = std::fs::read_dir(root().join("e2e/tests"))?
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.ends_with(".test.mjs"))
        .map(|name| format!("e2e/tests/{name}"))
        .collect();
    files.sort();
    Ok(files)
}
