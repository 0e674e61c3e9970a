//! A full disk: a clear sentence, nothing half written, and the work goes on once there is room.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on has failed")]

#[path = "support/program.rs"]
mod program;

use program::{Door, copy_keys, demo_city, folder, pack, refused, text, well};
use std::path::Path;
use std::process::Command;

/// Whether this user, or else sudo without a question, did it.
fn as_root(program: &str, words: &[&str]) -> bool {
    let done =
        |command: &mut Command| command.args(words).output().is_ok_and(|output| output.status.success());
    done(&mut Command::new(program)) || done(Command::new("sudo").args(["-n", program]))
}

/// A small file system in memory, unmounted when dropped; none where this user may not mount.
struct Small(tempfile::TempDir);

impl Small {
    fn of(kib: u32) -> Option<Self> {
        let folder = folder();
        let size = format!("size={kib}k,mode=1777");
        let mounted = as_root("mount", &["-t", "tmpfs", "-o", &size, "tmpfs", text(folder.path())]);
        if !mounted {
            testbed::missing("neither this user nor sudo may mount a file system");
        }
        mounted.then(|| Small(folder))
    }

    fn grow(&self, kib: u32) {
        let size = format!("remount,size={kib}k");
        assert!(as_root("mount", &["-o", &size, text(self.path())]));
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn is_empty(&self) -> bool {
        std::fs::read_dir(self.path()).unwrap().next().is_none()
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        as_root("umount", &["--lazy", text(self.path())]);
    }
}

#[test]
fn taking_a_pack_in_stops_with_a_sentence_and_goes_on_with_more_room() {
    let Some(small) = Small::of(2048) else { return };
    let city = small.path().join("city");
    let load = ["pack", "load", pack(), "--data", text(&city)];
    let sentence = refused(&load);
    assert!(sentence.contains("the storage is full: make room"), "{sentence}");
    small.grow(64 * 1024);
    // A start that is told the pack goes on where the pack broke off.
    let door = Door::open(&["serve", "--pack", pack(), "--data", text(&city)]);
    assert!(door.get("/matters").1.contains("食品"), "the pack is there whole");
    door.close();
    assert!(well(&load).contains("0 published, 0 waiting as drafts"));
    assert!(well(&["audit", "--data", text(&city)]).contains("sound"));
}

#[test]
fn no_half_backup_or_export_stays_on_a_full_disk() {
    let Some(small) = Small::of(1024) else { return };
    let city = demo_city();
    let data = text(city.path());
    let file = small.path().join("backup");
    let sentence = refused(&["backup", text(&file), "--data", data]);
    assert!(
        sentence.contains("the storage is full") && sentence.contains("no backup was written"),
        "{sentence}"
    );
    assert!(small.is_empty(), "nothing of the backup stays");
    std::fs::write(small.path().join("filler"), vec![0_u8; 1024 * 1024 - 8192]).unwrap();
    let sentence = refused(&["export", "--matters", text(&file), "--data", data]);
    assert!(sentence.contains("cannot be written"), "{sentence}");
    assert!(!file.exists());
    let saved = small.path().join("pack");
    let export = ["export", "--pack", text(&saved), "--data", data];
    let sentence = refused(&export);
    assert!(sentence.contains("was not written"), "{sentence}");
    let names = std::fs::read_dir(small.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert_eq!(names.collect::<Vec<_>>(), ["filler"], "nothing of the pack stays");
    small.grow(64 * 1024);
    assert!(well(&export).contains("checked"));
}

#[test]
fn a_restore_that_broke_off_is_not_taken_for_a_city() {
    let Some(small) = Small::of(2048) else { return };
    let (city, other) = (demo_city(), folder());
    let (backup, place) = (other.path().join("backup"), small.path().join("city"));
    well(&["backup", text(&backup), "--data", text(city.path())]);
    copy_keys(city.path(), &place);
    let restore = ["restore", text(&backup), "--data", text(&place), "--no-erasures"];
    let sentence = refused(&restore);
    assert!(sentence.contains("full"), "{sentence}");
    small.grow(128 * 1024);
    let sentence = refused(&["serve", "--data", text(&place)]);
    assert!(sentence.contains("restore broke off") && sentence.contains("empty the place"), "{sentence}");
    std::fs::remove_dir_all(&place).unwrap();
    copy_keys(city.path(), &place);
    assert!(well(&restore).contains("found sound"));
}

#[test]
fn an_open_city_refuses_to_write_but_goes_on_answering() {
    let Some(small) = Small::of(32 * 1024) else { return };
    let city = small.path().join("city");
    well(&["pack", "load", pack(), "--data", text(&city)]);
    let door = Door::open(&["serve", "--data", text(&city)]);
    door.wait_for("they hold until");
    let filler = small.path().join("filler");
    // What is free goes to the last page.
    let _ = std::fs::write(&filler, vec![0_u8; 64 * 1024 * 1024]);
    let register = |login: &str| {
        let person = [
            ("login", login),
            ("password", "Kite-over-River-7"),
            ("name", "陈示例"),
            ("paper", "citizen_card"),
            ("number", "440402198803151025"),
            ("telephone", "13800138000"),
        ];
        door.post("/register", &person)
    };
    let full = register("chen");
    assert_eq!(full.status, 507, "{}", full.body);
    assert_eq!(door.get("/matters").0, 200, "reading goes on");
    std::fs::remove_file(&filler).unwrap();
    let registered = register("chen");
    assert_eq!(registered.status, 303, "{}", registered.body);
    door.close();
    assert!(well(&["audit", "--data", text(&city)]).contains("sound"));
}
