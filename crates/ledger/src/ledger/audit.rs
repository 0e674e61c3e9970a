//! The audit: everything that is stored, recomputed from the events' own bytes.

use super::proof::{of_tree, with_record};
use super::{Inner, Ledger, Stop};
use crate::fault::While;
use crate::keyring::{Hash, HashKind};
use crate::note::{Checkpoint, SignedNote};
use crate::session::{Dialect, Session};
use crate::tree::{Growth, NodeRow, leaf_hash};
use crate::{Fault, Row, SubjectKeys};
use kernel::StreamId;
use std::collections::HashMap;

const PAGE: &str = include_str!("../sql/audit_page.sql");
const COUNTS: &str = include_str!("../sql/audit_counts.sql");
const HEADS: &str = include_str!("../sql/heads_page.sql");
const NODE: &str = include_str!("../sql/node.sql");
const HIGHEST: &str = include_str!("../sql/highest_of_stream.sql");

const ROWS: i64 = 1000;
/// More findings than this say nothing more.
const FINDINGS_MAX: usize = 100;

/// What an audit found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditReport {
    /// Events with their number.
    pub events: u64,
    /// Committed events that wait for their number; always 0 on SQLite.
    pub waiting: u64,
    /// Streams.
    pub streams: u64,
    /// Personal values that were opened and fit their commitments.
    pub values: u64,
    /// Persons who were erased; their values are commitments only.
    pub erased: u64,
    /// The root of the tree in the tree's own hash function.
    pub root: Hash,
    /// What the history was compared with.
    pub compared: Compared,
    /// What is wrong, in words; empty if the ledger is sound.
    pub findings: Vec<String>,
}

/// What the history was compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Compared {
    /// With nothing outside: internal consistency only. Whoever holds the database and the key could have
    /// written another history.
    #[default]
    Nothing,
    /// With a checkpoint from outside that covers this many events.
    Checkpoint(u64),
}

impl AuditReport {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }

    fn find(&mut self, finding: String) {
        if self.findings.len() < FINDINGS_MAX {
            self.findings.push(finding);
        }
    }
}

/// What the walk along the global order remembers.
struct Walk {
    growth: Growth,
    heads: HashMap<StreamId, (u64, i64)>,
    nodes: u64,
    outside: Option<Checkpoint>,
}

impl Ledger {
    /// Recomputes every leaf, the tree, the order of each stream and its head, and the commitments of all values
    /// that can still be opened; compares with a checkpoint that was kept outside, if one is given.
    ///
    /// # Errors
    /// If the store fails. What is wrong with the content is in the report.
    pub fn audit(&self, outside: Option<&SignedNote>) -> Result<AuditReport, Fault> {
        let mut report = AuditReport::default();
        let outside = outside.and_then(|note| match Checkpoint::verify(note, &self.inner.verifier()) {
            Ok(checkpoint) => Some(checkpoint),
            Err(refusal) => {
                report.find(format!("the checkpoint from outside is not to be believed: {refusal}"));
                None
            }
        });
        let walk = |session: &mut Session<'_>| -> Result<AuditReport, Stop> {
            Ok(self.inner.audit(session, outside.clone(), report.clone())?)
        };
        Ok(self.inner.store.read_snapshot(walk)?)
    }
}

impl Inner {
    fn audit(
        &self,
        session: &mut Session<'_>,
        outside: Option<Checkpoint>,
        mut report: AuditReport,
    ) -> Result<AuditReport, Fault> {
        let growth = Growth::empty(self.hash());
        let mut walk = Walk { growth, heads: HashMap::new(), nodes: 0, outside };
        walk.compare(&mut report);
        self.pass(0);
        let mut after = 0;
        loop {
            let rows = session.rows(PAGE, &[after.into(), ROWS.into()]).doing("auditing events")?;
            let mut keys = SubjectKeys::new(self.setup.keys.clone());
            for row in &rows {
                after = row.integer(0);
                self.audit_event(session, &mut keys, row, &mut walk, &mut report)?;
            }
            self.pass(report.events);
            if rows.is_empty() {
                break;
            }
        }
        report.root = walk.growth.root();
        if let Some(outside) = walk.outside.as_ref().filter(|outside| walk.growth.size() < outside.size) {
            let (size, covered) = (walk.growth.size(), outside.size);
            report.find(format!("events were cut off: the checkpoint covers {covered}, here are {size}"));
        }
        audit_heads(session, &walk, &mut report)?;
        audit_counts(session, &walk, &mut report)?;
        Ok(report)
    }

