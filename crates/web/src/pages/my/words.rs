//! Stages, turns and events of a case in plain words for the applicant.

use crate::parts::{Tag, Tone};
use crate::text::Text;
use cases::{CaseEvent, DeadlineKind, No, Station, Terms, Turn};
use std::borrow::Cow;

/// The status of a list row as a tag.
pub fn status(t: Text, code: &str) -> Tag {
    let (key, tone) = match code {
        "received" => ("stage-received", Tone::Active),
        "supplementing" => ("stage-supplementing", Tone::Yours),
        "examining" => ("stage-examining", Tone::Active),
        "suspended" => ("stage-suspended", Tone::Paused),
        "granted" => ("stage-granted", Tone::Good),
        "ready" => ("stage-ready", Tone::Good),
        "delivered" => ("stage-delivered", Tone::Good),
        "archived" => ("stage-archived", Tone::Neutral),
        "elsewhere" => ("stage-elsewhere", Tone::Active),
        "not_for_us" => ("stage-not-for-us", Tone::Bad),
        "refused" => ("stage-refused", Tone::Bad),
        "returned" => ("stage-returned", Tone::Bad),
        "lapsed" => ("stage-lapsed", Tone::Bad),
        "gap_overdue" => ("stage-gap-overdue", Tone::Bad),
        "withdrawn" => ("stage-withdrawn", Tone::Neutral),
        "terminated" => ("stage-terminated", Tone::Neutral),
        "revoked" => ("stage-revoked", Tone::Bad),
        _ => ("stage-other", Tone::Neutral),
    };
    Tag::new(t.msg(key), tone)
}

/// Whose turn it is, as one sentence; `department` is the acting body's name.
pub fn turn(t: Text, turn: &Turn, department: &str) -> String {
    let key = match turn {
        Turn::Applicant => "turn-applicant",
        Turn::Window => "turn-window",
        Turn::Acceptance(_) => "turn-acceptance",
        Turn::Confirmer { .. } => "turn-confirmer",
        Turn::Steps(_) => "turn-steps",
        Turn::Decider => "turn-decider",
        Turn::SpecialProcedure(_) => "turn-special",
        Turn::Issuer => "turn-issuer",
        Turn::Carrier => "turn-carrier",
        Turn::CommitmentCheck => "turn-check",
        Turn::OtherSystem => "turn-other-system",
        Turn::Nobody => "turn-nobody",
    };
    t.with(key, &[("department", &department)])
}

/// A station on the way.
pub fn station<'a>(t: Text, station: &Station, terms: &'a Terms) -> Cow<'a, str> {
    match station {
        Station::Received => t.msg("station-received"),
        Station::Supplement => t.msg("station-supplement"),
        Station::Accepted => t.msg("station-accepted"),
        Station::Decision => t.msg("station-decision"),
        Station::Result => t.msg("station-result"),
        Station::Delivery => t.msg("station-delivery"),
        Station::End(_) => t.msg("station-end"),
        Station::Step(key) => {
            terms.step(key).map_or_else(|| t.msg("station-step"), |step| Cow::Borrowed(t.read(&step.name)))
        }
    }
}

/// What a due date is for.
pub fn deadline(t: Text, kind: &DeadlineKind) -> Cow<'static, str> {
    t.msg(match kind {
        DeadlineKind::Notice => "deadline-notice",
        DeadlineKind::Supplement => "deadline-supplement",
        DeadlineKind::Confirmation => "deadline-confirmation",
        DeadlineKind::Promised => "deadline-promised",
        DeadlineKind::Legal => "deadline-legal",
        DeadlineKind::SameDay => "deadline-same-day",
        DeadlineKind::Step(_) => "deadline-step",
        DeadlineKind::Special => "deadline-special",
        DeadlineKind::HearingRequest => "deadline-hearing",
        DeadlineKind::Gap(_) => "deadline-gap",
        DeadlineKind::Result => "deadline-result",
        DeadlineKind::CommitmentCheck(_) => "deadline-check",
    })
}

/// What happened, in plain words; none for what is no news to the applicant.
pub fn event(t: Text, event: &CaseEvent) -> Option<(Cow<'static, str>, Tone)> {
    let (key, tone) = before_decision(event).or_else(|| after_decision(event))?;
    Some((t.msg(key), tone))
}

