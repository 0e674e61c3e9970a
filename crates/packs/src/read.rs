//! From files to a pack: every file is read, every error told; then the whole is checked against itself.

mod city;
pub(crate) use city::{HallsFile, RegionRow, RegionsFile};
mod matter;
mod messages;

use crate::check as checks;
use crate::files::PackFiles;
use crate::pack::{CalendarFiles, Manifest, Pack};
use crate::problem::{Problem, Report, Rule, Spot};
use crate::yaml::{LIMITS, Node, decode, parse};
use calendar::{CalendarIndex, YearTable};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Reads and checks the pack in a folder. Beside the pack stands the report with its warnings.
///
/// # Errors
/// The report, when anything must be mended.
pub fn load(folder: &Path) -> Result<(Pack, Report), Report> {
    let (files, problems) = PackFiles::read(folder);
    load_files(&files, problems)
}

/// Reads and checks a pack that is in memory already.
///
/// # Errors
/// The report, when anything must be mended.
pub fn load_files(files: &PackFiles, problems: Vec<Problem>) -> Result<(Pack, Report), Report> {
    let mut reading =
        Reading { files, problems, trees: BTreeMap::new(), seen: BTreeSet::new(), broken: false };
    let pack = reading.pack();
    reading.unread();
    if let Some(pack) = &pack {
        let found = checks::pack(pack, &reading.trees, &reading.problems);
        reading.problems.extend(found);
    }
    let report = Report::of(reading.problems);
    match pack {
        Some(pack) if report.is_clean() => Ok((pack, report)),
        _ => Err(report),
    }
}

/// Reads and checks the pack in a folder and tells only what it found.
pub fn check(folder: &Path) -> Report {
    match load(folder) {
        Ok((_, report)) | Err(report) => report,
    }
}

/// What has been read so far.
struct Reading<'a> {
    files: &'a PackFiles,
    problems: Vec<Problem>,
    /// The trees of the files, to find the places of what the checks find.
    trees: BTreeMap<String, Node>,
    /// The files that were read.
    seen: BTreeSet<String>,
    /// Whether the file read last had errors.
    broken: bool,
}

impl Reading<'_> {
    fn pack(&mut self) -> Option<Pack> {
        let manifest: Option<Manifest> = self.file("pack.yaml");
        if manifest.is_none() && !self.files.has("pack.yaml") {
            self.missing("pack.yaml");
        }
        let city = self.city();
        let calendar = self.calendar();
        let (matters, attachments) = self.matters();
        let pack = Pack {
            city,
            calendar,
            matters,
            attachments,
            synonyms: self.list("synonyms.yaml"),
            messages: self.messages(),
            documents: self.documents(),
            manifest: manifest?,
        };
        Some(pack)
    }

    /// One YAML file as a value; none when it is not there or hopeless.
    fn file<T: DeserializeOwned>(&mut self, path: &str) -> Option<T> {
        let node = self.tree(path)?;
        self.value(path, node)
    }

    fn value<T: DeserializeOwned>(&mut self, path: &str, node: Node) -> Option<T> {
        let (value, problems) = decode(path, node);
        self.broken |= !problems.is_empty();
        self.problems.extend(problems);
        value
    }

    /// One YAML file as a list; empty when it is not there.
    fn list<T: DeserializeOwned>(&mut self, path: &str) -> Vec<T> {
        self.file(path).unwrap_or_default()
    }

    /// The tree of a YAML file. Resets the mark of a broken file.
    fn tree(&mut self, path: &str) -> Option<Node> {
        self.broken = false;
        let text = self.text(path)?;
        let (node, problems) = parse(path, &text, LIMITS);
        self.broken = !problems.is_empty();
        self.problems.extend(problems);
        let node = node?;
        self.trees.insert(path.to_owned(), node.clone());
        Some(node)
    }

    fn text(&mut self, path: &str) -> Option<String> {
        self.seen.insert(path.to_owned());
        match self.files.text(path) {
            Ok(text) => text.map(str::to_owned),
            Err(problem) => {
                self.problems.push(*problem);
                None
            }
        }
    }

    fn missing(&mut self, path: &str) {
        self.problems.push(Problem::error(path, Spot::default(), Rule("missing-file"), &[]));
    }

    fn calendar(&mut self) -> Option<CalendarFiles> {
        let index: CalendarIndex = self.file("calendars/calendar.yaml")?;
        let is_year = |path: &str| {
            let name = path.strip_prefix("calendars/")?.strip_suffix(".yaml")?;
            name.bytes().all(|byte| byte.is_ascii_digit()).then(|| path.to_owned())
        };
        let paths: Vec<String> =
            self.files.under("calendars").filter_map(|(path, _)| is_year(path)).collect();
        let years: Vec<YearTable> = paths.iter().filter_map(|path| self.file(path)).collect();
        Some(CalendarFiles { index, years })
    }

    /// The files of `documents/` as text; what they mean is known to the part that sets them.
    fn documents(&mut self) -> BTreeMap<String, String> {
        let is_source = |path: &str| path.ends_with(".typ") || path.ends_with(".yaml");
        let paths: Vec<String> = self
            .files
            .under("documents")
            .map(|(path, _)| path.to_owned())
            .filter(|path| is_source(path))
            .collect();
        let mut documents = BTreeMap::new();
        for path in paths {
            if let (Some(text), Some(name)) = (self.text(&path), path.strip_prefix("documents/")) {
                documents.insert(name.to_owned(), text);
            }
        }
        documents
    }

    /// Files that nothing reads are most often misspelt.
    fn unread(&mut self) {
        let readable =
            |path: &str| path.ends_with(".yaml") || path.ends_with(".yml") || path.ends_with(".md");
        let files = self.files;
        let unread = files.paths().filter(|path| readable(path) && !path.ends_with("README.md"));
        for path in unread.filter(|path| !self.seen.contains(*path)) {
            let problem = Problem::error(path, Spot::default(), Rule("unread-file"), &[]);
            self.problems.push(problem.as_warning());
        }
    }
}
