//! Which channels carry a notice, and when.

use crate::{Occasion, QuietHours};
use jiff::tz::TimeZone;
use kernel::Timestamp;
use serde::{Deserialize, Serialize};

/// A way to tell somebody something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// The inbox of the account or, without account, the page behind number and query code.
    Inbox,
    /// E-mail.
    Mail,
    /// Text message.
    Sms,
    /// A call by a person, for those who have no mobile telephone (practice.md 15).
    Telephone,
    /// A letter by post.
    Post,
}

/// How a person can be reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// A mail address is known.
    pub mail: bool,
    /// A number that takes text messages is known.
    pub sms: bool,
    /// Some telephone number is known.
    pub telephone: bool,
    /// A postal address is known.
    pub post: bool,
    /// The person agreed to electronic service.
    pub electronic_service: bool,
}

/// One notice on one channel, not before a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dispatch {
    /// The channel.
    pub channel: Channel,
    /// Not before this time.
    pub not_before: Timestamp,
}

/// The channels for an occasion: the inbox always; mail and SMS where known; a call or a letter by a person
/// where nothing else reaches her, or where a served paper lacks consent to electronic service.
pub fn dispatches(
    occasion: Occasion,
    reach: Reach,
    quiet: &QuietHours,
    now: Timestamp,
    zone: &TimeZone,
) -> Vec<Dispatch> {
    let loud = if occasion.is_urgent() { now } else { quiet.first_loud(now, zone) };
    let mut found = vec![Dispatch { channel: Channel::Inbox, not_before: now }];
    if reach.mail {
        found.push(Dispatch { channel: Channel::Mail, not_before: now });
    }
    if reach.sms {
        found.push(Dispatch { channel: Channel::Sms, not_before: loud });
    }
    let electronic = reach.mail || reach.sms;
    let needs_paper = occasion.is_service() && !reach.electronic_service;
    if needs_paper && reach.post {
        found.push(Dispatch { channel: Channel::Post, not_before: now });
    } else if !electronic && reach.telephone {
        found.push(Dispatch { channel: Channel::Telephone, not_before: loud });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn channels(occasion: Occasion, reach: Reach) -> Vec<Channel> {
        let now = "2026-11-23T10:00:00+08:00".parse().expect("a time");
        let zone = TimeZone::get("Asia/Shanghai").expect("bundled");
        let found = dispatches(occasion, reach, &QuietHours::default(), now, &zone);
        found.into_iter().map(|dispatch| dispatch.channel).collect()
    }

    #[test]
    fn the_inbox_always_gets_the_notice() {
        for occasion in Occasion::ALL {
            assert!(channels(occasion, Reach::default()).contains(&Channel::Inbox));
        }
    }

    #[test]
    fn somebody_with_a_landline_only_is_called() {
        let reach = Reach { telephone: true, ..Reach::default() };
        assert_eq!(channels(Occasion::Accepted, reach), [Channel::Inbox, Channel::Telephone]);
    }

    #[test]
    fn without_consent_a_served_paper_also_goes_by_post() {
        let reach = Reach { mail: true, post: true, ..Reach::default() };
        assert_eq!(channels(Occasion::Denied, reach), [Channel::Inbox, Channel::Mail, Channel::Post]);
        let agreed = Reach { electronic_service: true, ..reach };
        assert_eq!(channels(Occasion::Denied, agreed), [Channel::Inbox, Channel::Mail]);
    }

    #[test]
    fn a_one_time_code_does_not_wait_for_the_morning() {
        let night = "2026-11-23T23:30:00+08:00".parse().expect("a time");
        let zone = TimeZone::get("Asia/Shanghai").expect("bundled");
        let reach = Reach { sms: true, ..Reach::default() };
        let code = dispatches(Occasion::OneTimeCode, reach, &QuietHours::default(), night, &zone);
        assert!(code.iter().all(|dispatch| dispatch.not_before == night));
        let other = dispatches(Occasion::Granted, reach, &QuietHours::default(), night, &zone);
        assert!(other.iter().any(|dispatch| night < dispatch.not_before));
    }
}
