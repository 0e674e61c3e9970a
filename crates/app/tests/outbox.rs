//! What goes out: nothing is lost when a worker dies, no text message is sent twice, what failed is shown.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on has failed")]

#[path = "support/place.rs"]
mod place;

use app::{Action, DeliveryReport, ErrandDone, ErrandWay, OutboxRound, OutboxState, Problem, Sent};
use cases::{AskSupplement, Flaw, Subject, Supplement, Via};
use identity::Role;
use kernel::{CaseNumber, Moment};
use ledger::Settlement;
use notices::{Occasion, Variable, names_in};
use place::{Town, at, contact, now};
use std::time::Duration;

const MAIL: &str = "chen@example.org";
const MOBILE: &str = "13800138001";

fn refusal_key(problem: Problem) -> &'static str {
    match problem {
        Problem::Refused(refusal) => refusal.key(),
        other => panic!("{other}"),
    }
}

fn sent(count: u32) -> OutboxRound {
    OutboxRound { sent: count, ..OutboxRound::default() }
}

#[test]
fn an_applicant_gets_a_letter_that_says_what_happened_and_what_comes_next() {
    let town = Town::new();
    let number = town.apply(contact(None, Some(MAIL)));
    assert_eq!(town.city.send_letters(&now(), 10).unwrap(), sent(1));
    let letter = &town.letters()[0];
    assert_eq!(letter.to, MAIL);
    assert_eq!(letter.id, format!("{number}-1-received-mail"));
    for part in ["陈示例", "已经收到", &number.spoken(), "https://city.example", "月"] {
        assert!(letter.text.contains(part), "{part} is missing in: {}", letter.text);
    }
    assert!(!letter.text.contains(['{', '}']) && !letter.subject.contains(['{', '}']), "{letter:?}");
    assert_eq!(town.city.send_letters(&now(), 10).unwrap(), sent(0), "it is sent once");
}

#[test]
fn without_a_mailer_letters_wait_and_the_page_says_so() {
    let town = Town::with(|_, _, _, _| {});
    town.apply(contact(Some(MOBILE), Some(MAIL)));
    assert_eq!(town.city.run_outbox(&now(), 10).unwrap(), sent(0));
    let page = town.city.outbox_page(&town.administrator(), OutboxState::Waiting, 0).unwrap();
    assert_eq!(page.without_link, ["mail", "sms", "paper"]);
    let topics: Vec<_> = page.lines.iter().map(|line| line.topic.as_str()).collect();
    assert!(topics.contains(&"mail") && topics.contains(&"sms"), "{topics:?}");
    assert!(page.lines.iter().all(|line| line.number.is_some()));
}

#[test]
fn a_letter_claimed_by_a_worker_that_died_is_sent_by_the_next() {
    let town = Town::new();
    town.apply(contact(None, Some(MAIL)));
    let claimed = town.city.ledger().claim("mail", 10, Duration::from_millis(60)).unwrap();
    assert_eq!(claimed.len(), 1);
    assert_eq!(town.city.send_letters(&now(), 10).unwrap(), sent(0), "the lease still runs");
    std::thread::sleep(Duration::from_millis(90));
    assert_eq!(town.city.send_letters(&now(), 10).unwrap(), sent(1));
    assert!(
        town.city.ledger().settle(&claimed[0], Settlement::Done).is_err(),
        "the dead worker is fenced off"
    );
}

#[test]
fn a_text_message_goes_by_the_approved_template_only() {
    let town = Town::new();
    let number = town.apply(contact(Some(MOBILE), None));
    let round = town.city.send_short_messages(&now(), 10).unwrap();
    assert_eq!((round.sent, round.later), (0, 1), "nothing is approved yet");
    assert!(town.messages().is_empty());
    let line = &town.city.outbox_page(&town.administrator(), OutboxState::Waiting, 0).unwrap().lines;
    assert!(line.iter().any(|line| line.why.contains("approved")));
    town.approve_all();
    let again = town.apply(contact(Some(MOBILE), None));
    assert_ne!(number, again);
    assert_eq!(town.city.send_short_messages(&now(), 10).unwrap(), sent(1));
    let message = &town.messages()[0];
    assert_eq!((message.to.as_str(), message.template.as_str()), (MOBILE, "SMS_received"));
    assert_eq!(message.variables[1], again.spoken());
}

