//! YAML with positions: parsed into a tree, decoded into types with every error named, and written readably.

mod decode;
mod fault;
mod hole;
mod node;
mod parse;
mod write;

pub use decode::decode;
pub use node::{Content, Key, Node};
pub use parse::{LIMITS, Limits, parse};
pub use write::{to_node, write};

#[cfg(test)]
mod tests;
