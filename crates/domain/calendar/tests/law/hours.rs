use crate::pack::{CALENDAR, at};
use calendar::{Clock, Limit, Remaining};

fn due(start: &str, limit: Limit) -> kernel::Timestamp {
    Clock::on_receipt(at(start), limit).due_at(&CALENDAR).expect("announced")
}

#[test]
fn working_minutes_pass_over_lunch_the_night_and_the_weekend() {
    let minutes = Limit::WorkingMinutes(30);
    assert_eq!(due("2026-03-06T10:00", minutes), at("2026-03-06T10:30"));
    assert_eq!(due("2026-03-06T11:50", minutes), at("2026-03-06T14:20"));
    assert_eq!(due("2026-03-06T12:30", minutes), at("2026-03-06T14:30"));
    assert_eq!(due("2026-03-06T17:20", minutes), at("2026-03-09T09:20"));
    assert_eq!(due("2026-03-07T10:00", minutes), at("2026-03-09T09:30"));
    assert_eq!(due("2026-03-06T11:30", minutes), at("2026-03-06T12:00"), "an end at closing stays there");
}

#[test]
fn half_a_day_is_four_hours_of_office_time() {
    assert_eq!(due("2026-03-06T10:00", Limit::WorkingHours(4)), at("2026-03-06T16:00"));
    assert_eq!(
        due("2026-02-14T15:30", Limit::WorkingHours(4)),
        at("2026-02-24T11:00"),
        "over Spring Festival"
    );
}

#[test]
fn a_pause_takes_its_minutes_out() {
    let mut clock = Clock::on_receipt(at("2026-03-06T10:00"), Limit::WorkingMinutes(30));
    clock.pause(at("2026-03-06T10:10"), "等候核验", None);
    clock.resume(at("2026-03-06T11:50"));
    assert_eq!(clock.due_at(&CALENDAR), Ok(at("2026-03-06T14:10")));
}

#[test]
fn minutes_between_two_moments_are_office_minutes() {
    let between = |from, to| CALENDAR.working_minutes_between(at(from), at(to));
    assert_eq!(between("2026-03-06T11:30", "2026-03-06T14:30"), Ok(60));
    assert_eq!(between("2026-03-06T09:00", "2026-03-09T09:00"), Ok(390));
    assert_eq!(between("2026-03-06T17:30", "2026-03-09T09:00"), Ok(0));
    assert_eq!(between("2026-03-09T09:00", "2026-03-06T09:00"), Ok(0));
}

#[test]
fn the_rest_of_a_limit_in_minutes_is_told_in_minutes() {
    let clock = Clock::on_receipt(at("2026-03-06T11:50"), Limit::WorkingMinutes(30));
    let left = |now| clock.remaining(&CALENDAR, at(now));
    assert_eq!(left("2026-03-06T12:30"), Ok(Remaining::WorkingMinutes(20)));
    assert_eq!(left("2026-03-06T14:50"), Ok(Remaining::WorkingMinutes(-30)));
}

#[test]
fn a_saturday_of_extended_service_is_no_office_time() {
    assert_eq!(due("2026-03-07T09:00", Limit::WorkingHours(1)), at("2026-03-09T10:00"));
}
