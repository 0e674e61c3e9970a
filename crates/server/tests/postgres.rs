//! The same program on PostgreSQL: a real city, a demo, every command of the operator, and both ways over.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on has failed")]

#[path = "support/program.rs"]
mod program;

use program::{Door, copy_keys, demo_city, folder, pack, refused, text, well};
use testbed::Database;

#[test]
fn a_demo_city_lives_on_postgresql_and_the_operator_can_do_everything_there() {
    let Some(database) = Database::fresh() else { return };
    let (city, other) = (folder(), folder());
    let place = ["--data", text(city.path()), "--database", &database.url];
    let life = ["demo", "--days", "2", "--until", "2026-11-19T18:00"];
    let door = Door::open(&[life.as_slice(), &place].concat());
    door.wait_for("demo city ready");
    assert_eq!(door.get("/matters").0, 200);
    let token = well(&[&["token", "--account", "clerk"], place.as_slice()].concat());
    let bearer = format!("Bearer {}", token.trim());
    let cases = door.get_with("/api/v1/cases?limit=1", "authorization", &bearer).1;
    assert!(cases.contains("\"number\""), "{cases}");
    // Beside the open door, as an operator does it.
    let (backup, kept) = (other.path().join("backup"), other.path().join("checkpoint"));
    let on = |words: &[&str]| well(&[words, place.as_slice()].concat());
    assert!(on(&["audit", "--save-checkpoint", text(&kept)]).contains("sound"));
    assert!(on(&["rebuild", "--view", "case_list"]).contains("filled again"));
    on(&["backup", text(&backup)]);
    on(&["export", "--pack", text(&other.path().join("pack"))]);
    let erased = on(&["erase", "--person", "citizen", "--reason", "asked", "--yes", "--with-running-cases"]);
    assert!(erased.contains("erased: "), "{erased}");
    door.close();

    let sqlite = other.path().join("sqlite");
    copy_keys(city.path(), &sqlite);
    let list = city.path().join("erasures.jsonl");
    let restore = ["restore", text(&backup), "--data", text(&sqlite), "--erasures", text(&list)];
    assert!(well(&restore).contains("1 persons stay erased"));
    let compared = well(&["audit", "--data", text(&sqlite), "--checkpoint", text(&kept)]);
    assert!(compared.contains("are those of the checkpoint"), "{compared}");
}

#[test]
fn a_backup_of_sqlite_moves_into_postgresql() {
    let Some(database) = Database::fresh() else { return };
    let (city, other) = (demo_city(), folder());
    let backup = other.path().join("backup");
    well(&["backup", text(&backup), "--data", text(city.path())]);
    let moved = other.path().join("moved");
    copy_keys(city.path(), &moved);
    let place = ["--data", text(&moved), "--database", &database.url];
    let restore = [&["restore", text(&backup), "--no-erasures"], place.as_slice()].concat();
    assert!(well(&restore).contains("found sound"));
    assert!(refused(&restore).contains("restore into an empty one"));
    let door = Door::open(&[&["demo"], place.as_slice()].concat());
    assert_eq!(door.get("/healthz").0, 200);
}

#[test]
fn a_real_city_on_postgresql_prints_its_links_and_refuses_what_it_cannot_open() {
    let Some(database) = Database::fresh() else { return };
    let city = folder();
    let place = ["--data", text(city.path()), "--database", &database.url];
    let serve = [&["serve", "--pack", pack()], place.as_slice()].concat();
    let door = Door::open(&serve);
    door.wait_for("they hold until");
    assert_eq!(door.said().iter().filter(|line| line.contains("/sign-in/first/")).count(), 3);
    door.close();
    database.run("UPDATE meta SET number = 999 WHERE name = 'schema'");
    assert!(refused(&serve).contains("schema 999"));
    database.run("UPDATE meta SET number = 1 WHERE name = 'schema'; DROP TRIGGER only_grows ON events; DROP TRIGGER only_grows ON read_log; DROP FUNCTION only_grows");
    drop(Door::open(&serve));

    let fresh_node = folder();
    let beside = ["serve", "--data", text(fresh_node.path()), "--database", &database.url];
    let sentence = refused(&beside);
    assert!(sentence.contains("no key file at"), "{sentence}");
    assert!(!fresh_node.path().join("keys.toml").exists(), "new keys would open nothing of this ledger");

    let nowhere = ["audit", "--data", text(city.path()), "--database", "postgres://nobody@127.0.0.1:1/none"];
    let sentence = refused(&nowhere);
    assert!(sentence.lines().count() == 1 && !sentence.contains("nobody@"), "{sentence}");
}
