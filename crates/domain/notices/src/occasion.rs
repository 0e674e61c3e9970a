//! The occasions on which somebody is told something.

use serde::{Deserialize, Serialize};

/// Why somebody is told something. Each has a text in the pack for every channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// 收件: the application arrived.
    Received,
    /// 补正: the one notice of all defects.
    SupplementAsked,
    /// The deadline of the supplement comes near.
    SupplementReminder,
    /// 受理.
    Accepted,
    /// A no is proposed and goes to a higher person.
    NoProposed,
    /// 不予受理, with reasons and remedy.
    NotAccepted,
    /// 不属于本机关职权.
    NotForUs,
    /// 退件: the supplement never came.
    Lapsed,
    /// The clock stands still for a special procedure.
    Suspended,
    /// The clock runs on.
    Resumed,
    /// The limit was extended once.
    Extended,
    /// A tolerated gap is still owed.
    GapReminder,
    /// The due date of a case became later because a calendar year was announced.
    DueMoved,
    /// Decided: granted.
    Granted,
    /// Decided: denied, with reasons and remedy.
    Denied,
    /// The result lies ready or is on its way.
    ResultReady,
    /// The result was handed over; the rating is open.
    Delivered,
    /// The case ended without a decision.
    Ended,
    /// A difficulty got a leader or an answer.
    DifficultyAnswered,
    /// A bad rating was answered.
    RatingAnswered,
    /// A one-time code.
    OneTimeCode,
}

impl Occasion {
    /// All occasions.
    pub const ALL: [Occasion; 21] = [
        Occasion::Received,
        Occasion::SupplementAsked,
        Occasion::SupplementReminder,
        Occasion::Accepted,
        Occasion::NoProposed,
        Occasion::NotAccepted,
        Occasion::NotForUs,
        Occasion::Lapsed,
        Occasion::Suspended,
        Occasion::Resumed,
        Occasion::Extended,
        Occasion::GapReminder,
        Occasion::DueMoved,
        Occasion::Granted,
        Occasion::Denied,
        Occasion::ResultReady,
        Occasion::Delivered,
        Occasion::Ended,
        Occasion::DifficultyAnswered,
        Occasion::RatingAnswered,
        Occasion::OneTimeCode,
    ];

    /// The stable word, as the pack and the message files write it.
    pub const fn word(self) -> &'static str {
        match self {
            Occasion::Received => "received",
            Occasion::SupplementAsked => "supplement_asked",
            Occasion::SupplementReminder => "supplement_reminder",
            Occasion::Accepted => "accepted",
            Occasion::NoProposed => "no_proposed",
            Occasion::NotAccepted => "not_accepted",
            Occasion::NotForUs => "not_for_us",
            Occasion::Lapsed => "lapsed",
            Occasion::Suspended => "suspended",
            Occasion::Resumed => "resumed",
            Occasion::Extended => "extended",
            Occasion::GapReminder => "gap_reminder",
            Occasion::DueMoved => "due_moved",
            Occasion::Granted => "granted",
            Occasion::Denied => "denied",
            Occasion::ResultReady => "result_ready",
            Occasion::Delivered => "delivered",
            Occasion::Ended => "ended",
            Occasion::DifficultyAnswered => "difficulty_answered",
            Occasion::RatingAnswered => "rating_answered",
            Occasion::OneTimeCode => "one_time_code",
        }
    }

    /// The occasion with this word.
    pub fn named(word: &str) -> Option<Self> {
        Occasion::ALL.into_iter().find(|occasion| occasion.word() == word)
    }

    /// Whether the person waits for it this minute, so that quiet hours do not hold it back.
    pub const fn is_urgent(self) -> bool {
        matches!(self, Occasion::OneTimeCode)
    }

    /// Whether it is legally a served paper, for which electronic service needs consent (practice.md 12).
    pub const fn is_service(self) -> bool {
        matches!(
            self,
            Occasion::SupplementAsked
                | Occasion::Accepted
                | Occasion::NotAccepted
                | Occasion::NotForUs
                | Occasion::Lapsed
                | Occasion::Suspended
                | Occasion::Extended
                | Occasion::Granted
                | Occasion::Denied
                | Occasion::Ended
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_serialised_names_and_unique() {
        for occasion in Occasion::ALL {
            let written = serde_json::to_value(occasion).expect("a word");
            assert_eq!(written, occasion.word());
            assert_eq!(Occasion::named(occasion.word()), Some(occasion));
        }
        let words: std::collections::BTreeSet<_> =
            Occasion::ALL.iter().map(|occasion| occasion.word()).collect();
        assert_eq!(words.len(), Occasion::ALL.len());
    }
}
