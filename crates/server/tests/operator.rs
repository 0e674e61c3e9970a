//! What an operator does to a city: audit, back up, restore, erase, export, import, upgrade.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on has failed")]

#[path = "support/program.rs"]
mod program;

use program::{by_hand, copy_keys, demo_city, folder, real_city, refused, text, well};
use std::path::Path;

fn audit(city: &Path) -> String {
    well(&["audit", "--data", text(city)])
}

#[test]
fn a_sound_city_passes_the_audit_and_a_changed_one_does_not() {
    let city = demo_city();
    let data = text(city.path());
    let kept = city.path().join("checkpoint");
    assert!(audit(city.path()).contains("internal consistency only"));
    let saved = well(&["audit", "--data", data, "--save-checkpoint", text(&kept)]);
    assert!(saved.contains("keep it elsewhere"), "{saved}");
    let compared = well(&["audit", "--data", data, "--checkpoint", text(&kept)]);
    assert!(compared.contains("are those of the checkpoint from outside"), "{compared}");
    assert!(
        refused(&["audit", "--data", data, "--save-checkpoint", text(&kept)]).contains("not overwritten")
    );
    let other = city.path().join("other");
    std::fs::write(&other, "nothing of the kind").unwrap();
    assert!(refused(&["audit", "--data", data, "--checkpoint", text(&other)]).contains("is no checkpoint"));

    by_hand(city.path())
        .execute_batch(
            "DROP TRIGGER events_are_not_updated;
             UPDATE events SET at = at + 1 WHERE id = (SELECT id FROM events WHERE name = 'case.received' LIMIT 1)",
        )
        .unwrap();
    let program::Said { ok, out, err } = program::yimen(&["audit", "--data", data]);
    assert!(!ok && out.contains("was changed") && err.contains("not as it was written"), "{out}{err}");
}

#[test]
fn a_view_is_filled_again_with_the_same_rows() {
    let city = demo_city();
    let rows = |city: &Path| -> Vec<String> {
        let database = by_hand(city);
        let mut read =
            database.prepare("SELECT number || coalesce(status, '') FROM cases ORDER BY 1").unwrap();
        read.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let before = rows(city.path());
    by_hand(city.path()).execute_batch("UPDATE cases SET status = 'lost'").unwrap();
    let said = well(&["rebuild", "--view", "case_list", "--data", text(city.path())]);
    assert!(said.starts_with("case_list: filled again from"), "{said}");
    assert_eq!(rows(city.path()), before);
    assert!(well(&["rebuild", "--data", text(city.path())]).contains("documents: filled again"));
    let unknown = refused(&["rebuild", "--view", "cases", "--data", text(city.path())]);
    assert!(unknown.contains("no view cases") && unknown.contains("case_list"), "{unknown}");
}

#[test]
fn a_backup_is_restored_whole_and_only_with_its_keys() {
    let (city, other) = (demo_city(), folder());
    let (backup, kept) = (other.path().join("backup"), other.path().join("checkpoint"));
    well(&["audit", "--data", text(city.path()), "--save-checkpoint", text(&kept)]);
    assert!(well(&["backup", text(&backup), "--data", text(city.path())]).contains("events"));
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&backup).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600, "a backup is for its owner alone");
    let again = refused(&["backup", text(&backup), "--data", text(city.path())]);
    assert!(again.contains("not overwritten"), "{again}");

    let place = other.path().join("restored");
    let restore = ["restore", text(&backup), "--data", text(&place), "--no-erasures"];
    assert!(refused(&restore).contains("no key file at"), "the backup does not hold the master key");
    let foreign = real_city();
    copy_keys(foreign.path(), &place);
    assert!(refused(&restore).contains("the keys here are not those of this ledger"));
    copy_keys(city.path(), &place);
    assert!(well(&restore).contains("found sound"));
    let compared = well(&["audit", "--data", text(&place), "--checkpoint", text(&kept)]);
    assert!(compared.contains("are those of the checkpoint"), "{compared}");
    assert!(refused(&restore).contains("restore into an empty one"));
    std::fs::write(&kept, "no backup").unwrap();
    let elsewhere = other.path().join("elsewhere");
    copy_keys(city.path(), &elsewhere);
    assert!(
        refused(&["restore", text(&kept), "--data", text(&elsewhere), "--no-erasures"])
            .contains("is not a backup")
    );
    assert!(refused(&["restore", "/no/such", "--data", text(&elsewhere)]).contains("there is no backup"));
}

