//! What comes after and beside a case: the rating with its rectification, and what cannot be got done.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on has failed")]

#[path = "support/place.rs"]
mod place;

use app::difficulties::{DifficultyReport, Reporter};
use app::ratings::{RatingDoor, RatingWords};
use app::{Action, Caller, NewAccount, Problem};
use cases::{
    Closing, DifficultyCommand, DifficultyStage, RatingCommand, RectificationStage, Remedied, RootCause,
    Withdraw,
};
use identity::{AccountCommand, AdministratorRole, Owner, Posting, Role};
use kernel::{Actor, CaseNumber, Language, Moment, PersonId, Private};
use place::{Town, at, contact, now};

const MONDAY: &str = "2026-11-16T10:00:00+08:00";
const TUESDAY: &str = "2026-11-17T10:00:00+08:00";
const NEXT_MONTH: &str = "2026-12-16T10:00:00+08:00";

/// A case that is over, of a person who can be reached.
fn ended(town: &Town) -> CaseNumber {
    let number = town.apply_at(contact(Some("13800138000"), None), &at(MONDAY));
    town.order(Role::Clerk, &number, Action::TakeIn, &at(MONDAY), |official| {
        Withdraw { reasons: None, via: cases::Via::counter(official, None) }.into()
    });
    number
}

fn by_code(town: &Town, number: &CaseNumber) -> RatingDoor {
    RatingDoor::ByCode(app::cases::query_code_of(&town.city, number))
}

fn words(stars: u8, text: &str) -> RatingWords {
    RatingWords { stars, tags: Vec::new(), text: Some(text.to_owned()), anonymous: false }
}

fn guest() -> Caller {
    Caller::guest(Language::Chinese)
}

fn rate(town: &Town, number: &CaseNumber, stars: u8) -> Result<cases::Rating, Problem> {
    let door = by_code(town, number);
    town.city.rate(&guest(), number, &door, &words(stars, "等了很久"), &at(TUESDAY), None)
}

/// An account of staff with one post, as the city knows it.
fn leader(town: &Town, login: &str, role: Role) -> Caller {
    let mut moment = Moment::new(now().now, login.len() as u64 * 7919);
    let owner =
        Owner::Staff { number: login.into(), name: Private::new(PersonId(moment.id()), "林示例".into()) };
    let new = NewAccount { login: login.into(), owner, password: None };
    let id = town.city.open_account_as(&Actor::system(), &new, &moment).unwrap();
    let posting = town.staff(role).postings.remove(0);
    let posting = Posting { post: login.into(), ..posting };
    town.city
        .order_account(&Actor::system(), id, AccountCommand::GivePost(posting), &Moment::new(now().now, 5))
        .unwrap();
    town.city.caller_of(id).unwrap().unwrap()
}

fn report(case: Option<CaseNumber>, reporter: Reporter) -> DifficultyReport {
    DifficultyReport { reporter, case, matter: None, reason: "材料在两个部门之间来回转".into() }
}

#[test]
fn a_case_is_rated_once_and_added_to_once_by_who_has_its_code() {
    let town = Town::new();
    let number = ended(&town);
    let rating = rate(&town, &number, 5).unwrap();
    assert!(rating.rectification.is_none());
    assert!(matches!(rate(&town, &number, 4), Err(Problem::Refused(_))), "a second rating");
    let door = by_code(&town, &number);
    let add = || town.city.add_to_rating(&guest(), &number, &door, &words(1, "证照有错"), &at(TUESDAY), None);
    assert!(add().unwrap().rectification.is_some(), "a bad addition is put right as well");
    assert!(matches!(add(), Err(Problem::Refused(_))), "a second addition");
}

#[test]
fn an_open_case_is_not_rated_and_a_wrong_code_opens_nothing() {
    let town = Town::new();
    let number = town.apply_at(contact(None, None), &at(MONDAY));
    assert!(matches!(rate(&town, &number, 5), Err(Problem::Refused(_))));
    let door = RatingDoor::ByCode("00000000".into());
    let answer = town.city.rate(&guest(), &number, &door, &words(5, ""), &at(TUESDAY), None);
    assert!(matches!(answer, Err(Problem::NotFound(_))));
}

