//! Rejection moved up: nobody says no alone.

use crate::desk::*;
use cases::*;
use catalogue::{PostRole, Regime};
use kernel::Refusal;

#[test]
fn a_no_is_a_proposal_until_somebody_higher_confirms_it() {
    let mut story = Story::licence();
    story.does(propose(No::Refuse, clerk()));
    assert_eq!(story.stage(), "received", "until then the visitor holds the receipt");
    assert_eq!(story.case.whose_turn(), Turn::Confirmer { level: 0 });
    story.does(confirm(chief()));
    assert_eq!((story.stage(), story.case.status_code()), ("refused", 5));
    let CaseEvent::Refused(no) = story.last() else { panic!() };
    assert_eq!((no.proposed_by.clone(), no.confirmed_by.clone()), (clerk(), chief()));
    assert!(no.remedy.is_some(), "review body and court are printed on it");
}

#[test]
fn the_same_person_does_not_confirm() {
    let mut story = Story::licence();
    story.does(propose(No::Refuse, clerk()));
    let promoted = Official { role: PostRole::Head, ..clerk() };
    assert_eq!(story.refuses(confirm(promoted.clone())), "refusal-case-no-same-person");
    assert_eq!(story.refuses(overrule(promoted)), "refusal-case-no-same-person");
}

#[test]
fn an_equal_does_not_confirm() {
    let mut story = Story::licence();
    story.does(propose(No::Refuse, examiner()));
    assert_eq!(story.refuses(confirm(second_examiner())), "refusal-case-no-not-higher");
    assert_eq!(story.refuses(overrule(second_examiner())), "refusal-case-no-not-higher");
}

#[test]
fn the_no_of_a_head_is_confirmed_by_another_head() {
    let mut story = Story::examined();
    story.does(propose(No::Deny, head()));
    assert_eq!(story.refuses(confirm(chief())), "refusal-case-no-not-higher");
    story.does(confirm(other_head()));
    assert_eq!(story.case.status_code(), 13);
}

#[test]
fn who_received_the_case_never_says_its_final_no() {
    // P-06: no negative decision with decider = receiver.
    let receiver = Official { role: PostRole::ChiefAtHall, ..clerk() };
    let mut story = Story::begins(application(licence(), ALL, Via::counter(receiver.clone(), None)));
    story.does(propose(No::Refuse, examiner()));
    assert_eq!(story.refuses(confirm(receiver)), "refusal-case-no-receiver");
}

#[test]
fn a_denial_is_confirmed_by_who_may_decide() {
    let mut story = Story::examined();
    assert_eq!(story.refuses(propose(No::Deny, clerk())), "refusal-case-no-front-staff");
    story.does(propose(No::Deny, examiner()));
    assert_eq!(story.refuses(confirm(chief())), "refusal-case-no-decider-needed");
    story.does(confirm(head()));
    assert_eq!(story.stage(), "ready", "the paper waits to be handed over");
    assert_eq!(story.case.decision().map(|decision| decision.outcome), Some(Outcome::Denied));
}

#[test]
fn an_overruled_no_lets_the_case_go_on() {
    let mut story = Story::licence();
    story.does(propose(No::Refuse, clerk()));
    story.does(overrule(chief()));
    assert_eq!(story.case.proposal(), None);
    assert_eq!(story.refuses(propose(No::Refuse, clerk())), "refusal-case-no-overruled-already");
    story.does(Accept { by: clerk() });
    assert_eq!(story.stage(), "examining");
}

#[test]
fn while_the_visitor_waits_thirty_working_minutes_run() {
    let mut story = Story::begins(application(licence(), ALL, counter()));
    story.does(ProposeNo { visitor_waits: true, ..propose(No::Refuse, clerk()) });
    assert_eq!(story.due(&DeadlineKind::Confirmation).as_deref(), Some("2026-03-02T10:30"));
}

#[test]
fn online_four_working_hours_run() {
    let mut story = Story::licence();
    story.does(propose(No::Refuse, clerk()));
    // 10:00 to 12:00 and 14:00 to 16:00.
    assert_eq!(story.due(&DeadlineKind::Confirmation).as_deref(), Some("2026-03-02T16:00"));
}

#[test]
fn the_clock_of_the_confirmation_lies_inside_the_clock_of_the_law() {
    let mut story = Story::licence();
    story.at("2026-03-09T16:30").does(propose(No::Refuse, clerk()));
    assert_eq!(story.due(&DeadlineKind::Confirmation), story.due(&DeadlineKind::Notice));
}

