use crate::pack::{CALENDAR, at, morning};
use calendar::{Clock, Colour, Limit, Remaining, WarningRule, Watch};

const RULE: WarningRule =
    WarningRule { yellow_working_days: 1, yellow_percent: 20, overdue_step_is_yellow: true };

fn promised(days: u16) -> Clock {
    Clock::on_receipt(morning("2026-03-02"), Limit::WorkingDays(days))
}

fn colour(promised: &Clock, statutory: Option<&Clock>, now: &str) -> Colour {
    RULE.colour(&CALENDAR, &Watch { promised, statutory, step: None }, at(now)).expect("announced")
}

#[test]
fn the_default_warns_at_one_working_day_or_a_fifth() {
    assert_eq!(WarningRule::default(), RULE);
}

#[test]
fn a_clock_turns_yellow_on_its_last_but_one_day() {
    let clock = promised(5);
    assert_eq!(colour(&clock, None, "2026-03-02T10:01"), Colour::Green);
    assert_eq!(colour(&clock, None, "2026-03-05T17:30"), Colour::Green);
    assert_eq!(colour(&clock, None, "2026-03-05T17:31"), Colour::Yellow, "Thursday evening counts as Friday");
    assert_eq!(colour(&clock, None, "2026-03-09T17:30"), Colour::Yellow);
}

#[test]
fn a_long_clock_turns_yellow_at_a_fifth() {
    let clock = promised(20);
    assert_eq!(colour(&clock, None, "2026-03-23T17:30"), Colour::Green);
    assert_eq!(clock.remaining(&CALENDAR, at("2026-03-23T17:30")), Ok(Remaining::WorkingDays(5)));
    assert_eq!(colour(&clock, None, "2026-03-24T09:00"), Colour::Yellow);
    assert_eq!(clock.remaining(&CALENDAR, at("2026-03-24T09:00")), Ok(Remaining::WorkingDays(4)));
}

#[test]
fn past_the_promise_is_red_and_past_the_statute_escalates() {
    let (promise, statute) = (promised(5), promised(20));
    assert_eq!(colour(&promise, Some(&statute), "2026-03-09T17:31"), Colour::Red);
    assert_eq!(colour(&promise, Some(&statute), "2026-03-30T17:30"), Colour::Red);
    assert_eq!(colour(&promise, Some(&statute), "2026-03-31T09:00"), Colour::RedEscalated);
    assert_eq!(colour(&promise, None, "2026-12-31T09:00"), Colour::Red);
}

#[test]
fn a_clock_that_stands_still_is_grey_unless_it_was_late_before() {
    let mut clock = promised(5);
    clock.pause(morning("2026-03-09"), "检验", None);
    assert_eq!(colour(&clock, None, "2026-08-03T10:00"), Colour::Grey);
    let mut late = promised(5);
    late.pause(morning("2026-03-12"), "检验", None);
    assert_eq!(colour(&late, None, "2026-08-03T10:00"), Colour::Red);
}

#[test]
fn a_promise_that_stands_still_does_not_hide_the_statute() {
    let (mut promise, statute) = (promised(5), promised(10));
    promise.pause(morning("2026-03-04"), "容缺", None);
    assert_eq!(colour(&promise, Some(&statute), "2026-03-05T10:00"), Colour::Grey);
    assert_eq!(colour(&promise, Some(&statute), "2026-03-13T10:00"), Colour::Yellow);
    assert_eq!(colour(&promise, Some(&statute), "2026-03-17T10:00"), Colour::RedEscalated);
}

#[test]
fn a_step_over_its_limit_turns_the_case_yellow() {
    let (promise, step) = (promised(20), promised(1));
    let watch = Watch { promised: &promise, statutory: None, step: Some(&step) };
    let at = at("2026-03-04T10:00");
    assert_eq!(RULE.colour(&CALENDAR, &watch, at), Ok(Colour::Yellow));
    let lenient = WarningRule { overdue_step_is_yellow: false, ..RULE };
    assert_eq!(lenient.colour(&CALENDAR, &watch, at), Ok(Colour::Green));
}

#[test]
fn a_limit_in_hours_warns_by_share_only() {
    let clock = Clock::on_receipt(at("2026-03-02T09:00"), Limit::WorkingMinutes(30));
    assert_eq!(colour(&clock, None, "2026-03-02T09:24"), Colour::Green);
    assert_eq!(colour(&clock, None, "2026-03-02T09:25"), Colour::Yellow);
    assert_eq!(colour(&clock, None, "2026-03-02T09:31"), Colour::Red);
}

#[test]
fn a_session_is_green_until_it_is_red() {
    let clock = Clock::on_receipt(at("2026-03-02T09:00"), Limit::SameSession);
    assert_eq!(colour(&clock, None, "2026-03-02T17:30"), Colour::Green);
    assert_eq!(colour(&clock, None, "2026-03-02T17:31"), Colour::Red);
}

#[test]
fn a_very_long_limit_in_hours_warns_at_its_fifth() {
    let clock = Clock::on_receipt(at("2024-01-02T09:00"), Limit::WorkingHours(1300));
    let watch = Watch { promised: &clock, statutory: None, step: None };
    let thresholds = RULE.thresholds(&CALENDAR, &watch).expect("announced");
    assert_eq!(CALENDAR.working_minutes_between(clock.started, thresholds.yellow_after), Ok(1040 * 60));
}