#[test]
fn staff_never_rates_even_with_the_code() {
    let town = Town::new();
    let number = ended(&town);
    let door = by_code(&town, &number);
    let clerk = town.staff(Role::Clerk);
    let answer = town.city.rate(&clerk, &number, &door, &words(5, ""), &at(TUESDAY), None);
    assert!(matches!(answer, Err(Problem::Forbidden(Action::Rate))));
}

#[test]
fn a_bad_rating_is_put_right_called_back_and_looked_at_by_others() {
    let town = Town::new();
    let number = ended(&town);
    rate(&town, &number, 1).unwrap();
    let (chief, head) = (town.staff(Role::Chief), town.staff(Role::Head));
    let rows = town.city.rating_list(&chief, false, 10, at(TUESDAY).now).unwrap();
    assert_eq!(rows.iter().map(|row| row.stage.as_str()).collect::<Vec<_>>(), ["contact"]);
    let order = |caller: &Caller, command: &dyn Fn(cases::Official) -> RatingCommand| {
        town.city.order_rating(caller, &number, &at(TUESDAY), None, command)
    };
    let note = || "已与申请人通话".to_owned();
    order(&chief, &|by| RatingCommand::Contact { note: note(), complex: false, by }).unwrap();
    let answer =
        |by| RatingCommand::Answer { remedied: Remedied::PutRight, text: "已更正证照".into(), by };
    order(&chief, &answer).unwrap();
    let own = order(&chief, &|by| RatingCommand::CallBack { content: true, note: note(), by });
    assert!(matches!(own, Err(Problem::Refused(_))), "who answered does not call back");
    order(&head, &|by| RatingCommand::CallBack { content: true, note: note(), by }).unwrap();
    let rating = order(&head, &|by| RatingCommand::Recheck { right: true, note: note(), by }).unwrap();
    assert!(matches!(rating.rectification.unwrap().stage, RectificationStage::Closed { .. }));
    let seen = town.city.rateable_case(&guest(), &number, &by_code(&town, &number), at(MONDAY).now).unwrap();
    assert_eq!(seen.answers[0].1, "已更正证照");
    let person = town.city.rating_of(&number).unwrap().unwrap().person;
    let reader = Caller { account: Some(kernel::AccountId(person.0)), person: Some(person), ..guest() };
    let told = town.city.inbox(&reader, kernel::Timestamp::MAX, 20).unwrap();
    let about = told.iter().filter(|line| line.about == app::InboxAbout::Rating);
    assert_eq!(about.map(|line| line.number.as_str()).collect::<Vec<_>>(), [number.as_str()]);
    assert_eq!(town.city.unread(&reader).unwrap() as usize, told.len());
    town.city.mark_inbox_seen(&reader, at(NEXT_MONTH).now).unwrap();
    assert_eq!(town.city.unread(&reader).unwrap(), 0, "what was looked at is not new");
}

#[test]
fn a_rectification_that_nobody_begins_turns_late() {
    let town = Town::new();
    let number = ended(&town);
    rate(&town, &number, 2).unwrap();
    town.city.run_clock(&at(NEXT_MONTH), 50).unwrap();
    let rows = town.city.rating_list(&town.staff(Role::Head), false, 10, at(NEXT_MONTH).now).unwrap();
    assert_eq!(rows[0].overdue, 1);
}

#[test]
fn an_appeal_is_decided_by_somebody_else_who_may_judge() {
    let town = Town::new();
    let number = ended(&town);
    rate(&town, &number, 1).unwrap();
    let order = |role, command: &dyn Fn(cases::Official) -> RatingCommand| {
        town.city.order_rating(&town.staff(role), &number, &at(TUESDAY), None, command)
    };
    order(Role::Chief, &|by| RatingCommand::Appeal { grounds: "误评".into(), by }).unwrap();
    let decide = |by| RatingCommand::DecideAppeal { upheld: true, reasons: "经核实属误评".into(), by };
    assert!(matches!(order(Role::Chief, &decide), Err(Problem::NotFound(_))), "a chief judges nothing");
    assert!(!order(Role::Head, &decide).unwrap().counts());
}

