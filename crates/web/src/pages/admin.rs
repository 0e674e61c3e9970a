//! Pages of the administration.

pub mod parts;
pub mod sheet;
