//! Folding and deciding stay cheap: a wide net against accidents, not a bench.

use crate::desk::*;
use cases::*;
use std::time::Instant;

#[test]
fn folding_thirty_events_and_deciding_stay_far_below_a_millisecond() {
    let mut story = Story::accepted();
    for _ in 0..13 {
        story.does(ClaimStep { step: "read".into(), by: examiner() });
        story.does(ReleaseStep { step: "read".into(), by: examiner() });
    }
    story.does(agree("read", examiner()));
    let rounds = 500;
    let began = Instant::now();
    for _ in 0..rounds {
        std::hint::black_box(Case::fold(&story.log).expect("it folds"));
    }
    let fold = began.elapsed() / rounds;
    let began = Instant::now();
    for _ in 0..rounds {
        std::hint::black_box(story.case.decide(grant(), &CALENDAR, story.now).expect("granted"));
    }
    let decide = began.elapsed() / rounds;
    println!("fold of {} events {fold:?}, decide {decide:?}", story.log.len());
    // Unoptimised and on a busy machine; optimised it is a few microseconds.
    assert!(fold.as_micros() < 2_000 && decide.as_micros() < 2_000, "{fold:?} {decide:?}");
}
