//! Answers to a proposed no, the decision, its extension, and what follows a commitment.

use super::{Act, Asking, Order, Wrong, by_staff};
use crate::pages::desk::words;
use crate::parts::Field;
use app::Action;
use cases::{CheckCommitment, ConfirmNo, Correct, Extend, Finding, Grant, Move, OverruleNo};

pub(super) const ACTS: &[Act] = &[
    Act {
        slug: "grant",
        path: "/desk/cases/{number}/grant",
        step: Move::Grant,
        action: Action::Decide,
        keys: "d g",
        title: "desk-act-grant",
        lead: "desk-act-grant-lead",
        law: Some("desk-act-grant-law"),
        done: "desk-act-grant-done",
        careful: true,
        questions: |asking| {
            vec![
                asking.lines("opinion", "desk-opinion"),
                asking.lines("conditions", "desk-conditions").optional(),
            ]
        },
        read: |asking| {
            let opinion = asking.must("opinion")?;
            let conditions = asking.sent.some("conditions");
            Ok(by_staff(move |by| Grant { opinion: opinion.clone(), conditions: conditions.clone(), by }))
        },
    },
    Act {
        slug: "confirm-no",
        path: "/desk/cases/{number}/confirm-no",
        step: Move::ConfirmNo,
        action: Action::ConfirmNo,
        keys: "d c",
        title: "desk-act-confirm-no",
        lead: "desk-act-confirm-no-lead",
        law: Some("desk-act-confirm-no-law"),
        done: "desk-act-confirm-no-done",
        careful: true,
        questions: |asking| vec![asking.lines("reasons", "desk-confirm-reasons")],
        read: |asking| {
            let reasons = asking.must("reasons")?;
            Ok(by_staff(move |by| ConfirmNo { reasons: reasons.clone(), by }))
        },
    },
    Act {
        slug: "overrule-no",
        path: "/desk/cases/{number}/overrule-no",
        step: Move::OverruleNo,
        action: Action::ConfirmNo,
        keys: "d o",
        title: "desk-act-overrule-no",
        lead: "desk-act-overrule-no-lead",
        law: Some("desk-act-confirm-no-law"),
        done: "desk-act-overrule-no-done",
        careful: true,
        questions: |asking| vec![asking.lines("reasons", "desk-overrule-reasons")],
        read: |asking| {
            let reasons = asking.must("reasons")?;
            Ok(by_staff(move |by| OverruleNo { reasons: reasons.clone(), by }))
        },
    },
    Act {
        slug: "extend",
        path: "/desk/cases/{number}/extend",
        step: Move::Extend,
        action: Action::Decide,
        keys: "d e",
        title: "desk-act-extend",
        lead: "desk-act-extend-lead",
        law: Some("desk-act-extend-law"),
        done: "desk-act-extend-done",
        careful: true,
        questions: |asking| vec![asking.lines("reasons", "desk-extend-reasons")],
        read: |asking| {
            let reasons = asking.must("reasons")?;
            Ok(by_staff(move |by| Extend { reasons: reasons.clone(), by }))
        },
    },
    Act {
        slug: "correct",
        path: "/desk/cases/{number}/correct",
        step: Move::Correct,
        action: Action::Decide,
        keys: "d k",
        title: "desk-act-correct",
        lead: "desk-act-correct-lead",
        law: None,
        done: "desk-act-correct-done",
        careful: true,
        questions: |asking| vec![asking.lines("text", "desk-correct-text")],
        read: |asking| {
            let text = asking.must("text")?;
            Ok(by_staff(move |by| Correct { text: text.clone(), document: None, by }))
        },
    },
    Act {
        slug: "check",
        path: "/desk/cases/{number}/check",
        step: Move::CheckCommitment,
        action: Action::Examine,
        keys: "d v",
        title: "desk-act-check",
        lead: "desk-act-check-lead",
        law: Some("desk-act-check-law"),
        done: "desk-act-check-done",
        careful: true,
        questions: check_questions,
        read: read_check,
    },
];

fn check_questions(asking: &Asking<'_>) -> Vec<Field> {
    let t = asking.t;
    let open = asking.file.case.commitments().iter().filter(|(_, commitment)| commitment.checked.is_none());
    let materials: Vec<(String, String)> =
        open.map(|(key, _)| (key.to_string(), asking.material(key))).collect();
    let findings: Vec<(String, String)> = [("holds", Finding::Holds), ("false", Finding::False)]
        .into_iter()
        .map(|(code, finding)| (code.to_owned(), words::finding(t, finding).into_owned()))
        .collect();
    vec![
        asking.radios("material", "desk-check-material", &materials),
        asking.radios("finding", "desk-check-finding", &findings),
        asking.lines("note", "desk-check-note"),
    ]
}

fn read_check(asking: &Asking<'_>) -> Result<Order, Vec<Wrong>> {
    let material = catalogue::MaterialKey(asking.must("material")?);
    let finding = match asking.sent.one("finding") {
        "holds" => Finding::Holds,
        "false" => Finding::False,
        _ => return Err(vec![("finding".to_owned(), "desk-wrong-choose")]),
    };
    let note = asking.must("note")?;
    Ok(by_staff(move |by| CheckCommitment { material: material.clone(), finding, note: note.clone(), by }))
}
