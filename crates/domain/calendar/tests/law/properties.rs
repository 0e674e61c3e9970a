use crate::pack::{CALENDAR, at, calendar_with};
use calendar::{Calendar, Clock, CountingRules, Extension, Limit, Pause, Remaining, WarningRule, Watch};
use jiff::SignedDuration;
use kernel::Timestamp;
use proptest::prelude::*;

/// Any minute of 2024 to 2026, so that a hundred working days stay inside the pack.
fn moments() -> impl Strategy<Value = Timestamp> {
    (0_i64..3 * 365 * 24 * 60).prop_map(|minutes| after(at("2024-01-01T00:00"), minutes))
}

fn after(start: Timestamp, minutes: i64) -> Timestamp {
    start.saturating_add(SignedDuration::from_mins(minutes)).expect("a few years later")
}

/// Pauses as minutes after the start: when, and for how long.
fn pauses() -> impl Strategy<Value = Vec<(i64, i64)>> {
    prop::collection::vec((0_i64..60 * 24 * 60, 0_i64..30 * 24 * 60), 0..4)
}

fn limits() -> impl Strategy<Value = Limit> {
    prop_oneof![
        (0_u16..60).prop_map(Limit::WorkingDays),
        (0_u16..90).prop_map(Limit::CalendarDays),
        (0_u8..4).prop_map(Limit::Months),
        (0_u16..40).prop_map(Limit::WorkingHours),
        (0_u16..900).prop_map(Limit::WorkingMinutes),
        Just(Limit::SameSession),
    ]
}

fn rules() -> impl Strategy<Value = CountingRules> {
    any::<[bool; 3]>().prop_map(
        |[count_start_day, late_counts_next_working_day, roll_off_calendar_limits]| CountingRules {
            count_start_day,
            late_counts_next_working_day,
            roll_off_calendar_limits,
            ..CountingRules::default()
        },
    )
}

fn clock(started: Timestamp, limit: Limit, pauses: &[(i64, i64)]) -> Clock {
    let mut clock = Clock::on_receipt(started, limit);
    clock.pauses = pauses.iter().map(|pause| paused(started, *pause)).collect();
    clock
}

fn paused(started: Timestamp, (from, length): (i64, i64)) -> Pause {
    let from = after(started, from);
    Pause { from, until: Some(after(from, length)), reason: "检验".into(), law: None }
}

fn due(clock: &Clock, calendar: &Calendar) -> Timestamp {
    clock.due_at(calendar).expect("the pack has these years")
}

