//! Proof: promises, receipts, checkpoints, the audit that finds every change, and erasure that breaks none of it.

use super::town::{Town, case, commit, json_of, noon, noted, opened_by, person, to, wait_for};
use kernel::BlobId;
use ledger::{
    Compared, ERASURES_FILE, Ledger, Proved, ReadUntil, SignedNote, Value, Write, read_erasures, verify,
};

const NAME: &str = "欧阳修远";

fn fill(ledger: &Ledger, count: u32) {
    for number in 0..count {
        let events = vec![opened_by("t", person(u128::from(number % 3) + 1), NAME), noted("n")];
        commit(ledger, to(&case(&format!("{number:04}")), 0, events)).unwrap();
    }
    wait_for(ledger, u64::from(count) * 2);
}

/// Lets a hand change the database past the rule that events only grow.
fn forge(town: &Town, sql: &str) {
    let (off, on) = match &town.place {
        ledger::Place::Sqlite { .. } => (
            "DROP TRIGGER IF EXISTS events_are_not_updated; DROP TRIGGER IF EXISTS events_are_not_deleted",
            "",
        ),
        ledger::Place::Postgres { .. } => {
            ("ALTER TABLE events DISABLE TRIGGER ALL", "ALTER TABLE events ENABLE TRIGGER ALL")
        }
    };
    town.by_hand(&format!("{off}; {sql}; {on}")).unwrap();
}

pub fn a_promise_is_given_at_once_and_the_proof_follows(town: &Town) {
    let ledger = town.open();
    let done = commit(&ledger, to(&case("a"), 0, vec![opened_by("t", person(1), NAME)])).unwrap();
    let promise = ledger.promise(&done, 0, noon()).unwrap();
    assert_eq!(promise.leaf, done.leaves[0].1);
    fill(&ledger, 20);
    let id = ledger.event_id(&case("a"), 1).unwrap().unwrap();
    assert_eq!(id, done.leaves[0].0);
    let receipt = ledger.receipt(&id, &[person(1)]).unwrap().unwrap();
    let verified = verify(&receipt.to_text(), &ledger.public_key()).unwrap();
    assert!(matches!(verified.proved, Proved::Included { .. }), "{:?}", verified.proved);
    assert_eq!(verified.values[0].value, NAME);
    let others = ledger.receipt(&id, &[person(2)]).unwrap().unwrap();
    assert!(verify(&others.to_text(), &ledger.public_key()).unwrap().values.is_empty());
    assert!(ledger.receipt("unknown", &[]).unwrap().is_none());
}

pub fn every_event_has_a_receipt_that_verifies(town: &Town) {
    let ledger = town.open();
    // Beyond one tile of the tree.
    fill(&ledger, 140);
    for number in [0, 1, 63, 127, 128, 139] {
        let id = ledger.event_id(&case(&format!("{number:04}")), 2).unwrap().unwrap();
        let receipt = ledger.receipt(&id, &[]).unwrap().unwrap();
        verify(&receipt.to_text(), &ledger.public_key()).unwrap();
    }
}

pub fn an_audit_of_a_sound_ledger_finds_nothing(town: &Town) {
    let ledger = town.open();
    let early = ledger.checkpoint().unwrap();
    fill(&ledger, 20);
    let outside = ledger.checkpoint().unwrap();
    fill_more(&ledger, 150);
    let report = ledger.audit(None).unwrap();
    assert!(report.is_sound(), "{:?}", report.findings);
    assert_eq!((report.events, report.streams, report.compared), (340, 170, Compared::Nothing));
    let compared = ledger.audit(Some(&outside)).unwrap();
    assert!(compared.is_sound(), "{:?}", compared.findings);
    assert_eq!(compared.compared, Compared::Checkpoint(40));
    assert_eq!(ledger.audit(Some(&early)).unwrap().compared, Compared::Checkpoint(0));
}

fn fill_more(ledger: &Ledger, count: u32) {
    for number in 0..count {
        commit(ledger, to(&case(&format!("m{number:04}")), 0, vec![noted("n"), noted("m")])).unwrap();
    }
    wait_for(ledger, 40 + u64::from(count) * 2);
}

