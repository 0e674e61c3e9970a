//! Matters: found by people in their own words, kept by the catalogue's people in versions.

mod begin;
mod keep;
mod read;
mod search;
mod standard;
mod text;

pub use begin::{Beginning, BeginningRefusal};
pub use keep::{MatterChange, PublicationEffect};
pub(crate) use read::published;
pub use read::{MatterRow, Resolved, matter_stream};
pub use search::{Found, Index};
pub use standard::StandardBreach;
pub use text::{MatterText, TextFault, TextPart};
