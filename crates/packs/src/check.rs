//! Checks across files: ids that must exist, trees that must be trees, codes that must be unique, matters that must
//! be fit to publish.

mod city;
mod matters;
pub(crate) use matters::deepest;

use crate::pack::Pack;
use crate::problem::{Problem, Rule, Spot};
use crate::yaml::Node;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that does not fit together in a pack. `trees` are those of its files, to find places; `told` is what
/// the reading found, so that its after-effects are not told as well.
pub(crate) fn pack(pack: &Pack, trees: &BTreeMap<String, Node>, told: &[Problem]) -> Vec<Problem> {
    let mut checking = Checking { pack, trees, told, problems: Vec::new() };
    checking.brand();
    checking.regions();
    checking.departments();
    checking.halls();
    checking.registers();
    checking.calendar();
    checking.synonyms();
    checking.matters();
    checking.problems
}

struct Checking<'a> {
    pack: &'a Pack,
    trees: &'a BTreeMap<String, Node>,
    told: &'a [Problem],
    problems: Vec<Problem>,
}

impl Checking<'_> {
    /// Colours are written so that a page can use them as they stand.
    fn brand(&mut self) {
        const FILE: &str = "pack.yaml";
        let brand = &self.pack.manifest.brand;
        for colour in [&brand.colour, &brand.accent].into_iter().flatten() {
            let digits = colour.strip_prefix('#').unwrap_or_default();
            if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                self.fail(
                    FILE,
                    self.key_spot(FILE, "brand"),
                    Rule("bad-colour"),
                    &[("colour", colour.clone())],
                );
            }
        }
    }

    fn fail(&mut self, file: &str, at: Spot, rule: Rule, values: &[(&str, String)]) {
        self.problems.push(Problem::error(file, at, rule, values));
    }

    fn warn(&mut self, file: &str, at: Spot, rule: Rule, values: &[(&str, String)]) {
        self.problems.push(Problem::error(file, at, rule, values).as_warning());
    }

    fn unknown(&mut self, file: &str, at: Spot, id: &str) {
        self.fail(file, at, Rule("unknown-id"), &[("id", id.to_owned())]);
    }

    /// Where item `place` of a list file stands, or one of its keys.
    fn spot(&self, file: &str, list: Option<&str>, place: usize, key: &str) -> Spot {
        let Some(tree) = self.trees.get(file) else { return Spot::default() };
        let items = list.map_or(Some(tree), |list| tree.get(list));
        let Some(item) = items.and_then(|items| items.item(place)) else { return tree.at };
        item.get(key).map_or(item.at, |node| node.at)
    }

    /// Where a key of a file stands; the file as a whole without it.
    fn key_spot(&self, file: &str, key: &str) -> Spot {
        self.trees.get(file).and_then(|tree| tree.get(key)).map_or(Spot::default(), |node| node.at)
    }

    /// Ids that stand twice in a list file.
    fn twice<'i>(&mut self, file: &str, list: Option<&str>, key: &str, ids: impl Iterator<Item = &'i str>) {
        let mut seen = BTreeSet::new();
        for (place, id) in ids.enumerate() {
            if !seen.insert(id) {
                let at = self.spot(file, list, place, key);
                self.fail(file, at, Rule("duplicate-id"), &[("id", id.to_owned())]);
            }
        }
    }
}
