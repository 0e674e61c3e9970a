//! Tables of what was done (办件统计, practice.md 25): counts by day, department, matter and channel, folded from
//! the events behind the door, so that a table is quick however many cases there are; and the way from a number to
//! the cases behind it.

mod cases;
mod count;
mod question;
mod scope;
mod sheet;
mod tally;

pub use cases::{Counted, CountedPlace};
pub(crate) use count::{COUNTED, COUNTS};
pub use question::{Grouping, Statistics, StatisticsQuestion, StatisticsRow, StepOfTime};
pub use sheet::{SheetCell, table_workbook};
pub use tally::{Measure, Tally};
