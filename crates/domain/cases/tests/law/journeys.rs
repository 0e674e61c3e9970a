//! Whole lives of a case: the scenarios of the requirements.

use crate::desk::*;
use calendar::Limit;
use cases::*;
use catalogue::DeliveryWay;
use kernel::Money;

#[test]
fn a_gap_and_a_commitment_a_day_and_free_post() {
    // Scenario S-3, steps 4 and 6: gap with its date, commitment as a public row, one working day, postage 0.
    let mut terms = licence();
    terms.limits.promised = Some(Limit::WorkingDays(1));
    let mut submit = application(terms, &["identity"], counter());
    submit.gaps = vec![UndertakeGap { via: counter(), ..promise("plan") }];
    submit.commitments = vec![SignCommitment { via: counter(), ..commit("proof") }];
    submit.delivery = Some(DeliveryChoice::post(address()));
    let mut story = Story::begins(submit);
    story.does(Accept { by: clerk() });
    assert!(story.due(&DeadlineKind::Gap("plan".into())).is_some());
    assert!(story.log.iter().any(|recorded| matches!(recorded.event, CaseEvent::CommitmentSigned(_))));
    story.does(agree("read", examiner()));
    story
        .at("2026-03-03T11:00")
        .does(FillGap { materials: vec![Given::upload("plan", blob(1))], via: online() });
    story.does(grant());
    story.does(MakeResult { document: None, number: Some("许0002".into()), by: None });
    let elapsed = CALENDAR.working_days_between(CALENDAR.date_of(time(START)), CALENDAR.date_of(story.now));
    assert!(elapsed.expect("whole") <= 1);
    assert!(story.case.overdue().is_empty());
    story.does(HandToCarrier { carrier: "邮政".into(), tracking: "EA2".into(), by: clerk() });
    let postage = story.log.iter().find_map(|recorded| match &recorded.event {
        CaseEvent::Posted(posted) => Some(posted.fee),
        _ => None,
    });
    assert_eq!(postage, Some(Money(0)));
    story.does(Deliver {
        way: DeliveryWay::Post,
        proof: Proof::Carrier { reference: "签收".into() },
        by: None,
    });
    story.does(Archive { by: None });
    assert_eq!(story.stage(), "archived");
}

#[test]
fn the_long_way_with_everything_that_a_licence_may_meet() {
    let mut story = Story::begins(application(licence(), &["identity", "plan"], online()));
    story.does(ask_material("proof"));
    story.at("2026-03-05T17:00").does(supply(&["proof"], counter()));
    story.at("2026-03-06T10:00").does(Accept { by: clerk() });
    story.does(BeginSpecial {
        kind: catalogue::SpecialKind::ExpertReview,
        reasons: "涉及文物。".into(),
        planned: Limit::WorkingDays(10),
        requested_by: None,
        by: examiner(),
    });
    story.at("2026-03-20T10:00").does(EndSpecial { outcome: "专家同意。".into(), by: examiner() });
    story.does(Extend { reasons: "还需征求意见。".into(), by: head() });
    story.does(disagree("read", examiner()));
    story.does(SendBack { from: None, to: "read".into(), reasons: "意见不明确。".into(), by: head() });
    story.does(agree("read", second_examiner()));
    story.does(propose(No::Deny, examiner()));
    story.does(overrule(head()));
    story.at("2026-03-25T10:00").does(grant());
    story.does(MakeResult { document: None, number: Some("许0003".into()), by: None });
    story.does(handover());
    assert_eq!(story.stage(), "delivered");
    assert!(story.case.overdue().is_empty(), "{:?}", story.case.overdue());
}
