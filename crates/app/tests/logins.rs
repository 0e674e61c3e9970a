//! Logging in through another institution, by one-time code and by registration.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on has failed")]

#[path = "support/place.rs"]
mod place;

use app::{
    Assurance, Caller, MandateEnd, OutsideIdentity, OutsideLogin, OutsideMandate, OutsideReturn, Problem,
    Proof, ProviderFault, Registration,
};
use identity::Contact;
use jiff::SignedDuration;
use kernel::{Language, Moment, PersonId};
use place::{Town, chen, contact, now};

const MOBILE: &str = "13800138001";
const BAKERY: (&str, &str) = ("示例面包店有限公司", "91440400MA0TE5T011");
const PRINTER: (&str, &str) = ("示例印务有限公司", "91440400MA0TE5T024");

fn refusal_key(problem: Problem) -> &'static str {
    match problem {
        Problem::Refused(refusal) => refusal.key(),
        other => panic!("{other}"),
    }
}

fn huang(assurance: Assurance, enterprises: Vec<OutsideMandate>) -> OutsideIdentity {
    OutsideIdentity {
        subject: "huang".into(),
        name: "黄示例".into(),
        number: Some("440402199507212043".into()),
        assurance,
        enterprises,
    }
}

fn mandate((name, code): (&str, &str), representative: bool, until: Option<&str>) -> OutsideMandate {
    let until = until.map(|day| MandateEnd::Day(day.parse().unwrap()));
    OutsideMandate { name: name.into(), code: code.into(), representative, until }
}

fn log_in(town: &Town, identity: OutsideIdentity, moment: &Moment) -> Result<OutsideLogin, Problem> {
    *town.provider.identity.lock().unwrap() = Some(Ok(identity));
    let start = town.city.start_outside_login("province", "https://city.example/back", moment.now).unwrap();
    let back = come_back(&start.state);
    town.city.finish_outside_login(&back, Language::Chinese, moment)
}

fn come_back(state: &str) -> OutsideReturn {
    OutsideReturn {
        provider: "province".into(),
        state: state.into(),
        code: Some("code".into()),
        held: state.into(),
    }
}

fn later(moment: &Moment, minutes: i64) -> Moment {
    Moment::new(moment.now + SignedDuration::from_mins(minutes), moment.now.as_microsecond().unsigned_abs())
}

fn principals(town: &Town, agent: PersonId) -> Vec<String> {
    town.city.mandates_of(agent, now().now).unwrap().into_iter().map(|acting| acting.name).collect()
}

#[test]
fn the_first_login_makes_person_account_and_mandates_and_the_second_finds_them() {
    let town = Town::new();
    let enterprises = || vec![mandate(BAKERY, true, None), mandate(PRINTER, false, Some("2099-12-31"))];
    let first = log_in(&town, huang(Assurance::Strong, enterprises()), &now()).unwrap();
    assert!(first.first);
    let open = town.city.find_session(&first.session.secret, now().now).unwrap().unwrap();
    assert_eq!((open.caller.person, open.caller.assurance), (Some(first.person), Assurance::Strong));
    assert_eq!(principals(&town, first.person).len(), 2);
    let second = log_in(&town, huang(Assurance::Strong, enterprises()), &now()).unwrap();
    assert!(!second.first);
    assert_eq!((second.account, second.person), (first.account, first.person));
}

#[test]
fn an_enterprise_no_longer_named_ends_its_mandate_and_acting_for_it_at_once() {
    let town = Town::new();
    let first = log_in(&town, huang(Assurance::Strong, vec![mandate(BAKERY, false, None)]), &now()).unwrap();
    let secret = first.session.secret.clone();
    let caller = |town: &Town| town.city.find_session(&secret, now().now).unwrap().unwrap().caller;
    let bakery = town.city.mandates_of(first.person, now().now).unwrap()[0].principal;
    town.city.switch(&caller(&town), &secret, Some(bakery), now().now).unwrap();
    assert_eq!(caller(&town).acting_for, Some(bakery));
    log_in(&town, huang(Assurance::Strong, vec![mandate(PRINTER, false, None)]), &now()).unwrap();
    assert_eq!(principals(&town, first.person), [PRINTER.0]);
    assert_eq!(caller(&town).acting_for, None, "also in the session that was open");
}

