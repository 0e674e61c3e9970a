//! Streams: heads, conflicts, times, the global order.

use super::town::{Town, case, commit, event, json_of, noon, noted, notes_of, opened, to, wait_for};
use kernel::StreamId;
use ledger::{CommitError, Write};
use serde_json::json;
use std::sync::Barrier;
use std::time::{Duration, Instant};

pub fn what_was_written_is_read_back(town: &Town) {
    let ledger = town.open();
    let done = commit(&ledger, to(&case("a"), 0, vec![opened("t", "d"), noted("one")])).unwrap();
    assert_eq!(done.heads, vec![(case("a"), 2)]);
    assert_eq!(done.leaves.len(), 2);
    let loaded = ledger.load(&case("a")).unwrap();
    assert_eq!(loaded.head, 2);
    assert_eq!(loaded.events[0].position, 1);
    assert_eq!(loaded.events[0].at, noon());
    assert_eq!(loaded.events[0].name, "case.opened");
    assert_eq!(json_of(&loaded.events[1]), json!({ "note": "one" }));
    assert_eq!(ledger.load(&case("b")).unwrap().head, 0);
}

pub fn a_new_ledger_is_empty_until_something_happens(town: &Town) {
    let ledger = town.open();
    assert!(ledger.is_empty().unwrap());
    commit(&ledger, to(&case("a"), 0, vec![noted("one")])).unwrap();
    assert!(!ledger.is_empty().unwrap());
}

pub fn of_two_writers_on_one_stream_one_gets_a_conflict(town: &Town) {
    let ledger = town.open();
    commit(&ledger, to(&case("a"), 0, vec![noted("one")])).unwrap();
    let both = Barrier::new(2);
    let answers: Vec<_> = std::thread::scope(|scope| {
        let write = |note| {
            let (ledger, both) = (&ledger, &both);
            scope.spawn(move || {
                both.wait();
                commit(ledger, to(&case("a"), 1, vec![noted(note)]))
            })
        };
        let threads = [write("two"), write("zwei")];
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    let conflict = |answer: &Result<_, CommitError>| matches!(answer, Err(CommitError::Conflict(stream)) if *stream == case("a"));
    assert_eq!(answers.iter().filter(|answer| conflict(answer)).count(), 1);
    assert_eq!(ledger.load(&case("a")).unwrap().head, 2);
    let late = commit(&ledger, to(&case("a"), 0, vec![noted("new")]));
    assert!(matches!(late, Err(CommitError::Conflict(_))), "{late:?}");
}

pub fn a_stream_that_was_only_read_must_not_have_moved(town: &Town) {
    let ledger = town.open();
    commit(&ledger, to(&case("a"), 0, vec![noted("one")])).unwrap();
    let reading = |head| Write { read: vec![(case("a"), head)], ..to(&case("b"), 0, vec![noted("b")]) };
    let answer = commit(&ledger, reading(0));
    assert!(matches!(answer, Err(CommitError::Conflict(stream)) if stream == case("a")));
    assert_eq!(ledger.load(&case("b")).unwrap().head, 0);
    commit(&ledger, reading(1)).unwrap();
    assert_eq!(ledger.load(&case("a")).unwrap().head, 1, "a stream that is read does not move");
}

pub fn a_stream_read_as_absent_must_not_have_begun(town: &Town) {
    let ledger = town.open();
    let write = Write { read: vec![(case("a"), 0)], ..to(&case("b"), 0, vec![noted("b")]) };
    commit(&ledger, write.clone()).unwrap();
    commit(&ledger, to(&case("a"), 0, vec![noted("one")])).unwrap();
    let late = Write { read: vec![(case("a"), 0)], ..to(&case("c"), 0, vec![noted("c")]) };
    assert!(matches!(commit(&ledger, late), Err(CommitError::Conflict(_))));
    // Two writes that each read the other's stream as absent: one after the other would not both succeed.
    for round in 0..10 {
        let (x, y) = (case(&format!("x{round}")), case(&format!("y{round}")));
        let both = Barrier::new(2);
        let crossed = |mine: &StreamId, other: &StreamId| {
            both.wait();
            let write = Write { read: vec![(other.clone(), 0)], ..to(mine, 0, vec![noted("crossed")]) };
            commit(&ledger, write).is_ok()
        };
        let done = std::thread::scope(|scope| {
            let (one, two) = (scope.spawn(|| crossed(&x, &y)), scope.spawn(|| crossed(&y, &x)));
            [one.join().unwrap(), two.join().unwrap()]
        });
        assert_eq!(done.iter().filter(|done| **done).count(), 1, "round {round}");
    }
}

pub fn nothing_of_a_refused_write_is_kept(town: &Town) {
    let ledger = town.open();
    commit(&ledger, to(&case("a"), 0, vec![noted("one")])).unwrap();
    let mut write = to(&case("b"), 0, vec![opened("t", "d")]);
    write.written.extend(to(&case("a"), 0, vec![noted("stale")]).written);
    assert!(matches!(commit(&ledger, write), Err(CommitError::Conflict(_))));
    assert_eq!(ledger.load(&case("b")).unwrap().head, 0);
    assert!(ledger.query("SELECT number FROM cases", &[]).unwrap().is_empty());
    commit(&ledger, to(&case("b"), 0, vec![opened("t", "d")])).unwrap();
}

pub fn a_refused_write_does_not_harm_its_neighbours(town: &Town) {
    let ledger = town.open();
    commit(&ledger, to(&case("hot"), 0, vec![noted("first")])).unwrap();
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let ledger = &ledger;
            scope.spawn(move || {
                for round in 0..20 {
                    let own = case(&format!("{thread}-{round}"));
                    commit(ledger, to(&own, 0, vec![noted("good")])).unwrap();
                    assert!(commit(ledger, to(&case("hot"), 0, vec![noted("stale")])).is_err());
                }
            });
        }
    });
    wait_for(&ledger, 161);
    assert_eq!(ledger.follow(0, 1000).unwrap().len(), 161);
}

