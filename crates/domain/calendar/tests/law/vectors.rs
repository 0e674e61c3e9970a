use crate::pack::{CALENDAR, at, calendar_with, day, morning};
use calendar::{AbsentYear, Clock, CountingRules, Limit};

/// The vectors of domain-reference §2.5, the start day not counted.
const VECTORS: [(&str, u16, &str); 9] = [
    ("2026-02-13", 1, "2026-02-14"),
    ("2026-02-13", 5, "2026-02-27"),
    ("2026-02-13", 20, "2026-03-19"),
    ("2026-04-30", 1, "2026-05-06"),
    ("2026-04-30", 20, "2026-06-01"),
    ("2026-09-18", 5, "2026-09-24"),
    ("2025-09-26", 5, "2025-10-10"),
    ("2025-01-24", 5, "2025-02-07"),
    ("2025-09-30", 10, "2025-10-21"),
];

#[test]
fn every_vector_of_the_reference_holds() {
    for (start, days, expected) in VECTORS {
        let due =
            Clock::on_receipt(morning(start), Limit::WorkingDays(days)).due(&CALENDAR).expect("announced");
        assert_eq!(due.date, day(expected), "{start} +{days}");
        assert_eq!(due.at, at(&format!("{expected}T17:30")), "at close of business");
        assert!(!due.provisional);
    }
}

#[test]
fn a_city_may_count_the_start_day() {
    let calendar = calendar_with(CountingRules { count_start_day: true, ..CountingRules::default() });
    let due = |limit| Clock::on_receipt(morning("2026-02-13"), limit).due(&calendar).expect("announced").date;
    assert_eq!(due(Limit::WorkingDays(1)), day("2026-02-13"));
    assert_eq!(due(Limit::WorkingDays(2)), day("2026-02-14"));
    assert_eq!(due(Limit::Months(1)), day("2026-03-12"));
}

#[test]
fn a_limit_through_a_year_not_announced_is_provisional() {
    let clock = Clock::on_receipt(morning("2026-12-25"), Limit::WorkingDays(5));
    let due = clock.due(&CALENDAR).expect("provisional is no error");
    assert_eq!((due.date, due.provisional), (day("2027-01-04"), true));
}

#[test]
fn a_limit_into_an_absent_year_is_refused() {
    let clock = Clock::on_receipt(morning("2028-12-25"), Limit::WorkingDays(20));
    assert_eq!(clock.due(&CALENDAR).map(|due| due.date), Err(AbsentYear { year: 2029 }));
}

#[test]
fn a_limit_in_calendar_days_rolls_off_a_holiday() {
    let due = |start, days| {
        Clock::on_receipt(morning(start), Limit::CalendarDays(days)).due(&CALENDAR).expect("announced").date
    };
    assert_eq!(due("2026-02-06", 10), day("2026-02-24"), "the 16th lies in Spring Festival");
    assert_eq!(due("2026-03-02", 7), day("2026-03-09"));
    assert_eq!(due("2026-03-02", 5), day("2026-03-09"), "the 7th is a Saturday");
    assert_eq!(due("2026-02-04", 10), day("2026-02-14"), "a make-up Saturday is worked");
}

#[test]
fn a_city_may_leave_calendar_limits_on_off_days() {
    let calendar =
        calendar_with(CountingRules { roll_off_calendar_limits: false, ..CountingRules::default() });
    let due =
        Clock::on_receipt(morning("2026-03-02"), Limit::CalendarDays(5)).due(&calendar).expect("announced");
    assert_eq!(due.date, day("2026-03-07"));
}

#[test]
fn a_month_ends_on_the_day_of_the_same_number_or_the_last() {
    let due = |start, months| {
        Clock::on_receipt(morning(start), Limit::Months(months)).due(&CALENDAR).expect("announced").date
    };
    assert_eq!(due("2026-06-15", 1), day("2026-07-15"));
    assert_eq!(due("2025-12-31", 6), day("2026-06-30"));
    assert_eq!(due("2026-01-30", 1), day("2026-02-28"), "a make-up Saturday");
}

#[test]
fn same_day_and_same_session_end_when_the_doors_close() {
    for limit in [Limit::WorkingDays(0), Limit::SameSession] {
        let due = |start| Clock::on_receipt(at(start), limit).due_at(&CALENDAR).expect("announced");
        assert_eq!(due("2026-03-02T11:00"), at("2026-03-02T17:30"));
        assert_eq!(due("2026-03-06T20:00"), at("2026-03-09T17:30"));
    }
}

#[test]
fn a_remedy_is_counted_from_its_own_day_holiday_or_not() {
    let saturday = at("2026-03-07T10:00");
    let due = |clock: Clock| clock.due(&CALENDAR).expect("announced").date;
    assert_eq!(due(Clock::on_event(saturday, Limit::CalendarDays(60))), day("2026-05-06"));
    assert_eq!(due(Clock::on_receipt(saturday, Limit::CalendarDays(60))), day("2026-05-08"));
}
