//! The pack's templates, sample facts and outside tools, shared by the tests.

#![allow(dead_code, reason = "each test binary uses its own part")]

use app::papers::facts::Outcome;
use app::papers::{Facts, TemplateFiles};
use documents::{FontSet, Renderer};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the templates.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../packs/zhuhai/documents")
}

/// All files of the pack's templates.
pub fn pack() -> TemplateFiles {
    let mut files = TemplateFiles::new("");
    for entry in std::fs::read_dir(folder()).expect("the pack has documents") {
        let path = entry.expect("the folder can be listed").path();
        let name = path.file_name().expect("a listed file has a name").to_string_lossy().into_owned();
        files = files.with(name, std::fs::read_to_string(&path).expect("templates are text"));
    }
    files
}

/// The names of the templates, without `.typ`.
pub fn templates(pack: &TemplateFiles) -> Vec<String> {
    pack.files()
        .filter_map(|(name, _)| name.strip_suffix(".typ"))
        .filter(|name| !name.starts_with('_'))
        .map(str::to_owned)
        .collect()
}

/// The sheet of a template.
pub fn sheet(pack: &TemplateFiles, template: &str) -> Value {
    let text = pack.text(&format!("{template}.yaml")).unwrap_or_else(|| panic!("{template} has no sheet"));
    serde_saphyr::from_str(text).unwrap_or_else(|error| panic!("{template}.yaml: {error}"))
}

/// The sample facts, checked against the structure.
pub fn sample(pack: &TemplateFiles) -> Facts {
    serde_saphyr::from_str(pack.text("sample.yaml").expect("the pack has a sample"))
        .expect("the sample fits the structure")
}

/// The sample facts as a template sees them.
pub fn sample_with_outcome(pack: &TemplateFiles, outcome: Outcome) -> Value {
    let mut facts = sample(pack);
    facts.outcome = Some(outcome);
    facts.to_value()
}

/// A renderer with the built-in fonts; none, with a sentence, when the build had no npm.
pub fn renderer() -> Option<Renderer> {
    let fonts = FontSet::built_in();
    if fonts.is_empty() {
        testbed::missing("the documents were built without a font, because npm was not there");
        return None;
    }
    Some(Renderer::new(fonts))
}

/// The text of a PDF; none, with a sentence, when poppler-utils is not installed.
pub fn text_of(pdf: &[u8]) -> Option<String> {
    static COUNT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let count = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let path = std::env::temp_dir().join(format!("paper-{}-{count}.pdf", std::process::id()));
    std::fs::write(&path, pdf).expect("the temporary folder is writable");
    let output = Command::new("pdftotext").arg("-raw").arg(&path).arg("-").output();
    std::fs::remove_file(&path).expect("the file was just written");
    match output {
        Ok(output) => Some(String::from_utf8(output.stdout).expect("pdftotext writes UTF-8")),
        Err(error) => {
            testbed::missing(&format!("pdftotext does not start (Debian: poppler-utils): {error}"));
            None
        }
    }
}
