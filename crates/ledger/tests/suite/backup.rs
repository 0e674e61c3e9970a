//! Backup and restore: everything, from either store into either store, without the master key.

use super::town::{Town, case, commit, json_of, noted, opened_by, person, to, wait_for};
use kernel::BlobId;
use ledger::{Erasure, Ledger, OpenRefusal, Outgoing, Place, RestoreRefusal, Setup, Write};
use serde_json::json;
use std::path::PathBuf;
use std::time::Duration;

const NAME: &str = "欧阳修远";

fn file() -> BlobId {
    BlobId(uuid::Uuid::from_u128(9))
}

fn fill(ledger: &Ledger) {
    for number in 0..80 {
        let events = vec![opened_by("t", person(number % 3 + 1), NAME), noted("n")];
        commit(ledger, to(&case(&format!("{number:04}")), 0, events)).unwrap();
    }
    let outgoing = Outgoing {
        topic: "mail",
        key: "k".to_owned(),
        body: json!({ "about": "x" }),
        stream: case("0000"),
        not_before: super::town::noon() - Duration::from_secs(400 * 24 * 3600),
    };
    let write = Write { outgoing: vec![outgoing], ..to(&case("mail"), 0, vec![noted("mail")]) };
    commit(ledger, write).unwrap();
    let content = vec![7_u8; 600_000];
    ledger.put_blob(file(), Some(person(1)), &case("0000"), &mut content.as_slice(), 1_000_000).unwrap();
    wait_for(ledger, 161);
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Folder(tempfile::tempdir().unwrap())
    }

    fn backup(&self) -> PathBuf {
        self.0.path().join("backup.db")
    }

    /// A fresh place on SQLite beside the backup.
    fn setup(&self, town: &Town) -> Setup {
        Setup { place: Place::Sqlite { folder: self.0.path().join("restored") }, ..town.setup() }
    }
}

pub fn a_backup_restores_into_either_store(town: &Town) {
    let folder = Folder::new();
    // From SQLite into this store …
    let sqlite = Ledger::open(Setup {
        place: Place::Sqlite { folder: folder.0.path().join("first") },
        ..town.setup()
    })
    .unwrap();
    fill(&sqlite);
    let root = sqlite.audit(None).unwrap().root;
    let report = sqlite.backup(&folder.backup()).unwrap();
    assert_eq!(report.events, 161);
    let here = Ledger::restore(&folder.backup(), town.setup(), &[]).unwrap();
    let audited = here.audit(Some(&sqlite.checkpoint().unwrap())).unwrap();
    assert!(audited.is_sound(), "{:?}", audited.findings);
    assert_eq!((audited.events, audited.root), (161, root));
    // … and from this store into SQLite.
    let again = folder.0.path().join("again.db");
    here.backup(&again).unwrap();
    let there = Ledger::restore(&again, folder.setup(town), &[]).unwrap();
    assert_eq!(there.audit(None).unwrap().root, root);
    assert_eq!(there.follow(0, 1000).unwrap(), sqlite.follow(0, 1000).unwrap());
    assert_eq!(there.get_blob(file()).unwrap(), Some(vec![7_u8; 600_000]));
    assert_eq!(there.claim("mail", 9, Duration::from_secs(9)).unwrap()[0].body, json!({ "about": "x" }));
    let count = |ledger: &Ledger| ledger.query("SELECT count(*) FROM cases", &[]).unwrap()[0].integer(0);
    assert_eq!((count(&here), count(&there)), (80, 80));
}

pub fn a_backup_can_be_written_beside_writers(town: &Town) {
    let (folder, ledger) = (Folder::new(), town.open());
    fill(&ledger);
    std::thread::scope(|scope| {
        let write =
            |number: u32| commit(&ledger, to(&case(&format!("w{number}")), 0, vec![noted("n"), noted("m")]));
        let writer = scope.spawn(move || (0..60).for_each(|number| drop(write(number).unwrap())));
        ledger.backup(&folder.backup()).unwrap();
        writer.join().unwrap();
    });
    let restored = Ledger::restore(&folder.backup(), folder.setup(town), &[]).unwrap();
    let report = restored.audit(None).unwrap();
    assert!(report.is_sound(), "{:?}", report.findings);
    assert!(161 <= report.events && report.events % 2 == 1, "whole writes only: {}", report.events);
    assert!(ledger.backup(&folder.backup()).is_err(), "a backup is never overwritten");
}

pub fn a_backup_does_not_hold_the_master_key(town: &Town) {
    let (folder, ledger) = (Folder::new(), town.open());
    fill(&ledger);
    ledger.backup(&folder.backup()).unwrap();
    let bytes = std::fs::read(folder.backup()).unwrap();
    assert!(!bytes.windows(NAME.len()).any(|window| window == NAME.as_bytes()));
    let others = ledger::Keyring::ephemeral(ledger::Suite::International).unwrap();
    let refused = Ledger::restore(&folder.backup(), Setup { keys: others, ..folder.setup(town) }, &[]);
    assert!(
        matches!(refused, Err(RestoreRefusal::Open(OpenRefusal::OtherKeys))),
        "without the master key nothing can be opened"
    );
    let again = Ledger::restore(&folder.backup(), folder.setup(town), &[]);
    assert!(again.is_ok(), "the refusal left the place as it was");
}

