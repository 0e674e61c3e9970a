//! Views: rows follow events in the same commit, and can be filled again at any time.

use super::town::{CaseList, Counts, Town, case, commit, noted, opened, opened_by, person, to, wait_for};
use ledger::{Ledger, Row, RowChange, Setup, Value, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

fn rows(ledger: &Ledger) -> Vec<Row> {
    let sql = "SELECT number, title, department, at, person, masked, note FROM cases ORDER BY number";
    ledger.query(sql, &[]).unwrap()
}

fn counts(ledger: &Ledger) -> Vec<Row> {
    ledger.query("SELECT department, opened, closed FROM counts ORDER BY department", &[]).unwrap()
}

fn with_version(town: &Town, version: u32) -> Setup {
    Setup { views: vec![Arc::new(CaseList { version }), Arc::new(Counts)], ..town.setup() }
}

fn fill(ledger: &Ledger, count: u32) {
    for number in 0..count {
        let events = match number % 3 {
            0 => vec![opened("outdoor sign", "d1"), noted("first")],
            1 => vec![opened_by("old age allowance", person(u128::from(number)), "张三"), noted("second")],
            _ => vec![opened("drainage", "d2"), noted("withdrawn")],
        };
        commit(ledger, to(&case(&format!("{number:04}")), 0, events)).unwrap();
    }
}

pub fn rows_are_folded_in_the_same_commit(town: &Town) {
    let ledger = town.open();
    commit(&ledger, to(&case("a"), 0, vec![opened("t", "d"), noted("seen")])).unwrap();
    let found = rows(&ledger);
    assert_eq!((found[0].text(0), found[0].text(2), found[0].text(6)), ("a", "d", "seen"));
}

pub fn counts_add_up_under_concurrency(town: &Town) {
    let ledger = town.open();
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let ledger = &ledger;
            scope.spawn(move || {
                for round in 0..20 {
                    let departments = [opened("t", "d1"), opened("t", "d2")];
                    let events = if thread % 2 == 0 {
                        departments.into()
                    } else {
                        departments.into_iter().rev().collect()
                    };
                    commit(ledger, to(&case(&format!("{thread}-{round}")), 0, events)).unwrap();
                }
            });
        }
    });
    let found: Vec<_> = counts(&ledger).iter().map(|row| (row.integer(1), row.maybe_integer(2))).collect();
    assert_eq!(found, [(160, Some(0)), (160, Some(0))]);
}

pub fn rows_are_set_and_removed(town: &Town) {
    let ledger = town.open();
    commit(&ledger, to(&case("a"), 0, vec![noted("for nobody")])).unwrap();
    assert!(rows(&ledger).is_empty(), "setting makes no row");
    commit(&ledger, to(&case("b"), 0, vec![opened("t", "d")])).unwrap();
    commit(&ledger, to(&case("b"), 1, vec![noted("withdrawn")])).unwrap();
    assert!(rows(&ledger).is_empty());
}

pub fn a_write_may_change_plain_tables(town: &Town) {
    let ledger = town.open();
    let secret = Value::Personal { of: person(1), stream: case("a"), plain: "draft".to_owned() };
    let put = |text: &str| RowChange::Put {
        table: "drafts",
        key: vec![("id", "1".into())],
        set: vec![("text", text.into()), ("secret", secret.clone())],
    };
    let write = |change| Write { rows: vec![change], ..Write::default() };
    commit(&ledger, write(put("one"))).unwrap();
    commit(&ledger, write(put("two"))).unwrap();
    let found = ledger.query("SELECT text, secret FROM drafts", &[]).unwrap();
    assert_eq!((found.len(), found[0].text(0)), (1, "two"));
    let opened = ledger.open_sealed(person(1), &case("a"), found[0].bytes(1)).unwrap();
    assert_eq!(opened.as_deref(), Some("draft"));
    let foreign = RowChange::Remove { table: "cases", key: vec![("number", "a".into())] };
    assert!(commit(&ledger, write(foreign)).is_err(), "view rows come from events only");
}

