//! A pack: everything that a city says of itself, typed.

use calendar::{Calendar, CalendarIndex, CalendarRefusal, CalendarVersion, YearTable};
use catalogue::{City, Matter, Provenance};
use kernel::{Language, LocalText, MatterCode, RegionCode};
use notices::{Occasion, Variable};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A whole pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// `pack.yaml`: whose pack it is.
    pub manifest: Manifest,
    /// Regions, departments, halls, posts and registers.
    pub city: City,
    /// The working calendar.
    pub calendar: Option<CalendarFiles>,
    /// The matters, by code.
    pub matters: Vec<Matter>,
    /// Sample and blank papers, by `code/file`.
    pub attachments: BTreeMap<String, Vec<u8>>,
    /// Words that people say for words that the catalogue uses.
    pub synonyms: Vec<Synonym>,
    /// Texts of notices.
    pub messages: Vec<MessageText>,
    /// The files of `documents/`, by name.
    pub documents: BTreeMap<String, String>,
}

/// Whose pack it is and how it looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// A short stable name.
    pub id: String,
    /// The name of the city.
    pub name: LocalText,
    /// What the service is called on every page.
    pub service_name: LocalText,
    /// The region of the whole city.
    pub region: RegionCode,
    /// The languages of the public pages; the first is the original.
    pub languages: Vec<Language>,
    /// Where the content comes from as a whole.
    pub provenance: Provenance,
    /// Colours.
    #[serde(default)]
    pub brand: Brand,
    /// The city's general telephone line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hotline: Option<String>,
}

/// Colours of the pages, as `#rrggbb`; the product's own where none is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Brand {
    /// The one brand colour: links, headings, frames.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<String>,
    /// The colour of the next action.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accent: Option<String>,
}

/// The working calendar as its files give it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarFiles {
    /// `calendar.yaml`.
    pub index: CalendarIndex,
    /// One table for each year.
    pub years: Vec<YearTable>,
}

impl CalendarFiles {
    /// The calendar, with the hash of its content as version.
    ///
    /// # Errors
    /// Tables that contradict themselves.
    pub fn calendar(&self) -> Result<Calendar, CalendarRefusal> {
        let version = CalendarVersion(crate::content_hash(self));
        Calendar::new(version, self.index.clone(), self.years.clone())
    }
}

/// Words that people say, and the words of the catalogue that they mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Synonym {
    /// What people type.
    pub says: Vec<String>,
    /// What the catalogue calls it.
    pub means: Vec<String>,
}

/// The texts of one notice, for each channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageText {
    /// On which occasion.
    pub occasion: Occasion,
    /// The heading in the inbox and the subject of the letter.
    pub title: LocalText,
    /// The text in the inbox and in the letter, with `{variables}`.
    pub text: LocalText,
    /// The short message, which the gateway must approve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sms: Option<ShortMessage>,
}

/// A text message with the variables that a gateway approves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShortMessage {
    /// The text with `{variables}`.
    pub text: String,
    /// The variables in order.
    pub variables: Vec<Variable>,
}

impl Pack {
    /// One matter.
    pub fn matter(&self, code: &MatterCode) -> Option<&Matter> {
        self.matters.iter().find(|matter| matter.code == *code)
    }

    /// The names of the document templates: the Typst files that are not shared parts.
    pub fn templates(&self) -> BTreeSet<String> {
        let name =
            |file: &str| file.strip_suffix(".typ").filter(|name| !name.starts_with('_')).map(str::to_owned);
        self.documents.keys().filter_map(|file| name(file)).collect()
    }
}
