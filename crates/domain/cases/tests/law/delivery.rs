//! Handing over: at a window, by free post, electronically; always with proof.

use crate::desk::*;
use cases::*;
use catalogue::DeliveryWay;
use kernel::Money;

fn choose(choice: DeliveryChoice) -> ChooseDelivery {
    ChooseDelivery { choice, via: online() }
}

fn post() -> HandToCarrier {
    HandToCarrier { carrier: "邮政".into(), tracking: "EA1".into(), by: clerk() }
}

fn by_carrier() -> Deliver {
    Deliver { way: DeliveryWay::Post, proof: Proof::Carrier { reference: "签收".into() }, by: None }
}

fn electronic() -> Deliver {
    Deliver { way: DeliveryWay::Electronic, proof: Proof::Electronic, by: None }
}

#[test]
fn post_is_free_and_its_custody_is_kept() {
    // CASE-16, P-15: issued → carrier → signed, fee 0.
    let mut story = Story::granted();
    story.does(choose(DeliveryChoice::post(address())));
    story.does(MakeResult { document: None, number: None, by: None });
    assert_eq!(story.refuses(by_carrier()), "refusal-case-not-posted");
    story.does(post());
    let CaseEvent::Posted(posted) = story.last() else { panic!() };
    assert_eq!(posted.fee, Money(0));
    assert_eq!(story.case.whose_turn(), Turn::Carrier);
    assert_eq!(story.refuses(handover()), "refusal-case-with-carrier");
    assert_eq!(story.refuses(post()), "refusal-case-with-carrier");
    assert_eq!(story.refuses(choose(DeliveryChoice::window())), "refusal-case-with-carrier");
    story.does(by_carrier());
    assert_eq!((story.stage(), story.case.visits()), ("delivered", 0));
}

#[test]
fn post_needs_an_address() {
    let story = Story::ready();
    assert_eq!(story.refuses(post()), "refusal-case-no-address");
    let blank = DeliveryChoice::post(kernel::Private::new(person(), " ".into()));
    assert_eq!(story.refuses(choose(blank)), "refusal-case-no-address");
}

#[test]
fn electronic_service_needs_consent() {
    let mut story = Story::ready();
    assert_eq!(story.refuses(electronic()), "refusal-case-no-electronic-consent");
    let silent = DeliveryChoice { electronic_consent: false, ..DeliveryChoice::electronic() };
    assert_eq!(story.refuses(choose(silent)), "refusal-case-no-electronic-consent");
    story.does(choose(DeliveryChoice::electronic()));
    story.does(electronic());
    assert_eq!(story.stage(), "delivered");
}

#[test]
fn a_way_that_the_matter_does_not_offer_is_refused() {
    let mut terms = licence();
    terms.delivery = Vec::new();
    let story = Story::accepted_with(terms);
    assert_eq!(story.refuses(choose(DeliveryChoice::electronic())), "refusal-case-way-not-offered");
}

#[test]
fn proof_fits_the_way() {
    let story = Story::ready();
    let wrong = Deliver { proof: Proof::Electronic, ..handover() };
    assert_eq!(story.refuses(wrong), "refusal-case-wrong-proof");
}

#[test]
fn a_relative_with_a_mandate_signs() {
    let mut story = Story::ready();
    let name = kernel::Private::new(person(), "李四".into());
    story.does(Deliver { proof: Proof::SignedByAgent { name, signature: None }, ..handover() });
    assert_eq!(story.stage(), "delivered");
}

#[test]
fn a_result_on_a_shelf_has_a_place() {
    let mut story = Story::ready();
    story.does(Shelve { place: "A-3-12".into(), by: clerk() });
    let Stage::Ready(ready) = story.case.stage() else { panic!() };
    assert_eq!(ready.shelf.as_deref(), Some("A-3-12"));
    assert_eq!(story.refuses(Shelve { place: "A-3-12".into(), by: clerk() }), "refusal-case-on-that-shelf");
    story.does(Shelve { place: "B-1-01".into(), by: clerk() });
    assert_eq!(
        Story::granted().refuses(Shelve { place: "A".into(), by: clerk() }),
        "refusal-case-nothing-ready"
    );
}

#[test]
fn nothing_is_handed_over_before_it_is_ready_nor_twice() {
    assert_eq!(Story::granted().refuses(handover()), "refusal-case-nothing-ready");
    assert_eq!(Story::granted().refuses(post()), "refusal-case-nothing-ready");
    assert_eq!(Story::delivered().refuses(handover()), "refusal-case-delivered");
    assert_eq!(Story::delivered().refuses(choose(DeliveryChoice::window())), "refusal-case-delivered");
}

#[test]
fn the_paper_of_a_refusal_is_delivered_with_proof_too() {
    let mut story = Story::licence();
    story.does(propose(No::Refuse, clerk()));
    story.does(confirm(chief()));
    story.does(handover());
    assert!(matches!(story.case.stage(), Stage::Ended { delivered: Some(_), .. }));
    assert_eq!(story.refuses(handover()), "refusal-case-delivered");
}

#[test]
fn a_file_is_closed_after_the_delivery() {
    assert_eq!(Story::ready().refuses(Archive { by: None }), "refusal-case-not-over");
    let mut story = Story::delivered();
    story.does(Archive { by: None });
    assert_eq!((story.stage(), story.case.status_code()), ("archived", 11));
    assert_eq!(story.refuses(Archive { by: None }), "refusal-case-not-now");
}

#[test]
fn a_case_without_any_visit_is_a_no_meeting_case() {
    // CASE-15.
    let mut story = Story::granted();
    story.does(choose(DeliveryChoice::electronic()));
    story.does(MakeResult { document: None, number: None, by: None });
    story.does(electronic());
    assert_eq!(story.case.visits(), 0);
    assert_eq!(Story::delivered().case.visits(), 1);
}
