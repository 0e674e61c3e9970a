//! The content on its way out and in: as a pack of files, and as a workbook that offices exchange.

use crate::matters::matter_stream;
use crate::{Action, Caller, City, Problem, Work};
use catalogue::{Matter, MatterEvent, MatterHistory, Origin};
use kernel::{AccountId, Actor, Moment};
pub use packs::xlsx::{RowProblem, RowReason, WORKBOOK_MAX, XlsxFault};
use packs::xlsx::{read_matters, write_matters};
use packs::{Entry, EntryKind, Pack, PackFiles};
use std::collections::BTreeMap;

/// Every kind of entry but matters, which have streams of their own.
const KINDS: [EntryKind; 15] = [
    EntryKind::Manifest,
    EntryKind::Calendar,
    EntryKind::Region,
    EntryKind::KioskPlaces,
    EntryKind::Department,
    EntryKind::Site,
    EntryKind::Hall,
    EntryKind::Post,
    EntryKind::SubPlatform,
    EntryKind::Theme,
    EntryKind::CancelledProof,
    EntryKind::Standard,
    EntryKind::Synonym,
    EntryKind::Message,
    EntryKind::Document,
];

/// A workbook that was read and not yet taken in.
#[derive(Debug)]
pub struct ReadWorkbook {
    /// The matters with the changes that could be read.
    pub matters: Vec<Matter>,
    /// Everything that could not be taken over, row by row.
    pub problems: Vec<RowProblem>,
}

/// What taking a workbook in did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Matters that wait as drafts for a second person.
    pub drafted: usize,
    /// Matters that stand as they are.
    pub same: usize,
}

impl City {
    /// The published content as the files of a pack, the reverse of [`City::load_pack`].
    ///
    /// # Errors
    /// [`Problem::NotFound`] without any content, or a fault of the storage.
    pub fn export_pack(&self) -> Result<PackFiles, Problem> {
        let mut all = Vec::new();
        for kind in KINDS {
            for (key, entry) in self.entries(kind.code())? {
                let (Some(hash), Some(content)) = (entry.hash, entry.body) else { continue };
                all.push(Entry { kind, key, hash, content });
            }
        }
        let mut pack = Pack::assemble(&all, BTreeMap::new()).map_err(|fault| match fault {
            packs::EntryFault::NoManifest => Problem::NotFound("pack"),
            other => Problem::fault("reading the content", other),
        })?;
        pack.matters = self.matters_in_force();
        Ok(packs::files(&pack))
    }

    /// The matters in force as a workbook in the national field names.
    ///
    /// # Errors
    /// A fault of the writer.
    pub fn export_matters(&self) -> Result<Vec<u8>, Problem> {
        write_matters(&self.matters_in_force(), &self.content().ground)
            .map_err(|fault| Problem::fault("writing a workbook", fault))
    }

    /// Reads a workbook; nothing is taken in yet.
    ///
    /// # Errors
    /// A file that is no such workbook.
    pub fn read_workbook(&self, bytes: &[u8]) -> Result<ReadWorkbook, XlsxFault> {
        let (matters, problems) = read_matters(bytes, &self.content().ground)?;
        Ok(ReadWorkbook { matters, problems })
    }

    /// Takes matters in as drafts, all of them or none: each waits for a second person like every other draft.
    ///
    /// # Errors
    /// A refusal of the catalogue, or a fault of the storage.
    pub fn import_matters(&self, matters: &[Matter], moment: &Moment) -> Result<ImportReport, Problem> {
        let done = self.run(&Caller::system(), moment, |work| drafts(work, matters, None))?;
        Ok(done.result)
    }

    /// Takes matters in as drafts of who is logged in, all of them or none; somebody else reviews them.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] for who keeps no catalogue, a refusal of the catalogue, a fault of the storage.
    pub fn upload_matters(
        &self,
        caller: &Caller,
        matters: &[Matter],
        moment: &Moment,
    ) -> Result<ImportReport, Problem> {
        let author = caller.account.ok_or(Problem::LoginNeeded)?;
        let task = |work: &mut Work<'_>| drafts(work, matters, Some(author));
        Ok(self.act(caller, moment, Action::EditCatalogue, task)?.result)
    }

    fn matters_in_force(&self) -> Vec<Matter> {
        self.content().matters.values().map(|published| Matter::clone(&published.matter)).collect()
    }
}

/// One transaction for the whole workbook: an office either finds all its changes waiting, or none of them.
fn drafts(
    work: &mut Work<'_>,
    matters: &[Matter],
    author: Option<AccountId>,
) -> Result<ImportReport, Problem> {
    let mut report = ImportReport::default();
    for matter in matters {
        if draft(work, matter, author)? {
            report.drafted += 1;
        } else {
            report.same += 1;
        }
    }
    Ok(report)
}

/// Leaves a draft unless the matter stands so already or waits so already.
fn draft(work: &mut Work<'_>, matter: &Matter, author: Option<AccountId>) -> Result<bool, Problem> {
    let stream = matter_stream(&matter.code);
    let events = work.load::<MatterEvent>(&stream)?;
    let history = MatterHistory::of(events.iter().map(|recorded| (&recorded.event, recorded.at)));
    let hash = packs::content_hash(
        &serde_json::to_value(matter).map_err(|cause| Problem::fault("writing a matter", cause))?,
    );
    let stands = history.current().is_some_and(|(_, current)| current.hash == hash);
    let waits = history.open_draft().is_some_and(|(_, draft)| draft.hash == hash);
    if stands || waits {
        return Ok(false);
    }
    let drafted = history.draft(matter.clone(), hash, author, Origin::Workbook)?;
    let actor = author.map_or_else(Actor::system, |_| work.actor(Action::EditCatalogue));
    work.append(&stream, &actor, &[drafted])?;
    Ok(true)
}
