//! What can happen to a difficulty.

use super::{Measure, Origin, RootCause};
use crate::clocks::DueDate;
use crate::{Official, Party};
use calendar::Limit;
use kernel::{CaseNumber, DomainEvent, MatterCode, Private, Timestamp};
use serde::{Deserialize, Serialize};

/// A difficulty as it was reported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DifficultyOpened {
    /// Whose.
    pub party: Party,
    /// The case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseNumber>,
    /// The matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<MatterCode>,
    /// What does not work.
    pub reason: Private<String>,
    /// How it came up.
    pub origin: Origin,
    /// Within what time it is closed.
    pub within: Limit,
    /// Until when.
    pub due: DueDate,
}

/// A fact of a difficulty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DifficultyEvent {
    /// It was reported.
    Opened(Box<DifficultyOpened>),
    /// A leader was named.
    LeaderNamed {
        /// Who leads.
        leader: Official,
        /// Who named; none when the city's rule did: at the report, or because its date passed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<Official>,
    },
    /// Something was done.
    MeasureTaken(Measure),
    /// It was closed.
    Closed {
        /// How.
        closing: ClosingKept,
        /// Why it had come up.
        root_cause: RootCause,
        /// Who.
        by: Official,
    },
    /// The person was asked afterwards.
    FollowedUp {
        /// Whether the person is content.
        content: bool,
        /// What the person said.
        note: Private<String>,
        /// The new date, where it is open again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<DueDate>,
        /// Who asked.
        by: Official,
    },
    /// Its date passed.
    Overdue {
        /// The date.
        due: Timestamp,
    },
}

impl DifficultyEvent {
    /// The stable names of all events of a difficulty.
    pub const NAMES: &'static [&'static str] = &[
        "difficulty.opened",
        "difficulty.leader_named",
        "difficulty.measure_taken",
        "difficulty.closed",
        "difficulty.followed_up",
        "difficulty.overdue",
    ];
}

impl DomainEvent for DifficultyEvent {
    fn name(&self) -> &'static str {
        let place = match self {
            DifficultyEvent::Opened(_) => 0,
            DifficultyEvent::LeaderNamed { .. } => 1,
            DifficultyEvent::MeasureTaken(_) => 2,
            DifficultyEvent::Closed { .. } => 3,
            DifficultyEvent::FollowedUp { .. } => 4,
            DifficultyEvent::Overdue { .. } => 5,
        };
        Self::NAMES[place]
    }
}

/// A closing as kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClosingKept {
    /// It was solved.
    Solved {
        /// How.
        solution: Private<String>,
    },
    /// Another way.
    OtherPath {
        /// Which.
        path: Private<String>,
    },
    /// Explained and signed by the leader.
    Explained {
        /// Why.
        explanation: Private<String>,
    },
}
