//! The growing edge of a tree: appends leaves with at most 64 hashes in memory.

use super::tile::{LEVEL_HEIGHT, NodeRow, Reader, TileSource, TreeFault};
use super::{empty_root, node_hash};
use crate::keyring::{Hash, HashKind};

/// A tree that grows. Keep one in the sequencer; make it again with [`Growth::resume`] after a restart or when
/// another node may have appended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Growth {
    kind: HashKind,
    size: u64,
    // The roots of the complete subtrees from left to right, with their heights falling.
    edge: Vec<(u8, Hash)>,
}

impl Growth {
    /// The tree without leaves.
    pub fn empty(kind: HashKind) -> Self {
        Growth { kind, size: 0, edge: Vec::new() }
    }

    /// The stored tree of `size` leaves, from at most one tile of each level.
    ///
    /// # Errors
    /// If the store fails or lacks hashes.
    pub fn resume<S: TileSource>(
        kind: HashKind,
        size: u64,
        source: &mut S,
    ) -> Result<Self, TreeFault<S::Fault>> {
        let mut reader = Reader::new(kind, size, source);
        let mut edge = Vec::new();
        let mut from = 0;
        for height in (0..64).rev().filter(|height| size >> height & 1 == 1) {
            edge.push((height, reader.subtree(height, from >> height)?));
            from += 1 << height;
        }
        Ok(Growth { kind, size, edge })
    }

    /// How many leaves it has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf hash and says which rows to keep besides the leaf: none for most leaves, one for each level
    /// that became complete.
    pub fn append(&mut self, leaf: Hash) -> Vec<NodeRow> {
        let (mut height, mut hash, mut rows) = (0, leaf, Vec::new());
        while let Some((_, left)) = self.edge.pop_if(|(left_height, _)| *left_height == height) {
            hash = node_hash(self.kind, &left, &hash);
            height += 1;
            if height.is_multiple_of(LEVEL_HEIGHT) {
                rows.push(NodeRow { level: height / LEVEL_HEIGHT, place: self.size >> height, hash });
            }
        }
        self.edge.push((height, hash));
        self.size += 1;
        rows
    }

    /// The root of the tree as it is now.
    pub fn root(&self) -> Hash {
        let mut hashes = self.edge.iter().rev().map(|(_, hash)| *hash);
        let Some(last) = hashes.next() else {
            return empty_root(self.kind);
        };
        hashes.fold(last, |right, left| node_hash(self.kind, &left, &right))
    }
}
