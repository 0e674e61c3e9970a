//! `/admin/parts`: every part of a page in every state, for those who draw, check and write pages.

mod forms; // questions and what surrounds them
mod lists; // tables, filters, tasks, tiles
mod pictures; // steps, charts, codes, drawings
mod states; // tags, due dates, news, the course of a case

use kernel::Language;

use crate::page;
use crate::page::{Page, Sample};
use crate::parts::Html;
use crate::text::Text;

/// The page of all parts.
pub struct PartsPage {
    groups: Vec<Group>,
}

/// Parts that belong together.
struct Group {
    anchor: &'static str,
    title: String,
    specimens: Vec<Specimen>,
}

/// One part in one or several states.
struct Specimen {
    name: &'static str,
    wide: bool,
    shown: Vec<Html>,
}

page!(PartsPage in "admin/parts.html");

impl PartsPage {
    /// All parts with words in the reader's language.
    pub fn new(t: Text) -> PartsPage {
        let group = |anchor, key, specimens| Group { anchor, title: t.msg(key).into_owned(), specimens };
        PartsPage {
            groups: vec![
                group("states", "parts-states", states::specimens(t)),
                group("forms", "parts-forms", forms::specimens(t)),
                group("lists", "parts-lists", lists::specimens(t)),
                group("pictures", "parts-pictures", pictures::specimens(t)),
            ],
        }
    }
}

impl Page for PartsPage {
    const PATH: &'static str = "/admin/parts";

    fn title(&self, t: Text) -> String {
        t.msg("parts-title").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        vec![Sample::of("full", PartsPage::new(t))]
    }
}

/// Words of a specimen: what a pack or a case would bring, so not interface text.
fn say(t: Text, chinese: &str, english: &str) -> String {
    if t.language() == Language::Chinese { chinese.to_owned() } else { english.to_owned() }
}

fn narrow(name: &'static str, shown: Vec<Html>) -> Specimen {
    Specimen { name, wide: false, shown }
}

fn wide(name: &'static str, shown: Vec<Html>) -> Specimen {
    Specimen { name, wide: true, shown }
}
