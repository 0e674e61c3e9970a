//! The rates, on generated rows: none of them is in any pack.

use super::{DecisionFacts, DeliveryFacts, Lengths, Measure, Tally, tenths};
use crate::Outcome;
use jiff::ToSpan;
use kernel::{Date, Ratio};
use proptest::prelude::*;

fn day() -> Date {
    jiff::civil::date(2026, 11, 2)
}

/// A case decided `after` days after receipt, in `taken` working days, with a promise and a limit of law.
fn decided(after: i64, taken: u32, promised: u32, statutory: u32) -> DecisionFacts {
    DecisionFacts {
        outcome: Outcome::Granted,
        received_on: day(),
        decided_on: day() + after.days(),
        is_late: promised < taken,
        is_breach: statutory < taken,
        days_taken: Some(taken),
        promised: Some(promised),
        statutory: Some(statutory),
        kept_same_day: false,
    }
}

fn sum<'a>(rows: impl IntoIterator<Item = &'a DecisionFacts>) -> Tally {
    let mut tally = Tally::default();
    rows.into_iter().for_each(|row| tally.take(&row.counts()));
    tally
}

fn shown(rate: Option<Ratio>) -> String {
    rate.map_or("none".to_owned(), |rate| rate.to_string())
}

#[test]
fn five_days_that_became_one_are_eighty_percent_less_as_the_report_says() {
    let rows: Vec<_> = (0..40).map(|case| decided(i64::from(case % 3), 1, 1, 5)).collect();
    let tally = sum(&rows);
    assert_eq!(
        shown(tally.compression()),
        "80.00",
        "Xiqiao: social insurance in 1 instead of 5 working days"
    );
    assert_eq!(shown(sum(&[decided(20, 15, 15, 31)]).compression()), "51.61", "veterans: 15 instead of 31");
}

#[test]
fn a_rate_says_none_where_there_is_nothing_to_be_part_of() {
    let nothing = Tally::default();
    assert!(rates(&nothing).iter().all(Option::is_none));
    assert_eq!(Lengths::default().median(), None);
    let only_received = received(3, 1);
    assert_eq!(shown(only_received.on_time_rate()), "none", "received, and nothing decided yet");
    assert_eq!(shown(only_received.decided_rate()), "0.00", "received, and nothing decided yet");
}

#[test]
fn two_of_five_materials_that_need_not_be_given_are_forty_percent() {
    let mut tally = Tally::default();
    (0..12).for_each(|_| tally.take(&received(5, 2)));
    assert_eq!(shown(tally.waived_rate()), "40.00", "about 40 % fewer materials");
}

#[test]
fn a_late_case_is_neither_in_time_nor_ahead_and_one_of_today_is_at_once() {
    let (late, today) = (decided(9, 7, 5, 20), decided(0, 0, 5, 20));
    let tally = sum(&[late, today]);
    assert!(!late.is_ahead() && today.is_ahead() && today.is_at_once());
    assert_eq!(shown(tally.on_time_rate()), "50.00");
    assert_eq!(shown(tally.at_once_rate()), "50.00");
    assert_eq!((tally.of(Measure::Late), tally.of(Measure::Breach)), (1, 0));
}

#[test]
fn the_median_is_the_case_in_the_middle_not_the_average() {
    let mut days = Lengths::default();
    [1, 1, 2, 90].into_iter().for_each(|length| days.add(length, 1));
    assert_eq!(days.median().map(tenths).as_deref(), Some("1.5"));
    days.add(3, 1);
    assert_eq!(days.median().map(tenths).as_deref(), Some("2.0"));
}

fn received(listed: i64, waived: i64) -> Tally {
    let mut tally = Tally::default();
    tally.add(Measure::Received, 1);
    tally.add(Measure::MaterialsListed, listed);
    tally.add(Measure::MaterialsWaived, waived);
    tally
}

