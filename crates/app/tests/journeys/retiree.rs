//! S-3 of the requirements, steps 4 and 6, on a matter decided in the city: one paper is accepted with a gap, one is
//! replaced by a commitment which is published, and the result comes by free post within a working day.

use crate::town::Store;
use crate::walk::Walk;
use app::Action;
use cases::{CaseEvent, Command, MakeResult, Move, Stage};
use catalogue::{DeliveryWay, MaterialKey};
use jiff::SignedDuration;

pub fn a_gap_and_a_commitment_are_done_in_a_day_and_come_by_free_post(store: Store) {
    let (gap, commitment) = (MaterialKey::from("consent"), MaterialKey::from("replant"));
    let choose = [("doing", "fell"), ("old", "no"), ("why", "danger"), ("whose", "shared")];
    let begun = Walk::begin_with(store, "tree-felling", &choose, |application| {
        application.materials.retain(|given| given.material != gap && given.material != commitment);
        application.gaps = vec![gap.clone()];
        application.commitments = vec![commitment.clone()];
        if let Some(delivery) = &mut application.delivery {
            (delivery.way, delivery.address) = (DeliveryWay::Post, Some("样例路 8 号".into()));
        }
    });
    let Some(mut walk) = begun else { return };
    gap_has_a_date(&walk, &gap);
    commitment_is_public(&walk, &commitment);
    walk.go_until(|case| matches!(case.stage(), Stage::Granted { .. }));
    gap_withholds_the_result(&mut walk);
    let case = walk.go_until(|case| matches!(case.stage(), Stage::Delivered(_)));
    let content = walk.town.city.content();
    let taken = case.days_taken(content.city_calendar().unwrap()).unwrap();
    assert!(taken.is_some_and(|days| days <= 1), "elapsed {taken:?} working days");
    postage_is_free(&walk);
    walk.finish();
}

fn gap_has_a_date(walk: &Walk, key: &MaterialKey) {
    let case = walk.case();
    let gap = &case.gaps()[key];
    assert!(walk.now < gap.until.at && gap.filled.is_none());
    let content = walk.town.city.content();
    let calendar = content.city_calendar().unwrap();
    // Ten working days from the day after the ninth of March.
    assert_eq!(calendar.date_of(gap.until.at - SignedDuration::from_secs(1)).to_string(), "2026-03-23");
}

fn commitment_is_public(walk: &Walk, key: &MaterialKey) {
    let later = walk.now + SignedDuration::from_secs(1);
    let matter = walk.town.matter.code.clone();
    let rows = walk.town.city.public_commitments(Some(&matter), later, 10).unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].material.as_str(), rows[0].signed_at), (key.as_str(), Some(walk.now)));
    let by = rows[0].by.as_deref().unwrap();
    assert!(by.contains('*') && !by.contains("示例"), "a person is masked: {by}");
}

fn gap_withholds_the_result(walk: &mut Walk) {
    assert!(walk.case().owes());
    assert!(walk.who(Move::MakeResult).is_none());
    let department = walk.town.matter.department.clone();
    let issuer = walk.town.staff(catalogue::PostRole::Issuer, &department, 0);
    let by = issuer.officials().remove(0);
    let command: Command = MakeResult { document: None, number: None, by: Some(by) }.into();
    assert!(walk.order(&issuer, Action::Deliver, &command).is_err(), "a gap blocks issuing");
}

fn postage_is_free(walk: &Walk) {
    let (case, events) = (walk.case(), walk.events());
    assert_eq!(case.delivery().map(|choice| choice.way), Some(DeliveryWay::Post));
    assert!(!case.terms().fee.charged);
    assert!(events.iter().any(|event| matches!(event, CaseEvent::Posted(_))), "a carrier took it");
    assert!(
        !events.iter().any(|event| matches!(event, CaseEvent::PaymentAsked(_))),
        "nothing is asked for it"
    );
}
