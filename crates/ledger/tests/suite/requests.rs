//! Repeated requests, leases of jobs, the read log.

use super::town::{Town, case, commit, noon, noted, person, to};
use kernel::AccountId;
use ledger::{Answer, CommitError, Fault, Idempotency, ReadEntry, Write};
use std::time::Duration;

fn account(number: u128) -> AccountId {
    AccountId(uuid::Uuid::from_u128(number))
}

fn record(body: u8) -> Idempotency {
    Idempotency {
        account: account(1),
        route: "/api/v1/cases",
        key: "k-1".to_owned(),
        request: [body; 32],
        answer: Answer { status: 201, body: b"{\"number\":\"x\"}".to_vec() },
    }
}

fn request(stream: &str, body: u8) -> Write {
    Write { idempotency: Some(record(body)), ..to(&case(stream), 0, vec![noted("one")]) }
}

pub fn a_repeated_request_gets_the_same_answer(town: &Town) {
    let ledger = town.open();
    let look = || ledger.answer_of(account(1), "/api/v1/cases", "k-1", &[1; 32]).unwrap();
    assert_eq!(look(), None);
    commit(&ledger, request("a", 1)).unwrap();
    let Err(CommitError::Repeated(answer)) = commit(&ledger, request("b", 1)) else {
        panic!("the second one must be a repetition");
    };
    assert_eq!(answer, record(1).answer);
    assert_eq!(look(), Some(answer));
    assert_eq!(ledger.load(&case("b")).unwrap().head, 0);
}

pub fn a_key_with_another_request_is_refused(town: &Town) {
    let ledger = town.open();
    commit(&ledger, request("a", 1)).unwrap();
    assert!(matches!(commit(&ledger, request("b", 2)), Err(CommitError::KeyReused)));
    let look = ledger.answer_of(account(1), "/api/v1/cases", "k-1", &[2; 32]);
    assert!(matches!(look, Err(CommitError::KeyReused)));
}

pub fn the_same_request_at_the_same_time_happens_once(town: &Town) {
    let ledger = town.open();
    let answers: Vec<_> = std::thread::scope(|scope| {
        let send = |number: usize| {
            let ledger = &ledger;
            scope.spawn(move || commit(ledger, request(&number.to_string(), 1)))
        };
        let threads: Vec<_> = (0..16).map(send).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    let repeated = |answer: &&Result<_, _>| matches!(answer, Err(CommitError::Repeated(_)));
    assert_eq!(answers.iter().filter(repeated).count(), 15);
}

pub fn a_repeated_request_is_a_repetition_not_a_conflict(town: &Town) {
    let ledger = town.open();
    commit(&ledger, request("a", 1)).unwrap();
    assert!(matches!(commit(&ledger, request("a", 1)), Err(CommitError::Repeated(_))));
}

pub fn records_of_one_account_do_not_meet_those_of_another(town: &Town) {
    let ledger = town.open();
    commit(&ledger, request("a", 1)).unwrap();
    let mut other = request("b", 2);
    other.idempotency.as_mut().unwrap().account = account(2);
    commit(&ledger, other).unwrap();
}

pub fn a_job_whose_lease_was_taken_over_cannot_write(town: &Town) {
    let ledger = town.open();
    let late = ledger.lease("digest", Duration::from_millis(1)).unwrap().unwrap();
    std::thread::sleep(Duration::from_millis(20));
    let newer = ledger.lease("digest", Duration::from_secs(60)).unwrap().unwrap();
    assert!(late.fence < newer.fence);
    let under = |lease: &ledger::Lease, stream: &str| Write {
        lease: Some(lease.clone()),
        ..to(&case(stream), 0, vec![noted("digest")])
    };
    assert!(matches!(commit(&ledger, under(&late, "a")), Err(CommitError::Fenced)));
    commit(&ledger, under(&newer, "b")).unwrap();
    assert_eq!(ledger.load(&case("a")).unwrap().head, 0);
}

pub fn a_lease_is_held_by_one_until_it_runs_out(town: &Town) {
    let ledger = town.open();
    let taken: Vec<_> = std::thread::scope(|scope| {
        let take = || ledger.lease("sweep", Duration::from_secs(60)).unwrap();
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(take)).collect();
        threads.into_iter().filter_map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(taken.len(), 1);
    ledger.renew(&taken[0], Duration::from_millis(1)).unwrap();
    std::thread::sleep(Duration::from_millis(20));
    assert_eq!(ledger.renew(&taken[0], Duration::from_secs(1)), Err(Fault::Fenced));
    assert!(ledger.lease("sweep", Duration::from_secs(60)).unwrap().is_some());
}

pub fn a_lease_given_back_is_free_at_once(town: &Town) {
    let ledger = town.open();
    let first = ledger.lease("sweep", Duration::from_secs(60)).unwrap().unwrap();
    assert!(ledger.lease("sweep", Duration::from_secs(60)).unwrap().is_none());
    ledger.release(&first).unwrap();
    let second = ledger.lease("sweep", Duration::from_secs(60)).unwrap().unwrap();
    ledger.release(&first).unwrap();
    ledger.renew(&second, Duration::from_secs(60)).unwrap();
}

pub fn reads_are_logged_and_only_grow(town: &Town) {
    let ledger = town.open();
    let entry = ReadEntry {
        at: noon(),
        account: account(1),
        unit: Some("u1".to_owned()),
        person: Some(person(7)),
        stream: Some(case("a")),
        what: "detail".to_owned(),
        purpose: "examination".to_owned(),
        count: 1,
    };
    let write = Write { reads: vec![entry.clone(), ReadEntry { person: None, ..entry }], ..Write::default() };
    commit(&ledger, write).unwrap();
    let rows = ledger
        .query("SELECT unit, what FROM read_log WHERE person = $1", &[person(7).to_string().into()])
        .unwrap();
    assert_eq!((rows.len(), rows[0].text(0), rows[0].text(1)), (1, "u1", "detail"));
    assert!(town.by_hand("UPDATE read_log SET what = 'nothing'").is_err());
    assert!(town.by_hand("DELETE FROM read_log").is_err());
}
