//! An event of a case is told to the applicant: in the inbox by the view, by mail and text message from here.

use crate::{Problem, Work};
use ::cases::{Case, CaseEvent, Party};
use kernel::{CaseNumber, Private};
use ledger::Outgoing;
use notices::{Channel, Occasion, Reach, dispatches};
use serde::{Deserialize, Serialize};

/// The task to tell somebody something on one channel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoticeTask {
    /// About which case; none for a one-time code.
    pub number: Option<CaseNumber>,
    /// On which occasion.
    pub occasion: Occasion,
    /// The address or number.
    pub to: Private<String>,
    /// The matter's name, for the text.
    pub matter: String,
    /// Further words of the text, such as a due date.
    pub detail: Option<Private<String>>,
}

/// On which occasion an event is told; none for what happens inside.
pub fn occasion_of(event: &CaseEvent) -> Option<Occasion> {
    Some(match event {
        CaseEvent::Received(_) => Occasion::Received,
        CaseEvent::SupplementAsked(_) => Occasion::SupplementAsked,
        CaseEvent::Accepted(_) | CaseEvent::DeemedAccepted(_) => Occasion::Accepted,
        CaseEvent::NoProposed(_) => Occasion::NoProposed,
        CaseEvent::Refused(_) => Occasion::NotAccepted,
        CaseEvent::NotForUs(_) => Occasion::NotForUs,
        CaseEvent::Lapsed(_) | CaseEvent::GapOverdue(_) | CaseEvent::Returned(_) => Occasion::Lapsed,
        CaseEvent::Suspended(_) => Occasion::Suspended,
        CaseEvent::Resumed(_) => Occasion::Resumed,
        CaseEvent::Extended(_) => Occasion::Extended,
        CaseEvent::Granted(_) => Occasion::Granted,
        CaseEvent::Denied(_) => Occasion::Denied,
        CaseEvent::ResultMade(_) | CaseEvent::Posted(_) | CaseEvent::Shelved(_) => Occasion::ResultReady,
        CaseEvent::Delivered(_) => Occasion::Delivered,
        CaseEvent::Withdrawn(_) | CaseEvent::Terminated(_) | CaseEvent::Revoked(_) => Occasion::Ended,
        CaseEvent::DuesRevised(revised)
            if revised.moved.iter().any(|moved| moved.before.at < moved.after.at) =>
        {
            Occasion::DueMoved
        }
        _ => return None,
    })
}

/// Leaves a task for each channel that reaches the applicant.
pub(super) fn follow(
    work: &mut Work<'_>,
    case: &Case,
    event: &CaseEvent,
    position: u64,
) -> Result<(), Problem> {
    let Some(occasion) = occasion_of(event) else { return Ok(()) };
    if !work.city.tells_outside() {
        return Ok(());
    }
    let content = work.city.content();
    let consent = case.delivery().is_some_and(|choice| choice.electronic_consent);
    let party = case.agent().unwrap_or(case.applicant());
    let reach = reach_of(party, consent);
    let quiet = work.city.settings().quiet_hours;
    for dispatch in dispatches(occasion, reach, &quiet, work.moment.now, content.zone()) {
        let Some((topic, to)) = target(party, dispatch.channel) else { continue };
        let task = NoticeTask {
            number: Some(case.number().clone()),
            occasion,
            to: Private::new(party.person, to),
            matter: case.terms().name.chinese.clone(),
            detail: None,
        };
        let body =
            serde_json::to_value(&task).map_err(|cause| Problem::fault("leaving a notice task", cause))?;
        work.send(Outgoing {
            topic,
            key: format!("{}-{position}-{}-{topic}", case.number(), occasion.word()),
            body,
            stream: Case::stream(case.number()),
            not_before: dispatch.not_before,
        });
    }
    Ok(())
}

fn reach_of(party: &Party, electronic_service: bool) -> Reach {
    let Some(details) = party.details.get() else { return Reach::default() };
    let telephone = details.telephone.as_deref().and_then(|text| identity::Telephone::parse(text).ok());
    Reach {
        mail: details.email.as_deref().is_some_and(|mail| mail.contains('@')),
        sms: telephone.as_ref().is_some_and(identity::Telephone::takes_sms),
        telephone: telephone.is_some(),
        post: details.address.is_some(),
        electronic_service,
    }
}

/// The worker's topic and the address; the inbox is a view and needs no worker.
fn target(party: &Party, channel: Channel) -> Option<(&'static str, String)> {
    let details = party.details.get()?;
    match channel {
        Channel::Inbox => None,
        Channel::Mail => Some(("mail", details.email.clone()?)),
        Channel::Sms => Some(("sms", details.telephone.clone()?)),
        Channel::Telephone => Some(("call", details.telephone.clone()?)),
        Channel::Post => Some(("letter", details.address.clone()?)),
    }
}