#[test]
fn a_message_marked_before_a_crash_is_uncertain_and_never_sent_again_by_itself() {
    let town = Town::new();
    town.approve_all();
    town.apply(contact(Some(MOBILE), None));
    let claimed = town.city.ledger().claim("sms", 10, Duration::from_millis(60)).unwrap();
    town.city.ledger().mark_sending(&claimed[0]).unwrap();
    std::thread::sleep(Duration::from_millis(90));
    for _ in 0..3 {
        assert_eq!(town.city.send_short_messages(&now(), 10).unwrap(), sent(0));
    }
    assert!(town.messages().is_empty());
    let page = town.city.outbox_page(&town.administrator(), OutboxState::Uncertain, 0).unwrap();
    let id = page.lines[0].id;
    town.city.resend_uncertain(&town.administrator(), id, &now()).unwrap();
    assert_eq!(town.city.send_short_messages(&now(), 10).unwrap(), sent(1));
    assert_eq!(town.messages().len(), 1);
}

#[test]
fn a_gateway_that_hangs_up_leaves_the_message_to_a_person() {
    let town = Town::new();
    town.approve_all();
    town.apply(contact(Some(MOBILE), None));
    *town.gateway.answer.lock().unwrap() = Some(Sent::Uncertain("hung up".into()));
    let round = town.city.send_short_messages(&now(), 10).unwrap();
    assert_eq!(round.uncertain, 1);
    assert_eq!(town.city.send_short_messages(&now(), 10).unwrap(), sent(0));
    assert_eq!(town.messages().len(), 1);
    let administrator = town.administrator();
    let page = town.city.outbox_page(&administrator, OutboxState::Uncertain, 0).unwrap();
    let (id, why) = (page.lines[0].id, page.lines[0].why.as_str());
    assert_eq!(why, "hung up");
    let silent = town.city.give_up(&administrator, id, " ", &now()).unwrap_err();
    assert_eq!(refusal_key(silent), "refusal-notice-no-reason");
    town.city.give_up(&administrator, id, "已电话告知", &now()).unwrap();
    let again = town.city.resend_uncertain(&administrator, id, &now()).unwrap_err();
    assert_eq!(refusal_key(again), "refusal-notice-not-waiting");
}

#[test]
fn a_report_settles_an_uncertain_message_and_shows_an_undelivered_one() {
    let town = Town::new();
    town.approve_all();
    *town.gateway.answer.lock().unwrap() = Some(Sent::Uncertain("hung up".into()));
    let number = town.apply(contact(Some(MOBILE), None));
    town.city.send_short_messages(&now(), 10).unwrap();
    let key = town.messages()[0].id.clone();
    let report = |sequence, delivered, reason: Option<&str>| DeliveryReport {
        sequence,
        id: key.clone(),
        delivered,
        reason: reason.map(str::to_owned),
    };
    town.gateway.reports.lock().unwrap().push(report(1, false, Some("switched off")));
    assert_eq!(town.city.collect_reports(&now()).unwrap(), 1);
    let undelivered = town.city.undelivered(&town.administrator(), 10).unwrap();
    assert_eq!((undelivered.len(), undelivered[0].reason.as_str()), (1, "switched off"));
    town.gateway.reports.lock().unwrap().push(report(2, true, None));
    assert_eq!(town.city.collect_reports(&now()).unwrap(), 1, "only the new one is read");
    let page = town.city.outbox_page(&town.administrator(), OutboxState::Uncertain, 0).unwrap();
    assert!(page.lines.is_empty());
    let lines = town.city.short_messages(&town.staff(Role::Clerk), &number).unwrap();
    assert_eq!(lines[0].delivered, Some(true));
}

