//! What happened to a case, as its timeline tells it at the desk.

use super::words;
use crate::parts::{Event, Timeline, Tone};
use crate::text::Text;
use app::Content;
use app::cases::{CasePage, StoryLine};
use cases::{Case, CaseEvent, DeadlineKind, Official, Proof, SettlementKept};
use kernel::ActorKind;

/// The whole story, latest first.
pub fn timeline(t: Text, file: &CasePage, content: &Content) -> Timeline {
    let event = |line: &StoryLine| {
        let Told { title, said, tone } = told(t, &file.case, &line.event);
        let mut event = Event::new(title, t.moment(line.at)).at(line.at.to_string()).tone(tone);
        event = event.by(who(t, content, line));
        match said {
            Some(said) => event.said(said),
            None => event,
        }
    };
    Timeline::new(file.story.iter().rev().map(event).collect())
}

/// One thing that happened, in one line.
pub fn in_one_line(t: Text, file: &CasePage, content: &Content, line: &StoryLine) -> String {
    let told = told(t, &file.case, &line.event);
    format!("{} {} {}", t.moment(line.at), who(t, content, line), told.title)
}

struct Told {
    title: String,
    said: Option<String>,
    tone: Tone,
}

/// Who acted: the post and the unit; names of staff are for the audit (practice.md 22).
fn who(t: Text, content: &Content, line: &StoryLine) -> String {
    if let Some(official) = official_of(&line.event) {
        let unit = content.department_name(&official.unit, t.language());
        return format!("{unit} {}", words::post(t, official.role));
    }
    let key = match line.actor.kind {
        ActorKind::Applicant => "desk-who-applicant",
        ActorKind::Staff => "desk-who-staff",
        ActorKind::Administrator => "desk-who-administrator",
        ActorKind::Clock => "desk-who-clock",
        ActorKind::System => "desk-who-system",
    };
    match &line.actor.unit {
        Some(unit) => format!("{} {}", content.department_name(unit, t.language()), t.msg(key)),
        None => t.msg(key).into_owned(),
    }
}

fn official_of(event: &CaseEvent) -> Option<&Official> {
    Some(match event {
        CaseEvent::Received(received) => received.via.official.as_ref()?,
        CaseEvent::SupplementAsked(event) => &event.by,
        CaseEvent::Accepted(event) => event.by.as_ref()?,
        CaseEvent::NoProposed(event) => &event.by,
        CaseEvent::NoOverruled(event) => &event.by,
        CaseEvent::NotForUs(no)
        | CaseEvent::Refused(no)
        | CaseEvent::Returned(no)
        | CaseEvent::Denied(no)
        | CaseEvent::Terminated(no)
        | CaseEvent::Revoked(no) => &no.confirmed_by,
        CaseEvent::StepClaimed(event) | CaseEvent::StepReleased(event) => &event.by,
        CaseEvent::StepDone(event) => &event.by,
        CaseEvent::SentBack(event) => &event.by,
        CaseEvent::SiteCheckAppointed(event) => &event.by,
        CaseEvent::SiteChecked(event) => &event.by,
        CaseEvent::Granted(event) => &event.by,
        CaseEvent::Extended(event) => &event.by,
        CaseEvent::Suspended(event) => &event.by,
        CaseEvent::Resumed(event) => &event.by,
        CaseEvent::Shelved(event) => &event.by,
        CaseEvent::Posted(event) => &event.by,
        CaseEvent::CommitmentChecked(event) => &event.by,
        _ => return None,
    })
}

fn material(t: Text, case: &Case, key: &catalogue::MaterialKey) -> String {
    case.terms().material(key).map_or_else(|| key.to_string(), |term| t.read(&term.name).to_owned())
}

fn step(t: Text, case: &Case, key: &catalogue::StepKey) -> String {
    case.terms().step(key).map_or_else(|| key.to_string(), |step| t.read(&step.name).to_owned())
}

