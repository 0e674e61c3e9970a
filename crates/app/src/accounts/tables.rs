//! Tables of logging in. They hold secrets as hashes and are not folded from events:
//! a password or a session is no fact that anybody has to prove later.

use crate::columns::{integer, text};
use ledger::Table;

/// How an account logs in with a password.
pub const LOGINS: Table = Table {
    name: "logins",
    columns: &[text("login"), text("account"), text("password"), integer("failures"), integer("failed_at")],
    key: &["login"],
    indexes: &[&["account"]],
    person: None,
};

/// Running sessions, by the hash of their secret.
pub const SESSIONS: Table = Table {
    name: "sessions",
    columns: &[
        text("id"),
        text("account"),
        text("assurance"),
        text("acting_for"),
        text("csrf"),
        text("language"),
        integer("proved_at"),
        integer("created_at"),
        integer("expires_at"),
    ],
    key: &["id"],
    indexes: &[&["account"], &["expires_at"]],
    person: None,
};

/// One-time codes on their way to a person, by account and purpose.
pub const CODES: Table = Table {
    name: "one_time_codes",
    columns: &[text("account"), text("purpose"), text("code"), integer("tries"), integer("expires_at")],
    key: &["account", "purpose"],
    indexes: &[],
    person: None,
};

/// Tokens of programs, by the hash of their secret.
pub const TOKENS: Table = Table {
    name: "tokens",
    columns: &[
        text("id"),
        text("account"),
        text("name"),
        text("scopes"),
        integer("created_at"),
        integer("expires_at"),
        integer("revoked_at"),
    ],
    key: &["id"],
    indexes: &[&["account"]],
    person: None,
};

/// Logins by other institutions: subject at the provider to account.
pub const OUTSIDE_LOGINS: Table = Table {
    name: "outside_logins",
    columns: &[text("provider"), text("subject"), text("account")],
    key: &["provider", "subject"],
    indexes: &[&["account"]],
    person: None,
};

/// Passkeys of staff: public keys, by the id that the device gave them.
pub const PASSKEYS: Table = Table {
    name: "passkeys",
    columns: &[
        text("id"),
        text("account"),
        text("name"),
        text("record"),
        integer("created_at"),
        integer("used_at"),
    ],
    key: &["id"],
    indexes: &[&["account"]],
    person: None,
};

/// What an outside login or the making of a passkey keeps between leaving and coming back, by the hash of its state.
pub const PENDING_LOGINS: Table = Table {
    name: "pending_logins",
    columns: &[text("state"), text("provider"), text("kept"), integer("expires_at")],
    key: &["state"],
    indexes: &[&["expires_at"]],
    person: None,
};
