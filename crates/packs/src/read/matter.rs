//! The folder of one matter: `matter.yaml`, `guide.md`, `form.yaml`, `questions.md`, papers.

use super::Reading;
use crate::files::is_inside;
use crate::form::read_form;
use crate::markdown::{read_guide, read_questions};
use crate::problem::{Problem, Spot};
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
                let chinese = format!("code 是 {}，文件夹却叫 {code}，请改成一样。", matter.code);
                let english = format!("the code is {} but the folder {code}: make them equal", matter.code);
                self.at_key(&format!("{folder}/matter.yaml"), &["code"], "code-and-folder", chinese, english);
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
            self.problems.push(Problem::error(
                path,
                key.at,
                "written-elsewhere",
                format!("“{}”写在旁边的 {file} 里，请从这里删去。", key.text),
                format!("`{}` is written in {file} beside this file: drop it here", key.text),
            ));
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
                        self.problems.push(Problem::error(
                            &yaml,
                            at,
                            "missing-paper",
                            format!("事项文件夹里没有“{paper}”，请放进去或改正文件名。"),
                            format!(
                                "there is no {paper} in the matter's folder: put it there or mend the name"
                            ),
                        ));
                    }
                }
            }
        }
    }

    fn paper_spot(&self, yaml: &str, place: usize, field: &str) -> Spot {
        let materials = self.trees.get(yaml).and_then(|tree| tree.get("materials"));
        materials.and_then(|list| list.item(place)?.get(field)).map_or(Spot::default(), |node| node.at)
    }

    fn at_key(&mut self, file: &str, keys: &[&str], rule: &'static str, chinese: String, english: String) {
        let node =
            self.trees.get(file).and_then(|tree| keys.iter().try_fold(tree, |node, key| node.get(key)));
        let at = node.map_or(Spot::default(), |node| node.at);
        self.problems.push(Problem::error(file, at, rule, chinese, english));
    }
}
