//! Due dates: each says why, none moves silently.

use crate::desk::*;
use cases::*;
use catalogue::SpecialKind;
use kernel::Language;

#[test]
fn every_due_date_says_why_it_is_this_one() {
    let mut submit = application(licence(), &["identity", "proof"], online());
    submit.gaps = vec![promise("plan")];
    let mut story = Story::begins(submit);
    story.does(Accept { by: clerk() });
    for deadline in story.case.deadlines() {
        let why = deadline.why(&CALENDAR).expect("the calendar is whole");
        match deadline.kind {
            DeadlineKind::Gap(_) => assert_eq!(why, None, "the applicant chose it"),
            _ => {
                let why = why.expect("it comes from a clock");
                assert_eq!(Some(why.at), deadline.due.map(|due| due.at), "{:?}", deadline.kind);
                assert!(!why.explanation.in_words(Language::Chinese).is_empty());
            }
        }
    }
}

#[test]
fn a_stored_due_date_equals_its_clock_in_every_stage() {
    let mut story = Story::examined();
    story.does(OfferHearing { by: examiner() });
    for deadline in [Story::licence(), Story::accepted(), Story::granted(), story]
        .iter()
        .flat_map(|story| story.case.deadlines())
    {
        let why = deadline.why(&CALENDAR).expect("the calendar is whole").expect("a clock");
        assert_eq!(Some(why.at), deadline.due.map(|due| due.at), "{:?}", deadline.kind);
    }
}

#[test]
fn a_new_holiday_moves_dates_by_an_event_and_says_from_where_to_where() {
    let mut story = Story::accepted();
    let decided = story.case.recount(&CALENDAR, &REVISED, story.now).expect("both calendars are whole");
    assert_eq!(story.write(decided), ["case.dues_revised"]);
    let CaseEvent::DuesRevised(revised) = story.last() else { panic!() };
    let legal = revised.moved.iter().find(|moved| moved.kind == DeadlineKind::Legal).expect("it moved");
    assert_eq!(
        (local(legal.before.at), local(legal.after.at)),
        ("2026-03-30T17:30".into(), "2026-04-01T17:30".into())
    );
    assert_eq!(story.due(&DeadlineKind::Legal).as_deref(), Some("2026-04-01T17:30"));
    assert_eq!(*story.case.calendar(), "2026.2".into());
}

#[test]
fn a_case_is_never_decided_by_another_calendar_in_silence() {
    let story = Story::accepted();
    let refused =
        story.case.decide(agree("read", examiner()), &REVISED, story.now).expect_err("another version");
    assert_eq!(kernel::Refusal::key(&refused), "refusal-case-other-calendar");
    assert!(story.case.due_transitions(&REVISED, story.now).is_err());
    let recounted = story.case.recount(&CALENDAR, &REVISED, story.now).expect("whole");
    let mut story = story;
    story.write(recounted);
    assert!(story.case.decide(agree("read", examiner()), &REVISED, story.now).is_ok());
}

#[test]
fn every_stage_can_be_recounted() {
    let mut suspended = Story::accepted();
    suspended.does(BeginSpecial {
        kind: SpecialKind::Testing,
        reasons: "检测。".into(),
        planned: calendar::Limit::WorkingDays(10),
        requested_by: None,
        by: examiner(),
    });
    let mut asked = Story::licence();
    asked.does(ask_material("plan"));
    for mut story in [Story::licence(), asked, suspended, Story::granted(), Story::delivered()] {
        let decided = story.case.recount(&CALENDAR, &REVISED, story.now).expect("whole");
        story.write(decided);
        for deadline in story.case.deadlines() {
            let why = deadline.why(&REVISED).expect("whole").expect("a clock");
            if let Some(due) = deadline.due {
                assert_eq!(why.at, due.at, "{:?}", deadline.kind);
            }
        }
    }
}

#[test]
fn a_date_in_a_year_not_yet_announced_is_marked_as_provisional() {
    let mut story = Story::begins_at(application(licence(), ALL, online()), "2026-12-28T10:00");
    story.does(Accept { by: clerk() });
    assert!(story.case.dues().legal.is_some_and(|due| due.provisional));
}

#[test]
fn an_absent_year_is_a_refusal_and_nothing_else() {
    let submit = application(licence(), ALL, online());
    let refused = Case::submit(submit, &CALENDAR, time("2027-12-30T10:00")).expect_err("2028 is absent");
    assert_eq!(kernel::Refusal::key(&refused), "refusal-calendar-year-absent");
}

#[test]
fn the_promise_and_the_law_are_two_marks() {
    let mut story = Story::accepted();
    story.at("2026-03-17T09:00").tick();
    assert!(
        story.case.overdue().contains(&DeadlineKind::Promised)
            && !story.case.overdue().contains(&DeadlineKind::Legal)
    );
    story.at("2026-04-01T09:00").tick();
    assert!(story.case.overdue().contains(&DeadlineKind::Legal));
    // P-17: late is late, and a late decision is still a decision.
    story.does(agree("read", examiner()));
    story.does(grant());
}

#[test]
fn half_a_day_is_four_working_hours_from_acceptance() {
    // P-18.
    let mut terms = licence();
    terms.limits.promised = Some("半天".parse().expect("a limit"));
    let story = Story::accepted_with(terms);
    assert_eq!(story.due(&DeadlineKind::Promised).as_deref(), Some("2026-03-02T16:00"));
}

#[test]
fn one_working_day_is_the_close_of_the_next_one() {
    // P-19, S-3: the committed limit was one working day instead of five.
    let mut terms = licence();
    terms.limits.promised = Some(calendar::Limit::WorkingDays(1));
    let story = Story::accepted_with(terms);
    assert_eq!(story.due(&DeadlineKind::Promised).as_deref(), Some("2026-03-03T17:30"));
    // CASE-04: the compression is 80 percent.
    let (before, after) = (calendar::Limit::WorkingDays(5), calendar::Limit::WorkingDays(1));
    assert_eq!(calendar::Limit::compression_percent(before, after), Some(80));
}

#[test]
fn the_days_that_were_taken_leave_pauses_out() {
    let mut story = Story::accepted();
    assert_eq!(story.case.days_taken(&CALENDAR), Ok(None));
    story.does(BeginSpecial {
        kind: SpecialKind::Testing,
        reasons: "检测。".into(),
        planned: calendar::Limit::WorkingDays(5),
        requested_by: None,
        by: examiner(),
    });
    story.at("2026-03-06T10:00").does(EndSpecial { outcome: "合格。".into(), by: examiner() });
    story.does(agree("read", examiner()));
    story.at("2026-03-09T10:00").does(grant());
    assert_eq!(story.case.days_taken(&CALENDAR), Ok(Some(1)));
}

#[test]
fn the_next_transition_tells_a_job_when_to_look() {
    let story = Story::licence();
    assert_eq!(story.case.next_transition_after().map(local).as_deref(), Some("2026-03-09T17:30"));
    assert_eq!(Story::delivered().case.next_transition_after(), None);
}

#[test]
fn a_clock_set_back_moves_no_event_back() {
    let mut story = Story::accepted();
    story.now = time("2026-03-01T10:00");
    let decided = story.case.decide(agree("read", examiner()), &CALENDAR, story.now).expect("it goes on");
    assert_eq!(decided.at, time(START));
}

#[test]
fn the_warning_turns_yellow_before_the_promise_is_broken() {
    let dues = *Story::accepted().case.dues();
    let yellow = dues.yellow_after.expect("it warns");
    assert!(time(START) < yellow && yellow < dues.promised.expect("it runs").at);
}