/// All rates that are shares, in no order of importance.
fn rates(tally: &Tally) -> [Option<Ratio>; 9] {
    [
        tally.on_time_rate(),
        tally.at_once_rate(),
        tally.ahead_rate(),
        tally.compression(),
        tally.same_day_rate(),
        tally.no_meeting_rate(),
        tally.waived_rate(),
        tally.overruled_rate(),
        tally.satisfaction(),
    ]
}

fn not_lower(before: Option<Ratio>, after: Option<Ratio>) -> bool {
    let cross = |one: Ratio, other: Ratio| one.part() * other.whole() <= other.part() * one.whole();
    before.is_none_or(|before| after.is_some_and(|after| cross(before, after)))
}

prop_compose! {
    fn any_decision()(
        after in 0_i64..60,
        taken in proptest::option::of(0_u32..60),
        promised in proptest::option::of(1_u32..30),
        more in proptest::option::of(0_u32..40),
        denied in any::<bool>(),
    ) -> DecisionFacts {
        let statutory = more.map(|more| promised.unwrap_or(1) + more);
        let past = |limit: Option<u32>| matches!((taken, limit), (Some(taken), Some(limit)) if limit < taken);
        DecisionFacts {
            outcome: if denied { Outcome::Denied } else { Outcome::Granted },
            received_on: day(),
            decided_on: day() + after.days(),
            is_late: past(promised.or(statutory)),
            is_breach: past(statutory),
            days_taken: taken,
            promised,
            statutory,
            kept_same_day: false,
        }
    }
}

proptest! {
    #[test]
    fn every_rate_lies_between_nothing_and_all(
        decisions in proptest::collection::vec(any_decision(), 0..40),
        visits in proptest::collection::vec(any::<bool>(), 0..40),
        lists in proptest::collection::vec((0_i64..12, 0_i64..12), 0..40),
    ) {
        let mut tally = sum(&decisions);
        for is_no_meeting in visits {
            tally.take(&DeliveryFacts { hours: 1, is_no_meeting }.counts());
        }
        lists.iter().for_each(|(asked, waived)| tally.take(&received(asked + waived, *waived)));
        for rate in rates(&tally).into_iter().flatten() {
            prop_assert!(0 <= rate.part() && rate.part() <= rate.whole());
        }
    }

    #[test]
    fn one_more_row_lowers_no_count_and_one_that_counts_lowers_no_rate(
        decisions in proptest::collection::vec(any_decision(), 0..40),
        one in any_decision(),
    ) {
        let before = sum(&decisions);
        let after = sum(decisions.iter().chain([&one]));
        for measure in Measure::ALL {
            prop_assert!(before.of(measure) <= after.of(measure), "{measure:?}");
        }
        prop_assert!(one.is_late || not_lower(before.on_time_rate(), after.on_time_rate()));
        prop_assert!(!one.is_at_once() || not_lower(before.at_once_rate(), after.at_once_rate()));
        prop_assert!(!one.is_ahead() || not_lower(before.ahead_rate(), after.ahead_rate()));
    }

    #[test]
    fn rows_counted_apart_and_together_give_the_same(
        decisions in proptest::collection::vec(any_decision(), 0..40),
        cut in 0_usize..40,
    ) {
        let (one, other) = decisions.split_at(cut.min(decisions.len()));
        let mut apart = sum(one);
        apart.take(&sum(other));
        prop_assert_eq!(apart, sum(&decisions));
    }

    #[test]
    fn the_median_is_that_of_the_sorted_list(mut days in proptest::collection::vec(0_u32..200, 1..60)) {
        let mut lengths = Lengths::default();
        days.iter().for_each(|length| lengths.add(*length, 1));
        days.sort_unstable();
        let (lower, upper) = (days[(days.len() - 1) / 2], days[days.len() / 2]);
        prop_assert_eq!(lengths.median(), Some(i64::from(lower + upper) * 5));
    }
}
