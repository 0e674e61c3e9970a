//! The steps of a matter as a picture: from the application over the examination to the result, drawn from the plan.

use crate::pages::words;
use crate::parts::{Step, StepsPicture};
use crate::text::Text;
use app::Content;
use catalogue::{Completion, Matter};

/// The picture of all steps.
pub fn of(t: Text, content: &Content, matter: &Matter) -> StepsPicture {
    let mut steps = vec![
        Step::new("apply", t.msg("guide-step-apply"), &[]).note(t.msg("guide-step-apply-note")),
        Step::new("accept", t.msg("guide-step-accept"), &["apply"]).note(notice(t, matter)),
    ];
    let mut last = vec!["accept".to_owned()];
    if let Ok(plan) = matter.plan() {
        for step in plan.steps() {
            steps.push(examination(t, content, matter, step));
        }
        let ends: Vec<String> = plan.last().iter().map(|step| id(step.key.as_str())).collect();
        if !ends.is_empty() {
            last = ends;
        }
    }
    let before: Vec<&str> = last.iter().map(String::as_str).collect();
    let ways = matter.delivery.iter().map(|way| words::delivery(t, *way));
    steps.push(Step::new("result", t.msg("guide-step-result"), &before).note(words::listed(t, ways)));
    StepsPicture::new(t, t.msg("guide-steps"), steps)
}

fn examination(t: Text, content: &Content, matter: &Matter, step: &catalogue::Step) -> Step {
    let after: Vec<String> = step.after.iter().map(|key| id(key.as_str())).collect();
    let after: Vec<&str> =
        if after.is_empty() { vec!["accept"] } else { after.iter().map(String::as_str).collect() };
    let drawn = Step::new(id(step.key.as_str()), t.read(&step.name), &after);
    let other = step.department.as_ref().filter(|unit| **unit != matter.department);
    match (other, step.limit) {
        (Some(unit), _) => {
            let department = content.ground.department(unit);
            let short = department.and_then(|department| department.short_name.as_ref());
            let name =
                short.map_or_else(|| content.department_name(unit, t.language()), |short| t.read(short));
            drawn.note(name)
        }
        (None, Some(limit)) => drawn.note(words::limit(t, limit)),
        (None, None) => drawn,
    }
}

/// Keys of a pack never meet the names of our own first and last steps.
fn id(key: &str) -> String {
    format!("step-{key}")
}

fn notice(t: Text, matter: &Matter) -> String {
    match (matter.completion, matter.limits.intake_notice) {
        (Completion::Instant, None) => words::completion(t, matter.completion).into_owned(),
        (_, Some(limit)) => words::limit(t, limit),
        (_, None) => words::acceptance(t, matter.acceptance).into_owned(),
    }
}
