//! Many papers in one process: the memory stays where it was.

mod common;

use app::papers::facts::Outcome;
use common::{pack, renderer, sample_with_outcome};
use serde_json::json;

/// Resident memory of this process in KiB; none where there is no /proc.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[test]
fn memory_does_not_grow_between_the_hundredth_and_the_three_hundredth_paper() {
    let Some(renderer) = renderer() else { return };
    let pack = pack();
    let names = ["receipt.typ", "acceptance.typ", "licence-granted.typ"];
    let mut at_the_hundredth = None;
    for count in 1..=300_usize {
        let mut facts = sample_with_outcome(&pack, Outcome::Granted);
        facts["case"]["number"] = json!(format!("2026-{count:05}"));
        facts["verification"]["url"] = json!(format!("https://city.example/v/{count:05}"));
        renderer.render(&pack.clone().starting_at(names[count % names.len()]), &facts).unwrap();
        if count == 100 {
            at_the_hundredth = resident();
        }
    }
    let (Some(before), Some(after)) = (at_the_hundredth, resident()) else {
        println!("skipped: this system does not tell the memory of a process");
        return;
    };
    println!("resident after 100 papers: {before} KiB, after 300: {after} KiB");
    // The allocator may keep a little more; one paper's layout alone is some 3 MB.
    assert!(after < before + 24 * 1024, "memory grew from {before} to {after} KiB");
}
