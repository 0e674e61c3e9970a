//! Commands that need no city: `calendar`, `due`, `check`, `verify`, and what the program says to wrong words.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on has failed")]

#[path = "support/program.rs"]
mod program;

use program::{Door, demo_city, program, refused, said, text, well, yimen};
use std::process::Stdio;

#[test]
fn the_calendar_prints_each_day_as_csv() {
    let days = well(&["calendar", "2026-02-13", "2026-02-16"]);
    assert_eq!(
        days,
        "date,working,name\n2026-02-13,true,\n2026-02-14,true,春节\n2026-02-15,false,春节\n2026-02-16,false,春节\n"
    );
    assert_eq!(well(&["calendar", "2004-01-01", "2026-12-31"]).lines().count(), 1 + 8401);
}

#[test]
fn a_wrong_day_of_the_calendar_is_told_in_a_sentence() {
    for (from, to, says) in [
        ("2026-02-30", "2026-03-01", "write it like 2026-01-01"),
        ("tomorrow", "2026-03-01", "write it like 2026-01-01"),
        ("2026-03-01", "2026-02-01", "give the first day first"),
        ("2026-03-01", "2031-02-01", "no table for 2029"),
    ] {
        let sentence = refused(&["calendar", from, to]);
        assert!(sentence.contains(says), "{sentence}");
    }
}

#[test]
fn a_due_date_stands_alone_in_the_first_line_and_then_says_why() {
    for limit in ["20wd", "20个工作日"] {
        let said = well(&["due", "2026-02-10", limit]);
        let mut lines = said.lines();
        assert_eq!(lines.next(), Some("2026-03-16"));
        assert!(said.contains("调休上班") && said.contains("不计入") && said.contains("日历版本"), "{said}");
    }
    assert_eq!(well(&["due", "2026-01-15T09:30", "60日"]).lines().next(), Some("2026-03-16"));
}

#[test]
fn a_wrong_limit_or_start_is_told_in_a_sentence() {
    for (from, limit, says) in [
        ("2026-02-10", "3 moons", "is not a limit"),
        ("2026-02-10", "soon", "is not a limit"),
        ("2026-02-31", "20wd", "is not a date"),
        ("2028-12-25", "40wd", "no table for 2029"),
    ] {
        let sentence = refused(&["due", from, limit]);
        assert!(sentence.contains(says), "{sentence}");
    }
}

#[test]
fn a_reader_who_has_seen_enough_is_no_fault() {
    let mut child = program()
        .args(["calendar", "2004-01-01", "2026-12-31"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}

#[test]
fn every_command_explains_itself() {
    let help = well(&["--help"]);
    let listed = help.lines().skip_while(|line| !line.starts_with("Commands")).skip(1);
    let commands: Vec<&str> = listed
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(16 <= commands.len(), "{commands:?}");
    for command in commands.iter().filter(|command| **command != "help") {
        assert!(well(&[command, "--help"]).contains("Usage"), "{command}");
    }
    assert!(refused(&["open-sesame"]).contains("unrecognized subcommand"));
}

#[test]
fn a_command_on_a_city_never_makes_one_by_a_mistyped_path() {
    let folder = program::folder();
    let nowhere = folder.path().join("nowhere");
    let (path, file) = (text(&nowhere), folder.path().join("x"));
    for words in [
        ["audit"].as_slice(),
        &["rebuild"],
        &["backup", text(&file)],
        &["erase", "--person", "a", "--reason", "b"],
        &["export", "--pack", text(&file)],
        &["token", "--account", "clerk"],
    ] {
        let sentence = refused(&[words, &["--data", path]].concat());
        assert!(sentence.contains("there is no city in") && sentence.contains("--data"), "{sentence}");
        assert!(!nowhere.exists() && !file.exists());
    }
}

#[test]
fn a_receipt_is_verified_with_nothing_but_the_public_key() {
    let city = demo_city();
    let data = ["--data", text(city.path())];
    let key = well(&[&["audit"], data.as_slice()].concat());
    let key = key.lines().find_map(|line| line.strip_prefix("public key: ")).unwrap().to_owned();
    let token = well(&[&["token", "--account", "clerk"], data.as_slice()].concat());
    assert!(token.starts_with("ym_") && token.lines().count() == 1, "only the token is printed: {token}");
    let door = Door::open(&[&["demo"], data.as_slice()].concat());
    let bearer = format!("Bearer {}", token.trim());
    let get = |path: &str| door.get_with(path, "authorization", &bearer).1;
    let list: serde_json::Value = serde_json::from_str(&get("/api/v1/cases?limit=1")).unwrap();
    let number = list["items"][0]["number"].as_str().unwrap().to_owned();
    let receipt = get(&format!("/api/v1/cases/{number}/receipt"));
    let kept = city.path().join("receipt.json");
    std::fs::write(&kept, &receipt).unwrap();

    let genuine = well(&["verify", text(&kept), "--key", &key]);
    assert!(genuine.starts_with("genuine") && genuine.contains(&number), "{genuine}");
    assert!(genuine.contains("included as leaf"), "{genuine}");
    let keyfile = city.path().join("city.pub");
    std::fs::write(&keyfile, &key).unwrap();
    well(&["verify", text(&kept), "--key", text(&keyfile)]);

    let forged = city.path().join("forged.json");
    std::fs::write(&forged, receipt.replace("case.received", "case.granted")).unwrap();
    assert!(refused(&["verify", text(&forged), "--key", &key]).contains("proves nothing"));
    std::fs::write(&forged, "{}").unwrap();
    assert!(refused(&["verify", text(&forged), "--key", &key]).contains("proves nothing"));
    assert!(refused(&["verify", text(&kept), "--key", "nonsense"]).contains("name+hash+base64"));
    assert!(refused(&["verify", "/no/such/file", "--key", &key]).contains("cannot be read"));
}

#[test]
fn a_token_is_for_an_account_that_is_there() {
    let city = demo_city();
    let token = |account: &str| yimen(&["token", "--account", account, "--data", text(city.path())]);
    let none = token("nobody");
    assert!(!none.ok && none.out.is_empty() && none.err.contains("no open account nobody"), "{}", none.err);
    let forever = ["token", "--account", "clerk", "--days", "99999", "--data", text(city.path())];
    assert!(refused(&forever).contains("1..=3650"));
    assert!(token("clerk").ok);
}

#[test]
fn a_broken_pack_is_reported_whole() {
    let folder = program::folder();
    std::fs::write(folder.path().join("pack.yaml"), "id: x\ncolour: red\n").unwrap();
    let answer = said(program().args(["check", text(folder.path())]));
    assert!(!answer.ok && answer.out.contains("pack.yaml:"), "{}{}", answer.out, answer.err);
    assert!(
        refused(&["pack", "load", text(folder.path()), "--data", text(&folder.path().join("city"))])
            .contains("pack.yaml:")
    );
    assert!(!folder.path().join("city").exists(), "a broken pack leaves no empty city behind");
}
