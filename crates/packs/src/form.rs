//! Forms as JSON Schema (2020-12, a fixed subset) with layout hints under `x-yimen`, read from and written to YAML.

mod layout;
mod read;
mod schema;
mod write;

pub use read::read_form;
pub use write::{form_schema, write_form};

#[cfg(test)]
mod tests;
