//! The decision and its extension, withdrawal, result.

use crate::desk::*;
use cases::*;
use catalogue::{Completion, PostRole, Regime};
use kernel::Refusal;

#[test]
fn a_granted_licence_makes_its_result_within_ten_working_days() {
    let story = Story::granted();
    assert_eq!((story.stage(), story.case.status_code()), ("granted", 11));
    assert_eq!(story.due(&DeadlineKind::Result).as_deref(), Some("2026-03-16T17:30"));
    assert_eq!(story.due(&DeadlineKind::Legal), None, "its clock has stopped");
}

#[test]
fn a_late_result_shows() {
    let mut story = Story::granted();
    assert_eq!(story.at("2026-03-17T09:00").tick(), ["case.overdue"]);
    assert!(story.case.overdue().contains(&DeadlineKind::Result));
}

#[test]
fn two_examiners_deciding_at_once_the_second_is_refused_by_the_state() {
    let mut story = Story::examined();
    let second = story.clone();
    story.does(grant());
    assert_eq!(story.refuses(grant_by(other_head())), "refusal-case-decided");
    // Had the second read the older state, the ledger's head would have moved; on loading again it is refused.
    assert!(second.case.decide(grant_by(other_head()), &CALENDAR, second.now).is_ok());
}

#[test]
fn the_front_does_not_decide() {
    let mut story = Story::begins(application(licence(), ALL, Via::counter(head(), None)));
    story.does(Accept { by: clerk() });
    story.does(agree("read", examiner()));
    assert_eq!(story.refuses(grant_by(clerk())), "refusal-case-not-the-decider");
    assert_eq!(story.refuses(grant_by(head())), "refusal-case-front-decides");
    story.does(grant_by(other_head()));
}

#[test]
fn an_instant_item_is_decided_by_the_front_in_the_same_session() {
    let mut terms = Terms { completion: Completion::Instant, ..licence_with(vec![]) };
    terms.limits.promised = Some(calendar::Limit::SameSession);
    let mut story = Story::begins(application(terms, ALL, counter()));
    story.does(Accept { by: clerk() });
    assert_eq!(story.due(&DeadlineKind::Promised).as_deref(), Some("2026-03-02T17:30"));
    let mut late = story.clone();
    story.does(grant_by(clerk()));
    assert!(story.case.is_granted());
    // CASE-03: an instant item that is not decided in the same session is an exception.
    late.at("2026-03-03T09:00").tick();
    assert!(late.case.overdue().contains(&DeadlineKind::Promised));
}

#[test]
fn only_the_deciding_role_and_department_decide() {
    let story = Story::examined();
    assert_eq!(story.refuses(grant_by(reviewer())), "refusal-case-not-the-decider");
    let elsewhere = Official { unit: "fire".into(), ..head() };
    assert_eq!(story.refuses(grant_by(elsewhere)), "refusal-case-decide-other-unit");
}

#[test]
fn who_examined_does_not_decide_where_two_are_needed() {
    let mut story = Story::accepted();
    story.does(agree("read", head()));
    assert_eq!(story.refuses(grant_by(head())), "refusal-case-decider-examined");
    let mut filing = Story::accepted_with(terms_of(Regime::Filing));
    filing.does(agree("read", head()));
    filing.does(grant_by(head()));
}

#[test]
fn nothing_is_decided_before_the_steps_agreed() {
    let refusal = Story::accepted().refusal(grant());
    assert_eq!(refusal.key(), "refusal-case-not-ready");
    assert_eq!(refusal.values(), [("step", "read".to_owned())]);
    assert_eq!(Story::licence().refuses(grant()), "refusal-case-not-now");
}

#[test]
fn a_waiting_no_is_answered_before_a_yes() {
    let mut story = Story::examined();
    story.does(propose(No::Deny, examiner()));
    assert_eq!(story.refuses(grant()), "refusal-case-no-pending");
}

#[test]
fn a_decision_has_an_opinion() {
    assert_eq!(Story::examined().refuses(Grant { opinion: "".into(), ..grant() }), "refusal-case-no-reason");
}

fn extend(by: Official) -> Extend {
    Extend { reasons: "案情复杂。".into(), by }
}