#[test]
fn a_report_that_a_broken_round_has_kept_settles_its_message_at_the_next() {
    let town = Town::new();
    town.approve_all();
    *town.gateway.answer.lock().unwrap() = Some(Sent::Uncertain("hung up".into()));
    town.apply(contact(Some(MOBILE), None));
    town.city.send_short_messages(&now(), 10).unwrap();
    let set = vec![("delivered", true.into()), ("sequence", 7.into())];
    let key = vec![("key", town.messages()[0].id.as_str().into())];
    let rows = vec![ledger::RowChange::Put { table: "short_messages", key, set }];
    let write = ledger::Write { rows, ..ledger::Write::default() };
    town.city.ledger().commit(write, ledger::Commit::Durable).unwrap();
    town.gateway.is_down.store(true, std::sync::atomic::Ordering::Relaxed);
    let fault = town.city.collect_reports(&now()).unwrap_err();
    assert!(matches!(fault, Problem::Fault { .. }), "a gateway that does not answer is no success: {fault}");
    let page = town.city.outbox_page(&town.administrator(), OutboxState::Uncertain, 0).unwrap();
    assert!(page.lines.is_empty());
}

#[test]
fn what_was_given_up_is_shown_and_can_be_revived() {
    let town = Town::new();
    town.apply(contact(None, Some(MAIL)));
    *town.mailer.answer.lock().unwrap() = Some(Sent::Never("no such mailbox".into()));
    assert_eq!(town.city.send_letters(&now(), 10).unwrap().dead, 1);
    let administrator = town.administrator();
    let page = town.city.outbox_page(&administrator, OutboxState::Dead, 0).unwrap();
    assert_eq!(page.lines[0].why, "no such mailbox");
    let clerk = town.city.outbox_page(&town.staff(Role::Clerk), OutboxState::Dead, 0);
    assert!(matches!(clerk, Err(Problem::Forbidden(Action::RunSystem))));
    *town.mailer.answer.lock().unwrap() = None;
    town.city.revive(&administrator, page.lines[0].id, &now()).unwrap();
    assert_eq!(town.city.send_letters(&now(), 10).unwrap(), sent(1));
    assert_eq!(town.letters()[0].id, town.letters()[1].id, "one Message-ID");
}

#[test]
fn a_server_that_puts_off_is_asked_again_after_a_pause() {
    let town = Town::new();
    town.apply(contact(None, Some(MAIL)));
    *town.mailer.answer.lock().unwrap() = Some(Sent::Later("busy".into()));
    assert_eq!(town.city.send_letters(&now(), 10).unwrap().later, 1);
    assert_eq!(town.city.send_letters(&now(), 10).unwrap(), sent(0), "not at once");
    let page = town.city.outbox_page(&town.administrator(), OutboxState::Waiting, 0).unwrap();
    let line = page.lines.iter().find(|line| line.topic == "mail").unwrap();
    assert_eq!((line.why.as_str(), line.attempts), ("busy", 1));
    assert!(now().now < line.not_before.unwrap());
}

#[test]
fn somebody_with_a_landline_is_called_by_a_person_once() {
    let town = Town::new();
    let number = town.apply(contact(Some("0756-2123456"), None));
    assert_eq!(town.city.hand_out_errands(&now(), 10).unwrap(), 1);
    let clerk = town.staff(Role::Clerk);
    let errands = town.city.errands(&clerk, 10).unwrap();
    assert_eq!((errands.len(), errands[0].way, &errands[0].number), (1, ErrandWay::Call, &number));
    assert!(!errands[0].applicant.contains("示例"), "the list is masked: {}", errands[0].applicant);
    let page = town.city.errand(&clerk, &errands[0].key, now().now).unwrap();
    assert_eq!(page.to, "07562123456");
    assert!(page.text.unwrap().text.contains("已经收到"));
    let call = |reached| ErrandDone::Called { reached, note: String::new() };
    town.city.finish_errand(&clerk, &errands[0].key, &call(false), &now()).unwrap();
    assert_eq!(town.city.errands(&clerk, 10).unwrap()[0].tries, 1);
    town.city.finish_errand(&clerk, &errands[0].key, &call(true), &now()).unwrap();
    assert!(town.city.errands(&clerk, 10).unwrap().is_empty());
    let again = town.city.finish_errand(&clerk, &errands[0].key, &call(true), &now()).unwrap_err();
    assert_eq!(refusal_key(again), "refusal-notice-told");
}

