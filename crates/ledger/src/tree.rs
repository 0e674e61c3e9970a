//! The Merkle tree over all events (RFC 6962 §2.1): appended leaf by leaf, proved at any size.
//!
//! What a store keeps: the leaves by sequence number, and one [`NodeRow`] whenever 256 hashes of a level are
//! complete (level 1 after each 256 leaves, level 2 after each 65,536 …): about one row for 255 leaves.
//! [`Growth::append`] says which rows; [`TileSource`] reads them back. Leaf number `n` of the tree, from 0, is
//! the event with the sequence number `n + 1`.

mod grow;
mod prove;
mod tile;
mod verify;

pub use grow::Growth;
pub use prove::{consistency, inclusion, root};
pub use tile::{NodeRow, TILE, TileSource, TreeFault};
pub use verify::{ProofRefusal, verify_consistency, verify_inclusion};

use crate::keyring::{Hash, HashKind};

/// The hash of a leaf: of the byte 0 and the record (RFC 6962 §2.1).
pub fn leaf_hash(kind: HashKind, record: &[u8]) -> Hash {
    kind.digest(&[&[0], record])
}

/// The hash of a node: of the byte 1 and its two children (RFC 6962 §2.1).
pub fn node_hash(kind: HashKind, left: &Hash, right: &Hash) -> Hash {
    kind.digest(&[&[1], left, right])
}

/// The root of the tree without leaves: the hash of nothing (RFC 6962 §2.1).
pub fn empty_root(kind: HashKind) -> Hash {
    kind.digest(&[])
}

#[cfg(test)]
mod tests;
