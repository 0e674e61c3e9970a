//! Puts browser assets and interface text into the binary.
//!
//! The browser build runs only when `web/dist` is missing or older than its sources, so that a plain
//! `cargo check` needs neither npm nor the network. Without npm a small stylesheet of our own takes its place.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;
use std::{env, fs};

fn main() {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets the manifest folder"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets the output folder"));
    let sources = here.join("../../web");
    for watched in ["src", "build", "icons.txt", "package-lock.json", "dist/manifest.json"] {
        println!("cargo::rerun-if-changed={}", sources.join(watched).display());
    }
    println!("cargo::rerun-if-changed=i18n");
    println!("cargo::rerun-if-changed=assets");
    println!("cargo::rerun-if-env-changed=YIMEN_REQUIRE_ASSETS");
    let dist = built(&sources).unwrap_or_else(|why| fallback(&why));
    fs::write(out.join("assets.rs"), asset_table(dist.as_deref(), &here))
        .expect("the output folder is writable");
    fs::write(out.join("sentences.rs"), sentence_table(&here.join("i18n")))
        .expect("the output folder is writable");
}

/// The folder with built assets, building it first where needed.
fn built(sources: &Path) -> Result<Option<PathBuf>, String> {
    let dist = sources.join("dist");
    let manifest = dist.join("manifest.json");
    // Two builds with target folders of their own must not run npm in the same place at once.
    let turn = fs::File::open(sources.join("package.json")).map_err(|e| e.to_string())?;
    turn.lock().map_err(|e| e.to_string())?;
    if changed(&manifest) < newest(sources) || !manifest.exists() {
        let fresh = fs::read_to_string(sources.join("node_modules/.yimen-lock")).unwrap_or_default();
        let lock = fs::read_to_string(sources.join("package-lock.json")).map_err(|e| e.to_string())?;
        if fresh != lock {
            npm(sources, &["ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund"])?;
            fs::write(sources.join("node_modules/.yimen-lock"), &lock).map_err(|e| e.to_string())?;
        }
        npm(sources, &["run", "--silent", "build"])?;
    }
    Ok(Some(dist))
}

fn npm(sources: &Path, arguments: &[&str]) -> Result<(), String> {
    let run = Command::new("npm").args(arguments).current_dir(sources).output();
    let output = run.map_err(|why| format!("npm is not available ({why})"))?;
    if output.status.success() {
        return Ok(());
    }
    let told = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = told.lines().rev().take(4).collect();
    Err(format!("npm {} failed: {}", arguments[0], lines.into_iter().rev().collect::<Vec<_>>().join(" / ")))
}

/// Says what happened and goes on with the small stylesheet, unless assets are demanded.
fn fallback(why: &str) -> Option<PathBuf> {
    assert!(
        env::var("YIMEN_REQUIRE_ASSETS").as_deref() != Ok("1"),
        "YIMEN_REQUIRE_ASSETS=1, but the browser assets could not be built: {why}"
    );
    println!("cargo::warning=browser assets not built, pages use the small stylesheet: {why}");
    None
}

fn newest(sources: &Path) -> SystemTime {
    let mut latest = SystemTime::UNIX_EPOCH;
    let mut waiting = vec![
        sources.join("src"),
        sources.join("build"),
        sources.join("icons.txt"),
        sources.join("package-lock.json"),
    ];
    while let Some(path) = waiting.pop() {
        latest = latest.max(changed(&path));
        if let Ok(entries) = fs::read_dir(&path) {
            waiting.extend(entries.flatten().map(|entry| entry.path()));
        }
    }
    latest
}

fn changed(path: &Path) -> SystemTime {
    fs::metadata(path).and_then(|meta| meta.modified()).unwrap_or(SystemTime::UNIX_EPOCH)
}

/// A Rust table `(public name, bytes, gzip bytes)` of every built file, and the manifest's text.
fn asset_table(dist: Option<&Path>, here: &Path) -> String {
    let mut table = String::from("pub(super) static FILES: &[super::File] = &[\n");
    let manifest = match dist {
        Some(dist) => {
            for path in files_below(dist) {
                let name =
                    path.strip_prefix(dist).expect("found below it").to_string_lossy().replace('\\', "/");
                if name == "manifest.json" || name.ends_with(".gz") {
                    continue;
                }
                let packed = path
                    .with_file_name(format!("{}.gz", path.file_name().expect("a file").to_string_lossy()));
                let gzip =
                    if packed.exists() { format!("Some(include_bytes!({packed:?}))") } else { "None".into() };
                writeln!(table, "    ({name:?}, include_bytes!({path:?}), {gzip}),").expect("memory");
            }
            format!("include_str!({:?})", dist.join("manifest.json"))
        }
        None => {
            let plain = here.join("assets/fallback.css");
            writeln!(table, "    (\"fallback.css\", include_bytes!({plain:?}), None),").expect("memory");
            "r#\"{\"site.css\":\"fallback.css\"}\"#".to_owned()
        }
    };
    table.push_str("];\n");
    writeln!(table, "pub(super) static MANIFEST: &str = {manifest};").expect("memory");
    table
}

/// A Rust table `(language, file, text)` of all Fluent files.
fn sentence_table(folder: &Path) -> String {
    let mut table = String::from("pub(super) static FILES: &[(&str, &str, &str)] = &[\n");
    for path in files_below(folder) {
        let file = path.file_name().expect("a file").to_string_lossy().into_owned();
        let language =
            path.parent().and_then(Path::file_name).expect("a folder for each language").to_string_lossy();
        writeln!(table, "    ({language:?}, {file:?}, include_str!({path:?})),").expect("memory");
    }
    table.push_str("];\n");
    table
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        match fs::read_dir(&path) {
            Ok(entries) => waiting.extend(entries.flatten().map(|entry| entry.path())),
            Err(_) => found.push(path),
        }
    }
    found.sort();
    found
}
