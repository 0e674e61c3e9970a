//! Steps of the office.

use super::super::step_body::{Fact, FactKind, StepBody, needed, note, perhaps, text};
use super::{Step, official};
use app::Problem;
use app::cases::{Command, Seat};
use calendar::Limit;
use cases::{
    Accept, AppointSiteCheck, Archive, AskPayment, AskSupplement, BeginSpecial, CheckCommitment, ClaimStep,
    ConfirmNo, Correct, Deliver, EndSpecial, Extend, Flaw, GiveOpinion, Grant, HandToCarrier, MakeResult,
    Move, OfferHearing, OverruleNo, Proof, ProposeNo, RecordSiteCheck, ReleaseStep, SendBack, SettlePayment,
    Settlement, Shelve, Subject,
};
use catalogue::{MaterialKey, StepKey};
use kernel::Money;
use serde::Deserialize;

const fn step(
    path: &'static str,
    of: Move,
    facts: &'static [Fact],
    make: fn(&StepBody, &Seat) -> Result<Command, Problem>,
) -> Step {
    Step { path, of, facts, by_applicant: false, make }
}

const STEP_AND_VERDICT: &[Fact] =
    &[text("step"), text("verdict"), text("opinion"), perhaps("with", FactKind::List)];

/// The table.
pub(super) const STEPS: &[Step] = &[
    step("accept", Move::Accept, &[], |_, seat| Ok(Accept { by: official(seat, Move::Accept)? }.into())),
    step(
        "supplement-notice",
        Move::AskSupplement,
        &[needed("defects", FactKind::List), perhaps("within", FactKind::Any), note("new_fact")],
        ask_supplement,
    ),
    step(
        "propose-no",
        Move::ProposeNo,
        &[text("no"), text("reasons"), text("basis"), perhaps("visitor_waits", FactKind::YesNo)],
        |body, seat| {
            let by = official(seat, Move::ProposeNo)?;
            let (no, reasons, basis) = (body.read("no")?, body.read("reasons")?, body.read("basis")?);
            Ok(ProposeNo { no, reasons, basis, visitor_waits: body.or_empty("visitor_waits")?, by }.into())
        },
    ),
    step("confirm-no", Move::ConfirmNo, &[text("reasons")], |body, seat| {
        Ok(ConfirmNo { reasons: body.read("reasons")?, by: official(seat, Move::ConfirmNo)? }.into())
    }),
    step("overrule-no", Move::OverruleNo, &[text("reasons")], |body, seat| {
        Ok(OverruleNo { reasons: body.read("reasons")?, by: official(seat, Move::OverruleNo)? }.into())
    }),
    step("claim", Move::WorkOnStep, &[text("step")], |body, seat| {
        Ok(ClaimStep { step: key(body, "step")?, by: official(seat, Move::WorkOnStep)? }.into())
    }),
    step("release", Move::WorkOnStep, &[text("step")], |body, seat| {
        Ok(ReleaseStep { step: key(body, "step")?, by: official(seat, Move::WorkOnStep)? }.into())
    }),
    step("opinion", Move::WorkOnStep, STEP_AND_VERDICT, |body, seat| {
        let (step, by) = (key(body, "step")?, official(seat, Move::WorkOnStep)?);
        let (verdict, opinion) = (body.read("verdict")?, body.read("opinion")?);
        Ok(GiveOpinion { step, verdict, opinion, with: body.or_empty("with")?, by }.into())
    }),
    step("send-back", Move::SendBack, &[note("from"), text("to"), text("reasons")], |body, seat| {
        let from = body.read::<Option<String>>("from")?.map(|key| StepKey::from(key.as_str()));
        let by = official(seat, Move::SendBack)?;
        Ok(SendBack { from, to: key(body, "to")?, reasons: body.read("reasons")?, by }.into())
    }),
    step(
        "site-check-appointment",
        Move::WorkOnStep,
        &[text("step"), text("at"), needed("people", FactKind::List)],
        |body, seat| {
            let (step, by) = (key(body, "step")?, official(seat, Move::WorkOnStep)?);
            Ok(AppointSiteCheck { step, at: body.read("at")?, people: body.read("people")?, by }.into())
        },
    ),
    step(
        "site-check",
        Move::WorkOnStep,
        &[
            text("step"),
            needed("people", FactKind::List),
            text("record"),
            note("unsigned_because"),
            text("verdict"),
        ],
        record_site_check,
    ),
    step(
        "ask-payment",
        Move::AskPayment,
        &[needed("amount_fen", FactKind::Number), text("basis")],
        |body, seat| {
            let by = official(seat, Move::AskPayment)?;
            Ok(AskPayment { amount: Money(body.read("amount_fen")?), basis: body.read("basis")?, by }.into())
        },
    ),
    step(
        "settle-payment",
        Move::SettlePayment,
        &[note("way"), note("reference"), note("waived_because")],
        settle_payment,
    ),
    step(
        "suspend",
        Move::BeginSpecial,
        &[text("kind"), text("reasons"), needed("planned", FactKind::Any)],
        |body, seat| {
            let by = official(seat, Move::BeginSpecial)?;
            let (kind, reasons) = (body.read("kind")?, body.read("reasons")?);
            Ok(BeginSpecial { kind, reasons, planned: body.read("planned")?, requested_by: None, by }.into())
        },
    ),
    step("resume", Move::EndSpecial, &[text("outcome")], |body, seat| {
        Ok(EndSpecial { outcome: body.read("outcome")?, by: official(seat, Move::EndSpecial)? }.into())
    }),
    step("offer-hearing", Move::OfferHearing, &[], |_, seat| {
        Ok(OfferHearing { by: official(seat, Move::OfferHearing)? }.into())
    }),
    step("extend", Move::Extend, &[text("reasons")], |body, seat| {
        Ok(Extend { reasons: body.read("reasons")?, by: official(seat, Move::Extend)? }.into())
    }),
    step("grant", Move::Grant, &[text("opinion"), note("conditions")], |body, seat| {
        let by = official(seat, Move::Grant)?;
        Ok(Grant { opinion: body.read("opinion")?, conditions: body.read("conditions")?, by }.into())
    }),
    step("make-result", Move::MakeResult, &[note("number")], |body, seat| {
        let by = Some(official(seat, Move::MakeResult)?);
        Ok(MakeResult { document: None, number: body.read("number")?, by }.into())
    }),
    step("correct", Move::Correct, &[text("text")], |body, seat| {
        let by = official(seat, Move::Correct)?;
        Ok(Correct { text: body.read("text")?, document: None, by }.into())
    }),
    step("shelve", Move::Shelve, &[text("place")], |body, seat| {
        Ok(Shelve { place: body.read("place")?, by: official(seat, Move::Shelve)? }.into())
    }),
    step("hand-to-carrier", Move::HandToCarrier, &[text("carrier"), text("tracking")], |body, seat| {
        let by = official(seat, Move::HandToCarrier)?;
        Ok(HandToCarrier { carrier: body.read("carrier")?, tracking: body.read("tracking")?, by }.into())
    }),
    step("hand-over", Move::Deliver, &[text("way"), note("carrier_reference")], |body, seat| {
        let by = Some(official(seat, Move::Deliver)?);
        let reference = body.read::<Option<String>>("carrier_reference")?;
        let proof =
            reference.map_or(Proof::Signed { signature: None }, |reference| Proof::Carrier { reference });
        Ok(Deliver { way: body.read("way")?, proof, by }.into())
    }),
    step("archive", Move::Archive, &[], |_, seat| {
        Ok(Archive { by: Some(official(seat, Move::Archive)?) }.into())
    }),
    step(
        "check-commitment",
        Move::CheckCommitment,
        &[text("material"), text("finding"), text("note")],
        |body, seat| {
            let material = MaterialKey::from(body.read::<String>("material")?.as_str());
            let by = official(seat, Move::CheckCommitment)?;
            Ok(CheckCommitment { material, finding: body.read("finding")?, note: body.read("note")?, by }
                .into())
        },
    ),
];

