//! Acceptance: by staff, at receipt, or by the law.

use crate::desk::*;
use cases::*;
use catalogue::{Acceptance, Regime};

#[test]
fn acceptance_starts_the_legal_and_the_promised_clock() {
    let story = Story::accepted();
    assert_eq!(story.case.status_code(), 3);
    assert_eq!(story.due(&DeadlineKind::Legal).as_deref(), Some("2026-03-30T17:30"));
    assert_eq!(story.due(&DeadlineKind::Promised).as_deref(), Some("2026-03-16T17:30"));
}

#[test]
fn a_silent_office_has_accepted_with_effect_from_receipt() {
    let mut story = Story::licence();
    assert!(story.at("2026-03-09T17:30").tick().is_empty(), "the last instant is in time");
    assert_eq!(story.at("2026-03-20T09:00").tick(), ["case.deemed_accepted", "case.overdue"]);
    let examination = story.case.examination().expect("it is examined");
    assert!(examination.deemed);
    assert_eq!(local(examination.accepted), START);
    // The clock of the decision ran from the receipt on, so the promise of ten days is broken already.
    assert_eq!(story.due(&DeadlineKind::Legal).as_deref(), Some("2026-03-30T17:30"));
    assert!(story.case.overdue().contains(&DeadlineKind::Promised));
}

#[test]
fn after_a_supplement_silence_counts_from_the_supplement() {
    let mut story = Story::begins(application(licence(), &["identity", "plan"], online()));
    story.does(ask_material("proof"));
    story.at("2026-03-04T17:00").does(supply(&["proof"], online()));
    story.at("2026-03-12T09:00").tick();
    assert_eq!(local(story.case.examination().expect("accepted").accepted), "2026-03-04T17:00");
}

#[test]
fn what_the_law_accepted_incomplete_is_still_not_granted_incomplete() {
    let mut story = Story::begins(application(licence(), &["identity", "proof"], online()));
    story.at("2026-03-10T09:00").does(agree("read", examiner()));
    assert_eq!(story.refuses(grant()), "refusal-case-grant-incomplete");
    let mut asked = story.clone();
    asked.does(AskSupplement { by: examiner(), ..ask_material("plan") });
    asked.does(supply(&["plan"], online()));
    asked.does(grant());
    story.does(promise("plan"));
    story.does(grant());
    assert_eq!(story.case.status_code(), 12);
}

#[test]
fn the_job_may_be_late_the_command_folds_what_is_due() {
    let mut story = Story::licence();
    let happened = story.at("2026-03-11T10:00").does(agree("read", examiner()));
    assert_eq!(happened, ["case.deemed_accepted", "case.step_done"]);
    assert_eq!(story.at("2026-03-11T10:00").refuses(Accept { by: clerk() }), "refusal-case-not-now");
}

#[test]
fn silence_is_acceptance_for_licences_only() {
    let mut story = Story::begins(application(terms_of(Regime::Benefit), ALL, online()));
    assert_eq!(story.at("2026-03-20T09:00").tick(), ["case.overdue"]);
    assert_eq!(story.stage(), "received");
    assert!(story.case.overdue().contains(&DeadlineKind::Notice));
}

#[test]
fn nothing_is_accepted_while_a_required_material_is_missing() {
    // P-08.
    let story = Story::begins(application(licence(), &["identity", "proof"], online()));
    assert_eq!(story.refuses(Accept { by: clerk() }), "refusal-case-incomplete");
}

#[test]
fn the_department_accepts_what_it_keeps_for_itself() {
    let terms = Terms { acceptance: Acceptance::ByDepartment, ..licence() };
    let mut story = Story::begins(application(terms, ALL, online()));
    assert_eq!(story.refuses(Accept { by: clerk() }), "refusal-case-department-accepts");
    assert_eq!(story.refuses(Accept { by: neighbour() }), "refusal-case-accept-other-unit");
    story.does(Accept { by: examiner() });
    assert_eq!(story.stage(), "examining");
}

#[test]
fn a_case_is_accepted_once() {
    assert_eq!(Story::accepted().refuses(Accept { by: clerk() }), "refusal-case-not-now");
}

#[test]
fn a_joint_licence_has_forty_five_days() {
    let story = Story::accepted_with(Terms { joint: true, ..licence() });
    assert_eq!(story.due(&DeadlineKind::Legal).as_deref(), Some("2026-05-08T17:30"));
}

#[test]
fn the_five_days_can_be_made_shorter_by_a_city_never_longer() {
    for (own, due) in [(2, "2026-03-04T17:30"), (9, "2026-03-09T17:30")] {
        let mut terms = licence();
        terms.limits.notice = Some(calendar::Limit::WorkingDays(own));
        let story = Story::begins(application(terms, ALL, online()));
        assert_eq!(story.due(&DeadlineKind::Notice).as_deref(), Some(due));
    }
}
