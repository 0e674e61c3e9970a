//! What the operator's commands rest on: workbooks as drafts, a person erased with all that lets her in, digests.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on has failed")]

#[path = "support/place.rs"]
mod place;

use app::{NewAccount, Problem};
use identity::Owner;
use kernel::{Actor, LocalText};
use place::{Town, chen, contact, now};

#[test]
fn a_changed_matter_of_a_workbook_waits_as_one_draft() {
    let town = Town::new();
    let workbook = town.city.export_matters().unwrap();
    let read = town.city.read_workbook(&workbook).unwrap();
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    let same = town.city.import_matters(&read.matters, &now()).unwrap();
    assert_eq!((same.drafted, same.same), (0, 1));

    let mut matters = read.matters;
    matters[0].name = LocalText { chinese: "排水许可（新）".into(), ..matters[0].name.clone() };
    let report = town.city.import_matters(&matters, &now()).unwrap();
    assert_eq!((report.drafted, report.same), (1, 0));
    let again = town.city.import_matters(&matters, &now()).unwrap();
    assert_eq!((again.drafted, again.same), (0, 1), "the draft waits already");
    let history = town.city.matter_history(&matters[0].code).unwrap();
    let (version, draft) = history.open_draft().unwrap();
    assert_eq!((version, draft.author), (2, None));
    assert_eq!(history.current().unwrap().0, 1, "what is in force stays until a second person publishes");
    assert!(town.city.read_workbook(b"no workbook").is_err());
}

#[test]
fn an_erased_person_cannot_log_in_and_is_not_found_any_more() {
    let town = Town::new();
    let known = chen(contact(Some("13800138000"), None));
    let person = town.city.know_person(&known, &Actor::system(), &now()).unwrap();
    let password = Some("Kite-over-River-7".to_owned());
    let new = NewAccount { login: "chen".into(), owner: Owner::Person { person }, password };
    town.city.open_account_as(&Actor::system(), &new, &now()).unwrap();
    let number = town.apply(contact(Some("13800138000"), None));
    let log_in = || town.city.check_password("chen", "Kite-over-River-7", now().now);
    assert!(log_in().is_ok());
    for said in ["chen", "440402198803151025", &person.to_string()] {
        assert_eq!(town.city.find_person(said, &now()).unwrap(), Some(person), "{said}");
    }
    let preview = town.city.erasure_preview(person).unwrap();
    assert_eq!((preview.login.as_deref(), preview.cases), (Some("chen"), 1));
    assert_eq!(preview.running, [number.to_string()]);
    assert!(0 < preview.ledger.keys && 0 < preview.ledger.rows);

    let report = town.city.erase_person(person, "asked", &now()).unwrap();
    assert_eq!(report.keys, preview.ledger.keys, "the preview said what was taken");
    assert!(matches!(log_in(), Err(Problem::Refused(_))));
    assert_eq!(town.city.find_person("440402198803151025", &now()).unwrap(), None);
    assert_eq!(town.city.account_of_person(person).unwrap(), None);
    let preview = town.city.erasure_preview(person).unwrap();
    assert_eq!((preview.ledger.keys, preview.login, preview.cases), (0, None, 1));
    town.city.erase_person(person, "asked", &now()).unwrap();
    assert!(town.city.audit_everything(None).unwrap().is_sound());
}

#[test]
fn the_digest_of_the_read_log_goes_to_the_last_midnight_and_is_written_once() {
    let town = Town::new();
    assert_eq!(town.city.digest_read_log(&now()).unwrap(), 0, "nobody read anything");
    let yesterday = place::at("2026-01-05T02:00:00Z");
    let number = town.apply(contact(Some("13800138000"), None));
    town.city.case_receipt(&town.staff(identity::Role::Clerk), &number, yesterday.now).unwrap();
    assert_eq!(town.city.digest_read_log(&now()).unwrap(), 1);
    assert_eq!(town.city.digest_read_log(&now()).unwrap(), 0);
    town.city.case_receipt(&town.staff(identity::Role::Clerk), &number, now().now).unwrap();
    assert_eq!(town.city.digest_read_log(&now()).unwrap(), 0, "today is not over");
    assert!(town.city.audit_read_log().unwrap().is_empty());
}
