//! Opening: what fits together runs, what does not is refused in words.

use super::town::{Counts, Town, case, commit, noted, notes_of, opened, to};
use ledger::{Column, ColumnKind, Setup, Table};
use std::sync::Arc;

pub fn a_newer_database_is_refused_in_words(town: &Town) {
    drop(town.open());
    town.by_hand("UPDATE meta SET number = 999 WHERE name = 'schema'").unwrap();
    let refused = town.try_open(town.setup()).unwrap_err().to_string();
    assert!(refused.contains("999") && refused.contains("start the newer release"), "{refused}");
}

pub fn a_release_below_the_lowest_is_refused(town: &Town) {
    let ledger = town.open();
    ledger.require_release("0.1.0").unwrap();
    ledger.require_release("0.0.9").unwrap();
    drop(town.open());
    ledger.require_release("0.2.0").unwrap();
    let refused = town.try_open(town.setup()).unwrap_err().to_string();
    assert!(refused.contains("0.1.0") && refused.contains("at least release 0.2.0"), "{refused}");
}

pub fn an_unknown_event_type_is_refused_by_name(town: &Town) {
    let ledger = town.open();
    commit(&ledger, to(&case("a"), 0, vec![opened("t", "d"), noted("one")])).unwrap();
    drop(ledger);
    let missing = Setup { events: &[("case.opened", 1)], ..town.setup() };
    let refused = town.try_open(missing).unwrap_err().to_string();
    assert!(refused.contains("case.noted version 1"), "{refused}");
    drop(town.open());
}

pub fn a_plain_table_gets_its_new_columns(town: &Town) {
    drop(town.open());
    const WIDER: Table = Table {
        name: "drafts",
        columns: &[
            Column { name: "id", kind: ColumnKind::Text, personal: false },
            Column { name: "text", kind: ColumnKind::Text, personal: false },
            Column { name: "matter", kind: ColumnKind::Text, personal: false },
        ],
        key: &["id"],
        indexes: &[&["matter"]],
        person: None,
    };
    let ledger = town.try_open(Setup { plain: &[WIDER], ..town.setup() }).unwrap();
    assert!(ledger.query("SELECT matter, secret FROM drafts", &[]).unwrap().is_empty());
    drop(ledger);
    assert!(
        town.open().query("SELECT text FROM drafts", &[]).unwrap().is_empty(),
        "the older release still runs"
    );
}

pub fn everything_is_there_after_opening_again(town: &Town) {
    for round in 0..3 {
        let ledger = town.open();
        commit(&ledger, to(&case("a"), round, vec![noted(&round.to_string())])).unwrap();
    }
    assert_eq!(notes_of(&town.open(), &case("a")), ["0", "1", "2"]);
}

pub fn two_programs_may_open_the_same_ledger(town: &Town) {
    let (one, two) = (town.open(), town.open());
    std::thread::scope(|scope| {
        for (name, ledger) in [("one", &one), ("two", &two)] {
            scope.spawn(move || {
                for round in 0..30 {
                    commit(ledger, to(&case(&format!("{name}-{round}")), 0, vec![opened("t", "d")])).unwrap();
                }
            });
        }
    });
    super::town::wait_for(&one, 60);
    super::town::wait_for(&two, 60);
    assert_eq!(one.follow(0, 100).unwrap(), two.follow(0, 100).unwrap());
    let fewer = Setup { views: vec![Arc::new(Counts)], ..town.setup() };
    drop(town.try_open(fewer).unwrap());
}
