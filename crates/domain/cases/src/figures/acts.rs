//! What members of staff do on cases (practice.md 25): the work of a post, a person and a window.

use crate::{CaseEvent, Official};
use catalogue::StepKey;
use kernel::{Recorded, Timestamp, WindowId};

/// Something that a member of staff did on a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// 收件: took the application in.
    Received,
    /// 受理.
    Accepted,
    /// 补正: gave the one notice of all defects.
    Asked,
    /// 审查: gave an opinion.
    Examined,
    /// 拟不予: proposed a no.
    Proposed,
    /// 决定: granted, or confirmed a no.
    Decided,
    /// 送达: handed the result over.
    Delivered,
}

impl Act {
    /// All of them, in the order of a case.
    pub const ALL: [Act; 7] = [
        Act::Received,
        Act::Accepted,
        Act::Asked,
        Act::Examined,
        Act::Proposed,
        Act::Decided,
        Act::Delivered,
    ];

    /// A stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Act::Received => "received",
            Act::Accepted => "accepted",
            Act::Asked => "asked",
            Act::Examined => "examined",
            Act::Proposed => "proposed",
            Act::Decided => "decided",
            Act::Delivered => "delivered",
        }
    }

    /// What a code says.
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }
}

/// What an event says of the work of one official; none where the applicant, a program or the clock acted.
pub fn act_of(event: &CaseEvent) -> Option<(Act, &Official, Option<&WindowId>)> {
    let (act, by) = match event {
        CaseEvent::Received(received) => {
            let official = received.via.official.as_ref()?;
            return Some((Act::Received, official, received.via.window.as_ref()));
        }
        CaseEvent::Accepted(accepted) => (Act::Accepted, accepted.by.as_ref()?),
        CaseEvent::SupplementAsked(asked) => (Act::Asked, &asked.by),
        CaseEvent::StepDone(done) => (Act::Examined, &done.by),
        CaseEvent::NoProposed(proposed) => (Act::Proposed, &proposed.by),
        CaseEvent::Granted(granted) => (Act::Decided, &granted.by),
        CaseEvent::NotForUs(no)
        | CaseEvent::Refused(no)
        | CaseEvent::Returned(no)
        | CaseEvent::Denied(no)
        | CaseEvent::Terminated(no)
        | CaseEvent::Revoked(no) => (Act::Decided, &no.confirmed_by),
        CaseEvent::Delivered(handed) => (Act::Delivered, handed.by.as_ref()?),
        _ => return None,
    };
    Some((act, by, None))
}

/// Whole hours between the opening of a step and the opinion at `position` of the stream; a begun hour counts. None
/// where there is no opinion.
pub fn step_hours(events: &[Recorded<CaseEvent>], position: u64) -> Option<u32> {
    let place = events.iter().position(|recorded| recorded.position == position)?;
    let CaseEvent::StepDone(done) = &events[place].event else { return None };
    let opened = events[..place].iter().rev().find(|earlier| opens(&earlier.event, &done.step))?;
    Some(hours_between(opened.at, events[place].at))
}

fn opens(event: &CaseEvent, step: &StepKey) -> bool {
    let opened = match event {
        CaseEvent::Accepted(accepted) | CaseEvent::DeemedAccepted(accepted) => &accepted.opened,
        CaseEvent::StepDone(done) => &done.opened,
        CaseEvent::SentBack(back) => &back.opened,
        CaseEvent::PaymentSettled(settled) => &settled.opened,
        _ => return false,
    };
    opened.iter().any(|opened| opened.step == *step)
}

/// Whole hours between two times; a begun hour counts.
pub(super) fn hours_between(from: Timestamp, to: Timestamp) -> u32 {
    let seconds = to.duration_since(from).as_secs().max(0);
    u32::try_from(seconds.unsigned_abs().div_ceil(3600)).unwrap_or(u32::MAX)
}