#[test]
fn the_head_extends_once_by_ten_working_days_with_reasons() {
    let mut story = Story::accepted();
    assert_eq!(story.refuses(extend(chief())), "refusal-case-extend-head");
    assert_eq!(story.refuses(Extend { reasons: "".into(), ..extend(head()) }), "refusal-case-no-reason");
    story.does(extend(head()));
    assert_eq!(story.due(&DeadlineKind::Legal).as_deref(), Some("2026-04-14T17:30"));
    assert_eq!(story.due(&DeadlineKind::Promised).as_deref(), Some("2026-03-30T17:30"));
    let refusal = story.refusal(extend(head()));
    assert_eq!(
        (refusal.key(), refusal.source_of_law()),
        ("refusal-case-extended-twice", Some("行政许可法 第四十二条"))
    );
}

#[test]
fn a_joint_licence_is_extended_by_fifteen_days() {
    let mut story = Story::accepted_with(Terms { joint: true, ..licence() });
    story.does(extend(head()));
    assert_eq!(story.due(&DeadlineKind::Legal).as_deref(), Some("2026-05-28T17:30"));
}

#[test]
fn what_is_over_is_not_extended_afterwards() {
    let mut story = Story::accepted();
    story.at("2026-03-31T09:00");
    assert_eq!(story.refuses(extend(head())), "refusal-case-extend-too-late");
}

#[test]
fn a_regime_without_extension_says_so() {
    let story = Story::accepted_with(terms_of(Regime::Benefit));
    assert_eq!(story.refusal(extend(head())).key(), "refusal-case-not-in-regime");
}

#[test]
fn a_registration_has_three_working_days_and_three_more() {
    let mut terms = terms_of(Regime::Registration);
    terms.limits.promised = None;
    let mut story = Story::accepted_with(terms);
    assert_eq!(story.due(&DeadlineKind::Legal).as_deref(), Some("2026-03-05T17:30"));
    story.does(extend(head()));
    assert_eq!(story.due(&DeadlineKind::Legal).as_deref(), Some("2026-03-10T17:30"));
}

#[test]
fn the_applicant_withdraws_before_the_decision_only() {
    let withdraw = || Withdraw { reasons: Some("不办了。".into()), via: online() };
    for (mut story, code) in [(Story::licence(), 2), (Story::accepted(), 14), (Story::examined(), 14)] {
        story.does(withdraw());
        assert_eq!((story.stage(), story.case.status_code()), ("withdrawn", code));
        assert_eq!(story.refuses(withdraw()), "refusal-case-withdraw-over");
    }
    assert_eq!(Story::granted().refuses(withdraw()), "refusal-case-withdraw-decided");
}

#[test]
fn a_result_is_made_once_and_after_the_decision() {
    let make = || MakeResult { document: None, number: None, by: None };
    assert_eq!(Story::accepted().refuses(make()), "refusal-case-not-decided");
    assert_eq!(Story::ready().refuses(make()), "refusal-case-result-made");
}

#[test]
fn a_matter_without_result_hands_over_the_decision_itself() {
    let mut story = Story::accepted_with(Terms { result: catalogue::ResultKind::None, ..licence() });
    story.does(agree("read", examiner()));
    story.does(grant());
    assert_eq!(story.stage(), "ready");
}

#[test]
fn a_slip_of_the_pen_is_corrected_after_the_decision_only() {
    let correct =
        || Correct { text: "“广告”误写为“广吿”。".into(), document: None, by: examiner() };
    assert_eq!(Story::examined().refuses(correct()), "refusal-case-not-decided");
    let mut story = Story::delivered();
    let before = story.case.stage().clone();
    story.does(correct());
    assert_eq!(*story.case.stage(), before);
    assert_eq!(story.refuses(Correct { text: "".into(), ..correct() }), "refusal-case-no-reason");
}

#[test]
fn a_decider_of_a_lower_role_is_what_the_matter_says() {
    let mut story = Story::accepted_with(Terms { decided_by: PostRole::Reviewer, ..licence() });
    story.does(agree("read", examiner()));
    story.does(grant_by(reviewer()));
    assert!(story.case.is_granted());
}