pub fn time_never_runs_backwards_in_a_stream(town: &Town) {
    let ledger = town.open();
    commit(&ledger, to(&case("a"), 0, vec![noted("one")])).unwrap();
    let mut early = noted("two");
    early.at = noon() - Duration::from_secs(3600);
    let mut later = noted("three");
    later.at = noon() + Duration::from_secs(5);
    commit(&ledger, to(&case("a"), 1, vec![early.clone(), later, early])).unwrap();
    let times: Vec<_> = ledger.load(&case("a")).unwrap().events.iter().map(|event| event.at).collect();
    let later = noon() + Duration::from_secs(5);
    assert_eq!(times, vec![noon(), noon(), later, later]);
}

pub fn events_have_one_global_order_without_gaps(town: &Town) {
    let ledger = town.open();
    for number in 0..30 {
        commit(&ledger, to(&case(&number.to_string()), 0, vec![noted("a"), noted("b")])).unwrap();
    }
    wait_for(&ledger, 60);
    let seqs: Vec<u64> = ledger.follow(0, 1000).unwrap().iter().map(|(seq, _)| *seq).collect();
    assert_eq!(seqs, (1..=60).collect::<Vec<_>>());
    let tail = ledger.follow(58, 1).unwrap();
    assert_eq!(tail.len(), 1);
    assert_eq!(tail[0].0, 59);
}

pub fn the_order_of_a_stream_is_kept_in_the_global_order(town: &Town) {
    let ledger = town.open();
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let ledger = &ledger;
            scope.spawn(move || {
                for round in 0..15 {
                    // Two streams in one write, one of them shared, so that transactions wait for each other.
                    loop {
                        let head = ledger.load(&case("shared")).unwrap().head;
                        let mut write = to(&case(&format!("own-{thread}")), round, vec![noted("own")]);
                        write.written.extend(to(&case("shared"), head, vec![noted("shared")]).written);
                        match commit(ledger, write) {
                            Ok(_) => break,
                            Err(CommitError::Conflict(_)) => {}
                            Err(other) => panic!("{other}"),
                        }
                    }
                }
            });
        }
    });
    wait_for(&ledger, 240);
    let mut heads = std::collections::HashMap::new();
    for (_, event) in ledger.follow(0, 1000).unwrap() {
        let head = heads.entry(event.stream.clone()).or_insert(0);
        assert_eq!(event.position, *head + 1, "{}", event.stream);
        *head += 1;
    }
    assert_eq!(heads[&case("shared")], 120);
}

pub fn a_follower_is_woken_by_a_commit(town: &Town) {
    let ledger = town.open();
    assert_eq!(ledger.wait_beyond(0, Duration::from_millis(50)), 0);
    let began = Instant::now();
    std::thread::scope(|scope| {
        let follower = scope.spawn(|| ledger.wait_beyond(0, Duration::from_secs(20)));
        std::thread::sleep(Duration::from_millis(100));
        commit(&ledger, to(&case("a"), 0, vec![noted("one")])).unwrap();
        assert_eq!(follower.join().unwrap(), 1);
    });
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

pub fn events_are_never_updated_or_deleted(town: &Town) {
    let ledger = town.open();
    commit(&ledger, to(&case("a"), 0, vec![noted("one")])).unwrap();
    assert!(town.by_hand("UPDATE events SET name = 'x'").is_err());
    assert!(town.by_hand("DELETE FROM events").is_err());
    assert_eq!(notes_of(&ledger, &case("a")), ["one"]);
}

pub fn parameters_are_bound_by_their_number(town: &Town) {
    let ledger = town.open();
    let sql = "SELECT CAST($2 AS TEXT), CAST($1 AS TEXT), CAST($2 AS TEXT)";
    let rows = ledger.query(sql, &["first".into(), "second".into()]).unwrap();
    let texts: Vec<&str> = (0..3).map(|place| rows[0].text(place)).collect();
    assert_eq!(texts, ["second", "first", "second"]);
    let sum = ledger.query("SELECT sum(opened) FROM counts", &[]).unwrap();
    assert_eq!(sum[0].maybe_integer(0), None);
}

pub fn an_event_of_an_unknown_type_is_not_written(town: &Town) {
    let ledger = town.open();
    let unknown = commit(&ledger, to(&case("a"), 0, vec![event("case.vanished", json!({}))]));
    assert!(unknown.unwrap_err().to_string().contains("case.vanished"));
    let mut newer = noted("x");
    newer.version = 3;
    assert!(commit(&ledger, to(&case("a"), 0, vec![newer])).is_err());
}

pub fn many_writers_lose_nothing(town: &Town) {
    let ledger = town.open();
    std::thread::scope(|scope| {
        for thread in 0..16 {
            let ledger = &ledger;
            scope.spawn(move || {
                for round in 0..20 {
                    let own = case(&format!("{thread}-{round}"));
                    commit(ledger, to(&own, 0, vec![opened("t", "d"), noted("n")])).unwrap();
                }
            });
        }
    });
    wait_for(&ledger, 640);
    let rows = ledger.query("SELECT count(*), (SELECT opened FROM counts) FROM cases", &[]).unwrap();
    assert_eq!((rows[0].integer(0), rows[0].integer(1)), (320, 320));
}
