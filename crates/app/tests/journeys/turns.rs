//! The turns that a licence can take, each through the use cases to the archive.

use crate::town::Store;
use crate::walk::Walk;
use app::{Action, Problem};
use calendar::Limit;
use cases::{
    AskSupplement, BeginSpecial, CaseEvent, Command, ConfirmNo, Ending, Extend, Flaw, Move, No, OverruleNo,
    SendBack, Stage, StepState, Subject,
};
use catalogue::StepKey;

const LICENCE: &str = "tree-felling";

fn licence(store: Store) -> Option<Walk> {
    Walk::begin(store, LICENCE)
}

fn refused(answer: Result<cases::Case, Problem>) -> bool {
    matches!(answer, Err(Problem::Refused(_)))
}

/// Confirms the proposed no.
fn confirm(walk: &mut Walk) {
    walk.step(Move::ConfirmNo, |by| ConfirmNo { reasons: "经复核属实".into(), by });
}

fn kinds(walk: &Walk) -> Vec<String> {
    walk.town.city.issue_papers(&walk.town.moment(walk.now), 100).unwrap();
    walk.town.city.papers_of(&walk.number).unwrap().into_iter().map(|paper| paper.kind).collect()
}

pub fn all_defects_are_told_once_and_the_case_goes_on_after_the_answer(store: Store) {
    let Some(mut walk) = licence(store) else { return };
    walk.ask(Subject::Material("photos".into()));
    assert!(matches!(walk.case().stage(), Stage::Supplementing(_)));
    walk.supply();
    let (by, clerk) = walk.who(Move::Accept).unwrap();
    let defects = vec![Flaw { subject: Subject::Material("list".into()), text: "还缺清单".into() }];
    let again: Command = AskSupplement { defects, within: None, new_fact: None, by }.into();
    assert!(refused(walk.order(&clerk, Action::TakeIn, &again)), "一次性告知");
    walk.accept();
    assert_eq!(walk.case().notices().len(), 1);
    walk.finish();
}

pub fn acceptance_is_refused_by_two_people_and_the_paper_names_the_way_out(store: Store) {
    let Some(mut walk) = licence(store) else { return };
    walk.propose(No::Refuse);
    assert!(matches!(walk.case().stage(), Stage::Received { .. }), "one person's no is a proposal");
    confirm(&mut walk);
    assert!(matches!(walk.case().stage(), Stage::Ended { how: Ending::Refused, .. }));
    let kinds = kinds(&walk);
    assert!(kinds.iter().any(|kind| kind == "not_accepted"), "{kinds:?}");
    walk.finish();
}

pub fn what_belongs_elsewhere_is_sent_there(store: Store) {
    let Some(mut walk) = licence(store) else { return };
    walk.propose(No::NotForUs);
    if walk.case().proposal().is_some() {
        confirm(&mut walk);
    }
    assert!(matches!(walk.case().stage(), Stage::Ended { how: Ending::NotForUs, .. }));
    walk.finish();
}

pub fn a_no_is_overruled_and_the_case_goes_on(store: Store) {
    let Some(mut walk) = licence(store) else { return };
    walk.propose(No::Refuse);
    walk.step(Move::OverruleNo, |by| OverruleNo { reasons: "材料可以接受".into(), by });
    assert!(walk.case().proposal().is_none());
    walk.finish();
}

pub fn a_special_procedure_stops_the_clock(store: Store) {
    let Some(mut walk) = licence(store) else { return };
    walk.accept();
    let before = walk.case().dues().legal.expect("the legal clock runs").at;
    let kind = walk.case().terms().special[0].kind;
    walk.step(Move::BeginSpecial, |by| BeginSpecial {
        kind,
        reasons: "需要专家评审".into(),
        planned: Limit::WorkingDays(5),
        requested_by: None,
        by,
    });
    assert!(walk.case().dues().suspended && walk.case().dues().legal.is_none());
    walk.days(3);
    walk.go_until(|case| !case.dues().suspended);
    let after = walk.case().dues().legal.expect("it runs again").at;
    assert!(before < after, "the days of the procedure do not count");
    walk.finish();
}

pub fn the_head_extends_once(store: Store) {
    let Some(mut walk) = licence(store) else { return };
    walk.accept();
    let before = walk.case().dues().legal.expect("the legal clock runs").at;
    walk.step(Move::Extend, |by| Extend { reasons: "情况复杂".into(), by });
    assert!(before < walk.case().dues().legal.expect("it runs").at);
    assert!(walk.who(Move::Extend).is_none(), "行政许可法 第四十二条: once");
    walk.finish();
}

pub fn a_case_goes_back_to_a_named_step_and_the_one_beside_it_stays_done(store: Store) {
    // read, then look and ask the police side by side.
    let Some(mut walk) = Walk::begin(store, "road-occupation") else { return };
    let [read, look, traffic] = ["read", "look", "traffic"].map(StepKey::from);
    walk.accept();
    walk.work_on(&read);
    walk.work_on(&traffic);
    let (from, to) = (Some(look.clone()), read.clone());
    walk.step(Move::SendBack, |by| SendBack { from, to, reasons: "图纸和现场对不上".into(), by });
    let case = walk.case();
    let steps = &case.examination().unwrap().steps;
    assert!(matches!(steps[&read], StepState::Open(_)), "{steps:?}");
    assert_eq!(steps[&look], StepState::Waiting);
    assert!(matches!(steps[&traffic], StepState::Done { .. }), "{steps:?}");
    walk.go_until_may(Move::Grant);
    let done = |key: &StepKey| {
        let opinions = walk.events().into_iter();
        opinions.filter(|event| matches!(event, CaseEvent::StepDone(done) if done.step == *key)).count()
    };
    assert_eq!((done(&read), done(&traffic)), (2, 1), "the police is not asked again");
    walk.finish();
}