/// What happened, in words.
fn told(t: Text, case: &Case, event: &CaseEvent) -> Told {
    let plain = |key: &str, tone| Told { title: t.msg(key).into_owned(), said: None, tone };
    let more =
        |key: &str, said: String, tone| Told { title: t.msg(key).into_owned(), said: Some(said), tone };
    match event {
        CaseEvent::Received(_) => plain("desk-told-received", Tone::Active),
        CaseEvent::CommitmentSigned(signed) => {
            more("desk-told-commitment", material(t, case, &signed.material), Tone::Active)
        }
        CaseEvent::GapUndertaken(gap) => {
            let values: &[(&str, &dyn crate::text::Value)] =
                &[("material", &material(t, case, &gap.material)), ("until", &t.day_of(gap.until.at))];
            more("desk-told-gap", t.with("desk-told-gap-said", values), Tone::Warning)
        }
        CaseEvent::GapFilled(filled) => {
            let names: Vec<_> =
                filled.materials.iter().map(|given| material(t, case, &given.material)).collect();
            more("desk-told-gap-filled", names.join("、"), Tone::Good)
        }
        CaseEvent::GapOverdue(gap) => {
            more("desk-told-gap-overdue", material(t, case, &gap.material), Tone::Bad)
        }
        CaseEvent::SupplementAsked(asked) => {
            let defects: Vec<&str> = asked.defects.iter().map(|defect| defect.text.text()).collect();
            more("desk-told-asked", defects.join("；"), Tone::Paused)
        }
        CaseEvent::Supplemented(supplemented) => {
            let names = supplemented.materials.iter().map(|given| material(t, case, &given.material));
            let names: Vec<_> = names.collect();
            more("desk-told-supplemented", names.join("、"), Tone::Active)
        }
        CaseEvent::Lapsed(_) => plain("desk-told-lapsed", Tone::Bad),
        CaseEvent::Accepted(_) => plain("desk-told-accepted", Tone::Good),
        CaseEvent::DeemedAccepted(_) => plain("desk-told-deemed", Tone::Warning),
        CaseEvent::NoProposed(no) => {
            let said = t.with("desk-task-confirm", &[("no", &words::no(t, no.no))]);
            more("desk-told-no-proposed", format!("{said}：{}", no.reasons.text()), Tone::Warning)
        }
        CaseEvent::NoEscalated(_) => plain("desk-told-escalated", Tone::Bad),
        CaseEvent::NoOverruled(no) => more("desk-told-overruled", no.reasons.text().to_owned(), Tone::Good),
        CaseEvent::NotForUs(no) => more("desk-state-not-for-us", no.reasons.text().to_owned(), Tone::Bad),
        CaseEvent::Refused(no) => more("desk-state-refused", no.reasons.text().to_owned(), Tone::Bad),
        CaseEvent::Returned(no) => more("desk-state-returned", no.reasons.text().to_owned(), Tone::Bad),
        CaseEvent::Denied(no) => more("desk-told-denied", no.reasons.text().to_owned(), Tone::Bad),
        CaseEvent::Terminated(no) => more("desk-state-terminated", no.reasons.text().to_owned(), Tone::Bad),
        CaseEvent::Revoked(no) => more("desk-state-revoked", no.reasons.text().to_owned(), Tone::Bad),
        other => work(t, case, other),
    }
}

