use crate::pack::{CALENDAR, at, day, morning};
use calendar::{Clock, Extension, Lapse, Limit, Remaining};
use jiff::civil::Date;

const LICENSING_42: &str = "行政许可法 第四十二条";
const LICENSING_45: &str = "行政许可法 第四十五条";

fn clock(start: &str, days: u16) -> Clock {
    Clock::on_receipt(morning(start), Limit::WorkingDays(days))
}

fn date(clock: &Clock) -> Date {
    clock.due(&CALENDAR).expect("announced").date
}

fn extension(added: Limit) -> Extension {
    Extension { added, by: "局长".into(), reason: "情况复杂".into(), law: Some(LICENSING_42.into()) }
}

#[test]
fn a_pause_takes_out_the_days_after_its_first_up_to_its_last() {
    // Monday the 2nd is day 0, Tuesday and Wednesday are consumed, Thursday is taken out.
    let mut clock = clock("2026-03-02", 5);
    clock.pause(morning("2026-03-04"), "专家评审", Some(LICENSING_45.into()));
    clock.resume(morning("2026-03-05"));
    assert_eq!(date(&clock), day("2026-03-10"));
}

#[test]
fn a_pause_within_one_day_takes_out_nothing() {
    let mut clock = clock("2026-03-02", 5);
    clock.pause(at("2026-03-04T09:00"), "核验", None);
    clock.resume(at("2026-03-04T17:00"));
    assert_eq!(date(&clock), day("2026-03-09"));
    clock.pause(at("2026-03-04T20:00"), "核验", None);
    clock.resume(at("2026-03-04T20:10"));
    assert_eq!(date(&clock), day("2026-03-09"), "nor does one in the evening");
}

#[test]
fn a_pause_over_a_holiday_takes_out_working_days_only() {
    let mut clock = clock("2026-02-12", 5);
    clock.pause(morning("2026-02-13"), "检测", None);
    clock.resume(morning("2026-02-24"));
    // The 13th is consumed; the 14th and the 24th are taken out; the 25th is day 2 and
    // Saturday the 28th, a make-up day, is day 5.
    assert_eq!(date(&clock), day("2026-02-28"));
}

#[test]
fn overlapping_pauses_are_counted_once() {
    let mut one = clock("2026-03-02", 5);
    one.pause(morning("2026-03-03"), "听证", None);
    one.pause(morning("2026-03-04"), "专家评审", None);
    one.resume_from("听证", morning("2026-03-06"));
    assert!(one.suspended_since().is_some(), "the second is still open");
    one.resume_from("专家评审", morning("2026-03-10"));
    let mut whole = clock("2026-03-02", 5);
    whole.pause(morning("2026-03-03"), "两者", None);
    whole.resume(morning("2026-03-10"));
    assert_eq!(date(&one), date(&whole));
}

#[test]
fn what_remains_after_a_pause_is_the_limit_less_what_was_consumed() {
    let mut clock = clock("2026-03-02", 5);
    clock.pause(morning("2026-03-04"), "检验", None);
    assert_eq!(clock.consumed_working_days(&CALENDAR, morning("2026-03-20")), Ok(2));
    assert_eq!(clock.remaining(&CALENDAR, morning("2026-03-20")), Ok(Remaining::WorkingDays(3)));
    clock.resume(morning("2026-03-20"));
    assert_eq!(date(&clock), day("2026-03-25"), "three working days after the day it runs again");
}

#[test]
fn a_clock_that_stops_on_its_last_day_is_due_when_it_runs_again() {
    let mut clock = clock("2026-03-02", 5);
    clock.pause(morning("2026-03-09"), "检验", None);
    clock.resume(morning("2026-03-16"));
    assert_eq!(date(&clock), day("2026-03-16"));
    assert_eq!(clock.remaining(&CALENDAR, morning("2026-03-16")), Ok(Remaining::WorkingDays(0)));
}

#[test]
fn a_clock_that_stands_still_tells_its_earliest_end() {
    let mut clock = clock("2026-03-02", 5);
    clock.pause(morning("2026-03-04"), "检验", None);
    let due = clock.due(&CALENDAR).expect("announced");
    assert_eq!(due.suspended_since, Some(morning("2026-03-04")));
    assert_eq!(due.date, day("2026-03-09"));
    let later = clock.resumed_at(morning("2026-03-05")).due(&CALENDAR).expect("announced");
    assert_eq!(later.date, day("2026-03-10"));
}

#[test]
fn an_extension_is_added_to_the_limit() {
    let mut extended = clock("2026-02-13", 20);
    extended.extend(extension(Limit::WorkingDays(10)));
    assert_eq!(date(&extended), date(&clock("2026-02-13", 30)));
}

#[test]
fn an_extension_in_another_unit_is_counted_on_from_the_end() {
    let mut extended = clock("2026-03-02", 5);
    extended.extend(extension(Limit::Months(1)));
    assert_eq!(date(&extended), day("2026-04-09"));
    let mut session = Clock::on_receipt(morning("2026-03-02"), Limit::SameSession);
    session.extend(extension(Limit::WorkingDays(1)));
    assert_eq!(date(&session), day("2026-03-03"));
    let mut hours = clock("2026-03-02", 1);
    hours.extend(extension(Limit::WorkingHours(1)));
    assert_eq!(hours.due_at(&CALENDAR), Ok(at("2026-03-04T10:00")));
}

#[test]
fn consumed_days_count_the_day_of_the_act_itself() {
    let clock = clock("2026-03-02", 5);
    let consumed = |now| clock.consumed_working_days(&CALENDAR, at(now));
    assert_eq!(consumed("2026-03-02T16:00"), Ok(0));
    assert_eq!(consumed("2026-03-09T17:30"), Ok(5), "still within five");
    assert_eq!(consumed("2026-03-09T17:31"), Ok(6), "closed: past five");
    assert_eq!(clock.remaining(&CALENDAR, at("2026-03-11T10:00")), Ok(Remaining::WorkingDays(-2)));
}

#[test]
fn silence_lapses_with_effect_from_receipt() {
    let clock = clock("2026-03-02", 5);
    assert_eq!(clock.lapsed(&CALENDAR, at("2026-03-09T17:30")), Ok(None));
    let lapse = clock.lapsed(&CALENDAR, at("2026-03-30T09:00")).expect("announced");
    assert_eq!(lapse, Some(Lapse { at: at("2026-03-09T17:30"), effect_from: morning("2026-03-02") }));
}

#[test]
fn a_clock_that_stopped_in_time_does_not_lapse() {
    let mut stopped = clock("2026-03-02", 5);
    stopped.pause(morning("2026-03-04"), "补正", None);
    assert_eq!(stopped.lapsed(&CALENDAR, morning("2026-06-01")), Ok(None));
    let mut late = clock("2026-03-02", 5);
    late.pause(morning("2026-03-20"), "补正", None);
    assert!(late.lapsed(&CALENDAR, morning("2026-06-01")).expect("announced").is_some());
}

#[test]
fn a_clock_reads_back_from_its_stored_form_and_stays_small() {
    let mut clock = clock("2026-03-02", 5);
    let stored = serde_json::to_string(&clock).expect("it writes");
    assert_eq!(stored, r#"{"started":"2026-03-02T02:00:00Z","limit":{"working_days":5}}"#);
    clock.pause(morning("2026-03-04"), "检验", Some(LICENSING_45.into()));
    clock.extend(extension(Limit::WorkingDays(10)));
    let stored = serde_json::to_string(&clock).expect("it writes");
    assert_eq!(serde_json::from_str::<Clock>(&stored).expect("it reads"), clock);
}
