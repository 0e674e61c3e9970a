//! Roots and proofs of a stored tree at any size it ever had (RFC 6962 §2.1.1 and §2.1.2).

use super::empty_root;
use super::tile::{Reader, TileSource, TreeFault, split};
use crate::keyring::{Hash, HashKind};

/// The root of the tree when it had `size` leaves.
///
/// # Errors
/// If the store fails or lacks hashes.
pub fn root<S: TileSource>(kind: HashKind, size: u64, source: &mut S) -> Result<Hash, TreeFault<S::Fault>> {
    if size == 0 {
        return Ok(empty_root(kind));
    }
    Reader::new(kind, size, source).range(0, size)
}

/// The proof that leaf `index` (from 0) is in the tree of `size` leaves: the audit path of RFC 6962 §2.1.1.
///
/// # Errors
/// [`TreeFault::Beyond`] if the tree of this size has no such leaf; the store fails or lacks hashes.
pub fn inclusion<S: TileSource>(
    kind: HashKind,
    index: u64,
    size: u64,
    source: &mut S,
) -> Result<Vec<Hash>, TreeFault<S::Fault>> {
    if size <= index {
        return Err(TreeFault::Beyond);
    }
    let mut reader = Reader::new(kind, size, source);
    let (mut from, mut to, mut path) = (0, size, Vec::new());
    while 1 < to - from {
        let middle = from + split(to - from);
        if index < middle {
            path.push(reader.range(middle, to)?);
            to = middle;
        } else {
            path.push(reader.range(from, middle)?);
            from = middle;
        }
    }
    path.reverse();
    Ok(path)
}

/// The proof that the tree of `old` leaves is the beginning of the tree of `new` leaves (RFC 6962 §2.1.2);
/// empty if `old` is 0 or equal to `new`.
///
/// # Errors
/// [`TreeFault::Beyond`] if `old` is larger than `new`; the store fails or lacks hashes.
pub fn consistency<S: TileSource>(
    kind: HashKind,
    old: u64,
    new: u64,
    source: &mut S,
) -> Result<Vec<Hash>, TreeFault<S::Fault>> {
    if new < old {
        return Err(TreeFault::Beyond);
    }
    if old == 0 || old == new {
        return Ok(Vec::new());
    }
    let mut reader = Reader::new(kind, new, source);
    let (mut from, mut to, mut path) = (0, new, Vec::new());
    while to != old {
        let middle = from + split(to - from);
        if old <= middle {
            path.push(reader.range(middle, to)?);
            to = middle;
        } else {
            path.push(reader.range(from, middle)?);
            from = middle;
        }
    }
    // The old tree's own root is known to the verifier when the whole old tree is one subtree of the new one.
    if from != 0 {
        path.push(reader.range(from, to)?);
    }
    path.reverse();
    Ok(path)
}
