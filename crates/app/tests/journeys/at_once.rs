//! What several people do at the same moment happens once.

use crate::town::{MONDAY, Store, Town, person};
use crate::walk::Walk;
use app::access::action_of;
use app::cases::{CaseOrder, Seat};
use app::{Caller, Problem};
use cases::{CaseEvent, ClaimStep, Command, Grant, Move, Official};
use kernel::{Actor, Moment, PersonId};
use std::collections::BTreeSet;
use std::sync::Barrier;
use std::thread;

/// So many do it at once.
const MANY: usize = 8;

pub fn two_first_logins_of_one_person_make_one_person(store: Store) {
    let Some(town) = Town::with(store, "rental-filing") else { return };
    let start = Barrier::new(MANY);
    let known: BTreeSet<PersonId> = thread::scope(|scope| {
        let come = || {
            start.wait();
            let new = person("周示例", "440402199507212043");
            let moment = town.moment(MONDAY.parse().unwrap());
            // Who met others three times in a row is told so and comes again.
            loop {
                match town.city.know_person(&new, &Actor::system(), &moment) {
                    Err(Problem::Busy) => {}
                    other => return other.unwrap(),
                }
            }
        };
        let all: Vec<_> = (0..MANY).map(|_| scope.spawn(come)).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(known.len(), 1, "one paper is one person");
    let rows = town.city.ledger().query("SELECT person FROM persons LIMIT 10", &[]).unwrap();
    assert_eq!(rows.len(), 1);
}

pub fn two_applications_that_draw_the_same_number_get_two(store: Store) {
    let Some(town) = Town::with(store, "rental-filing") else { return };
    let (citizen, application) = (town.chen(), town.application(&[]));
    let moment = Moment::new(MONDAY.parse().unwrap(), 42);
    let submit = || town.city.submit(&citizen, &application, &moment, |_| None).unwrap();
    let (one, other) = (submit(), submit());
    assert_ne!(one.case.number(), other.case.number());
    let rows = town.city.ledger().query("SELECT number FROM cases LIMIT 10", &[]).unwrap();
    assert_eq!(rows.len(), 2);
}

/// Two officials give their order at the same moment; the key of the refusal that the second one meets.
fn one_wins(walk: &Walk, step: Move, make: impl Fn(&Official) -> Command + Sync) -> String {
    let both = walk.all_who(step);
    let [one, other, ..] = &both[..] else { panic!("two may {step:?}: {}", both.len()) };
    let start = Barrier::new(2);
    let order = |(official, caller): &(Official, Caller)| {
        let order =
            CaseOrder { number: &walk.number, action: action_of(step), seen: None, idempotency: None };
        let command = |_: &Seat| Ok(make(official));
        let moment = walk.town.moment(walk.now);
        start.wait();
        walk.town.city.order_case(caller, &order, &moment, command)
    };
    let answers: Vec<_> = thread::scope(|scope| {
        let both = [one, other].map(|one| scope.spawn(|| order(one)));
        both.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let mut refused = answers.into_iter().filter_map(Result::err);
    match (refused.next(), refused.next()) {
        (Some(Problem::Refused(refusal)), None) => refusal.key().to_owned(),
        answers => panic!("one wins and the other is told why: {answers:?}"),
    }
}

pub fn two_heads_deciding_at_once_make_one_decision(store: Store) {
    let Some(mut walk) = Walk::begin(store, "tree-felling") else { return };
    walk.go_until_may(Move::Grant);
    let grant = |by: &Official| Grant { opinion: "同意".into(), conditions: None, by: by.clone() }.into();
    assert_eq!(one_wins(&walk, Move::Grant, grant), "refusal-case-decided");
    let granted = walk.events().into_iter().filter(|event| matches!(event, CaseEvent::Granted(_)));
    assert_eq!(granted.count(), 1);
    walk.finish();
}

pub fn two_examiners_taking_a_step_at_once_do_not_both_hold_it(store: Store) {
    let Some(mut walk) = Walk::begin(store, "tree-felling") else { return };
    walk.accept();
    let case = walk.case();
    let (first, _) = walk.all_who(Move::WorkOnStep).remove(0);
    let step = case.workable_steps(&first).remove(0);
    let claim = |by: &Official| ClaimStep { step: step.clone(), by: by.clone() }.into();
    assert_eq!(one_wins(&walk, Move::WorkOnStep, claim), "refusal-case-step-taken");
    let claimed = walk.events().into_iter().filter(|event| matches!(event, CaseEvent::StepClaimed(_)));
    assert_eq!(claimed.count(), 1);
    walk.finish();
}