#[test]
fn an_erased_person_stays_erased_when_an_older_backup_comes_back() {
    let (city, other) = (demo_city(), folder());
    let data = text(city.path());
    let backup = other.path().join("backup");
    well(&["backup", text(&backup), "--data", data]);
    let someone = "SELECT person FROM cases WHERE closed_at IS NULL AND applicant IS NOT NULL LIMIT 1";
    let person: String = by_hand(city.path()).query_row(someone, [], |row| row.get(0)).unwrap();
    let shown = |place: &Path| -> i64 {
        let sql = format!("SELECT count(*) FROM cases WHERE person = '{person}' AND applicant IS NOT NULL");
        by_hand(place).query_row(&sql, [], |row| row.get(0)).unwrap()
    };
    let erase = ["erase", "--person", &person, "--reason", "her request of 2026-11-20", "--data", data];

    let said = well(&erase);
    assert!(said.contains("erasing removes for good") && said.contains("still running"), "{said}");
    assert!(said.contains("nothing was changed: say --yes"), "{said}");
    assert_eq!(shown(city.path()), 1);
    assert!(refused(&[erase.as_slice(), &["--yes"]].concat()).contains("--with-running-cases"));
    assert_eq!(shown(city.path()), 1);
    let said = well(&[erase.as_slice(), &["--yes", "--with-running-cases"]].concat());
    assert!(said.contains("erased: ") && said.contains("erasures.jsonl"), "{said}");
    assert_eq!(shown(city.path()), 0);
    assert!(audit(city.path()).contains("1 persons erased"));
    well(&["rebuild", "--data", data]);
    assert_eq!(shown(city.path()), 0);

    let list = city.path().join("erasures.jsonl");
    let restore = |name: &str, words: &[&str]| {
        let place = other.path().join(name);
        copy_keys(city.path(), &place);
        well(&[&["restore", text(&backup), "--data", text(&place)], words].concat());
        place
    };
    assert_eq!(shown(&restore("without", &["--no-erasures"])), 1, "the backup is older than the erasure");
    let silent = other.path().join("silent");
    copy_keys(city.path(), &silent);
    let bare = ["restore", text(&backup), "--data", text(&silent)];
    let sentence = refused(&bare);
    assert!(sentence.contains("--erasures FILE") && sentence.contains("--no-erasures"), "{sentence}");
    std::fs::copy(&list, silent.join("erasures.jsonl")).unwrap();
    well(&bare);
    assert_eq!(shown(&silent), 0, "the list in the folder counts without being named");
    assert_eq!(shown(&restore("with", &["--erasures", text(&list)])), 0);
    let missing = ["restore", text(&backup), "--data", data, "--erasures", "/no/such"];
    assert!(refused(&missing).contains("there is no list of erasures"));
}

#[test]
fn somebody_unknown_cannot_be_erased_and_a_reason_is_needed() {
    let city = demo_city();
    let erase = |person: &str, reason: &str| {
        refused(&["erase", "--yes", "--person", person, "--reason", reason, "--data", text(city.path())])
    };
    assert!(erase("nobody.here", "x").contains("nobody is known by this"));
    assert!(erase("01a1eccf-44e8-74ee-b7a5-38d2bffa71c9", "x").contains("nobody is known by this"));
    assert!(erase("clerk", "x").contains("nobody is known by this"), "staff accounts are closed, not erased");
    assert!(erase("citizen", " ").contains("say the reason"));
    let said = well(&["erase", "--person", "citizen", "--reason", "x", "--data", text(city.path())]);
    assert!(said.contains("the account citizen"), "{said}");
}