/// Examination, decision, delivery.
fn work(t: Text, case: &Case, event: &CaseEvent) -> Told {
    let plain = |key: &str, tone| Told { title: t.msg(key).into_owned(), said: None, tone };
    let more =
        |key: &str, said: String, tone| Told { title: t.msg(key).into_owned(), said: Some(said), tone };
    let of_step = |key: &str, at: &catalogue::StepKey, tone| Told {
        title: t.with(key, &[("step", &step(t, case, at))]),
        said: None,
        tone,
    };
    match event {
        CaseEvent::StepClaimed(taken) => of_step("desk-told-claimed", &taken.step, Tone::Active),
        CaseEvent::StepReleased(taken) => of_step("desk-told-released", &taken.step, Tone::Neutral),
        CaseEvent::StepDone(done) => {
            let agrees = done.verdict == cases::Verdict::Agree;
            let tone = if agrees { Tone::Good } else { Tone::Bad };
            let title = t.with(
                "desk-told-done",
                &[("step", &step(t, case, &done.step)), ("verdict", &words::verdict(t, done.verdict))],
            );
            Told { title, said: Some(done.opinion.text().to_owned()), tone }
        }
        CaseEvent::SentBack(back) => {
            let title = t.with("desk-told-sent-back", &[("step", &step(t, case, &back.to))]);
            Told { title, said: Some(back.reasons.text().to_owned()), tone: Tone::Warning }
        }
        CaseEvent::SiteCheckAppointed(site) => {
            more("desk-told-site-appointed", t.moment(site.at), Tone::Active)
        }
        CaseEvent::SiteChecked(site) => {
            more("desk-told-site-checked", site.record.text().to_owned(), Tone::Active)
        }
        CaseEvent::PaymentAsked(asked) => {
            more("desk-told-payment-asked", t.money(asked.amount), Tone::Active)
        }
        CaseEvent::PaymentSettled(settled) => match &settled.how {
            SettlementKept::Paid { reference, .. } => more("desk-told-paid", reference.clone(), Tone::Good),
            SettlementKept::Waived { basis } => more("desk-told-waived", basis.text().to_owned(), Tone::Good),
        },
        CaseEvent::Suspended(special) => {
            let said = t.with(
                "desk-told-suspended-said",
                &[
                    ("kind", &special.kind.chinese()),
                    ("planned", &special.planned.in_words(t.language())),
                    ("law", &special.law),
                ],
            );
            more("desk-told-suspended", said, Tone::Paused)
        }
        CaseEvent::Resumed(resumed) => {
            more("desk-told-resumed", resumed.outcome.text().to_owned(), Tone::Active)
        }
        CaseEvent::HearingOffered(_) => plain("desk-told-hearing-offered", Tone::Active),
        CaseEvent::HearingAsked(_) => plain("desk-told-hearing-asked", Tone::Warning),
        CaseEvent::Extended(extended) => {
            more("desk-told-extended", extended.reasons.text().to_owned(), Tone::Warning)
        }
        CaseEvent::Granted(granted) => {
            more("desk-told-granted", granted.opinion.text().to_owned(), Tone::Good)
        }
        CaseEvent::ResultMade(made) => match &made.number {
            Some(number) => more("desk-told-made", number.clone(), Tone::Good),
            None => plain("desk-told-made", Tone::Good),
        },
        CaseEvent::Corrected(corrected) => {
            more("desk-told-corrected", corrected.text.text().to_owned(), Tone::Neutral)
        }
        CaseEvent::DeliveryChosen(chosen) => {
            more("desk-told-delivery", chosen.choice.way.chinese().to_owned(), Tone::Neutral)
        }
        CaseEvent::Shelved(shelved) => more("desk-told-shelved", shelved.place.clone(), Tone::Neutral),
        CaseEvent::Posted(posted) => {
            more("desk-told-posted", format!("{} {}", posted.carrier, posted.tracking), Tone::Active)
        }
        CaseEvent::Delivered(handed) => {
            let way = handed.way.chinese();
            let said = match &handed.proof {
                Proof::Carrier { reference } => format!("{way} {reference}"),
                Proof::SignedByAgent { name, .. } => format!("{way} {}", name.text()),
                Proof::Signed { .. } | Proof::Electronic => way.to_owned(),
            };
            more("desk-told-delivered", said, Tone::Good)
        }
        CaseEvent::Archived(_) => plain("desk-told-archived", Tone::Neutral),
        CaseEvent::CommitmentChecked(checked) => {
            let said = format!("{}：{}", words::finding(t, checked.finding), checked.note.text());
            more("desk-told-checked", said, Tone::Active)
        }
        CaseEvent::Withdrawn(_) => plain("desk-told-withdrawn", Tone::Neutral),
        CaseEvent::Overdue(kind) => more("desk-told-overdue", deadline(t, case, kind), Tone::Bad),
        CaseEvent::Mirrored(_) => plain("desk-told-mirrored", Tone::Active),
        CaseEvent::NumberLinked(number) => {
            more("desk-told-number", format!("{} {}", number.kind, number.number), Tone::Neutral)
        }
        _ => plain("desk-told-dues-revised", Tone::Neutral),
    }
}

/// What a due date is for.
pub fn deadline(t: Text, case: &Case, kind: &DeadlineKind) -> String {
    let plain = |key: &str| t.msg(key).into_owned();
    match kind {
        DeadlineKind::Notice => plain("desk-due-notice"),
        DeadlineKind::Supplement => plain("desk-due-supplement"),
        DeadlineKind::Confirmation => plain("desk-due-confirmation"),
        DeadlineKind::Promised => plain("desk-due-promised"),
        DeadlineKind::Legal => plain("desk-due-legal"),
        DeadlineKind::SameDay => plain("desk-due-same-day"),
        DeadlineKind::Step(key) => t.with("desk-due-step", &[("step", &step(t, case, key))]),
        DeadlineKind::Special => plain("desk-due-special"),
        DeadlineKind::HearingRequest => plain("desk-due-hearing"),
        DeadlineKind::Gap(key) => t.with("desk-due-gap", &[("material", &material(t, case, key))]),
        DeadlineKind::Result => plain("desk-due-result"),
        DeadlineKind::CommitmentCheck(key) => {
            t.with("desk-due-check", &[("material", &material(t, case, key))])
        }
    }
}
