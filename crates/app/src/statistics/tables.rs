//! The tables of the counts.

use crate::columns::{integer, text};
use ledger::Table;

/// The counts: no person, no case.
pub const COUNTS: Table = Table {
    name: "case_counts",
    columns: &[
        integer("fold"),
        text("department"),
        text("on_day"),
        text("matter"),
        text("channel"),
        integer("received"),
        integer("accepted"),
        integer("supplements"),
        integer("refused"),
        integer("returned"),
        integer("granted"),
        integer("denied"),
        integer("late"),
        integer("breach"),
        integer("timed"),
        integer("days_taken"),
        integer("promised"),
        integer("promised_days"),
        integer("statutory"),
        integer("statutory_days"),
        integer("rated"),
        integer("satisfied"),
        integer("at_once"),
        integer("ahead"),
        integer("law_days"),
        integer("own_days"),
        integer("same_day_owed"),
        integer("same_day_kept"),
        integer("delivered"),
        integer("no_meeting"),
        integer("materials_listed"),
        integer("materials_waived"),
        integer("no_proposed"),
        integer("no_overruled"),
    ],
    key: &["fold", "department", "on_day", "matter", "channel"],
    indexes: &[],
    person: None,
};

/// Up to which event was counted.
pub const COUNTED: Table = Table {
    name: "counted",
    columns: &[text("job"), integer("fold"), integer("seq")],
    key: &["job"],
    indexes: &[],
    person: None,
};

/// What was counted of a case beside its stages, a row each: lengths for the medians, and the way from a rate to its
/// cases. `what` is a code of [`super::Counted`], `length` its working days or hours where it has some.
pub const MARKS: Table = Table {
    name: "case_marks",
    columns: &[
        text("number"),
        text("what"),
        integer("at"),
        text("department"),
        text("matter"),
        text("channel"),
        text("on_day"),
        integer("length"),
    ],
    key: &["number", "what", "at"],
    indexes: &[&["department", "what", "at DESC"]],
    person: None,
};

/// What members of staff did, a row each; `hours` is the length of an examination.
pub const ACTS: Table = Table {
    name: "case_acts",
    columns: &[
        text("number"),
        integer("position"),
        text("act"),
        integer("at"),
        text("unit"),
        text("role"),
        text("account"),
        text("at_window"),
        integer("hours"),
    ],
    key: &["number", "position"],
    indexes: &[&["unit", "at DESC"]],
    person: None,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Measure;

    #[test]
    fn every_measure_has_its_column() {
        let columns: Vec<_> = COUNTS.columns.iter().skip(5).map(|column| column.name).collect();
        assert_eq!(columns, Measure::ALL.map(Measure::code));
    }
}
