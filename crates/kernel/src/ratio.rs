//! Shares of a whole: two integers, rounded only where they are shown.

use std::fmt;

/// A share in hundredths of a percent, rounded half up: 2016 of 2155 is 93.55.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(pub i64);

impl fmt::Display for Percent {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(out, "{sign}{}.{:02}", self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100)
    }
}

/// So many of so many. The whole is never zero: a share of nothing is no share, and says so by its absence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ratio {
    part: i64,
    whole: i64,
}

impl Ratio {
    /// `part` of `whole`; none where there is nothing to be part of.
    pub const fn of(part: i64, whole: i64) -> Option<Self> {
        if 0 < whole { Some(Ratio { part, whole }) } else { None }
    }

    /// `part` of `whole`, for lengths of lists.
    pub fn of_counts(part: usize, whole: usize) -> Option<Self> {
        Ratio::of(i64::try_from(part).ok()?, i64::try_from(whole).ok()?)
    }

    /// How many.
    pub const fn part(self) -> i64 {
        self.part
    }

    /// Of how many; more than zero.
    pub const fn whole(self) -> i64 {
        self.whole
    }

    /// As it is shown: hundredths of a percent, half up.
    pub fn percent(self) -> Percent {
        let doubled = i128::from(self.part) * 20_000 + i128::from(self.whole);
        let hundredths = doubled.div_euclid(2 * i128::from(self.whole));
        Percent(i64::try_from(hundredths).unwrap_or(if self.part < 0 { i64::MIN } else { i64::MAX }))
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.percent().fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_rounded_half_up_and_only_when_shown() {
        let online = Ratio::of(2016, 2155).expect("there are matters");
        assert_eq!((online.part(), online.whole(), online.to_string().as_str()), (2016, 2155, "93.55"));
        assert_eq!(Ratio::of(1, 3).map(Ratio::percent), Some(Percent(3_333)));
        assert_eq!(Ratio::of(2, 3).map(Ratio::percent), Some(Percent(6_667)));
        assert_eq!(Ratio::of(-1, 2).map(|grown| grown.to_string()), Some("-50.00".to_owned()));
    }

    #[test]
    fn a_share_of_nothing_is_none() {
        assert_eq!(Ratio::of(0, 0), None);
        assert_eq!(Ratio::of_counts(0, 0), None);
    }
}
