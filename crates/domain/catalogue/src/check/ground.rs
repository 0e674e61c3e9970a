//! Does everything that the matter names exist in the city, and is it where it should be?

use super::finding::{FindingKind, Place};
use super::{CheckContext, Findings};
use crate::matter::Matter;

pub(super) fn check(matter: &Matter, context: &CheckContext<'_>, found: &mut Findings) {
    let city = context.city;
    let root = Place::root;
    let unknown = |what: &'static str, id: &str| FindingKind::Unknown { what, id: id.to_owned() };
    match city.department(&matter.department) {
        None => found.add(root().field("department"), unknown("department", matter.department.as_str())),
        Some(department) => {
            let silent = matter.decided.is_here() && matter.regime.needs_remedy() && !department.has_remedy();
            found.add_if(silent, root().field("department"), || FindingKind::NoRemedy {
                department: department.name.chinese.clone(),
            });
        }
    }
    if let Some(region) = matter.region.as_ref().filter(|code| city.region(code).is_none()) {
        found.add(root().field("region"), unknown("region", region.as_str()));
    }
    for (place, hall) in matter.halls.iter().enumerate() {
        found.add_if(city.hall(hall).is_none(), root().field("halls").item(place), || {
            unknown("hall", hall.as_str())
        });
    }
    let unexplained = matter.no_hall_reason.as_ref().is_none_or(|reason| reason.trim().is_empty());
    found.add_if(matter.halls.is_empty() && unexplained, root().field("halls"), || FindingKind::NoHall);
    match &matter.sub_platform {
        None => found.add(root().field("sub_platform"), FindingKind::NoSubPlatform),
        Some(id) => {
            let missing = !city.sub_platforms.iter().any(|sub_platform| sub_platform.id == *id);
            found.add_if(missing, root().field("sub_platform"), || unknown("sub_platform", id.as_str()));
        }
    }
    for (place, theme) in matter.themes.iter().enumerate() {
        let missing = !city.themes.iter().any(|known| known.id == *theme);
        found.add_if(missing, root().field("themes").item(place), || unknown("theme", theme.as_str()));
    }
    check_documents(matter, context, found);
}

/// Templates exist, and the regime knows the papers that they are for.
fn check_documents(matter: &Matter, context: &CheckContext<'_>, found: &mut Findings) {
    let at = || Place::root().field("documents");
    for (kind, template) in &matter.documents {
        found.add_if(!matter.regime.documents().contains(kind), at(), || FindingKind::ForeignDocument {
            document: kind.chinese(),
        });
        check_template(template, at(), context, found);
    }
    if let Some(template) = matter.result.as_ref().and_then(|result| result.template.as_ref()) {
        check_template(template, Place::root().field("result").field("template"), context, found);
    }
}

fn check_template(template: &str, at: Place, context: &CheckContext<'_>, found: &mut Findings) {
    let missing = context.templates.is_some_and(|known| !known.contains(template));
    found.add_if(missing, at, || FindingKind::Unknown { what: "template", id: template.to_owned() });
}
