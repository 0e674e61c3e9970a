//! Reads, checks and writes a city's content: a folder of files that people can read, diff and check.
//!
//! Main types: [`Pack`] is the content, typed; [`load`] reads a folder into it; [`Report`] holds every problem with
//! file, line and what to do; [`Entry`] is one entry with the hash of its content, as the ledger takes it in;
//! [`PackFiles`] are the files in memory.
//!
//! Invariants: a pack with an error is never loaded; no path leaves the folder; what is written reads back the same.

mod check;
mod entry;
mod files;
pub mod form;
pub mod markdown;
mod pack;
pub mod part;
mod problem;
mod read;
mod write;
pub mod xlsx;
pub mod yaml;

pub use entry::{Entry, EntryFault, EntryKind, content_hash};
pub use files::{PackFiles, is_inside};
pub use pack::{Brand, CalendarFiles, Manifest, MessageText, Pack, ShortMessage, Synonym};
pub use problem::{Grade, Problem, Report, Spot};
pub use read::{check, load, load_files};
pub use write::files;
