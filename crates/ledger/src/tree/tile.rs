//! Tiles: 256 hashes of one level side by side, which is how a store keeps and reads a tree.

use crate::keyring::{Hash, HashKind};
use crate::tree::node_hash;
use std::collections::HashMap;

/// How many hashes a whole tile holds.
pub const TILE: u64 = 256;

/// The number of tree heights in one level of tiles: 2^8 = 256.
pub(super) const LEVEL_HEIGHT: u8 = 8;

/// A row to keep: the root of a complete subtree of 256^level leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeRow {
    /// The level, from 1; level 0 are the leaves themselves.
    pub level: u8,
    /// The place in the level, from 0: it covers leaves `place * 256^level` and following.
    pub place: u64,
    /// The hash.
    pub hash: Hash,
}

/// Where the hashes of a tree are read from.
pub trait TileSource {
    /// The store's own error.
    type Fault;

    /// The first `width` (1 to 256) hashes of tile `index` at `level`, in order: those with places from
    /// `index * 256`. Level 0 are leaf hashes by sequence number, higher levels are [`NodeRow`]s by place.
    ///
    /// # Errors
    /// If the store fails. A missing row is no error: give fewer hashes.
    fn tile(&mut self, level: u8, index: u64, width: u16) -> Result<Vec<Hash>, Self::Fault>;
}

/// Why a root or a proof could not be computed.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum TreeFault<F> {
    /// The store failed.
    #[error("the tree could not be read: {0}")]
    Source(F),
    /// The store has fewer hashes than the tree's size says.
    #[error("hashes are missing in tile {index} of level {level}")]
    Missing {
        /// The level.
        level: u8,
        /// The tile.
        index: u64,
    },
    /// Asked for a leaf or a size beyond the tree.
    #[error("the tree has no such leaf or size")]
    Beyond,
}

/// Reads complete subtrees of a tree of known size, each tile once.
pub(super) struct Reader<'a, S> {
    pub kind: HashKind,
    size: u64,
    source: &'a mut S,
    tiles: HashMap<(u8, u64), Vec<Hash>>,
}

impl<'a, S: TileSource> Reader<'a, S> {
    pub fn new(kind: HashKind, size: u64, source: &'a mut S) -> Self {
        Reader { kind, size, source, tiles: HashMap::new() }
    }

    /// The root of the complete subtree of 2^height leaves at `place` among its equals.
    pub fn subtree(&mut self, height: u8, place: u64) -> Result<Hash, TreeFault<S::Fault>> {
        let (level, above) = (height / LEVEL_HEIGHT, height % LEVEL_HEIGHT);
        let first = place << above;
        let (index, offset) = (first / TILE, (first % TILE) as usize);
        let kind = self.kind;
        let tile = self.tile(level, index)?;
        let hashes = tile.get(offset..offset + (1 << above)).ok_or(TreeFault::Missing { level, index })?;
        Ok(fold(kind, hashes.to_vec()))
    }

    /// The root of any range `[from, to)` whose left parts are complete, as all ranges of RFC 6962 are.
    pub fn range(&mut self, from: u64, to: u64) -> Result<Hash, TreeFault<S::Fault>> {
        let width = to - from;
        if width.is_power_of_two() {
            let height = width.trailing_zeros() as u8;
            return self.subtree(height, from >> height);
        }
        let middle = from + split(width);
        let (left, right) = (self.range(from, middle)?, self.range(middle, to)?);
        Ok(node_hash(self.kind, &left, &right))
    }

    fn tile(&mut self, level: u8, index: u64) -> Result<&[Hash], TreeFault<S::Fault>> {
        if !self.tiles.contains_key(&(level, index)) {
            let held = self.size >> (u32::from(level) * u32::from(LEVEL_HEIGHT));
            let width = held.saturating_sub(index * TILE).min(TILE) as u16;
            let hashes = self.source.tile(level, index, width).map_err(TreeFault::Source)?;
            if hashes.len() != usize::from(width) {
                return Err(TreeFault::Missing { level, index });
            }
            self.tiles.insert((level, index), hashes);
        }
        Ok(&self.tiles[&(level, index)])
    }
}

/// The largest power of two below `width`, where RFC 6962 splits a tree; `width` is at least 2.
pub(super) fn split(width: u64) -> u64 {
    1 << (63 - (width - 1).leading_zeros())
}

fn fold(kind: HashKind, mut hashes: Vec<Hash>) -> Hash {
    while hashes.len() > 1 {
        hashes = hashes.chunks(2).map(|pair| node_hash(kind, &pair[0], &pair[1])).collect();
    }
    hashes[0]
}
