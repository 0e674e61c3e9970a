//! The pack that travels inside the program.

use crate::wiring::Sentence;
use include_dir::{Dir, include_dir};
use kernel::Language;
use packs::{Pack, PackFiles};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../packs/zhuhai");

/// The built-in pack, checked.
///
/// # Errors
/// The report, if the program was built with a broken pack.
pub fn built_in() -> Result<Pack, Sentence> {
    let files = PackFiles::from_memory(all_files(&BUILT_IN));
    let (pack, _) = packs::load_files(&files, Vec::new()).map_err(|report| report.text(Language::English))?;
    Ok(pack)
}

fn all_files(folder: &Dir<'_>) -> Vec<(String, Vec<u8>)> {
    let name = |file: &include_dir::File<'_>| file.path().to_string_lossy().replace('\\', "/");
    let mut found: Vec<_> = folder.files().map(|file| (name(file), file.contents().to_vec())).collect();
    for deeper in folder.dirs() {
        found.extend(all_files(deeper));
    }
    found
}
