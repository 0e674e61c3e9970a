//! What persons did about one notice: called, posted a letter, sent again what was uncertain, gave it up.

use kernel::{DomainEvent, Private, Refusal};
use serde::{Deserialize, Serialize};

/// What a person did about one notice on one channel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum NoticeEvent {
    /// Somebody called.
    Called {
        /// Whether the addressee was reached.
        reached: bool,
        /// What was said, if anything is worth keeping.
        note: Option<Private<String>>,
    },
    /// A letter went to the post.
    LetterPosted {
        /// The carrier's number.
        tracking: Option<String>,
    },
    /// An administrator let it be sent again.
    SentAgain {
        /// Whether it might have arrived before.
        was_uncertain: bool,
    },
    /// An administrator decided that it is not sent any more.
    GivenUp {
        /// Why.
        reason: String,
    },
}

impl DomainEvent for NoticeEvent {
    fn name(&self) -> &'static str {
        match self {
            NoticeEvent::Called { .. } => "notice.called",
            NoticeEvent::LetterPosted { .. } => "notice.letter-posted",
            NoticeEvent::SentAgain { .. } => "notice.sent-again",
            NoticeEvent::GivenUp { .. } => "notice.given-up",
        }
    }
}

/// An order about one notice.
#[derive(Clone, Debug, PartialEq)]
pub enum NoticeCommand {
    /// Note a call.
    Call {
        /// Whether the addressee was reached.
        reached: bool,
        /// What was said.
        note: Option<Private<String>>,
    },
    /// Note that a letter was posted.
    PostLetter {
        /// The carrier's number.
        tracking: Option<String>,
    },
    /// Send it again.
    SendAgain {
        /// Whether it might have arrived before.
        was_uncertain: bool,
    },
    /// Do not send it any more.
    GiveUp {
        /// Why.
        reason: String,
    },
}

/// Why an order about a notice is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoticeRefusal {
    /// Somebody did it before.
    #[error("the addressee was told before")]
    Told,
    /// It is neither given up by the platform nor uncertain.
    #[error("the notice does not wait for a person's decision")]
    NotWaiting,
    /// Giving up needs a reason.
    #[error("giving up needs a reason")]
    NoReason,
}

impl Refusal for NoticeRefusal {
    fn key(&self) -> &'static str {
        match self {
            NoticeRefusal::Told => "refusal-notice-told",
            NoticeRefusal::NotWaiting => "refusal-notice-not-waiting",
            NoticeRefusal::NoReason => "refusal-notice-no-reason",
        }
    }
}

/// Decides an order about a notice that has seen `events`.
///
/// # Errors
/// A [`NoticeRefusal`]: a call that reached nobody may be tried again, everything else is done once.
pub fn decide_by_hand<'a>(
    events: impl IntoIterator<Item = &'a NoticeEvent>,
    command: NoticeCommand,
) -> Result<NoticeEvent, NoticeRefusal> {
    let told = events.into_iter().any(|event| {
        matches!(event, NoticeEvent::Called { reached: true, .. } | NoticeEvent::LetterPosted { .. })
    });
    match command {
        NoticeCommand::Call { .. } | NoticeCommand::PostLetter { .. } if told => Err(NoticeRefusal::Told),
        NoticeCommand::Call { reached, note } => Ok(NoticeEvent::Called { reached, note }),
        NoticeCommand::PostLetter { tracking } => Ok(NoticeEvent::LetterPosted { tracking }),
        NoticeCommand::SendAgain { was_uncertain } => Ok(NoticeEvent::SentAgain { was_uncertain }),
        NoticeCommand::GiveUp { reason } if reason.trim().is_empty() => Err(NoticeRefusal::NoReason),
        NoticeCommand::GiveUp { reason } => Ok(NoticeEvent::GivenUp { reason }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MISSED: NoticeEvent = NoticeEvent::Called { reached: false, note: None };

    #[test]
    fn who_was_not_reached_is_called_again_and_who_was_reached_is_not() {
        let call = NoticeCommand::Call { reached: true, note: None };
        let reached = decide_by_hand([&MISSED], call.clone()).expect("a second call");
        assert_eq!(decide_by_hand([&MISSED, &reached], call), Err(NoticeRefusal::Told));
    }

    #[test]
    fn nobody_gives_up_without_a_reason() {
        let order = NoticeCommand::GiveUp { reason: " ".into() };
        assert_eq!(decide_by_hand([], order), Err(NoticeRefusal::NoReason));
    }
}
