//! Regions to choose from: those that the matter is for, under the street or town that they belong to, so that nobody
//! looks through a whole city and namesakes are told apart.

use crate::parts::{Choice, Control};
use crate::text::Text;
use app::Content;
use catalogue::{Region, RegionLevel};
use kernel::RegionCode;

/// The list of the regions of a level within `within`, with the chosen one.
pub fn choose(
    t: Text,
    content: &Content,
    level: RegionLevel,
    within: Option<&RegionCode>,
    chosen: &str,
) -> Control {
    let mut offered: Vec<(Vec<String>, Choice)> = Vec::new();
    for region in content.ground.regions.iter().filter(|region| region.level == level) {
        let line = content.ground.ancestry(&region.code);
        let is_within = within.is_none_or(|within| line.iter().any(|above| above.code == *within));
        let is_chosen = region.code.as_str() == chosen;
        let is_offered = is_chosen || is_within && is_lived_in(region, &line);
        if !is_offered {
            continue;
        }
        let choice = Choice::of(region.code.as_str(), t.read(&region.name)).chosen(is_chosen);
        let heading = heading(t, &line);
        let above = line.iter().rev().map(|region| region.code.0.clone()).collect();
        offered.push((above, if heading.is_empty() { choice } else { choice.under(heading) }));
    }
    // Neighbours under one heading; the codes keep the official order.
    offered.sort_by(|(one, _), (other, _)| one.cmp(other));
    let first = Choice::of("", t.msg("apply-choose"));
    Control::Select {
        choices: std::iter::once(first).chain(offered.into_iter().map(|(_, one)| one)).collect(),
    }
}

/// A region with the street or town above it, which tells namesakes apart.
pub fn named(t: Text, content: &Content, region: &Region) -> String {
    let line = content.ground.ancestry(&region.code);
    let name = t.read(&region.name);
    match line.get(1).filter(|above| above.level == RegionLevel::TownStreet) {
        Some(above) => format!("{} {name}", t.read(&above.name)),
        None => name.to_owned(),
    }
}

/// A village or a community outside every street and town exists in the statistics only.
fn is_lived_in(region: &Region, line: &[&Region]) -> bool {
    let is_small = matches!(region.level, RegionLevel::Village | RegionLevel::Community);
    !is_small || line.iter().any(|above| above.level == RegionLevel::TownStreet)
}

/// What stands above a region below the city: its district, and its street or town.
fn heading(t: Text, line: &[&Region]) -> String {
    let above = line.iter().skip(1).rev();
    let above =
        above.filter(|region| matches!(region.level, RegionLevel::District | RegionLevel::TownStreet));
    above.map(|region| t.read(&region.name)).collect::<Vec<_>>().join(" ")
}
