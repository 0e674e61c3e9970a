//! The one notice and the supplement.

use crate::desk::*;
use calendar::Limit;
use cases::*;
use catalogue::{PostRole, Regime, StepKind};
use kernel::Refusal;
use serde_json::json;
use std::collections::BTreeMap;

fn asked() -> Story {
    let mut story = Story::begins(application(licence(), &["identity"], online()));
    story.does(ask(&[Subject::Material("plan".into()), Subject::Material("proof".into())]));
    story
}

#[test]
fn a_return_at_pre_review_is_the_one_notice() {
    let story = asked();
    assert_eq!((story.stage(), story.case.status_code()), ("supplementing", 6));
    assert_eq!(story.case.notices().len(), 1);
    assert_eq!(story.due(&DeadlineKind::Supplement).as_deref(), Some("2026-03-23T17:30"));
}

#[test]
fn all_defects_are_told_in_one_notice() {
    let mut story = asked();
    story.does(supply(&["plan", "proof"], online()));
    let refusal = story.refusal(ask_material("identity"));
    assert_eq!(refusal.key(), "refusal-case-one-notice-only");
    assert_eq!(refusal.source_of_law(), Some("行政许可法 第三十二条"));
}

#[test]
fn a_second_notice_needs_a_new_fact_in_words() {
    let mut story = asked();
    story.does(supply(&["plan", "proof"], online()));
    let blank = AskSupplement { new_fact: Some("  ".into()), ..ask_material("identity") };
    assert_eq!(story.refuses(blank), "refusal-case-one-notice-only");
    story.does(AskSupplement {
        new_fact: Some("身份证昨天到期。".into()), ..ask_material("identity")
    });
    assert!(story.case.notices()[1].for_new_fact);
}

#[test]
fn a_notice_without_defects_or_without_words_is_refused() {
    let story = Story::licence();
    assert_eq!(story.refuses(ask(&[])), "refusal-case-no-defects");
    let mut silent = ask_material("plan");
    silent.defects[0].text = " ".into();
    assert_eq!(story.refuses(silent), "refusal-case-no-defects");
}

#[test]
fn nothing_is_asked_for_that_the_guide_does_not_name() {
    let refusal = Story::licence().refusal(ask_material("marriage-certificate"));
    assert_eq!(refusal.key(), "refusal-case-notice-unknown-material");
    assert_eq!(refusal.source_of_law(), Some("行政许可法 第三十一条"));
}

#[test]
fn the_applicant_is_not_asked_twice_at_a_time() {
    assert_eq!(asked().refuses(ask_material("identity")), "refusal-case-still-asked");
}

#[test]
fn a_supplement_may_come_in_parts() {
    let mut story = asked();
    story.does(supply(&["plan"], online()));
    assert_eq!(story.stage(), "supplementing");
    assert_eq!(story.case.asked().expect("still asked").left.len(), 1);
    story.does(supply(&["proof"], counter()));
    assert_eq!((story.stage(), story.case.status_code()), ("received", 7));
}

#[test]
fn the_whole_supplement_starts_five_new_working_days() {
    let mut story = asked();
    story.at("2026-03-11T10:00").does(supply(&["plan", "proof"], online()));
    assert_eq!(story.due(&DeadlineKind::Notice).as_deref(), Some("2026-03-18T17:30"));
}

#[test]
fn a_corrected_answer_settles_a_defect_of_the_form() {
    let mut story = Story::licence();
    story.does(ask(&[Subject::Field("width".into())]));
    let mut form = FormAnswers::empty(person());
    assert_eq!(
        story.refuses(Supplement {
            materials: vec![],
            form: Some(form.clone()),
            settles: vec![],
            via: online()
        }),
        "refusal-case-nothing-settled"
    );
    form.open = BTreeMap::from([("width".to_owned(), json!(3))]);
    story.does(Supplement { materials: vec![], form: Some(form), settles: vec![], via: online() });
    assert_eq!(story.case.form().get("width"), Some(&json!(3)));
}

#[test]
fn a_supplement_that_settles_nothing_or_answers_nothing_is_refused() {
    let story = asked();
    assert_eq!(story.refuses(supply(&["identity"], online())), "refusal-case-nothing-settled");
    let unknown = Supplement { settles: vec![9], ..supply(&["plan"], online()) };
    assert_eq!(story.refuses(unknown), "refusal-case-unknown-defect");
    assert_eq!(Story::licence().refuses(supply(&["plan"], online())), "refusal-case-nothing-asked");
}

