//! Checking proofs without the tree (the algorithms of RFC 9162 §2.1.3.2 and §2.1.4.2, same trees as RFC 6962).

use super::{empty_root, node_hash};
use crate::keyring::{Hash, HashKind};

/// Why a proof does not prove.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofRefusal {
    /// It has too many or too few hashes for these sizes.
    #[error("the proof does not have the length that these sizes ask for")]
    Length,
    /// The sizes or the place contradict each other.
    #[error("the proof speaks of a place beyond the tree")]
    Beyond,
    /// It leads to another root.
    #[error("the proof leads to another root")]
    AnotherRoot,
}

/// Checks that `leaf` is number `index` (from 0) of the tree with `size` leaves and this root.
///
/// # Errors
/// The [`ProofRefusal`].
pub fn verify_inclusion(
    kind: HashKind,
    leaf: &Hash,
    index: u64,
    size: u64,
    path: &[Hash],
    root: &Hash,
) -> Result<(), ProofRefusal> {
    if size <= index {
        return Err(ProofRefusal::Beyond);
    }
    let (mut place, mut last, mut hash) = (index, size - 1, *leaf);
    for sibling in path {
        if last == 0 {
            return Err(ProofRefusal::Length);
        }
        if place & 1 == 1 || place == last {
            hash = node_hash(kind, sibling, &hash);
            climb_to_sibling(&mut place, &mut last);
        } else {
            hash = node_hash(kind, &hash, sibling);
        }
        place >>= 1;
        last >>= 1;
    }
    conclude(last == 0, hash == *root)
}

/// Checks that the tree with `old` leaves and `old_root` is the beginning of the one with `new` and `new_root`.
///
/// # Errors
/// The [`ProofRefusal`].
pub fn verify_consistency(
    kind: HashKind,
    old: (u64, &Hash),
    new: (u64, &Hash),
    path: &[Hash],
) -> Result<(), ProofRefusal> {
    let ((old, old_root), (new, new_root)) = (old, new);
    if new < old {
        return Err(ProofRefusal::Beyond);
    }
    if old == new {
        return conclude(path.is_empty(), old_root == new_root);
    }
    if old == 0 {
        return conclude(path.is_empty(), *old_root == empty_root(kind));
    }
    let whole = [*old_root];
    let start: &[Hash] = if old.is_power_of_two() { &whole } else { &[] };
    let mut hashes = start.iter().chain(path);
    let first = *hashes.next().ok_or(ProofRefusal::Length)?;
    let (mut place, mut last) = (old - 1, new - 1);
    while place & 1 == 1 {
        place >>= 1;
        last >>= 1;
    }
    let (mut old_hash, mut new_hash) = (first, first);
    for sibling in hashes {
        if last == 0 {
            return Err(ProofRefusal::Length);
        }
        if place & 1 == 1 || place == last {
            old_hash = node_hash(kind, sibling, &old_hash);
            new_hash = node_hash(kind, sibling, &new_hash);
            climb_to_sibling(&mut place, &mut last);
        } else {
            new_hash = node_hash(kind, &new_hash, sibling);
        }
        place >>= 1;
        last >>= 1;
    }
    conclude(last == 0, old_hash == *old_root && new_hash == *new_root)
}

/// At the right edge of an incomplete tree a node has no sibling for some heights: go up to where it has one.
fn climb_to_sibling(place: &mut u64, last: &mut u64) {
    while *place & 1 == 0 && *place != 0 {
        *place >>= 1;
        *last >>= 1;
    }
}

fn conclude(length_fits: bool, root_fits: bool) -> Result<(), ProofRefusal> {
    match (length_fits, root_fits) {
        (false, _) => Err(ProofRefusal::Length),
        (true, false) => Err(ProofRefusal::AnotherRoot),
        (true, true) => Ok(()),
    }
}
