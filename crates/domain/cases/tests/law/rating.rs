//! 好差评.

use crate::desk::*;
use cases::*;
use kernel::{Actor, Recorded, Refusal, Timestamp};

struct Stars5 {
    log: Vec<Recorded<RatingEvent>>,
    now: Timestamp,
}

fn stars(count: u8) -> Stars {
    Stars::try_from(count).expect("one to five")
}

fn give(count: u8) -> GiveRating {
    GiveRating {
        rated: Rated {
            case: Some(number()),
            matter: Some("outdoor-sign".into()),
            department: "city-admin".into(),
            window: Some("W12".into()),
            served_by: Some(clerk()),
        },
        person: person(),
        stars: stars(count),
        tags: vec![*stars(count).tags().start()],
        text: Some("等了很久。".into()),
        anonymous: false,
        channel: RatingChannel::Mobile,
        settings: RatingSettings::default(),
    }
}

impl Stars5 {
    fn begins(count: u8) -> Self {
        let mut rated = Stars5 { log: Vec::new(), now: time(START) };
        let case = Story::delivered().case;
        rated.keep(Rating::give(give(count), Some(&case), None, &CALENDAR, rated.now).expect("it is taken"));
        rated
    }

    fn keep(&mut self, event: RatingEvent) {
        let (stream, position) = (Rating::stream(&number()), self.log.len() as u64 + 1);
        self.log.push(Recorded { stream, position, at: self.now, actor: Actor::system(), event });
    }

    fn rating(&self) -> Rating {
        Rating::fold(&self.log).expect("it begins with a rating")
    }

    fn does(&mut self, command: RatingCommand) {
        let event = self.rating().decide(command, &CALENDAR, self.now).expect("it is allowed");
        self.keep(event);
    }

    fn refuses(&self, command: RatingCommand) -> &'static str {
        self.rating().decide(command, &CALENDAR, self.now).expect_err("it is refused").key()
    }

    fn task(&self) -> RectificationStage {
        self.rating().rectification.expect("it was bad").stage
    }

    fn due(&self) -> String {
        let due = self.rating().rectification.expect("it was bad").due();
        local(due.expect("a clock runs").at)
    }
}

fn contact(complex: bool) -> RatingCommand {
    RatingCommand::Contact { note: "已电话联系。".into(), complex, by: clerk() }
}

fn answer(by: Official) -> RatingCommand {
    RatingCommand::Answer { remedied: Remedied::PutRight, text: "已增开窗口。".into(), by }
}

fn call_back(content: bool, by: Official) -> RatingCommand {
    RatingCommand::CallBack { content, note: "已回访。".into(), by }
}

fn recheck(right: bool, by: Official) -> RatingCommand {
    RatingCommand::Recheck { right, note: "已复查。".into(), by }
}

#[test]
fn a_case_is_rated_after_its_delivery_and_once() {
    let refused = |case: &Case, former: Option<&Rating>| {
        Rating::give(give(5), Some(case), former, &CALENDAR, time(START)).expect_err("refused").key()
    };
    assert_eq!(refused(&Story::examined().case, None), "refusal-rating-not-delivered");
    let rating = Stars5::begins(5).rating();
    assert_eq!(refused(&Story::delivered().case, Some(&rating)), "refusal-rating-rated");
}

#[test]
fn a_visit_without_a_case_is_rated_too() {
    let visit = GiveRating { rated: Rated { case: None, ..give(5).rated }, ..give(5) };
    assert!(Rating::give(visit, None, None, &CALENDAR, time(START)).is_ok());
}

#[test]
fn one_addition_and_no_more() {
    let mut rated = Stars5::begins(5);
    let add =
        |rated: &Stars5| rated.rating().add(stars(4), vec![], Some("补充。".into()), &CALENDAR, rated.now);
    let added = add(&rated).expect("it is taken");
    rated.keep(added);
    assert_eq!(add(&rated).expect_err("refused").key(), "refusal-rating-added");
}

#[test]
fn stars_and_tags_are_those_of_the_list() {
    assert_eq!(Stars::try_from(6).expect_err("refused").key(), "refusal-rating-stars");
    assert!(Stars::try_from(0).is_err());
    let wrong = GiveRating { tags: vec![510], ..give(1) };
    assert_eq!(
        Rating::give(wrong, None, None, &CALENDAR, time(START)).expect_err("refused").key(),
        "refusal-rating-tag"
    );
    // GB/T 39046 counts the other way round: 1 is 非常满意.
    assert_eq!((stars(5).grade(), stars(1).grade(), stars(1).chinese()), (1, 5, "非常不满意"));
}

