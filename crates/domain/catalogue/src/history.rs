//! The life of a matter: draft, review, publication, withdrawal; every version stays for the cases that began with it.

mod event;
mod refusal;

pub use event::{MatterEvent, Origin};
pub use refusal::MatterRefusal;

use crate::check::Finding;
use crate::matter::Matter;
use kernel::{AccountId, LocalText, MatterCode, Timestamp};
use std::collections::BTreeMap;

/// All versions of one matter, folded from its stream `matter/{code}`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MatterHistory {
    versions: BTreeMap<u32, Version>,
    current: Option<u32>,
    withdrawn: Option<Withdrawal>,
}

/// One version.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// What it says.
    pub matter: Matter,
    /// The hash of the entry it was made from, with its algorithm, for example `sha-256:…`.
    pub hash: String,
    /// Who wrote it; none when it was loaded.
    pub author: Option<AccountId>,
    /// Where it came from.
    pub origin: Origin,
    /// How far it got.
    pub stage: Stage,
}

/// How far a version got.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// Written, not yet read by another person.
    Draft,
    /// Sent back to its author.
    SentBack {
        /// Why.
        reason: String,
    },
    /// Read and found good by another person.
    Reviewed {
        /// By whom; none when it was loaded.
        by: Option<AccountId>,
    },
    /// In force since `at`; an older version keeps this stage for the cases that began with it.
    Published {
        /// Since when.
        at: Timestamp,
    },
    /// A later draft took its place before it was published.
    Superseded,
}

/// Why and since when a matter is no longer offered.
#[derive(Clone, Debug, PartialEq)]
pub struct Withdrawal {
    /// What people read who still come with the old link.
    pub notice: LocalText,
    /// The matter that took its place.
    pub successor: Option<MatterCode>,
    /// Since when.
    pub at: Timestamp,
}

/// What a code or short link leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Resolution<'a> {
    /// The version in force.
    Current {
        /// Its number.
        version: u32,
        /// What it says.
        matter: &'a Matter,
    },
    /// Withdrawn: go on to the successor, or read the notice.
    Withdrawn(&'a Withdrawal),
    /// Never published so far.
    NotYet,
}

impl MatterHistory {
    /// Folds one event that happened at `at`.
    pub fn apply(&mut self, event: &MatterEvent, at: Timestamp) {
        match event {
            MatterEvent::Drafted { version, matter, hash, author, origin } => {
                for older in self.versions.values_mut() {
                    if !matches!(older.stage, Stage::Published { .. }) {
                        older.stage = Stage::Superseded;
                    }
                }
                let draft = Version {
                    matter: (**matter).clone(),
                    hash: hash.clone(),
                    author: *author,
                    origin: *origin,
                    stage: Stage::Draft,
                };
                self.versions.insert(*version, draft);
            }
            MatterEvent::Reviewed { version, by } => self.set(*version, Stage::Reviewed { by: *by }),
            MatterEvent::SentBack { version, reason, .. } => {
                self.set(*version, Stage::SentBack { reason: reason.clone() });
            }
            MatterEvent::Published { version, .. } => {
                self.set(*version, Stage::Published { at });
                self.current = Some(*version);
                self.withdrawn = None;
            }
            MatterEvent::Withdrawn { notice, successor, .. } => {
                self.withdrawn =
                    Some(Withdrawal { notice: notice.clone(), successor: successor.clone(), at });
            }
        }
    }

    fn set(&mut self, version: u32, stage: Stage) {
        if let Some(version) = self.versions.get_mut(&version) {
            version.stage = stage;
        }
    }

