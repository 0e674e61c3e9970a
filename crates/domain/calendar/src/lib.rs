//! All limits of the law: working days, office hours, holidays and make-up days, due dates, pauses,
//! extensions, warning colours, and for every date the reason why it is this one.
//!
//! Main types: [`Calendar`] (the days), [`Limit`] and [`Clock`] (what runs), [`Due`] with its
//! [`Explanation`] (when it ends and why), [`WarningRule`] (which colour it shows),
//! [`RegionCalendars`] (which region counts by which calendar).
//!
//! Invariants: a date is never moved silently; a year without a table is a refusal, not a row of working
//! days; a year not yet announced gives dates marked as provisional; the same clock and the same calendar
//! version give the same date for ever; nothing here reads a clock or a file.

mod clock;
mod course;
mod days;
mod due;
mod explanation;
mod hours;
mod limit;
mod output;
mod progress;
mod refusal;
mod regions;
mod revision;
mod rules;
mod warning;
mod words;
mod year;

pub use clock::{Begins, Clock, Extension, Pause};
pub use days::{
    Calendar, CalendarIndex, CalendarVersion, Day, DayKind, OffReason, Receipt, Shift, WorkReason,
};
pub use due::Due;
pub use explanation::{Explanation, Message, Step};
pub use hours::{OfficeHours, Session};
pub use limit::{Limit, LimitText};
pub use output::{CSV_HEADER, CsvRow, csv, csv_rows, due_text, read_start};
pub use progress::{Lapse, Remaining};
pub use refusal::{AbsentYear, CalendarRefusal, NoCalendar, RecomputeRefusal, StartText};
pub use regions::RegionCalendars;
pub use revision::{Moved, Notice, preview};
pub use rules::{CountingRules, DueAt};
pub use warning::{Colour, Thresholds, WarningRule, Watch};
pub use year::{MakeUpDay, OffRange, YearStatus, YearTable};
