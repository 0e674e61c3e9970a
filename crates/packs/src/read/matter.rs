//! The folder of one matter: `matter.yaml`, `guide.md`, `form.yaml`, `questions.md`, papers.

use super::Reading;
use crate::files::is_inside;
use crate::form::read_form;
use crate::markdown::{read_guide, read_questions};
use crate::problem::{Problem, Rule, Spot};
use crate::yaml::Node;
use catalogue::Matter;
use std::collections::BTreeMap;

impl Reading<'_> {
    /// All matters by code, and their papers.
    pub(super) fn matters(&mut self) -> (Vec<Matter>, BTreeMap<String, Vec<u8>>) {
        let mut matters = Vec::new();
        let mut attachments = BTreeMap::new();
        for code in self.files.folders_in("matters") {
            let folder = format!("matters/{code}");
            let Some(matter) = self.matter(&folder) else { continue };
            if matter.code.as_str() != code {
                let values = [("code", matter.code.to_string()), ("folder", code.clone())];
                let file = format!("{folder}/matter.yaml");
                let at = self
                    .trees
                    .get(&file)
                    .and_then(|tree| tree.get("code"))
                    .map_or(Spot::default(), |node| node.at);
                self.problems.push(Problem::error(&file, at, Rule("code-and-folder"), &values));
            }
            self.papers(&folder, &matter, &mut attachments);
            matters.push(matter);
        }
        matters.sort_by(|one, other| one.code.cmp(&other.code));
        (matters, attachments)
    }

    fn matter(&mut self, folder: &str) -> Option<Matter> {
        let path = format!("{folder}/matter.yaml");
        if !self.files.has(&path) {
            self.missing(&path);
            return None;
        }
        let mut node = self.tree(&path)?;
        self.refuse_elsewhere(&path, &mut node);
        let matter: Option<Matter> = self.value(&path, node);
        let mut matter = matter?;
        self.guide(folder, &mut matter);
        self.form(folder, &mut matter);
        self.questions(folder, &mut matter);
        Some(matter)
    }

    /// What has a file of its own is not written in `matter.yaml`.
    fn refuse_elsewhere(&mut self, path: &str, node: &mut Node) {
        for (key, file) in [("guide", "guide.md"), ("form", "form.yaml"), ("questions", "questions.md")] {
            let Some((key, _)) = node.take(key) else { continue };
            let values = [("key", key.text), ("file", file.to_owned())];
            self.problems.push(Problem::error(path, key.at, Rule("written-elsewhere"), &values));
        }
    }

    fn guide(&mut self, folder: &str, matter: &mut Matter) {
        let path = format!("{folder}/guide.md");
        let Some(text) = self.text(&path) else {
            if !self.files.has(&path) {
                self.missing(&path);
            }
            return;
        };
        let english_path = format!("{folder}/guide.en.md");
        let english = self.text(&english_path);
        let (guide, problems) =
            read_guide(&path, &text, english.as_deref().map(|text| (english_path.as_str(), text)));
        self.problems.extend(problems);
        matter.guide = guide;
    }

    fn form(&mut self, folder: &str, matter: &mut Matter) {
        let path = format!("{folder}/form.yaml");
        let Some(node) = self.tree(&path) else { return };
        let (form, problems) = read_form(&path, &node);
        self.problems.extend(problems);
        matter.form = form.unwrap_or_default();
    }

    fn questions(&mut self, folder: &str, matter: &mut Matter) {
        let path = format!("{folder}/questions.md");
        let Some(text) = self.text(&path) else { return };
        let english_path = format!("{folder}/questions.en.md");
        let english = self.text(&english_path);
        let english = english.as_deref().map(|text| (english_path.as_str(), text));
        let (questions, problems) = read_questions(&path, &text, english);
        self.problems.extend(problems);
        matter.questions = questions;
    }

    /// Sample and blank papers must lie in the matter's folder.
    fn papers(&mut self, folder: &str, matter: &Matter, attachments: &mut BTreeMap<String, Vec<u8>>) {
        let yaml = format!("{folder}/matter.yaml");
        for (place, material) in matter.materials.iter().enumerate() {
            for (field, paper) in [("sample", &material.sample), ("blank", &material.blank)] {
                let Some(paper) = paper else { continue };
                let path = format!("{folder}/{paper}");
                let bytes = if is_inside(paper) { self.files.bytes(&path) } else { None };
                match bytes {
                    Some(bytes) => {
                        drop(attachments.insert(format!("{}/{paper}", matter.code), bytes.to_vec()))
                    }
                    None => {
                        let at = self.paper_spot(&yaml, place, field);
                        let paper = [("paper", paper.clone())];
                        self.problems.push(Problem::error(&yaml, at, Rule("missing-paper"), &paper));
                    }
                }
            }
        }
    }

    fn paper_spot(&self, yaml: &str, place: usize, field: &str) -> Spot {
        let materials = self.trees.get(yaml).and_then(|tree| tree.get("materials"));
        materials.and_then(|list| list.item(place)?.get(field)).map_or(Spot::default(), |node| node.at)
    }
}
