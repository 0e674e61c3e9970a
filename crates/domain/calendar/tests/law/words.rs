use crate::pack::{CALENDAR, at, day, morning};
use calendar::{
    Clock, Explanation, Extension, Limit, RecomputeRefusal, Remaining, csv, due_text, read_start,
};
use kernel::Language;

fn eventful() -> Clock {
    let mut clock = Clock::on_receipt(at("2026-02-11T20:00"), Limit::WorkingDays(5));
    clock.pause(morning("2026-02-25"), "专家评审", Some("行政许可法 第四十五条".into()));
    clock.resume(morning("2026-02-27"));
    clock.extend(Extension {
        added: Limit::WorkingDays(2),
        by: "局长".into(),
        reason: "情况复杂".into(),
        law: Some("行政许可法 第四十二条".into()),
    });
    clock
}

#[test]
fn a_due_date_tells_why_in_chinese() {
    let words = eventful().due(&CALENDAR).expect("announced").explanation.in_words(Language::Chinese);
    assert_eq!(
        words,
        [
            "2026年2月11日（星期三）20:00收到，因已过办公时间，视为2026年2月12日（星期四）收到。",
            "时限5个工作日，当日不计入，自次日起算。",
            "经局长批准延长2个工作日：情况复杂，依据行政许可法 第四十二条。",
            "2026年2月14日（星期六）为春节调休上班，计入。",
            "2026年2月15日（星期日）至2026年2月23日（星期一）为春节假期，不计入。",
            "2026年2月28日（星期六）为春节调休上班，计入。",
            "另有1个周末休息日不计入。",
            "2026年2月25日（星期三）10:00至2026年2月27日（星期五）10:00暂停计时（专家评审，依据行政许可法 第四十五条），扣除2个工作日。",
            "2026年3月3日（星期二）17:30到期。",
            "日历版本：test。",
        ]
    );
}

#[test]
fn a_due_date_tells_why_in_english() {
    let words = eventful().due(&CALENDAR).expect("announced").explanation.in_words(Language::English);
    assert_eq!(
        words[0],
        "It arrived at 20:00 on Wednesday 11 February 2026; because of the office having closed it counts as received on Thursday 12 February 2026."
    );
    assert_eq!(words[4], "Sunday 15 February 2026 to Monday 23 February 2026: Spring Festival, not counted.");
    assert!(words.iter().all(|sentence| !sentence.contains('{')), "every value has its place: {words:?}");
}

#[test]
fn every_step_names_its_key_and_all_its_values() {
    let mut clock = eventful();
    clock.pause(morning("2026-12-20"), "补正", None);
    let mut rolled = Clock::on_receipt(morning("2026-12-25"), Limit::CalendarDays(8));
    rolled.pause(morning("2026-12-28"), "检测", None);
    let mut held = Clock::on_receipt(morning("2026-03-02"), Limit::WorkingDays(1));
    held.pause(morning("2026-03-03"), "检测", None);
    held.resume(morning("2026-03-05"));
    for clock in [clock, rolled, held] {
        for step in clock.due(&CALENDAR).expect("known years").explanation.steps {
            for language in [Language::Chinese, Language::English] {
                let words = step.in_words(language);
                assert!(!words.is_empty() && !words.contains(['{', '}']), "{step:?}: {words}");
                let message = step.message(language);
                assert!(message.key.starts_with("why-"));
                for (name, value) in message.values {
                    assert!(words.contains(&value), "{name} of {step:?} is not told: {words}");
                }
            }
        }
    }
}

#[test]
fn a_limit_in_hours_and_a_session_say_their_own_rule() {
    let rule = |limit| {
        let due = Clock::on_receipt(morning("2026-03-02"), limit).due(&CALENDAR).expect("announced");
        due.explanation.steps[1].in_words(Language::Chinese)
    };
    assert_eq!(rule(Limit::WorkingHours(4)), "时限4个工作小时，只计办公时间。");
    assert_eq!(rule(Limit::SameSession), "时限为当场，最迟于当日下班前。");
    assert_eq!(rule(Limit::Months(6)), "时限6个月，当日不计入，自次日起算。");
}

#[test]
fn what_is_left_is_told_in_both_languages() {
    assert_eq!(Remaining::WorkingDays(3).in_words(Language::Chinese), "剩余3个工作日");
    assert_eq!(Remaining::WorkingDays(-1).in_words(Language::English), "overdue by 1 working day");
    assert_eq!(Remaining::CalendarDays(0).in_words(Language::Chinese), "即将到期");
    assert_eq!(Remaining::WorkingMinutes(-20).in_words(Language::Chinese), "已逾期20个工作分钟");
}

#[test]
fn an_explanation_reads_back_and_computes_to_the_same() {
    let explanation = eventful().due(&CALENDAR).expect("announced").explanation;
    let stored = serde_json::to_string(&explanation).expect("it writes");
    let back: Explanation = serde_json::from_str(&stored).expect("it reads");
    assert_eq!(back, explanation);
    assert_eq!(back.holds(&CALENDAR), Ok(true));
}

#[test]
fn an_explanation_is_not_computed_with_another_version() {
    let mut explanation = eventful().due(&CALENDAR).expect("announced").explanation;
    explanation.calendar = "another".into();
    let answer = explanation.recompute(&CALENDAR).map(|_| ());
    assert_eq!(
        answer,
        Err(RecomputeRefusal::OtherCalendar { wanted: "another".into(), given: "test".into() })
    );
}

#[test]
fn a_changed_account_does_not_hold() {
    let mut explanation = eventful().due(&CALENDAR).expect("announced").explanation;
    explanation.clock.limit = Limit::WorkingDays(6);
    assert_eq!(explanation.holds(&CALENDAR), Ok(false));
}

#[test]
fn the_days_print_as_a_table() {
    let table = csv(&CALENDAR, day("2026-02-13"), day("2026-02-15")).expect("announced");
    assert_eq!(table, "date,working,name\n2026-02-13,true,\n2026-02-14,true,春节\n2026-02-15,false,春节\n");
    assert_eq!(
        csv(&CALENDAR, day("2026-02-13"), day("2026-02-01")).expect("announced"),
        "date,working,name\n"
    );
    assert!(csv(&CALENDAR, day("2028-12-31"), day("2029-01-01")).is_err());
}

#[test]
fn a_due_date_prints_first_and_then_says_why() {
    let start = read_start(&CALENDAR, "2026-02-13").expect("a date");
    let text = due_text(&CALENDAR, start, Limit::WorkingDays(5), Language::Chinese).expect("announced");
    assert!(
        text.starts_with("2026-02-27\n2026年2月27日（星期五）\n- 起始时间：2026年2月13日（星期五）09:00。\n"),
        "{text}"
    );
    let start = read_start(&CALENDAR, "2026-12-30T10:00").expect("a time");
    let text = due_text(&CALENDAR, start, Limit::WorkingDays(5), Language::English).expect("provisional");
    assert!(text.starts_with("2027-01-07\nThursday 7 January 2027 (provisional)\n"), "{text}");
}

#[test]
fn a_start_is_a_date_a_local_time_or_an_instant() {
    let read = |text| read_start(&CALENDAR, text);
    assert_eq!(read("2026-02-13"), Ok(at("2026-02-13T09:00")));
    assert_eq!(read("2026-02-13 16:30"), Ok(at("2026-02-13T16:30")));
    assert_eq!(read("2026-02-13T08:30:00Z"), Ok(at("2026-02-13T16:30")));
    assert!(read("tomorrow").is_err());
    assert!(read("2026-02-30").is_err());
}