pub fn a_changed_event_is_found_by_name(town: &Town) {
    let ledger = town.open();
    fill(&ledger, 4);
    forge(town, "UPDATE events SET at = at + 1 WHERE stream = 'case/0002' AND position = 2");
    let report = ledger.audit(None).unwrap();
    assert!(report.findings.iter().any(|finding| finding.contains("case/0002")), "{:?}", report.findings);
}

pub fn a_removed_event_is_found(town: &Town) {
    let ledger = town.open();
    fill(&ledger, 4);
    forge(town, "DELETE FROM events WHERE stream = 'case/0001' AND position = 2");
    assert!(!ledger.audit(None).unwrap().is_sound());
}

pub fn a_moved_head_is_found(town: &Town) {
    let ledger = town.open();
    fill(&ledger, 2);
    town.by_hand("UPDATE streams SET head = 1 WHERE id = 'case/0001'").unwrap();
    let report = ledger.audit(None).unwrap();
    assert!(report.findings.iter().any(|finding| finding.contains("head 1")), "{:?}", report.findings);
}

pub fn a_history_that_was_cut_is_found_with_a_checkpoint_from_outside(town: &Town) {
    let ledger = town.open();
    fill(&ledger, 4);
    let outside = ledger.checkpoint().unwrap();
    let cut = "DELETE FROM sequence WHERE 6 < seq; DELETE FROM events WHERE stream = 'case/0003'; \
               DELETE FROM streams WHERE id = 'case/0003'";
    forge(town, cut);
    assert!(ledger.audit(None).unwrap().is_sound(), "inside it fits together");
    let report = ledger.audit(Some(&outside)).unwrap();
    assert!(report.findings.iter().any(|finding| finding.contains("cut off")), "{:?}", report.findings);
}

pub fn a_forged_checkpoint_from_outside_is_not_believed(town: &Town) {
    let ledger = town.open();
    fill(&ledger, 2);
    let note = ledger.checkpoint().unwrap().to_string();
    let forged: SignedNote = note.replacen("\n4\n", "\n3\n", 1).parse().unwrap();
    let report = ledger.audit(Some(&forged)).unwrap();
    assert!(report.findings[0].contains("not to be believed"), "{:?}", report.findings);
}

pub fn after_an_erasure_nothing_of_the_person_is_found(town: &Town) {
    let ledger = town.open();
    fill(&ledger, 6);
    let secret = Value::Personal { of: person(1), stream: case("draft"), plain: NAME.to_owned() };
    let row = ledger::RowChange::Put {
        table: "drafts",
        key: vec![("id", "1".into())],
        set: vec![("person", person(1).to_string().into()), ("secret", secret)],
    };
    commit(&ledger, Write { rows: vec![row], ..Write::default() }).unwrap();
    let file = BlobId(uuid::Uuid::from_u128(9));
    ledger.put_blob(file, Some(person(1)), &case("0000"), &mut NAME.as_bytes(), 1000).unwrap();
    let sealed = ledger.query("SELECT applicant FROM cases WHERE number = '0000'", &[]).unwrap();
    let report = ledger.erase(person(1), "court order").unwrap();
    assert_eq!((report.keys, report.rows, report.files), (3, 3, 1));
    let node = &json_of(&ledger.load(&case("0000")).unwrap().events[0])["applicant"]["$private"];
    assert_eq!(node.get("value"), None);
    assert_eq!(ledger.open_sealed(person(1), &case("0000"), sealed[0].bytes(0)).unwrap(), None);
    let left = ledger
        .query("SELECT applicant, masked FROM cases WHERE person = $1", &[person(1).to_string().into()])
        .unwrap();
    assert!(left.iter().all(|row| row.0 == [Value::Null, Value::Null]), "{left:?}");
    assert_eq!(ledger.get_blob(file).unwrap(), None);
    let other = ledger.query("SELECT masked FROM cases WHERE number = '0001'", &[]).unwrap();
    assert_eq!(other[0].text(0), "欧*", "others keep theirs");
}

