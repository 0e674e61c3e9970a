//! The pack of the reference city: it is clean, and its counts are those of the requirements.

use catalogue::{OnlineCounts, Provenance, RegionLevel, online_rate};
use packs::{Pack, load, load_files};
use std::path::Path;

fn zhuhai() -> Pack {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/zhuhai");
    match load(&folder) {
        Ok((pack, _)) => pack,
        Err(report) => panic!("{report}"),
    }
}

#[test]
fn the_region_tree_has_the_counts_of_the_statistics_of_2023() {
    let city = zhuhai().city;
    assert_eq!(city.count_of(RegionLevel::District), 3);
    assert_eq!(city.count_of(RegionLevel::TownStreet), 25);
    assert_eq!(city.count_of(RegionLevel::Village), 122);
    assert_eq!(city.count_of(RegionLevel::Community), 220);
    assert_eq!(city.count_of(RegionLevel::Park), 18);
    let streets = city.regions.iter().filter(|region| region.name.chinese.ends_with("街道"));
    assert_eq!(streets.count(), 10);
    let statistics_only = |code: &str| code.len() == 9 && code.as_bytes()[6] == b'4';
    assert!(!city.regions.iter().any(|region| statistics_only(region.code.as_str())));
}

#[test]
fn kiosk_places_keep_their_own_denominator_and_date() {
    let places = zhuhai().city.kiosk_places;
    let counts: Vec<_> = places.iter().map(|place| (place.level, place.count)).collect();
    assert_eq!(counts, [(RegionLevel::TownStreet, 24), (RegionLevel::Village, 122), (RegionLevel::Park, 18)]);
    assert!(places.iter().all(|place| place.as_of == "2023-12" && place.source.contains("000 L77")));
}

#[test]
fn ten_halls_stand_in_one_centre_and_six_sub_platforms_open_the_door() {
    let city = zhuhai().city;
    assert_eq!(city.halls.len(), 10);
    assert_eq!(city.sub_platforms.len(), 6);
    let named = |provenance: &Provenance| matches!(provenance, Provenance::Authority { .. });
    assert_eq!(city.sub_platforms.iter().filter(|platform| named(&platform.provenance)).count(), 3);
}

#[test]
fn every_department_that_can_be_sued_names_review_body_and_court() {
    let city = zhuhai().city;
    let silent: Vec<_> = city
        .departments
        .iter()
        .filter(|department| {
            !department.has_remedy() && department.governance != catalogue::Governance::Mandated
        })
        .map(|department| department.id.as_str())
        .collect();
    assert!(silent.is_empty(), "without remedy: {silent:?}");
}

#[test]
fn the_pack_reads_back_as_it_is_written_and_assembled() {
    let pack = zhuhai();
    let (again, _) = load_files(&packs::files(&pack), Vec::new()).unwrap_or_else(|report| panic!("{report}"));
    assert_eq!(again, pack);
    assert_eq!(Pack::assemble(&pack.entries(), pack.attachments.clone()).expect("it is a pack"), pack);
}

#[test]
fn figures_are_counted_from_the_matters_not_typed() {
    let pack = zhuhai();
    let counts = OnlineCounts::of(&pack.matters);
    assert_eq!(counts.all as usize, pack.matters.len());
    assert!(
        counts.whole <= counts.online && online_rate(counts).is_some_and(|rate| rate.part() <= rate.whole())
    );
}

#[test]
fn the_two_pattern_matters_show_what_a_matter_can_hold() {
    let pack = zhuhai();
    let drainage = pack.matter(&"drainage-permit".into()).expect("it is there");
    let plan = drainage.plan().expect("it is a plan");
    assert_eq!(plan.columns().iter().map(Vec::len).max(), Some(2), "two steps run side by side");
    assert!(drainage.materials.iter().any(|material| material.tolerable.is_some()));
    assert_eq!(drainage.materials.iter().filter(|material| material.commitment.is_some()).count(), 2);
    assert!(drainage.is_sample() && drainage.guide.summary.english.is_some());
    let allowance = pack.matter(&"old-age-allowance".into()).expect("it is there");
    assert_eq!(allowance.regime, catalogue::Regime::Benefit);
    assert!(allowance.situations.iter().flat_map(|it| &it.options).any(|option| option.stop.is_some()));
}