#[test]
fn a_good_rating_opens_nothing() {
    let rated = Stars5::begins(3);
    assert_eq!(rated.rating().rectification, None);
    assert_eq!(rated.refuses(contact(false)), "refusal-rating-no-rectification");
}

#[test]
fn a_bad_rating_is_contacted_put_right_called_back_and_checked() {
    let mut rated = Stars5::begins(2);
    assert_eq!(rated.due(), "2026-03-03T17:30", "one working day to speak with the person");
    rated.does(contact(false));
    assert_eq!(rated.due(), "2026-03-09T17:30", "five for a simple thing");
    rated.does(answer(clerk()));
    assert_eq!(rated.refuses(call_back(true, clerk())), "refusal-rating-same-person");
    rated.does(call_back(true, manager()));
    assert_eq!(rated.refuses(recheck(true, clerk())), "refusal-rating-same-person");
    rated.does(recheck(true, chief()));
    assert!(matches!(rated.task(), RectificationStage::Closed { .. }));
}

#[test]
fn a_complex_thing_has_fifteen_working_days() {
    let mut rated = Stars5::begins(1);
    rated.does(contact(true));
    assert_eq!(rated.due(), "2026-03-23T17:30");
}

#[test]
fn who_is_not_content_or_not_helped_is_helped_again() {
    let mut rated = Stars5::begins(1);
    rated.does(contact(false));
    rated.does(answer(clerk()));
    rated.does(call_back(false, manager()));
    assert!(matches!(rated.task(), RectificationStage::PutRight { .. }));
    rated.does(answer(clerk()));
    rated.does(call_back(true, manager()));
    rated.does(recheck(false, chief()));
    assert!(matches!(rated.task(), RectificationStage::PutRight { .. }));
}

#[test]
fn a_bad_addition_to_a_good_rating_opens_a_rectification() {
    let mut rated = Stars5::begins(5);
    let added = rated.rating().add(stars(1), vec![], None, &CALENDAR, rated.now).expect("it is taken");
    rated.keep(added);
    assert!(matches!(rated.task(), RectificationStage::Contact { .. }));
}

#[test]
fn an_appeal_is_decided_by_another_and_takes_a_mistaken_rating_out() {
    let mut rated = Stars5::begins(1);
    let decide = |by| RatingCommand::DecideAppeal { upheld: true, reasons: "评错了部门。".into(), by };
    assert_eq!(rated.refuses(decide(head())), "refusal-rating-no-appeal");
    let appeal = || RatingCommand::Appeal { grounds: "不是本单位的业务。".into(), by: chief() };
    rated.does(appeal());
    assert_eq!(rated.refuses(appeal()), "refusal-rating-appealed");
    assert_eq!(rated.refuses(decide(chief())), "refusal-rating-appellant");
    assert_eq!(rated.refuses(decide(clerk())), "refusal-rating-appellant", "who is rated does not decide");
    assert!(rated.rating().counts());
    rated.does(decide(head()));
    assert!(!rated.rating().counts());
    assert!(matches!(rated.task(), RectificationStage::Closed { .. }));
}

#[test]
fn steps_of_a_rectification_have_their_order_and_their_words() {
    let mut rated = Stars5::begins(1);
    assert_eq!(rated.refuses(answer(clerk())), "refusal-rating-not-now");
    assert_eq!(rated.refuses(call_back(true, manager())), "refusal-rating-not-now");
    assert_eq!(rated.refuses(recheck(true, manager())), "refusal-rating-not-now");
    let silent = RatingCommand::Contact { note: " ".into(), complex: false, by: clerk() };
    assert_eq!(rated.refuses(silent), "refusal-rating-no-words");
    rated.does(contact(false));
    assert_eq!(rated.refuses(contact(false)), "refusal-rating-not-now");
}

#[test]
fn each_date_that_passes_is_marked_once() {
    let mut rated = Stars5::begins(1);
    let due = rated.rating().due_transitions(time("2026-03-20T10:00"));
    assert_eq!(due.len(), 1);
    rated.keep(due[0].1.clone());
    assert!(rated.rating().due_transitions(time("2026-03-20T10:00")).is_empty());
    rated.does(contact(false));
    assert_eq!(rated.rating().due_transitions(time("2026-03-20T10:00")).len(), 1);
}

#[test]
fn an_absent_year_of_the_calendar_is_told() {
    let refused =
        Rating::give(give(1), None, None, &CALENDAR, time("2027-12-31T20:00")).expect_err("2028 is absent");
    assert_eq!(refused.key(), "refusal-calendar-year-absent");
}
