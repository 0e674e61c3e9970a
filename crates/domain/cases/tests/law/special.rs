//! Special procedures and hearings.

use crate::desk::*;
use calendar::Limit;
use cases::*;
use catalogue::{Regime, SpecialKind, SpecialProcedure};
use kernel::Refusal;

fn begin(kind: SpecialKind, days: u16) -> BeginSpecial {
    BeginSpecial {
        kind,
        reasons: "需要检测。".into(),
        planned: Limit::WorkingDays(days),
        requested_by: None,
        by: examiner(),
    }
}

fn end() -> EndSpecial {
    EndSpecial { outcome: "检测合格。".into(), by: examiner() }
}

#[test]
fn a_special_procedure_stops_both_clocks_and_takes_whole_days_out() {
    let mut story = Story::accepted();
    story.at("2026-03-04T10:00").does(begin(SpecialKind::Testing, 10));
    assert_eq!((story.stage(), story.case.status_code()), ("suspended", 9));
    assert!(story.case.dues().suspended);
    assert_eq!(story.due(&DeadlineKind::Legal), None);
    assert_eq!(story.due(&DeadlineKind::Special).as_deref(), Some("2026-03-18T17:30"));
    story.at("2026-03-11T10:00").does(end());
    // The day on which it stopped counts, the day on which it runs again does not: 5, 6, 9, 10 and 11 March.
    assert_eq!(story.due(&DeadlineKind::Legal).as_deref(), Some("2026-04-07T17:30"));
    assert_eq!(story.due(&DeadlineKind::Promised).as_deref(), Some("2026-03-23T17:30"));
    assert!(!story.case.dues().suspended);
}

#[test]
fn the_eight_procedures_of_the_licensing_law_are_open_to_a_licence() {
    for kind in [
        SpecialKind::Hearing,
        SpecialKind::Tender,
        SpecialKind::Auction,
        SpecialKind::Inspection,
        SpecialKind::Testing,
        SpecialKind::Quarantine,
        SpecialKind::Appraisal,
        SpecialKind::ExpertReview,
    ] {
        let mut story = Story::accepted();
        story.does(begin(kind, 5));
        let CaseEvent::Suspended(suspended) = story.last() else { panic!() };
        assert_eq!(suspended.law, "行政许可法 第四十五条");
    }
}

#[test]
fn a_local_kind_needs_its_published_law() {
    let refusal = Story::accepted().refusal(begin(SpecialKind::PublicNotice, 5));
    assert_eq!(refusal.key(), "refusal-case-not-in-regime");
    assert_eq!(refusal.source_of_law(), Some("行政许可法 第四十五条"));
    let published = SpecialProcedure {
        kind: SpecialKind::PublicNotice,
        law: "某条例 第八条".into(),
        stops_clock: false,
        longest: Some(Limit::WorkingDays(7)),
    };
    let mut story = Story::accepted_with(Terms { special: vec![published], ..licence() });
    assert_eq!(story.refuses(begin(SpecialKind::PublicNotice, 8)), "refusal-case-special-too-long");
    let before = *story.case.dues();
    story.does(begin(SpecialKind::PublicNotice, 7));
    assert_eq!(*story.case.dues(), before, "this one does not stop the clock");
}

#[test]
fn other_regimes_have_only_what_their_matter_publishes() {
    let story = Story::accepted_with(terms_of(Regime::Benefit));
    assert_eq!(story.refuses(begin(SpecialKind::Testing, 5)), "refusal-case-not-in-regime");
}

#[test]
fn the_applicant_is_told_the_time_needed() {
    let story = Story::accepted();
    assert_eq!(story.refuses(begin(SpecialKind::Testing, 0)), "refusal-case-special-no-time");
    let silent = BeginSpecial { reasons: String::new(), ..begin(SpecialKind::Testing, 5) };
    assert_eq!(story.refuses(silent), "refusal-case-no-reason");
}

#[test]
fn front_staff_stops_no_clock() {
    let story = Story::accepted();
    assert_eq!(
        story.refuses(BeginSpecial { by: clerk(), ..begin(SpecialKind::Testing, 5) }),
        "refusal-case-special-front"
    );
}

#[test]
fn one_special_procedure_at_a_time() {
    let mut story = Story::accepted();
    assert_eq!(story.refuses(end()), "refusal-case-no-special");
    story.does(begin(SpecialKind::Testing, 5));
    assert_eq!(story.refuses(begin(SpecialKind::Appraisal, 5)), "refusal-case-special-going-on");
    assert_eq!(story.refuses(grant()), "refusal-case-suspended");
    assert_eq!(story.refuses(propose(No::Deny, examiner())), "refusal-case-not-now");
}

#[test]
fn no_clock_of_the_case_runs_out_while_it_stands_still() {
    let limited = catalogue::Step {
        limit: Some(Limit::WorkingDays(3)),
        ..step("read", catalogue::StepKind::Review, catalogue::PostRole::Examiner, &[])
    };
    let mut story = Story::accepted_with(licence_with(vec![limited]));
    story.does(begin(SpecialKind::Testing, 60));
    assert!(story.at("2026-05-20T10:00").tick().is_empty());
    story.does(end());
    // Day 0 was used up by nothing; the day on which the clock runs again is not counted either.
    assert_eq!(story.due(&DeadlineKind::Step("read".into())).as_deref(), Some("2026-05-25T17:30"));
}

#[test]
fn a_procedure_that_takes_longer_than_told_shows() {
    let mut story = Story::accepted();
    story.does(begin(SpecialKind::Testing, 5));
    assert_eq!(story.at("2026-03-20T10:00").tick(), ["case.overdue"]);
    assert!(story.case.overdue().contains(&DeadlineKind::Special));
}

#[test]
fn a_hearing_is_held_within_twenty_working_days() {
    assert_eq!(Story::accepted().refuses(begin(SpecialKind::Hearing, 21)), "refusal-case-special-too-long");
}

#[test]
fn the_decision_waits_for_the_hearing_that_was_offered() {
    let mut story = Story::examined();
    story.does(OfferHearing { by: examiner() });
    assert_eq!(story.due(&DeadlineKind::HearingRequest).as_deref(), Some("2026-03-09T17:30"));
    assert_eq!(story.refuses(grant()), "refusal-case-hearing-pending");
    story.does(AskForHearing { via: online() });
    assert_eq!(story.refuses(AskForHearing { via: online() }), "refusal-case-hearing-not-offered");
    story.at("2026-03-13T10:00").does(begin(SpecialKind::Hearing, 10));
    story.at("2026-03-16T10:00").does(end());
    story.does(grant());
}

#[test]
fn who_does_not_ask_in_time_has_no_hearing() {
    let mut story = Story::examined();
    story.does(OfferHearing { by: examiner() });
    assert_eq!(story.refuses(OfferHearing { by: examiner() }), "refusal-case-hearing-offered");
    story.does(propose(No::Deny, examiner()));
    assert_eq!(story.refuses(confirm(head())), "refusal-case-no-hearing-pending");
    story.at("2026-03-10T09:00");
    assert_eq!(story.refuses(AskForHearing { via: online() }), "refusal-case-hearing-not-offered");
    story.does(confirm(head()));
}

#[test]
fn only_a_licence_has_a_hearing_offer() {
    let refusal =
        Story::accepted_with(terms_of(Regime::Confirmation)).refusal(OfferHearing { by: examiner() });
    assert_eq!(
        (refusal.key(), refusal.source_of_law()),
        ("refusal-case-not-in-regime", Some("行政许可法 第四十七条"))
    );
}