#[test]
fn a_mandate_that_ended_before_is_not_given_and_a_broken_code_stops_nobody() {
    let town = Town::new();
    let broken = mandate(("坏代码公司", "123"), true, None);
    let enterprises = vec![mandate(PRINTER, false, Some("2020-12-31")), broken, mandate(BAKERY, true, None)];
    let login = log_in(&town, huang(Assurance::Strong, enterprises), &now()).unwrap();
    assert_eq!(principals(&town, login.person), [BAKERY.0]);
    assert_eq!(login.unread, ["坏代码公司"]);
}

#[test]
fn who_is_not_identified_does_not_get_in() {
    let town = Town::new();
    let guest = OutsideIdentity { number: None, ..huang(Assurance::Declared, Vec::new()) };
    let refused = log_in(&town, guest, &now()).unwrap_err();
    assert_eq!(refusal_key(refused), "refusal-outside-not-identified");
    town.apply(contact(None, None));
    let claimed = OutsideIdentity {
        name: "陈示例".into(),
        number: Some(chen(Contact::default()).number),
        ..huang(Assurance::Declared, Vec::new())
    };
    let refused = log_in(&town, claimed, &now()).unwrap_err();
    assert_eq!(refusal_key(refused), "refusal-outside-not-identified", "a number that is only said");
}

#[test]
fn a_surer_proof_takes_over_what_somebody_had_only_claimed() {
    let town = Town::new();
    let mut person = chen(contact(Some(MOBILE), None));
    person.name = "黄示例".into();
    person.number = "440402199507212043".into();
    let squat = Registration { login: "squatter".into(), password: "correct-Horse-7".into(), person };
    let session = town.city.register_citizen(&squat, Language::Chinese, &now()).unwrap();
    let login = log_in(&town, huang(Assurance::Strong, Vec::new()), &now()).unwrap();
    assert!(login.password_taken && !login.first);
    assert!(town.city.find_session(&session.secret, now().now).unwrap().is_none());
    let password = town.city.check_password("squatter", "correct-Horse-7", now().now).unwrap_err();
    assert_eq!(refusal_key(password), "refusal-login-wrong");
    let known = town.city.person(login.person).unwrap().unwrap();
    assert_eq!((known.assurance, known.contact), (Assurance::Strong, Contact::default()));
}

#[test]
fn another_name_for_a_known_number_is_refused() {
    let town = Town::new();
    town.apply(contact(None, None));
    let other = OutsideIdentity {
        number: Some(chen(Contact::default()).number),
        ..huang(Assurance::Strong, Vec::new())
    };
    assert_eq!(refusal_key(log_in(&town, other, &now()).unwrap_err()), "refusal-outside-another-name");
}

#[test]
fn a_login_comes_back_once_in_time_and_to_its_own_browser() {
    let town = Town::new();
    let moment = now();
    *town.provider.identity.lock().unwrap() = Some(Ok(huang(Assurance::Strong, Vec::new())));
    let begin =
        || town.city.start_outside_login("province", "https://city.example/back", moment.now).unwrap();
    let finish = |back: &OutsideReturn, moment: &Moment| {
        town.city.finish_outside_login(back, Language::Chinese, moment)
    };
    let expired = |result: Result<OutsideLogin, Problem>| {
        assert_eq!(refusal_key(result.unwrap_err()), "refusal-outside-expired");
    };
    let state = begin().state;
    expired(finish(&OutsideReturn { held: "of another browser".into(), ..come_back(&state) }, &moment));
    finish(&come_back(&state), &moment).unwrap();
    expired(finish(&come_back(&state), &moment));
    expired(finish(&come_back(&begin().state), &later(&moment, 16)));
    let back = OutsideReturn { code: None, ..come_back(&begin().state) };
    assert_eq!(refusal_key(finish(&back, &moment).unwrap_err()), "refusal-outside-declined");
    assert!(0 < town.city.sweep_logins(later(&moment, 20).now).unwrap());
}

