//! Tables of what was done: each number is the number of cases behind it, and nobody counts a neighbour's.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on has failed")]

#[path = "support/place.rs"]
mod place;

use app::{
    Act, Action, Caller, Counted, Grouping, Measure, Problem, Statistics, StatisticsQuestion, StepOfTime,
    WorkBy, WorkQuestion,
};
use cases::{
    Accept, AskSupplement, Flaw, GiveOpinion, Grant, No, OverruleNo, ProposeNo, Subject, Supplement, Verdict,
    Via,
};
use identity::Role;
use kernel::{CaseNumber, DepartmentId};
use place::{Town, at, contact};

fn question(rows: Grouping) -> StatisticsQuestion {
    StatisticsQuestion {
        from: "2026-11-01".parse().unwrap(),
        to: "2026-12-31".parse().unwrap(),
        step: StepOfTime::Month,
        rows,
        department: None,
        region: None,
        matter: None,
        channel: None,
    }
}

fn read(town: &Town, question: &StatisticsQuestion) -> Statistics {
    town.city.statistics(&town.staff(Role::Head), question, at("2026-12-31T12:00:00+08:00").now).unwrap()
}

fn cases_behind(
    town: &Town,
    caller: &Caller,
    question: &StatisticsQuestion,
    counted: Counted,
) -> Vec<String> {
    let now = at("2026-12-31T12:00:00+08:00").now;
    let (mut numbers, mut after) = (Vec::new(), None);
    loop {
        let page = town.city.statistics_cases(caller, question, (counted, after.as_ref()), 2, now).unwrap();
        numbers.extend(page.rows.into_iter().map(|row| row.number));
        match page.next {
            Some(next) => after = Some(next),
            None => return numbers,
        }
    }
}

fn accept(town: &Town, number: &CaseNumber, when: &str) {
    town.order(Role::Clerk, number, Action::Accept, &at(when), |by| Accept { by }.into());
}

fn decide(town: &Town, number: &CaseNumber, when: &str) {
    town.order(Role::Examiner, number, Action::Examine, &at(when), |by| {
        let (verdict, opinion) = (Verdict::Agree, "符合条件".to_owned());
        GiveOpinion { step: "examine".into(), verdict, opinion, with: Vec::new(), by }.into()
    });
    town.order(Role::Head, number, Action::Decide, &at(when), |by| {
        Grant { opinion: "同意".into(), conditions: None, by }.into()
    });
}

/// Five cases: one in time, one late, one with a notice of defects, one only accepted, one only received.
fn lively() -> Town {
    let town = Town::new();
    let apply = |when: &str| town.apply_at(contact(None, None), &at(when));
    let quick = apply("2026-11-05T09:00:00+08:00");
    accept(&town, &quick, "2026-11-05T10:00:00+08:00");
    decide(&town, &quick, "2026-11-09T10:00:00+08:00");
    let late = apply("2026-11-05T11:00:00+08:00");
    accept(&town, &late, "2026-11-05T15:00:00+08:00");
    decide(&town, &late, "2026-12-28T10:00:00+08:00");
    let owing = apply("2026-12-01T09:00:00+08:00");
    town.order(Role::Clerk, &owing, Action::TakeIn, &at("2026-12-02T10:00:00+08:00"), |by| {
        let defects = vec![Flaw { subject: Subject::Other, text: "缺水质检测报告".into() }];
        AskSupplement { defects, within: None, new_fact: None, by }.into()
    });
    accept(&town, &apply("2026-12-03T09:00:00+08:00"), "2026-12-04T09:00:00+08:00");
    apply("2026-12-30T09:00:00+08:00");
    town
}

#[test]
fn every_number_is_the_number_of_cases_behind_it() {
    let town = lively();
    let months = read(&town, &question(Grouping::Time));
    assert!(months.complete);
    let keys: Vec<_> = months.rows.iter().map(|row| row.key.as_str()).collect();
    assert_eq!(keys, ["2026-11", "2026-12"]);
    let (november, december) = (&months.rows[0].tally, &months.rows[1].tally);
    assert_eq!((november.of(Measure::Received), december.of(Measure::Received)), (2, 3));
    assert_eq!(
        (november.decided(), november.on_time(), december.decided(), december.on_time()),
        (1, 1, 1, 0)
    );
    assert_eq!(november.days_average(), Some(20), "Thursday to Monday are two working days");
    assert_eq!(months.sum.of(Measure::Supplements), 1);
    assert_eq!(months.sum.on_time_rate().map(|rate| rate.to_string()).as_deref(), Some("50.00"));
    assert_eq!(november.at_once_rate().map(|rate| rate.part()), Some(0));
    assert_eq!(months.rows[0].lasting.decision.median(), Some(20), "one case is its own median");
    assert_eq!(months.lasting.decision.count(), 2);

    let head = town.staff(Role::Head);
    let whole = question(Grouping::Time);
    for (counted, number) in [
        (Counted::Received, months.sum.of(Measure::Received)),
        (Counted::Accepted, months.sum.of(Measure::Accepted)),
        (Counted::Supplements, months.sum.of(Measure::Supplements)),
        (Counted::Refused, months.sum.of(Measure::Refused)),
        (Counted::Returned, months.sum.of(Measure::Returned)),
        (Counted::Decided, months.sum.decided()),
        (Counted::Granted, months.sum.of(Measure::Granted)),
        (Counted::Denied, months.sum.of(Measure::Denied)),
        (Counted::OnTime, months.sum.on_time()),
        (Counted::Late, months.sum.of(Measure::Late)),
        (Counted::Breach, months.sum.of(Measure::Breach)),
        (Counted::Ahead, months.sum.of(Measure::Ahead)),
        (Counted::AtOnce, months.sum.of(Measure::AtOnce)),
        (Counted::SameDayOwed, months.sum.of(Measure::SameDayOwed)),
        (Counted::SameDayKept, months.sum.of(Measure::SameDayKept)),
        (Counted::NoProposed, months.sum.of(Measure::NoProposed)),
        (Counted::NoOverruled, months.sum.of(Measure::NoOverruled)),
    ] {
        let behind = cases_behind(&town, &head, &whole, counted);
        assert_eq!(i64::try_from(behind.len()).unwrap(), number, "{counted:?}");
    }
}

