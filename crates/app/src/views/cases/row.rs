//! One case in the tables of the view: its row, who takes part, its open steps, what the applicant was told.

use crate::desk::sees_department;
use ::cases::{Dues, Opened as OpenedStep};
use catalogue::PostRole;
use kernel::Timestamp;
use ledger::{RowChange, Value};

/// The role of the one row of `participants` for all posts of a department that see every case of it. It comes before
/// the code of any role in the order of keys.
pub const EVERY_POST: &str = "*";

/// The rows of one case that an event changes.
pub(super) struct Row<'a> {
    /// The number of the case.
    pub number: &'a str,
    /// When it happened.
    pub at: Timestamp,
    /// What is changed so far.
    pub changes: &'a mut Vec<RowChange>,
}

impl Row<'_> {
    /// Sets columns of its row.
    pub fn set(&mut self, set: Vec<(&'static str, Value)>) {
        let key = vec![("number", self.number.into())];
        self.changes.push(RowChange::Set { table: "cases", key, set });
    }

    /// Sets its status and further columns.
    pub fn status(&mut self, status: &str, mut more: Vec<(&'static str, Value)>) {
        more.push(("status", status.into()));
        self.set(more);
    }

    /// Sets its dates.
    pub fn dues(&mut self, dues: &Dues) {
        self.set(due_columns(dues));
    }

    /// A unit or person that takes part from the start.
    pub fn takes_part(&mut self, unit: &str, role: &str) {
        let set = vec![("received_at", self.at.into())];
        self.changes.push(RowChange::Put { table: "participants", key: self.seat(unit, role), set });
    }

    fn seat(&self, unit: &str, role: &str) -> Vec<(&'static str, Value)> {
        vec![("number", self.number.into()), ("unit", unit.into()), ("role", role.into())]
    }

    /// A unit from elsewhere that works on the case while it is open.
    pub fn sits(&mut self, unit: &str, role: &str) {
        let (key, set) = (self.seat(unit, role), vec![("at", self.at.into())]);
        self.changes.push(RowChange::Put { table: "open_seats", key, set });
    }

    /// Nobody from elsewhere works on it any more.
    pub fn leave_seats(&mut self) {
        let key = vec![("number", self.number.into())];
        self.changes.push(RowChange::Remove { table: "open_seats", key });
    }

    /// A post that sees the case from now on, if its whole department does not already.
    pub fn joins(&mut self, unit: &str, role: PostRole) {
        let (table, set) = ("participants", vec![("received_at", self.at.into())]);
        let key = self.seat(unit, role.code());
        self.changes.push(match sees_department(role) {
            true => RowChange::PutUnless { table, key, set, other: self.seat(unit, EVERY_POST) },
            false => RowChange::Put { table, key, set },
        });
        self.sits(unit, role.code());
    }

    /// Steps that open, each with the unit in which it waits.
    pub fn open_steps(&mut self, steps: &[OpenedStep]) {
        for step in steps {
            let key = vec![("number", self.number.into()), ("step", step.step.as_str().into())];
            let set = vec![
                ("unit", step.unit.as_str().into()),
                ("role", step.role.code().into()),
                ("claimed_by", Value::Null),
                ("opened_at", self.at.into()),
                ("due_at", Value::maybe(step.due.map(|due| due.at))),
            ];
            self.changes.push(RowChange::Put { table: "open_steps", key, set });
            // A case that waits in a unit is seen by that unit from now on.
            self.joins(step.unit.as_str(), step.role);
        }
    }

    /// A step that is done or undone.
    pub fn close_step(&mut self, step: &str) {
        let key = vec![("number", self.number.into()), ("step", step.into())];
        self.changes.push(RowChange::Remove { table: "open_steps", key });
    }

    /// No step is open any more.
    pub fn close_steps(&mut self) {
        let key = vec![("number", self.number.into())];
        self.changes.push(RowChange::Remove { table: "open_steps", key });
    }

    /// What the applicant was told after an event.
    pub fn told(&mut self, position: u64, occasion: &str) {
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        let key = vec![("number", self.number.into()), ("position", position.into())];
        let set = vec![("occasion", occasion.into()), ("at", self.at.into())];
        self.changes.push(RowChange::Put { table: "inbox", key, set });
    }

    /// The case is over without a result.
    pub fn over(&mut self, status: &str, outcome: &str) {
        self.close_steps();
        self.leave_seats();
        let set = vec![
            ("outcome", outcome.into()),
            ("closed_at", self.at.into()),
            ("due_at", Value::Null),
            ("proposal", Value::Null),
            ("escalated", 0_i64.into()),
            ("suspended", 0_i64.into()),
        ];
        self.status(status, set);
    }
}

/// The dates of a case as columns of its row.
pub(super) fn due_columns(dues: &Dues) -> Vec<(&'static str, Value)> {
    let time = |due: Option<::cases::DueDate>| Value::maybe(due.map(|due| due.at));
    let provisional = dues.first().is_some_and(|due| due.provisional);
    vec![
        ("due_at", if dues.suspended { Value::Null } else { time(dues.first()) }),
        ("promised_at", time(dues.promised)),
        ("legal_at", time(dues.legal)),
        ("yellow_at", Value::maybe(dues.yellow_after)),
        ("provisional", provisional.into()),
        ("suspended", dues.suspended.into()),
    ]
}
