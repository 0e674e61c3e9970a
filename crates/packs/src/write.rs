//! From a pack back to files that people can read: what was read, written and read again is the same.

use crate::files::PackFiles;
use crate::form::write_form;
use crate::markdown::{write_guide, write_questions};
use crate::pack::Pack;
use crate::read::{HallsFile, RegionRow, RegionsFile};
use crate::yaml::{Node, to_node, write};
use catalogue::{Form, Guide, Matter, Region};
use serde::Serialize;

/// The files of a pack.
pub fn files(pack: &Pack) -> PackFiles {
    let mut out = Files::default();
    let city = &pack.city;
    out.yaml("pack.yaml", &pack.manifest);
    regions(&city.regions, &mut out);
    out.list("kiosk-places.yaml", &city.kiosk_places);
    out.list("departments.yaml", &city.departments);
    if !city.sites.is_empty() || !city.halls.is_empty() {
        out.yaml("halls.yaml", &HallsFile { sites: city.sites.clone(), halls: city.halls.clone() });
    }
    out.list("posts.yaml", &city.posts);
    out.list("sub-platforms.yaml", &city.sub_platforms);
    out.list("themes.yaml", &city.themes);
    out.list("cancelled-proofs.yaml", &city.cancelled_proofs);
    out.list("standards.yaml", &city.standards);
    out.list("synonyms.yaml", &pack.synonyms);
    out.list("messages.yaml", &pack.messages);
    if let Some(calendar) = &pack.calendar {
        out.yaml("calendars/calendar.yaml", &calendar.index);
        for year in &calendar.years {
            out.yaml(&format!("calendars/{}.yaml", year.year), year);
        }
    }
    for (name, text) in &pack.documents {
        out.text(format!("documents/{name}"), text.clone());
    }
    for matter in &pack.matters {
        matter_files(matter, &mut out);
    }
    for (path, bytes) in &pack.attachments {
        out.0.push((format!("matters/{path}"), bytes.clone()));
    }
    PackFiles::from_memory(out.0)
}

#[derive(Default)]
struct Files(Vec<(String, Vec<u8>)>);

impl Files {
    fn text(&mut self, path: String, text: String) {
        self.0.push((path, text.into_bytes()));
    }

    fn yaml<T: Serialize>(&mut self, path: &str, value: &T) {
        self.node(path, &to_node(value));
    }

    fn node(&mut self, path: &str, node: &Node) {
        self.text(path.to_owned(), write(node));
    }

    /// An empty register has no file.
    fn list<T: Serialize>(&mut self, path: &str, items: &[T]) {
        if !items.is_empty() {
            self.yaml(path, &items);
        }
    }
}

/// Regions that share date and source share a file.
fn regions(regions: &[Region], out: &mut Files) {
    let mut files: Vec<RegionsFile> = Vec::new();
    for region in regions {
        let row = RegionRow {
            code: region.code.clone(),
            name: region.name.clone(),
            level: region.level,
            parent: region.parent.clone(),
            run_by: region.run_by.clone(),
            note: region.note.clone(),
        };
        let same =
            |file: &&mut RegionsFile| file.as_of == region.as_of && file.provenance == region.provenance;
        match files.iter_mut().find(same) {
            Some(file) => file.regions.push(row),
            None => files.push(RegionsFile {
                as_of: region.as_of,
                provenance: region.provenance.clone(),
                regions: vec![row],
            }),
        }
    }
    for (number, file) in (1..).zip(&files) {
        out.yaml(&format!("regions/{number}.yaml"), file);
    }
}

fn matter_files(matter: &Matter, out: &mut Files) {
    let folder = format!("matters/{}", matter.code);
    // What has a file of its own is left out of matter.yaml.
    let bare =
        Matter { guide: Guide::default(), form: Form::default(), questions: Vec::new(), ..matter.clone() };
    let mut node = to_node(&bare);
    for key in ["guide", "form", "questions"] {
        node.take(key);
    }
    out.node(&format!("{folder}/matter.yaml"), &node);
    let (guide, english) = write_guide(&matter.guide);
    out.text(format!("{folder}/guide.md"), guide);
    if let Some(english) = english {
        out.text(format!("{folder}/guide.en.md"), english);
    }
    if !matter.form.sections.is_empty() {
        out.text(format!("{folder}/form.yaml"), write_form(&matter.form));
    }
    if !matter.questions.is_empty() {
        let (questions, english) = write_questions(&matter.questions);
        out.text(format!("{folder}/questions.md"), questions);
        if let Some(english) = english {
            out.text(format!("{folder}/questions.en.md"), english);
        }
    }
}
