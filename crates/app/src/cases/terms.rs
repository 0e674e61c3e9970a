//! Under what a case is opened: the published version of the matter, read for this applicant.

use crate::Problem;
use crate::content_snapshot::{Content, PublishedMatter};
use ::cases::{FeeTerm, MaterialTerm, Remedy, Settings, TermLimits, Terms, WaivedMaterial, WaiverReason};
use catalogue::{Answers, ChecklistRow, MatterResult, ResultKind, checklist};
use kernel::LocalText;

/// The terms for an applicant who answered `answers`.
///
/// # Errors
/// A fault if the plan of the published version is broken, which the content checks exclude.
pub fn terms_of(content: &Content, published: &PublishedMatter, answers: &Answers) -> Result<Terms, Problem> {
    let matter = &published.matter;
    let rows = checklist(matter, answers);
    let plan = matter.plan().map_err(|refusal| Problem::fault("reading the plan of a matter", refusal))?;
    let statutory = matter.limits.statutory;
    Ok(Terms {
        matter: matter.code.clone(),
        version: published.version,
        name: matter.name.clone(),
        regime: matter.regime,
        department: matter.department.clone(),
        decided: matter.decided.clone(),
        acceptance: matter.acceptance,
        completion: matter.completion,
        handling: matter.handling,
        decided_by: matter.decided_by,
        joint: false,
        limits: TermLimits {
            statutory,
            promised: matter.limits.promised,
            notice: matter.limits.intake_notice,
        },
        channels: matter.channels.clone(),
        materials: rows.iter().filter(|row| row.is_needed()).map(material).collect(),
        waived: waived(matter, &rows),
        steps: plan.into(),
        special: matter.special_procedures.clone(),
        result: matter.result.as_ref().map_or(ResultKind::None, |result: &MatterResult| result.kind),
        delivery: matter.delivery.clone(),
        fee: FeeTerm { charged: !matter.fee.is_free(), clock_waits: matter.fee.clock_waits },
        remedy: remedy(content, matter),
        settings: Settings::default(),
    })
}

fn material(row: &ChecklistRow<'_>) -> MaterialTerm {
    MaterialTerm {
        key: row.material.key.clone(),
        name: row.material.name.clone(),
        tolerable: row.material.tolerable,
        commitment: row.material.commitment.clone(),
    }
}

/// Everything of the full list that this applicant is spared, with the reason (CASE-11).
fn waived(matter: &catalogue::Matter, needed: &[ChecklistRow<'_>]) -> Vec<WaivedMaterial> {
    let is_needed =
        |key: &catalogue::MaterialKey| needed.iter().any(|row| row.is_needed() && row.material.key == *key);
    let spared = matter.materials.iter().filter(|material| !is_needed(&material.key));
    let reason = WaiverReason::Situation;
    spared.map(|material| WaivedMaterial { key: material.key.clone(), reason }).collect()
}

fn remedy(content: &Content, matter: &catalogue::Matter) -> Option<Remedy> {
    let department = content.ground.department(&matter.department)?;
    let text = |text: &Option<LocalText>| text.clone();
    Some(Remedy { review_body: text(&department.review_body)?, court: text(&department.court)? })
}