pub fn a_rebuild_gives_the_same_rows(town: &Town) {
    let ledger = town.open();
    fill(&ledger, 30);
    wait_for(&ledger, 60);
    let (before, counted) = (rows(&ledger), counts(&ledger));
    assert_eq!(before.len(), 20);
    let report = ledger.rebuild(None).unwrap();
    assert_eq!((report.views, report.events), (vec!["case_list", "counts"], 60));
    assert_eq!((rows(&ledger), counts(&ledger)), (before, counted));
    let again = ledger.rebuild(Some("case_list")).unwrap();
    assert_eq!(again.views, vec!["case_list"]);
    let sealed =
        ledger.query("SELECT person, number, applicant FROM cases WHERE number = '0001'", &[]).unwrap();
    let of = sealed[0].text(0).parse().unwrap();
    assert_eq!(ledger.open_sealed(of, &case("0001"), sealed[0].bytes(2)).unwrap().as_deref(), Some("张三"));
    commit(&ledger, to(&case("0000"), 2, vec![noted("after")])).unwrap();
    assert_eq!(rows(&ledger)[0].text(6), "after");
}

pub fn a_rebuild_goes_on_beside_writers(town: &Town) {
    let ledger = town.open();
    fill(&ledger, 30);
    let stop = AtomicBool::new(false);
    let written: u64 = std::thread::scope(|scope| {
        let write = |thread: usize| {
            let (ledger, stop) = (&ledger, &stop);
            scope.spawn(move || {
                let mut count = 0;
                while !stop.load(Ordering::Relaxed) {
                    let own = case(&format!("w{thread}-{count}"));
                    commit(ledger, to(&own, 0, vec![opened("t", "d3")])).unwrap();
                    count += 1;
                }
                count
            })
        };
        let threads = [write(1), write(2), write(3)];
        for _ in 0..3 {
            ledger.rebuild(None).unwrap();
        }
        stop.store(true, Ordering::Relaxed);
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert!(0 < written);
    let in_list = ledger.query("SELECT count(*) FROM cases WHERE department = 'd3'", &[]).unwrap();
    let counted = ledger.query("SELECT opened FROM counts WHERE department = 'd3'", &[]).unwrap();
    assert_eq!(in_list[0].integer(0).cast_unsigned(), written);
    assert_eq!(counted[0].integer(0).cast_unsigned(), written);
}

pub fn a_grown_version_is_rebuilt_at_the_next_start(town: &Town) {
    let ledger = town.open();
    commit(&ledger, to(&case("a"), 0, vec![opened("t", "d"), noted("seen")])).unwrap();
    drop(ledger);
    let ledger = town.try_open(with_version(town, 2)).unwrap();
    assert_eq!(rows(&ledger)[0].text(6), "seen (v2)");
    commit(&ledger, to(&case("a"), 2, vec![noted("more")])).unwrap();
    assert_eq!(rows(&ledger)[0].text(6), "more (v2)");
}

pub fn a_new_view_is_filled_from_the_first_event(town: &Town) {
    let only = Setup { views: vec![Arc::new(Counts)], ..town.setup() };
    let ledger = town.try_open(only).unwrap();
    fill(&ledger, 3);
    drop(ledger);
    assert_eq!(rows(&town.open()).len(), 2);
}

pub fn an_older_release_does_not_write_into_a_newer_view(town: &Town) {
    let older = town.open();
    commit(&older, to(&case("a"), 0, vec![opened("t", "d")])).unwrap();
    let newer = town.try_open(with_version(town, 2)).unwrap();
    let refused = commit(&older, to(&case("a"), 1, vec![noted("old")])).unwrap_err();
    assert!(refused.to_string().contains("newer release"), "{refused}");
    assert_eq!(older.load(&case("a")).unwrap().head, 1, "it goes on reading");
    commit(&newer, to(&case("a"), 1, vec![noted("new")])).unwrap();
    let refused = town.try_open(with_version(town, 1)).unwrap_err();
    assert!(refused.to_string().contains("case_list"), "{refused}");
}
