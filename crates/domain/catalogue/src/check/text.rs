//! Is everything said that must be said, and said clearly?

use super::Findings;
use super::finding::{FindingKind, Place};
use crate::city::City;
use crate::law::Certainty;
use crate::material::{CommitmentCheck, Material};
use crate::matter::Matter;
use kernel::LocalText;

/// Words that leave the applicant guessing (兜底条款).
const VAGUE: [&str; 11] = [
    "其他材料",
    "其它材料",
    "其他相关材料",
    "其他有关材料",
    "其他需要提供的",
    "要求的其他",
    "规定的其他",
    "视情况而定",
    "参照办理",
    "符合规定的材料",
    "按有关规定",
];

pub(super) fn check(matter: &Matter, city: &City, found: &mut Findings) {
    let root = Place::root;
    let missing = |field| FindingKind::MissingText { field };
    found.add_if(is_empty(&matter.guide.summary), root().field("guide").field("summary"), || {
        missing("summary")
    });
    found.add_if(matter.guide.how.is_empty(), root().field("guide").field("how"), || missing("how"));
    found.add_if(matter.audiences.is_empty(), root().field("audiences"), || missing("audiences"));
    found.add_if(matter.channels.is_empty(), root().field("channels"), || missing("channels"));
    let hands_over = matter.decided.is_here() && matter.delivery.is_empty();
    found.add_if(hands_over, root().field("delivery"), || missing("delivery"));
    for (place, condition) in matter.conditions.iter().enumerate() {
        check_vague(condition, root().field("conditions").item(place), found);
    }
    for (place, material) in matter.materials.iter().enumerate() {
        check_material(material, root().field("materials").item(place), city, found);
    }
    check_law(matter, found);
    check_telephones(matter, found);
}

fn is_empty(text: &LocalText) -> bool {
    text.chinese.trim().is_empty()
}

fn check_vague(text: &LocalText, at: Place, found: &mut Findings) {
    if let Some(words) = VAGUE.iter().find(|words| text.chinese.contains(**words)) {
        found.add(at, FindingKind::Vague { words: (*words).to_owned() });
    }
}

fn check_material(material: &Material, at: Place, city: &City, found: &mut Findings) {
    let name = if is_empty(&material.name) { material.key.0.clone() } else { material.name.chinese.clone() };
    for field in material.missing_fields() {
        found.add(at.clone().field(field), FindingKind::MissingField { material: name.clone(), field });
    }
    check_vague(&material.name, at.clone().field("name"), found);
    if let Some(requirement) = &material.requirement {
        check_vague(requirement, at.clone().field("requirement"), found);
    }
    let cancelled = city.cancelled_proofs.iter().find(|proof| {
        std::iter::once(&proof.name).chain(&proof.also_called).any(|known| name.contains(known.as_str()))
    });
    if let Some(proof) = cancelled {
        // A commitment in its place is what the register asks for, not a breach of it.
        found.add_if(material.commitment.is_none(), at.clone().field("name"), || {
            FindingKind::CancelledProof { name: proof.name.clone() }
        });
    }
    if let Some(commitment) = &material.commitment {
        let open = commitment.check == CommitmentCheck::After && commitment.within.is_none();
        found.add_if(open, at.field("commitment"), || FindingKind::CommitmentWithoutDate { material: name });
    }
}

fn check_law(matter: &Matter, found: &mut Findings) {
    let at = || Place::root().field("legal_bases");
    let bare = matter.legal_bases.is_empty() && matter.regime.needs_remedy();
    found.add_if(bare, at(), || FindingKind::NoLegalBasis);
    for (place, basis) in matter.legal_bases.iter().enumerate() {
        found.add_if(basis.sure == Certainty::Unsure, at().item(place), || FindingKind::UnsureLaw {
            law: basis.cited(),
        });
    }
    let unfounded = !matter.fee.is_free() && matter.fee.bases.is_empty();
    found.add_if(unfounded, Place::root().field("fee"), || FindingKind::FeeWithoutBasis);
}

fn check_telephones(matter: &Matter, found: &mut Findings) {
    for (field, text) in [("contact", &matter.contact), ("supervision", &matter.supervision)] {
        let Some(text) = text else { continue };
        found.add_if(!is_telephone(text), Place::root().field(field), || FindingKind::BadTelephone {
            text: text.clone(),
        });
    }
}

/// A fixed line with or without area code, or one of the five-digit lines such as 12345.
fn is_telephone(text: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (area, number) = text.split_once('-').map_or((None, text), |(area, number)| (Some(area), number));
    let area_fits = area.is_none_or(|area| digits(area) && (3..=4).contains(&area.len()));
    let short = area.is_none() && number.len() == 5 && number.starts_with('1');
    area_fits && digits(number) && (short || (7..=8).contains(&number.len()))
}