    /// Folds a whole stream.
    pub fn of<'a>(events: impl IntoIterator<Item = (&'a MatterEvent, Timestamp)>) -> Self {
        let mut history = MatterHistory::default();
        for (event, at) in events {
            history.apply(event, at);
        }
        history
    }

    /// One version by its number, for the case that began with it.
    pub fn version(&self, number: u32) -> Option<&Version> {
        self.versions.get(&number)
    }

    /// Every version by its number.
    pub fn versions(&self) -> impl Iterator<Item = (u32, &Version)> {
        self.versions.iter().map(|(number, version)| (*number, version))
    }

    /// The version in force, also of a withdrawn matter.
    pub fn current(&self) -> Option<(u32, &Version)> {
        let number = self.current?;
        Some((number, self.versions.get(&number)?))
    }

    /// The latest version if it is still on its way to publication.
    pub fn open_draft(&self) -> Option<(u32, &Version)> {
        let (number, version) = self.versions.last_key_value()?;
        let open = !matches!(version.stage, Stage::Published { .. } | Stage::Superseded);
        open.then_some((*number, version))
    }

    /// What the matter's code leads to now (CAT-04).
    pub fn resolve(&self) -> Resolution<'_> {
        match (&self.withdrawn, self.current()) {
            (Some(withdrawal), _) => Resolution::Withdrawn(withdrawal),
            (None, Some((version, current))) => Resolution::Current { version, matter: &current.matter },
            (None, None) => Resolution::NotYet,
        }
    }

    /// Writes a new version. An open draft is superseded, so there is never more than one.
    ///
    /// # Errors
    /// Refuses a text equal to the latest version and a matter with another code.
    pub fn draft(
        &self,
        matter: Matter,
        hash: String,
        author: Option<AccountId>,
        origin: Origin,
    ) -> Result<MatterEvent, MatterRefusal> {
        if let Some((_, latest)) = self.versions.last_key_value() {
            if latest.hash == hash {
                return Err(MatterRefusal::NothingChanged);
            }
            if latest.matter.code != matter.code {
                return Err(MatterRefusal::AnotherCode { wanted: latest.matter.code.clone() });
            }
        }
        let version = self.versions.last_key_value().map_or(1, |(number, _)| number + 1);
        Ok(MatterEvent::Drafted { version, matter: Box::new(matter), hash, author, origin })
    }

    /// The newest version, whatever became of it: what an editor shows and writes on.
    pub fn latest(&self) -> Option<(u32, &Version)> {
        self.versions.last_key_value().map(|(number, version)| (*number, version))
    }

    /// Writes a new version on the one numbered `base`, which its author read; 0 for a matter that was never here.
    ///
    /// # Errors
    /// As [`MatterHistory::draft`]; and refuses when another version was written meanwhile.
    pub fn revise(
        &self,
        base: u32,
        matter: Matter,
        hash: String,
        author: AccountId,
    ) -> Result<MatterEvent, MatterRefusal> {
        let latest = self.latest().map_or(0, |(number, _)| number);
        if latest != base {
            return Err(MatterRefusal::WrittenMeanwhile { latest });
        }
        self.draft(matter, hash, Some(author), Origin::Editor)
    }

    /// A second person finds the draft good.
    ///
    /// # Errors
    /// Refuses anything but the open draft, and the author as reviewer.
    pub fn review(&self, version: u32, by: AccountId) -> Result<MatterEvent, MatterRefusal> {
        self.draft_to_judge(version, by)?;
        Ok(MatterEvent::Reviewed { version, by: Some(by) })
    }

    /// A second person sends the draft back.
    ///
    /// # Errors
    /// As [`MatterHistory::review`], and a reason must be given.
    pub fn send_back(&self, version: u32, by: AccountId, reason: &str) -> Result<MatterEvent, MatterRefusal> {
        self.draft_to_judge(version, by)?;
        if reason.trim().is_empty() {
            return Err(MatterRefusal::NoReason);
        }
        Ok(MatterEvent::SentBack { version, by, reason: reason.trim().to_owned() })
    }

    fn draft_to_judge(&self, version: u32, by: AccountId) -> Result<(), MatterRefusal> {
        match self.open_draft() {
            Some((number, draft)) if number == version => match draft.stage {
                Stage::Draft if draft.author == Some(by) => Err(MatterRefusal::OwnDraft),
                Stage::Draft => Ok(()),
                _ => Err(MatterRefusal::AlreadyJudged),
            },
            _ => Err(MatterRefusal::NotTheDraft),
        }
    }

    /// Puts a reviewed version into force. `findings` are those of the content checks on it now.
    ///
    /// # Errors
    /// Refuses a version that was not reviewed, and one whose content checks find a breach (practice.md 9).
    pub fn publish(
        &self,
        version: u32,
        by: AccountId,
        findings: &[Finding],
    ) -> Result<MatterEvent, MatterRefusal> {
        match self.open_draft() {
            Some((number, draft)) if number == version => {
                if !matches!(draft.stage, Stage::Reviewed { .. }) {
                    return Err(MatterRefusal::NotReviewed);
                }
            }
            _ => return Err(MatterRefusal::NotTheDraft),
        }
        let blocking: Vec<&Finding> = findings.iter().filter(|finding| finding.blocks()).collect();
        if let Some(first) = blocking.first() {
            let first = first.sentence(kernel::Language::Chinese);
            return Err(MatterRefusal::ChecksFailed { count: blocking.len(), first });
        }
        Ok(MatterEvent::Published { version, by: Some(by) })
    }

    /// Takes a matter from a pack or from the provincial catalogue. A matter that was never here is published at
    /// once, even when it is dirty: the import must land (practice.md 9). Later versions become drafts.
    /// No events when nothing changed.
    pub fn load(&self, matter: Matter, hash: String, origin: Origin) -> Vec<MatterEvent> {
        let known = self.versions.values().any(|version| version.hash == hash);
        match self.draft(matter, hash, None, origin) {
            Ok(draft) if self.versions.is_empty() => vec![
                draft,
                MatterEvent::Reviewed { version: 1, by: None },
                MatterEvent::Published { version: 1, by: None },
            ],
            Ok(draft) if !known => vec![draft],
            _ => Vec::new(),
        }
    }

    /// Stops offering the matter. Its link then leads to the successor or shows the notice.
    ///
    /// # Errors
    /// Refuses a matter that is not in force, one that would succeed itself, and silence.
    pub fn withdraw(
        &self,
        by: AccountId,
        notice: LocalText,
        successor: Option<MatterCode>,
    ) -> Result<MatterEvent, MatterRefusal> {
        let Resolution::Current { matter, .. } = self.resolve() else {
            return Err(MatterRefusal::NotInForce);
        };
        if successor.as_ref() == Some(&matter.code) {
            return Err(MatterRefusal::SucceedsItself);
        }
        if notice.chinese.trim().is_empty() && successor.is_none() {
            return Err(MatterRefusal::NoReason);
        }
        Ok(MatterEvent::Withdrawn { notice, successor, by })
    }
}

#[cfg(test)]
mod tests;