proptest! {
    #[test]
    fn a_limit_in_working_days_never_ends_on_an_off_day(
        start in moments(), days in 0_u16..60, pauses in pauses(), rules in rules()
    ) {
        let calendar = calendar_with_cached(rules);
        let due = clock(start, Limit::WorkingDays(days), &pauses).due(calendar).expect("known years");
        prop_assert!(calendar.is_working(due.date).expect("known year"));
        prop_assert_eq!(calendar.date_of(due.at), due.date);
    }

    #[test]
    fn one_more_working_day_ends_later(
        start in moments(), days in 1_u16..60, pauses in pauses(), count_start_day in any::<bool>()
    ) {
        // Where a Saturday may count as day 0, nothing left on it and one day left on it both end on Monday.
        let calendar = calendar_with_cached(CountingRules { count_start_day, ..CountingRules::default() });
        let one = clock(start, Limit::WorkingDays(days), &pauses);
        let more = clock(start, Limit::WorkingDays(days + 1), &pauses);
        prop_assert!(due(&one, calendar) < due(&more, calendar));
    }

    #[test]
    fn a_longer_limit_of_any_unit_never_ends_earlier(
        start in moments(), limit in limits(), pauses in pauses(), rules in rules()
    ) {
        let calendar = calendar_with_cached(rules);
        let longer = match limit {
            Limit::WorkingDays(amount) => Limit::WorkingDays(amount + 1),
            Limit::CalendarDays(amount) => Limit::CalendarDays(amount + 1),
            Limit::Months(amount) => Limit::Months(amount + 1),
            Limit::WorkingHours(amount) => Limit::WorkingHours(amount + 1),
            Limit::WorkingMinutes(amount) => Limit::WorkingMinutes(amount + 1),
            Limit::SameSession => Limit::WorkingDays(1),
        };
        prop_assert!(due(&clock(start, limit, &pauses), calendar) <= due(&clock(start, longer, &pauses), calendar));
    }

    #[test]
    fn one_more_pause_never_ends_earlier(
        start in moments(), limit in limits(), pauses in pauses(),
        more in (0_i64..60 * 24 * 60, 0_i64..30 * 24 * 60), rules in rules()
    ) {
        let calendar = calendar_with_cached(rules);
        let before = clock(start, limit, &pauses);
        let mut after = before.clone();
        after.pauses.push(paused(start, more));
        prop_assert!(due(&before, calendar) <= due(&after, calendar));
    }

    #[test]
    fn a_pause_cut_in_two_counts_as_one(
        start in moments(), limit in limits(), from in 0_i64..60 * 24 * 60,
        one in 0_i64..20 * 24 * 60, two in 0_i64..20 * 24 * 60, rules in rules()
    ) {
        let calendar = calendar_with_cached(rules);
        let whole = clock(start, limit, &[(from, one + two)]);
        let cut = clock(start, limit, &[(from, one), (from + one, two)]);
        prop_assert_eq!(due(&whole, calendar), due(&cut, calendar));
    }

    #[test]
    fn the_order_of_pauses_does_not_matter(start in moments(), limit in limits(), pauses in pauses()) {
        let mut turned = pauses.clone();
        turned.reverse();
        prop_assert_eq!(due(&clock(start, limit, &pauses), &CALENDAR), due(&clock(start, limit, &turned), &CALENDAR));
    }

    #[test]
    fn what_remains_is_the_limit_less_what_was_consumed(
        start in moments(), days in 0_u16..60, pauses in pauses(), later in 0_i64..200 * 24 * 60
    ) {
        let clock = clock(start, Limit::WorkingDays(days), &pauses);
        let now = after(start, later);
        let consumed = clock.consumed_working_days(&CALENDAR, now).expect("known years");
        let left = i32::from(days) - i32::try_from(consumed).expect("small");
        prop_assert_eq!(clock.remaining(&CALENDAR, now), Ok(Remaining::WorkingDays(left)));
    }

    #[test]
    fn an_act_is_in_time_exactly_while_something_or_nothing_remains(
        start in moments(), days in 0_u16..60, pauses in pauses(), later in 0_i64..200 * 24 * 60
    ) {
        let clock = clock(start, Limit::WorkingDays(days), &pauses);
        let now = after(start, later);
        let Ok(Remaining::WorkingDays(left)) = clock.remaining(&CALENDAR, now) else { panic!("working days") };
        // Inside a pause the days stand still, so only acts outside one are told apart.
        let runs = clock.pauses.iter().all(|pause| {
            CALENDAR.receipt(pause.until.expect("closed")).expect("known").counted < CALENDAR.receipt(now).expect("known").counted
                || now < pause.from
        });
        if runs {
            prop_assert_eq!(now <= due(&clock, &CALENDAR), 0 <= left);
        }
    }

    #[test]
    fn every_account_computes_to_itself(
        start in moments(), limit in limits(), added in limits(), pauses in pauses(), rules in rules()
    ) {
        let calendar = calendar_with_cached(rules);
        let mut clock = clock(start, limit, &pauses);
        clock.extensions.push(Extension { added, by: "局长".into(), reason: "复杂".into(), law: None });
        let due = clock.due(calendar).expect("known years");
        prop_assert_eq!(due.explanation.holds(calendar), Ok(true));
        prop_assert_eq!(due.at, clock.due_at(calendar).expect("known years"));
        let stored = serde_json::to_string(&due).expect("it writes");
        prop_assert_eq!(serde_json::from_str::<calendar::Due>(&stored).expect("it reads"), due);
    }

    #[test]
    fn office_minutes_add_up(start in moments(), one in 0_i64..9000, two in 0_i64..9000) {
        let (middle, end) = (after(start, one), after(start, one + two));
        let between = |from, to| CALENDAR.working_minutes_between(from, to).expect("known years");
        prop_assert_eq!(between(start, middle) + between(middle, end), between(start, end));
    }

    #[test]
    fn a_limit_in_minutes_ends_after_exactly_its_minutes(start in moments(), minutes in 0_u16..2000) {
        let end = due(&Clock::on_receipt(start, Limit::WorkingMinutes(minutes)), &CALENDAR);
        prop_assert_eq!(CALENDAR.working_minutes_between(start, end), Ok(u32::from(minutes)));
    }

    #[test]
    fn a_clock_is_yellow_exactly_while_little_remains(start in moments(), days in 1_u16..60, later in 0_i64..90 * 24 * 60) {
        let clock = Clock::on_receipt(start, Limit::WorkingDays(days));
        let (now, rule) = (after(start, later), WarningRule::default());
        let Ok(Remaining::WorkingDays(left)) = clock.remaining(&CALENDAR, now) else { panic!("working days") };
        let expected = match left {
            ..0 => calendar::Colour::Red,
            _ if left <= i32::from(days / 5).max(1) => calendar::Colour::Yellow,
            _ => calendar::Colour::Green,
        };
        let watch = Watch { promised: &clock, statutory: None, step: None };
        prop_assert_eq!(rule.colour(&CALENDAR, &watch, now), Ok(expected));
    }
}

/// The calendars of all combinations of rules, read once.
fn calendar_with_cached(rules: CountingRules) -> &'static Calendar {
    use std::{
        collections::HashMap,
        sync::{LazyLock, Mutex},
    };
    static READ: LazyLock<Mutex<HashMap<CountingRules, &'static Calendar>>> = LazyLock::new(Mutex::default);
    let mut read = READ.lock().expect("no test panics while it reads");
    read.entry(rules).or_insert_with(|| Box::leak(Box::new(calendar_with(rules))))
}
