//! What is counted, and the averages and rates over it, in whole numbers.

use catalogue::Percent;

/// One thing that is counted, each with its definition (practice.md 25).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// 收件: applications received.
    Received,
    /// 受理: accepted, by silence too, on the day from which it takes effect.
    Accepted,
    /// 补正: notices of defects.
    Supplements,
    /// 不予受理: not for us, or refused.
    Refused,
    /// 退件: returned, lapsed, ended, withdrawn or revoked.
    Returned,
    /// 准予: granted.
    Granted,
    /// 不予: denied.
    Denied,
    /// 超期: decided after the promised time, or after the law's where nothing is promised.
    Late,
    /// Decided after the law's time.
    Breach,
    /// Decided cases whose clock ran, so that their working days are known.
    Timed,
    /// Working days of those cases from acceptance to decision, pauses left out.
    DaysTaken,
    /// Of those cases, the ones with a promise in working days.
    Promised,
    /// The sum of their promises, in working days.
    PromisedDays,
    /// Of those cases, the ones with a limit of law in working days.
    Statutory,
    /// The sum of their limits of law, in working days.
    StatutoryDays,
    /// Ratings.
    Rated,
    /// Ratings of three stars and more.
    Satisfied,
}

impl Measure {
    /// All of them, in the order of the columns.
    pub const ALL: [Measure; 17] = [
        Measure::Received,
        Measure::Accepted,
        Measure::Supplements,
        Measure::Refused,
        Measure::Returned,
        Measure::Granted,
        Measure::Denied,
        Measure::Late,
        Measure::Breach,
        Measure::Timed,
        Measure::DaysTaken,
        Measure::Promised,
        Measure::PromisedDays,
        Measure::Statutory,
        Measure::StatutoryDays,
        Measure::Rated,
        Measure::Satisfied,
    ];

    /// The name of the column.
    pub const fn code(self) -> &'static str {
        match self {
            Measure::Received => "received",
            Measure::Accepted => "accepted",
            Measure::Supplements => "supplements",
            Measure::Refused => "refused",
            Measure::Returned => "returned",
            Measure::Granted => "granted",
            Measure::Denied => "denied",
            Measure::Late => "late",
            Measure::Breach => "breach",
            Measure::Timed => "timed",
            Measure::DaysTaken => "days_taken",
            Measure::Promised => "promised",
            Measure::PromisedDays => "promised_days",
            Measure::Statutory => "statutory",
            Measure::StatutoryDays => "statutory_days",
            Measure::Rated => "rated",
            Measure::Satisfied => "satisfied",
        }
    }
}

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

    /// 按时率; none where nothing was decided.
    pub fn on_time_rate(&self) -> Option<Percent> {
        let decided = self.decided();
        (0 < decided).then(|| Percent::of(self.on_time(), decided))
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

    /// 满意率: ratings of three stars and more; none without ratings.
    pub fn satisfaction(&self) -> Option<Percent> {
        let rated = self.of(Measure::Rated);
        (0 < rated).then(|| Percent::of(self.of(Measure::Satisfied), rated))
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
