//! Receipt: what reaches the office is received, complete or not.

use crate::desk::*;
use cases::*;
use catalogue::{Acceptance, Channel, Completion};
use kernel::Refusal;

fn refused(submit: Submit) -> &'static str {
    Case::submit(submit, &CALENDAR, time(START)).expect_err("it is refused").key()
}

#[test]
fn an_online_submission_is_receipt_and_starts_the_five_working_days() {
    let story = Story::licence();
    assert_eq!((story.stage(), story.case.status_code()), ("received", 1));
    // Monday plus five working days is the Monday after.
    assert_eq!(story.due(&DeadlineKind::Notice).as_deref(), Some("2026-03-09T17:30"));
}

#[test]
fn what_comes_out_of_hours_counts_for_the_next_working_day_and_keeps_its_real_time() {
    let story = Story::begins_at(application(licence(), ALL, online()), "2026-03-06T22:15");
    assert_eq!(local(story.case.received()), "2026-03-06T22:15");
    assert_eq!(story.due(&DeadlineKind::Notice).as_deref(), Some("2026-03-16T17:30"));
}

#[test]
fn an_incomplete_application_is_received_all_the_same() {
    let story = Story::begins(application(licence(), &[], online()));
    assert_eq!(story.stage(), "received");
    assert_eq!(story.case.missing().len(), 3);
    assert_eq!(story.case.completeness_code(), 0);
}

#[test]
fn a_person_at_the_counter_needs_neither_account_nor_telephone() {
    let mut submit = application(licence(), ALL, counter());
    submit.applicant =
        Party::new(person(), PartyKind::Person, PartyDetails { name: "李四".into(), ..Default::default() });
    let story = Story::begins(submit);
    assert_eq!((story.stage(), story.case.visits()), ("received", 1));
    assert_eq!(story.due(&DeadlineKind::Notice), Story::licence().due(&DeadlineKind::Notice));
}

#[test]
fn a_case_begun_online_goes_on_at_the_counter_and_back() {
    let mut story = Story::licence();
    story.does(ask(&[Subject::Material("identity".into()), Subject::Other]));
    story.does(supply(&["identity"], counter()));
    story.does(Supplement { materials: vec![], form: None, settles: vec![1], via: online() });
    assert_eq!((story.stage(), story.case.visits()), ("received", 1));
}

#[test]
fn receipt_of_complete_papers_is_acceptance_where_the_matter_says_so() {
    let terms = Terms { acceptance: Acceptance::AtReceipt, ..licence() };
    let story = Story::begins(application(terms.clone(), ALL, online()));
    assert_eq!(story.stage(), "examining");
    let story = Story::begins(application(terms, &["identity"], online()));
    assert_eq!(story.stage(), "received");
}

#[test]
fn an_instant_matter_writes_every_event_in_one_visit() {
    let terms = Terms {
        completion: Completion::Instant,
        acceptance: Acceptance::AtReceipt,
        decided_by: catalogue::PostRole::Clerk,
        ..licence_with(vec![])
    };
    let mut story = Story::begins(application(terms, ALL, counter()));
    story.does(grant_by(clerk()));
    story.does(MakeResult { document: None, number: None, by: Some(clerk()) });
    story.does(handover());
    let names: Vec<_> = story.log.iter().map(|recorded| kernel::DomainEvent::name(&recorded.event)).collect();
    assert_eq!(
        names,
        ["case.received", "case.accepted", "case.granted", "case.result_made", "case.delivered"]
    );
}

#[test]
fn a_matter_that_is_only_linked_to_takes_nothing() {
    let terms =
        Terms { decided: catalogue::Decided::LinkOnly { url: "https://example.org".into() }, ..licence() };
    assert_eq!(refused(application(terms, ALL, online())), "refusal-case-link-only");
}

#[test]
fn a_closed_channel_is_refused() {
    let terms = Terms { channels: vec![Channel::Window], ..licence() };
    assert_eq!(refused(application(terms, ALL, online())), "refusal-case-closed-channel");
}

#[test]
fn somebody_takes_in_at_a_counter() {
    let via = Via { official: None, ..counter() };
    assert_eq!(refused(application(licence(), ALL, via)), "refusal-case-nobody-at-the-counter");
}

#[test]
fn a_material_that_the_case_does_not_know_is_refused() {
    assert_eq!(refused(application(licence(), &["cat"], online())), "refusal-case-unknown-material");
}

#[test]
fn limit_and_result_do_not_depend_on_the_unit_that_accepts() {
    // P-20: any unit in scope accepts.
    let elsewhere = Official::new(clerk().account, catalogue::PostRole::Clerk, "village-hall".into());
    let via = Via::counter(elsewhere.clone(), None);
    let mut there = Story::begins(application(licence(), ALL, via));
    there.does(Accept { by: elsewhere });
    let here = Story::accepted();
    assert_eq!(there.case.dues(), here.case.dues());
    assert_eq!(there.case.terms(), here.case.terms());
}
