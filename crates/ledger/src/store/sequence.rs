//! Giving events their place in the global order and in the tree.

use super::Leaf;
use crate::fault::StoreFault;
use crate::keyring::{Hash, HashKind};
use crate::session::Session;
use crate::tree::{Growth, TILE, TileSource, TreeFault};
use crate::{Row, Value};

pub(crate) const LAST_SEQ: &str = include_str!("../sql/last_seq.sql");
const PUT_SEQUENCE: &str = include_str!("../sql/put_sequence.sql");
const PUT_NODE: &str = include_str!("../sql/put_node.sql");
const LEAVES: &str = include_str!("../sql/leaves.sql");
const NODES: &str = include_str!("../sql/nodes.sql");

/// The stored hashes of the tree, read tile by tile.
pub(crate) struct StoredTree<'a, 'b>(pub &'a mut Session<'b>);

impl TileSource for StoredTree<'_, '_> {
    type Fault = StoreFault;

    fn tile(&mut self, level: u8, index: u64, width: u16) -> Result<Vec<Hash>, StoreFault> {
        let (from, to) = (index * TILE, index * TILE + u64::from(width));
        let (from, to) = (Value::Integer(from.cast_signed()), Value::Integer(to.cast_signed()));
        // Leaf number n has the sequence number n + 1.
        let rows = match level {
            0 => self.0.rows(LEAVES, &[from, to])?,
            level => self.0.rows(NODES, &[i64::from(level).into(), from, to])?,
        };
        Ok(rows.iter().map_while(hash_in).collect())
    }
}

fn hash_in(row: &Row) -> Option<Hash> {
    row.bytes(0).try_into().ok()
}

/// The growing edge of the tree, kept between transactions but believed only while nobody else appended.
pub(crate) struct Edge {
    kind: HashKind,
    growth: Option<Growth>,
}

impl Edge {
    /// Nothing is known of the tree yet.
    pub fn new(kind: HashKind) -> Self {
        Edge { kind, growth: None }
    }

    /// Appends leaves in this transaction and says the last number given. Call [`Edge::forget`] if the
    /// transaction is not committed.
    pub fn append(&mut self, session: &mut Session<'_>, leaves: &[Leaf]) -> Result<u64, StoreFault> {
        let size = session.row(LAST_SEQ, &[])?.map_or(0, |row| row.integer(0)).cast_unsigned();
        let growth = match self.growth.take().filter(|growth| growth.size() == size) {
            Some(growth) => self.growth.insert(growth),
            None => {
                let resumed = Growth::resume(self.kind, size, &mut StoredTree(session));
                self.growth.insert(resumed.map_err(damaged)?)
            }
        };
        let (mut rows, mut nodes) = (Vec::with_capacity(leaves.len() * 3), Vec::new());
        for (id, leaf) in leaves {
            for node in growth.append(*leaf) {
                let (level, place) = (i64::from(node.level), node.place.cast_signed());
                nodes.extend([level.into(), place.into(), node.hash.to_vec().into()]);
            }
            rows.extend([growth.size().cast_signed().into(), id.as_str().into(), leaf.to_vec().into()]);
        }
        session.insert(PUT_SEQUENCE, 3, &rows)?;
        session.insert(PUT_NODE, 3, &nodes)?;
        Ok(growth.size())
    }

    /// Forgets the edge after a transaction that was rolled back.
    pub fn forget(&mut self) {
        self.growth = None;
    }
}

fn damaged(fault: TreeFault<StoreFault>) -> StoreFault {
    match fault {
        TreeFault::Source(fault) => fault,
        other => StoreFault::Other(format!("the stored tree is damaged: {other:?}")),
    }
}