#[test]
fn each_failure_of_the_provider_has_its_refusal() {
    let town = Town::new();
    let begin =
        |provider: &str| town.city.start_outside_login(provider, "https://city.example/back", now().now);
    assert_eq!(refusal_key(begin("nobody").unwrap_err()), "refusal-outside-unknown");
    for (fault, key) in [
        (ProviderFault::Unreachable("down".into()), "refusal-outside-unreachable"),
        (ProviderFault::Answer("nonce".into()), "refusal-outside-answer"),
    ] {
        *town.provider.identity.lock().unwrap() = Some(Err(fault));
        let back = come_back(&begin("province").unwrap().state);
        let refused = town.city.finish_outside_login(&back, Language::Chinese, &now()).unwrap_err();
        assert_eq!(refusal_key(refused), key);
    }
}

#[test]
fn a_code_by_text_message_logs_in_once() {
    let town = Town::new();
    town.approve_all();
    let registration = registration("chen");
    town.city.register_citizen(&registration, Language::Chinese, &now()).unwrap();
    let moment = now();
    town.city.send_login_code(MOBILE, &moment).unwrap();
    town.city.send_short_messages(&now(), 10).unwrap();
    let message = &town.messages()[0];
    assert_eq!((message.template.as_str(), message.to.as_str()), ("SMS_one_time_code", MOBILE));
    let code = message.variables[0].clone();
    let wrong = if code == "000000" { "111111" } else { "000000" };
    let enter = |typed: &str, code: &str| town.city.login_with_code(typed, code, Language::Chinese, &now());
    assert_eq!(refusal_key(enter("chen", wrong).unwrap_err()), "refusal-login-code");
    let session = enter("chen", &code).unwrap();
    assert_eq!(refusal_key(enter("chen", &code).unwrap_err()), "refusal-login-code", "it is spent");
    let open = town.city.find_session(&session.secret, now().now).unwrap().unwrap();
    assert_eq!(open.caller.assurance, Assurance::Declared, "a code proves no more than was known");
}

#[test]
fn asking_for_a_code_never_tells_whether_somebody_is_known_and_is_not_done_without_end() {
    let town = Town::new();
    town.approve_all();
    town.city.register_citizen(&registration("chen"), Language::Chinese, &now()).unwrap();
    town.city.send_login_code("nobody", &now()).unwrap();
    town.city.send_login_code("13900139000", &now()).unwrap();
    let moment = now();
    for minutes in 0..40 {
        town.city.send_login_code("chen", &later(&moment, minutes)).unwrap();
        town.city.send_login_code("chen", &later(&moment, minutes)).unwrap();
    }
    let waiting = town.city.outbox_page(&town.administrator(), app::OutboxState::Waiting, 0).unwrap();
    assert_eq!(waiting.lines.len(), 10, "ten a day, one a minute");
    let refused = town.city.login_with_code("nobody", "123456", Language::Chinese, &now()).unwrap_err();
    assert_eq!(refusal_key(refused), "refusal-login-code");
}

#[test]
fn a_code_that_has_run_out_is_not_sent_any_more() {
    let town = Town::new();
    town.approve_all();
    town.city.register_citizen(&registration("chen"), Language::Chinese, &now()).unwrap();
    town.city.send_login_code("chen", &now()).unwrap();
    let round = town.city.send_short_messages(&later(&now(), 6), 10).unwrap();
    assert_eq!((round.sent, round.needless), (0, 1));
    assert!(town.messages().is_empty());
}

