//! What people bring to an application, and how they want its result.

use app::PublishedMatter;
use app::cases::WantedDelivery;
use cases::{Given, GivenHow};
use catalogue::{DeliveryWay, MaterialKey, checklist};
use kernel::Moment;
use std::collections::BTreeMap;

/// What is handed in with an application.
pub struct HandedIn {
    /// Papers that are there.
    pub given: Vec<Given>,
    /// Papers that follow later.
    pub gaps: Vec<MaterialKey>,
    /// Papers that a signed promise stands for.
    pub commitments: Vec<MaterialKey>,
}

/// What the applicant brings: nearly everything, sometimes a promise instead of a paper.
pub fn hand_in(
    published: &PublishedMatter,
    situations: &BTreeMap<String, Vec<String>>,
    moment: &mut Moment,
) -> HandedIn {
    let mut handed = HandedIn { given: Vec::new(), gaps: Vec::new(), commitments: Vec::new() };
    let Ok(known) = published.matter.read_answers(situations) else { return handed };
    for row in checklist(&published.matter, &known).iter().filter(|row| row.is_needed()) {
        let material = row.material;
        if material.commitment.is_some() && moment.below(3) == 0 {
            handed.commitments.push(material.key.clone());
        } else if material.tolerable.is_some() && moment.below(3) == 0 {
            handed.gaps.push(material.key.clone());
        } else {
            let how = if material.from_form { GivenHow::FromForm } else { GivenHow::Shown };
            handed.given.push(Given { material: material.key.clone(), how, blobs: Vec::new() });
        }
    }
    handed
}

/// How the applicant wants the result.
pub fn delivery(matter: &catalogue::Matter, moment: &mut Moment) -> WantedDelivery {
    let ways = if matter.delivery.is_empty() { &[DeliveryWay::Window][..] } else { &matter.delivery[..] };
    let way = ways[moment.below(ways.len() as u64) as usize];
    let address = (way == DeliveryWay::Post).then(|| "样例路 8 号 101 室（演示）".to_owned());
    WantedDelivery { way, address, electronic_consent: way == DeliveryWay::Electronic }
}
