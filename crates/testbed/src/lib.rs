//! What tests of several rooms stand on: a store of their own on SQLite or PostgreSQL, the pack of the demo city,
//! a small licence to apply for, and citizen numbers that fit. No program ships it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod content;
mod missing;
mod papers;
mod store;

pub use content::{citizen_number, pack, small_licence};
pub use missing::missing;
pub use papers::small_pdf;
pub use store::{Database, Kept, Store, on_sqlite};