#[test]
fn silence_never_makes_a_no_it_escalates_and_shows() {
    let mut story = Story::licence();
    story.does(propose(No::Refuse, clerk()));
    assert_eq!(story.at("2026-03-02T17:00").tick(), ["case.no_escalated"]);
    assert_eq!(story.case.whose_turn(), Turn::Confirmer { level: 1 });
    assert_eq!(story.at("2026-03-05T09:00").tick(), ["case.no_escalated"]);
    assert!(story.case.overdue().contains(&DeadlineKind::Confirmation), "it stays on the overdue board");
    assert_eq!(story.stage(), "received");
    assert_eq!(story.at("2026-03-10T09:00").tick(), ["case.deemed_accepted"]);
    assert_eq!((story.stage(), story.case.proposal()), ("examining", None), "silence has accepted");
}

#[test]
fn a_no_has_reasons_and_a_law() {
    let story = Story::licence();
    assert_eq!(
        story.refuses(ProposeNo { reasons: " ".into(), ..propose(No::Refuse, clerk()) }),
        "refusal-case-no-reason"
    );
    assert_eq!(
        story.refuses(ProposeNo { basis: " ".into(), ..propose(No::Refuse, clerk()) }),
        "refusal-case-no-basis"
    );
    let mut story = story;
    story.does(propose(No::Refuse, clerk()));
    assert_eq!(story.refuses(ConfirmNo { reasons: "".into(), by: chief() }), "refusal-case-no-reason");
    assert_eq!(story.refuses(propose(No::NotForUs, clerk())), "refusal-case-no-proposed-already");
}

#[test]
fn there_is_nothing_to_confirm_without_a_proposal() {
    assert_eq!(Story::licence().refuses(confirm(chief())), "refusal-case-no-none-proposed");
    assert_eq!(Story::licence().refuses(overrule(chief())), "refusal-case-no-none-proposed");
}

#[test]
fn not_for_us_is_told_at_once_and_needs_two_as_well() {
    let mut story = Story::begins(application(licence(), &[], counter()));
    story.does(ProposeNo { visitor_waits: true, ..propose(No::NotForUs, clerk()) });
    story.at("2026-03-02T10:20").does(confirm(chief()));
    assert_eq!((story.stage(), story.case.status_code()), ("not_for_us", 4));
}

#[test]
fn a_notice_answers_a_proposed_no() {
    let mut story = Story::licence();
    story.does(propose(No::Refuse, clerk()));
    story.does(ask_material("plan"));
    assert_eq!((story.stage(), story.case.proposal()), ("supplementing", None));
}

#[test]
fn a_no_belongs_to_its_stage() {
    assert_eq!(Story::licence().refuses(propose(No::Deny, examiner())), "refusal-case-not-now");
    assert_eq!(Story::accepted().refuses(propose(No::Refuse, clerk())), "refusal-case-not-now");
    assert_eq!(Story::accepted().refuses(propose(No::Revoke, examiner())), "refusal-case-not-now");
    assert_eq!(Story::granted().refuses(propose(No::Deny, examiner())), "refusal-case-not-now");
}

#[test]
fn a_case_is_terminated_by_two_when_it_has_become_impossible() {
    for mut story in [Story::licence(), Story::accepted()] {
        story.does(propose(No::Terminate, examiner()));
        story.does(confirm(head()));
        assert_eq!(story.stage(), "terminated");
    }
}

#[test]
fn a_decision_is_revoked_by_two_whenever_it_proves_wrong() {
    for mut story in [Story::granted(), Story::ready(), Story::delivered()] {
        story.does(propose(No::Revoke, examiner()));
        assert_eq!(story.refuses(confirm(chief())), "refusal-case-no-decider-needed");
        story.does(confirm(head()));
        assert_eq!((story.stage(), story.case.status_code()), ("revoked", 15));
    }
}

#[test]
fn a_filing_is_returned_as_incomplete_never_denied() {
    let mut story = Story::begins(application(terms_of(Regime::Filing), &[], online()));
    story.does(propose(No::Return, clerk()));
    story.does(confirm(chief()));
    assert_eq!(story.stage(), "returned");
    let story = Story::accepted_with(terms_of(Regime::Filing));
    assert_eq!(story.refusal(propose(No::Deny, examiner())).key(), "refusal-case-not-in-regime");
}

#[test]
fn an_incomplete_licence_application_is_never_returned_without_notice() {
    let refusal = Story::licence().refusal(propose(No::Return, clerk()));
    assert_eq!(
        (refusal.key(), refusal.source_of_law()),
        ("refusal-case-not-in-regime", Some("行政许可法 第三十二条"))
    );
}

#[test]
fn a_household_case_that_failed_goes_to_the_leader() {
    // Scenario S-4.5: the no of the desk reaches the leader, who finds another way.
    let mut story = Story::begins(application(licence(), &["identity"], counter()));
    story.does(ProposeNo { visitor_waits: true, ..propose(No::Refuse, clerk()) });
    story.at("2026-03-02T10:10").does(overrule(chief()));
    story.does(UndertakeGap { via: counter(), ..promise("plan") });
    story.does(SignCommitment { via: counter(), ..commit("proof") });
    story.does(Accept { by: clerk() });
    assert_eq!(story.stage(), "examining");
}
