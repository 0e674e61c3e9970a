//! Do keys hang together: unique, well shaped, and pointing at something?

use super::Findings;
use super::finding::{FindingKind, Place};
use crate::form::{Field, FieldKind};
use crate::material::{MaterialKey, Need};
use crate::matter::Matter;
use crate::situation::{Situation, When};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(matter: &Matter, found: &mut Findings) {
    check_unique("materials", matter.materials.iter().map(|material| material.key.as_str()), found);
    check_unique("situations", matter.situations.iter().map(|situation| situation.key.as_str()), found);
    check_unique("review_points", matter.review_points.iter().map(|point| point.key.as_str()), found);
    check_situations(matter, found);
    check_form(matter, found);
    check_fee(matter, found);
}

fn check_unique<'a>(list: &'static str, keys: impl Iterator<Item = &'a str>, found: &mut Findings) {
    let mut seen = BTreeSet::new();
    for (place, key) in keys.enumerate() {
        let at = || Place::root().field(list).item(place).field("key");
        found.add_if(!seen.insert(key), at(), || FindingKind::DuplicateKey { key: key.to_owned() });
        found.add_if(!is_key(key), at(), || FindingKind::BadKey { key: key.to_owned() });
    }
}

/// One word: small letters, digits, `_` and `-`, beginning with a letter.
pub fn is_key(key: &str) -> bool {
    let letters =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_' || byte == b'-';
    key.bytes().all(letters)
        && key.bytes().next().is_some_and(|first| first.is_ascii_lowercase())
        && key.len() <= 60
}

/// What an answer may be, by the key of the question or field; none where it is free.
type Known<'a> = BTreeMap<&'a str, Option<Vec<&'a str>>>;

fn check_situations(matter: &Matter, found: &mut Findings) {
    let mut known = Known::new();
    let mut asked: BTreeSet<&MaterialKey> = BTreeSet::new();
    for (place, situation) in matter.situations.iter().enumerate() {
        let at = || Place::root().field("situations").item(place);
        check_when(&situation.when, &known, at().field("when"), found);
        check_options(matter, situation, &at(), found);
        asked.extend(situation.options.iter().flat_map(|option| &option.adds));
        known.insert(&situation.key, Some(answers(situation)));
    }
    for (place, material) in matter.materials.iter().enumerate() {
        let idle = material.need == Need::Situational && !asked.contains(&material.key);
        found.add_if(idle, Place::root().field("materials").item(place), || FindingKind::NeverAsked {
            material: material.name.chinese.clone(),
        });
    }
}

fn check_options(matter: &Matter, situation: &Situation, at: &Place, found: &mut Findings) {
    let mut seen = BTreeSet::new();
    for (place, option) in situation.options.iter().enumerate() {
        let at = at.clone().field("options").item(place);
        let key = || option.key.clone();
        found.add_if(!seen.insert(&option.key), at.clone().field("key"), || FindingKind::DuplicateKey {
            key: key(),
        });
        found.add_if(!is_key(&option.key), at.clone().field("key"), || FindingKind::BadKey { key: key() });
        for (field, materials) in [("adds", &option.adds), ("removes", &option.removes)] {
            for (place, key) in materials.iter().enumerate() {
                let missing = matter.material(key).is_none();
                found.add_if(missing, at.clone().field(field).item(place), || FindingKind::UnknownKey {
                    what: "material",
                    key: key.to_string(),
                });
            }
        }
    }
}

fn check_form(matter: &Matter, found: &mut Findings) {
    let mut known = questions(matter);
    for (place, section) in matter.form.sections.iter().enumerate() {
        let at = Place::root().field("form").field("sections").item(place);
        check_when(&section.when, &known, at, found);
        for field in &section.fields {
            let at = || Place::root().field("form").key(field.key.as_str());
            let key = || field.key.to_string();
            check_when(&field.when, &known, at(), found);
            found.add_if(!is_key(field.key.as_str()), at(), || FindingKind::BadKey { key: key() });
            let twice = known.insert(field.key.as_str(), options(field)).is_some();
            found.add_if(twice, at(), || FindingKind::DuplicateKey { key: key() });
        }
    }
}

fn questions(matter: &Matter) -> Known<'_> {
    matter.situations.iter().map(|situation| (situation.key.as_str(), Some(answers(situation)))).collect()
}

fn answers(situation: &Situation) -> Vec<&str> {
    situation.options.iter().map(|option| option.key.as_str()).collect()
}

fn options(field: &Field) -> Option<Vec<&str>> {
    match &field.kind {
        FieldKind::Choice { options } | FieldKind::Multi { options, .. } => {
            Some(options.iter().map(|option| option.key.as_str()).collect())
        }
        FieldKind::YesNo => Some(vec!["yes", "no"]),
        _ => None,
    }
}

fn check_fee(matter: &Matter, found: &mut Findings) {
    let known = questions(matter);
    for (place, rule) in matter.fee.rules.iter().enumerate() {
        let at = Place::root().field("fee").field("rules").item(place).field("when");
        check_when(&rule.when, &known, at, found);
    }
}

/// A condition names earlier questions or fields and answers that they have.
fn check_when(when: &When, known: &Known<'_>, at: Place, found: &mut Findings) {
    for (question, answers) in &when.0 {
        let Some(options) = known.get(question.as_str()) else {
            found.add(at.clone(), FindingKind::UnknownKey { what: "question", key: question.clone() });
            continue;
        };
        let Some(options) = options else { continue };
        for answer in answers.0.iter().filter(|answer| !options.contains(&answer.as_str())) {
            found.add(at.clone(), FindingKind::UnknownKey { what: "answer", key: answer.clone() });
        }
    }
}
