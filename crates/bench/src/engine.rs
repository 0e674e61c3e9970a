//! Six user tasks in sequence: the law's machine alone in memory, then with every step stored.

use crate::Sentence;
use crate::pack::{SIX_STEPS, step_key};
use crate::town::{application, order};
use app::{Action, Caller, City};
use cases::{Accept, Case, GiveOpinion, Official, Verdict};
use identity::{Posting, Role};
use kernel::{AccountId, CaseNumber, Language, Moment, Timestamp};
use std::time::Instant;

/// How many cases walk through in memory.
const IN_MEMORY: usize = 2000;
/// How many with every step stored.
const STORED: usize = 50;

/// What a step costs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Engine {
    /// CPU milliseconds of a step in memory.
    pub in_memory: f64,
    /// Milliseconds of a step that is stored, one after another.
    pub stored: f64,
}

/// Measures both, in this process.
///
/// # Errors
/// A sentence of the storage or of the law.
pub fn measure(city: &City) -> Result<Engine, Sentence> {
    let (case, _) = accepted(city, 1)?;
    let examiner = official(city, Role::Examiner).1;
    let content = city.content();
    let calendar = content.calendars.version(case.calendar()).ok_or("the calendar of the case is there")?;
    let mut copies = vec![case; IN_MEMORY];
    let began = cpu_of_thread();
    for copy in &mut copies {
        for place in 0..6 {
            let decided = copy.decide(opinion(place, examiner.clone()), calendar, Timestamp::now());
            let decided = decided.map_err(|refusal| refusal.to_string())?;
            for event in &decided.events {
                copy.apply(event, decided.at);
            }
        }
    }
    let in_memory = (cpu_of_thread() - began) / (IN_MEMORY * 6) as f64;
    let mut stored = 0.0;
    for place in 0..STORED {
        stored += walk(city, place as u64 + 2)?;
    }
    Ok(Engine { in_memory, stored: stored / (STORED * 6) as f64 })
}

/// Milliseconds of the six stored steps of one case.
fn walk(city: &City, seed: u64) -> Result<f64, Sentence> {
    let (_, number) = accepted(city, seed)?;
    let examiner = official(city, Role::Examiner).0;
    let began = Instant::now();
    for place in 0..6 {
        order(city, &examiner, &number, Action::Examine, &now(seed * 7 + place as u64), |by| {
            opinion(place, by).into()
        })?;
    }
    Ok(began.elapsed().as_secs_f64() * 1000.0)
}

fn opinion(place: usize, by: Official) -> GiveOpinion {
    let opinion = "经审查材料齐全".to_owned();
    GiveOpinion { step: step_key(place), verdict: Verdict::Agree, opinion, with: Vec::new(), by }
}

/// A case of six steps whose first is open.
fn accepted(city: &City, seed: u64) -> Result<(Case, CaseNumber), Sentence> {
    let clerk = official(city, Role::Clerk).0;
    let application = application(seed as usize, SIX_STEPS.into());
    let taken = city.submit(&clerk, &application, &now(seed), |_| None)?;
    let number = taken.case.number().clone();
    order(city, &clerk, &number, Action::Accept, &now(seed), |by| Accept { by }.into())?;
    Ok((city.case_of(&number)?.ok_or("the case was just taken in")?, number))
}

/// A moment with chance of the clock's own, so that no number comes twice in one city.
fn now(seed: u64) -> Moment {
    let now = Timestamp::now();
    Moment::new(now, now.as_microsecond().unsigned_abs() ^ seed.rotate_left(40))
}

fn official(city: &City, role: Role) -> (Caller, Official) {
    let posting = Posting {
        post: "bench.engine".into(),
        role,
        department: crate::pack::department(0).as_str().into(),
        region: city.content().about.region.as_str().into(),
        window: None,
    };
    let account = AccountId(Moment::new(Timestamp::UNIX_EPOCH, role as u64).id());
    let caller =
        Caller { account: Some(account), postings: vec![posting], ..Caller::guest(Language::Chinese) };
    let official = caller.officials().remove(0);
    (caller, official)
}

/// CPU milliseconds of this thread until now.
fn cpu_of_thread() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text.split_whitespace().next().and_then(|word| word.parse::<f64>().ok());
    nanoseconds.unwrap_or(0.0) / 1e6
}
