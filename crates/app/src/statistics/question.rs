//! What a table is asked for, and its answer.

use super::marks::TIMED;
use super::tables::COUNTS;
use super::{Counted, Lengths, Measure, Tally};
use crate::{Caller, City, Problem};
use kernel::{Date, DepartmentId, RegionCode, Timestamp};
use ledger::{Row, Value};
use std::collections::BTreeMap;

/// The steps of time of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepOfTime {
    /// 日报.
    Day,
    /// 月报.
    #[default]
    Month,
    /// 年报.
    Year,
}

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// Steps of time.
    #[default]
    Time,
    /// Departments.
    Department,
    /// Regions of the departments.
    Region,
    /// Matters.
    Matter,
    /// Channels of receipt.
    Channel,
}

/// A question to the counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatisticsQuestion {
    /// The first day.
    pub from: Date,
    /// The last day, with it.
    pub to: Date,
    /// The steps of time.
    pub step: StepOfTime,
    /// The rows.
    pub rows: Grouping,
    /// Only this department.
    pub department: Option<DepartmentId>,
    /// Only departments of this region.
    pub region: Option<RegionCode>,
    /// Only this matter.
    pub matter: Option<String>,
    /// Only this channel.
    pub channel: Option<String>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatisticsRow {
    /// A day `2026-11-22`, a month `2026-11`, a year `2026`, or the code of what the rows are.
    pub key: String,
    /// Its counts.
    pub tally: Tally,
    /// Its lengths.
    pub lasting: Lasting,
}

/// How long the counted cases took.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lasting {
    /// From acceptance to decision, in working days, pauses left out.
    pub decision: Lengths,
    /// From decision to delivery, in hours (CASE-17).
    pub delivery: Lengths,
}

impl Lasting {
    fn take(&mut self, other: &Lasting) {
        self.decision.take(&other.decision);
        self.delivery.take(&other.delivery);
    }
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// The rows; time in its order, everything else the most received first.
    pub rows: Vec<StatisticsRow>,
    /// The course over time, for a picture.
    pub course: Vec<StatisticsRow>,
    /// All rows together.
    pub sum: Tally,
    /// The lengths of all rows together.
    pub lasting: Lasting,
    /// Whether everything that happened is counted by now; else the last minutes are still being counted.
    pub complete: bool,
}

/// How many batches a reader counts before she is answered, and how large they are.
const READ_BATCHES: u32 = 8;
const BATCH: u32 = 500;

impl Statistics {
    /// All rows together as a row of its own.
    pub fn total(&self) -> StatisticsRow {
        StatisticsRow { key: String::new(), tally: self.sum, lasting: self.lasting.clone() }
    }
}

impl StepOfTime {
    /// The step in which a day `2026-11-22` lies.
    pub fn of(self, day: &str) -> &str {
        day.get(..usize::from(self.letters())).unwrap_or(day)
    }

    /// How many letters of a day name its step.
    const fn letters(self) -> u8 {
        match self {
            StepOfTime::Day => 10,
            StepOfTime::Month => 7,
            StepOfTime::Year => 4,
        }
    }

    /// The first and the last day of a step such as `2026-11`; none for other words.
    pub fn span(key: &str) -> Option<(Date, Date)> {
        let whole = |rest: &str| format!("{key}{rest}").parse::<Date>().ok();
        match key.len() {
            10 => whole("").map(|day| (day, day)),
            7 => whole("-01").map(|first| (first, first.last_of_month())),
            4 => Some((whole("-01-01")?, whole("-12-31")?)),
            _ => None,
        }
    }
}

impl City {
    /// A table of the departments whose counts the caller may see: her own and those below them.
    /// The read is logged with the number of rows.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without a post that reads boards.
    pub fn statistics(
        &self,
        caller: &Caller,
        question: &StatisticsQuestion,
        now: Timestamp,
    ) -> Result<Statistics, Problem> {
        let departments = self.statistics_scope(caller, question)?;
        self.catch_up()?;
        let (mut course, mut rows) = (Rows::default(), Rows::default());
        for department in &departments {
            let days = self.tallies("day", question, department)?;
            let steps = self.lasting("day", question, department)?;
            for (step, tally, lasting) in join(days, steps, |day| question.step.of(day).to_owned()) {
                match question.rows {
                    Grouping::Department => rows.add(department.0.clone(), &tally, &lasting),
                    Grouping::Region => rows.add(self.region_of(department), &tally, &lasting),
                    _ => {}
                }
                course.add(step, &tally, &lasting);
            }
            let by = match question.rows {
                Grouping::Matter => "matter",
                Grouping::Channel => "channel",
                _ => continue,
            };
            let (counts, lengths) =
                (self.tallies(by, question, department)?, self.lasting(by, question, department)?);
            for (key, tally, lasting) in join(counts, lengths, str::to_owned) {
                rows.add(key, &tally, &lasting);
            }
        }
        let statistics = answer(course, rows, question.rows, self.all_counted()?);
        self.log_list(caller, "statistics", statistics.rows.len(), now)?;
        Ok(statistics)
    }

