//! Office hours: the only time that limits in hours and minutes count.
//!
//! Extended service at noon or on Saturday (APT-03) is no office time: it changes no deadline.

use crate::CalendarRefusal;
use jiff::civil::Time;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One unbroken stretch of office time of a working day, written `09:00-12:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Session {
    /// When the doors open.
    pub from: Time,
    /// When they close.
    pub to: Time,
}

impl Session {
    /// Its length in seconds.
    pub fn seconds(self) -> i64 {
        self.from.duration_until(self.to).as_secs()
    }
}

impl fmt::Display for Session {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = (self.from, self.to);
        write!(out, "{:02}:{:02}-{:02}:{:02}", from.hour(), from.minute(), to.hour(), to.minute())
    }
}

impl TryFrom<String> for Session {
    type Error = CalendarRefusal;
    fn try_from(text: String) -> Result<Self, CalendarRefusal> {
        let refused = || CalendarRefusal::Hours { text: text.clone() };
        let (from, to) = text.split_once(['-', '–', '—']).ok_or_else(refused)?;
        let time = |part: &str| part.trim().parse::<Time>().map_err(|_| refused());
        let session = Session { from: time(from)?, to: time(to)? };
        // Whole minutes only: a stored form without seconds must read back as the same value.
        let whole = |time: Time| time.second() == 0 && time.subsec_nanosecond() == 0;
        let fits = session.from < session.to && whole(session.from) && whole(session.to);
        if fits { Ok(session) } else { Err(refused()) }
    }
}

impl From<Session> for String {
    fn from(session: Session) -> String {
        session.to_string()
    }
}

/// The office hours of a working day: at least one session, in order, without overlap.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<Session>", into = "Vec<Session>")]
pub struct OfficeHours(Vec<Session>);

impl OfficeHours {
    /// Office hours of these sessions.
    ///
    /// # Errors
    /// [`CalendarRefusal::Hours`] when there is none, or one begins before the former has ended.
    pub fn new(sessions: Vec<Session>) -> Result<Self, CalendarRefusal> {
        let text = || sessions.iter().map(Session::to_string).collect::<Vec<_>>().join(", ");
        let ordered = sessions.windows(2).all(|pair| pair[0].to < pair[1].from);
        if sessions.is_empty() || !ordered {
            return Err(CalendarRefusal::Hours { text: text() });
        }
        Ok(OfficeHours(sessions))
    }

    /// The sessions in order.
    pub fn sessions(&self) -> &[Session] {
        &self.0
    }

    /// When the doors open in the morning.
    pub fn opens(&self) -> Time {
        self.0.first().expect("office hours have a session, `new` checks it").from
    }

    /// Close of business: when the doors close for the day.
    pub fn closes(&self) -> Time {
        self.0.last().expect("office hours have a session, `new` checks it").to
    }

    /// The office time of a working day in minutes.
    pub fn minutes(&self) -> u32 {
        let seconds: i64 = self.0.iter().map(|session| session.seconds()).sum();
        u32::try_from(seconds / 60).expect("a day has 1440 minutes")
    }
}

impl TryFrom<Vec<Session>> for OfficeHours {
    type Error = CalendarRefusal;
    fn try_from(sessions: Vec<Session>) -> Result<Self, CalendarRefusal> {
        OfficeHours::new(sessions)
    }
}

impl From<OfficeHours> for Vec<Session> {
    fn from(hours: OfficeHours) -> Vec<Session> {
        hours.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<OfficeHours, serde_json::Error> {
        serde_json::from_str(text)
    }

    #[test]
    fn the_hours_of_a_hall_read_as_people_write_them() {
        let hours = read(r#"["09:00-12:00","14:00-17:30"]"#).expect("ordinary hours");
        assert_eq!(hours.minutes(), 390);
        assert_eq!(hours.closes(), jiff::civil::time(17, 30, 0, 0));
        assert_eq!(serde_json::to_string(&hours).expect("writes"), r#"["09:00-12:00","14:00-17:30"]"#);
    }

    #[test]
    fn hours_that_overlap_or_end_before_they_begin_are_refused() {
        for text in ["[]", r#"["09:00"]"#, r#"["12:00-09:00"]"#, r#"["09:00-12:00","11:00-17:30"]"#] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
