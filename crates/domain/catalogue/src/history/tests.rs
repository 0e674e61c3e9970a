use super::*;
use crate::check::{FindingKind, Place};
use crate::sample::matter;
use kernel::DomainEvent;

fn account(number: u128) -> AccountId {
    AccountId(format!("{number:032x}").parse().expect("a UUID"))
}

fn author() -> AccountId {
    account(1)
}

fn reviewer() -> AccountId {
    account(2)
}

/// Applies what a decision returned, one second after the other.
fn after(history: &MatterHistory, events: Vec<MatterEvent>) -> MatterHistory {
    let mut history = history.clone();
    for (second, event) in (0..).zip(&events) {
        history.apply(event, Timestamp::from_second(second).expect("a time"));
    }
    history
}

fn renamed(name: &str) -> Matter {
    Matter { name: name.into(), ..matter() }
}

fn drafted() -> MatterHistory {
    let history = MatterHistory::default();
    let event = history.draft(matter(), "a".into(), Some(author()), Origin::Editor).expect("a first draft");
    after(&history, vec![event])
}

fn published() -> MatterHistory {
    let history = drafted();
    let history = after(&history, vec![history.review(1, reviewer()).expect("reviewed")]);
    after(&history, vec![history.publish(1, reviewer(), &[]).expect("published")])
}

#[test]
fn a_draft_is_reviewed_by_another_and_then_published() {
    let history = published();
    assert!(matches!(history.resolve(), Resolution::Current { version: 1, .. }));
    assert_eq!(history.open_draft(), None);
}

#[test]
fn the_author_cannot_review_the_own_draft() {
    assert_eq!(drafted().review(1, author()), Err(MatterRefusal::OwnDraft));
    assert_eq!(drafted().send_back(1, author(), "no"), Err(MatterRefusal::OwnDraft));
}

#[test]
fn a_draft_that_nobody_reviewed_cannot_be_published() {
    assert_eq!(drafted().publish(1, reviewer(), &[]), Err(MatterRefusal::NotReviewed));
    assert_eq!(drafted().publish(2, reviewer(), &[]), Err(MatterRefusal::NotTheDraft));
}

#[test]
fn a_draft_sent_back_needs_a_reason_and_a_new_draft() {
    let history = drafted();
    assert_eq!(history.send_back(1, reviewer(), " "), Err(MatterRefusal::NoReason));
    let event = history.send_back(1, reviewer(), "材料依据不明").expect("sent back");
    let history = after(&history, vec![event]);
    assert_eq!(history.review(1, reviewer()), Err(MatterRefusal::AlreadyJudged));
    let again = history.draft(renamed("新"), "b".into(), Some(author()), Origin::Editor).expect("a draft");
    let history = after(&history, vec![again]);
    assert!(history.review(2, reviewer()).is_ok());
    assert_eq!(history.version(1).expect("kept").stage, Stage::Superseded);
}

#[test]
fn failing_content_checks_block_publication() {
    let history = drafted();
    let history = after(&history, vec![history.review(1, reviewer()).expect("reviewed")]);
    let finding = Finding { at: Place::root(), kind: FindingKind::NoHall };
    let refused = history.publish(1, reviewer(), &[finding]);
    assert!(matches!(refused, Err(MatterRefusal::ChecksFailed { count: 1, .. })), "{refused:?}");
}

#[test]
fn the_same_text_twice_and_another_code_are_refused() {
    let history = drafted();
    let again = history.draft(matter(), "a".into(), Some(author()), Origin::Editor);
    assert_eq!(again, Err(MatterRefusal::NothingChanged));
    let other = Matter { code: "other".into(), ..matter() };
    let refused = history.draft(other, "c".into(), Some(author()), Origin::Editor);
    assert_eq!(refused, Err(MatterRefusal::AnotherCode { wanted: matter().code }));
}

#[test]
fn a_running_case_keeps_its_version() {
    let history = published();
    let next = history.draft(renamed("新名"), "b".into(), Some(author()), Origin::Editor).expect("a draft");
    let history = after(&history, vec![next]);
    assert!(matches!(history.resolve(), Resolution::Current { version: 1, .. }), "a draft changes nothing");
    let history = after(&history, vec![history.review(2, reviewer()).expect("reviewed")]);
    let history = after(&history, vec![history.publish(2, reviewer(), &[]).expect("published")]);
    assert!(matches!(history.resolve(), Resolution::Current { version: 2, .. }));
    assert_eq!(history.version(1).expect("kept").matter.name, matter().name);
}

#[test]
fn a_pack_publishes_into_an_empty_city_and_only_proposes_later() {
    let empty = MatterHistory::default();
    let first = empty.load(matter(), "a".into(), Origin::Pack);
    assert_eq!(
        first.iter().map(DomainEvent::name).collect::<Vec<_>>(),
        ["matter.drafted", "matter.reviewed", "matter.published"]
    );
    let history = after(&empty, first);
    assert!(history.load(matter(), "a".into(), Origin::Pack).is_empty(), "loading twice changes nothing");
    let history = after(&history, history.load(renamed("新"), "b".into(), Origin::Pack));
    assert!(matches!(history.resolve(), Resolution::Current { version: 1, .. }), "never an overwrite");
    assert_eq!(history.open_draft().map(|(number, _)| number), Some(2));
}

#[test]
fn a_withdrawn_matter_leads_to_its_successor_or_shows_a_notice() {
    let history = published();
    let silent = history.withdraw(author(), LocalText::default(), None);
    assert_eq!(silent, Err(MatterRefusal::NoReason));
    let itself = history.withdraw(author(), "x".into(), Some(matter().code));
    assert_eq!(itself, Err(MatterRefusal::SucceedsItself));
    let event = history.withdraw(author(), "已并入新事项".into(), Some("next".into())).expect("withdrawn");
    let history = after(&history, vec![event]);
    let Resolution::Withdrawn(withdrawal) = history.resolve() else { panic!("it is withdrawn") };
    assert_eq!(withdrawal.successor, Some("next".into()));
    assert_eq!(history.withdraw(author(), "x".into(), None), Err(MatterRefusal::NotInForce));
}

#[test]
fn events_read_back_as_they_were_written() {
    let event = drafted().draft(renamed("二"), "b".into(), Some(author()), Origin::Editor).expect("a draft");
    let text = serde_json::to_string(&event).expect("it writes");
    assert_eq!(serde_json::from_str::<MatterEvent>(&text).expect("it reads"), event);
}

#[test]
fn a_text_written_on_an_older_version_is_refused_and_says_which_is_newest() {
    let history = drafted();
    let refused = history.revise(0, renamed("新"), "b".into(), author());
    assert_eq!(refused, Err(MatterRefusal::WrittenMeanwhile { latest: 1 }));
    let written = history.revise(1, renamed("新"), "b".into(), author()).expect("written on the newest");
    assert!(matches!(written, MatterEvent::Drafted { version: 2, .. }));
    let first = MatterHistory::default().revise(0, matter(), "a".into(), author()).expect("a first version");
    assert!(matches!(first, MatterEvent::Drafted { version: 1, .. }));
}
