//! A small matter for tests: two people's worth of situations, three materials, steps side by side.

use crate::{City, Matter};

/// A clean matter that every content check passes in [`city`].
pub(crate) fn matter() -> Matter {
    serde_json::from_str(include_str!("sample/matter.json")).expect("the sample is a matter")
}

/// The city that [`matter`] stands in.
pub(crate) fn city() -> City {
    fn read<T: serde::de::DeserializeOwned>(all: &serde_json::Value, key: &str) -> Vec<T> {
        serde_json::from_value(all[key].clone()).expect("the sample is a city")
    }
    let all = serde_json::from_str(include_str!("sample/city.json")).expect("the sample is JSON");
    City {
        regions: read(&all, "regions"),
        departments: read(&all, "departments"),
        sites: read(&all, "sites"),
        halls: read(&all, "halls"),
        posts: read(&all, "posts"),
        sub_platforms: read(&all, "sub_platforms"),
        themes: read(&all, "themes"),
        cancelled_proofs: read(&all, "cancelled_proofs"),
        standards: read(&all, "standards"),
        kiosk_places: Vec::new(),
    }
}
