//! The seal: recorded once and by name, and asked for before a result leaves the house.

use super::town::{MORNING, Town, at};
use super::{NotePress, key_of, town};
use crate::papers::{PaperState, RenderProblem, SealHow, SealOrder};
use crate::{Action, Caller, Problem};
use ::cases::{Deliver, MakeResult, Proof};
use catalogue::{DeliveryWay, DocumentKind};
use identity::Role;
use kernel::CaseNumber;
use std::sync::Arc;

#[test]
fn a_seal_is_recorded_once_and_by_name() {
    let press = Arc::new(NotePress::default());
    let town = town(&press);
    let number = town.apply("张三", MORNING);
    town.issue(MORNING);
    let receipt = town.city.paper_of_kind(&number, DocumentKind::Receipt).expect("read").expect("issued");
    let id = receipt.id.parse().expect("an id");
    let moment = at("2026-11-05T09:50:00+08:00");
    let (clerk, head) = (town.staff(Role::Clerk), town.staff(Role::Head));
    let other = town.apply("李四", MORNING);
    let seal = |caller: &Caller, case: &CaseNumber, seal: &str| {
        let how = SealHow::Stamp { seal: seal.into() };
        let order = SealOrder { case, papers: &[id], how: &how, idempotency: None };
        town.city.record_seals(caller, &order, &moment)
    };
    assert_eq!(key_of(seal(&clerk, &number, " ")), "refusal-paper-seal-unnamed");
    assert!(matches!(seal(&head, &number, "行政审批专用章"), Err(crate::Problem::Forbidden(_))));
    assert!(matches!(seal(&clerk, &other, "行政审批专用章"), Err(crate::Problem::NotFound("paper"))));
    seal(&clerk, &number, "行政审批专用章").expect("she hands papers out");
    assert_eq!(key_of(seal(&clerk, &number, "行政审批专用章")), "refusal-paper-sealed");
    assert!(
        town.city
            .papers_of(&number)
            .expect("read")
            .iter()
            .all(|paper| paper.sealed == (paper.id == receipt.id))
    );
    let code = press.facts("receipt.typ")["verification"]["code"].as_str().expect("it has one").to_owned();
    let seen = town.city.paper_by_code(&code, moment.now).expect("read").expect("it exists");
    assert_eq!(seen.state, PaperState::Holds);
}

/// Somebody's licence, granted and made.
fn made(town: &Town, name: &str) -> CaseNumber {
    let number = town.apply(name, MORNING);
    town.grant(&number);
    town.order(Role::Issuer, &number, Action::Deliver, "2026-11-09T11:00:00+08:00", |by| {
        MakeResult { document: None, number: None, by: Some(by) }.into()
    });
    number
}

fn hand_over(town: &Town, number: &CaseNumber, when: &str) -> Result<(), Problem> {
    let done = town.try_order(Role::Issuer, number, Action::Deliver, when, |by| {
        Deliver { way: DeliveryWay::Window, proof: Proof::Signed { signature: None }, by: Some(by) }.into()
    });
    done.map(drop)
}

#[test]
fn a_result_leaves_the_house_only_when_it_is_made_and_sealed() {
    let press = Arc::new(NotePress::default());
    let town = town(&press);
    let unmade = made(&town, "张三");
    *press.refuses.lock().expect("mine") = Some(RenderProblem::NoFont);
    town.issue("2026-11-09T11:10:00+08:00");
    assert_eq!(key_of(hand_over(&town, &unmade, "2026-11-09T11:11:00+08:00")), "refusal-paper-unmade");
    *press.refuses.lock().expect("mine") = None;
    let unsealed = made(&town, "李四");
    town.issue("2026-11-09T11:12:00+08:00");
    assert_eq!(
        key_of(hand_over(&town, &unsealed, "2026-11-09T11:13:00+08:00")),
        "refusal-paper-seal-awaited"
    );
    town.seal(&unsealed, "2026-11-09T11:14:00+08:00");
    hand_over(&town, &unsealed, "2026-11-09T11:15:00+08:00").expect("made and sealed");
}

#[test]
fn papers_of_a_demo_are_sealed_once_their_results_have_left() {
    let press = Arc::new(NotePress::default());
    let town = town(&press);
    let (left, ready) = (made(&town, "张三"), made(&town, "李四"));
    hand_over(&town, &left, "2026-11-09T11:10:00+08:00").expect("none is set yet");
    town.issue("2026-11-09T11:15:00+08:00");
    let moment = at("2026-11-09T11:20:00+08:00");
    assert!(0 < town.city.seal_rehearsed(&moment).expect("the storage works"));
    assert_eq!(town.city.seal_rehearsed(&moment).expect("the storage works"), 0);
    let sealed = |number| town.city.papers_of(number).expect("read").iter().all(|paper| paper.sealed);
    assert!(sealed(&left) && !sealed(&ready));
}
