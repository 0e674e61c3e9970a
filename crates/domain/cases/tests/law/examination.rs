//! Examination: steps one after another, side by side, and back.

use crate::desk::*;
use calendar::Limit;
use cases::*;
use catalogue::{Join, PostRole, StepKey, StepKind};
use kernel::{Money, Refusal};

/// read → (look ∥ ask) → check → decide.
fn fork() -> Terms {
    let ask = catalogue::Step {
        department: Some("fire".into()),
        ..step("ask", StepKind::Opinion, PostRole::Examiner, &["read"])
    };
    licence_with(vec![
        step("read", StepKind::Review, PostRole::Examiner, &[]),
        step("look", StepKind::Review, PostRole::Examiner, &["read"]),
        ask,
        step("check", StepKind::Verify, PostRole::Reviewer, &["look", "ask"]),
        step("decide", StepKind::Decide, PostRole::Head, &["check"]),
    ])
}

fn open(story: &Story) -> Vec<String> {
    story.case.examination().expect("examined").open_steps().map(StepKey::to_string).collect()
}

fn back(from: Option<&str>, to: &str, by: Official) -> SendBack {
    SendBack { from: from.map(Into::into), to: to.into(), reasons: "请再核对。".into(), by }
}

#[test]
fn steps_open_one_after_another_and_side_by_side() {
    let mut story = Story::accepted_with(fork());
    assert_eq!(open(&story), ["read"]);
    story.does(agree("read", examiner()));
    assert_eq!(open(&story), ["ask", "look"]);
    assert_eq!(story.case.status_code(), 8);
    story.does(agree("look", examiner()));
    assert_eq!(open(&story), ["ask"], "all must have agreed");
    story.does(agree("ask", neighbour()));
    assert_eq!(open(&story), ["check"]);
    story.does(agree("check", reviewer()));
    assert_eq!(open(&story), ["decide"]);
    assert_eq!(story.case.whose_turn(), Turn::Decider);
}

#[test]
fn one_agreement_is_enough_where_any_may_agree() {
    let any = catalogue::Step {
        join: Join::Any,
        ..step("decide", StepKind::Decide, PostRole::Head, &["one", "two"])
    };
    let mut story = Story::accepted_with(licence_with(vec![
        step("one", StepKind::Review, PostRole::Examiner, &[]),
        step("two", StepKind::Review, PostRole::Examiner, &[]),
        any,
    ]));
    story.does(agree("two", second_examiner()));
    assert_eq!(open(&story), ["decide", "one"]);
    story.does(grant());
    assert!(story.case.is_granted());
}

#[test]
fn a_disagreement_opens_nothing_and_is_not_yet_a_no() {
    let mut story = Story::accepted_with(fork());
    story.does(disagree("read", examiner()));
    assert!(open(&story).is_empty());
    assert_eq!(story.case.examination().expect("examined").disagreed().count(), 1);
    assert_eq!(story.case.decision(), None);
    assert_eq!(story.refuses(grant()), "refusal-case-not-ready");
    assert_eq!(story.case.possible_nos(&examiner()), [No::Deny, No::Terminate]);
}

#[test]
fn going_back_leaves_the_parallel_branch_alone() {
    let mut story = Story::accepted_with(fork());
    story.does(agree("read", examiner()));
    story.does(agree("ask", neighbour()));
    story.does(back(Some("look"), "read", examiner()));
    let examination = story.case.examination().expect("examined");
    assert_eq!(examination.steps["look"], StepState::Waiting);
    assert!(examination.has_agreed(&"ask".into()), "side by side with `look`");
    assert_eq!(open(&story), ["read"]);
    story.does(agree("read", second_examiner()));
    assert_eq!(open(&story), ["look"]);
    story.does(agree("look", second_examiner()));
    assert_eq!(open(&story), ["check"]);
}

