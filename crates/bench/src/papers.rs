//! The memory of a server that sets papers: it must not grow with every paper.

use crate::Sentence;
use crate::counted::rows_of;
use crate::run::{Plan, serve};
use std::time::{Duration, Instant};

/// How long is waited for one more paper.
const PATIENCE: Duration = Duration::from_secs(30);

/// Memory at a point of the way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighed {
    /// Papers set by this server so far.
    pub papers: i64,
    /// Megabytes of the server (PSS).
    pub memory: f64,
    /// Seconds since its start.
    pub seconds: f64,
}

/// Starts a server that sets the papers which the submissions of this run left, and weighs it before the first,
/// after the hundredth and after the last of `many`; less far if fewer papers wait.
///
/// # Errors
/// If the server cannot be started or the store cannot be read.
pub fn weigh(plan: &Plan, many: i64) -> Result<Vec<Weighed>, Sentence> {
    let count = || rows_of("documents", &plan.folder, plan.database.as_deref());
    let before = count()?;
    let server = serve(plan, None, true)?;
    let began = Instant::now();
    let weighed =
        |papers| Weighed { papers, memory: server.memory(), seconds: began.elapsed().as_secs_f64() };
    let mut all = vec![weighed(0)];
    let mut marks = vec![many, many.min(100)];
    marks.dedup();
    let (mut last, mut moved) = (0, Instant::now());
    while let Some(mark) = marks.last().copied()
        && moved.elapsed() < PATIENCE
    {
        std::thread::sleep(Duration::from_millis(200));
        let papers = count()? - before;
        if last < papers {
            (last, moved) = (papers, Instant::now());
        }
        if mark <= papers {
            all.push(weighed(papers));
            marks.pop();
        }
    }
    Ok(all)
}
