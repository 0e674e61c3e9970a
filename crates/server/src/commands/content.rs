//! `export` and `import`: the content as files that people read and offices exchange.

use crate::arguments::{Export, Import};
use crate::terminal::{say, write_new};
use crate::wiring::{Sentence, moment, open_existing, told};
use app::City;
use packs::PackFiles;
use packs::xlsx::{RowProblem, RowReason};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Writes the content out.
///
/// # Errors
/// A sentence that says what to do.
pub fn export(wanted: &Export) -> Result<(), Sentence> {
    let city = open_existing(&wanted.place)?;
    match (&wanted.pack, &wanted.matters) {
        (Some(folder), _) => export_pack(&city, folder),
        (None, Some(file)) => {
            write_new(file, &city.export_matters().map_err(told)?)?;
            say(&format!("{} holds {} matters\n", file.display(), city.content().matters.len()))
        }
        // The command line asks for one of them.
        (None, None) => Err("say --pack DIR or --matters FILE.xlsx".into()),
    }
}

fn export_pack(city: &City, folder: &Path) -> Result<(), Sentence> {
    let is_taken = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if is_taken {
        return Err(format!("{} is not empty: name a new folder", folder.display()).into());
    }
    let files = city.export_pack().map_err(told)?;
    let part = part_of(folder)?;
    let done = write_checked(&files, &part, folder);
    if done.is_err() {
        // Half a pack is worse than none, and would stand in the way of the next try.
        let _ = std::fs::remove_dir_all(&part);
    }
    done?;
    say(&format!("{} files in {}, checked\n", files.paths().count(), folder.display()))
}

/// A new folder beside the place, so that the pack gets its name only when it is whole.
fn part_of(folder: &Path) -> Result<PathBuf, Sentence> {
    let cause = |cause: std::io::Error| format!("{} cannot be made: {cause}", folder.display());
    if let Some(parent) = folder.parent() {
        std::fs::create_dir_all(parent).map_err(cause)?;
    }
    let mut count = 1;
    loop {
        let mut name = folder.as_os_str().to_owned();
        name.push(format!(".part-{count}"));
        match std::fs::create_dir(&name) {
            Err(taken) if taken.kind() == ErrorKind::AlreadyExists => count += 1,
            made => return Ok(made.map(|()| PathBuf::from(name)).map_err(cause)?),
        }
    }
}

fn write_checked(files: &PackFiles, part: &Path, folder: &Path) -> Result<(), Sentence> {
    let failed = |cause: std::io::Error| {
        format!("{} was not written: {cause}; nothing of it was left", folder.display())
    };
    files.write(part).map_err(failed)?;
    // What was written is read again: a pack that its own city could not take in would be worth nothing.
    let report = packs::check(part);
    let errors = report.errors().count();
    if 0 < errors {
        let text = report.text(kernel::Language::English);
        return Err(format!("{text}\nthe pack has {errors} errors; nothing of it was left").into());
    }
    Ok(std::fs::rename(part, folder).map_err(failed)?)
}

/// Takes a workbook in as drafts.
///
/// # Errors
/// A sentence that says what to do; then nothing was taken in.
pub fn import(wanted: &Import) -> Result<(), Sentence> {
    let bytes = std::fs::read(&wanted.file)
        .map_err(|cause| format!("{} cannot be read: {cause}", wanted.file.display()))?;
    let city = open_existing(&wanted.place)?;
    let read = city
        .read_workbook(&bytes)
        .map_err(|fault| format!("{} is not taken in: {fault}", wanted.file.display()))?;
    for problem in &read.problems {
        eprintln!("{}", line(problem));
    }
    if !read.problems.is_empty() && !wanted.despite_problems {
        let count = read.problems.len();
        return Err(format!(
            "{count} rows or cells cannot be taken over, so nothing was: mend them, or add --despite-problems"
        )
        .into());
    }
    let report = city.import_matters(&read.matters, &moment()?).map_err(told)?;
    say(&format!("{} waiting as drafts, {} unchanged\n", report.drafted, report.same))
}

fn line(problem: &RowProblem) -> String {
    let why = match problem.reason {
        RowReason::Damaged => "the whole data of the matter were changed by hand: export it again",
        RowReason::UnknownMatter => "the sheet of whole data has no such matter",
        RowReason::NotText => "a number stands where text is wanted: format the cell as text",
        RowReason::Unreadable => "the new text cannot be read",
        RowReason::NotChangeable => "this cell only shows what is kept elsewhere",
    };
    let field = problem.field.map(|field| format!(", {field}")).unwrap_or_default();
    format!("{}, row {}{field}: {why}", problem.sheet, problem.row)
}
