//! The law of a case, told in tests: each rule, each refusal, each promise in its own words.

mod desk;
mod orders;
mod lives;

mod intake;
mod notice;
mod acceptance;
mod examination;
mod special;
mod negative;
mod decision;
mod delivery;
mod gap;
mod commitment;
mod clocks;
mod mirror;
mod regimes;
mod difficulty;
mod rating;
mod screens;
mod journeys;
mod properties;
mod recorded;
mod refusals;
mod speed;
