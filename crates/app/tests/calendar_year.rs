//! The notice of a year is entered: what moves is seen before, running cases are counted again, people are told.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on has failed")]

#[path = "support/place.rs"]
mod place;

use app::{Action, Caller, Problem};
use calendar::{MakeUpDay, Notice, OffRange};
use cases::Accept;
use identity::{AdministratorRole, Role};
use kernel::{CaseNumber, Date, LocalText};
use place::{Town, at, contact};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// As the notice of 2027 might be: five days in January, one Saturday worked.
fn notice() -> Notice {
    let name = LocalText::from("元旦");
    Notice {
        year: 2027,
        notice: "国务院办公厅关于2027年部分节假日安排的通知".into(),
        date: Some(day("2026-11-20")),
        off: vec![OffRange { from: day("2027-01-01"), to: day("2027-01-05"), name: name.clone() }],
        make_up: vec![MakeUpDay { date: day("2027-01-09"), name }],
    }
}

/// A case accepted so late in the year that its time for the decision ends in the next.
fn running(town: &Town) -> CaseNumber {
    let number = town.apply_at(contact(None, Some("chen@example.org")), &at("2026-12-24T09:00:00+08:00"));
    town.order(Role::Clerk, &number, Action::Accept, &at("2026-12-24T10:00:00+08:00"), |by| {
        Accept { by }.into()
    });
    number
}

/// How many letters about a later date wait for the applicant of this case.
fn told_of_a_later_date(town: &Town, number: &CaseNumber) -> usize {
    let page = town.city.outbox_page(&town.administrator(), app::OutboxState::Waiting, 0).unwrap();
    let later = |line: &&app::OutboxLine| {
        line.topic == "mail" && line.number.as_ref() == Some(number) && line.key.contains("-due_moved-")
    };
    page.lines.iter().filter(later).count()
}

#[test]
fn a_preview_counts_what_would_move_and_moves_nothing() {
    let town = Town::new();
    let number = running(&town);
    let before = town.city.case_of(&number).unwrap().unwrap();
    let now = at("2026-12-25T09:00:00+08:00").now;
    let effect = town.city.preview_year(&town.administrator(), &notice(), now).unwrap();
    assert_eq!((effect.cases, effect.cut), (1, false));
    let counts: Vec<_> = effect.rows.values().collect();
    assert_eq!((counts.len(), counts[0].later, counts[0].settled), (1, 1, 0));
    assert_eq!(town.city.case_of(&number).unwrap().unwrap(), before);
    assert!(!town.city.is_recounting().unwrap());
}

#[test]
fn an_announced_year_moves_running_cases_once_and_tells_the_applicant() {
    let town = Town::new();
    let number = running(&town);
    let before = town.city.case_of(&number).unwrap().unwrap();
    assert!(before.dues().first().unwrap().provisional, "2027 is not announced yet");
    assert_eq!(told_of_a_later_date(&town, &number), 0);
    let moment = at("2026-12-25T09:00:00+08:00");
    town.city.announce_year(&town.administrator(), &notice(), &moment).unwrap();
    assert!(town.city.is_recounting().unwrap());
    assert_eq!(town.city.recount_running(&moment, 500).unwrap(), 1);
    assert!(!town.city.is_recounting().unwrap());
    let after = town.city.case_of(&number).unwrap().unwrap();
    let (old, new) = (before.dues().first().unwrap(), after.dues().first().unwrap());
    assert!(old.at < new.at && !new.provisional, "{old:?} {new:?}");
    assert_ne!(before.calendar(), after.calendar());
    assert_eq!(told_of_a_later_date(&town, &number), 1, "the applicant is told once");
    assert_eq!(town.city.recount_running(&moment, 500).unwrap(), 0, "nothing is counted a third time");
    assert_eq!(told_of_a_later_date(&town, &number), 1);
    let next = town.apply_at(contact(None, None), &at("2026-12-28T09:00:00+08:00"));
    assert_eq!(town.city.case_of(&next).unwrap().unwrap().calendar(), after.calendar());
}

#[test]
fn a_correction_before_the_count_is_done_leaves_running_cases_on_the_corrected_calendar() {
    let town = Town::new();
    let number = running(&town);
    let moment = at("2026-12-25T09:00:00+08:00");
    town.city.announce_year(&town.administrator(), &notice(), &moment).unwrap();
    let mut corrected = notice();
    corrected.off[0].to = day("2027-01-04");
    town.city.announce_year(&town.administrator(), &corrected, &moment).unwrap();
    while town.city.is_recounting().unwrap() {
        town.city.recount_running(&moment, 500).unwrap();
    }
    let next = town.apply_at(contact(None, None), &at("2026-12-28T09:00:00+08:00"));
    let calendar = |number| town.city.case_of(number).unwrap().unwrap().calendar().clone();
    assert_eq!(calendar(&number), calendar(&next), "counted by the correction, not by what it corrects");
}

#[test]
fn a_notice_that_contradicts_itself_and_a_stranger_are_refused() {
    let town = Town::new();
    let moment = at("2026-12-25T09:00:00+08:00");
    let mut wrong = notice();
    wrong.make_up[0].date = day("2027-01-11");
    let answer = town.city.announce_year(&town.administrator(), &wrong, &moment);
    assert!(
        matches!(answer, Err(Problem::Refused(refusal)) if refusal.key() == "refusal-calendar-not-weekend")
    );
    let security = Caller { administrator: Some(AdministratorRole::Security), ..town.administrator() };
    for nobody in [security, town.staff(Role::Head)] {
        assert!(matches!(town.city.preview_year(&nobody, &notice(), moment.now), Err(Problem::Forbidden(_))));
        assert!(matches!(town.city.announce_year(&nobody, &notice(), &moment), Err(Problem::Forbidden(_))));
    }
}