#[test]
fn going_back_from_the_decision_undoes_the_whole_way() {
    let mut story = Story::accepted_with(fork());
    story.does(agree("read", examiner()));
    story.does(agree("look", examiner()));
    story.does(agree("ask", neighbour()));
    story.does(agree("check", reviewer()));
    assert_eq!(story.refuses(back(None, "look", examiner())), "refusal-case-step-other-role");
    story.does(back(None, "look", head()));
    let examination = story.case.examination().expect("examined");
    assert_eq!(open(&story), ["look"]);
    assert!(examination.has_agreed(&"ask".into()) && examination.has_agreed(&"read".into()));
    assert_eq!(examination.steps["check"], StepState::Waiting);
}

#[test]
fn one_goes_back_only_along_the_way_one_came() {
    let mut story = Story::accepted_with(fork());
    story.does(agree("read", examiner()));
    assert_eq!(story.refuses(back(Some("ask"), "look", neighbour())), "refusal-case-not-on-the-way");
    assert_eq!(story.refuses(back(Some("look"), "check", examiner())), "refusal-case-not-on-the-way");
    assert_eq!(story.refuses(back(Some("nothing"), "read", examiner())), "refusal-case-unknown-step");
    assert_eq!(
        story.refuses(SendBack { reasons: " ".into(), ..back(Some("look"), "read", examiner()) }),
        "refusal-case-no-reason"
    );
}

#[test]
fn every_way_back_that_is_shown_is_open_and_every_other_is_refused() {
    let mut story = Story::accepted_with(fork());
    story.does(agree("read", examiner()));
    story.does(agree("look", examiner()));
    story.does(disagree("ask", neighbour()));
    let keys = ["read", "look", "ask", "check", "decide"];
    for by in [clerk(), examiner(), neighbour(), reviewer(), head()] {
        let shown = story.case.ways_back(&by);
        assert_eq!(story.case.allows(Move::SendBack, Viewer::Staff(&by), story.now), !shown.is_empty());
        for from in std::iter::once(None).chain(keys.map(Some)) {
            for to in keys {
                let decided = story.case.decide(back(from, to, by.clone()), &CALENDAR, story.now);
                let way = (from.map(Into::into), to.into());
                assert_eq!(decided.is_ok(), shown.contains(&way), "{by:?} {from:?} {to}");
            }
        }
    }
    assert!(story.case.ways_back(&neighbour()).contains(&(Some("ask".into()), "read".into())));
    assert!(story.case.ways_back(&clerk()).is_empty() && 2 < story.case.ways_back(&head()).len());
}

#[test]
fn a_proposed_no_is_answered_before_the_case_goes_back() {
    let mut story = Story::examined();
    story.does(propose(No::Deny, examiner()));
    assert_eq!(story.refuses(back(None, "read", head())), "refusal-case-no-pending");
}

#[test]
fn one_goes_back_from_a_step_in_hand_or_from_one_that_disagreed() {
    let mut story = Story::accepted_with(fork());
    story.does(agree("read", examiner()));
    story.does(agree("look", examiner()));
    assert_eq!(story.refuses(back(Some("look"), "read", examiner())), "refusal-case-step-not-open");
    assert_eq!(
        story.refuses(back(None, "ask", head())),
        "refusal-case-not-on-the-way",
        "it is in hand there"
    );
    story.does(disagree("ask", neighbour()));
    story.does(back(Some("ask"), "read", neighbour()));
    assert_eq!(open(&story), ["read"]);
    assert!(story.case.examination().expect("examined").has_agreed(&"look".into()));
}

#[test]
fn a_step_in_somebodys_hand_is_not_done_by_another() {
    let mut story = Story::accepted();
    assert_eq!(story.does(ClaimStep { step: "read".into(), by: examiner() }), ["case.step_claimed"]);
    assert!(story.does(ClaimStep { step: "read".into(), by: examiner() }).is_empty(), "once is enough");
    assert_eq!(
        story.refuses(ClaimStep { step: "read".into(), by: second_examiner() }),
        "refusal-case-step-taken"
    );
    assert_eq!(story.refuses(agree("read", second_examiner())), "refusal-case-step-taken");
    assert_eq!(
        story.refuses(ReleaseStep { step: "read".into(), by: second_examiner() }),
        "refusal-case-step-taken"
    );
    story.does(ReleaseStep { step: "read".into(), by: head() });
    story.does(agree("read", second_examiner()));
}

