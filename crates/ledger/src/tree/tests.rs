use super::*;
use proptest::prelude::*;
use std::collections::HashMap;

const SHA: HashKind = HashKind::Sha256;

/// A store of leaves and node rows, as a database keeps them.
#[derive(Default)]
struct Rows {
    leaves: Vec<Hash>,
    nodes: HashMap<(u8, u64), Hash>,
}

impl TileSource for Rows {
    type Fault = String;

    fn tile(&mut self, level: u8, index: u64, width: u16) -> Result<Vec<Hash>, String> {
        assert!((1..=256).contains(&width), "a tile of {width}");
        let places = index * TILE..index * TILE + u64::from(width);
        Ok(places
            .filter_map(|place| match level {
                0 => self.leaves.get(place as usize).copied(),
                _ => self.nodes.get(&(level, place)).copied(),
            })
            .collect())
    }
}

fn grown(leaves: &[Hash]) -> (Rows, Growth) {
    let (mut rows, mut tree) = (Rows::default(), Growth::empty(SHA));
    for leaf in leaves {
        rows.leaves.push(*leaf);
        rows.nodes.extend(tree.append(*leaf).into_iter().map(|row| ((row.level, row.place), row.hash)));
    }
    (rows, tree)
}

fn some_leaves(count: u64) -> Vec<Hash> {
    (0..count).map(|number| leaf_hash(SHA, &number.to_be_bytes())).collect()
}

/// MTH of RFC 6962 §2.1, word for word.
fn naive_root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => empty_root(SHA),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
            node_hash(SHA, &naive_root(left), &naive_root(right))
        }
    }
}

/// PATH of RFC 6962 §2.1.1, word for word.
fn naive_path(place: usize, leaves: &[Hash]) -> Vec<Hash> {
    if leaves.len() <= 1 {
        return Vec::new();
    }
    let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
    let (mut path, other) = match place.checked_sub(left.len()) {
        None => (naive_path(place, left), right),
        Some(place) => (naive_path(place, right), left),
    };
    path.push(naive_root(other));
    path
}

/// SUBPROOF of RFC 6962 §2.1.2, word for word.
fn naive_consistency(old: usize, leaves: &[Hash], whole: bool) -> Vec<Hash> {
    if old == leaves.len() {
        return if whole { Vec::new() } else { vec![naive_root(leaves)] };
    }
    let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
    let (mut path, other) = match old.checked_sub(left.len()) {
        None | Some(0) => (naive_consistency(old, left, whole), right),
        Some(old) => (naive_consistency(old, right, false), left),
    };
    path.push(naive_root(other));
    path
}

