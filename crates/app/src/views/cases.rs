//! The view of cases: one row a case, who takes part, which steps are open, what the applicant was told.

mod row;
mod tables;

pub use tables::{CASES, COMMITMENTS, INBOX, OPEN_SEATS, OPEN_STEPS, PARTICIPANTS};

pub(crate) use row::EVERY_POST;

use self::row::{Row, due_columns};
use super::read;
use crate::desk::sees_department;
use crate::processes::occasion_of;
use ::cases::{CaseEvent, Ending, FinalNo, Party, PartyKind, RatingEvent, Received};
use identity::mask_name;
use ledger::{Opened, RowChange, Table, Value, View};

/// The fold of cases.
pub struct CaseList;

impl View for CaseList {
    fn name(&self) -> &'static str {
        "case_list"
    }

    fn version(&self) -> u32 {
        5
    }

    fn tables(&self) -> &'static [Table] {
        &[CASES, PARTICIPANTS, OPEN_SEATS, OPEN_STEPS, INBOX, COMMITMENTS]
    }

    fn fold(&self, opened: &Opened, changes: &mut Vec<RowChange>) {
        if opened.stream.kind() == "rating" {
            return rated(opened, changes);
        }
        if opened.stream.kind() != "case" {
            return;
        }
        let Some(event) = read::<CaseEvent>(opened) else { return };
        let mut row = Row { number: opened.stream.key(), at: opened.at, changes };
        case(&event, &mut row);
        work(&event, &mut row);
        if let Some(occasion) = occasion_of(&event) {
            row.told(opened.position, occasion.word());
        }
    }
}

/// The newest stars of a case: the addition (追评) goes before the rating.
fn rated(opened: &Opened, changes: &mut Vec<RowChange>) {
    let said = match read::<RatingEvent>(opened) {
        Some(RatingEvent::Given { said, .. } | RatingEvent::Added { said, .. }) => said,
        _ => return,
    };
    let key = vec![("number", opened.stream.key().into())];
    let set = vec![("stars", i64::from(said.stars.count()).into())];
    changes.push(RowChange::Set { table: "cases", key, set });
}

fn case(event: &CaseEvent, row: &mut Row<'_>) {
    match event {
        CaseEvent::Received(received) => received_row(received, row),
        CaseEvent::SupplementAsked(asked) => {
            let (table, key) = ("cases", vec![("number", row.number.into())]);
            row.changes.push(RowChange::Add { table, key, add: vec![("supplements", 1)] });
            row.status("supplementing", vec![("due_at", asked.deadline.at.into())]);
        }
        CaseEvent::Supplemented(supplemented) => supplemented_row(supplemented, row),
        CaseEvent::Accepted(accepted) | CaseEvent::DeemedAccepted(accepted) => {
            let mut set = due_columns(&accepted.dues);
            set.push(("accepted_at", accepted.effective.into()));
            row.status("examining", set);
        }
        CaseEvent::NoProposed(proposed) => {
            row.set(vec![("proposal", proposed.no.code().into()), ("due_at", proposed.due.at.into())]);
        }
        CaseEvent::NoEscalated(_) => row.set(vec![("escalated", 1_i64.into())]),
        CaseEvent::NoOverruled(_) => {
            row.set(vec![("proposal", Value::Null), ("escalated", 0_i64.into())]);
        }
        CaseEvent::Suspended(suspended) => {
            row.dues(&suspended.dues);
            row.status("suspended", Vec::new());
        }
        CaseEvent::Resumed(resumed) => {
            row.dues(&resumed.dues);
            row.status("examining", Vec::new());
        }
        CaseEvent::Extended(extended) => row.dues(&extended.dues),
        CaseEvent::PaymentAsked(asked) => row.dues(&asked.dues),
        CaseEvent::PaymentSettled(settled) => row.dues(&settled.dues),
        CaseEvent::GapFilled(filled) => row.dues(&filled.dues),
        CaseEvent::DuesRevised(revised) => row.dues(&revised.dues),
        CaseEvent::Granted(granted) => granted_row(granted, row),
        CaseEvent::ResultMade(_) => row.status("ready", Vec::new()),
        CaseEvent::Delivered(_) => delivered_row(row),
        CaseEvent::Archived(_) => row.status("archived", Vec::new()),
        other => ended(other, row),
    }
}

fn received_row(received: &Received, row: &mut Row<'_>) {
    let name = |party: &Party| party.details.get().map(|details| details.name.clone());
    let shown = name(&received.applicant).map(|name| match received.applicant.kind {
        PartyKind::Person => mask_name(&name),
        PartyKind::Organisation => name,
    });
    let elsewhere = received.notice.is_none();
    let set = vec![
        ("matter", received.terms.matter.as_str().into()),
        ("matter_name", received.terms.name.chinese.as_str().into()),
        ("regime", received.terms.regime.code().into()),
        ("department", received.terms.department.as_str().into()),
        ("acceptance", received.terms.acceptance.code().into()),
        ("channel", received.via.channel.code().into()),
        ("unit", Value::maybe(received.via.official.as_ref().map(|official| official.unit.0.clone()))),
        ("person", received.applicant.person.to_string().into()),
        ("applicant", Value::maybe(shown)),
        ("party", party_word(received.applicant.kind).into()),
        ("status", if elsewhere { "elsewhere" } else { "received" }.into()),
        ("received_at", row.at.into()),
        ("due_at", Value::maybe(received.notice.map(|due| due.at))),
        ("provisional", received.notice.is_some_and(|due| due.provisional).into()),
        ("suspended", 0_i64.into()),
        ("escalated", 0_i64.into()),
        ("supplements", 0_i64.into()),
        ("words", search_words(received).into()),
    ];
    let key = vec![("number", row.number.into())];
    row.changes.push(RowChange::Put { table: "cases", key, set });
    first_participants(received, row);
}