#[test]
fn a_step_that_is_not_open_is_not_worked_on() {
    let story = Story::accepted_with(fork());
    assert_eq!(story.refuses(agree("look", examiner())), "refusal-case-step-not-open");
    assert_eq!(story.refuses(agree("nothing", examiner())), "refusal-case-unknown-step");
    assert_eq!(Story::examined().refuses(agree("read", examiner())), "refusal-case-step-not-open");
    assert_eq!(Story::licence().refuses(agree("read", examiner())), "refusal-case-not-now");
}

#[test]
fn unit_and_role_of_a_step_hold() {
    let mut story = Story::accepted_with(fork());
    assert_eq!(story.refuses(agree("read", neighbour())), "refusal-case-step-other-unit");
    assert_eq!(story.refuses(agree("read", clerk())), "refusal-case-step-other-role");
    story.does(agree("read", examiner()));
    assert_eq!(story.refuses(agree("ask", examiner())), "refusal-case-step-other-unit");
}

#[test]
fn an_opinion_is_given_in_words() {
    let story = Story::accepted();
    let silent = GiveOpinion { opinion: "\n".into(), ..agree("read", examiner()) };
    assert_eq!(story.refuses(silent), "refusal-case-no-reason");
}

#[test]
fn a_check_is_made_by_a_second_person() {
    let steps = vec![
        step("read", StepKind::Review, PostRole::Examiner, &[]),
        step("check", StepKind::Verify, PostRole::Examiner, &["read"]),
    ];
    let mut story = Story::accepted_with(licence_with(steps));
    story.does(agree("read", examiner()));
    assert_eq!(story.refuses(agree("check", examiner())), "refusal-case-second-person");
    story.does(agree("check", second_examiner()));
}

#[test]
fn the_decision_is_not_given_as_an_opinion() {
    assert_eq!(Story::examined().refuses(agree("decide", head())), "refusal-case-step-is-decision");
}

#[test]
fn a_step_may_ask_for_several_people() {
    let two = catalogue::Step { people_min: 2, ..step("read", StepKind::Expert, PostRole::Expert, &[]) };
    let mut story = Story::accepted_with(licence_with(vec![two]));
    let expert = Official { role: PostRole::Expert, ..examiner() };
    assert_eq!(story.refuses(agree("read", expert.clone())), "refusal-case-too-few-people");
    let same = GiveOpinion { with: vec![expert.account], ..agree("read", expert.clone()) };
    assert_eq!(story.refuses(same), "refusal-case-too-few-people");
    story.does(GiveOpinion { with: vec![second_examiner().account], ..agree("read", expert) });
}

fn site() -> Story {
    Story::accepted_with(licence_with(vec![
        step("look", StepKind::SiteCheck, PostRole::Examiner, &[]),
        step("decide", StepKind::Decide, PostRole::Head, &["look"]),
    ]))
}

fn record(people: Vec<kernel::AccountId>) -> RecordSiteCheck {
    RecordSiteCheck {
        step: "look".into(),
        people,
        record: "现场与图纸一致。".into(),
        photographs: vec![blob(500)],
        signature: Some(blob(501)),
        unsigned_because: None,
        verdict: Verdict::Agree,
        by: examiner(),
    }
}

#[test]
fn a_site_check_is_made_by_two_with_appointment_record_and_signature() {
    let mut story = site();
    let two = vec![examiner().account, second_examiner().account];
    let when = time("2026-03-05T09:30");
    story.does(AppointSiteCheck { step: "look".into(), at: when, people: two.clone(), by: examiner() });
    let StepState::Open(open) = &story.case.examination().expect("examined").steps["look"] else { panic!() };
    assert_eq!(open.appointment.as_ref().map(|appointment| appointment.at), Some(when));
    assert_eq!(story.does(record(two)), ["case.site_checked", "case.step_done"]);
    assert_eq!(story.case.whose_turn(), Turn::Decider);
}

#[test]
fn one_person_makes_no_site_check() {
    let story = site();
    let refusal = story.refusal(record(vec![examiner().account, examiner().account]));
    assert_eq!(refusal.key(), "refusal-case-too-few-people");
    assert_eq!(refusal.source_of_law(), Some("行政许可法 第三十四条"));
}

