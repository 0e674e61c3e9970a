//! An event of a case is told to the applicant: in the inbox by the view, by mail and text message from here.

use crate::{Problem, Work};
use ::cases::{Case, CaseEvent};
use jiff::SignedDuration;
use kernel::{CaseNumber, PersonId, Private, StreamId, Timestamp};
use ledger::Outgoing;
use notices::{Channel, Occasion, Reach, dispatches};
use serde::{Deserialize, Serialize};

/// How many days before its end somebody is reminded of what is owed; a documented default.
const REMINDER_DAYS: i64 = 3;

/// The task to tell somebody something on one channel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoticeTask {
    /// About which case; none for a one-time code.
    pub number: Option<CaseNumber>,
    /// After which event of the case: the text says what was known then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<u64>,
    /// On which occasion.
    pub occasion: Occasion,
    /// The address or number.
    pub to: Private<String>,
    /// The matter's name, for the text.
    pub matter: String,
    /// Further words of the text: a one-time code, an answer.
    pub detail: Option<Private<String>>,
    /// From this time on it is worth nothing and is not sent any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Timestamp>,
}

/// Whom to tell, and how that person can be reached.
pub(crate) struct Addressee {
    /// The person: the key of all personal values.
    pub person: PersonId,
    /// Telephone, as typed.
    pub telephone: Option<String>,
    /// Mail address.
    pub mail: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// Whether the person agreed to electronic service.
    pub electronic_service: bool,
}

/// Something to be told on every channel that reaches the addressee.
pub(crate) struct Telling {
    /// On which occasion.
    pub occasion: Occasion,
    /// About which case, after which of its events.
    pub about: Option<(CaseNumber, u64)>,
    /// The matter's name.
    pub matter: String,
    /// Further words of the text.
    pub detail: Option<String>,
    /// The stream whose keys seal the task.
    pub stream: StreamId,
    /// Unique for what is told; the channel is added.
    pub key: String,
    /// Not before this time; quiet hours come on top.
    pub from: Timestamp,
    /// From this time on it is worth nothing.
    pub expires: Option<Timestamp>,
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

/// Leaves a task for each channel that reaches the applicant, and reminders of what the applicant owes.
pub(super) fn follow(
    work: &mut Work<'_>,
    case: &Case,
    event: &CaseEvent,
    position: u64,
) -> Result<(), Problem> {
    let addressee = addressee_of(case);
    if let Some(occasion) = occasion_of(event) {
        let telling = about(case, occasion, position, work.moment.now);
        tell(work, &addressee, &telling)?;
    }
    let Some((occasion, due)) = owed(event) else { return Ok(()) };
    let from = due - SignedDuration::from_hours(24 * REMINDER_DAYS);
    if from <= work.moment.now {
        return Ok(());
    }
    let telling = Telling { from, expires: Some(due), ..about(case, occasion, position, work.moment.now) };
    tell(work, &addressee, &telling)
}

/// What the applicant owes from this event on, and until when; the worker drops the reminder if it came meanwhile.
fn owed(event: &CaseEvent) -> Option<(Occasion, Timestamp)> {
    match event {
        CaseEvent::SupplementAsked(asked) => Some((Occasion::SupplementReminder, asked.deadline.at)),
        CaseEvent::GapUndertaken(gap) => Some((Occasion::GapReminder, gap.until.at)),
        _ => None,
    }
}

fn about(case: &Case, occasion: Occasion, position: u64, now: Timestamp) -> Telling {
    Telling {
        occasion,
        about: Some((case.number().clone(), position)),
        matter: case.terms().name.chinese.clone(),
        detail: None,
        stream: Case::stream(case.number()),
        key: format!("{}-{position}-{}", case.number(), occasion.word()),
        from: now,
        expires: None,
    }
}

/// Leaves a task for each channel that reaches the addressee; demo life and imports tell nobody.
///
/// # Errors
/// A fault while a task is written as JSON.
pub(crate) fn tell(work: &mut Work<'_>, to: &Addressee, telling: &Telling) -> Result<(), Problem> {
    // Somebody who logs in while the demo fills still waits for her code.
    if !work.city.tells_outside() && !telling.occasion.is_urgent() {
        return Ok(());
    }
    let content = work.city.content();
    let quiet = work.city.settings().quiet_hours;
    for dispatch in dispatches(telling.occasion, reach_of(to), &quiet, telling.from, content.zone()) {
        let Some((topic, address)) = target(to, dispatch.channel) else { continue };
        let task = NoticeTask {
            number: telling.about.as_ref().map(|(number, _)| number.clone()),
            position: telling.about.as_ref().map(|(_, position)| *position),
            occasion: telling.occasion,
            to: Private::new(to.person, address),
            matter: telling.matter.clone(),
            detail: telling.detail.clone().map(|detail| Private::new(to.person, detail)),
            expires: telling.expires,
        };
        let body =
            serde_json::to_value(&task).map_err(|cause| Problem::fault("leaving a notice task", cause))?;
        work.send(Outgoing {
            topic,
            key: format!("{}-{topic}", telling.key),
            body,
            stream: telling.stream.clone(),
            not_before: dispatch.not_before,
        });
    }
    Ok(())
}

/// Whom a case tells: who acts for the applicant, else the applicant.
pub(crate) fn addressee_of(case: &Case) -> Addressee {
    let party = case.agent().unwrap_or(case.applicant());
    let details = party.details.get();
    Addressee {
        person: party.person,
        telephone: details.and_then(|details| details.telephone.clone()),
        mail: details.and_then(|details| details.email.clone()),
        address: details.and_then(|details| details.address.clone()),
        electronic_service: case.delivery().is_some_and(|choice| choice.electronic_consent),
    }
}

fn reach_of(to: &Addressee) -> Reach {
    let telephone = to.telephone.as_deref().and_then(|text| identity::Telephone::parse(text).ok());
    Reach {
        mail: to.mail.as_deref().is_some_and(|mail| mail.contains('@')),
        sms: telephone.as_ref().is_some_and(identity::Telephone::takes_sms),
        telephone: telephone.is_some(),
        post: to.address.as_deref().is_some_and(|address| !address.trim().is_empty()),
        electronic_service: to.electronic_service,
    }
}

/// The worker's topic and the address; the inbox is a view and needs no worker.
fn target(to: &Addressee, channel: Channel) -> Option<(&'static str, String)> {
    let number = || to.telephone.as_deref().and_then(|text| identity::Telephone::parse(text).ok());
    match channel {
        Channel::Inbox => None,
        Channel::Mail => Some(("mail", to.mail.clone()?)),
        Channel::Sms => Some(("sms", number()?.as_str().to_owned())),
        Channel::Telephone => Some(("call", number()?.as_str().to_owned())),
        Channel::Post => Some(("letter", to.address.clone()?)),
    }
}