    fn audit_event(
        &self,
        session: &mut Session<'_>,
        keys: &mut SubjectKeys,
        row: &Row,
        walk: &mut Walk,
        report: &mut AuditReport,
    ) -> Result<(), Fault> {
        let seq = row.integer(0).cast_unsigned();
        if seq != walk.growth.size() + 1 {
            report.find(format!("number {seq} follows {}: numbers are missing", walk.growth.size()));
        }
        report.events += 1;
        let Some(stream) = row.maybe_text(1).map(StreamId::from) else {
            report.find(format!("the event with number {seq} is gone"));
            return Ok(());
        };
        let leaf = leaf_of(self.hash(), &stream, row);
        if leaf.as_ref().is_none_or(|leaf| leaf.as_slice() != row.bytes(9)) {
            report.find(format!("event {} of {stream} (number {seq}) was changed", row.integer(2)));
        }
        walk.step(&stream, row, report);
        for node in walk.growth.append(leaf.unwrap_or_default()) {
            walk.nodes += 1;
            audit_node(session, &node, report)?;
        }
        walk.compare(report);
        match self.open_row(session, keys, &stream, row, 2) {
            Ok(_) => report.values += crate::persons_of(row.bytes(8)).map_or(0, |of| of.len() as u64),
            Err(fault) => report.find(format!("event {} of {stream}: {fault}", row.integer(2))),
        }
        Ok(())
    }
}

impl Walk {
    /// Each stream goes on where it stood, never back in time.
    fn step(&mut self, stream: &StreamId, row: &Row, report: &mut AuditReport) {
        let (position, at) = (row.integer(2).cast_unsigned(), row.integer(3));
        let (head, last) = self.heads.get(stream).copied().unwrap_or((0, i64::MIN));
        if position != head + 1 {
            report.find(format!("in {stream} position {position} follows {head}"));
        }
        if at < last {
            report.find(format!("event {position} of {stream} is earlier than the one before it"));
        }
        self.heads.insert(stream.clone(), (position, at));
    }

    /// Compares with the checkpoint from outside when the tree has its size.
    fn compare(&self, report: &mut AuditReport) {
        if let Some(outside) = self.outside.as_ref().filter(|outside| outside.size == self.growth.size()) {
            report.compared = Compared::Checkpoint(outside.size);
            if outside.root != self.growth.root() {
                let size = outside.size;
                report.find(format!("the first {size} events are not those of the checkpoint from outside"));
            }
        }
    }
}

fn leaf_of(hash: HashKind, stream: &StreamId, row: &Row) -> Option<Hash> {
    with_record(stream, row, 2, |record| Ok(leaf_hash(hash, &record.bytes()))).ok()
}

fn audit_node(session: &mut Session<'_>, node: &NodeRow, report: &mut AuditReport) -> Result<(), Fault> {
    let values = [i64::from(node.level).into(), node.place.cast_signed().into()];
    let found = session.row(NODE, &values).doing("auditing the tree")?;
    if found.is_none_or(|row| row.bytes(0) != node.hash) {
        report.find(format!("node {} of level {} of the tree was changed", node.place, node.level));
    }
    Ok(())
}

fn audit_heads(session: &mut Session<'_>, walk: &Walk, report: &mut AuditReport) -> Result<(), Fault> {
    let mut after = String::new();
    loop {
        let rows = session.rows(HEADS, &[after.as_str().into(), ROWS.into()]).doing("auditing streams")?;
        for row in &rows {
            row.text(0).clone_into(&mut after);
            report.streams += 1;
            let (stream, head) = (StreamId::from(row.text(0)), row.integer(1).cast_unsigned());
            if walk.heads.get(&stream).map(|(position, _)| *position) != Some(head) {
                audit_head(session, &stream, head, report)?;
            }
        }
        if rows.is_empty() {
            break;
        }
    }
    let streams = walk.heads.len() as u64;
    if report.streams < streams {
        report.find(format!("{streams} streams have events, but only {} have a head", report.streams));
    }
    Ok(())
}

/// The last events of a stream may still wait for their numbers; without that the head is wrong.
fn audit_head(
    session: &mut Session<'_>,
    stream: &StreamId,
    head: u64,
    report: &mut AuditReport,
) -> Result<(), Fault> {
    let row = session.row(HIGHEST, &[stream.as_str().into()]).doing("auditing a stream")?;
    let found = row.map_or((0, 0), |row| (row.integer(0).cast_unsigned(), row.integer(1).cast_unsigned()));
    if found != (head, head) {
        let (highest, count) = found;
        report.find(format!("{stream} has head {head}, but {count} events up to position {highest}"));
    }
    Ok(())
}

fn audit_counts(session: &mut Session<'_>, walk: &Walk, report: &mut AuditReport) -> Result<(), Fault> {
    let counts = session.row(COUNTS, &[]).doing("auditing the tables")?;
    let counts = counts.ok_or_else(|| of_tree::<&str>(crate::TreeFault::Source("no counts")))?;
    let count = |place| counts.integer(place).cast_unsigned();
    (report.waiting, report.erased) = (count(1), count(3));
    if count(0) != report.events + report.waiting {
        report.find(format!("{} events, but {} numbers", count(0), report.events));
    }
    if session.dialect() == Dialect::Sqlite && 0 < report.waiting {
        report.find(format!("{} events have no number", report.waiting));
    }
    if count(2) != walk.nodes {
        report.find(format!("the tree has {} stored nodes instead of {}", count(2), walk.nodes));
    }
    Ok(())
}
