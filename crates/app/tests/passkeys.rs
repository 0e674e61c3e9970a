//! Passkeys of staff, with a device that a test plays: it signs by repeating the challenge.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on has failed")]

#[path = "support/place.rs"]
mod place;

use app::{Ceremony, NewAccount, PasskeyFault, PasskeyMaker, PasskeyOwner, PasskeyRecord, Problem, Session};
use identity::{AdministratorRole, Owner};
use jiff::SignedDuration;
use kernel::{AccountId, Actor, Language, Moment, Private};
use place::{Town, now};
use serde_json::{Value, json};
use std::sync::Arc;

/// The challenge is `question`; an answer `{question, id}` repeats it for the passkey `id`.
struct Repeater;

fn repeated(kept: &Value, answered: &Value) -> Result<String, PasskeyFault> {
    let id = answered["id"].as_str().filter(|_| answered["question"] == kept["question"]);
    id.map(str::to_owned).ok_or_else(|| PasskeyFault::Answer("another challenge".to_owned()))
}

impl PasskeyMaker for Repeater {
    fn start_adding(&self, owner: &PasskeyOwner, known: &[String]) -> Result<Ceremony, PasskeyFault> {
        let asks = json!({ "question": owner.login, "known": known });
        Ok(Ceremony { kept: asks.clone(), asks })
    }

    fn finish_adding(&self, kept: &Value, answered: &Value) -> Result<PasskeyRecord, PasskeyFault> {
        Ok(PasskeyRecord { id: repeated(kept, answered)?, record: json!({ "used": 0 }) })
    }

    fn start_login(&self) -> Result<Ceremony, PasskeyFault> {
        Ok(Ceremony { asks: json!({ "question": "login" }), kept: json!({ "question": "login" }) })
    }

    fn credential_of(&self, answered: &Value) -> Result<String, PasskeyFault> {
        answered["id"].as_str().map(str::to_owned).ok_or_else(|| PasskeyFault::Answer("no id".to_owned()))
    }

    fn finish_login(
        &self,
        kept: &Value,
        answered: &Value,
        record: &Value,
    ) -> Result<Option<Value>, PasskeyFault> {
        repeated(kept, answered)?;
        Ok(Some(json!({ "used": record["used"].as_i64().unwrap() + 1 })))
    }
}

struct Member {
    account: AccountId,
    session: Session,
}

fn town() -> Town {
    Town::with(|ports, _, _, _| ports.passkeys = Some(Arc::new(Repeater)))
}

fn member(town: &Town, login: &str) -> Member {
    let name = Private::new(kernel::PersonId(now().id()), "李四".to_owned());
    let owner = Owner::Staff { number: "0007".into(), name };
    let new = NewAccount { login: login.into(), owner, password: None };
    let account = town.city.open_account_as(&Actor::system(), &new, &now()).unwrap();
    town.city.name_administrator(account, AdministratorRole::Audit, &now()).unwrap();
    let session =
        town.city.open_session(account, app::Assurance::Verified, Language::Chinese, &now()).unwrap();
    Member { account, session }
}

fn key_of(problem: Problem) -> &'static str {
    match problem {
        Problem::Refused(refusal) => refusal.key(),
        other => panic!("{other}"),
    }
}

fn make(town: &Town, member: &Member, login: &str, id: &str) -> Result<(), Problem> {
    let question = town.city.ask_new_passkey(&member.session.secret, &now())?;
    let answer = json!({ "question": login, "id": id });
    town.city.add_passkey(&member.session.secret, "办公电脑", (&question.ticket, &answer), &now())
}

fn come_in(town: &Town, id: &str) -> Result<Session, Problem> {
    let question = town.city.ask_passkey(now().now)?;
    let answer = json!({ "question": "login", "id": id });
    town.city.login_with_passkey(&question.ticket, &answer, Language::Chinese, &now())
}

#[test]
fn a_passkey_opens_the_account_that_made_it_with_a_strong_proof() {
    let town = town();
    let auditor = member(&town, "auditor");
    make(&town, &auditor, "auditor", "desk").unwrap();
    let session = come_in(&town, "desk").unwrap();
    let open = town.city.find_session(&session.secret, now().now).unwrap().unwrap();
    assert_eq!((open.caller.account, open.caller.assurance), (Some(auditor.account), app::Assurance::Strong));
    let own = town.city.own_passkeys(&open.caller).unwrap();
    assert_eq!((own.len(), own[0].name.as_str(), own[0].used.is_some()), (1, "办公电脑", true));
}

