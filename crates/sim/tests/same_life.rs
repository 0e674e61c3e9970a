//! Demo life is a function of seed, end and pack: two runs give the same events in type, order, time and content.
//!
//! What is compared is the type, the stream, the doer, the time and the decrypted body of every event, in the order
//! of the ledger; ids of events, keys, salts and ciphertext are drawn anew. Papers are no part of a life: the worker
//! issues them beside it, at the time of the clock on the wall, with codes of verification that nobody must be able
//! to guess and that are therefore never drawn from a seed.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on has failed")]

use app::{City, Opening, Ports, Settings};
use kernel::{Language, StreamId};
use ledger::{Keyring, Opened, Place, Suite, Value};
use packs::Pack;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::thread;

/// Which matters the small town has: each regime and each kind of step, so that the pack is taken in quickly.
const MATTERS: &[&str] = &[
    "tree-felling",
    "road-occupation",
    "old-age-allowance",
    "emergency-plan-filing",
    "prepackaged-food-filing-xiangzhou",
    "work-injury-confirmation",
];

fn pack() -> Pack {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/zhuhai");
    let (mut pack, _) =
        packs::load(&root).unwrap_or_else(|report| panic!("{}", report.text(Language::English)));
    pack.matters.retain(|matter| MATTERS.contains(&matter.code.as_str()));
    pack
}

/// What happened in a life, in the order of the ledger.
fn lived(seed: u64, until: &str, days: u32, pack: &Pack) -> Vec<Opened> {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::Sqlite { folder: folder.path().to_owned() };
    let keys = Keyring::ephemeral(Suite::International).unwrap();
    let (settings, ports) = (Settings::default(), Ports::default());
    let city = City::open(Opening { place, keys, settings, ports }).unwrap();
    let plan = sim::Plan { seed, until: Some(until.to_owned()), days };
    let began = plan.begins(pack, kernel::Timestamp::now()).unwrap();
    city.found(true, &pack.manifest.id, &began).unwrap();
    city.load_pack(pack, &began).unwrap();
    sim::open_accounts(&city, &began).unwrap();
    let lived = sim::live(&city, &plan).unwrap();
    assert!(100 < lived.cases && 100 < lived.turns, "{lived}");
    assert_eq!(lived.refused, 0, "nobody tries what the law forbids");
    history(&city)
}

fn history(city: &City) -> Vec<Opened> {
    let mut streams: HashMap<StreamId, Vec<Option<Opened>>> = HashMap::new();
    let (mut history, mut after) = (Vec::new(), 0_i64);
    loop {
        let sql = "SELECT s.seq, e.stream, e.position FROM sequence s JOIN events e ON e.id = s.event
                   WHERE s.seq > $1 ORDER BY s.seq LIMIT 5000";
        let rows = city.ledger().query(sql, &[Value::from(after)]).unwrap();
        let Some(last) = rows.last() else { return history };
        after = last.integer(0);
        for row in &rows {
            let stream = StreamId::from(row.text(1));
            let events = streams.entry(stream.clone()).or_insert_with(|| {
                city.ledger().load(&stream).unwrap().events.into_iter().map(Some).collect()
            });
            let place = usize::try_from(row.integer(2)).unwrap() - 1;
            history.push(events[place].take().expect("each event has one place"));
        }
    }
}

fn same(one: &[Opened], other: &[Opened]) {
    for (place, (one, other)) in one.iter().zip(other).enumerate() {
        assert_eq!((&one.name, one.at), (&other.name, other.at), "event {place}");
        assert_eq!((&one.stream, &one.actor), (&other.stream, &other.actor), "event {place} {}", one.name);
        assert_eq!(one.body, other.body, "event {place} {}", one.name);
    }
    assert_eq!(one.len(), other.len());
}

#[test]
fn the_same_seed_and_end_give_the_same_life_and_another_seed_another_one() {
    let pack = pack();
    let (one, other, stranger) = thread::scope(|scope| {
        let live = |seed| {
            let pack = &pack;
            scope.spawn(move || lived(seed, "2026-09-16", 3, pack))
        };
        let (one, other, stranger) = (live(7), live(7), live(8));
        (one.join().unwrap(), other.join().unwrap(), stranger.join().unwrap())
    });
    same(&one, &other);
    assert!(one.iter().map(|event| &event.body).ne(stranger.iter().map(|event| &event.body)));
}

#[test]
fn a_life_that_ends_in_a_provisional_year_is_the_same_too() {
    let pack = pack();
    let (one, other) = thread::scope(|scope| {
        let live = || {
            let pack = &pack;
            // From a Wednesday over a weekend to Monday evening.
            scope.spawn(move || lived(7, "2027-03-01", 5, pack))
        };
        let (one, other) = (live(), live());
        (one.join().unwrap(), other.join().unwrap())
    });
    same(&one, &other);
}

#[test]
fn nobody_of_a_life_tries_what_the_law_forbids() {
    let names: BTreeSet<String> =
        lived(11, "2026-09-25", 7, &pack()).into_iter().map(|event| event.name).collect();
    for turn in ["case.sent_back", "case.suspended", "case.resumed", "case.no_overruled"] {
        assert!(names.contains(turn), "{turn} is not among {names:?}");
    }
}
