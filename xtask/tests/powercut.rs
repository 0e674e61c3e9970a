//! The power cut does what it says: what was synced stays, what was not is gone, and with syncing
//! switched off everything is gone, so a test that passes under it proves something.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

struct Programs {
    library: PathBuf,
    victim: PathBuf,
}

fn compile(arguments: &[&str], output: &Path) {
    let done = Command::new("cc")
        .args(["-std=gnu11", "-O1", "-w"])
        .args(arguments)
        .arg("-o")
        .arg(output)
        .arg("-lpthread")
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("powercut"))
        .status()
        .expect("the C compiler that links Rust programs is there");
    assert!(done.success(), "cc failed for {arguments:?}");
}

fn programs() -> &'static Programs {
    static PROGRAMS: OnceLock<Programs> = OnceLock::new();
    PROGRAMS.get_or_init(|| {
        let place = fresh_folder("programs");
        let (library, victim) = (place.join("powercut.so"), place.join("victim"));
        compile(&["-shared", "-fPIC", "powercut.c"], &library);
        compile(&["victim.c"], &victim);
        Programs { library, victim }
    })
}

fn fresh_folder(name: &str) -> PathBuf {
    let place =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("powercut-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&place);
    fs::create_dir_all(place.join("data")).unwrap();
    place
}

/// The victim, running; stopped for good when the test is over, also when it fails.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(place: &Path, switches: &[(&str, &str)]) -> Running {
    let programs = programs();
    let child = Command::new(&programs.victim)
        .arg(place.join("data"))
        .env("LD_PRELOAD", &programs.library)
        .env("YIMEN_POWERCUT_FOLDER", place.join("data"))
        .env("YIMEN_POWERCUT_TRIGGER", place.join("cut-now"))
        .envs(switches.iter().copied())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    Running(child)
}

/// Lets the victim write everything, cuts the power and returns its data folder.
fn cut_after_all_writes(name: &str, switches: &[(&str, &str)]) -> PathBuf {
    let place = fresh_folder(name);
    let mut victim = start(&place, switches);
    let mut line = String::new();
    let output = victim.0.stdout.take().expect("stdout was asked for");
    BufReader::new(output).read_line(&mut line).unwrap();
    assert_eq!(line, "ready\n");
    fs::write(place.join("cut-now"), "").unwrap();
    assert_eq!(wait_for_end(&mut victim), Some(137));
    place.join("data")
}

fn wait_for_end(victim: &mut Running) -> Option<i32> {
    for _ in 0..1000 {
        if let Some(status) = victim.0.try_wait().unwrap() {
            return status.code();
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("the power cut never came");
}

fn text(data: &Path, name: &str) -> String {
    fs::read_to_string(data.join(name)).unwrap()
}

#[test]
fn what_was_synced_survives_and_what_was_not_is_gone() {
    let data = cut_after_all_writes("synced", &[]);
    assert_eq!(text(&data, "overwrite"), "first and more");
    assert_eq!(text(&data, "append"), "one\n");
    assert_eq!(text(&data, "through"), "through");
    assert_eq!(text(&data, "emptied"), "kept");
}

#[test]
fn a_file_renamed_before_it_was_synced_is_empty() {
    let data = cut_after_all_writes("renamed", &[]);
    assert_eq!(text(&data, "careless"), "");
    assert_eq!(text(&data, "careful"), "careful");
}

#[test]
fn without_syncing_everything_is_lost() {
    let data = cut_after_all_writes("unsynced", &[("YIMEN_POWERCUT_SYNC", "off")]);
    for name in ["overwrite", "append", "through", "emptied", "careful", "many"] {
        assert_eq!(text(&data, name), "", "{name}");
    }
}

#[test]
fn files_outside_the_folder_keep_everything() {
    let data = cut_after_all_writes("outside", &[("YIMEN_POWERCUT_SYNC", "off")]);
    assert_eq!(text(&data, "../outside"), "outside");
}

#[test]
fn a_disk_may_write_some_changes_by_itself_and_the_same_seed_writes_the_same() {
    let first = cut_after_all_writes("kept", &[("YIMEN_POWERCUT_KEEP", "50,7")]);
    let again = cut_after_all_writes("kept-again", &[("YIMEN_POWERCUT_KEEP", "50,7")]);
    let lines = text(&first, "many");
    let kept = lines.matches("line").count();
    assert!((20..80).contains(&kept), "{kept} of 100 lines kept");
    assert_eq!(lines, text(&again, "many"));
    assert!(text(&first, "append").starts_with("one\n"));
}

#[test]
fn the_cut_comes_instead_of_the_change_it_was_asked_for() {
    let place = fresh_folder("at");
    let mut victim = start(&place, &[("YIMEN_POWERCUT_AT", "1")]);
    assert_eq!(wait_for_end(&mut victim), Some(137));
    assert_eq!(text(&place.join("data"), "overwrite"), "");
}
