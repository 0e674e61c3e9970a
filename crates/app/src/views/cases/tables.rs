//! The tables of the view of cases.

use crate::columns::{integer, personal, text, words};
use ledger::Table;

/// One row a case.
pub const CASES: Table = Table {
    name: "cases",
    columns: &[
        text("number"),
        text("matter"),
        text("matter_name"),
        text("regime"),
        text("department"),
        text("acceptance"),
        text("channel"),
        text("unit"),
        text("person"),
        personal("applicant"),
        text("party"),
        text("status"),
        text("outcome"),
        text("proposal"),
        integer("received_at"),
        integer("accepted_at"),
        integer("decided_at"),
        integer("delivered_at"),
        integer("closed_at"),
        integer("due_at"),
        integer("promised_at"),
        integer("legal_at"),
        integer("yellow_at"),
        integer("provisional"),
        integer("suspended"),
        integer("escalated"),
        integer("supplements"),
        integer("stars"),
        words("words"),
    ],
    key: &["number"],
    indexes: &[
        &["department", "received_at DESC"],
        &["person", "received_at DESC"],
        &["department", "closed_at", "due_at"],
        &["decided_at"],
        &["received_at"],
    ],
    person: Some("person"),
};

/// Who takes part in a case: units with a role, and persons as `person:ID`. All posts of the case's own department that
/// see every case of it are the one row with the role `*`, so that a desk finds the few cases from elsewhere beside them.
pub const PARTICIPANTS: Table = Table {
    name: "participants",
    columns: &[text("number"), text("unit"), text("role"), integer("received_at")],
    key: &["number", "unit", "role"],
    indexes: &[&["unit", "role", "received_at DESC", "number"]],
    person: None,
};

/// Who from elsewhere takes part in a case that is still open, so that what waits is found among the open cases only.
/// Posts that see all cases of their department find those by the department.
pub const OPEN_SEATS: Table = Table {
    name: "open_seats",
    columns: &[text("number"), text("unit"), text("role"), integer("at")],
    key: &["number", "unit", "role"],
    indexes: &[&["unit", "role"]],
    person: None,
};

/// Open steps of examination: the work of the back office.
pub const OPEN_STEPS: Table = Table {
    name: "open_steps",
    columns: &[
        text("number"),
        text("step"),
        text("unit"),
        text("role"),
        text("claimed_by"),
        integer("opened_at"),
        integer("due_at"),
    ],
    key: &["number", "step"],
    indexes: &[&["unit", "role", "due_at"], &["claimed_by", "due_at"]],
    person: None,
};

/// What an applicant was told; the text is made from occasion and case when it is read.
pub const INBOX: Table = Table {
    name: "inbox",
    columns: &[text("number"), integer("position"), text("occasion"), integer("at")],
    key: &["number", "position"],
    indexes: &[&["at"]],
    person: None,
};

/// The public register of signed commitments (CASE-06, CRED-02).
pub const COMMITMENTS: Table = Table {
    name: "commitments",
    columns: &[
        text("number"),
        text("material"),
        text("matter"),
        text("person"),
        text("party"),
        integer("signed_at"),
        text("finding"),
        integer("checked_at"),
    ],
    key: &["number", "material"],
    indexes: &[&["signed_at DESC"]],
    person: None,
};