pub fn two_backups_to_one_place_leave_one_whole_backup(town: &Town) {
    let (folder, ledger) = (Folder::new(), town.open());
    fill(&ledger);
    let (to, start) = (folder.backup(), std::sync::Barrier::new(4));
    let done: Vec<_> = std::thread::scope(|scope| {
        let write = || {
            start.wait();
            ledger.backup(&to)
        };
        let all: Vec<_> = (0..4).map(|_| scope.spawn(write)).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let well: Vec<_> = done.iter().filter_map(|one| one.as_ref().ok()).collect();
    assert_eq!(well.len(), 1, "one is written, the others are refused: {done:?}");
    assert!(0 < well[0].rows && 0 < ledger.passed(), "it says how far it is");
    let names = std::fs::read_dir(to.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name());
    let parts: Vec<_> = names.filter(|name| name.to_string_lossy().contains(".part")).collect();
    assert!(parts.is_empty(), "nothing half written stays: {parts:?}");
    assert!(Ledger::restore(&to, folder.setup(town), &[]).is_ok());
}

pub fn an_empty_ledger_is_opened_with_its_own_keys_only(town: &Town) {
    drop(town.open());
    assert!(town.setup().place.holds_ledger().unwrap());
    let others = ledger::Keyring::ephemeral(ledger::Suite::International).unwrap();
    let refused = Ledger::open(Setup { keys: others, ..town.setup() });
    assert!(matches!(refused, Err(OpenRefusal::OtherKeys)), "two nodes would hash and sign by two keys");
    town.open();
}

pub fn a_restore_erases_again_who_was_erased_since(town: &Town) {
    let (folder, ledger) = (Folder::new(), town.open());
    fill(&ledger);
    ledger.erase(person(2), "before").unwrap();
    ledger.backup(&folder.backup()).unwrap();
    ledger.erase(person(1), "after").unwrap();
    let list: Vec<Erasure> = ledger.erasures().unwrap();
    let restored = Ledger::restore(&folder.backup(), folder.setup(town), &list).unwrap();
    let value = |number: &str| {
        let events = restored.load(&case(number)).unwrap().events;
        json_of(&events[0])["applicant"]["$private"].get("value").cloned()
    };
    assert_eq!((value("0000"), value("0001"), value("0002")), (None, None, Some(NAME.into())));
    assert_eq!(restored.get_blob(file()).unwrap(), None);
    assert!(restored.audit(None).unwrap().is_sound());
}

pub fn a_restore_never_overwrites_a_ledger(town: &Town) {
    let (folder, ledger) = (Folder::new(), town.open());
    fill(&ledger);
    ledger.backup(&folder.backup()).unwrap();
    let refused = Ledger::restore(&folder.backup(), town.setup(), &[]);
    assert!(matches!(refused, Err(RestoreRefusal::NotEmpty)));
    assert_eq!(ledger.audit(None).unwrap().events, 161);
}

pub fn a_file_that_is_no_backup_is_refused(town: &Town) {
    let folder = Folder::new();
    std::fs::write(folder.backup(), b"something else").unwrap();
    let refused = Ledger::restore(&folder.backup(), town.setup(), &[]);
    assert!(matches!(refused, Err(RestoreRefusal::NotABackup(_))));
}

pub fn a_place_where_a_restore_broke_off_is_not_opened(town: &Town) {
    drop(town.open());
    town.by_hand("INSERT INTO meta (name, number, words) VALUES ('restoring', 1, '')").unwrap();
    let refused = town.try_open(town.setup()).unwrap_err().to_string();
    assert!(refused.contains("restore broke off"), "{refused}");
}

pub fn work_goes_on_after_a_restore(town: &Town) {
    let folder = Folder::new();
    let setup = Setup { place: Place::Sqlite { folder: folder.0.path().join("first") }, ..town.setup() };
    let sqlite = Ledger::open(setup).unwrap();
    fill(&sqlite);
    sqlite.backup(&folder.backup()).unwrap();
    let here = Ledger::restore(&folder.backup(), town.setup(), &[]).unwrap();
    commit(&here, to(&case("0000"), 2, vec![noted("after"), noted("more")])).unwrap();
    wait_for(&here, 163);
    assert!(here.audit(None).unwrap().is_sound());
    drop(here);
    assert_eq!(town.open().load(&case("0000")).unwrap().head, 4);
}

pub fn a_backup_of_an_older_release_is_brought_up_to_date(town: &Town) {
    let (folder, ledger) = (Folder::new(), town.open());
    fill(&ledger);
    ledger.backup(&folder.backup()).unwrap();
    // As the release before wrote it: the first script only, and one column less in a plain table.
    let older = rusqlite::Connection::open(folder.backup()).unwrap();
    older
        .execute_batch(
            "DROP TRIGGER events_are_not_updated; DROP TRIGGER events_are_not_deleted;
             DROP TRIGGER read_log_is_not_updated; DROP TRIGGER read_log_is_not_deleted;
             UPDATE meta SET number = 1 WHERE name = 'schema';
             ALTER TABLE drafts DROP COLUMN text;
             INSERT INTO drafts (id) VALUES ('kept');",
        )
        .unwrap();
    drop(older);
    let restored = Ledger::restore(&folder.backup(), folder.setup(town), &[]).unwrap();
    assert!(restored.audit(None).unwrap().is_sound());
    assert_eq!(restored.query("SELECT id FROM drafts", &[]).unwrap()[0].text(0), "kept");
    let newer = rusqlite::Connection::open(folder.backup()).unwrap();
    newer.execute_batch("UPDATE meta SET number = 999 WHERE name = 'schema'").unwrap();
    drop(newer);
    let elsewhere =
        Setup { place: Place::Sqlite { folder: folder.0.path().join("elsewhere") }, ..town.setup() };
    let refused = Ledger::restore(&folder.backup(), elsewhere, &[]).unwrap_err().to_string();
    assert!(refused.contains("999") && refused.contains("start the newer release"), "{refused}");
}
