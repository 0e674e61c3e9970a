//! How long the platform goes on trying to tell somebody something, and with what pauses.

use crate::Occasion;
use jiff::SignedDuration;

/// The rule of trying again: the pause doubles up to a longest one, until the tries are used up.
/// Documented defaults, not rules of law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// The pause after the first failure.
    pub first: SignedDuration,
    /// No pause is longer.
    pub longest: SignedDuration,
    /// After so many failures it is given up and shown to an administrator.
    pub tries: u32,
}

impl Patience {
    /// For what somebody reads today or tomorrow: a minute at first, four hours at most, fifteen tries in about
    /// a day, so that a night without a mail server costs nothing.
    pub const USUAL: Patience =
        Patience { first: SignedDuration::from_mins(1), longest: SignedDuration::from_hours(4), tries: 15 };
    /// For a one-time code, which is worth nothing after five minutes.
    pub const SHORT: Patience =
        Patience { first: SignedDuration::from_secs(10), longest: SignedDuration::from_secs(40), tries: 4 };

    /// The rule for an occasion.
    pub const fn of(occasion: Occasion) -> Self {
        if occasion.is_urgent() { Patience::SHORT } else { Patience::USUAL }
    }

    /// The pause after the failure number `failures`; none when the tries are used up.
    pub fn pause_after(&self, failures: u32) -> Option<SignedDuration> {
        if self.tries <= failures {
            return None;
        }
        let doubled = 1_i32.checked_shl(failures.saturating_sub(1)).filter(|factor| 0 < *factor);
        let pause = doubled.and_then(|factor| self.first.checked_mul(factor));
        Some(pause.map_or(self.longest, |pause| pause.min(self.longest)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest_and_end() {
        let usual = Patience::USUAL;
        assert_eq!(usual.pause_after(1), Some(SignedDuration::from_mins(1)));
        assert_eq!(usual.pause_after(4), Some(SignedDuration::from_mins(8)));
        assert_eq!(usual.pause_after(14), Some(SignedDuration::from_hours(4)));
        assert_eq!(usual.pause_after(15), None);
    }

    #[test]
    fn a_code_is_not_sent_after_it_has_run_out() {
        let rule = Patience::of(Occasion::OneTimeCode);
        let whole: i64 = (1..10).filter_map(|failures| rule.pause_after(failures)).map(|p| p.as_secs()).sum();
        assert!(whole < 300, "{whole} seconds");
    }

    #[test]
    fn a_great_number_of_failures_is_no_overflow() {
        let endless = Patience { tries: u32::MAX, ..Patience::USUAL };
        assert_eq!(endless.pause_after(4_000_000), Some(SignedDuration::from_hours(4)));
    }
}
