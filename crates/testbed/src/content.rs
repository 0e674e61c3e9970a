//! The pack of the demo city, and what tests cut from it.

use catalogue::{Matter, Need, PostRole};
use identity::CitizenNumber;
use kernel::Language;
use packs::Pack;
use std::path::Path;

/// The pack of the demo city.
///
/// # Panics
/// If the pack is broken, with all that is wrong with it.
pub fn pack() -> Pack {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/zhuhai");
    packs::load(&root).unwrap_or_else(|report| panic!("{}", report.text(Language::English))).0
}

/// The drainage permit of this pack with one step, two materials and one question; all else as the pack says it.
pub fn small_licence(pack: &Pack) -> Matter {
    let mut matter = pack.matter(&"drainage-permit".into()).expect("the pack has it").clone();
    matter.situations.clear();
    matter.materials.retain(|material| ["licence", "pretreatment"].contains(&material.key.as_str()));
    for material in &mut matter.materials {
        material.need = Need::Required;
    }
    matter.form.sections.retain(|section| section.key == "place");
    for section in &mut matter.form.sections {
        section.when = Default::default();
        section.fields.retain(|field| field.key.as_str() == "address");
    }
    matter.steps.retain(|step| step.key.as_str() == "examine");
    matter.decided_by = PostRole::Head;
    matter
}

/// The citizen number that begins with these seventeen digits; whatever follows them is replaced by the check
/// symbol that fits.
///
/// # Panics
/// If no check symbol fits, because region or birthday are not real.
pub fn citizen_number(digits: &str) -> String {
    let (body, today) = (&digits[..17], jiff::civil::date(2026, 1, 1));
    let fits = |number: &String| CitizenNumber::parse(number, today).is_ok();
    "0123456789X"
        .chars()
        .map(|check| format!("{body}{check}"))
        .find(fits)
        .expect("one of eleven symbols fits")
}
