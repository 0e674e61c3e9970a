//! `yimen bench`: how much the city costs, beside what the bare store and the bare web server cost in the same run.
//!
//! [`town`] makes the city of the bench through the use cases, [`client`] asks the real server over HTTP,
//! [`floor`] is the same work without any application, [`run`] asks both in turn, [`survival`] kills the server after an
//! answer, [`papers`] weighs it while it sets papers, [`report`] writes what came out.

pub mod client;
pub mod counted;
pub mod engine;
pub mod floor;
pub mod operations;
pub mod pack;
pub mod papers;
pub mod processes;
pub mod report;
pub mod run;
pub mod survival;
pub mod town;

/// A sentence that says what went wrong.
pub type Sentence = Box<dyn std::error::Error + Send + Sync>;