#[test]
fn an_appeal_is_signed_by_the_post_that_may_judge_and_leaves_the_counts() {
    let town = Town::new();
    let (disputed, kept) = (ended(&town), ended(&town));
    rate(&town, &disputed, 1).unwrap();
    rate(&town, &kept, 5).unwrap();
    let rated = || {
        while 0 < town.city.count_statistics(500).unwrap() {}
        let sql = "SELECT sum(rated), sum(satisfied) FROM case_counts LIMIT 1";
        let rows = town.city.ledger().query(sql, &[]).unwrap();
        (rows[0].integer(0), rows[0].integer(1))
    };
    assert_eq!(rated(), (2, 1));
    let order = |caller: &Caller, command: &dyn Fn(cases::Official) -> RatingCommand| {
        town.city.order_rating(caller, &disputed, &at(TUESDAY), None, command).unwrap()
    };
    let mut both = town.staff(Role::Head);
    both.postings.splice(0..0, town.staff(Role::Chief).postings);
    order(&town.staff(Role::Chief), &|by| RatingCommand::Appeal { grounds: "误评".into(), by });
    let signed = std::cell::RefCell::new(None);
    order(&both, &|by| {
        signed.replace(Some(by.role));
        RatingCommand::DecideAppeal { upheld: true, reasons: "经核实属误评".into(), by }
    });
    assert_eq!(
        signed.take(),
        Some(catalogue::PostRole::Head),
        "a chief judges nothing, in whichever order the posts stand"
    );
    assert_eq!(rated(), (1, 1), "what an upheld appeal takes out is not counted");
}

#[test]
fn staff_does_not_report_in_the_name_of_the_applicant() {
    let town = Town::new();
    let number = town.apply_at(contact(None, None), &at(MONDAY));
    let clerk = town.staff(Role::Clerk);
    let asked = report(Some(number), Reporter::Caller);
    let answer = town.city.report_difficulty(&clerk, &asked, &at(MONDAY), |_| None);
    assert!(matches!(answer, Err(Problem::NotFound(_) | Problem::Forbidden(_))), "{answer:?}");
}

#[test]
fn a_difficulty_has_a_named_leader_from_the_beginning() {
    let town = Town::new();
    let chief = leader(&town, "chief", Role::Chief);
    let number = town.apply_at(contact(None, None), &at(MONDAY));
    let code = Reporter::ByCode(app::cases::query_code_of(&town.city, &number));
    let reported =
        town.city.report_difficulty(&guest(), &report(Some(number), code), &at(MONDAY), |_| None).unwrap();
    let named = reported.difficulty.leader.clone().unwrap();
    assert_eq!(Some(named.account), chief.account);
    let rows = town.city.difficulty_list(&chief, false, 10, at(MONDAY).now).unwrap();
    assert!(rows[0].own);
    let own =
        town.city.difficulty_by_code(reported.number.as_str(), &reported.query_code, at(MONDAY).now).unwrap();
    assert!(own.leader.is_some());
}

#[test]
fn whoever_guesses_query_codes_is_stopped_and_the_owner_asks_again_later() {
    let town = Town::new();
    let number = town.apply_at(contact(None, None), &at(MONDAY));
    let code = app::cases::query_code_of(&town.city, &number);
    let now = at(MONDAY).now;
    let follow = |typed: &str, now| town.city.follow_by_code(number.as_str(), typed, now).map(drop);
    for _ in 0..5 {
        assert!(matches!(follow("guessed", now), Err(Problem::NotFound(_))));
    }
    let Err(Problem::Refused(refusal)) = follow(&code, now) else { panic!("the guesses went on") };
    assert_eq!(refusal.key(), "refusal-query-code-locked");
    let later = now + jiff::SignedDuration::from_mins(15);
    follow(&code, later).unwrap();
    assert_eq!(town.city.sweep_logins(later + jiff::SignedDuration::from_mins(15)).unwrap(), 1);
}