#[test]
fn what_is_decided_on_the_day_of_receipt_and_of_the_supplement_is_found_behind_its_rate() {
    let town = Town::new();
    let today = town.apply_at(contact(None, None), &at("2026-11-05T09:00:00+08:00"));
    accept(&town, &today, "2026-11-05T10:00:00+08:00");
    decide(&town, &today, "2026-11-05T15:00:00+08:00");
    let owing = town.apply_at(contact(None, None), &at("2026-11-09T09:00:00+08:00"));
    town.order(Role::Clerk, &owing, Action::TakeIn, &at("2026-11-09T10:00:00+08:00"), |by| {
        let defects = vec![Flaw { subject: Subject::Other, text: "缺水质检测报告".into() }];
        AskSupplement { defects, within: None, new_fact: None, by }.into()
    });
    town.order(Role::Clerk, &owing, Action::TakeIn, &at("2026-11-11T09:00:00+08:00"), |by| {
        Supplement { settles: vec![0], materials: Vec::new(), form: None, via: Via::counter(by, None) }.into()
    });
    accept(&town, &owing, "2026-11-11T09:30:00+08:00");
    town.order(Role::Examiner, &owing, Action::ProposeNo, &at("2026-11-11T10:00:00+08:00"), |by| {
        ProposeNo {
            no: No::Deny,
            reasons: "水质不达标".into(),
            basis: "《城镇排水与污水处理条例》第二十一条".into(),
            visitor_waits: false,
            by,
        }
        .into()
    });
    town.order(Role::Head, &owing, Action::ConfirmNo, &at("2026-11-11T11:00:00+08:00"), |by| {
        OverruleNo { reasons: "已达标".into(), by }.into()
    });
    decide(&town, &owing, "2026-11-11T15:00:00+08:00");

    let table = read(&town, &question(Grouping::Time));
    let (sum, head, whole) = (&table.sum, town.staff(Role::Head), question(Grouping::Time));
    let behind = |counted| cases_behind(&town, &head, &whole, counted);
    let (today, owing) = (vec![today.to_string()], vec![owing.to_string()]);
    assert_eq!((sum.at_once_rate(), behind(Counted::AtOnce)), (kernel::Ratio::of(1, 2), today));
    assert_eq!((sum.same_day_rate(), behind(Counted::SameDayKept)), (kernel::Ratio::of(1, 1), owing.clone()));
    assert_eq!(
        (sum.overruled_rate(), behind(Counted::NoOverruled)),
        (kernel::Ratio::of(1, 1), owing.clone())
    );
    assert_eq!((behind(Counted::SameDayOwed), behind(Counted::NoProposed)), (owing.clone(), owing));
    assert_eq!(behind(Counted::Ahead).len(), 2);
    assert!(sum.compression().is_some_and(|rate| 0 < rate.part()), "{sum:?}");
}

