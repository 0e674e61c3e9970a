//! What works beside the open door: the law's clock, papers, letters and text messages, and the city's upkeep.

use crate::wiring::{Sentence, moment};
use app::City;
use app::log::{Level, log};
use std::time::Duration;

/// The job that sets papers; a node may leave it to others.
const PRESS: &str = "press";
/// How long outgoing work waits when there is nothing to do.
const OUTBOX_PAUSE: Duration = Duration::from_millis(700);
/// How long a job waits after a fault.
const FAULT_PAUSE: Duration = Duration::from_secs(5);
/// How many events are counted in one round: many, because those of one department and day change one row.
const EVENTS_COUNTED: u32 = 2_000;
/// How many of each are taken in one round.
const BATCH: u32 = 200;
/// How many papers are made in one round: each takes a part of a second.
const PAPERS: u32 = 8;

/// What is done again and again.
struct Job {
    name: &'static str,
    /// How long it waits when there is nothing to do.
    pause: Duration,
    /// For how long one node keeps it from the others, whether it works or not; none for what every node does.
    lease: Option<Duration>,
    /// One round; says how many things it did.
    round: fn(&City) -> Result<u64, Sentence>,
}

/// All jobs. A lease runs out before its node asks again, so that one node alone goes on without a gap, and a
/// stopped node is followed by another one within two rounds.
const JOBS: [Job; 9] = [
    Job { name: "clock", pause: Duration::from_secs(20), lease: None, round: clock },
    Job { name: PRESS, pause: OUTBOX_PAUSE, lease: None, round: press },
    Job { name: "outbox", pause: OUTBOX_PAUSE, lease: None, round: outbox },
    // Networks report in minutes; a gateway asked more often would rightly complain.
    Job { name: "reports", pause: Duration::from_secs(20), lease: None, round: reports },
    Job { name: "recount", pause: Duration::from_secs(10), lease: None, round: recount },
    // Whoever reads a table of counts brings it up to date as well.
    Job { name: "counts", pause: Duration::from_secs(15), lease: None, round: counts },
    Job { name: "content", pause: Duration::from_secs(3), lease: None, round: content },
    Job {
        name: "sweep",
        pause: Duration::from_secs(300),
        lease: Some(Duration::from_secs(290)),
        round: sweep,
    },
    Job {
        name: "read-log",
        pause: Duration::from_secs(600),
        lease: Some(Duration::from_secs(590)),
        round: digest,
    },
];

/// Starts all workers, that of the press only where papers are set; they end with the program.
pub fn start(city: &City, with_papers: bool) {
    for job in JOBS.into_iter().filter(|job| with_papers || job.name != PRESS) {
        city.jobs().expect(job.name);
        let city = city.clone();
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(job.once(&city));
            }
        });
    }
}

impl Job {
    /// One round; says how long to wait for the next. A fault is told and tried again.
    fn once(&self, city: &City) -> Duration {
        if city.is_filling() {
            return self.pause.min(FAULT_PAUSE);
        }
        match self.leased(city) {
            Ok(None) => self.pause,
            Ok(Some(handled)) => {
                city.jobs().succeeded(self.name, handled, kernel::Timestamp::now());
                // What had something to do may have more, unless it is held to its hours by a lease.
                if handled == 0 || self.lease.is_some() { self.pause } else { Duration::ZERO }
            }
            Err(sentence) => {
                city.jobs().failed(self.name, kernel::Timestamp::now());
                let cause = sentence.to_string();
                log(Level::Warning, "job", &[("job", self.name), ("cause", &cause)]);
                FAULT_PAUSE
            }
        }
    }

    /// The round under its lease; none if another node does it.
    fn leased(&self, city: &City) -> Result<Option<u64>, Sentence> {
        let Some(long) = self.lease else { return (self.round)(city).map(Some) };
        let Some(lease) = city.ledger().lease(&format!("job/{}", self.name), long)? else { return Ok(None) };
        let done = (self.round)(city);
        if done.is_err() {
            // So that this or another node tries again soon.
            city.ledger().release(&lease)?;
        }
        done.map(Some)
    }
}

