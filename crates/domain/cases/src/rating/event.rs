//! What can happen to a rating.

use super::{Rated, RatingChannel, RatingSettings, Remedied, Said};
use crate::Official;
use crate::clocks::DueDate;
use kernel::{DomainEvent, PersonId, Private, Timestamp};
use serde::{Deserialize, Serialize};

/// A fact of a rating.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RatingEvent {
    /// The rating.
    Given {
        /// What is rated.
        rated: Rated,
        /// Who rates.
        person: PersonId,
        /// What was said.
        said: Said,
        /// Whether the name is hidden.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        anonymous: bool,
        /// Through which device.
        channel: RatingChannel,
        /// The clocks that hold.
        settings: RatingSettings,
        /// For a bad rating: until when somebody speaks with the person.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        contact: Option<DueDate>,
    },
    /// 追评.
    Added {
        /// What was said.
        said: Said,
        /// For a bad addition to a good rating.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        contact: Option<DueDate>,
    },
    /// Somebody spoke with the person.
    Contacted {
        /// What was said.
        note: Private<String>,
        /// Whether it is complex.
        complex: bool,
        /// Until when it is put right.
        due: DueDate,
        /// Who.
        by: Official,
    },
    /// It was put right, or explained where no law allows more.
    Answered {
        /// How.
        remedied: Remedied,
        /// In words.
        text: Private<String>,
        /// Who.
        by: Official,
    },
    /// The person was called back.
    CalledBack {
        /// Whether the person is content.
        content: bool,
        /// What the person said.
        note: Private<String>,
        /// The new date, where it has to be put right again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<DueDate>,
        /// Who.
        by: Official,
    },
    /// Another unit looked whether it really is put right.
    Rechecked {
        /// Whether it is.
        right: bool,
        /// What was found.
        note: Private<String>,
        /// The new date, where it is not.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<DueDate>,
        /// Who.
        by: Official,
    },
    /// 申诉: the rated unit holds the rating for mistaken.
    Appealed {
        /// Why.
        grounds: Private<String>,
        /// Who.
        by: Official,
    },
    /// 复核.
    AppealDecided {
        /// Whether the rating does not count.
        upheld: bool,
        /// Why.
        reasons: Private<String>,
        /// Who: somebody else.
        by: Official,
    },
    /// A date of the rectification passed.
    Overdue {
        /// Which date.
        due: Timestamp,
    },
}

impl RatingEvent {
    /// The stable names of all events of a rating.
    pub const NAMES: &'static [&'static str] = &[
        "rating.given",
        "rating.added",
        "rating.contacted",
        "rating.answered",
        "rating.called_back",
        "rating.rechecked",
        "rating.appealed",
        "rating.appeal_decided",
        "rating.overdue",
    ];
}

impl DomainEvent for RatingEvent {
    fn name(&self) -> &'static str {
        let place = match self {
            RatingEvent::Given { .. } => 0,
            RatingEvent::Added { .. } => 1,
            RatingEvent::Contacted { .. } => 2,
            RatingEvent::Answered { .. } => 3,
            RatingEvent::CalledBack { .. } => 4,
            RatingEvent::Rechecked { .. } => 5,
            RatingEvent::Appealed { .. } => 6,
            RatingEvent::AppealDecided { .. } => 7,
            RatingEvent::Overdue { .. } => 8,
        };
        Self::NAMES[place]
    }
}
