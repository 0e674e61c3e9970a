//! The entries of a pack one by one, each with the hash of its content, as the ledger takes them in.

use crate::pack::{CalendarFiles, Manifest, MessageText, Pack, Synonym};
use catalogue::City;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What sort of entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// `pack.yaml`.
    Manifest,
    /// The working calendar with all its years.
    Calendar,
    /// A region.
    Region,
    /// Kiosk coverage.
    KioskPlaces,
    /// A department.
    Department,
    /// A building.
    Site,
    /// A hall.
    Hall,
    /// A staff post.
    Post,
    /// A sub-platform.
    SubPlatform,
    /// A life event or theme.
    Theme,
    /// A cancelled proof.
    CancelledProof,
    /// A same-item standard.
    Standard,
    /// A synonym.
    Synonym,
    /// The texts of a notice.
    Message,
    /// A file of a document template.
    Document,
    /// A matter.
    Matter,
}

impl EntryKind {
    /// The stable name, for stream names and messages.
    pub const fn code(self) -> &'static str {
        match self {
            EntryKind::Manifest => "manifest",
            EntryKind::Calendar => "calendar",
            EntryKind::Region => "region",
            EntryKind::KioskPlaces => "kiosk_places",
            EntryKind::Department => "department",
            EntryKind::Site => "site",
            EntryKind::Hall => "hall",
            EntryKind::Post => "post",
            EntryKind::SubPlatform => "sub_platform",
            EntryKind::Theme => "theme",
            EntryKind::CancelledProof => "cancelled_proof",
            EntryKind::Standard => "standard",
            EntryKind::Synonym => "synonym",
            EntryKind::Message => "message",
            EntryKind::Document => "document",
            EntryKind::Matter => "matter",
        }
    }
}

/// One entry of a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What sort.
    pub kind: EntryKind,
    /// Its id among those of its sort.
    pub key: String,
    /// The hash of its content, with the algorithm: equal content has an equal hash.
    pub hash: String,
    /// Its content.
    pub content: Value,
}

/// Why entries are not a pack.
#[derive(Debug, thiserror::Error)]
pub enum EntryFault {
    /// There is no manifest.
    #[error("the entries hold no manifest")]
    NoManifest,
    /// The content is not of its sort; the ledger holds what no version of this program wrote.
    #[error("the {} {key} cannot be read", kind.code())]
    Content {
        /// Which sort.
        kind: EntryKind,
        /// Which entry.
        key: String,
        /// Why.
        #[source]
        cause: serde_json::Error,
    },
}

/// The hash of a value as stored: SHA-256 of its JSON, with the name of the algorithm in front.
pub fn content_hash<T: Serialize>(value: &T) -> String {
    let bytes = serde_json::to_vec(value).expect("values of a pack have text keys");
    let mut text = String::from("sha-256:");
    for byte in Sha256::digest(&bytes) {
        text.push_str(&format!("{byte:02x}"));
    }
    text
}

fn entry<T: Serialize>(kind: EntryKind, key: impl ToString, content: &T) -> Entry {
    let content = serde_json::to_value(content).expect("values of a pack have text keys");
    Entry { kind, key: key.to_string(), hash: content_hash(&content), content }
}

impl Pack {
    /// Every entry, in the order in which they build on one another. Attachments travel beside them as files.
    pub fn entries(&self) -> Vec<Entry> {
        use EntryKind as Kind;
        let city = &self.city;
        let mut entries = vec![entry(Kind::Manifest, &self.manifest.id, &self.manifest)];
        entries.extend(city.regions.iter().map(|it| entry(Kind::Region, &it.code, it)));
        entries.extend(self.calendar.iter().map(|it| entry(Kind::Calendar, "calendar", it)));
        let places = |it: &catalogue::KioskPlaces| entry(Kind::KioskPlaces, it.level.code(), it);
        entries.extend(city.kiosk_places.iter().map(places));
        entries.extend(city.departments.iter().map(|it| entry(Kind::Department, &it.id, it)));
        entries.extend(city.sites.iter().map(|it| entry(Kind::Site, &it.id, it)));
        entries.extend(city.halls.iter().map(|it| entry(Kind::Hall, &it.id, it)));
        entries.extend(city.posts.iter().map(|it| entry(Kind::Post, &it.id, it)));
        entries.extend(city.sub_platforms.iter().map(|it| entry(Kind::SubPlatform, &it.id, it)));
        entries.extend(city.themes.iter().map(|it| entry(Kind::Theme, &it.id, it)));
        entries.extend(city.cancelled_proofs.iter().map(|it| entry(Kind::CancelledProof, &it.name, it)));
        entries.extend(city.standards.iter().map(|it| entry(Kind::Standard, &it.base_item, it)));
        let says = |it: &Synonym| it.says.first().cloned().unwrap_or_default();
        entries.extend(self.synonyms.iter().map(|it| entry(Kind::Synonym, says(it), it)));
        entries.extend(self.messages.iter().map(|it| entry(Kind::Message, it.occasion.word(), it)));
        entries.extend(self.documents.iter().map(|(name, text)| entry(Kind::Document, name, text)));
        entries.extend(self.matters.iter().map(|it| entry(Kind::Matter, &it.code, it)));
        entries
    }

    /// The pack that `entries` and `attachments` make up, the reverse of [`Pack::entries`].
    ///
    /// # Errors
    /// No manifest, or content that is not of its sort.
    pub fn assemble(entries: &[Entry], attachments: BTreeMap<String, Vec<u8>>) -> Result<Self, EntryFault> {
        use EntryKind as Kind;
        let manifest = all::<Manifest>(entries, Kind::Manifest)?.pop().ok_or(EntryFault::NoManifest)?;
        let city = City {
            regions: all(entries, Kind::Region)?,
            kiosk_places: all(entries, Kind::KioskPlaces)?,
            departments: all(entries, Kind::Department)?,
            sites: all(entries, Kind::Site)?,
            halls: all(entries, Kind::Hall)?,
            posts: all(entries, Kind::Post)?,
            sub_platforms: all(entries, Kind::SubPlatform)?,
            themes: all(entries, Kind::Theme)?,
            cancelled_proofs: all(entries, Kind::CancelledProof)?,
            standards: all(entries, Kind::Standard)?,
        };
        let texts: Vec<String> = all(entries, Kind::Document)?;
        let names =
            entries.iter().filter(|entry| entry.kind == Kind::Document).map(|entry| entry.key.clone());
        Ok(Pack {
            manifest,
            city,
            calendar: all::<CalendarFiles>(entries, Kind::Calendar)?.pop(),
            matters: all(entries, Kind::Matter)?,
            attachments,
            synonyms: all::<Synonym>(entries, Kind::Synonym)?,
            messages: all::<MessageText>(entries, Kind::Message)?,
            documents: names.zip(texts).collect(),
        })
    }
}

fn all<T: DeserializeOwned>(entries: &[Entry], kind: EntryKind) -> Result<Vec<T>, EntryFault> {
    let of_kind = entries.iter().filter(|entry| entry.kind == kind);
    of_kind
        .map(|entry| {
            serde_json::from_value(entry.content.clone()).map_err(|cause| EntryFault::Content {
                kind,
                key: entry.key.clone(),
                cause,
            })
        })
        .collect()
}
