//! Hot streams: decided under a lock, so that nobody gives up.

use super::town::{Town, case, commit, event, noon, noted, to};
use kernel::StreamId;
use ledger::{CommitError, Fault, Ledger, Load, Write};
use serde_json::json;
use std::time::Duration;

#[derive(Debug)]
enum Refused {
    Closed,
    Commit(CommitError),
}

impl From<CommitError> for Refused {
    fn from(error: CommitError) -> Self {
        Refused::Commit(error)
    }
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        Refused::Commit(fault.into())
    }
}

fn queue() -> StreamId {
    StreamId::of("queue", "hall-1")
}

fn call_next(ledger: &Ledger, stream: &StreamId) -> Result<u64, Refused> {
    let decide = |locked: &mut dyn Load| {
        let ticket = locked.load(stream)?.head + 1;
        Ok((to(stream, ticket - 1, vec![event("queue.called", json!({ "ticket": ticket }))]), ticket))
    };
    ledger.decide_hot(std::slice::from_ref(stream), decide).map(|(_, ticket)| ticket)
}

pub fn thirty_two_threads_on_one_hot_stream_lose_nothing(town: &Town) {
    let ledger = town.open();
    let mut tickets: Vec<u64> = std::thread::scope(|scope| {
        let call = || (0..10).map(|_| call_next(&ledger, &queue()).unwrap()).collect::<Vec<_>>();
        let threads: Vec<_> = (0..32).map(|_| scope.spawn(call)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    tickets.sort_unstable();
    assert_eq!(tickets, (1..=320).collect::<Vec<_>>(), "no number twice, no gap");
}

pub fn a_refusal_under_the_lock_changes_nothing(town: &Town) {
    let ledger = town.open();
    let refused = ledger.decide_hot(&[queue()], |_| Err::<(Write, ()), _>(Refused::Closed));
    assert!(matches!(refused, Err(Refused::Closed)));
    let stale = ledger.decide_hot(&[queue()], |_| Ok::<_, Refused>((to(&queue(), 7, vec![noted("x")]), ())));
    assert!(matches!(stale, Err(Refused::Commit(CommitError::Conflict(_)))));
    assert_eq!(call_next(&ledger, &queue()).unwrap(), 1);
}

pub fn a_panic_under_the_lock_changes_nothing_and_frees_it(town: &Town) {
    let ledger = town.open();
    let panicked = std::thread::scope(|scope| {
        let (ledger, decide) =
            (&ledger, |_: &mut dyn Load| -> Result<(Write, ()), Refused> { panic!("on purpose") });
        scope.spawn(move || ledger.decide_hot(&[queue()], decide)).join().is_err()
    });
    assert!(panicked);
    assert_eq!(call_next(&ledger, &queue()).unwrap(), 1);
}

pub fn hot_streams_in_any_order_do_not_wait_in_a_circle(town: &Town) {
    let ledger = town.open();
    let (one, two) = (StreamId::of("queue", "1"), StreamId::of("queue", "2"));
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let (ledger, one, two) = (&ledger, &one, &two);
            scope.spawn(move || {
                let both = if thread % 2 == 0 { [one, two] } else { [two, one] }.map(StreamId::clone);
                for _ in 0..10 {
                    let decide = |locked: &mut dyn Load| {
                        let mut write = Write::default();
                        for stream in &both {
                            let head = locked.load(stream)?.head;
                            write.written.extend(to(stream, head, vec![noted("both")]).written);
                        }
                        Ok::<_, Refused>((write, ()))
                    };
                    ledger.decide_hot(&both, decide).unwrap();
                }
            });
        }
    });
    assert_eq!(ledger.load(&one).unwrap().head, 80);
    assert_eq!(ledger.load(&two).unwrap().head, 80);
}

pub fn a_decision_under_the_lock_sees_what_was_committed_before(town: &Town) {
    let ledger = town.open();
    commit(&ledger, to(&case("a"), 0, vec![super::town::opened("t", "d")])).unwrap();
    let decide = |locked: &mut dyn Load| {
        let rows = locked.query("SELECT number FROM cases WHERE department = $1", &["d".into()])?;
        Ok::<_, Refused>((Write::default(), rows[0].text(0).to_owned()))
    };
    let (_, number) = ledger.decide_hot(&[case("a")], decide).unwrap();
    assert_eq!(number, "a");
}

pub fn time_never_runs_backwards_under_the_lock(town: &Town) {
    let ledger = town.open();
    call_next(&ledger, &queue()).unwrap();
    let decide = |_: &mut dyn Load| {
        let mut early = noted("early");
        early.at = noon() - Duration::from_secs(60);
        Ok::<_, Refused>((to(&queue(), 1, vec![early]), ()))
    };
    ledger.decide_hot(&[queue()], decide).unwrap();
    assert_eq!(ledger.load(&queue()).unwrap().events[1].at, noon());
}
