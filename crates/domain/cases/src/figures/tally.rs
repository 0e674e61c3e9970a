//! Counts of one row of a table, and the averages and rates over them, in whole numbers.

use super::Measure;
use kernel::Ratio;

/// Counts of one row of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally([i64; Measure::ALL.len()]);

impl Tally {
    /// How many.
    pub const fn of(&self, measure: Measure) -> i64 {
        self.0[measure as usize]
    }

    /// Counts `amount` more.
    pub const fn add(&mut self, measure: Measure, amount: i64) {
        self.0[measure as usize] += amount;
    }

    /// Takes in the counts of another row.
    pub fn take(&mut self, other: &Tally) {
        for measure in Measure::ALL {
            self.add(measure, other.of(measure));
        }
    }

    /// 办结: decided, granted or denied.
    pub const fn decided(&self) -> i64 {
        self.of(Measure::Granted) + self.of(Measure::Denied)
    }

    /// 按时: decided and not late.
    pub const fn on_time(&self) -> i64 {
        self.decided() - self.of(Measure::Late)
    }

    /// 按时率: decided in time, of all decided; none where nothing was decided.
    pub const fn on_time_rate(&self) -> Option<Ratio> {
        Ratio::of(self.on_time(), self.decided())
    }

    /// 办结率: decided in the span, of the received in the span. Cases of an earlier span are decided in this one, so
    /// that it may be more than the whole.
    pub const fn decided_rate(&self) -> Option<Ratio> {
        Ratio::of(self.decided(), self.of(Measure::Received))
    }

    /// 即办率: decided on the day of receipt, of all decided (CASE-03).
    pub const fn at_once_rate(&self) -> Option<Ratio> {
        Ratio::of(self.of(Measure::AtOnce), self.decided())
    }

    /// 提前办结率: decided in fewer days than promised, of all decided.
    pub const fn ahead_rate(&self) -> Option<Ratio> {
        Ratio::of(self.of(Measure::Ahead), self.decided())
    }

    /// 提速率: (limits of law − promises) / limits of law, over decided cases with both (CASE-04).
    pub const fn compression(&self) -> Option<Ratio> {
        let law = self.of(Measure::LawDays);
        Ratio::of(law - self.of(Measure::OwnDays), law)
    }

    /// 当日补正当日办结率: kept, of all that had to be decided the same day (CASE-10).
    pub const fn same_day_rate(&self) -> Option<Ratio> {
        Ratio::of(self.of(Measure::SameDayKept), self.of(Measure::SameDayOwed))
    }

    /// 不见面办结率: handed over without any visit, of all handed over (CASE-15).
    pub const fn no_meeting_rate(&self) -> Option<Ratio> {
        Ratio::of(self.of(Measure::NoMeeting), self.of(Measure::Delivered))
    }

    /// 材料减免率: materials that need not be given, of the full lists (CASE-11).
    pub const fn waived_rate(&self) -> Option<Ratio> {
        Ratio::of(self.of(Measure::MaterialsWaived), self.of(Measure::MaterialsListed))
    }

    /// 拟不予改正率: proposed refusals that somebody higher overruled, of all proposed (CASE-07).
    pub const fn overruled_rate(&self) -> Option<Ratio> {
        Ratio::of(self.of(Measure::NoOverruled), self.of(Measure::NoProposed))
    }

    /// Tenths of a working day that a decision took on average, rounded half up.
    pub fn days_average(&self) -> Option<i64> {
        average(self.of(Measure::DaysTaken), self.of(Measure::Timed))
    }

    /// Tenths of a working day that were promised on average.
    pub fn promise_average(&self) -> Option<i64> {
        average(self.of(Measure::PromisedDays), self.of(Measure::Promised))
    }

    /// Tenths of a working day that the law allows on average.
    pub fn statute_average(&self) -> Option<i64> {
        average(self.of(Measure::StatutoryDays), self.of(Measure::Statutory))
    }

    /// 满意率: ratings of three stars and more, of all; none without ratings.
    pub const fn satisfaction(&self) -> Option<Ratio> {
        Ratio::of(self.of(Measure::Satisfied), self.of(Measure::Rated))
    }

    /// 差评: ratings of one and two stars.
    pub const fn bad_ratings(&self) -> i64 {
        self.of(Measure::Rated) - self.of(Measure::Satisfied)
    }
}

fn average(sum: i64, count: i64) -> Option<i64> {
    (0 < count).then(|| (sum * 20 + count) / (2 * count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn averages_are_rounded_half_up_to_tenths() {
        assert_eq!(average(7, 4), Some(18), "1.75 days are 1.8");
        assert_eq!(average(10, 3), Some(33));
        assert_eq!(average(0, 0), None, "nothing has no average");
    }

    #[test]
    fn a_late_decision_is_a_decision_and_not_on_time() {
        let mut tally = Tally::default();
        tally.add(Measure::Granted, 3);
        tally.add(Measure::Denied, 1);
        tally.add(Measure::Late, 1);
        assert_eq!((tally.decided(), tally.on_time()), (4, 3));
        assert_eq!(tally.on_time_rate().map(|rate| rate.to_string()), Some("75.00".to_owned()));
        assert_eq!(Tally::default().on_time_rate(), None);
    }

    #[test]
    fn every_measure_lies_where_its_number_says() {
        for (place, measure) in Measure::ALL.into_iter().enumerate() {
            assert_eq!(measure as usize, place, "{measure:?}");
        }
    }
}