fn before_decision(event: &CaseEvent) -> Option<(&'static str, Tone)> {
    Some(match event {
        CaseEvent::Received(_) => ("event-received", Tone::Active),
        CaseEvent::CommitmentSigned(_) => ("event-commitment-signed", Tone::Neutral),
        CaseEvent::GapUndertaken(_) => ("event-gap-undertaken", Tone::Neutral),
        CaseEvent::GapFilled(_) => ("event-gap-filled", Tone::Good),
        CaseEvent::SupplementAsked(_) => ("event-supplement-asked", Tone::Yours),
        CaseEvent::Supplemented(_) => ("event-supplemented", Tone::Active),
        CaseEvent::Accepted(_) => ("event-accepted", Tone::Good),
        CaseEvent::DeemedAccepted(_) => ("event-deemed-accepted", Tone::Good),
        CaseEvent::NoProposed(_) => ("event-no-proposed", Tone::Warning),
        CaseEvent::NoEscalated(_) => ("event-no-escalated", Tone::Warning),
        CaseEvent::NoOverruled(_) => ("event-no-overruled", Tone::Good),
        CaseEvent::StepDone(_) => ("event-step-done", Tone::Active),
        CaseEvent::SentBack(_) => ("event-sent-back", Tone::Neutral),
        CaseEvent::SiteCheckAppointed(_) => ("event-site-check-appointed", Tone::Yours),
        CaseEvent::SiteChecked(_) => ("event-site-checked", Tone::Active),
        CaseEvent::PaymentAsked(_) => ("event-payment-asked", Tone::Yours),
        CaseEvent::PaymentSettled(_) => ("event-payment-settled", Tone::Good),
        CaseEvent::Suspended(_) => ("event-suspended", Tone::Paused),
        CaseEvent::Resumed(_) => ("event-resumed", Tone::Active),
        CaseEvent::HearingOffered(_) => ("event-hearing-offered", Tone::Yours),
        CaseEvent::HearingAsked(_) => ("event-hearing-asked", Tone::Neutral),
        CaseEvent::Extended(_) => ("event-extended", Tone::Warning),
        CaseEvent::Overdue(_) => ("event-overdue", Tone::Bad),
        CaseEvent::DuesRevised(_) => ("event-dues-revised", Tone::Neutral),
        CaseEvent::Mirrored(_) => ("event-mirrored", Tone::Active),
        _ => return None,
    })
}

fn after_decision(event: &CaseEvent) -> Option<(&'static str, Tone)> {
    Some(match event {
        CaseEvent::NotForUs(_) => ("event-not-for-us", Tone::Bad),
        CaseEvent::Refused(_) => ("event-refused", Tone::Bad),
        CaseEvent::Returned(_) => ("event-returned", Tone::Bad),
        CaseEvent::Denied(_) => ("event-denied", Tone::Bad),
        CaseEvent::Terminated(_) => ("event-terminated", Tone::Neutral),
        CaseEvent::Revoked(_) => ("event-revoked", Tone::Bad),
        CaseEvent::Lapsed(_) => ("event-lapsed", Tone::Bad),
        CaseEvent::GapOverdue(_) => ("event-gap-overdue", Tone::Bad),
        CaseEvent::Granted(_) => ("event-granted", Tone::Good),
        CaseEvent::ResultMade(_) => ("event-result-made", Tone::Good),
        CaseEvent::Corrected(_) => ("event-corrected", Tone::Neutral),
        CaseEvent::DeliveryChosen(_) => ("event-delivery-chosen", Tone::Neutral),
        CaseEvent::Shelved(_) => ("event-shelved", Tone::Yours),
        CaseEvent::Posted(_) => ("event-posted", Tone::Active),
        CaseEvent::Delivered(_) => ("event-delivered", Tone::Good),
        CaseEvent::Archived(_) => ("event-archived", Tone::Neutral),
        CaseEvent::CommitmentChecked(_) => ("event-commitment-checked", Tone::Neutral),
        CaseEvent::Withdrawn(_) => ("event-withdrawn", Tone::Neutral),
        _ => return None,
    })
}

/// A proposed or final no.
pub fn no(t: Text, no: No) -> Cow<'static, str> {
    t.msg(match no.code() {
        "not_for_us" => "no-not-for-us",
        "refuse" => "no-refuse",
        "return" => "no-return",
        "deny" => "no-deny",
        "terminate" => "no-terminate",
        _ => "no-other",
    })
}
