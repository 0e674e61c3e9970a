//! Tables of what was done (办件统计, practice.md 25): counts by day, department, matter and channel, folded from
//! the events behind the door, so that a table is quick however many cases there are; and the way from a number to
//! the cases behind it.

mod cases;
mod count;
mod marks;
mod matters;
mod question;
mod scope;
mod sheet;
mod tables;
mod work;

pub use ::cases::figures::{Act, Lengths, Measure, Tally};
pub use cases::{Counted, CountedPlace};
pub use matters::CatalogueReport;
pub use question::{Grouping, Lasting, Statistics, StatisticsQuestion, StatisticsRow, StepOfTime};
pub use sheet::{SheetCell, table_workbook};
pub(crate) use tables::{ACTS, COUNTED, COUNTS, MARKS};
pub use work::{Work as StaffWork, WorkBy, WorkQuestion, WorkRow};