fn clock(city: &City) -> Result<u64, Sentence> {
    Ok(u64::from(city.run_clock(&moment()?, BATCH)?.cases))
}

fn press(city: &City) -> Result<u64, Sentence> {
    if city.may_issue().is_err() {
        return Ok(0);
    }
    let issued = city.issue_papers(&moment()?, PAPERS)? != app::papers::IssueReport::default();
    let sealed = city.seal_rehearsed(&moment()?)?;
    Ok(u64::from(issued || 0 < sealed))
}

fn outbox(city: &City) -> Result<u64, Sentence> {
    Ok(u64::from(city.run_outbox(&moment()?, BATCH)?.handled()))
}

fn reports(city: &City) -> Result<u64, Sentence> {
    Ok(u64::from(city.collect_reports(&moment()?)?))
}

fn recount(city: &City) -> Result<u64, Sentence> {
    Ok(u64::from(city.recount_running(&moment()?, BATCH)?))
}

fn counts(city: &City) -> Result<u64, Sentence> {
    Ok(u64::from(city.count_statistics(EVENTS_COUNTED)?))
}

fn content(city: &City) -> Result<u64, Sentence> {
    city.follow_content()?;
    Ok(0)
}

fn sweep(city: &City) -> Result<u64, Sentence> {
    Ok(city.sweep(&moment()?)?.all())
}

fn digest(city: &City) -> Result<u64, Sentence> {
    Ok(city.digest_read_log(&moment()?)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::Place;
    use std::sync::atomic::{AtomicU64, Ordering};

    fn town() -> (tempfile::TempDir, City) {
        let folder = tempfile::tempdir().expect("a folder");
        let place = Place { data: folder.path().to_owned(), database: None };
        let city = crate::wiring::open(&place, "").expect("an empty city");
        (folder, city)
    }

    #[test]
    fn of_two_nodes_one_does_a_leased_job() {
        static ROUNDS: AtomicU64 = AtomicU64::new(0);
        let (folder, one) = town();
        let place = Place { data: folder.path().to_owned(), database: None };
        let other = crate::wiring::open(&place, "").expect("the same city");
        let round = |_: &City| Ok(1 + ROUNDS.fetch_add(1, Ordering::Relaxed));
        let job = Job { name: "sweep", pause: Duration::ZERO, lease: Some(Duration::from_secs(60)), round };
        job.once(&one);
        job.once(&other);
        assert_eq!(ROUNDS.load(Ordering::Relaxed), 1);
        assert!(one.jobs().states().contains_key("sweep") && !other.jobs().states().contains_key("sweep"));
    }

    #[test]
    fn a_job_that_failed_is_seen_and_tried_again_at_once() {
        static TRIES: AtomicU64 = AtomicU64::new(0);
        let (_folder, city) = town();
        let round = |_: &City| match TRIES.fetch_add(1, Ordering::Relaxed) {
            0 => Err("the disk is away".into()),
            _ => Ok(3),
        };
        let job = Job { name: "sweep", pause: Duration::ZERO, lease: Some(Duration::from_secs(60)), round };
        assert_eq!(job.once(&city), FAULT_PAUSE);
        assert!(city.jobs().states()["sweep"].is_failing());
        job.once(&city);
        let state = city.jobs().states()["sweep"];
        assert!(!state.is_failing() && state.failures == 1 && state.handled == 3, "{state:?}");
    }

    #[test]
    fn every_job_has_a_name_of_its_own_and_a_lease_shorter_than_its_pause() {
        for (place, job) in JOBS.iter().enumerate() {
            assert!(JOBS[place + 1..].iter().all(|other| other.name != job.name), "{}", job.name);
            assert!(job.lease.is_none_or(|lease| lease < job.pause), "{}", job.name);
        }
    }
}
