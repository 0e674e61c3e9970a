//! Checks across files: ids that must exist, trees that must be trees, codes that must be unique, matters that must
//! be fit to publish.

mod city;
mod matters;

use crate::pack::Pack;
use crate::problem::{Problem, Spot};
use crate::yaml::Node;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that does not fit together in a pack. `trees` are those of its files, to find places; `told` is what
/// the reading found, so that its after-effects are not told as well.
pub(crate) fn pack(pack: &Pack, trees: &BTreeMap<String, Node>, told: &[Problem]) -> Vec<Problem> {
    let mut checking = Checking { pack, trees, told, problems: Vec::new() };
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
    fn fail(&mut self, file: &str, at: Spot, rule: &'static str, chinese: String, english: String) {
        self.problems.push(Problem::error(file, at, rule, chinese, english));
    }

    /// Where item `place` of a list file stands, or one of its keys.
    fn spot(&self, file: &str, list: Option<&str>, place: usize, key: &str) -> Spot {
        let Some(tree) = self.trees.get(file) else { return Spot::default() };
        let items = list.map_or(Some(tree), |list| tree.get(list));
        let Some(item) = items.and_then(|items| items.item(place)) else { return tree.at };
        item.get(key).map_or(item.at, |node| node.at)
    }

    fn unknown(&mut self, file: &str, at: Spot, what: &str, id: &str) {
        self.fail(
            file,
            at,
            "unknown-id",
            format!("找不到{what} {id}，请改正或先登记。"),
            format!("there is no {id}: mend it or register it"),
        );
    }

    /// Ids that stand twice in a list file.
    fn twice(&mut self, file: &str, list: Option<&str>, key: &str, ids: &[&str]) {
        let mut seen = BTreeSet::new();
        for (place, id) in ids.iter().enumerate() {
            if !seen.insert(*id) {
                let at = self.spot(file, list, place, key);
                let chinese = format!("“{id}”登记了两次，请删去一处或改名。");
                self.fail(
                    file,
                    at,
                    "duplicate-id",
                    chinese,
                    format!("{id} is registered twice: drop or rename one"),
                );
            }
        }
    }
}
