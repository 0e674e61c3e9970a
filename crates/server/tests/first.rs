//! A real city begins: three links for three administrators, each used once by another person.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on has failed")]

#[path = "support/program.rs"]
mod program;

use program::{Door, by_hand, folder, pack, real_city, text};
use std::path::Path;

const PASSWORD: &str = "Kite-over-River-7";

fn links(door: &Door) -> Vec<String> {
    door.wait_for("they hold until");
    let line = |line: &String| line.split_once(&door.address).map(|(_, path)| path.to_owned());
    door.said().iter().filter(|said| said.contains("/sign-in/first/")).filter_map(line).collect()
}

fn take(door: &Door, link: &str, login: &str, number: &str) -> program::Sent {
    let form = [
        ("name", "林示例"),
        ("number", number),
        ("login", login),
        ("password", PASSWORD),
        ("again", PASSWORD),
    ];
    door.post(link, &form)
}

fn open(city: &Path) -> Door {
    Door::open(&["serve", "--data", text(city)])
}

#[test]
fn three_people_become_the_three_administrators_each_by_a_link_that_works_once() {
    let city = real_city();
    let door = open(city.path());
    let links = links(&door);
    assert_eq!(links.len(), 3);
    let (status, page) = door.get(&links[0]);
    assert!(status == 200 && page.contains("系统管理员") && page.contains("只能用一次"), "{status} {page}");
    let told = |sent: program::Sent, status: u16, words: &str| {
        assert_eq!(sent.status, status, "{}", sent.body);
        assert!(sent.body.contains(words), "{words}: {}", sent.body);
    };
    let differ =
        [("name", "林"), ("number", "1"), ("login", "lin.xi"), ("password", PASSWORD), ("again", "x")];
    told(door.post(&links[0], &differ), 422, "两次输入的密码不一样");
    let nameless = [("login", "lin.xi"), ("password", PASSWORD), ("again", PASSWORD)];
    told(door.post(&links[0], &nameless), 422, "请填写这一项");
    let weak = [("name", "林"), ("number", "1"), ("login", "lin.xi"), ("password", "abc"), ("again", "abc")];
    assert_eq!(door.post(&links[0], &weak).status, 422);

    for (link, (login, number)) in links.iter().zip([("sys", "0001"), ("sec", "0002"), ("aud", "0003")]) {
        let sent = take(&door, link, login, number);
        assert_eq!((sent.status, sent.location.as_str()), (303, "/admin"), "{}", sent.body);
        let cookie = sent.cookie.split(';').next().unwrap();
        assert_eq!(door.get_with("/admin", "cookie", cookie).0, 200);
        told(take(&door, link, "again", "0009"), 410, "已用过");
        assert_eq!(door.get(link).0, 410);
    }
    let signed_in = door.post("/sign-in", &[("name", "sec"), ("password", PASSWORD), ("next", "/admin")]);
    assert_eq!((signed_in.status, signed_in.location.as_str()), (303, "/admin"));
    door.close();
    let database = by_hand(city.path());
    let appointed = "SELECT count(*) FROM events WHERE name = 'city.administrator-appointed'";
    assert_eq!(database.query_row(appointed, [], |row| row.get::<_, i64>(0)).unwrap(), 3);
    drop(database);
    let door = open(city.path());
    assert_eq!(door.get("/healthz").0, 200);
    assert!(!door.said().iter().any(|line| line.contains("/sign-in/first/")), "nobody is missing any more");
}

#[test]
fn one_person_cannot_take_two_of_the_offices() {
    let city = real_city();
    let door = open(city.path());
    let links = links(&door);
    assert_eq!(take(&door, &links[0], "sys", "0001").status, 303);
    let second = take(&door, &links[1], "other", "0001");
    assert!(second.status == 422 && second.body.contains("不能由一人兼任"), "{}", second.body);
    let same_name = take(&door, &links[1], "sys", "0002");
    assert_eq!(same_name.status, 422, "a login name is one account's: {}", same_name.body);
    assert_eq!(take(&door, &links[1], "sec", "0002").status, 303);
}

#[test]
fn of_two_links_to_one_office_the_first_used_counts() {
    let city = real_city();
    let door = open(city.path());
    let first = links(&door);
    door.close();
    let door = open(city.path());
    let second = links(&door);
    assert_ne!(first[2], second[2]);
    assert_eq!(take(&door, &first[2], "aud", "0003").status, 303, "the older link still holds");
    assert_eq!(take(&door, &second[2], "aud2", "0004").status, 410);
}

#[test]
fn a_link_that_ran_out_opens_nothing() {
    let city = real_city();
    let door = open(city.path());
    let links = links(&door);
    by_hand(city.path()).execute_batch("UPDATE first_links SET expires_at = 1").unwrap();
    assert_eq!(door.get(&links[0]).0, 410);
    assert_eq!(take(&door, &links[0], "sys", "0001").status, 410);
    assert_eq!(door.get("/sign-in/first/guessed").0, 410);
}

#[test]
fn serve_takes_a_pack_into_an_empty_ledger_when_told() {
    let city = folder();
    let empty = open(city.path());
    assert!(empty.said().iter().any(|line| line.contains("yimen pack load")), "{:?}", empty.said());
    assert!(!empty.said().iter().any(|line| line.contains("/sign-in/first/")));
    empty.close();
    let door = Door::open(&["serve", "--pack", pack(), "--data", text(city.path())]);
    assert_eq!(links(&door).len(), 3);
    assert!(door.get("/matters").1.contains("食品"), "the pack is there");
}

#[test]
fn a_demo_that_was_killed_before_its_door_opened_is_made_anew() {
    let city = folder();
    let demo = ["demo", "--days", "1", "--until", "2026-11-18T18:00", "--data", text(city.path())];
    let accounts = city.path().join("demo-accounts.json");
    drop(Door::open(&demo));
    let first = std::fs::read_to_string(&accounts).unwrap();
    std::fs::write(city.path().join("demo-unfinished"), "").unwrap();
    let door = Door::open(&demo);
    door.wait_for("demo city ready: ");
    assert!(door.said().iter().any(|line| line.contains("made anew")), "{:?}", door.said());
    assert!(!city.path().join("demo-unfinished").exists());
    let second = std::fs::read_to_string(&accounts).unwrap();
    assert_ne!(first, second, "the passwords are those of the new city");
    let known: serde_json::Value = serde_json::from_str(&second).unwrap();
    let clerk = [
        ("name", known["clerk"]["name"].as_str().unwrap()),
        ("password", known["clerk"]["password"].as_str().unwrap()),
        ("next", "/desk"),
    ];
    assert_eq!(door.post("/sign-in", &clerk).status, 303);
    door.close();
    let door = Door::open(&demo);
    door.wait_for("demo city ready");
    assert_eq!(std::fs::read_to_string(&accounts).unwrap(), second, "a finished one is only opened");
}

#[test]
fn a_demo_that_was_killed_while_it_was_filled_keeps_what_was_done_in_it() {
    let city = folder();
    let demo = ["demo", "--days", "30", "--until", "2026-11-18T18:00", "--data", text(city.path())];
    // Dropped, it is killed at once.
    drop(Door::open(&demo));
    let accounts = std::fs::read_to_string(city.path().join("demo-accounts.json")).unwrap();
    let door = Door::open(&demo);
    door.wait_for("demo city ready: its life was broken off");
    assert_eq!(std::fs::read_to_string(city.path().join("demo-accounts.json")).unwrap(), accounts);
}
