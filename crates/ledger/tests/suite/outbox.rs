//! What has to be done outside: at least once, by one worker at a time, never silently twice.

use super::town::{Town, case, commit, noon, noted, person, to};
use kernel::{Private, Timestamp};
use ledger::{Fault, Ledger, OutboxState, Outgoing, Settlement, Write};
use serde_json::json;
use std::collections::HashSet;
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);

fn outgoing(key: &str) -> Outgoing {
    let to = Private::new(person(7), "a@example.org".to_owned());
    Outgoing {
        topic: "mail",
        key: key.to_owned(),
        body: json!({ "to": to, "about": "accepted" }),
        stream: case("a"),
        not_before: noon() - Duration::from_secs(400 * 24 * 3600),
    }
}

fn send(ledger: &Ledger, stream: &str, entries: Vec<Outgoing>) {
    let write = Write { outgoing: entries, ..to(&case(stream), 0, vec![noted("one")]) };
    commit(ledger, write).unwrap();
}

fn states(ledger: &Ledger) -> Vec<(OutboxState, usize)> {
    let count = |state| (state, ledger.outbox(state, 0, 100).unwrap().len());
    OutboxState::ALL.into_iter().map(count).filter(|(_, count)| 0 < *count).collect()
}

pub fn an_outgoing_entry_is_claimed_once_and_settled(town: &Town) {
    let ledger = town.open();
    send(&ledger, "a", vec![outgoing("k1"), outgoing("k2")]);
    let claimed = ledger.claim("mail", 10, MINUTE).unwrap();
    assert_eq!(claimed.len(), 2);
    assert_eq!(claimed[0].key, "k1");
    assert_eq!(claimed[0].attempts, 1);
    assert_eq!(claimed[0].body["to"]["$private"]["value"], "a@example.org");
    assert!(ledger.claim("mail", 10, MINUTE).unwrap().is_empty());
    assert!(ledger.claim("sms", 10, MINUTE).unwrap().is_empty());
    for entry in &claimed {
        ledger.settle(entry, Settlement::Done).unwrap();
    }
    assert_eq!(states(&ledger), [(OutboxState::Done, 2)]);
}

pub fn the_same_key_is_sent_once(town: &Town) {
    let ledger = town.open();
    send(&ledger, "a", vec![outgoing("k1")]);
    send(&ledger, "b", vec![outgoing("k1")]);
    let claimed = ledger.claim("mail", 10, MINUTE).unwrap();
    assert_eq!(claimed.len(), 1);
    ledger.settle(&claimed[0], Settlement::Done).unwrap();
    send(&ledger, "c", vec![outgoing("k1")]);
    assert!(ledger.claim("mail", 10, MINUTE).unwrap().is_empty());
}

pub fn a_claim_that_ran_out_goes_to_another_worker(town: &Town) {
    let ledger = town.open();
    send(&ledger, "a", vec![outgoing("k1")]);
    let first = ledger.claim("mail", 10, Duration::from_millis(1)).unwrap();
    std::thread::sleep(Duration::from_millis(20));
    let second = ledger.claim("mail", 10, MINUTE).unwrap();
    assert_eq!((second.len(), second[0].attempts), (1, 2));
    assert_eq!(ledger.settle(&first[0], Settlement::Done), Err(Fault::Fenced));
    ledger.settle(&second[0], Settlement::Done).unwrap();
}

pub fn nothing_is_sent_before_its_time(town: &Town) {
    let ledger = town.open();
    let mut quiet = outgoing("k1");
    quiet.not_before = Timestamp::now() + Duration::from_secs(3600);
    send(&ledger, "a", vec![quiet]);
    assert!(ledger.claim("mail", 10, MINUTE).unwrap().is_empty());
    assert_eq!(states(&ledger), [(OutboxState::Waiting, 1)]);
}

