//! Tolerated gaps.

use crate::desk::*;
use cases::*;
use jiff::civil::date;

/// Accepted with the plan owed.
fn owed() -> Story {
    let mut submit = application(licence(), &["identity", "proof"], online());
    submit.gaps = vec![promise("plan")];
    let mut story = Story::begins(submit);
    story.does(Accept { by: clerk() });
    story
}

fn fill() -> FillGap {
    FillGap { materials: vec![Given::upload("plan", blob(600))], via: online() }
}

#[test]
fn a_case_is_accepted_with_a_gap_only_on_a_signed_undertaking_with_a_date() {
    // P-08.
    let mut story = Story::begins(application(licence(), &["identity", "proof"], online()));
    assert_eq!(story.refuses(Accept { by: clerk() }), "refusal-case-incomplete");
    story.does(promise("plan"));
    assert_eq!(story.case.completeness_code(), 1);
    story.does(Accept { by: clerk() });
    assert_eq!(story.due(&DeadlineKind::Gap("plan".into())).as_deref(), Some("2026-03-16T17:30"));
}

#[test]
fn a_material_that_is_not_tolerable_must_be_there() {
    let story = Story::begins(application(licence(), &["plan", "proof"], online()));
    assert_eq!(story.refuses(promise("identity")), "refusal-case-not-tolerable");
}

#[test]
fn the_date_lies_within_the_tolerated_time() {
    let mut story = Story::begins(application(licence(), &["identity", "proof"], online()));
    let until = |day| UndertakeGap { until: Some(date(2026, 3, day)), ..promise("plan") };
    assert_eq!(story.refuses(until(17)), "refusal-case-gap-date");
    assert_eq!(story.refuses(until(1)), "refusal-case-gap-date");
    story.does(until(12));
    assert_eq!(story.due(&DeadlineKind::Gap("plan".into())).as_deref(), Some("2026-03-12T17:30"));
}

#[test]
fn what_is_there_or_promised_is_not_promised_again() {
    assert_eq!(Story::licence().refuses(promise("plan")), "refusal-case-not-missing");
    assert_eq!(Story::accepted().refuses(promise("plan")), "refusal-case-not-missing");
    assert_eq!(Story::granted().refuses(promise("plan")), "refusal-case-not-now");
}

#[test]
fn a_gap_blocks_issuing_not_deciding_and_the_clock_of_the_law_runs_on() {
    let mut story = owed();
    assert_eq!(story.due(&DeadlineKind::Legal), Story::accepted().due(&DeadlineKind::Legal));
    story.does(agree("read", examiner()));
    story.does(grant());
    assert_eq!(story.case.status_code(), 12);
    let make = MakeResult { document: None, number: None, by: None };
    assert_eq!(story.refuses(make.clone()), "refusal-case-gap-open");
    assert_eq!(story.case.whose_turn(), Turn::Applicant);
    story.does(fill());
    story.does(make);
    assert_eq!(story.stage(), "ready");
}

#[test]
fn the_promised_clock_waits_where_the_city_says_so() {
    let mut terms = licence();
    terms.settings.gap_pauses_promise = true;
    let mut submit = application(terms, &["identity", "proof"], online());
    submit.gaps = vec![promise("plan")];
    let mut story = Story::begins(submit);
    story.does(Accept { by: clerk() });
    assert_eq!(story.due(&DeadlineKind::Promised), None);
    assert_eq!(story.due(&DeadlineKind::Legal).as_deref(), Some("2026-03-30T17:30"));
    story.at("2026-03-05T10:00").does(fill());
    assert_eq!(story.due(&DeadlineKind::Promised).as_deref(), Some("2026-03-19T17:30"));
}

#[test]
fn an_overdue_gap_returns_the_case_and_leaves_a_credit_note() {
    for decided in [false, true] {
        let mut story = owed();
        if decided {
            story.does(agree("read", examiner()));
            story.does(grant());
        }
        assert!(story.at("2026-03-20T09:00").tick().contains(&"case.gap_overdue"));
        assert_eq!(story.stage(), "gap_overdue");
        assert_eq!(story.refuses(fill()), "refusal-case-not-now");
    }
}

#[test]
fn the_time_for_the_result_begins_when_the_gap_is_filled() {
    let mut story = owed();
    story.does(agree("read", examiner()));
    story.does(grant());
    assert_eq!(story.due(&DeadlineKind::Result), None);
    story.at("2026-03-16T10:00").does(fill());
    assert_eq!(story.due(&DeadlineKind::Result).as_deref(), Some("2026-03-30T17:30"));
}

#[test]
fn after_a_no_nobody_owes_anything() {
    let mut story = owed();
    story.does(propose(No::Deny, examiner()));
    story.does(confirm(head()));
    assert!(story.at("2026-04-20T09:00").tick().is_empty());
    assert_eq!(story.case.decision().map(|decision| decision.outcome), Some(Outcome::Denied));
    assert_eq!(story.refuses(fill()), "refusal-case-nothing-owed");
}

#[test]
fn each_material_says_how_far_it_is() {
    let mut submit = application(licence(), &[], online());
    submit.gaps = vec![promise("plan")];
    submit.commitments = vec![commit("proof")];
    let mut story = Story::begins(submit);
    let how = |story: &Story, key: &str| match story.case.provision(&key.into()) {
        Provision::Given(_) => "given",
        Provision::Owed(_) => "owed",
        Provision::Committed(_) => "committed",
        Provision::Missing => "missing",
    };
    assert_eq!(["identity", "plan", "proof"].map(|key| how(&story, key)), ["missing", "owed", "committed"]);
    story.does(fill());
    assert_eq!(how(&story, "plan"), "given");
}

#[test]
fn only_what_is_owed_fills_a_gap() {
    let other = FillGap { materials: vec![Given::upload("identity", blob(1))], via: online() };
    assert_eq!(owed().refuses(other), "refusal-case-nothing-owed");
    assert_eq!(Story::accepted().refuses(fill()), "refusal-case-nothing-owed");
}

#[test]
fn a_gap_is_promised_at_the_counter_as_well() {
    let mut story = Story::begins(application(licence(), &["identity", "proof"], counter()));
    story.does(UndertakeGap { via: counter(), ..promise("plan") });
    assert_eq!(story.case.gaps().len(), 1);
}
