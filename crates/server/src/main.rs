//! The program `yimen`.
fn main() {}
