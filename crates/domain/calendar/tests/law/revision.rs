use crate::pack::{CALENDAR, day, morning};
use calendar::{CalendarRefusal, CalendarVersion, Clock, Limit, MakeUpDay, Notice, OffRange, preview};

fn notice() -> Notice {
    let off = |from, to, name: &str| OffRange { from: day(from), to: day(to), name: name.into() };
    let make_up = |date, name: &str| MakeUpDay { date: day(date), name: name.into() };
    // Made up for this test: the notice of 2027 did not exist when it was written.
    Notice {
        year: 2027,
        notice: "试验用通知".into(),
        date: None,
        off: vec![off("2026-12-31", "2027-01-03", "元旦"), off("2027-02-05", "2027-02-11", "春节")],
        make_up: vec![make_up("2026-12-26", "元旦"), make_up("2027-01-30", "春节")],
    }
}

#[test]
fn a_notice_previews_which_dates_move_and_changes_nothing() {
    let announced = CALENDAR.announce(CalendarVersion::from("2027"), &notice()).expect("it is sound");
    let days = |start| Clock::on_receipt(morning(start), Limit::WorkingDays(3));
    let clocks =
        [("early", days("2026-12-01")), ("new year", days("2026-12-29")), ("january", days("2027-01-11"))];
    let moved =
        preview(&CALENDAR, &announced, clocks.iter().map(|(id, clock)| (*id, clock))).expect("all years");
    let dates: Vec<_> = moved.iter().map(|moved| (moved.id, moved.from.date, moved.to.date)).collect();
    assert_eq!(
        dates,
        [
            ("new year", day("2027-01-04"), day("2027-01-05")),
            ("january", day("2027-01-14"), day("2027-01-14")),
        ]
    );
    assert!(moved[0].is_later() && !moved[1].is_later());
    assert!(moved[1].from.provisional && !moved[1].to.provisional, "it ceases to be provisional");
}

#[test]
fn a_notice_reaches_into_december_of_the_year_before() {
    let announced = CALENDAR.announce(CalendarVersion::from("2027"), &notice()).expect("it is sound");
    assert_eq!(announced.is_working(day("2026-12-26")), Ok(true));
    assert_eq!(announced.is_working(day("2026-12-31")), Ok(false));
    assert_eq!(announced.is_working(day("2027-02-09")), Ok(false));
    let again =
        announced.announce(CalendarVersion::from("2027b"), &notice()).expect("entered twice is no fault");
    assert_eq!(again.year(2026), announced.year(2026));
}

#[test]
fn a_notice_that_contradicts_the_year_before_is_refused() {
    let mut notice = notice();
    notice.make_up.push(MakeUpDay { date: day("2026-10-03"), name: "元旦".into() });
    let answer = CALENDAR.announce(CalendarVersion::from("2027"), &notice).map(|_| ());
    assert_eq!(answer, Err(CalendarRefusal::NamedTwice { date: day("2026-10-03") }));
}

#[test]
fn a_notice_that_names_a_year_without_a_table_is_refused() {
    let mut notice = notice();
    notice.make_up.push(MakeUpDay { date: day("2031-01-04"), name: "元旦".into() });
    let answer = CALENDAR.announce(CalendarVersion::from("2027"), &notice).map(|_| ());
    assert_eq!(answer, Err(CalendarRefusal::OtherYear { year: 2027, date: day("2031-01-04") }));
}
