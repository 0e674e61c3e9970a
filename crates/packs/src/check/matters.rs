//! Matters: the content checks with their places in the files, and what must be unique among all.

use super::Checking;
use crate::problem::{Grade, Problem, Rule, Spot};
use crate::yaml::Node;
use catalogue::{CheckContext, Finding, Matter, Place, Segment, checks, short_link};
use kernel::{Language, LocalText};
use std::collections::BTreeMap;

impl Checking<'_> {
    pub(super) fn matters(&mut self) {
        let pack = self.pack;
        let templates = pack.templates();
        // Without any template there is nothing to compare with: a pack may leave papers to another.
        let known = (!templates.is_empty()).then_some(&templates);
        let context = CheckContext { city: &pack.city, templates: known };
        for matter in &pack.matters {
            for finding in checks(matter, &context) {
                let problem = self.placed(matter, &finding);
                if !self.is_after_effect(matter, &finding, &problem) {
                    self.problems.push(problem);
                }
            }
            self.successors(matter);
        }
        self.unique();
    }

    /// Whether a finding only comes from an error that was told before: it lies at the same place, in a part of the
    /// file that could not be read, or says that a file is missing which a sound matter might not need.
    fn is_after_effect(&self, matter: &Matter, finding: &Finding, problem: &Problem) -> bool {
        let matter_file = format!("matters/{}/matter.yaml", matter.code);
        if problem.at == Spot::default() && self.told.iter().any(|told| told.file == matter_file) {
            return true;
        }
        let mut told = self.told.iter().filter(|told| told.file == problem.file).peekable();
        if told.peek().is_none() {
            return false;
        }
        let unread = match finding.at.0.first() {
            Some(Segment::Field(name)) => {
                self.trees.get(&problem.file).is_none_or(|tree| tree.get(name).is_none())
            }
            _ => false,
        };
        unread || told.any(|told| told.at == problem.at)
    }

    /// A finding at its line.
    fn placed(&self, matter: &Matter, finding: &Finding) -> Problem {
        let (file, at) = self.find(matter, &finding.at);
        let text = LocalText {
            chinese: finding.sentence(Language::Chinese),
            english: Some(finding.sentence(Language::English)),
        };
        let grade = if finding.blocks() { Grade::Error } else { Grade::Warning };
        Problem { file, at, grade, rule: finding.kind.key(), text }
    }

    fn find(&self, matter: &Matter, place: &Place) -> (String, Spot) {
        let folder = format!("matters/{}", matter.code);
        let (name, rest) = match place.0.split_first() {
            Some((Segment::Field("form"), [Segment::Key(key), ..])) => {
                let file = format!("{folder}/form.yaml");
                let node = self.trees.get(&file).and_then(|tree| tree.get("properties"));
                let at = node.and_then(|node| node.entry(key)).map_or(Spot::default(), |(key, _)| key.at);
                return (file, at);
            }
            Some((Segment::Field("form"), rest)) => ("form.yaml", rest),
            Some((Segment::Field("guide"), _)) => {
                return (format!("{folder}/guide.md"), Spot { line: 1, column: 1 });
            }
            _ => ("matter.yaml", place.0.as_slice()),
        };
        let file = format!("{folder}/{name}");
        let tree = self.trees.get(&file);
        let tree = if name == "form.yaml" { tree.and_then(|tree| tree.get("x-yimen")) } else { tree };
        let at = tree.map_or(Spot::default(), |tree| deepest(tree, rest));
        (file, at)
    }

    /// Advice leads to matters that exist.
    fn successors(&mut self, matter: &Matter) {
        let file = format!("matters/{}/matter.yaml", matter.code);
        for (place, situation) in matter.situations.iter().enumerate() {
            for option in &situation.options {
                let instead = option.stop.as_ref().and_then(|stop| stop.instead.as_ref());
                if let Some(code) = instead.filter(|code| self.pack.matter(code).is_none()) {
                    let at = self.spot(&file, Some("situations"), place, "options");
                    self.unknown(&file, at, code.as_str());
                }
            }
        }
    }

    /// Codes, aliases and short links stand for one matter each.
    fn unique(&mut self) {
        let mut owners: BTreeMap<String, &str> = BTreeMap::new();
        for matter in &self.pack.matters {
            let aliases = matter.aliases.iter().map(|alias| alias.as_str().to_owned());
            for name in aliases.chain([short_link(&matter.code)]) {
                if let Some(owner) = owners.insert(name.clone(), matter.code.as_str()) {
                    let file = format!("matters/{}/matter.yaml", matter.code);
                    let values = [("name", name), ("owner", owner.to_owned())];
                    self.fail(&file, Spot { line: 1, column: 1 }, Rule("code-taken"), &values);
                }
            }
        }
    }

    /// A synonym that leads nowhere helps nobody.
    pub(super) fn synonyms(&mut self) {
        const FILE: &str = "synonyms.yaml";
        let known = |word: &str| {
            self.pack.matters.iter().any(|matter| {
                matter.name.chinese.contains(word)
                    || matter.also_called.iter().any(|name| name.contains(word))
            })
        };
        let lost: Vec<(usize, &str)> = (self.pack.synonyms.iter().enumerate())
            .filter(|(_, synonym)| !synonym.means.iter().any(|word| known(word)))
            .map(|(place, synonym)| (place, synonym.means.first().map_or("", String::as_str)))
            .collect();
        for (place, word) in lost {
            let at = self.spot(FILE, None, place, "means");
            self.warn(FILE, at, Rule("lost-synonym"), &[("word", word.to_owned())]);
        }
    }
}

/// The place of the innermost node on the way that exists.
pub(crate) fn deepest(tree: &Node, path: &[Segment]) -> Spot {
    let mut node = tree;
    let mut at = node.at;
    for segment in path {
        let next = match segment {
            Segment::Field(name) => node.entry(name).map(|(key, value)| (key.at, value)),
            Segment::Key(name) => node.entry(name).map(|(key, value)| (key.at, value)),
            Segment::Item(place) => node.item(*place).map(|item| (item.at, item)),
        };
        match next {
            Some((spot, inner)) => (at, node) = (spot, inner),
            None => break,
        }
    }
    at
}
