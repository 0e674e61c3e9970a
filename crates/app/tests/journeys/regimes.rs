//! One usual journey for each procedure regime (practice.md 1).

use crate::town::Store;
use crate::walk::Walk;
use catalogue::Regime;

fn usual(store: Store, code: &str, regime: Regime) {
    let Some(walk) = Walk::begin(store, code) else { return };
    assert_eq!(walk.case().terms().regime, regime);
    walk.finish();
}

pub fn a_licence_goes_from_application_to_archive(store: Store) {
    usual(store, "tree-felling", Regime::Licence);
}

pub fn a_licence_with_two_departments_and_a_fee_goes_to_the_archive(store: Store) {
    usual(store, "road-occupation", Regime::Licence);
}

pub fn a_confirmation_goes_to_the_archive(store: Store) {
    usual(store, "work-injury-confirmation", Regime::Confirmation);
}

pub fn an_allowance_is_granted_and_paid(store: Store) {
    usual(store, "startup-subsidy", Regime::Benefit);
}

pub fn an_allowance_for_the_old_is_accepted_at_receipt(store: Store) {
    let Some(walk) = Walk::begin(store, "old-age-allowance") else { return };
    assert!(walk.case().examination().is_some(), "收件即受理");
    walk.finish();
}

pub fn a_filing_is_taken_note_of(store: Store) {
    usual(store, "emergency-plan-filing", Regime::Filing);
}

pub fn an_instant_filing_is_done_in_the_hour(store: Store) {
    let Some(mut walk) = Walk::begin(store, "prepackaged-food-filing-xiangzhou") else { return };
    let begun = walk.now;
    walk.go_until(|case| case.decision().is_some());
    assert!(walk.now.duration_since(begun).as_mins() <= 60);
    walk.finish();
}

pub fn a_registration_goes_to_the_archive(store: Store) {
    usual(store, "employment-registration", Regime::Registration);
}

pub fn a_reward_goes_to_the_archive(store: Store) {
    usual(store, "safety-report-reward", Regime::Reward);
}

pub fn a_ruling_goes_to_the_archive(store: Store) {
    usual(store, "patent-infringement-ruling", Regime::Adjudication);
}

pub fn a_public_service_goes_to_the_archive(store: Store) {
    usual(store, "peoples-mediation", Regime::PublicService);
}
