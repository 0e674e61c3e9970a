//! Many papers in one process: the memory is bounded and stays where it was.

mod common;

use app::papers::facts::Outcome;
use common::{pack, renderer, sample_with_outcome};
use serde_json::json;

/// What the first hundred papers may add: fonts, layouts that are remembered, the allocator's own reserve.
const FIRST_HUNDRED_KIB: u64 = 120 * 1024;

/// What may come and go afterwards; one paper's layout alone is some 3 MB.
const SWAY_KIB: u64 = 24 * 1024;

/// Resident memory of this process in KiB; none where there is no /proc.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Up to which paper: 300 for every day, 1,000 with `YIMEN_LONG=1`.
fn papers() -> usize {
    if std::env::var("YIMEN_LONG").is_ok_and(|value| value == "1") { 1000 } else { 300 }
}

#[test]
fn memory_is_bounded_after_a_hundred_papers_and_does_not_grow_afterwards() {
    let Some(renderer) = renderer() else { return };
    let pack = pack();
    let names = ["receipt.typ", "acceptance.typ", "licence-granted.typ", "permit.typ"];
    let before = resident();
    let mut at_the_hundredth = None;
    for count in 1..=papers() {
        let mut facts = sample_with_outcome(&pack, Outcome::Granted);
        facts["case"]["number"] = json!(format!("2026-{count:05}"));
        facts["verification"]["url"] = json!(format!("https://city.example/verify/{count:05}"));
        renderer.render(&pack.clone().starting_at(names[count % names.len()]), &facts).unwrap();
        if count == 100 {
            at_the_hundredth = resident();
        }
    }
    let (Some(before), Some(hundredth), Some(last)) = (before, at_the_hundredth, resident()) else {
        testbed::missing("this system does not tell the memory of a process");
        return;
    };
    println!(
        "resident: {before} KiB before, {hundredth} KiB after 100 papers, {last} KiB after {}",
        papers()
    );
    assert!(hundredth < before + FIRST_HUNDRED_KIB, "the first hundred took {} KiB", hundredth - before);
    assert!(last < hundredth + SWAY_KIB, "memory grew from {hundredth} to {last} KiB");
}
