//! Silence of the office is acceptance (行政许可法 第三十二条): five working days, with effect from the receipt.

use crate::town::{MONDAY, Store};
use crate::walk::Walk;
use cases::{CaseEvent, Stage};

pub fn five_working_days_of_silence_are_acceptance_from_the_day_of_receipt(store: Store) {
    let Some(mut silent) = Walk::begin(store, "tree-felling") else { return };
    let received = MONDAY.parse().unwrap();
    // The day of receipt is not counted: Tuesday is the first, the Monday after it the fifth, to its end.
    silent.days(5);
    assert!(matches!(silent.case().stage(), Stage::Received { .. }), "the fifth day is not over");
    silent.days(1);
    let case = silent.case();
    let examination = case.examination().expect("it is accepted");
    assert!(examination.deemed);
    assert_eq!(examination.accepted, received, "with effect from the receipt");
    let names: Vec<_> =
        silent.events().iter().map(|event| kernel::DomainEvent::name(event).to_owned()).collect();
    assert!(names.contains(&"case.deemed_accepted".to_owned()), "{names:?}");
    assert!(!silent.events().iter().any(|event| matches!(event, CaseEvent::Accepted(_))));
    // The time for the decision is no longer than if the office had accepted on the day of receipt.
    let mut prompt = Walk::begin(store, "tree-felling").expect("the store was at hand before");
    let prompt_case = prompt.accept();
    assert_eq!(case.dues().legal.map(|due| due.at), prompt_case.dues().legal.map(|due| due.at));
    assert_eq!(case.dues().promised.map(|due| due.at), prompt_case.dues().promised.map(|due| due.at));
    let inbox = silent.town.city.inbox(&silent.citizen, silent.now, 50).unwrap();
    assert!(1 < inbox.len(), "she is told that it is accepted: {inbox:?}");
    silent.finish();
}
