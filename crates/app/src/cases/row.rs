//! A case as lists show it, masked, and how its row is read.

use kernel::Timestamp;
use ledger::Row;

/// A case in a list: masked.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseRow {
    /// Its number.
    pub number: String,
    /// The matter's code.
    pub matter: String,
    /// The matter's name at that time.
    pub matter_name: String,
    /// The acting body.
    pub department: String,
    /// The channel's code.
    pub channel: String,
    /// The applicant's masked name; an organisation's whole.
    pub applicant: String,
    /// The status code of the domain.
    pub status: String,
    /// The outcome's code, once there is one.
    pub outcome: Option<String>,
    /// The kind of a proposed no that waits.
    pub proposal: Option<String>,
    /// When it was received.
    pub received_at: Option<Timestamp>,
    /// When the next thing is due; none while the clock stands still or the case is over.
    pub due_at: Option<Timestamp>,
    /// When it turns yellow.
    pub yellow_at: Option<Timestamp>,
    /// When the promise ends.
    pub promised_at: Option<Timestamp>,
    /// When the law's time ends.
    pub legal_at: Option<Timestamp>,
    /// Whether the date is provisional (暂定).
    pub provisional: bool,
    /// Whether the clock stands still.
    pub suspended: bool,
    /// Whether a proposed no was not answered in time.
    pub escalated: bool,
    /// When it was over.
    pub closed_at: Option<Timestamp>,
}

/// The colour of electronic supervision (电子监察).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueColour {
    /// Over, or nothing due.
    None,
    /// The clock stands still.
    Grey,
    /// In time.
    Green,
    /// Near the end (预警).
    Yellow,
    /// Past the promise (黄牌 in some places; red here).
    Red,
    /// Past the law (红牌).
    Breach,
}

impl CaseRow {
    /// The colour at `now`.
    pub fn colour(&self, now: Timestamp) -> DueColour {
        let past = |at: Option<Timestamp>| at.is_some_and(|at| at < now);
        if self.closed_at.is_some() {
            DueColour::None
        } else if self.suspended {
            DueColour::Grey
        } else if past(self.legal_at) {
            DueColour::Breach
        } else if past(self.due_at) || self.escalated {
            DueColour::Red
        } else if past(self.yellow_at) {
            DueColour::Yellow
        } else if self.due_at.is_some() {
            DueColour::Green
        } else {
            DueColour::None
        }
    }
}

/// An open step in a worklist.
#[derive(Clone, Debug, PartialEq)]
pub struct StepRow {
    /// The step's key.
    pub step: String,
    /// Who took it in hand.
    pub claimed_by: Option<String>,
    /// When the step is due.
    pub step_due: Option<Timestamp>,
    /// The case.
    pub case: CaseRow,
}

/// The columns of a case in a list, in the order in which [`case_row`] reads them.
pub(super) const LISTED: &[&str] = &[
    "number",
    "matter",
    "matter_name",
    "department",
    "channel",
    "applicant",
    "status",
    "outcome",
    "proposal",
    "received_at",
    "due_at",
    "yellow_at",
    "promised_at",
    "legal_at",
    "provisional",
    "suspended",
    "escalated",
    "closed_at",
];

pub(crate) fn case_row(row: &Row) -> CaseRow {
    CaseRow {
        number: row.text(0).to_owned(),
        matter: row.text(1).to_owned(),
        matter_name: row.text(2).to_owned(),
        department: row.text(3).to_owned(),
        channel: row.text(4).to_owned(),
        applicant: row.text(5).to_owned(),
        status: row.text(6).to_owned(),
        outcome: row.maybe_text(7).map(str::to_owned),
        proposal: row.maybe_text(8).map(str::to_owned),
        received_at: row.maybe_time(9),
        due_at: row.maybe_time(10),
        yellow_at: row.maybe_time(11),
        promised_at: row.maybe_time(12),
        legal_at: row.maybe_time(13),
        provisional: row.integer(14) == 1,
        suspended: row.integer(15) == 1,
        escalated: row.integer(16) == 1,
        closed_at: row.maybe_time(17),
    }
}

pub(super) fn step_row(row: &Row) -> StepRow {
    StepRow {
        case: case_row(row),
        step: row.text(18).to_owned(),
        claimed_by: row.maybe_text(19).map(str::to_owned),
        step_due: row.maybe_time(20),
    }
}
