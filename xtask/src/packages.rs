//! What must be on the machine: said in one sentence when it is missing, installed where it can be.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::process::{command, find, root, show};
use crate::{Outcome, process};

/// A program that comes as a Debian package.
struct Program {
    package: &'static str,
    is_there: fn() -> bool,
}

const PROGRAMS: [Program; 4] = [
    Program { package: "chromium", is_there: || chromium().is_some() },
    Program { package: "postgresql", is_there: || postgres_program("initdb").is_some() },
    Program { package: "poppler-utils", is_there: || find("pdftotext", &[]).is_some() },
    // Without a Chinese font every picture and every width in a browser test is of empty boxes.
    Program { package: "fonts-noto-cjk", is_there: has_chinese_font },
];

/// The real browser, wherever a distribution puts it; `YIMEN_CHROMIUM` names another.
pub fn chromium() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("YIMEN_CHROMIUM") {
        return Some(named.into());
    }
    ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| find(name, &[]))
}

/// A program of the PostgreSQL server, the newest version if there are several.
pub fn postgres_program(name: &str) -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|entries| entries.flatten().map(|entry| entry.path().join("bin")).collect())
        .unwrap_or_default();
    versions.sort_by_key(|place| std::cmp::Reverse(version_of(place)));
    versions.iter().map(|place| place.join(name)).find(|place| place.is_file()).or_else(|| find(name, &[]))
}

fn version_of(bin: &Path) -> u32 {
    let version = bin.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    version.and_then(|version| version.parse().ok()).unwrap_or(0)
}

fn has_chinese_font() -> bool {
    let listed = command("fc-list").arg(":lang=zh-cn").stderr(Stdio::null()).output();
    listed.is_ok_and(|output| !output.stdout.is_empty())
}

/// Whether this process acts as root.
pub fn is_root() -> bool {
    process::read(command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Checks for Node and npm, which build the browser's files and drive the browser.
pub fn need_node() -> Outcome<()> {
    if find("npm", &[]).is_none() {
        return Err("npm is missing: install Node.js 20 or newer with npm, then run this again".into());
    }
    let version = process::read(command("node").arg("--version"))
        .map_err(|_| "node is missing: install Node.js 20 or newer, then run this again")?;
    let major: u32 = version.trim_start_matches('v').split('.').next().unwrap_or("0").trim().parse()?;
    if major < 20 {
        return Err(format!("node is {}: install Node.js 20 or newer", version.trim()).into());
    }
    Ok(())
}

/// Installs the missing Debian packages; without apt or the right to use it, one sentence.
pub fn need_programs() -> Outcome<()> {
    let missing: Vec<_> =
        PROGRAMS.iter().filter(|program| !(program.is_there)()).map(|program| program.package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(", ");
    let refusal = |why: &str| format!("the tests need {list}, and {why}: install them, then run this again");
    if find("apt-get", &[]).is_none() {
        return Err(refusal("this machine has no apt-get").into());
    }
    let sudo: &[&str] = if is_root() {
        &[]
    } else if find("sudo", &[]).is_some() {
        &["sudo"]
    } else {
        return Err(refusal("you are neither root nor have sudo").into());
    };
    println!("installing {list}");
    apt_get(sudo, &["update", "-qq"])?;
    let install = ["install", "-qq", "-y", "--no-install-recommends", "fontconfig"];
    apt_get(sudo, &[&install[..], &missing[..]].concat())
}

fn apt_get(sudo: &[&str], words: &[&str]) -> Outcome<()> {
    // `env` carries the variable through sudo, which drops the caller's environment.
    let line = [sudo, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"], words].concat();
    show(command(line[0]).args(&line[1..]).stdin(Stdio::null()).stdout(Stdio::null()))
}

/// Runs `npm ci` in a folder, unless exactly this lock file was installed there before.
pub fn install_npm(folder: &str) -> Outcome<()> {
    let place = root().join(folder);
    let lock = std::fs::read(place.join("package-lock.json"))
        .map_err(|cause| format!("{folder}/package-lock.json cannot be read: {cause}"))?;
    let installed = place.join("node_modules/.installed-lock.json");
    if std::fs::read(&installed).is_ok_and(|before| before == lock) {
        return Ok(());
    }
    need_node()?;
    let mut npm = command("npm");
    npm.current_dir(&place).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    show(&mut npm)
        .map_err(|cause| format!("{cause} in {folder}: without its packages this part cannot run"))?;
    // The build script of the crate `web` looks at this one before it installs by itself.
    std::fs::write(place.join("node_modules/.yimen-lock"), &lock)?;
    std::fs::write(installed, lock)?;
    Ok(())
}