    /// Counts what happened since the job last did, so that a reader sees what she has just done; not for ever.
    pub(super) fn catch_up(&self) -> Result<(), Problem> {
        for _ in 0..READ_BATCHES {
            if self.count_statistics(BATCH)? == 0 {
                break;
            }
        }
        Ok(())
    }

    fn tallies(
        &self,
        by: &str,
        question: &StatisticsQuestion,
        department: &DepartmentId,
    ) -> Result<Vec<(String, Tally)>, Problem> {
        let values = [
            super::count::FOLD.into(),
            department.as_str().into(),
            question.from.to_string().into(),
            question.to.to_string().into(),
            Value::maybe(question.matter.clone()),
            Value::maybe(question.channel.clone()),
            by.into(),
        ];
        debug_assert_eq!(COUNTS.columns.len(), Measure::ALL.len() + 5);
        Ok(self.ledger().query(include_str!("by.sql"), &values)?.iter().map(tally_of).collect())
    }

    fn lasting(
        &self,
        by: &str,
        question: &StatisticsQuestion,
        department: &DepartmentId,
    ) -> Result<Vec<(String, Lasting)>, Problem> {
        let content = self.content();
        let last = question.to.tomorrow().unwrap_or(question.to);
        let mut lasting = BTreeMap::<String, Lasting>::new();
        for what in [TIMED, Counted::Delivered.code()] {
            let values = [
                department.as_str().into(),
                content.begins(question.from).into(),
                content.begins(last).into(),
                Value::maybe(question.matter.clone()),
                Value::maybe(question.channel.clone()),
                by.into(),
                i64::from(question.step.letters()).into(),
                what.into(),
            ];
            for row in self.ledger().query(include_str!("lengths.sql"), &values)? {
                let one = lasting.entry(row.text(0).to_owned()).or_default();
                let lengths = if what == TIMED { &mut one.decision } else { &mut one.delivery };
                lengths.add(u32::try_from(row.integer(1)).unwrap_or(0), row.integer(2).unsigned_abs());
            }
        }
        Ok(lasting.into_iter().collect())
    }

    pub(super) fn region_of(&self, department: &DepartmentId) -> String {
        let content = self.content();
        content.ground.department(department).map_or(String::new(), |found| found.region.0.clone())
    }
}

fn tally_of(row: &Row) -> (String, Tally) {
    let mut tally = Tally::default();
    for (place, measure) in (1..).zip(Measure::ALL) {
        tally.add(measure, row.integer(place));
    }
    (row.text(0).to_owned(), tally)
}

/// Rows in the order of their keys.
#[derive(Default)]
struct Rows(BTreeMap<String, (Tally, Lasting)>);

impl Rows {
    fn add(&mut self, key: String, tally: &Tally, lasting: &Lasting) {
        let (tallies, lengths) = self.0.entry(key).or_default();
        tallies.take(tally);
        lengths.take(lasting);
    }

    fn list(self) -> Vec<StatisticsRow> {
        let row = |(key, (tally, lasting))| StatisticsRow { key, tally, lasting };
        self.0.into_iter().map(row).collect()
    }
}

/// Counts and lengths under the same keys.
fn join(
    counts: Vec<(String, Tally)>,
    lengths: Vec<(String, Lasting)>,
    key: impl Fn(&str) -> String,
) -> Vec<(String, Tally, Lasting)> {
    let counted = counts.into_iter().map(|(said, tally)| (key(&said), tally, Lasting::default()));
    let lasted = lengths.into_iter().map(|(said, lasting)| (key(&said), Tally::default(), lasting));
    counted.chain(lasted).collect()
}

fn answer(course: Rows, rows: Rows, by: Grouping, complete: bool) -> Statistics {
    let course = course.list();
    let (mut sum, mut lasting) = (Tally::default(), Lasting::default());
    for row in &course {
        sum.take(&row.tally);
        lasting.take(&row.lasting);
    }
    let mut rows = if by == Grouping::Time { course.clone() } else { rows.list() };
    if by != Grouping::Time {
        rows.sort_by_key(|row| (-row.tally.of(Measure::Received), row.key.clone()));
    }
    Statistics { rows, course, sum, lasting, complete }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_of_time_is_a_part_of_its_days_and_has_a_first_and_a_last() {
        assert_eq!(StepOfTime::Month.of("2026-02-07"), "2026-02");
        assert_eq!(StepOfTime::Year.of("2026-02-07"), "2026");
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(StepOfTime::span("2026-02"), Some((day("2026-02-01"), day("2026-02-28"))));
        assert_eq!(StepOfTime::span("2026"), Some((day("2026-01-01"), day("2026-12-31"))));
        assert_eq!(StepOfTime::span("water"), None);
    }
}