#[test]
fn a_difficulty_is_never_closed_by_a_bare_no() {
    let town = Town::new();
    let chief = leader(&town, "chief", Role::Chief);
    let guest_words = Reporter::Guest { name: "陈示例".into(), telephone: "13800138000".into() };
    let reported =
        town.city.report_difficulty(&guest(), &report(None, guest_words), &at(MONDAY), |_| None).unwrap();
    let order = |command: &dyn Fn(cases::Official) -> DifficultyCommand| {
        town.city.order_difficulty(&chief, &reported.number, &at(TUESDAY), None, command)
    };
    let close = |by| {
        let closing = Closing::Explained { explanation: "法律不允许".into() };
        DifficultyCommand::Close { closing, root_cause: RootCause::Rules, by }
    };
    assert!(matches!(order(&close), Err(Problem::Refused(_))));
    order(&|by| DifficultyCommand::Measure { text: "与两个部门一起核对".into(), by }).unwrap();
    assert!(matches!(order(&close).unwrap().stage, DifficultyStage::Closed { .. }));
    let answer =
        town.city.difficulty_by_code(reported.number.as_str(), &reported.query_code, at(MONDAY).now).unwrap();
    assert_eq!(answer.answers[0].1, "法律不允许");
}

#[test]
fn a_difficulty_that_is_late_goes_to_the_head() {
    let town = Town::new();
    let chief = leader(&town, "chief", Role::Chief);
    let head = leader(&town, "head", Role::Head);
    let number = town.apply_at(contact(None, None), &at(MONDAY));
    let reporter = Reporter::AtCounter(None);
    let clerk = town.staff(Role::Clerk);
    let reported =
        town.city.report_difficulty(&clerk, &report(Some(number), reporter), &at(MONDAY), |_| None).unwrap();
    assert_eq!(reported.difficulty.leader.as_ref().map(|leader| leader.account), chief.account);
    town.city.run_clock(&at(NEXT_MONTH), 50).unwrap();
    let rows = town.city.difficulty_list(&head, false, 10, at(NEXT_MONTH).now).unwrap();
    assert!(rows[0].overdue && rows[0].own);
}

#[test]
fn nobody_reports_on_a_case_that_is_not_hers() {
    let town = Town::new();
    let number = town.apply_at(contact(None, None), &at(MONDAY));
    for reporter in [
        Reporter::ByCode("00000000".into()),
        Reporter::Guest { name: "陈示例".into(), telephone: "13800138000".into() },
    ] {
        let answer = town.city.report_difficulty(
            &guest(),
            &report(Some(number.clone()), reporter),
            &at(MONDAY),
            |_| None,
        );
        assert!(matches!(answer, Err(Problem::NotFound(_))));
    }
}

#[test]
fn staff_is_known_by_name_to_colleagues_and_to_the_auditor_only() {
    let town = Town::new();
    let (one, other) = (leader(&town, "0101", Role::Examiner), leader(&town, "0102", Role::Head));
    let unit = one.postings[0].department.clone();
    let found = town.city.colleagues(&one, std::slice::from_ref(&unit)).unwrap();
    let found: Vec<_> = found.iter().map(|member| (member.number.as_str(), member.name.as_deref())).collect();
    assert_eq!(found, [("0102", Some("林示例"))], "everybody of the unit but oneself");
    let elsewhere = town.city.colleagues(&one, &["nowhere".into()]);
    assert!(matches!(elsewhere, Err(Problem::Forbidden(_))));
    let accounts = [one.account, other.account].into_iter().flatten().collect();
    let behind = town.city.staff_behind(&town.of_office(AdministratorRole::Audit), &accounts).unwrap();
    assert_eq!(behind.len(), 2);
    for stranger in [&one, &town.of_office(AdministratorRole::Security)] {
        assert!(matches!(town.city.staff_behind(stranger, &accounts), Err(Problem::Forbidden(_))));
    }
}
