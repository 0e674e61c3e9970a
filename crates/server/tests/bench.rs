//! A short run of the bench: everything is answered well, the floor is there, the report holds every operation.

use std::process::Command;

#[test]
fn a_short_bench_loads_asks_and_reports() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = folder.path().join("report.md");
    let done = Command::new(env!("CARGO_BIN_EXE_yimen"))
        .args(["bench", "--cases", "200", "--seconds", "0.2", "--repeats", "1", "--clients", "2"])
        .args(["--kills", "1", "--papers", "2", "--out"])
        .arg(&report)
        .args(["--data"])
        .arg(folder.path().join("city"))
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{said}");
    let report = std::fs::read_to_string(report).expect("the report is there");
    for operation in ["submit", "read", "list", "page", "search", "advance", "mix"] {
        let row = report.lines().find(|line| line.starts_with(&format!("| {operation} | 2 |")));
        let row = row.unwrap_or_else(|| panic!("no {operation} in {report}"));
        assert!(row.ends_with("| 0 |"), "{operation} was answered wrongly: {said}");
    }
    for part in [
        "nothing found",
        "| submit | events |",
        "| submit | participants |",
        "CPU in memory",
        "1 of 1 cases were there",
        "PSS after 0 papers",
    ] {
        assert!(report.contains(part), "no {part} in {report}");
    }
}
