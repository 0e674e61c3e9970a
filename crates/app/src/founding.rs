//! How a city begins, and how a pack is taken in: on an empty ledger it is published, later every entry that
//! changed becomes a draft with a difference to look at, never an overwrite.

use crate::content::{ContentEvent, content_stream, entries};
use crate::matters::matter_stream;
use crate::{Caller, City, Problem, Work};
use catalogue::{MatterEvent, MatterHistory, Origin};
use identity::AdministratorRole;
use kernel::{AccountId, Actor, DomainEvent, Moment, StreamId};
use packs::{Entry, EntryKind, Pack};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What happened to the city itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum CityEvent {
    /// It was founded: the ledger's first event, irrevocable.
    Founded {
        /// Whether it is a demo.
        demo: bool,
        /// The pack it began with.
        pack: String,
    },
    /// One of the three administrators took office by her link.
    AdministratorAppointed {
        /// Which of them.
        role: AdministratorRole,
        /// The account.
        account: AccountId,
    },
}

impl DomainEvent for CityEvent {
    fn name(&self) -> &'static str {
        match self {
            CityEvent::Founded { .. } => "city.founded",
            CityEvent::AdministratorAppointed { .. } => "city.administrator-appointed",
        }
    }
}

/// What taking a pack in did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LoadReport {
    /// Entries published, because the city had nothing of them.
    pub published: usize,
    /// Entries that changed and wait as drafts.
    pub drafted: usize,
    /// Entries that stand as they are.
    pub same: usize,
}

pub(crate) fn city_stream() -> StreamId {
    StreamId::of("city", "self")
}

impl City {
    /// Founds the city: demo or real, once for ever.
    ///
    /// # Errors
    /// A fault of the storage; a second founding changes nothing.
    pub fn found(&self, demo: bool, pack: &str, moment: &Moment) -> Result<(), Problem> {
        self.run(&Caller::system(), moment, |work: &mut Work<'_>| {
            if !work.load::<CityEvent>(&city_stream())?.is_empty() {
                return Ok(());
            }
            let founded = CityEvent::Founded { demo, pack: pack.to_owned() };
            work.append(&city_stream(), &Actor::system(), &[founded])
        })?;
        Ok(())
    }

    /// Whether the city was founded.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn is_founded(&self) -> Result<bool, Problem> {
        Ok(!self.events::<CityEvent>(&city_stream())?.is_empty())
    }

    /// Whether an administrator took office: from then on the city is theirs, and a start takes nothing in.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn has_administrators(&self) -> Result<bool, Problem> {
        let events = self.events::<CityEvent>(&city_stream())?;
        Ok(events.iter().any(|recorded| matches!(recorded.event, CityEvent::AdministratorAppointed { .. })))
    }

    /// When the city was founded.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn founded_at(&self) -> Result<Option<kernel::Timestamp>, Problem> {
        Ok(self.events::<CityEvent>(&city_stream())?.first().map(|recorded| recorded.at))
    }

    /// Whether the city is a demo.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn is_demo(&self) -> Result<bool, Problem> {
        let events = self.events::<CityEvent>(&city_stream())?;
        Ok(events.iter().any(|recorded| matches!(recorded.event, CityEvent::Founded { demo: true, .. })))
    }

    /// Takes a checked pack in, kind by kind.
    ///
    /// # Errors
    /// A fault of the storage. What was taken in before stays; loading again goes on.
    pub fn load_pack(&self, pack: &Pack, moment: &Moment) -> Result<LoadReport, Problem> {
        // The content is read once at the end and not after each of the entries.
        let filling = self.is_filling();
        self.set_filling(true);
        let done = self.load_kinds(pack, moment);
        self.set_filling(filling);
        self.refresh_content()?;
        done
    }

    fn load_kinds(&self, pack: &Pack, moment: &Moment) -> Result<LoadReport, Problem> {
        let mut report = LoadReport::default();
        let mut kinds: BTreeMap<EntryKind, Vec<Entry>> = BTreeMap::new();
        for entry in pack.entries() {
            kinds.entry(entry.kind).or_default().push(entry);
        }
        for (kind, found) in kinds {
            let done = if kind == EntryKind::Matter {
                self.load_matters(pack, &found, moment)?
            } else {
                self.load_kind(kind.code(), &found, moment)?
            };
            report.published += done.published;
            report.drafted += done.drafted;
            report.same += done.same;
        }
        Ok(report)
    }

    fn load_kind(&self, kind: &str, found: &[Entry], moment: &Moment) -> Result<LoadReport, Problem> {
        let done = self.run(&Caller::system(), moment, |work: &mut Work<'_>| {
            let stream = content_stream(kind);
            let events = work.load::<ContentEvent>(&stream)?;
            let known = entries(events.iter().map(|recorded| &recorded.event));
            let mut report = LoadReport::default();
            let mut new = Vec::new();
            for entry in found {
                let (id, hash, body) = (entry.key.clone(), entry.hash.clone(), entry.content.clone());
                match known.get(&entry.key) {
                    None => {
                        report.published += 1;
                        new.push(ContentEvent::Published { id, hash, body });
                    }
                    Some(same) if same.hash.as_ref() == Some(&hash) => report.same += 1,
                    Some(waits) if waits.draft.as_ref().is_some_and(|(draft, _)| *draft == hash) => {
                        report.same += 1
                    }
                    Some(_) => {
                        report.drafted += 1;
                        new.push(ContentEvent::Drafted { id, hash, body });
                    }
                }
            }
            work.append(&stream, &Actor::system(), &new)?;
            Ok(report)
        })?;
        Ok(done.result)
    }

    fn load_matters(&self, pack: &Pack, found: &[Entry], moment: &Moment) -> Result<LoadReport, Problem> {
        let mut report = LoadReport::default();
        for (matter, entry) in pack.matters.iter().zip(found) {
            let done = self.run(&Caller::system(), moment, |work: &mut Work<'_>| {
                let stream = matter_stream(&matter.code);
                let events = work.load::<MatterEvent>(&stream)?;
                let history = MatterHistory::of(events.iter().map(|recorded| (&recorded.event, recorded.at)));
                let new = history.load(matter.clone(), entry.hash.clone(), Origin::Pack);
                work.append(&stream, &Actor::system(), &new)?;
                Ok(new.len())
            })?;
            match done.result {
                0 => report.same += 1,
                1 => report.drafted += 1,
                _ => report.published += 1,
            }
        }
        Ok(report)
    }
}
