//! What came out, as a page of Markdown: every figure beside its floor, median and range, and what was to be reached.

use crate::operations::Operation;
use crate::run::{Measurement, Outcome, Side};
use crate::town::Town;
use std::fmt::Write;

/// The middle of some figures and their range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The median.
    pub median: f64,
    /// The least.
    pub least: f64,
    /// The greatest.
    pub most: f64,
}

/// The spread of at least one figure.
pub fn spread(figures: impl Iterator<Item = f64>) -> Spread {
    let mut all: Vec<f64> = figures.collect();
    all.sort_by(f64::total_cmp);
    let at = |place: usize| all.get(place).copied().unwrap_or(0.0);
    Spread { median: at(all.len() / 2), least: at(0), most: at(all.len().saturating_sub(1)) }
}

fn of(sides: &[Side], figure: impl Fn(&Side) -> f64) -> Spread {
    spread(sides.iter().map(figure))
}

impl Measurement {
    /// How many times the CPU of the floor ours took, median by median.
    pub fn ratio(&self) -> f64 {
        of(&self.ours, |side| side.cpu).median / of(&self.floor, |side| side.cpu).median.max(1e-6)
    }
}

/// One line for the terminal while the run goes on.
pub fn line(found: &Measurement) -> String {
    let (ours, floor) = (of(&found.ours, |side| side.cpu), of(&found.floor, |side| side.cpu));
    let wrong: u64 = found.ours.iter().map(|side| side.measured.wrong).sum();
    format!(
        "{:8} {:3} clients: {:8.1} /s, {:.3} ms CPU, floor {:.3} ms, ratio {:.1}, {wrong} wrong{}",
        found.operation.name(),
        found.clients,
        of(&found.ours, |side| side.measured.rate()).median,
        ours.median,
        floor.median,
        found.ratio(),
        found
            .ours
            .iter()
            .find_map(|side| side.measured.first_wrong.as_ref())
            .map_or_else(String::new, |words| format!(" ({words})")),
    )
}

/// The whole report.
pub fn markdown(outcome: &Outcome, town: &Town, store: &str, on_postgres: bool) -> String {
    let mut text = format!("# W1 on {store}, {} cases\n\n", town.cases.len());
    let _ = writeln!(
        text,
        "Load through the use cases: {:.0} s ({:.0} cases/s); audit of {} events afterwards: {:.1} s, nothing found.\n",
        town.load_seconds,
        town.cases.len() as f64 / town.load_seconds.max(1e-9),
        town.events,
        town.audit_seconds,
    );
    text.push_str(
        "| operation | clients | /s | p50 ms | p95 ms | CPU ms/request (range) | floor /s | floor CPU ms (range) | ratio | to reach | wrong |\n\
         |---|---:|---:|---:|---:|---|---:|---|---:|---:|---:|\n",
    );
    for found in &outcome.measurements {
        row(&mut text, found, on_postgres);
    }
    mix(&mut text, outcome);
    written(&mut text, outcome);
    let _ = writeln!(text, "\n## Memory, start, engine\n");
    let _ = writeln!(text, "- first answer {:.2} s after the start (to reach: 0.5 s)", outcome.first_answer);
    let (idle, end) = outcome.memory;
    let _ =
        writeln!(text, "- PSS of the server {idle:.0} MB idle (to reach: 120 MB), {end:.0} MB at the end");
    if let Some(engine) = outcome.engine {
        let _ = writeln!(
            text,
            "- a step of six in sequence: {:.4} ms CPU in memory (to reach: 0.02 ms), {:.2} ms stored, one after another",
            engine.in_memory, engine.stored
        );
    }
    afterwards(&mut text, outcome);
    text
}

/// What was looked at when the load was over: kills and papers.
fn afterwards(text: &mut String, outcome: &Outcome) {
    if let Some(survival) = outcome.survival {
        let _ = writeln!(
            text,
            "- killed with signal 9 right after the answer: {} of {} cases were there at the next start",
            survival.found, survival.answered
        );
    }
    for weighed in &outcome.papers {
        let _ = writeln!(
            text,
            "- PSS after {} papers {:.0} MB, {:.0} s after the start of the server that sets them",
            weighed.papers, weighed.memory, weighed.seconds
        );
    }
}

fn row(text: &mut String, found: &Measurement, on_postgres: bool) {
    let (ours, floor) = (of(&found.ours, |side| side.cpu), of(&found.floor, |side| side.cpu));
    let rate = |sides: &[Side]| of(sides, |side| side.measured.rate()).median;
    let latency = |part: f64| of(&found.ours, |side| side.measured.latency("", part)).median;
    let wrong: u64 = found.ours.iter().map(|side| side.measured.wrong).sum();
    let is_mix = found.operation == Operation::Mix;
    let (ratio, reach) = match found.operation.at_most(on_postgres) {
        Some(most) => (format!("{:.1}", found.ratio()), format!("{most}")),
        None if is_mix => ("–".to_owned(), "–".to_owned()),
        None => (format!("{:.1}", found.ratio()), "–".to_owned()),
    };
    let _ = writeln!(
        text,
        "| {} | {} | {:.0} | {:.2} | {:.2} | {:.3} ({:.3}–{:.3}) | {:.0} | {:.3} ({:.3}–{:.3}) | {ratio} | {reach} | {wrong} |",
        found.operation.name(),
        found.clients,
        rate(&found.ours),
        latency(0.5),
        latency(0.95),
        ours.median,
        ours.least,
        ours.most,
        rate(&found.floor),
        floor.median,
        floor.least,
        floor.most,
    );
}

/// The latencies of each operation inside the mix.
fn mix(text: &mut String, outcome: &Outcome) {
    for found in outcome.measurements.iter().filter(|found| found.operation == Operation::Mix) {
        let _ = write!(text, "\nMix with {} clients, p95 in ms:", found.clients);
        for operation in Operation::ALL.into_iter().filter(|operation| *operation != Operation::Mix) {
            let p95 = of(&found.ours, |side| side.measured.latency(operation.name(), 0.95)).median;
            let _ = write!(text, " {} {p95:.1}", operation.name());
        }
        text.push('\n');
    }
}

fn written(text: &mut String, outcome: &Outcome) {
    text.push_str("\n## What one request adds, counted in the tables\n\n| operation | table | rows | bytes a row |\n|---|---|---:|---:|\n");
    for (name, tables) in &outcome.writes {
        for added in tables {
            let _ = writeln!(text, "| {name} | {} | {:.2} | {} |", added.table, added.rows, added.bytes);
        }
        let (rows, bytes) = tables.iter().fold((0.0, 0.0), |(rows, bytes), added| {
            (rows + added.rows, bytes + added.rows * added.bytes as f64)
        });
        let _ = writeln!(text, "| {name} | all | {rows:.2} | {bytes:.0} in all |");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_three_is_the_second() {
        let found = spread([3.0, 1.0, 2.0].into_iter());
        assert_eq!((found.median, found.least, found.most), (2.0, 1.0, 3.0));
    }
}
