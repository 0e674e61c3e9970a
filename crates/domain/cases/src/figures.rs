//! Figures over cases (办件统计, practice.md 25): what is counted of each, and the rates over the counts.
//!
//! Everything here is a function of rows: a rate is [`kernel::Ratio`], two integers that are rounded only where they
//! are shown, and where nothing was counted there is no rate. No figure of a report is written down anywhere.

mod acts; // what members of staff do
mod facts; // what one case shows
mod lengths; // how long something took
mod measure; // what is counted
mod tally; // counts, and the rates over them

pub use acts::{Act, act_of, step_hours};
pub use facts::{DecisionFacts, DeliveryFacts, Ends};
pub use lengths::{Lengths, tenths};
pub use measure::Measure;
pub use tally::Tally;

#[cfg(test)]
mod tests;
