//! A snapshot of the published content, read whole at the start and after every change.

use crate::{City, Problem};
use calendar::{Calendar, RegionCalendars};
use catalogue::Matter;
use jiff::tz::TimeZone;
use kernel::{Date, DepartmentId, LocalText, MatterCode, RegionCode, Timestamp};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the city says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct About {
    /// The city's name.
    pub name: LocalText,
    /// The region that is the city.
    pub region: String,
    /// The name of the service as a whole, for the header.
    pub service: LocalText,
    /// The city's general telephone line.
    pub hotline: Option<String>,
    /// Colours of the pack.
    pub brand: packs::Brand,
    /// Whether this is a demo, shown on every page and paper; irrevocable.
    pub demo: bool,
}

/// A published version of a matter.
#[derive(Clone, Debug, PartialEq)]
pub struct PublishedMatter {
    /// The version's number, from 1.
    pub version: u32,
    /// What it says.
    pub matter: Arc<Matter>,
    /// Since when.
    pub since: Option<Timestamp>,
}

/// The published content.
#[derive(Debug)]
pub struct Content {
    /// What the city says of itself.
    pub about: About,
    /// Regions, departments, halls and the registers.
    pub ground: catalogue::City,
    /// The calendars by region.
    pub calendars: RegionCalendars,
    /// The published matters by code.
    pub matters: BTreeMap<MatterCode, Arc<PublishedMatter>>,
    /// Withdrawn matters and where they lead.
    pub withdrawn: BTreeMap<MatterCode, Option<MatterCode>>,
    /// Groups of words that mean the same to people.
    pub synonyms: Vec<Vec<String>>,
    /// The files of the document templates by name: Typst sources and their sheets.
    pub documents: BTreeMap<String, String>,
    /// The texts of notices.
    pub messages: Vec<packs::MessageText>,
    /// The index by which people find matters.
    pub index: crate::matters::Index,
    zone: TimeZone,
}

impl Default for Content {
    fn default() -> Self {
        Content {
            about: About::default(),
            ground: catalogue::City::default(),
            calendars: RegionCalendars::default(),
            matters: BTreeMap::new(),
            withdrawn: BTreeMap::new(),
            synonyms: Vec::new(),
            documents: BTreeMap::new(),
            messages: Vec::new(),
            index: crate::matters::Index::default(),
            zone: TimeZone::UTC,
        }
    }
}

impl Content {
    /// Reads the published content from the ledger.
    ///
    /// # Errors
    /// A fault of the storage, or content that this release cannot read.
    pub fn read(city: &City) -> Result<Self, Problem> {
        let ground = read_ground(city)?;
        let about = read_about(city)?;
        let (calendars, zone) = read_calendars(city)?;
        let (matters, withdrawn) = crate::matters::published(city)?;
        let synonyms: Vec<packs::Synonym> = city.published("synonym")?;
        let groups = |synonym: packs::Synonym| [synonym.says, synonym.means].concat();
        let synonyms: Vec<Vec<String>> = synonyms.into_iter().map(groups).collect();
        let documents = city.published_by_key("document")?;
        let messages = city.published("message")?;
        let index = crate::matters::Index::new(matters.values().cloned(), &synonyms);
        Ok(Content {
            about,
            ground,
            calendars,
            matters,
            withdrawn,
            synonyms,
            documents,
            messages,
            index,
            zone,
        })
    }

    /// The time zone of the city.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The civil date in the city.
    pub fn date(&self, at: Timestamp) -> Date {
        at.to_zoned(self.zone.clone()).date()
    }

    /// The instant at which a day begins in the city's time zone.
    pub(crate) fn begins(&self, day: Date) -> Timestamp {
        day.to_zoned(self.zone.clone()).map_or(Timestamp::MAX, |zoned| zoned.timestamp())
    }

    /// The calendar by which `region` counts: its own or the nearest above it.
    ///
    /// # Errors
    /// A refusal that names the region when neither it nor any region above it has a calendar.
    pub fn calendar(&self, region: &RegionCode) -> Result<&Calendar, Problem> {
        let above = |code: &RegionCode| self.ground.region(code).and_then(|region| region.parent.clone());
        Ok(self.calendars.of(region, above)?)
    }

    /// The calendar of the city itself.
    ///
    /// # Errors
    /// As [`Content::calendar`].
    pub fn city_calendar(&self) -> Result<&Calendar, Problem> {
        self.calendar(&RegionCode(self.about.region.clone()))
    }

    /// The published matter with this code.
    ///
    /// # Errors
    /// [`Problem::NotFound`] if it is not published.
    pub fn matter(&self, code: &MatterCode) -> Result<&Arc<PublishedMatter>, Problem> {
        self.matters.get(code).ok_or(Problem::NotFound("matter"))
    }

    /// The department's name, or its id where the content lacks it.
    pub fn department_name<'a>(&'a self, id: &'a DepartmentId, language: kernel::Language) -> &'a str {
        self.ground.department(id).map_or(id.as_str(), |department| department.name.in_language(language))
    }
}

fn read_about(city: &City) -> Result<About, Problem> {
    let demo = city.is_demo()?;
    let manifest: Option<packs::Manifest> = city.published("manifest")?.into_iter().next();
    let about = manifest.map(|manifest| About {
        name: manifest.name,
        region: manifest.region.0,
        service: manifest.service_name,
        hotline: manifest.hotline,
        brand: manifest.brand,
        demo,
    });
    Ok(about.unwrap_or(About { demo, ..About::default() }))
}

/// Every version of the calendar that was ever published, since running cases count by theirs.
fn read_calendars(city: &City) -> Result<(RegionCalendars, TimeZone), Problem> {
    let mut calendars = RegionCalendars::default();
    let mut zone = TimeZone::UTC;
    for files in city.ever_published::<packs::CalendarFiles>("calendar")? {
        let calendar = files.calendar()?;
        zone = calendar.zone().clone();
        calendars.publish(calendar);
    }
    Ok((calendars, zone))
}

fn read_ground(city: &City) -> Result<catalogue::City, Problem> {
    Ok(catalogue::City {
        regions: city.published("region")?,
        kiosk_places: city.published("kiosk_places")?,
        departments: city.published("department")?,
        sites: city.published("site")?,
        halls: city.published("hall")?,
        posts: city.published("post")?,
        sub_platforms: city.published("sub_platform")?,
        themes: city.published("theme")?,
        cancelled_proofs: city.published("cancelled_proof")?,
        standards: city.published("standard")?,
    })
}
