//! Figures over the catalogue, in whole numbers: rates, reductions and the choice of high-frequency matters.

use crate::matter::Matter;
use crate::service::OnlineDepth;
use kernel::MatterCode;
use std::fmt;

/// A share in hundredths of a percent, rounded half up: 2016 of 2155 is 93.55.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(pub i64);

impl Percent {
    /// `part` of `whole`; zero when there is nothing to be part of.
    pub fn of(part: i64, whole: i64) -> Self {
        if whole <= 0 {
            return Percent(0);
        }
        let doubled = i128::from(part) * 20_000 + i128::from(whole);
        let hundredths = doubled.div_euclid(2 * i128::from(whole));
        Percent(i64::try_from(hundredths).unwrap_or(i64::MAX))
    }

    /// `part` of `whole`, for counts.
    pub fn of_counts(part: usize, whole: usize) -> Self {
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        Percent::of(number(part), number(whole))
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(out, "{sign}{}.{:02}", self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100)
    }
}

/// How many matters can be done online, and how many of them as a whole process (CAT-08).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OnlineCounts {
    /// All matters.
    pub all: u32,
    /// Those that can be applied for online, the whole-process ones among them.
    pub online: u32,
    /// Those that need no visit.
    pub whole: u32,
}

impl OnlineCounts {
    /// Counts `matters`.
    pub fn of<'a>(matters: impl IntoIterator<Item = &'a Matter>) -> Self {
        let mut counts = OnlineCounts::default();
        for matter in matters {
            counts.all += 1;
            counts.online += u32::from(matter.online != OnlineDepth::None);
            counts.whole += u32::from(matter.online == OnlineDepth::Whole);
        }
        counts
    }
}

/// The online rate (网办率, CAT-08).
pub fn online_rate(counts: OnlineCounts) -> Percent {
    Percent::of(counts.online.into(), counts.all.into())
}

/// The rate of entering (进驻率, ORG-18): entered matters by those that must enter.
pub fn entry_rate(entered: u32, must_enter: u32) -> Percent {
    Percent::of(entered.into(), must_enter.into())
}

/// How much shorter a limit became: (before − after) / before (CASE-04). Negative when it grew.
pub fn compression(before: u32, after: u32) -> Percent {
    Percent::of(i64::from(before) - i64::from(after), before.into())
}

/// What speaks for putting a matter online next (CAT-11).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Demand {
    /// Cases in the period (办事频率).
    pub cases: u32,
    /// Complaints (群众反映).
    pub complaints: u32,
    /// Searches and questions (需求量).
    pub enquiries: u32,
    /// Satisfied ratings (获得感).
    pub satisfied: u32,
}

/// How heavily each of the four measures weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights {
    /// Weight of cases.
    pub cases: u32,
    /// Weight of complaints.
    pub complaints: u32,
    /// Weight of enquiries.
    pub enquiries: u32,
    /// Weight of satisfied ratings.
    pub satisfied: u32,
}

impl Default for Weights {
    fn default() -> Self {
        Weights { cases: 40, complaints: 20, enquiries: 25, satisfied: 15 }
    }
}

/// Matters by their score, highest first; equal scores in the order of their codes (CAT-11).
/// Each measure counts as a share of the largest among the candidates, so that none drowns the others.
pub fn high_frequency(candidates: &[(MatterCode, Demand)], weights: Weights) -> Vec<(MatterCode, Percent)> {
    let largest = |measure: fn(&Demand) -> u32| {
        i64::from(candidates.iter().map(|(_, demand)| measure(demand)).max().unwrap_or(0))
    };
    type Measure = fn(&Demand) -> u32;
    let parts: [(Measure, u32); 4] = [
        (|demand| demand.cases, weights.cases),
        (|demand| demand.complaints, weights.complaints),
        (|demand| demand.enquiries, weights.enquiries),
        (|demand| demand.satisfied, weights.satisfied),
    ];
    let total: i64 = parts.iter().map(|(_, weight)| i64::from(*weight)).sum();
    let score = |demand: &Demand| {
        let weighed = parts.iter().map(|(measure, weight)| {
            Percent::of(i64::from(measure(demand)), largest(*measure)).0 * i64::from(*weight)
        });
        Percent(weighed.sum::<i64>().checked_div(total).unwrap_or(0))
    };
    let mut ranked: Vec<_> = candidates.iter().map(|(code, demand)| (code.clone(), score(demand))).collect();
    ranked.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_online_rate_of_the_press_report_comes_out() {
        let counts = OnlineCounts { all: 2155, online: 2016, whole: 900 };
        assert_eq!(online_rate(counts).to_string(), "93.55");
    }

    #[test]
    fn limits_are_compressed_as_the_reports_say() {
        assert_eq!(compression(5, 1).to_string(), "80.00");
        assert_eq!(compression(31, 15).to_string(), "51.61");
        assert_eq!(compression(10, 15).to_string(), "-50.00");
    }

    #[test]
    fn nothing_of_nothing_is_zero() {
        assert_eq!(entry_rate(0, 0), Percent(0));
        assert_eq!(entry_rate(2400, 2400).to_string(), "100.00");
    }

    #[test]
    fn the_matter_with_more_of_everything_comes_first() {
        let much = Demand { cases: 9000, complaints: 30, enquiries: 400, satisfied: 80 };
        let little = Demand { cases: 90, complaints: 3, enquiries: 40, satisfied: 8 };
        let ranked = high_frequency(&[("little".into(), little), ("much".into(), much)], Weights::default());
        assert_eq!(ranked[0], ("much".into(), Percent(10_000)));
        assert_eq!(ranked[1].1.to_string(), "6.40");
    }

    proptest! {
        #[test]
        fn a_share_is_never_off_by_more_than_half_a_hundredth(part in 0_i64..100_000, rest in 0_i64..100_000) {
            let whole = part + rest + 1;
            let percent = Percent::of(part, whole).0;
            let error = (percent * whole - part * 10_000).abs();
            prop_assert!(error * 2 <= whole);
        }
    }
}
