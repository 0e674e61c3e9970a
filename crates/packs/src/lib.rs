//! Reads, checks and writes a city's content: a folder of files that people can read, diff and check.
mod problem;
mod yaml;
pub use problem::{Grade, Problem, Report, Spot};