#[test]
fn work_is_counted_by_post_and_by_name_only_for_whoever_leads_the_unit() {
    let town = lively();
    let now = at("2026-12-31T12:00:00+08:00").now;
    let ask =
        |by| WorkQuestion { from: "2026-11-01".parse().unwrap(), to: "2026-12-31".parse().unwrap(), by };
    let (head, clerk) = (town.staff(Role::Head), town.staff(Role::Clerk));
    let posts = town.city.staff_work(&head, &ask(WorkBy::Post), now).unwrap().rows;
    let of = |who: &str, act| posts.iter().find(|row| row.who == who).map_or(0, |row| row.of(act));
    assert_eq!([of("clerk", Act::Received), of("clerk", Act::Accepted), of("clerk", Act::Asked)], [5, 3, 1]);
    assert_eq!([of("examiner", Act::Examined), of("head", Act::Decided)], [2, 2]);
    let examiner = posts.iter().find(|row| row.who == "examiner").unwrap();
    assert_eq!(examiner.examination.count(), 2, "each opinion has its length");
    assert!(examiner.examination.median().is_some_and(|tenths| 960 <= tenths), "four days are 96 hours");

    let all = town.city.staff_work(&head, &ask(WorkBy::Person), now).unwrap();
    assert!(!all.is_own && all.rows.iter().any(|row| row.who == clerk.account.unwrap().to_string()));
    let own = town.city.staff_work(&clerk, &ask(WorkBy::Person), now).unwrap();
    assert!(own.is_own && own.rows.iter().all(|row| row.who == clerk.account.unwrap().to_string()));
    assert_eq!(own.rows.iter().map(|row| row.of(Act::Received)).sum::<u64>(), 5);

    let unit = posts[0].unit.clone();
    let behind = |caller: &Caller, who: &str, act| {
        let (question, row) = (ask(WorkBy::Person), (&unit, who, act));
        town.city.staff_work_cases(caller, &question, row, (None, 50), now).map(|page| page.rows.len())
    };
    let (own, other) = (clerk.account.unwrap().to_string(), head.account.unwrap().to_string());
    assert_eq!(behind(&clerk, &own, Act::Received).unwrap(), 5);
    assert!(matches!(behind(&clerk, &other, Act::Decided), Err(Problem::NotFound(_))), "not hers to see");
    assert_eq!(behind(&head, &other, Act::Decided).unwrap(), 2);
}

#[test]
fn the_counts_equal_a_count_from_the_cases() {
    let town = lively();
    let sum = read(&town, &question(Grouping::Time)).sum;
    let sql = "SELECT COUNT(received_at), COUNT(accepted_at), COUNT(decided_at), SUM(supplements) FROM cases";
    let row = &town.city.ledger().query(sql, &[]).unwrap()[0];
    let counted =
        [sum.of(Measure::Received), sum.of(Measure::Accepted), sum.decided(), sum.of(Measure::Supplements)];
    assert_eq!(counted, [0, 1, 2, 3].map(|place| row.integer(place)));
    for rows in [Grouping::Department, Grouping::Region, Grouping::Matter, Grouping::Channel] {
        let table = read(&town, &question(rows));
        assert_eq!(table.sum, sum, "{rows:?}");
        let mut total = app::Tally::default();
        table.rows.iter().for_each(|row| total.take(&row.tally));
        assert_eq!(total, sum, "{rows:?}");
    }
}

#[test]
fn nothing_is_counted_twice_however_often_and_in_whatever_batches() {
    let town = lively();
    while 0 < town.city.count_statistics(3).unwrap() {}
    let first = read(&town, &question(Grouping::Matter));
    assert_eq!(town.city.count_statistics(500).unwrap(), 0);
    assert_eq!(read(&town, &question(Grouping::Matter)), first);
    let busy = town.city.ledger().lease("case_counts", std::time::Duration::from_secs(60)).unwrap();
    town.apply_at(contact(None, None), &at("2026-12-31T09:00:00+08:00"));
    let meanwhile = read(&town, &question(Grouping::Matter));
    assert!(!meanwhile.complete, "another worker counts, and the page says that it is not done");
    town.city.ledger().release(&busy.unwrap()).unwrap();
    assert_eq!(read(&town, &question(Grouping::Matter)).sum.of(Measure::Received), 6);
}

#[test]
fn somebody_counts_her_own_departments_and_those_below_and_no_others() {
    let town = lively();
    let own = town.staff(Role::Clerk).postings[0].department.clone();
    let at_department = |id: &DepartmentId| {
        let mut caller = town.staff(Role::Head);
        caller.postings[0].department = id.clone();
        caller
    };
    let content = town.city.content();
    let parent = content.ground.department(&own).and_then(|department| department.parent.clone());
    let received = |caller: &Caller, asked: &StatisticsQuestion| {
        let now = at("2026-12-31T12:00:00+08:00").now;
        town.city.statistics(caller, asked, now).unwrap().sum.of(Measure::Received)
    };
    let all = question(Grouping::Department);
    assert_eq!(received(&at_department(&own), &all), 5);
    let parent = parent.expect("the department of the test stands below another");
    assert_eq!(received(&at_department(&parent), &all), 5, "who stands above counts what is below");
    let stranger = content.ground.departments.iter().find(|department| {
        let seen = town.city.statistics_departments(&at_department(&department.id)).unwrap();
        !seen.contains(&own)
    });
    let stranger = at_department(&stranger.unwrap().id);
    let asked = StatisticsQuestion { department: Some(own), ..question(Grouping::Time) };
    assert_eq!(received(&stranger, &asked), 0, "asking for another department by name gives nothing");
    assert!(cases_behind(&town, &stranger, &asked, Counted::Received).is_empty());
    let now = at("2026-12-31T12:00:00+08:00").now;
    for nobody in [town.administrator(), Caller::guest(kernel::Language::Chinese)] {
        let answer = town.city.statistics(&nobody, &all, now);
        assert!(matches!(answer, Err(Problem::Forbidden(_) | Problem::LoginNeeded)), "{answer:?}");
    }
}