#[test]
fn somebody_proves_herself_again_by_password_or_code() {
    let town = Town::new();
    town.approve_all();
    let session =
        town.city.register_citizen(&registration("chen"), Language::Chinese, &later(&now(), -20)).unwrap();
    let stale = now();
    let fresh = || town.city.find_session(&session.secret, stale.now).unwrap().unwrap().is_fresh(stale.now);
    assert!(!fresh());
    let wrong = town.city.prove_again(&session.secret, &Proof::Password("wrong".into()), &stale).unwrap_err();
    assert_eq!(refusal_key(wrong), "refusal-login-wrong");
    town.city.prove_again(&session.secret, &Proof::Password("correct-Horse-7".into()), &stale).unwrap();
    assert!(fresh());
    town.city.send_proof_code(&session.secret, &stale).unwrap();
    town.city.send_short_messages(&now(), 10).unwrap();
    let code = town.messages()[0].variables[0].clone();
    let login = town.city.login_with_code("chen", &code, Language::Chinese, &stale).unwrap_err();
    assert_eq!(refusal_key(login), "refusal-login-code", "a code for signing does not log in");
    town.city.prove_again(&session.secret, &Proof::Code(code), &stale).unwrap();
    let nobody = town.city.prove_again("no session", &Proof::Code("1".into()), &stale);
    assert!(matches!(nobody, Err(Problem::LoginNeeded)));
}

#[test]
fn a_password_session_is_no_surer_than_the_person_is_known() {
    let town = Town::new();
    town.city.register_citizen(&registration("chen"), Language::Chinese, &now()).unwrap();
    let session = town.city.log_in("chen", "correct-Horse-7", Language::Chinese, &now()).unwrap();
    let open = town.city.find_session(&session.secret, now().now).unwrap().unwrap();
    assert_eq!(open.caller.assurance, Assurance::Declared);
}

#[test]
fn whoever_registers_gets_at_nothing_that_is_kept_for_a_known_number() {
    let town = Town::new();
    town.apply(contact(None, None));
    let refused = town.city.register_citizen(&registration("chen"), Language::Chinese, &now()).unwrap_err();
    assert_eq!(refusal_key(refused), "refusal-register-known");
}

#[test]
fn a_registration_is_refused_for_each_wrong_entry() {
    let town = Town::new();
    let register = |change: fn(&mut Registration)| {
        let mut registration = registration("chen");
        change(&mut registration);
        town.city.register_citizen(&registration, Language::Chinese, &now()).unwrap_err()
    };
    let field = |problem: Problem| match problem {
        Problem::Fields(fields) => fields[0].key,
        other => panic!("{other}"),
    };
    assert_eq!(field(register(|new| new.person.contact = Contact::default())), "field-contact-missing");
    assert_eq!(
        field(register(|new| new.person.number = "440402198803151026".into())),
        "refusal-citizen-number-check"
    );
    assert_eq!(refusal_key(register(|new| new.password = "short".into())), "refusal-password-short");
    town.city.register_citizen(&registration("chen"), Language::Chinese, &now()).unwrap();
    let taken = register(|new| new.person.number = "440402199507212043".into());
    assert_eq!(refusal_key(taken), "refusal-account-opened-before");
}

#[test]
fn nobody_opens_a_staff_account_but_an_administrator() {
    let town = Town::new();
    let owner = identity::Owner::Program { name: "x".into() };
    let new = app::NewAccount { login: "x-1".into(), owner, password: None };
    let guest = town.city.open_account(&Caller::guest(Language::Chinese), &new, &now());
    assert!(matches!(guest, Err(Problem::LoginNeeded)));
}

fn registration(login: &str) -> Registration {
    Registration {
        login: login.into(),
        password: "correct-Horse-7".into(),
        person: chen(contact(Some(MOBILE), None)),
    }
}