#[test]
fn a_site_check_needs_a_signature_or_the_reason_for_its_absence() {
    let mut story = site();
    let two = vec![examiner().account, second_examiner().account];
    let unsigned = RecordSiteCheck { signature: None, ..record(two) };
    assert_eq!(story.refuses(unsigned.clone()), "refusal-case-no-site-signature");
    story.does(RecordSiteCheck {
        unsigned_because: Some("申请人拒签，已录像。".into()), ..unsigned
    });
}

#[test]
fn a_site_check_is_not_done_by_an_opinion_nor_an_opinion_by_a_site_check() {
    assert_eq!(site().refuses(agree("look", examiner())), "refusal-case-needs-site-record");
    let two = vec![examiner().account, second_examiner().account];
    let wrong = RecordSiteCheck { step: "read".into(), ..record(two) };
    assert_eq!(Story::accepted().refuses(wrong), "refusal-case-not-a-site-check");
}

fn charged(clock_waits: bool) -> Story {
    let steps = vec![
        step("pay", StepKind::Payment, PostRole::Clerk, &[]),
        step("decide", StepKind::Decide, PostRole::Head, &["pay"]),
    ];
    Story::accepted_with(Terms { fee: FeeTerm { charged: true, clock_waits }, ..licence_with(steps) })
}

fn fee() -> AskPayment {
    AskPayment { amount: Money(12_000), basis: "价目表第3项".into(), by: examiner() }
}

fn paid() -> SettlePayment {
    SettlePayment {
        how: Settlement::Paid { way: "cash".into(), reference: "票0001".into() },
        by: Some(clerk()),
    }
}

#[test]
fn payment_is_a_step_and_the_clock_waits_only_where_the_matter_says_so() {
    for waits in [false, true] {
        let mut story = charged(waits);
        story.does(fee());
        assert_eq!(story.due(&DeadlineKind::Legal).is_none(), waits);
        assert_eq!(story.refuses(grant()), "refusal-case-not-ready");
        story.at("2026-03-04T10:00").does(paid());
        let due = if waits { "2026-04-01T17:30" } else { "2026-03-30T17:30" };
        assert_eq!(story.due(&DeadlineKind::Legal).as_deref(), Some(due));
        story.does(grant());
    }
}

#[test]
fn a_fee_can_be_waived_with_its_basis() {
    let mut story = charged(false);
    story.does(fee());
    let waive =
        |basis: &str| SettlePayment { how: Settlement::Waived { basis: basis.into() }, by: Some(clerk()) };
    assert_eq!(story.refuses(waive("")), "refusal-case-no-reason");
    story.does(waive("低保户免缴"));
    assert_eq!(story.case.whose_turn(), Turn::Decider);
}

#[test]
fn nothing_is_charged_without_law_twice_or_for_nothing() {
    let refusal = Story::accepted().refusal(fee());
    assert_eq!(
        (refusal.key(), refusal.source_of_law()),
        ("refusal-case-no-fee", Some("行政许可法 第五十八条"))
    );
    let mut story = charged(false);
    assert_eq!(story.refuses(paid()), "refusal-case-no-fee-open");
    assert_eq!(story.refuses(AskPayment { amount: Money(0), ..fee() }), "refusal-case-no-amount");
    story.does(fee());
    assert_eq!(story.refuses(fee()), "refusal-case-fee-asked");
}

#[test]
fn a_step_over_its_limit_shows_although_the_case_is_in_time() {
    let limited = catalogue::Step {
        limit: Some(Limit::WorkingDays(3)),
        ..step("read", StepKind::Review, PostRole::Examiner, &[])
    };
    let mut story = Story::accepted_with(licence_with(vec![limited]));
    assert_eq!(story.due(&DeadlineKind::Step("read".into())).as_deref(), Some("2026-03-05T17:30"));
    story.at("2026-03-06T09:00").tick();
    assert!(story.case.overdue().contains(&DeadlineKind::Step("read".into())));
    story.does(disagree("read", examiner()));
    story.does(back(None, "read", head()));
    assert!(story.case.overdue().is_empty(), "it has its time again");
}
