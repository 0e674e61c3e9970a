//! The view of matters as the catalogue's people see them.

use super::read;
use crate::columns::{integer, text};
use catalogue::MatterEvent;
use ledger::{Opened, RowChange, Table, Value, View};

/// One row for each matter.
pub const MATTERS: Table = Table {
    name: "matters",
    columns: &[
        text("code"),
        text("name"),
        text("department"),
        integer("version"),
        integer("since"),
        integer("draft"),
        text("draft_stage"),
        integer("withdrawn"),
    ],
    key: &["code"],
    indexes: &[],
    person: None,
};

/// The fold of matters.
pub struct MatterList;

impl View for MatterList {
    fn name(&self) -> &'static str {
        "matter_list"
    }

    fn version(&self) -> u32 {
        1
    }

    fn tables(&self) -> &'static [Table] {
        &[MATTERS]
    }

    fn fold(&self, opened: &Opened, changes: &mut Vec<RowChange>) {
        if opened.stream.kind() != "matter" {
            return;
        }
        let Some(event) = read::<MatterEvent>(opened) else { return };
        let key = vec![("code", opened.stream.key().into())];
        let set = match event {
            MatterEvent::Drafted { version, matter, .. } => {
                let mut set = vec![("draft", i64::from(version).into()), ("draft_stage", "draft".into())];
                if version == 1 {
                    set.push(("name", matter.name.chinese.into()));
                    set.push(("department", matter.department.0.into()));
                    set.push(("version", 0_i64.into()));
                    set.push(("withdrawn", 0_i64.into()));
                }
                set
            }
            MatterEvent::Reviewed { .. } => vec![("draft_stage", "reviewed".into())],
            MatterEvent::SentBack { .. } => vec![("draft_stage", "sent-back".into())],
            MatterEvent::Published { version, .. } => vec![
                ("version", i64::from(version).into()),
                ("since", opened.at.into()),
                ("draft", 0_i64.into()),
                ("draft_stage", Value::Null),
                ("withdrawn", 0_i64.into()),
            ],
            MatterEvent::Withdrawn { .. } => vec![("withdrawn", 1_i64.into())],
        };
        changes.push(RowChange::Put { table: "matters", key, set });
    }
}
