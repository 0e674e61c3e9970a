//! What processes cost, as the kernel counts it: CPU time and the memory that is theirs alone.

use crate::Sentence;
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// Ticks of `/proc/PID/stat` in a second; fixed at 100 for programs by the kernel's interface.
const TICKS: f64 = 100.0;

/// A server that was started for the bench; it is ended when this is dropped.
pub struct Server {
    child: Child,
    /// Kept open, so that a server that says something more does not fail at it.
    _words: BufReader<ChildStdout>,
    /// Where it listens, as `host:port`.
    pub address: String,
    /// From its start to its first good answer to `path`.
    pub first_answer: Duration,
    postmaster: Option<u32>,
}

impl Server {
    /// Starts `program` with these words and waits until it answers `path` well. It prints `listening on http://…`.
    /// `postmaster` is the database's first process, whose children are counted with it.
    ///
    /// # Errors
    /// A sentence if it cannot be started or ends before it listens.
    pub fn start(
        program: &Path,
        words: &[String],
        path: &str,
        postmaster: Option<u32>,
    ) -> Result<Self, Sentence> {
        let began = Instant::now();
        let mut child =
            Command::new(program).args(words).stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let mut out = BufReader::new(child.stdout.take().ok_or("the server has no output")?);
        let mut line = String::new();
        let address = loop {
            line.clear();
            if out.read_line(&mut line)? == 0 {
                child.wait()?;
                return Err(format!("{} ended before it listened", words.join(" ")).into());
            }
            if let Some(address) = line.trim().strip_prefix("listening on http://") {
                break address.to_owned();
            }
        };
        let mut server = Server { child, _words: out, address, first_answer: Duration::ZERO, postmaster };
        let request = crate::client::request("GET", path, "", None);
        let (status, _) = crate::client::Connection::open(&server.address)?.exchange(&request)?;
        if !(200..300).contains(&status) {
            return Err(format!("the server answers {path} with {status}").into());
        }
        server.first_answer = began.elapsed();
        Ok(server)
    }

    /// Its processes, those of its database included.
    pub fn processes(&self) -> Vec<u32> {
        let database = self.postmaster.into_iter().flat_map(|first| {
            let children = children_of(first);
            std::iter::once(first).chain(children)
        });
        std::iter::once(self.child.id()).chain(database).collect()
    }

    /// CPU milliseconds of all its processes until now, by process; those that ended count with their parent.
    pub fn cpu(&self) -> BTreeMap<u32, f64> {
        let used = |process: u32| Some((process, cpu_of(process, Some(process) == self.postmaster)?));
        self.processes().into_iter().filter_map(used).collect()
    }

    /// Megabytes that belong to the server's own process, shared pages in proportion (PSS).
    pub fn memory(&self) -> f64 {
        memory_of(self.child.id())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; there is nothing to be done about either.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// CPU milliseconds between two readings.
pub fn cpu_between(before: &BTreeMap<u32, f64>, after: &BTreeMap<u32, f64>) -> f64 {
    after.iter().map(|(process, used)| used - before.get(process).copied().unwrap_or(0.0)).sum()
}

fn cpu_of(process: u32, with_ended_children: bool) -> Option<f64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name of the program stands in brackets and may hold anything.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |place: usize| fields.get(place).and_then(|text| text.parse::<f64>().ok());
    let own = ticks(11)? + ticks(12)?;
    let ended = if with_ended_children { ticks(13)? + ticks(14)? } else { 0.0 };
    Some((own + ended) * 1000.0 / TICKS)
}

fn memory_of(process: u32) -> f64 {
    let text = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:"));
    let kib = line.and_then(|line| line.split_whitespace().next()).and_then(|word| word.parse::<f64>().ok());
    kib.unwrap_or(0.0) / 1024.0
}

fn children_of(parent: u32) -> Vec<u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let number = |entry: fs::DirEntry| entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok());
    entries.filter_map(number).filter(|process| parent_of(*process) == Some(parent)).collect()
}

/// The process that started another one.
pub fn parent_of(process: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_costs_something() {
        let own = std::process::id();
        assert!(cpu_of(own, true).is_some() && 1.0 < memory_of(own));
        assert!(parent_of(own).is_some_and(|parent| children_of(parent).contains(&own)));
    }

    #[test]
    fn a_process_that_was_not_there_before_counts_from_nothing() {
        let before = BTreeMap::from([(1, 10.0)]);
        let after = BTreeMap::from([(1, 15.0), (2, 3.0)]);
        assert_eq!(cpu_between(&before, &after), 8.0);
    }
}