#[test]
fn a_passkey_that_was_taken_away_or_whose_account_is_closed_opens_nothing() {
    let town = town();
    let auditor = member(&town, "auditor");
    make(&town, &auditor, "auditor", "desk").unwrap();
    make(&town, &auditor, "auditor", "spare").unwrap();
    town.city.remove_passkey(&auditor.session.secret, "desk", &now()).unwrap();
    assert_eq!(key_of(come_in(&town, "desk").unwrap_err()), "refusal-passkey-unknown");
    let command = identity::AccountCommand::Close { reason: "调离".into() };
    town.city.order_account(&Actor::system(), auditor.account, command, &now()).unwrap();
    assert_eq!(key_of(come_in(&town, "spare").unwrap_err()), "refusal-passkey-unknown");
}

#[test]
fn an_answer_is_taken_once_and_only_by_whom_and_what_it_was_asked_for() {
    let town = town();
    let (auditor, other) = (member(&town, "auditor"), member(&town, "other"));
    let question = town.city.ask_new_passkey(&auditor.session.secret, &now()).unwrap();
    let answer = json!({ "question": "auditor", "id": "desk" });
    let add = |session: &Session, moment: &Moment| {
        town.city.add_passkey(&session.secret, "电脑", (&question.ticket, &answer), moment)
    };
    assert_eq!(
        key_of(add(&other.session, &now()).unwrap_err()),
        "refusal-passkey-expired",
        "another's question"
    );
    let login = town.city.login_with_passkey(&question.ticket, &answer, Language::Chinese, &now());
    assert_eq!(key_of(login.unwrap_err()), "refusal-passkey-expired", "a question of another kind");
    let late = Moment::new(now().now + SignedDuration::from_mins(6), 1);
    assert_eq!(key_of(add(&auditor.session, &late).unwrap_err()), "refusal-passkey-expired", "too late");
    add(&auditor.session, &now()).unwrap();
    assert_eq!(key_of(add(&auditor.session, &now()).unwrap_err()), "refusal-passkey-expired", "twice");
    let forged = json!({ "question": "guessed", "id": "desk" });
    let question = town.city.ask_passkey(now().now).unwrap();
    let login = town.city.login_with_passkey(&question.ticket, &forged, Language::Chinese, &now());
    assert_eq!(key_of(login.unwrap_err()), "refusal-passkey-answer");
    assert_eq!(
        key_of(town.city.remove_passkey(&other.session.secret, "desk", &now()).unwrap_err()),
        "refusal-passkey-unknown"
    );
}

#[test]
fn making_and_removing_needs_a_fresh_proof() {
    let town = town();
    let auditor = member(&town, "auditor");
    make(&town, &auditor, "auditor", "desk").unwrap();
    let late = Moment::new(now().now + SignedDuration::from_mins(16), 1);
    let asked = town.city.ask_new_passkey(&auditor.session.secret, &late);
    assert!(matches!(asked, Err(Problem::StepUpNeeded)));
    let removed = town.city.remove_passkey(&auditor.session.secret, "desk", &late);
    assert!(matches!(removed, Err(Problem::StepUpNeeded)));
    assert!(come_in(&town, "desk").is_ok(), "nothing was changed");
}

#[test]
fn an_account_has_ten_passkeys_at_most() {
    let town = town();
    let auditor = member(&town, "auditor");
    for at in 0..10 {
        make(&town, &auditor, "auditor", &format!("key-{at}")).unwrap();
    }
    assert_eq!(key_of(make(&town, &auditor, "auditor", "one more").unwrap_err()), "refusal-passkey-too-many");
}

#[test]
fn an_address_without_a_host_name_says_that_it_has_no_passkeys() {
    let town = Town::new();
    assert!(!town.city.has_passkeys());
    assert_eq!(key_of(town.city.ask_passkey(now().now).unwrap_err()), "refusal-passkey-no-host");
}
