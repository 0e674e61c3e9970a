//! Results: made, put on a shelf, handed to the carrier, handed over with proof; then the file is closed.

use super::{Act, Asking, Order, Wrong, by_staff, nothing_asked};
use crate::parts::Field;
use app::Action;
use cases::{Archive, Deliver, HandToCarrier, MakeResult, Move, Proof, Shelve};
use catalogue::DeliveryWay;
use kernel::Private;

pub(super) const ACTS: &[Act] = &[
    Act {
        slug: "make",
        path: "/desk/cases/{number}/make",
        step: Move::MakeResult,
        action: Action::Deliver,
        keys: "d m",
        title: "desk-act-make",
        lead: "desk-act-make-lead",
        law: Some("desk-act-make-law"),
        done: "desk-act-make-done",
        careful: false,
        questions: |asking| vec![asking.line("result", "desk-make-number").optional()],
        read: |asking| {
            let number = asking.sent.some("result");
            Ok(by_staff(move |by| MakeResult { document: None, number: number.clone(), by: Some(by) }))
        },
    },
    Act {
        slug: "shelve",
        path: "/desk/cases/{number}/shelve",
        step: Move::Shelve,
        action: Action::Deliver,
        keys: "d j",
        title: "desk-act-shelve",
        lead: "desk-act-shelve-lead",
        law: None,
        done: "desk-act-shelve-done",
        careful: false,
        questions: |asking| vec![asking.line("place", "desk-shelve-place")],
        read: |asking| {
            let place = asking.must("place")?;
            Ok(by_staff(move |by| Shelve { place: place.clone(), by }))
        },
    },
    Act {
        slug: "post",
        path: "/desk/cases/{number}/post",
        step: Move::HandToCarrier,
        action: Action::Deliver,
        keys: "d p",
        title: "desk-act-post",
        lead: "desk-act-post-lead",
        law: None,
        done: "desk-act-post-done",
        careful: false,
        questions: |asking| {
            vec![asking.line("carrier", "desk-post-carrier"), asking.line("tracking", "desk-post-tracking")]
        },
        read: |asking| {
            let (carrier, tracking) = (asking.must("carrier")?, asking.must("tracking")?);
            Ok(by_staff(move |by| HandToCarrier { carrier: carrier.clone(), tracking: tracking.clone(), by }))
        },
    },
    Act {
        slug: "deliver",
        path: "/desk/cases/{number}/deliver",
        step: Move::Deliver,
        action: Action::Deliver,
        keys: "d s",
        title: "desk-act-deliver",
        lead: "desk-act-deliver-lead",
        law: Some("desk-act-deliver-law"),
        done: "desk-act-deliver-done",
        careful: true,
        questions: deliver_questions,
        read: read_deliver,
    },
    Act {
        slug: "archive",
        path: "/desk/cases/{number}/archive",
        step: Move::Archive,
        action: Action::Deliver,
        keys: "d z",
        title: "desk-act-archive",
        lead: "desk-act-archive-lead",
        law: None,
        done: "desk-act-archive-done",
        careful: false,
        questions: nothing_asked,
        read: |_| Ok(by_staff(|by| Archive { by: Some(by) })),
    },
];

fn deliver_questions(asking: &Asking<'_>) -> Vec<Field> {
    let t = asking.t;
    let ways: Vec<(String, String)> =
        DeliveryWay::ALL.iter().map(|way| (way.code().to_owned(), way.chinese().to_owned())).collect();
    let proofs: Vec<(String, String)> = [
        ("signed", "desk-proof-signed"),
        ("agent", "desk-proof-agent"),
        ("carrier", "desk-proof-carrier"),
        ("electronic", "desk-proof-electronic"),
    ]
    .into_iter()
    .map(|(code, key)| (code.to_owned(), t.msg(key).into_owned()))
    .collect();
    vec![
        asking.radios("way", "desk-deliver-way", &ways),
        asking.radios("proof", "desk-deliver-proof", &proofs),
        asking.line("agent", "desk-deliver-agent").optional().hint(t.msg("desk-deliver-agent-hint")),
        asking.line("reference", "desk-deliver-reference").optional(),
    ]
}

fn read_deliver(asking: &Asking<'_>) -> Result<Order, Vec<Wrong>> {
    let wrong = |field: &str, key: &'static str| vec![(field.to_owned(), key)];
    let way =
        DeliveryWay::from_word(asking.sent.one("way")).ok_or_else(|| wrong("way", "desk-wrong-choose"))?;
    let proof = match asking.sent.one("proof") {
        "signed" => Proof::Signed { signature: None },
        "agent" => {
            let name = asking.must("agent")?;
            Proof::SignedByAgent { name: Private::new(asking.file.case.person(), name), signature: None }
        }
        "carrier" => Proof::Carrier { reference: asking.must("reference")? },
        "electronic" => Proof::Electronic,
        _ => return Err(wrong("proof", "desk-wrong-choose")),
    };
    Ok(by_staff(move |by| Deliver { way, proof: proof.clone(), by: Some(by) }))
}