pub fn a_failure_is_tried_again_later(town: &Town) {
    let ledger = town.open();
    send(&ledger, "a", vec![outgoing("k1")]);
    let claimed = ledger.claim("mail", 10, MINUTE).unwrap();
    let retry = |not_before| Settlement::Retry { not_before, why: "no route".to_owned() };
    ledger.settle(&claimed[0], retry(Timestamp::now() + Duration::from_millis(60))).unwrap();
    assert!(ledger.claim("mail", 10, MINUTE).unwrap().is_empty());
    assert_eq!(ledger.outbox(OutboxState::Waiting, 0, 10).unwrap()[0].why, "no route");
    std::thread::sleep(Duration::from_millis(100));
    assert_eq!(ledger.claim("mail", 10, MINUTE).unwrap()[0].attempts, 2);
}

pub fn a_dead_entry_is_shown_until_somebody_revives_it(town: &Town) {
    let ledger = town.open();
    send(&ledger, "a", vec![outgoing("k1")]);
    let claimed = ledger.claim("mail", 10, MINUTE).unwrap();
    ledger.settle(&claimed[0], Settlement::Dead { why: "unknown user".to_owned() }).unwrap();
    assert!(ledger.claim("mail", 10, MINUTE).unwrap().is_empty());
    let dead = ledger.outbox(OutboxState::Dead, 0, 10).unwrap();
    assert_eq!((dead.len(), dead[0].why.as_str(), dead[0].attempts), (1, "unknown user", 1));
    assert!(ledger.revive(dead[0].id).unwrap());
    assert!(!ledger.revive(dead[0].id).unwrap());
    assert_eq!(ledger.claim("mail", 10, MINUTE).unwrap()[0].attempts, 1);
}

pub fn a_message_marked_before_a_crash_is_uncertain_and_not_sent_again(town: &Town) {
    let ledger = town.open();
    send(&ledger, "a", vec![outgoing("k1")]);
    let claimed = ledger.claim("mail", 10, Duration::from_millis(100)).unwrap();
    ledger.mark_sending(&claimed[0]).unwrap();
    assert!(ledger.claim("mail", 10, MINUTE).unwrap().is_empty());
    std::thread::sleep(Duration::from_millis(150));
    assert!(ledger.claim("mail", 10, MINUTE).unwrap().is_empty());
    assert_eq!(states(&ledger), [(OutboxState::Uncertain, 1)]);
    assert_eq!(ledger.mark_sending(&claimed[0]), Err(Fault::Fenced));
    let id = ledger.outbox(OutboxState::Uncertain, 0, 10).unwrap()[0].id;
    assert!(ledger.revive(id).unwrap());
    let again = ledger.claim("mail", 10, MINUTE).unwrap();
    assert_eq!(again[0].body["to"]["$private"]["value"], "a@example.org");
}

pub fn a_dead_entry_can_be_ended_for_good_and_a_waiting_one_cannot(town: &Town) {
    let ledger = town.open();
    send(&ledger, "a", vec![outgoing("k1"), outgoing("k2")]);
    let claimed = ledger.claim("mail", 1, MINUTE).unwrap();
    ledger.settle(&claimed[0], Settlement::Dead { why: "unknown user".to_owned() }).unwrap();
    assert!(ledger.conclude(claimed[0].id, "told by telephone").unwrap());
    assert!(!ledger.revive(claimed[0].id).unwrap());
    let waiting = ledger.outbox(OutboxState::Waiting, 0, 10).unwrap();
    assert!(!ledger.conclude(waiting[0].id, "told by telephone").unwrap());
    assert_eq!(states(&ledger), [(OutboxState::Waiting, 1), (OutboxState::Done, 1)]);
}

pub fn two_workers_never_get_the_same_entry(town: &Town) {
    let ledger = town.open();
    send(&ledger, "a", (0..100).map(|number| outgoing(&number.to_string())).collect());
    let claimed: Vec<i64> = std::thread::scope(|scope| {
        let work = || {
            let mut mine = Vec::new();
            loop {
                let claimed = ledger.claim("mail", 7, MINUTE).unwrap();
                if claimed.is_empty() {
                    return mine;
                }
                mine.extend(claimed.iter().map(|entry| entry.id));
            }
        };
        let threads: Vec<_> = (0..6).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(claimed.len(), claimed.iter().collect::<HashSet<_>>().len());
    assert_eq!(claimed.len() + ledger.claim("mail", 200, MINUTE).unwrap().len(), 100);
}
