//! Quiet hours: at night nothing rings that can wait for the morning.

use jiff::civil::{DateTime, Time, time};
use jiff::tz::TimeZone;
use kernel::Timestamp;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// The hours in which text messages and calls are held back; may run over midnight. Equal times mean none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuietHours {
    /// From this time of day.
    pub from: Time,
    /// Up to this time of day.
    pub until: Time,
}

impl Default for QuietHours {
    /// From nine in the evening to eight in the morning: a documented default, not a rule of law.
    fn default() -> Self {
        QuietHours { from: time(21, 0, 0, 0), until: time(8, 0, 0, 0) }
    }
}

impl QuietHours {
    /// The first time from `now` on that is not quiet.
    pub fn first_loud(&self, now: Timestamp, zone: &TimeZone) -> Timestamp {
        let local = now.to_zoned(zone.clone()).datetime();
        if !self.is_quiet(local.time()) {
            return now;
        }
        let over_midnight = self.until <= self.from && self.from <= local.time();
        let day = if over_midnight { local.date().tomorrow().unwrap_or(local.date()) } else { local.date() };
        let morning = DateTime::from_parts(day, self.until);
        morning.to_zoned(zone.clone()).map_or(now, |zoned| zoned.timestamp())
    }

    fn is_quiet(&self, now: Time) -> bool {
        match self.from.cmp(&self.until) {
            Ordering::Less => self.from <= now && now < self.until,
            Ordering::Greater => self.from <= now || now < self.until,
            Ordering::Equal => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    #[test]
    fn a_message_of_the_evening_waits_for_the_morning() {
        let zone = TimeZone::get("Asia/Shanghai").expect("bundled");
        let quiet = QuietHours::default();
        let morning = at("2026-11-23T08:00:00+08:00");
        assert_eq!(quiet.first_loud(at("2026-11-22T22:30:00+08:00"), &zone), morning);
        assert_eq!(quiet.first_loud(at("2026-11-23T03:00:00+08:00"), &zone), morning);
        assert_eq!(quiet.first_loud(morning, &zone), morning);
    }
    #[test]
    fn equal_times_mean_that_no_hour_is_quiet() {
        let zone = TimeZone::get("Asia/Shanghai").expect("bundled");
        let never = QuietHours { from: time(0, 0, 0, 0), until: time(0, 0, 0, 0) };
        let night = at("2026-11-23T03:00:00+08:00");
        assert_eq!(never.first_loud(night, &zone), night);
    }
}
