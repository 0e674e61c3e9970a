//! "办不成事" (cannot get it done, CASE-08, P-07): on any case, or on none. A named leader, a clock, and no bare no: it is
//! closed by a solution, another path, or the leader's signed explanation, with the root cause.
//!
//! It is a small stream of its own, `difficulty/…`, so that it never blocks the case it is about.

mod event;
mod refusal;

pub use event::{ClosingKept, DifficultyEvent, DifficultyOpened};
pub use refusal::DifficultyRefusal;

use crate::clocks::{DueDate, Hour};
use crate::{Official, Party};
use calendar::{Calendar, Limit};
use catalogue::PostRole;
use kernel::{CaseNumber, MatterCode, PersonId, Private, Recorded, StreamId, Timestamp};
use serde::{Deserialize, Serialize};

/// A difficulty as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Difficulty {
    /// Whose difficulty.
    pub party: Party,
    /// The case that is stuck.
    pub case: Option<CaseNumber>,
    /// The matter.
    pub matter: Option<MatterCode>,
    /// What does not work.
    pub reason: Private<String>,
    /// How it came up.
    pub origin: Origin,
    /// When.
    pub opened: Timestamp,
    /// Until when it is to be closed.
    pub due: DueDate,
    /// How long that is.
    pub limit: Limit,
    /// Who leads it.
    pub leader: Option<Official>,
    /// What was done so far.
    pub measures: Vec<Measure>,
    /// Open, or how it was closed.
    pub stage: DifficultyStage,
    /// Whether its date passed while it was open.
    pub overdue: bool,
}

/// Where a difficulty stands.
#[derive(Clone, Debug, PartialEq)]
pub enum DifficultyStage {
    /// Nobody closed it yet.
    Open,
    /// It was closed.
    Closed {
        /// How.
        closing: ClosingKept,
        /// Why it had come up.
        root_cause: RootCause,
        /// When.
        at: Timestamp,
    },
    /// The person was asked afterwards and is content.
    FollowedUp {
        /// When.
        at: Timestamp,
    },
}

/// How a difficulty came up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The person said so, online.
    Applicant,
    /// The person said so at the desk, to this member of staff.
    Desk(Official),
    /// By itself, after a no.
    AfterNo,
    /// By itself, after a second notice.
    AfterSecondNotice,
}

/// What was done about a difficulty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// What.
    pub text: Private<String>,
    /// Who.
    pub by: Official,
}

/// The only ways to close a difficulty: "told no" is none of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Closing {
    /// It was solved.
    Solved {
        /// How.
        solution: String,
    },
    /// Another way leads to what the person needs.
    OtherPath {
        /// Which.
        path: String,
    },
    /// It cannot be done, and the leader explains and signs why.
    Explained {
        /// Why.
        explanation: String,
    },
}

/// Why a difficulty came up; it feeds changes of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RootCause {
    /// The guide was unclear or wrong.
    Guide,
    /// A material is hard or impossible to get.
    Material,
    /// Rules contradict one another or leave a hole.
    Rules,
    /// A system failed or did not know something.
    System,
    /// Departments passed it on to one another.
    BetweenDepartments,
    /// A member of staff did not know or did not care.
    Staff,
    /// A matter of the past that no rule of today fits (历史遗留).
    Legacy,
    /// What is asked for is against the law.
    Unlawful,
    /// Anything else.
    Other,
}

/// Report a difficulty.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenDifficulty {
    /// Whose.
    pub party: Party,
    /// The case that is stuck.
    pub case: Option<CaseNumber>,
    /// The matter.
    pub matter: Option<MatterCode>,
    /// What does not work.
    pub reason: String,
    /// How it came up.
    pub origin: Origin,
    /// Within what time it is closed (a setting).
    pub within: Limit,
}

/// An order on an open difficulty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DifficultyCommand {
    /// Name the leader.
    NameLeader {
        /// Who leads from now on.
        leader: Official,
        /// Who names; none when the city's rule does.
        by: Option<Official>,
    },
    /// Record a measure.
    Measure {
        /// What.
        text: String,
        /// Who.
        by: Official,
    },
    /// Close it.
    Close {
        /// How.
        closing: Closing,
        /// Why it had come up.
        root_cause: RootCause,
        /// Who: the leader.
        by: Official,
    },
    /// Ask the person afterwards; who is not content opens it again.
    FollowUp {
        /// Whether the person is content.
        content: bool,
        /// What the person said.
        note: String,
        /// Who asked.
        by: Official,
    },
}

impl Difficulty {
    /// The stream of a difficulty.
    pub fn stream(id: impl std::fmt::Display) -> StreamId {
        StreamId::of("difficulty", id)
    }

    /// Reports a difficulty.
    ///
    /// # Errors
    /// No words, or a missing year of the calendar.
    pub fn open(
        command: OpenDifficulty,
        calendar: &Calendar,
        now: Timestamp,
    ) -> Result<DifficultyEvent, DifficultyRefusal> {
        let OpenDifficulty { party, case, matter, reason, origin, within } = command;
        words(&reason)?;
        let reason = Private::new(party.person, reason);
        let due = Hour { now, calendar }.after(within)?;
        let opened = DifficultyOpened { party, case, matter, reason, origin, within, due };
        Ok(DifficultyEvent::Opened(Box::new(opened)))
    }

