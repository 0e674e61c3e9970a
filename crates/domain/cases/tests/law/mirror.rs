//! Cases decided in a department's system.

use crate::desk::*;
use cases::*;

fn elsewhere() -> Story {
    let terms =
        Terms { decided: catalogue::Decided::Exchange { system: "市场监管".into() }, ..licence() };
    Story::begins(application(terms, ALL, counter()))
}

fn news(news: News) -> Mirrored {
    Mirrored { at: time("2026-03-03T11:11"), news }
}

#[test]
fn it_is_received_here_and_starts_no_clock_here() {
    let mut story = elsewhere();
    assert_eq!((story.stage(), story.case.status_code()), ("elsewhere", 1));
    assert!(story.case.deadlines().is_empty());
    assert!(story.at("2026-12-01T10:00").tick().is_empty());
}

#[test]
fn nothing_is_decided_here() {
    let story = elsewhere();
    let orders: Vec<Command> = vec![
        Accept { by: clerk() }.into(),
        grant().into(),
        ask_material("plan").into(),
        propose(No::Refuse, clerk()).into(),
        agree("read", examiner()).into(),
    ];
    for order in orders {
        assert_eq!(story.refuses(order), "refusal-case-decided-elsewhere");
    }
}

#[test]
fn acceptance_decision_result_and_numbers_are_mirrored() {
    let mut story = elsewhere();
    story.does(ExternalNumber { kind: "业务流水号".into(), number: "4404".into() });
    assert!(story.does(ExternalNumber { kind: "业务流水号".into(), number: "4404".into() }).is_empty());
    story.does(news(News::Accepted { due: Some(time("2026-03-10T17:30")) }));
    assert_eq!(story.case.status_code(), 8);
    story.does(news(News::SupplementAsked { text: "请补章程。".into() }));
    story.does(news(News::Decided { outcome: Outcome::Granted, reasons: None }));
    assert_eq!(story.case.status_code(), 11);
    story.does(news(News::Result { document: None, number: Some("照0001".into()) }));
    story.does(handover());
    assert_eq!((story.stage(), story.case.numbers().len()), ("delivered", 1));
}

#[test]
fn a_result_without_a_grant_and_news_after_the_end_are_refused() {
    let mut story = elsewhere();
    let result = || news(News::Result { document: None, number: None });
    assert_eq!(story.refuses(result()), "refusal-case-mirror-not-decided");
    story.does(news(News::Decided { outcome: Outcome::Denied, reasons: Some("不符合条件。".into()) }));
    assert_eq!(story.case.status_code(), 13);
    assert_eq!(story.refuses(result()), "refusal-case-mirror-not-decided");
    assert_eq!(story.refuses(news(News::Accepted { due: None })), "refusal-case-mirror-over");
}

#[test]
fn a_refusal_there_is_a_refusal_here() {
    let mut story = elsewhere();
    story.does(news(News::NotAccepted { reasons: "不属于本机关。".into() }));
    assert_eq!((story.case.status_code(), story.case.whose_turn()), (5, Turn::Nobody));
    assert_eq!(story.refuses(Withdraw { reasons: None, via: online() }), "refusal-case-withdraw-over");
}

#[test]
fn what_is_decided_here_is_not_mirrored() {
    assert_eq!(Story::accepted().refuses(news(News::Accepted { due: None })), "refusal-case-decided-here");
}
