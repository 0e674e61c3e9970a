//! Regions, departments, halls, posts and registers.

use super::Reading;
use catalogue::{City, Hall, Provenance, Region, RegionLevel, Site};
use kernel::{Date, LocalText, RegionCode};
use serde::{Deserialize, Serialize};

/// A file of `regions/`: rows that share their date and source.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RegionsFile {
    /// As of which day.
    pub(crate) as_of: Date,
    /// Where the rows come from.
    pub(crate) provenance: Provenance,
    /// The rows.
    pub(crate) regions: Vec<RegionRow>,
}

/// One region of such a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RegionRow {
    pub(crate) code: RegionCode,
    pub(crate) name: LocalText,
    pub(crate) level: RegionLevel,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) parent: Option<RegionCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) run_by: Option<LocalText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<LocalText>,
}

/// `halls.yaml`.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HallsFile {
    #[serde(default)]
    pub(crate) sites: Vec<Site>,
    #[serde(default)]
    pub(crate) halls: Vec<Hall>,
}

impl Reading<'_> {
    pub(super) fn city(&mut self) -> City {
        let halls: HallsFile = self.file("halls.yaml").unwrap_or_default();
        City {
            regions: self.regions(),
            kiosk_places: self.list("kiosk-places.yaml"),
            departments: self.list("departments.yaml"),
            sites: halls.sites,
            halls: halls.halls,
            posts: self.list("posts.yaml"),
            sub_platforms: self.list("sub-platforms.yaml"),
            themes: self.list("themes.yaml"),
            cancelled_proofs: self.list("cancelled-proofs.yaml"),
            standards: self.list("standards.yaml"),
        }
    }

    fn regions(&mut self) -> Vec<Region> {
        let paths: Vec<String> = self.files.under("regions").map(|(path, _)| path.to_owned()).collect();
        let mut regions = Vec::new();
        for path in paths.iter().filter(|path| path.ends_with(".yaml")) {
            let Some(file) = self.file::<RegionsFile>(path) else { continue };
            regions.extend(file.regions.into_iter().map(|row| Region {
                code: row.code,
                name: row.name,
                level: row.level,
                parent: row.parent,
                as_of: file.as_of,
                provenance: file.provenance.clone(),
                run_by: row.run_by,
                note: row.note,
            }));
        }
        // One order for all: parents before children, whatever the files are called.
        regions.sort_by(|one, other| (one.level, &one.code).cmp(&(other.level, &other.code)));
        regions
    }
}
