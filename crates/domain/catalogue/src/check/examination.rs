//! Can the case be examined: are there steps, do they lead to an end, and is there somebody to do each?

use super::finding::{FindingKind, Place};
use super::{CheckContext, Findings};
use crate::matter::Matter;
use crate::service::Completion;
use crate::step::{Step, StepKind, StepPlan};

pub(super) fn check(matter: &Matter, context: &CheckContext<'_>, found: &mut Findings) {
    if matter.decided.is_here() {
        let bare = matter.steps.is_empty() && matter.completion == Completion::Promised;
        found.add_if(bare, Place::root().field("steps"), || FindingKind::NoSteps);
        let formless = matter.form.sections.is_empty();
        found.add_if(formless, Place::root().field("form"), || FindingKind::NoForm);
    }
    if let Err(refusal) = StepPlan::new(matter.steps.clone()) {
        found.add(Place::root().field("steps"), FindingKind::Steps(refusal));
    }
    for (place, step) in matter.steps.iter().enumerate() {
        check_step(matter, step, Place::root().field("steps").item(place), context, found);
    }
    check_review_points(matter, found);
}

fn check_step(matter: &Matter, step: &Step, at: Place, context: &CheckContext<'_>, found: &mut Findings) {
    let lonely = step.kind == StepKind::SiteCheck && step.people_min < 2;
    found.add_if(lonely, at.clone().field("people_min"), || FindingKind::LonelySiteCheck);
    let id = step.department.as_ref().unwrap_or(&matter.department);
    let Some(department) = context.city.department(id) else {
        // The matter's own department is reported once, where it is named.
        found.add_if(step.department.is_some(), at.field("department"), || FindingKind::Unknown {
            what: "department",
            id: id.to_string(),
        });
        return;
    };
    let manned = context.city.posts.iter().any(|post| post.department == *id && post.role == step.role);
    found.add_if(matter.decided.is_here() && !manned, at.field("role"), || FindingKind::NoPost {
        department: department.name.chinese.clone(),
        role: step.role,
    });
}

fn check_review_points(matter: &Matter, found: &mut Findings) {
    for (place, point) in matter.review_points.iter().enumerate() {
        let at = || Place::root().field("review_points").item(place);
        for (evidence, key) in point.evidence.iter().enumerate() {
            let missing = matter.material(key).is_none();
            found.add_if(missing, at().field("evidence").item(evidence), || FindingKind::UnknownKey {
                what: "material",
                key: key.to_string(),
            });
        }
        if let Some(key) = &point.step {
            let missing = !matter.steps.iter().any(|step| step.key == *key);
            found.add_if(missing, at().field("step"), || FindingKind::UnknownKey {
                what: "step",
                key: key.to_string(),
            });
        }
    }
}