pub fn audit_rebuild_and_receipts_pass_after_an_erasure(town: &Town) {
    let ledger = town.open();
    fill(&ledger, 6);
    let outside = ledger.checkpoint().unwrap();
    ledger.erase(person(1), "asked for it").unwrap();
    let report = ledger.audit(Some(&outside)).unwrap();
    assert!(report.is_sound(), "{:?}", report.findings);
    assert_eq!(report.erased, 1);
    ledger.rebuild(None).unwrap();
    let rows = ledger.query("SELECT masked FROM cases WHERE number = '0000'", &[]).unwrap();
    assert_eq!(rows[0].maybe_text(0), None);
    let id = ledger.event_id(&case("0000"), 1).unwrap().unwrap();
    let receipt = ledger.receipt(&id, &[person(1)]).unwrap().unwrap();
    assert!(verify(&receipt.to_text(), &ledger.public_key()).unwrap().values.is_empty());
}

pub fn nothing_of_an_erased_person_is_written_again(town: &Town) {
    let (ledger, other) = (town.open(), town.open());
    fill(&ledger, 1);
    ledger.erase(person(1), "court order").unwrap();
    ledger.erase(person(1), "twice does no harm").unwrap();
    // The other program has not heard of it yet.
    commit(&other, to(&case("late"), 0, vec![opened_by("t", person(1), NAME)])).unwrap();
    let node = &json_of(&ledger.load(&case("late")).unwrap().events[0])["applicant"]["$private"];
    assert_eq!(node.get("value"), None);
    let rows = ledger.query("SELECT applicant, masked FROM cases WHERE number = 'late'", &[]).unwrap();
    assert_eq!(rows[0].0, [Value::Null, Value::Null]);
    let file = BlobId(uuid::Uuid::from_u128(9));
    assert!(other.put_blob(file, Some(person(1)), &case("late"), &mut NAME.as_bytes(), 1000).is_err());
    assert!(ledger.audit(None).unwrap().is_sound());
}

pub fn the_erasure_list_is_kept_beside_the_database(town: &Town) {
    let ledger = town.open();
    ledger.erase(person(1), "court order").unwrap();
    let list = ledger.erasures().unwrap();
    assert_eq!((list.len(), list[0].person, list[0].reason.as_str()), (1, person(1), "court order"));
    assert_eq!(read_erasures(&town.place.folder().join(ERASURES_FILE)).unwrap(), list);
}

pub fn figures_say_what_was_done(town: &Town) {
    let ledger = town.open();
    let before = ledger.stats().unwrap().commits;
    fill(&ledger, 3);
    let stats = ledger.stats().unwrap();
    assert_eq!((stats.commits - before, stats.last_seq, stats.waiting), (3, 6, 0));
    assert!(0 < stats.bytes && 0 < stats.group_max);
    ledger.sweep().unwrap();
}

pub fn the_read_log_has_a_digest(town: &Town) {
    let ledger = town.open();
    assert_eq!(ledger.read_digest(0, ReadUntil::Line(i64::MAX)).unwrap(), None);
    let entry = |what: &str| ledger::ReadEntry {
        at: noon(),
        account: kernel::AccountId(uuid::Uuid::from_u128(1)),
        unit: None,
        person: None,
        stream: None,
        what: what.to_owned(),
        purpose: "p".to_owned(),
        count: 1,
    };
    let log = |what| commit(&ledger, Write { reads: vec![entry(what)], ..Write::default() }).unwrap();
    log("a");
    log("b");
    let first = ledger.read_digest(0, ReadUntil::Line(i64::MAX)).unwrap().unwrap();
    assert_eq!(first.count, 2);
    assert_eq!(ledger.read_digest(first.last, ReadUntil::Line(i64::MAX)).unwrap(), None);
    log("c");
    let next = ledger.read_digest(first.last, ReadUntil::Line(i64::MAX)).unwrap().unwrap();
    assert_eq!(next.count, 1);
    assert_ne!(next.sha256, first.sha256);
    assert_eq!(ledger.read_digest(0, ReadUntil::Line(first.last)).unwrap(), Some(first));
    assert_eq!(ledger.read_digest(0, ReadUntil::Before(noon())).unwrap(), None);
}
