//! Fetches the Song face of the documents by npm and hands it to the program, which embeds it.
//!
//! Without npm the program is built all the same and says that issuing waits for a font; only
//! `YIMEN_REQUIRE_ASSETS=1` makes that an error. The fonts are embedded as they are: compressed they
//! would save 13 MB in the file and cost seconds at each start of an unoptimised build.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::{env, fs};

const PACKAGE: &str = "node_modules/@expo-google-fonts/noto-serif-sc";
const FACES: [(&str, &str); 2] = [
    ("400Regular/NotoSerifSC_400Regular.ttf", "regular.ttf"),
    ("700Bold/NotoSerifSC_700Bold.ttf", "bold.ttf"),
];

const LICENCE: (&str, &str) = ("LICENSE_FONT", "licence.txt");

fn main() -> ExitCode {
    for path in ["build.rs", "fonts/package.json", "fonts/package-lock.json"] {
        println!("cargo::rerun-if-changed={path}");
    }
    println!("cargo::rerun-if-env-changed=YIMEN_REQUIRE_ASSETS");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let outcome = fetch(&out);
    let list = match &outcome {
        Ok(()) => FACES.map(|(_, name)| format!("include_bytes!({:?})", out.join(name))).join(",\n    "),
        Err(_) => String::new(),
    };
    let licence = match &outcome {
        Ok(()) => format!("include_str!({:?})", out.join(LICENCE.1)),
        Err(_) => "\"\"".to_owned(),
    };
    let source = format!(
        "/// The embedded font files.\nconst BUILT_IN: &[&[u8]] = &[\n    {list}\n];\n\n\
         /// The licence text of the built-in fonts, which must travel with them; empty without them.\n\
         pub const BUILT_IN_LICENCE: &str = {licence};\n"
    );
    fs::write(out.join("built_in.rs"), source).expect("OUT_DIR is writable");
    let Err(reason) = outcome else { return ExitCode::SUCCESS };
    // Only here: a change of PATH must not rebuild what is complete.
    println!("cargo::rerun-if-env-changed=PATH");
    println!(
        "cargo::warning=issuing documents waits for a Chinese font: {reason}; install Node.js with npm, \
         then `cargo clean -p documents` and build again"
    );
    match env::var_os("YIMEN_REQUIRE_ASSETS") {
        Some(value) if value == "1" => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    }
}

/// Puts the faces into `out`; npm works there too, so that the source tree stays as it is.
fn fetch(out: &Path) -> Result<(), String> {
    let lock = fs::read("fonts/package-lock.json").map_err(|cause| cause.to_string())?;
    let fetched = out.join("fetched-package-lock.json");
    if fs::read(&fetched).is_ok_and(|earlier| earlier == lock) {
        return Ok(());
    }
    let place = out.join("npm");
    fs::create_dir_all(&place).map_err(|cause| cause.to_string())?;
    for name in ["package.json", "package-lock.json", ".npmrc"] {
        fs::copy(Path::new("fonts").join(name), place.join(name))
            .map_err(|cause| format!("{name}: {cause}"))?;
    }
    let status = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"])
        .current_dir(&place)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map_err(|cause| format!("npm does not start ({cause})"))?;
    if !status.success() {
        return Err(format!("`npm ci` in crates/links/documents/fonts failed ({status})"));
    }
    for (from, to) in FACES.into_iter().chain([LICENCE]) {
        fs::copy(place.join(PACKAGE).join(from), out.join(to)).map_err(|cause| format!("{from}: {cause}"))?;
    }
    // The package holds eight weights; the two that are used have been taken.
    fs::remove_dir_all(&place).map_err(|cause| cause.to_string())?;
    fs::write(fetched, lock).map_err(|cause| cause.to_string())
}
