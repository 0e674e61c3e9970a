//! What works beside the open door: the law's clock, papers, letters and text messages.

use crate::wiring::moment;
use app::City;
use std::time::Duration;

/// How often the law's clock is looked at.
const CLOCK_PAUSE: Duration = Duration::from_secs(20);
/// How long papers and letters wait when there is nothing to do.
const OUTBOX_PAUSE: Duration = Duration::from_millis(700);
/// How many of each are taken in one round.
const BATCH: u32 = 200;
/// How many papers are made in one round: each takes a part of a second.
const PAPERS: u32 = 8;

/// Starts all workers; they end with the program.
pub fn start(city: &City) {
    keep_going("the clock", CLOCK_PAUSE, city.clone(), |city| {
        let report = city.run_clock(&moment().map_err(|sentence| sentence.to_string())?, BATCH);
        report.map(|report| report.cases).map_err(|problem| problem.to_string())
    });
    keep_going("the press", OUTBOX_PAUSE, city.clone(), |city| {
        if city.may_issue().is_err() {
            return Ok(0);
        }
        let moment = moment().map_err(|sentence| sentence.to_string())?;
        let report = city.issue_papers(&moment, PAPERS).map_err(|problem| problem.to_string())?;
        Ok(u32::from(report != app::papers::IssueReport::default()))
    });
    keep_going("the outbox", OUTBOX_PAUSE, city.clone(), |city| {
        let moment = moment().map_err(|sentence| sentence.to_string())?;
        city.run_outbox(&moment, BATCH).map(|round| round.handled()).map_err(|problem| problem.to_string())
    });
}

/// Runs `round` again and again: at once while it finds work, else after a pause. A fault is told and tried again.
fn keep_going(
    name: &'static str,
    pause: Duration,
    city: City,
    round: impl Fn(&City) -> Result<u32, String> + Send + 'static,
) {
    std::thread::spawn(move || {
        loop {
            let worked = if city.is_filling() { Ok(0) } else { round(&city) };
            match worked {
                Ok(0) => std::thread::sleep(pause),
                Ok(_) => {}
                Err(sentence) => {
                    eprintln!("yimen: {name} stumbled: {sentence}");
                    std::thread::sleep(Duration::from_secs(5));
                }
            }
        }
    });
}
