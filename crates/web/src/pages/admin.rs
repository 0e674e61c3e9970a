//! Pages of the administration.

pub mod parts;
