//! The files of a pack, taken into memory once: from a folder, or from what travels inside the program.

use crate::problem::{Problem, Rule, Spot};
use std::collections::BTreeMap;
use std::path::Path;

/// One file at most this large, in bytes.
const FILE_MAX: u64 = 8 * 1024 * 1024;
/// At most so many files.
const FILES_MAX: usize = 20_000;
/// All files together at most this large, in bytes.
const TOTAL_MAX: u64 = 256 * 1024 * 1024;
/// Folders in folders at most this deep.
const DEPTH_MAX: usize = 8;

/// The files of a pack by their path, with `/` between folders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackFiles {
    files: BTreeMap<String, Vec<u8>>,
}

impl PackFiles {
    /// Reads a folder. Hidden files are left out; links, strange names and too much of anything are refused.
    pub fn read(folder: &Path) -> (Self, Vec<Problem>) {
        let mut reading = Reading { files: PackFiles::default(), problems: Vec::new(), total: 0 };
        if folder.is_dir() {
            reading.folder(folder, "", 0);
        } else {
            reading.fail(".", Rule("no-folder"), &[("folder", folder.display().to_string())]);
        }
        (reading.files, reading.problems)
    }

    /// Files that are in memory already.
    pub fn from_memory(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        PackFiles { files: files.into_iter().collect() }
    }

    /// The bytes of a file.
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// Whether the file is there.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The files under a folder, with their paths from the pack.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        let inside = move |path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        self.files
            .iter()
            .filter(move |(path, _)| inside(path))
            .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// The paths of all files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The names of the folders directly in a folder.
    pub fn folders_in(&self, folder: &str) -> Vec<String> {
        let name =
            |path: &str| Some(path.strip_prefix(folder)?.strip_prefix('/')?.split_once('/')?.0.to_owned());
        let mut names: Vec<String> = self.files.keys().filter_map(|path| name(path)).collect();
        names.dedup();
        names
    }

    /// A text file.
    ///
    /// # Errors
    /// The problem when it is not UTF-8; none of either when it is not there.
    pub fn text(&self, path: &str) -> Result<Option<&str>, Box<Problem>> {
        let Some(bytes) = self.files.get(path) else { return Ok(None) };
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Some(text.strip_prefix('\u{feff}').unwrap_or(text))),
            Err(error) => {
                let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
                let at = Spot { line: u32::try_from(line).unwrap_or(u32::MAX), column: 1 };
                Err(Box::new(Problem::error(path, at, Rule("not-utf-8"), &[])))
            }
        }
    }

    /// Writes the files into a folder, which is made if needed. Files that are there are replaced, others stay.
    ///
    /// # Errors
    /// What the disk says.
    pub fn write(&self, folder: &Path) -> std::io::Result<()> {
        for (path, bytes) in &self.files {
            // Paths were checked when they were taken in or made from checked keys; this is the last guard.
            if !is_inside(path) {
                return Err(std::io::Error::other(format!("{path} does not stay in the folder")));
            }
            let target = folder.join(path);
            if let Some(parent) = target.parent() {
                std::fs::create_dir_all(parent)?;
            }
            std::fs::write(target, bytes)?;
        }
        Ok(())
    }
}

/// Whether a path as written in a pack stays inside: no root, no `..`, no backslash, no empty part.
pub fn is_inside(path: &str) -> bool {
    let part_is_plain = |part: &str| !part.is_empty() && part != "." && part != "..";
    !path.contains(['\\', '\0', ':']) && path.split('/').all(part_is_plain)
}

struct Reading {
    files: PackFiles,
    problems: Vec<Problem>,
    total: u64,
}

impl Reading {
    fn fail(&mut self, file: &str, rule: Rule, values: &[(&str, String)]) {
        self.problems.push(Problem::error(file, Spot::default(), rule, values));
    }

    fn unreadable(&mut self, file: &str, error: &std::io::Error) {
        self.fail(file, Rule("unreadable"), &[("cause", error.to_string())]);
    }

    fn folder(&mut self, folder: &Path, prefix: &str, depth: usize) {
        if depth > DEPTH_MAX {
            self.fail(prefix, Rule("folder-too-deep"), &[]);
            return;
        }
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.unreadable(prefix, &error),
        };
        for entry in entries {
            match entry {
                Ok(entry) => self.entry(&entry, prefix, depth),
                Err(error) => self.unreadable(prefix, &error),
            }
        }
    }

    fn entry(&mut self, entry: &std::fs::DirEntry, prefix: &str, depth: usize) {
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| is_inside(name)) else {
            let name = entry.file_name().to_string_lossy().into_owned();
            return self.fail(prefix, Rule("bad-name"), &[("name", name)]);
        };
        if name.starts_with('.') {
            return;
        }
        let path = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}/{name}") };
        match entry.file_type() {
            Err(error) => self.unreadable(&path, &error),
            Ok(kind) if kind.is_dir() => self.folder(&entry.path(), &path, depth + 1),
            Ok(kind) if kind.is_file() => self.file(&entry.path(), path),
            Ok(_) => self.fail(&path, Rule("link"), &[]),
        }
    }

    fn file(&mut self, file: &Path, path: String) {
        let size = std::fs::metadata(file).map_or(0, |metadata| metadata.len());
        self.total += size;
        if size > FILE_MAX || self.total > TOTAL_MAX || self.files.files.len() >= FILES_MAX {
            return self.fail(&path, Rule("too-large"), &[]);
        }
        match std::fs::read(file) {
            Ok(bytes) => drop(self.files.files.insert(path, bytes)),
            Err(error) => self.unreadable(&path, &error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_leave_the_folder_are_refused() {
        for bad in ["../x", "/etc/passwd", "a/../../b", "a\\b", "c:/x", "", "a//b", "./a"] {
            assert!(!is_inside(bad), "{bad}");
        }
        assert!(is_inside("样表/申请表.pdf"));
    }

    #[test]
    fn a_folder_is_read_without_hidden_files_and_links() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("a")).expect("a folder");
        std::fs::write(folder.path().join("a/b.yaml"), "x: 1").expect("a file");
        std::fs::write(folder.path().join(".hidden"), "x").expect("a file");
        #[cfg(unix)]
        std::os::unix::fs::symlink("/etc/passwd", folder.path().join("a/link")).expect("a link");
        let (files, problems) = PackFiles::read(folder.path());
        assert_eq!(files.text("a/b.yaml"), Ok(Some("x: 1")));
        assert_eq!(files.folders_in(""), Vec::<String>::new());
        assert!(!files.has(".hidden"));
        #[cfg(unix)]
        assert_eq!(problems.iter().map(|problem| problem.rule).collect::<Vec<_>>(), ["link"]);
    }

    #[test]
    fn a_missing_folder_is_a_problem_with_advice() {
        let (_, problems) = PackFiles::read(Path::new("/nowhere/at/all"));
        assert_eq!(problems[0].rule, "no-folder");
    }

    #[test]
    fn a_file_of_another_encoding_is_named_with_its_line() {
        let files = PackFiles::from_memory([("x.md".to_owned(), b"good\n\xb2\xe2".to_vec())]);
        let problem = files.text("x.md").expect_err("it is not UTF-8");
        assert_eq!((problem.rule, problem.at.line), ("not-utf-8", 2));
    }
}
