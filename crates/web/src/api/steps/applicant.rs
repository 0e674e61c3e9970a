//! Steps of applicants; staff takes them at the counter for a person present.

use super::super::step_body::{Fact, FactKind, StepBody, needed, note, perhaps, text};
use super::Step;
use app::cases::{Command, Seat};
use app::{FieldProblem, Problem};
use cases::{
    AskForHearing, ChooseDelivery, DeliveryChoice, FillGap, Given, GivenHow, Move, Supplement, UndertakeGap,
    Withdraw,
};
use catalogue::MaterialKey;
use kernel::{BlobId, Private};
use serde::Deserialize;

const fn step(
    path: &'static str,
    of: Move,
    facts: &'static [Fact],
    make: fn(&StepBody, &Seat) -> Result<Command, Problem>,
) -> Step {
    Step { path, of, facts, by_applicant: true, make }
}

/// The table.
pub(super) const STEPS: &[Step] = &[
    step(
        "supplement",
        Move::Supplement,
        &[needed("materials", FactKind::List), perhaps("settles", FactKind::List)],
        |body, seat| {
            let (materials, settles) = (materials(body, seat)?, body.or_empty("settles")?);
            Ok(Supplement { materials, form: None, settles, via: seat.via() }.into())
        },
    ),
    step("undertake-gap", Move::UndertakeGap, &[text("material"), note("until")], |body, seat| {
        let material = MaterialKey::from(body.read::<String>("material")?.as_str());
        let until = body.read("until")?;
        Ok(UndertakeGap { material, until, signature: None, via: seat.via() }.into())
    }),
    step("fill-gap", Move::FillGap, &[needed("materials", FactKind::List)], |body, seat| {
        Ok(FillGap { materials: materials(body, seat)?, via: seat.via() }.into())
    }),
    step("ask-hearing", Move::AskForHearing, &[], |_, seat| Ok(AskForHearing { via: seat.via() }.into())),
    step(
        "choose-delivery",
        Move::ChooseDelivery,
        &[text("way"), note("address"), perhaps("electronic_consent", FactKind::YesNo)],
        choose_delivery,
    ),
    step("withdraw", Move::Withdraw, &[note("reasons")], |body, seat| {
        Ok(Withdraw { reasons: body.read("reasons")?, via: seat.via() }.into())
    }),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MaterialSent {
    material: String,
    how: GivenHow,
    #[serde(default)]
    files: Vec<String>,
}

/// The files that the materials of a step name, each with its material.
pub(super) fn files_of(body: &StepBody) -> Result<Vec<(MaterialKey, BlobId)>, Problem> {
    let mut named = Vec::new();
    for sent in body.read::<Option<Vec<MaterialSent>>>("materials")?.unwrap_or_default() {
        let material = MaterialKey::from(sent.material.as_str());
        named.extend(blobs(&sent)?.into_iter().map(|blob| (material.clone(), blob)));
    }
    Ok(named)
}

fn blobs(sent: &MaterialSent) -> Result<Vec<BlobId>, Problem> {
    let wrong =
        || Problem::Fields(vec![FieldProblem::new(format!("materials.{}", sent.material), "field-api-file")]);
    sent.files.iter().map(|file| file.parse::<BlobId>().map_err(|_| wrong())).collect()
}

/// Materials with the files that were handed in to the case before.
fn materials(body: &StepBody, seat: &Seat) -> Result<Vec<Given>, Problem> {
    let given = |sent: MaterialSent| {
        let by_hand = !matches!(sent.how, GivenHow::Uploaded | GivenHow::FromForm);
        if by_hand && seat.official().is_none() {
            let field = format!("materials.{}", sent.material);
            return Err(Problem::Fields(vec![FieldProblem::new(field, "field-api-given")]));
        }
        let blobs = blobs(&sent)?;
        Ok(Given { material: MaterialKey::from(sent.material.as_str()), how: sent.how, blobs })
    };
    body.read::<Vec<MaterialSent>>("materials")?.into_iter().map(given).collect()
}

fn choose_delivery(body: &StepBody, seat: &Seat) -> Result<Command, Problem> {
    let address = body.read::<Option<String>>("address")?;
    let owner = match seat {
        Seat::Applicant { person, .. } => Some(*person),
        Seat::Staff(_) => None,
    };
    let address = match (address, owner) {
        (Some(address), Some(owner)) => Some(Private::new(owner, address)),
        // At a counter the address is typed on the case's page, where the applicant is known.
        (Some(_), None) => {
            return Err(Problem::Fields(vec![FieldProblem::new("address", "field-api-unknown")]));
        }
        (None, _) => None,
    };
    let electronic_consent = body.or_empty("electronic_consent")?;
    Ok(ChooseDelivery {
        choice: DeliveryChoice { way: body.read("way")?, address, electronic_consent },
        via: seat.via(),
    }
    .into())
}