#[test]
fn a_notice_that_is_never_answered_lapses_at_its_deadline() {
    let mut story = asked();
    assert!(story.at("2026-03-23T17:30").tick().is_empty(), "the last instant is in time");
    assert_eq!(story.at("2026-03-30T09:00").tick(), ["case.lapsed"]);
    assert_eq!(story.stage(), "lapsed");
    assert_eq!(local(story.case.last()), "2026-03-23T17:30", "it took effect at the deadline");
    assert_eq!(story.refuses(supply(&["plan", "proof"], online())), "refusal-case-nothing-asked");
}

#[test]
fn a_notice_may_give_its_own_time() {
    let mut story = Story::begins(application(licence(), &[], online()));
    story.does(AskSupplement { within: Some(Limit::WorkingDays(3)), ..ask_material("plan") });
    assert_eq!(story.due(&DeadlineKind::Supplement).as_deref(), Some("2026-03-05T17:30"));
}

#[test]
fn after_acceptance_a_question_stops_no_clock() {
    let mut story = Story::accepted();
    let before = *story.case.dues();
    story.does(AskSupplement { by: examiner(), ..ask_material("plan") });
    assert_eq!((story.stage(), story.case.dues()), ("examining", &before));
    story.does(supply(&["plan"], online()));
    assert_eq!(story.case.asked(), None);
    assert_eq!(
        story.refuses(AskSupplement { by: examiner(), ..ask_material("proof") }),
        "refusal-case-one-notice-only"
    );
}

#[test]
fn an_unanswered_question_after_acceptance_does_not_end_the_case() {
    let mut story = Story::accepted();
    story.does(AskSupplement { by: examiner(), ..ask_material("plan") });
    story.at("2026-04-30T10:00").tick();
    assert_eq!(story.stage(), "examining");
}

#[test]
fn what_is_complete_before_the_cut_off_is_decided_the_same_day() {
    // CASE-10, P-10 and scenario S-2.5: supplied at 15:00.
    let mut story = asked();
    story.at("2026-03-04T15:00").does(supply(&["plan", "proof"], counter()));
    assert_eq!(story.due(&DeadlineKind::SameDay).as_deref(), Some("2026-03-04T17:30"));
    story.does(Accept { by: clerk() });
    story.does(agree("read", examiner()));
    story.at("2026-03-04T17:00").does(grant());
    let decided = story.case.decision().expect("decided").at;
    assert_eq!(CALENDAR.date_of(decided), CALENDAR.date_of(time("2026-03-04T15:00")));
    assert!(story.case.overdue().is_empty());
}

#[test]
fn where_the_place_is_still_to_be_looked_at_nothing_is_promised_for_the_same_day() {
    let look = step("look", StepKind::SiteCheck, PostRole::Examiner, &[]);
    let terms = licence_with(vec![look, step("decide", StepKind::Decide, PostRole::Head, &["look"])]);
    let mut story = Story::begins(application(terms, &["identity"], online()));
    story.does(ask(&[Subject::Material("plan".into()), Subject::Material("proof".into())]));
    story.at("2026-03-04T15:00").does(supply(&["plan", "proof"], counter()));
    assert_eq!(story.due(&DeadlineKind::SameDay), None);
}

#[test]
fn a_same_day_case_that_is_not_decided_shows() {
    let mut story = asked();
    story.at("2026-03-04T15:00").does(supply(&["plan", "proof"], online()));
    assert_eq!(story.at("2026-03-05T09:00").tick(), ["case.overdue"]);
    assert!(story.case.overdue().contains(&DeadlineKind::SameDay));
}

#[test]
fn after_the_cut_off_or_on_an_off_day_the_ordinary_clock_runs() {
    for at in ["2026-03-04T16:30", "2026-03-07T11:00"] {
        let mut story = asked();
        story.at(at).does(supply(&["plan", "proof"], online()));
        assert_eq!(story.due(&DeadlineKind::SameDay), None, "{at}");
    }
}

#[test]
fn other_regimes_have_the_notice_too() {
    let mut story = Story::begins(application(terms_of(Regime::Benefit), &[], online()));
    story.does(ask_material("plan"));
    assert_eq!(story.stage(), "supplementing");
}