fn key(body: &StepBody, name: &str) -> Result<StepKey, Problem> {
    Ok(StepKey::from(body.read::<String>(name)?.as_str()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FlawSent {
    material: Option<String>,
    field: Option<String>,
    text: String,
}

fn ask_supplement(body: &StepBody, seat: &Seat) -> Result<Command, Problem> {
    let flaw = |sent: FlawSent| Flaw {
        subject: match (sent.material, sent.field) {
            (Some(material), _) => Subject::Material(MaterialKey::from(material.as_str())),
            (None, Some(field)) => Subject::Field(field),
            (None, None) => Subject::Other,
        },
        text: sent.text,
    };
    let defects = body.read::<Vec<FlawSent>>("defects")?.into_iter().map(flaw).collect();
    let within = body.read::<Option<Limit>>("within")?;
    let by = official(seat, Move::AskSupplement)?;
    Ok(AskSupplement { defects, within, new_fact: body.read("new_fact")?, by }.into())
}

fn record_site_check(body: &StepBody, seat: &Seat) -> Result<Command, Problem> {
    Ok(RecordSiteCheck {
        step: key(body, "step")?,
        people: body.read("people")?,
        record: body.read("record")?,
        photographs: Vec::new(),
        signature: None,
        unsigned_because: body.read("unsigned_because")?,
        verdict: body.read("verdict")?,
        by: official(seat, Move::WorkOnStep)?,
    }
    .into())
}

fn settle_payment(body: &StepBody, seat: &Seat) -> Result<Command, Problem> {
    let how = match body.read::<Option<String>>("waived_because")? {
        Some(basis) => Settlement::Waived { basis },
        None => Settlement::Paid { way: body.or_empty("way")?, reference: body.or_empty("reference")? },
    };
    Ok(SettlePayment { how, by: Some(official(seat, Move::SettlePayment)?) }.into())
}