    /// Folds the events of one stream. None if the first is no report.
    pub fn fold<'a>(events: impl IntoIterator<Item = &'a Recorded<DifficultyEvent>>) -> Option<Difficulty> {
        let mut events = events.into_iter();
        let first = events.next()?;
        let mut difficulty = Difficulty::begin(&first.event, first.at)?;
        events.for_each(|recorded| difficulty.apply(&recorded.event, recorded.at));
        Some(difficulty)
    }

    fn begin(event: &DifficultyEvent, at: Timestamp) -> Option<Difficulty> {
        let DifficultyEvent::Opened(opened) = event else {
            return None;
        };
        let DifficultyOpened { party, case, matter, reason, origin, within, due } = (**opened).clone();
        let stage = DifficultyStage::Open;
        let (leader, measures, overdue) = (None, Vec::new(), false);
        Some(Difficulty {
            party,
            case,
            matter,
            reason,
            origin,
            opened: at,
            due,
            limit: within,
            leader,
            measures,
            stage,
            overdue,
        })
    }

    /// The mark that its date passed, if it did by `now` and nobody wrote it yet.
    pub fn due_transitions(&self, now: Timestamp) -> Vec<(Timestamp, DifficultyEvent)> {
        let is_due = self.stage == DifficultyStage::Open && !self.overdue && self.due.is_past(now);
        let due = self.due.at;
        if is_due { vec![(due, DifficultyEvent::Overdue { due })] } else { Vec::new() }
    }

    /// Decides an order. The marks of [`Difficulty::due_transitions`] belong in front of its events.
    ///
    /// # Errors
    /// The refusal of the order.
    pub fn decide(
        &self,
        command: DifficultyCommand,
        calendar: &Calendar,
        now: Timestamp,
    ) -> Result<Vec<DifficultyEvent>, DifficultyRefusal> {
        match command {
            DifficultyCommand::NameLeader { leader, by } => self.name_leader(leader, by),
            DifficultyCommand::Measure { text, by } => {
                self.is_open()?;
                words(&text)?;
                Ok(vec![DifficultyEvent::MeasureTaken(Measure { text: self.private(text), by })])
            }
            DifficultyCommand::Close { closing, root_cause, by } => self.close(closing, root_cause, by),
            DifficultyCommand::FollowUp { content, note, by } => {
                let DifficultyStage::Closed { .. } = self.stage else {
                    return Err(DifficultyRefusal::NotClosed);
                };
                let due = if content { None } else { Some(Hour { now, calendar }.after(self.limit)?) };
                Ok(vec![DifficultyEvent::FollowedUp { content, note: self.private(note), due, by }])
            }
        }
    }

    fn name_leader(
        &self,
        leader: Official,
        by: Option<Official>,
    ) -> Result<Vec<DifficultyEvent>, DifficultyRefusal> {
        self.is_open()?;
        if !matches!(leader.role, PostRole::HallManager | PostRole::ChiefAtHall | PostRole::Head) {
            return Err(DifficultyRefusal::NotALeader);
        }
        Ok(vec![DifficultyEvent::LeaderNamed { leader, by }])
    }

    fn close(
        &self,
        closing: Closing,
        root_cause: RootCause,
        by: Official,
    ) -> Result<Vec<DifficultyEvent>, DifficultyRefusal> {
        self.is_open()?;
        let leader = self.leader.as_ref().ok_or(DifficultyRefusal::NoLeader)?;
        if leader.account != by.account {
            return Err(DifficultyRefusal::LeaderCloses);
        }
        let closing = match closing {
            Closing::Solved { solution } => ClosingKept::Solved { solution: self.said(solution)? },
            Closing::OtherPath { path } => ClosingKept::OtherPath { path: self.said(path)? },
            Closing::Explained { explanation } if !self.measures.is_empty() => {
                ClosingKept::Explained { explanation: self.said(explanation)? }
            }
            // To explain without having tried anything is "told the applicant no" in other words.
            Closing::Explained { .. } => return Err(DifficultyRefusal::BareNo),
        };
        Ok(vec![DifficultyEvent::Closed { closing, root_cause, by }])
    }

    fn said(&self, text: String) -> Result<Private<String>, DifficultyRefusal> {
        words(&text)?;
        Ok(self.private(text))
    }

    fn private(&self, text: String) -> Private<String> {
        Private::new(self.person(), text)
    }

    fn person(&self) -> PersonId {
        self.party.person
    }

    fn is_open(&self) -> Result<(), DifficultyRefusal> {
        if self.stage == DifficultyStage::Open { Ok(()) } else { Err(DifficultyRefusal::Closed) }
    }

    /// Folds one event.
    pub fn apply(&mut self, event: &DifficultyEvent, at: Timestamp) {
        match event {
            DifficultyEvent::Opened(_) => {}
            DifficultyEvent::LeaderNamed { leader, .. } => self.leader = Some(leader.clone()),
            DifficultyEvent::MeasureTaken(measure) => self.measures.push(measure.clone()),
            DifficultyEvent::Closed { closing, root_cause, .. } => {
                self.stage =
                    DifficultyStage::Closed { closing: closing.clone(), root_cause: *root_cause, at };
            }
            DifficultyEvent::FollowedUp { due: Some(due), .. } => {
                (self.stage, self.due, self.overdue) = (DifficultyStage::Open, *due, false);
            }
            DifficultyEvent::FollowedUp { due: None, .. } => self.stage = DifficultyStage::FollowedUp { at },
            DifficultyEvent::Overdue { .. } => self.overdue = true,
        }
    }
}

fn words(text: &str) -> Result<(), DifficultyRefusal> {
    if text.trim().is_empty() { Err(DifficultyRefusal::NoWords) } else { Ok(()) }
}
