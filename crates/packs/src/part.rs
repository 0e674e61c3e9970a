//! A part of a matter as text: some keys of its `matter.yaml`, or its form, read into the matter that it belongs to.

use crate::check::deepest;
use crate::form::{read_form, write_form};
use crate::problem::{Problem, Rule, Spot};
use crate::yaml::{Content, LIMITS, decode, parse, to_node, write};
use catalogue::{Form, Matter, Place, Segment};

/// The text of the given keys of a matter, as in its `matter.yaml`; empty when it says nothing of them.
pub fn write_keys(matter: &Matter, keys: &[&str]) -> String {
    let mut node = to_node(matter);
    if let Content::Map(entries) = &mut node.content {
        entries.retain(|(key, _)| keys.contains(&key.text.as_str()));
    }
    let silent = matches!(&node.content, Content::Map(entries) if entries.is_empty());
    if silent { String::new() } else { write(&node) }
}

/// The matter with what `text` says in place of the given keys; the rest stays as it is.
///
/// # Errors
/// Everything that cannot be read, with its line; keys that belong elsewhere among it.
pub fn read_keys(matter: &Matter, keys: &[&str], text: &str) -> Result<Matter, Vec<Problem>> {
    const FILE: &str = "matter.yaml";
    let (node, mut problems) = parse(FILE, text, LIMITS);
    let Some(typed) = node.filter(|_| problems.is_empty()) else { return Err(problems) };
    let at = Spot { line: 1, column: 1 };
    let Content::Map(typed) = typed.content else {
        return Err(vec![Problem::error(FILE, at, Rule("unknown-key"), &named("", keys))]);
    };
    for (key, _) in typed.iter().filter(|(key, _)| !keys.contains(&key.text.as_str())) {
        problems.push(Problem::error(FILE, key.at, Rule("unknown-key"), &named(&key.text, keys)));
    }
    let mut whole = to_node(matter);
    whole.at = at;
    if let Content::Map(entries) = &mut whole.content {
        entries.retain(|(key, _)| !keys.contains(&key.text.as_str()));
        entries.extend(typed.into_iter().filter(|(key, _)| keys.contains(&key.text.as_str())));
    }
    whole.renumber(&mut 1);
    let (read, found) = decode::<Matter>(FILE, whole);
    problems.extend(found);
    read.filter(|_| problems.is_empty()).ok_or(problems)
}

fn named(key: &str, keys: &[&str]) -> [(&'static str, String); 2] {
    [("name", key.to_owned()), ("known", keys.join("、"))]
}

/// The text of a form, as in its `form.yaml`; empty without a form.
pub fn write_form_text(form: &Form) -> String {
    if form.sections.is_empty() { String::new() } else { write_form(form) }
}

/// The form that `text` describes; none when it is empty.
///
/// # Errors
/// Everything that cannot be read, with its line.
pub fn read_form_text(text: &str) -> Result<Form, Vec<Problem>> {
    const FILE: &str = "form.yaml";
    if text.trim().is_empty() {
        return Ok(Form::default());
    }
    let (node, mut problems) = parse(FILE, text, LIMITS);
    let Some(node) = node.filter(|_| problems.is_empty()) else { return Err(problems) };
    let (form, found) = read_form(FILE, &node);
    problems.extend(found);
    form.filter(|_| problems.is_empty()).ok_or(problems)
}

/// The line of `text` where a finding at `place` shows; none when it concerns the text as a whole.
pub fn line_of(text: &str, place: &Place) -> Option<u32> {
    let tree = parse("", text, LIMITS).0?;
    let spot = match place.0.split_first() {
        Some((Segment::Field("form"), [Segment::Key(key), ..])) => {
            tree.get("properties")?.entry(key).map(|(key, _)| key.at)?
        }
        Some((Segment::Field("form"), rest)) => deepest(tree.get("x-yimen")?, rest),
        Some((Segment::Field(name), _)) if tree.entry(name).is_none() => return None,
        _ => deepest(&tree, &place.0),
    };
    (spot != Spot::default()).then_some(spot.line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::PackFiles;

    fn matter() -> Matter {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/zhuhai");
        let (pack, _) = crate::load_files(&PackFiles::read(folder.as_ref()).0, Vec::new()).expect("it loads");
        pack.matters.into_iter().find(|matter| !matter.situations.is_empty()).expect("one asks")
    }

    #[test]
    fn what_is_written_reads_back_as_the_same_matter() {
        let matter = matter();
        for keys in [&["situations"][..], &["steps", "review_points"], &["provenance", "aliases"]] {
            let text = write_keys(&matter, keys);
            assert_eq!(read_keys(&matter, keys, &text), Ok(matter.clone()), "{text}");
        }
        assert_eq!(read_form_text(&write_form_text(&matter.form)), Ok(matter.form));
    }

    #[test]
    fn an_error_is_told_with_its_line_and_a_key_of_another_part_is_refused() {
        let matter = matter();
        let lines = |text: &str| -> Vec<u32> {
            let told = read_keys(&matter, &["conditions", "legal_bases"], text).expect_err("it is wrong");
            told.iter().map(|problem| problem.at.line).collect()
        };
        assert_eq!(lines("conditions:\n  - 甲\nname: 乙\n"), [3]);
        assert_eq!(lines("conditions: []\nlegal_bases:\n  - law: 甲法\n    sure: 也许\n"), [4]);
        assert_eq!(lines("conditions: [甲\n").len(), 1);
        assert_eq!(lines("- 甲\n"), [1]);
    }

    #[test]
    fn an_empty_text_takes_the_part_out() {
        let bare = read_keys(&matter(), &["situations"], "").expect("it reads");
        assert_eq!(bare.situations, []);
        assert_eq!(write_keys(&bare, &["situations"]), "");
    }

    #[test]
    fn a_finding_has_the_line_of_what_it_concerns() {
        let text = "steps:\n  - key: a\n    role: examiner\n  - key: b\n    role: head\n";
        let place = Place::root().field("steps").item(1).field("role");
        assert_eq!(line_of(text, &place), Some(5));
        assert_eq!(line_of(text, &Place::root().field("review_points")), None);
    }
}
