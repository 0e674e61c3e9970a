//! The simulated city: citizens and staff live through the same use cases as real ones.
//!
//! Life is a function of seed, end and pack: the same three give the same events in type, order, time and
//! content. Secrets (passwords, keys, salts) come from the system and are no part of it.

mod accounts;
mod after;
mod answers;
mod handed_in;
mod life;
mod lived;
mod people;
mod plan;
mod staff;
mod story;
mod turns;

pub use accounts::{DemoAccounts, FILE as ACCOUNTS_FILE, open_accounts};
pub use life::live;
pub use lived::Lived;
pub use plan::Plan;

/// A sentence that says what went wrong.
pub type Sentence = Box<dyn std::error::Error + Send + Sync>;
