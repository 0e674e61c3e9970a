use crate::pack::{CALENDAR, at, calendar_with, day};
use calendar::{
    AbsentYear, Calendar, CalendarVersion, CountingRules, DayKind, OffReason, RegionCalendars, Shift,
    WorkReason,
};
use kernel::{Language, Refusal, RegionCode};

const MONTHS: [(i16, [u32; 12], u32); 3] = [
    (2024, [22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22], 251),
    (2025, [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23], 248),
    (2026, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23], 248),
];

#[test]
fn every_month_of_2024_to_2026_has_its_working_days() {
    for (year, months, total) in MONTHS {
        let counted: Vec<u32> = (1..=12)
            .map(|month| {
                let first = jiff::civil::date(year, month, 1);
                let before = first.yesterday().expect("an ordinary day");
                CALENDAR.working_days_between(before, first.last_of_month()).expect("announced")
            })
            .collect();
        assert_eq!(counted, months, "{year}");
        assert_eq!(counted.iter().sum::<u32>(), total, "{year}");
    }
}

#[test]
fn a_holiday_a_make_up_day_and_a_plain_day_say_what_they_are() {
    let kind = |text| CALENDAR.day(day(text)).expect("announced").kind;
    assert!(
        matches!(kind("2026-02-16"), DayKind::Off(OffReason::Holiday { name }) if name.chinese == "春节")
    );
    assert!(
        matches!(kind("2026-02-14"), DayKind::Working(WorkReason::MakeUp { name }) if name.chinese == "春节")
    );
    assert_eq!(kind("2026-02-12"), DayKind::Working(WorkReason::Weekday));
    assert_eq!(kind("2026-02-07"), DayKind::Off(OffReason::Weekend));
}

#[test]
fn special_holidays_carry_their_names_in_both_languages() {
    let name = |text, language| {
        let day = CALENDAR.day(day(text)).expect("announced");
        day.name().expect("a holiday").in_language(language).to_owned()
    };
    assert_eq!(name("2015-09-03", Language::Chinese), "抗战胜利70周年");
    assert_eq!(name("2020-02-01", Language::Chinese), "春节假期延长");
    assert_eq!(name("2026-02-16", Language::English), "Spring Festival");
}

#[test]
fn new_years_eve_of_2024_was_a_working_day() {
    assert_eq!(CALENDAR.is_working(day("2024-02-09")), Ok(true));
}

#[test]
fn a_year_not_announced_answers_and_is_marked() {
    let eve = CALENDAR.day(day("2027-02-05")).expect("provisional is no error");
    assert!(eve.provisional && !eve.is_working());
    assert!(!CALENDAR.day(day("2026-12-31")).expect("announced").provisional);
}

#[test]
fn an_absent_year_is_refused_with_its_number_and_the_way_forward() {
    let refusal = CALENDAR.day(day("2029-01-01")).expect_err("absent");
    assert_eq!(refusal, AbsentYear { year: 2029 });
    assert_eq!(refusal.key(), "refusal-calendar-year-absent");
    assert_eq!(refusal.values(), [("year", "2029".to_owned())]);
    assert!(refusal.to_string().contains("State Council notice of 2029"));
}

#[test]
fn what_arrives_out_of_hours_counts_for_the_next_working_day() {
    let receipt = |text| CALENDAR.receipt(at(text)).expect("announced");
    let shifted = |text| (receipt(text).counted, receipt(text).shift);
    assert_eq!(shifted("2026-03-02T17:30"), (day("2026-03-02"), None));
    assert_eq!(shifted("2026-03-02T07:00"), (day("2026-03-02"), None));
    assert_eq!(shifted("2026-03-02T12:30"), (day("2026-03-02"), None));
    assert_eq!(shifted("2026-03-02T17:31"), (day("2026-03-03"), Some(Shift::AfterHours)));
    assert_eq!(shifted("2026-03-07T10:00"), (day("2026-03-09"), Some(Shift::Weekend)));
    let (counted, shift) = shifted("2026-02-16T10:00");
    assert_eq!(counted, day("2026-02-24"));
    assert!(matches!(shift, Some(Shift::Holiday { name }) if name.chinese == "春节"));
    assert_eq!(receipt("2026-02-16T10:00").at, at("2026-02-16T10:00"), "the real time is kept");
}

#[test]
fn a_city_may_let_late_filings_count_for_their_own_day() {
    let calendar =
        calendar_with(CountingRules { late_counts_next_working_day: false, ..CountingRules::default() });
    assert_eq!(calendar.receipt(at("2026-03-02T23:00")).expect("announced").counted, day("2026-03-02"));
}

#[test]
fn periods_that_lie_ahead_are_counted_backwards() {
    assert_eq!(CALENDAR.subtract_working_days(day("2026-02-27"), 5), Ok(day("2026-02-13")));
    assert_eq!(CALENDAR.subtract_working_days(day("2026-05-06"), 1), Ok(day("2026-04-30")));
}

#[test]
fn a_calendar_reads_back_from_its_stored_form() {
    let stored = serde_json::to_string(&*CALENDAR).expect("it writes");
    assert_eq!(serde_json::from_str::<Calendar>(&stored).expect("it reads"), *CALENDAR);
}

#[test]
fn a_region_inherits_the_calendar_of_the_region_above_it() {
    let mut calendars = RegionCalendars::default();
    calendars.publish(CALENDAR.clone());
    let parent = |region: &RegionCode| match region.as_str().len() {
        9 => Some(RegionCode(region.as_str()[..6].to_owned())),
        6 if region.as_str() != "440400" => Some("440400".into()),
        _ => None,
    };
    let of = |region: &str| calendars.of(&region.into(), parent).map(Calendar::version);
    assert_eq!(of("440402001"), Ok(&CalendarVersion::from("test")));
    assert_eq!(of("440400"), Ok(&CalendarVersion::from("test")));
    let nowhere = calendars.of(&"990000".into(), |_| None).expect_err("nothing is attached");
    assert_eq!(nowhere.values(), [("region", "990000".to_owned())]);
    assert!(calendars.of(&"990000".into(), |region| Some(region.clone())).is_err(), "a cycle ends");
}
