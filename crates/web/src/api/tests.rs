//! The description and the routes are one.

use super::{difficulties, openapi, ratings, routes, steps};
use std::collections::BTreeSet;

#[test]
fn every_route_of_the_interface_is_described_and_every_description_has_a_route() {
    const STEP: &str = "/api/v1/cases/{number}/{step}";
    const RATING: &str = "/api/v1/cases/{number}/rating/{step}";
    const DIFFICULTY: &str = "/api/v1/difficulties/{number}/{step}";
    let document = openapi::document();
    let described: BTreeSet<String> =
        document["paths"].as_object().expect("an object").keys().cloned().collect();
    let mut wanted: BTreeSet<String> = steps::all().map(|step| STEP.replace("{step}", step.path)).collect();
    wanted.extend(ratings::STEPS.iter().map(|step| RATING.replace("{step}", step.path)));
    wanted.extend(difficulties::STEPS.iter().map(|step| DIFFICULTY.replace("{step}", step.path)));
    let routes = routes();
    let declared = routes.declared().iter().map(|(path, _)| (*path).to_owned());
    wanted.extend(declared.filter(|path| path.starts_with("/api") && !path.ends_with("/{step}")));
    assert_eq!(described, wanted);
}

#[test]
fn every_step_has_a_path_of_its_own() {
    let paths: Vec<_> = steps::all().map(|step| step.path).collect();
    let once: BTreeSet<_> = paths.iter().collect();
    assert_eq!(once.len(), paths.len());
    for path in [
        "accept",
        "supplement-notice",
        "supplement",
        "propose-no",
        "confirm-no",
        "overrule-no",
        "claim",
        "opinion",
        "send-back",
        "grant",
        "extend",
        "suspend",
        "resume",
        "make-result",
        "hand-over",
        "withdraw",
    ] {
        assert!(paths.contains(&path), "{path}");
    }
}

#[test]
fn references_of_the_description_lead_somewhere() {
    let document = openapi::document();
    let text = document.to_string();
    for part in text.split("\"$ref\":\"#").skip(1) {
        let pointer = part.split('"').next().unwrap_or_default();
        assert!(document.pointer(pointer).is_some(), "{pointer}");
    }
}