fn hex(text: &str) -> Hash {
    let bytes: Vec<u8> =
        (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect();
    bytes.try_into().unwrap()
}

/// The eight leaves that certificate-transparency's own tests use.
fn reference_leaves() -> Vec<Hash> {
    let inputs: [&[u8]; 8] = [
        &[],
        &[0x00],
        &[0x10],
        &[0x20, 0x21],
        &[0x30, 0x31],
        &[0x40, 0x41, 0x42, 0x43],
        &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
        &[0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
    ];
    inputs.iter().map(|input| leaf_hash(SHA, input)).collect()
}

#[test]
fn the_roots_are_those_of_the_reference_vectors() {
    let expected = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let (mut rows, _) = grown(&reference_leaves());
    for (size, expected) in expected.iter().enumerate() {
        assert_eq!(root(SHA, size as u64, &mut rows), Ok(hex(expected)), "size {size}");
        assert_eq!(grown(&reference_leaves()[..size]).1.root(), hex(expected), "size {size}");
    }
}

#[test]
fn the_proofs_are_those_of_the_reference_vectors() {
    let (mut rows, _) = grown(&reference_leaves());
    let inclusion_of_the_sixth_in_eight = [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ];
    assert_eq!(inclusion(SHA, 5, 8, &mut rows), Ok(inclusion_of_the_sixth_in_eight.map(hex).to_vec()));
    let consistency_of_six_with_eight = [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ];
    assert_eq!(consistency(SHA, 6, 8, &mut rows), Ok(consistency_of_six_with_eight.map(hex).to_vec()));
}

#[test]
fn all_small_trees_prove_everything_as_the_definition_says() {
    let leaves = some_leaves(40);
    let (mut rows, _) = grown(&leaves);
    for size in 1..=leaves.len() {
        let now = naive_root(&leaves[..size]);
        for place in 0..size {
            let path = inclusion(SHA, place as u64, size as u64, &mut rows).unwrap();
            assert_eq!(path, naive_path(place, &leaves[..size]), "{place} in {size}");
            verify_inclusion(SHA, &leaves[place], place as u64, size as u64, &path, &now).unwrap();
        }
        for old in 0..=size {
            let before = naive_root(&leaves[..old]);
            let path = consistency(SHA, old as u64, size as u64, &mut rows).unwrap();
            if old != 0 {
                assert_eq!(path, naive_consistency(old, &leaves[..size], true), "{old} of {size}");
            }
            verify_consistency(SHA, (old as u64, &before), (size as u64, &now), &path).unwrap();
        }
    }
}

#[test]
fn a_tree_over_three_levels_of_tiles_keeps_the_rows_it_needs() {
    let leaves = some_leaves(66_000);
    let (mut rows, tree) = grown(&leaves);
    let by_level = |level| rows.nodes.keys().filter(|key| key.0 == level).count();
    assert_eq!((by_level(1), by_level(2), by_level(3)), (66_000 / 256, 1, 0));
    assert_eq!(tree.root(), naive_root(&leaves));
    for (index, size) in [(0, 66_000), (65_535, 65_536), (65_536, 65_537), (65_999, 66_000), (300, 60_001)] {
        let path = inclusion(SHA, index, size, &mut rows).unwrap();
        let root = root(SHA, size, &mut rows).unwrap();
        assert_eq!(root, naive_root(&leaves[..size as usize]));
        verify_inclusion(SHA, &leaves[index as usize], index, size, &path, &root).unwrap();
    }
}

#[test]
fn what_is_beyond_the_tree_or_missing_in_the_store_is_said() {
    let (mut rows, _) = grown(&some_leaves(300));
    assert_eq!(inclusion(SHA, 300, 300, &mut rows), Err(TreeFault::Beyond));
    assert_eq!(consistency(SHA, 301, 300, &mut rows), Err(TreeFault::Beyond));
    assert_eq!(root(SHA, 301, &mut rows), Err(TreeFault::Missing { level: 0, index: 1 }));
    rows.nodes.clear();
    assert_eq!(root(SHA, 300, &mut rows), Err(TreeFault::Missing { level: 1, index: 0 }));
}

#[test]
fn a_proof_of_the_wrong_length_place_or_size_is_refused() {
    let leaves = some_leaves(11);
    let (mut rows, tree) = grown(&leaves);
    let path = inclusion(SHA, 4, 11, &mut rows).unwrap();
    let check =
        |index, size, path: &[Hash]| verify_inclusion(SHA, &leaves[4], index, size, path, &tree.root());
    assert_eq!(check(4, 11, &path), Ok(()));
    assert_eq!(check(11, 11, &path), Err(ProofRefusal::Beyond));
    assert_eq!(check(4, 11, &path[1..]), Err(ProofRefusal::Length));
    assert_eq!(check(4, 11, &[path.clone(), vec![[0; 32]]].concat()), Err(ProofRefusal::Length));
    assert_eq!(check(5, 11, &path), Err(ProofRefusal::AnotherRoot));
    let (old, new) = (naive_root(&leaves[..6]), tree.root());
    let steps = consistency(SHA, 6, 11, &mut rows).unwrap();
    let check = |old_root, steps: &[Hash]| verify_consistency(SHA, (6, old_root), (11, &new), steps);
    assert_eq!(check(&old, &steps), Ok(()));
    assert_eq!(check(&new, &steps), Err(ProofRefusal::AnotherRoot));
    assert_eq!(check(&old, &steps[..1]), Err(ProofRefusal::Length));
    assert_eq!(check(&old, &[]), Err(ProofRefusal::Length));
    assert_eq!(verify_consistency(SHA, (11, &new), (6, &old), &[]), Err(ProofRefusal::Beyond));
    assert_eq!(verify_consistency(SHA, (11, &new), (11, &old), &[]), Err(ProofRefusal::AnotherRoot));
    assert_eq!(verify_consistency(SHA, (0, &old), (11, &new), &[]), Err(ProofRefusal::AnotherRoot));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_tree_of_any_size_grows_resumes_and_proves_as_defined(
        size in 1_u64..1_500, index in any::<prop::sample::Index>(), old in any::<prop::sample::Index>(),
    ) {
        let leaves = some_leaves(size);
        let (index, old) = (index.index(size as usize), old.index(size as usize) + 1);
        let (mut rows, tree) = grown(&leaves);
        prop_assert_eq!(tree.root(), naive_root(&leaves));
        prop_assert_eq!(&Growth::resume(SHA, size, &mut rows).unwrap(), &tree);
        prop_assert_eq!(root(SHA, old as u64, &mut rows).unwrap(), naive_root(&leaves[..old]));
        prop_assert_eq!(inclusion(SHA, index as u64, size, &mut rows).unwrap(), naive_path(index, &leaves));
        let path = consistency(SHA, old as u64, size, &mut rows).unwrap();
        prop_assert_eq!(path, naive_consistency(old, &leaves, true));
    }

    #[test]
    fn no_changed_hash_of_a_proof_is_accepted(
        size in 2_u64..400, index in any::<prop::sample::Index>(), step in any::<prop::sample::Index>(), bit in 0_usize..256,
    ) {
        let leaves = some_leaves(size);
        let index = index.index(size as usize);
        let (mut rows, tree) = grown(&leaves);
        let mut path = inclusion(SHA, index as u64, size, &mut rows).unwrap();
        let step = step.index(path.len());
        path[step][bit / 8] ^= 1 << (bit % 8);
        let refused = verify_inclusion(SHA, &leaves[index], index as u64, size, &path, &tree.root());
        prop_assert_eq!(refused, Err(ProofRefusal::AnotherRoot));
    }
}