fn first_participants(received: &Received, row: &mut Row<'_>) {
    row.takes_part(&format!("person:{}", received.applicant.person), "applicant");
    if let Some(agent) = &received.agent {
        row.takes_part(&format!("person:{}", agent.person), "applicant");
    }
    let department = &received.terms.department;
    row.takes_part(department.as_str(), EVERY_POST);
    if let Some(official) = &received.via.official
        && (official.unit != *department || !sees_department(official.role))
    {
        row.takes_part(official.unit.as_str(), official.role.code());
        row.sits(official.unit.as_str(), official.role.code());
    }
}

/// What a case is found by: its number, its matter, and answers that the form declares open.
fn search_words(received: &Received) -> String {
    let mut text = format!("{} {}", received.number, received.terms.name.chinese);
    for value in received.form.open.values() {
        if let Some(answer) = value.as_str() {
            text.push(' ');
            text.push_str(answer);
        }
    }
    for number in &received.numbers {
        text.push(' ');
        text.push_str(&number.number);
    }
    ledger::Ledger::searchable(&text)
}

const fn party_word(kind: PartyKind) -> &'static str {
    match kind {
        PartyKind::Person => "person",
        PartyKind::Organisation => "organisation",
    }
}

fn supplemented_row(supplemented: &::cases::Supplemented, row: &mut Row<'_>) {
    if supplemented.left.is_empty() {
        let due = supplemented.same_day.or(supplemented.notice);
        let mut set = Vec::new();
        if let Some(due) = due {
            set.push(("due_at", due.at.into()));
        }
        row.status("received", set);
    }
}

fn granted_row(granted: &::cases::Granted, row: &mut Row<'_>) {
    row.close_steps();
    let due = granted.result.map(|due| due.at);
    let set = vec![
        ("outcome", if granted.with_gaps { "granted_with_gaps" } else { "granted" }.into()),
        ("decided_at", row.at.into()),
        ("due_at", Value::maybe(due)),
        ("yellow_at", Value::Null),
    ];
    row.status(if granted.result.is_some() { "granted" } else { "ready" }, set);
}

fn delivered_row(row: &mut Row<'_>) {
    row.leave_seats();
    let set = vec![("delivered_at", row.at.into()), ("closed_at", row.at.into()), ("due_at", Value::Null)];
    row.status("delivered", set);
}

fn ended(event: &CaseEvent, row: &mut Row<'_>) {
    let ending = match event {
        CaseEvent::NotForUs(_) => Ending::NotForUs,
        CaseEvent::Refused(_) => Ending::Refused,
        CaseEvent::Returned(_) => Ending::Returned,
        CaseEvent::Lapsed(_) => Ending::Lapsed,
        CaseEvent::GapOverdue(_) => Ending::GapOverdue,
        CaseEvent::Withdrawn(_) => Ending::Withdrawn,
        CaseEvent::Terminated(_) => Ending::Terminated,
        CaseEvent::Revoked(_) => Ending::Revoked,
        CaseEvent::Denied(no) => return denied(no, row),
        _ => return,
    };
    row.over(ending.code(), ending.code());
}

// A denial is a decision: the paper is still to be handed over.
fn denied(_: &FinalNo, row: &mut Row<'_>) {
    row.close_steps();
    let set = vec![
        ("outcome", "denied".into()),
        ("decided_at", row.at.into()),
        ("due_at", Value::Null),
        ("proposal", Value::Null),
        ("escalated", 0_i64.into()),
    ];
    row.status("ready", set);
}

/// Steps and commitments.
fn work(event: &CaseEvent, row: &mut Row<'_>) {
    match event {
        CaseEvent::Accepted(accepted) | CaseEvent::DeemedAccepted(accepted) => {
            row.open_steps(&accepted.opened)
        }
        CaseEvent::StepClaimed(taken) | CaseEvent::StepReleased(taken) => {
            let claimed = matches!(event, CaseEvent::StepClaimed(_)).then(|| taken.by.account.to_string());
            let key = vec![("number", row.number.into()), ("step", taken.step.as_str().into())];
            let set = vec![("claimed_by", Value::maybe(claimed))];
            row.changes.push(RowChange::Set { table: "open_steps", key, set });
        }
        CaseEvent::StepDone(done) => {
            row.close_step(done.step.as_str());
            row.open_steps(&done.opened);
        }
        CaseEvent::SentBack(back) => {
            for step in &back.undone {
                row.close_step(step.as_str());
            }
            row.open_steps(&back.opened);
        }
        CaseEvent::PaymentSettled(settled) => row.open_steps(&settled.opened),
        CaseEvent::CommitmentSigned(signed) => {
            let key = vec![("number", row.number.into()), ("material", signed.material.as_str().into())];
            let set = vec![
                ("matter", signed.matter.as_str().into()),
                ("person", signed.by.to_string().into()),
                ("party", party_word(signed.kind).into()),
                ("signed_at", row.at.into()),
            ];
            row.changes.push(RowChange::Put { table: "commitments", key, set });
        }
        CaseEvent::CommitmentChecked(checked) => {
            let key = vec![("number", row.number.into()), ("material", checked.material.as_str().into())];
            let finding = serde_json::to_value(checked.finding)
                .ok()
                .and_then(|value| value.as_str().map(str::to_owned));
            let set = vec![("finding", Value::maybe(finding)), ("checked_at", row.at.into())];
            row.changes.push(RowChange::Set { table: "commitments", key, set });
        }
        _ => {}
    }
}
