//! What screens show: moves, progress, codes.

use crate::desk::*;
use cases::*;
use catalogue::DeliveryWay;

#[test]
fn the_applicant_sees_what_she_may_do() {
    let mut story = Story::begins(application(licence(), &["identity"], online()));
    let seen = story.case.allowed_actions(Viewer::Applicant, story.now);
    assert_eq!(seen, [Move::UndertakeGap, Move::SignCommitment, Move::ChooseDelivery, Move::Withdraw]);
    story.does(ask_material("plan"));
    assert!(story.case.allows(Move::Supplement, Viewer::Applicant, story.now));
    assert!(!Story::delivered().case.allows(Move::Withdraw, Viewer::Applicant, time(START)));
}

#[test]
fn staff_sees_the_moves_of_its_role() {
    let story = Story::licence();
    assert!(story.case.allows(Move::Accept, Viewer::Staff(&clerk()), story.now));
    assert!(!story.case.allows(Move::Grant, Viewer::Staff(&head()), story.now));
    let story = Story::accepted();
    assert_eq!(story.case.workable_steps(&examiner()), ["read".into()]);
    assert!(story.case.workable_steps(&clerk()).is_empty());
    assert!(story.case.allows(Move::Extend, Viewer::Staff(&head()), story.now));
    assert!(!story.case.allows(Move::Extend, Viewer::Staff(&examiner()), story.now));
    let story = Story::examined();
    assert!(story.case.allows(Move::Grant, Viewer::Staff(&head()), story.now));
    assert!(!story.case.allows(Move::Grant, Viewer::Staff(&examiner()), story.now));
    assert!(!story.case.allows(Move::Grant, Viewer::Staff(&clerk()), story.now));
}

#[test]
fn the_confirmer_sees_the_proposed_no_and_the_proposer_does_not() {
    let mut story = Story::licence();
    story.does(propose(No::Refuse, clerk()));
    assert!(story.case.allows(Move::ConfirmNo, Viewer::Staff(&chief()), story.now));
    assert!(!story.case.allows(Move::ConfirmNo, Viewer::Staff(&clerk()), story.now));
}

#[test]
fn a_denial_is_confirmed_only_by_the_role_that_decides() {
    let mut story = Story::examined();
    story.does(propose(No::Deny, examiner()));
    assert!(!story.case.allows(Move::ConfirmNo, Viewer::Staff(&reviewer()), story.now));
    assert!(story.case.allows(Move::OverruleNo, Viewer::Staff(&reviewer()), story.now));
    assert!(story.case.allows(Move::ConfirmNo, Viewer::Staff(&head()), story.now));
}

#[test]
fn the_way_of_a_case_has_a_done_a_now_and_a_next() {
    let way = Story::licence().case.progress();
    assert_eq!(way.now, [Station::Received]);
    assert_eq!(way.next.len(), 5);
    let way = Story::accepted().case.progress();
    assert_eq!(way.now, [Station::Step("read".into())]);
    assert_eq!(way.next, [Station::Decision, Station::Result, Station::Delivery]);
    let way = Story::examined().case.progress();
    assert_eq!((way.now, way.next), (vec![Station::Decision], vec![Station::Result, Station::Delivery]));
    let way = Story::delivered().case.progress();
    assert!(way.now.is_empty() && way.next.is_empty());
    assert_eq!(way.done.last().map(|(station, _)| station.clone()), Some(Station::Delivery));
}

#[test]
fn a_case_that_ended_without_result_says_how() {
    let mut story = Story::licence();
    story.does(Withdraw { reasons: None, via: online() });
    let last = story.case.progress().done.pop().map(|(station, _)| station);
    assert_eq!(last, Some(Station::End(Ending::Withdrawn)));
    assert_eq!(story.case.closing_code(), Some(5));
}

#[test]
fn codes_of_the_national_list() {
    let mut suspended = Story::accepted();
    suspended.does(BeginSpecial {
        kind: catalogue::SpecialKind::Appraisal,
        reasons: "鉴定。".into(),
        planned: calendar::Limit::WorkingDays(3),
        requested_by: None,
        by: examiner(),
    });
    let mut asked = Story::licence();
    asked.does(ask_material("plan"));
    let mut settled = asked.clone();
    settled.does(supply(&["plan"], online()));
    let codes: Vec<u8> = [
        Story::licence(),
        Story::accepted(),
        asked,
        settled,
        Story::examined(),
        suspended,
        Story::delivered(),
    ]
    .iter()
    .map(|story| story.case.status_code())
    .collect();
    assert_eq!(codes, [1, 3, 6, 7, 8, 9, 11]);
}

#[test]
fn whose_turn_it_is_follows_the_stage() {
    assert_eq!(Story::licence().case.whose_turn(), Turn::Window);
    assert_eq!(Story::accepted().case.whose_turn(), Turn::Steps(vec!["read".into()]));
    assert_eq!(Story::examined().case.whose_turn(), Turn::Decider);
    assert_eq!(Story::granted().case.whose_turn(), Turn::Issuer);
    assert_eq!(Story::delivered().case.whose_turn(), Turn::Nobody);
    assert!(Story::ready().case.allows(Move::Deliver, Viewer::Staff(&clerk()), time(START)));
    assert_eq!(Story::ready().case.delivery().map(|choice| choice.way), Some(DeliveryWay::Window));
}