#[test]
fn content_goes_out_and_comes_back_unchanged() {
    let (city, other) = (real_city(), folder());
    let data = text(city.path());
    let (pack, workbook) = (other.path().join("pack"), other.path().join("matters.xlsx"));
    assert!(well(&["export", "--pack", text(&pack), "--data", data]).contains("checked"));
    assert!(refused(&["export", "--pack", text(&pack), "--data", data]).contains("is not empty"));
    let again = well(&["pack", "load", text(&pack), "--data", data]);
    assert!(again.starts_with("0 published, 0 waiting as drafts"), "{again}");
    well(&["check", text(&pack)]);

    well(&["export", "--matters", text(&workbook), "--data", data]);
    assert!(refused(&["export", "--matters", text(&workbook), "--data", data]).contains("not overwritten"));
    let taken = well(&["import", text(&workbook), "--data", data]);
    assert!(taken.starts_with("0 waiting as drafts, 60 unchanged"), "{taken}");
    let none = refused(&["import", text(&pack.join("pack.yaml")), "--data", data]);
    assert!(none.contains("this is no workbook"), "{none}");
}

#[test]
fn a_database_of_a_newer_release_is_refused_in_words_and_left_alone() {
    for (change, says) in [
        ("UPDATE meta SET number = 999 WHERE name = 'schema'", "schema 999"),
        ("UPDATE views SET version = 999 WHERE name = 'case_list'", "view case_list has version 999"),
        ("INSERT INTO event_types VALUES ('case.teleported', 1)", "case.teleported version 1"),
        ("INSERT INTO meta VALUES ('lowest_release', 0, '99.0.0')", "at least release 99.0.0"),
    ] {
        let city = real_city();
        by_hand(city.path()).execute_batch(change).unwrap();
        let before = std::fs::read(city.path().join("ledger.db")).unwrap();
        for command in ["serve", "audit"] {
            let sentence = refused(&[command, "--data", text(city.path())]);
            assert!(sentence.contains(says) && sentence.lines().count() == 1, "{sentence}");
        }
        assert_eq!(std::fs::read(city.path().join("ledger.db")).unwrap(), before);
    }
}

#[test]
fn a_database_of_an_older_release_is_brought_up_to_date_at_the_start() {
    let city = demo_city();
    let events = audit(city.path()).lines().next().unwrap().to_owned();
    by_hand(city.path())
        .execute_batch(
            "DROP TRIGGER events_are_not_updated; DROP TRIGGER events_are_not_deleted;
             DROP TRIGGER read_log_is_not_updated; DROP TRIGGER read_log_is_not_deleted;
             UPDATE meta SET number = 1 WHERE name = 'schema';
             UPDATE views SET version = 0 WHERE name = 'people';
             DROP TABLE first_links",
        )
        .unwrap();
    assert_eq!(audit(city.path()).lines().next().unwrap(), events);
    let database = by_hand(city.path());
    let number = |sql: &str| database.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert!(1 < number("SELECT number FROM meta WHERE name = 'schema'"));
    assert!(0 < number("SELECT version FROM views WHERE name = 'people'"));
    assert_eq!(number("SELECT count(*) FROM first_links"), 0);
    assert!(database.execute_batch("DELETE FROM events").is_err(), "events only grow again");
}

#[test]
fn lost_keys_are_told_and_never_made_anew() {
    let city = real_city();
    std::fs::remove_file(city.path().join("keys.toml")).unwrap();
    for command in ["serve", "audit"] {
        let sentence = refused(&[command, "--data", text(city.path())]);
        assert!(sentence.contains("no key file at") && sentence.contains("restore it"), "{sentence}");
        assert!(!city.path().join("keys.toml").exists());
    }
}