/// Asks for a supplement in the past; gives the case and a moment three days before the deadline.
fn asked_to_supplement(town: &Town) -> (CaseNumber, Moment) {
    let number = town.apply_at(contact(None, Some(MAIL)), &at("2026-01-05T09:30:00+08:00"));
    let asked = at("2026-01-05T10:00:00+08:00");
    town.order(Role::Clerk, &number, Action::TakeIn, &asked, |by| {
        let text = "缺水质检测报告".to_owned();
        let defects = vec![Flaw { subject: Subject::Other, text }];
        AskSupplement { defects, within: None, new_fact: None, by }.into()
    });
    // The database's clock stands at today, so the reminder is due as well and comes third.
    town.city.send_letters(&asked, 2).unwrap();
    let subjects: Vec<_> = town.letters().into_iter().map(|letter| letter.subject).collect();
    assert!(subjects.iter().any(|subject| subject.contains("请补正材料")), "{subjects:?}");
    let text = town.letters().pop().unwrap().text;
    assert!(text.contains("一共 1 项") && text.contains("2026年1月"), "{text}");
    let page = town.city.outbox_page(&town.administrator(), OutboxState::Waiting, 0).unwrap();
    let reminder = page.lines.iter().find(|line| line.key.contains("supplement_reminder"));
    let from = reminder.and_then(|line| line.not_before).expect("a reminder waits for its time");
    assert!(asked.now < from);
    (number, Moment::new(from, 1))
}

#[test]
fn who_still_owes_papers_is_reminded_before_the_end() {
    let town = Town::new();
    let (_, moment) = asked_to_supplement(&town);
    assert_eq!(town.city.send_letters(&moment, 10).unwrap(), sent(1));
    assert!(town.letters().last().unwrap().subject.contains("补正快到期了"));
}

#[test]
fn who_has_supplied_everything_is_not_reminded() {
    let town = Town::new();
    let (number, moment) = asked_to_supplement(&town);
    let supplied = at("2026-01-06T10:00:00+08:00");
    town.order(Role::Clerk, &number, Action::TakeIn, &supplied, |by| {
        let via = Via::counter(by, None);
        Supplement { materials: Vec::new(), form: None, settles: vec![0], via }.into()
    });
    let before = town.letters().len();
    let round = town.city.send_letters(&moment, 10).unwrap();
    assert_eq!((round.sent, round.needless), (0, 1));
    assert_eq!(town.letters().len(), before);
}

#[test]
fn editing_a_template_leaves_the_approved_one_in_use() {
    let town = Town::new();
    town.approve_all();
    let manager = town.staff(Role::Manager);
    let variables = [Variable { name: "number".into(), length_max: 16 }];
    let write = |text: &str| town.city.write_template(&manager, Occasion::Received, text, &variables, &now());
    write("新的文字，编号{number}").unwrap();
    assert_eq!(refusal_key(write("{salary}").unwrap_err()), "refusal-template-unknown-variable");
    town.apply(contact(Some(MOBILE), None));
    town.city.send_short_messages(&now(), 10).unwrap();
    assert_eq!(town.messages()[0].template, "SMS_received");
    town.city.approve_template(&town.administrator(), Occasion::Received, "SMS_new", &now()).unwrap();
    town.apply(contact(Some(MOBILE), None));
    town.city.send_short_messages(&now(), 10).unwrap();
    assert_eq!((town.messages()[1].template.as_str(), town.messages()[1].variables.len()), ("SMS_new", 1));
}

#[test]
fn every_occasion_has_texts_that_leave_only_known_words_open() {
    let town = Town::new();
    let content = town.city.content();
    for occasion in Occasion::ALL {
        let found = content.messages.iter().find(|message| message.occasion == occasion);
        let message = found.unwrap_or_else(|| panic!("no text for {}", occasion.word()));
        for text in [&message.title, &message.text] {
            notices::check_words(&text.chinese).unwrap();
            let english =
                text.english.as_deref().unwrap_or_else(|| panic!("no English for {}", occasion.word()));
            notices::check_words(english).unwrap();
            assert_eq!(sorted(&text.chinese), sorted(english), "{}", occasion.word());
        }
        let Some(sms) = &message.sms else { continue };
        let secret = ["name", "reason", "query_code"];
        assert!(names_in(&sms.text).iter().all(|name| !secret.contains(name)), "{}", sms.text);
    }
}

fn sorted(text: &str) -> Vec<&str> {
    let mut names = names_in(text);
    names.sort_unstable();
    names.dedup();
    names
}
