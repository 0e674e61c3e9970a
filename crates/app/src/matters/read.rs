//! Reading matters: what is in force, what a link leads to, and what the catalogue's people see.

use crate::content_snapshot::PublishedMatter;
use crate::{Action, Caller, City, Problem};
use catalogue::{Matter, MatterEvent, MatterHistory, Resolution, short_link};
use kernel::{LocalText, MatterCode, StreamId, Timestamp};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The stream of a matter.
pub fn matter_stream(code: &MatterCode) -> StreamId {
    StreamId::of("matter", code)
}

/// What a code or a short link leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Resolved {
    /// The version in force.
    Current(Arc<PublishedMatter>),
    /// Withdrawn: another matter took its place, or nothing did.
    Withdrawn(Option<MatterCode>),
}

/// A matter in the list of the catalogue's people.
#[derive(Clone, Debug, PartialEq)]
pub struct MatterRow {
    /// Its code.
    pub code: MatterCode,
    /// Its name.
    pub name: String,
    /// The acting body's id.
    pub department: String,
    /// The version in force, 0 if none.
    pub version: i64,
    /// Since when.
    pub since: Option<Timestamp>,
    /// The open draft's number, 0 if none.
    pub draft: i64,
    /// How far the draft got: `draft`, `sent-back` or `reviewed`.
    pub draft_stage: Option<String>,
    /// Whether it is withdrawn.
    pub withdrawn: bool,
}

/// The matters in force and those withdrawn, with where they lead.
type Catalogue = (BTreeMap<MatterCode, Arc<PublishedMatter>>, BTreeMap<MatterCode, Option<MatterCode>>);

/// Reads all matters from the ledger.
pub(crate) fn published(city: &City) -> Result<Catalogue, Problem> {
    let (mut matters, mut withdrawn) = (BTreeMap::new(), BTreeMap::new());
    for row in city.ledger().query(include_str!("codes.sql"), &[])? {
        let code = MatterCode(row.text(0).to_owned());
        let history = city.matter_history(&code)?;
        match history.resolve() {
            Resolution::Current { version, matter } => {
                let since = row.maybe_time(1);
                let matter = PublishedMatter { version, matter: Arc::new(matter.clone()), since };
                matters.insert(code, Arc::new(matter));
            }
            Resolution::Withdrawn(withdrawal) => {
                withdrawn.insert(code, withdrawal.successor.clone());
            }
            Resolution::NotYet => {}
        }
    }
    Ok((matters, withdrawn))
}

impl City {
    /// All versions of a matter.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn matter_history(&self, code: &MatterCode) -> Result<MatterHistory, Problem> {
        let events = self.events::<MatterEvent>(&matter_stream(code))?;
        Ok(MatterHistory::of(events.iter().map(|recorded| (&recorded.event, recorded.at))))
    }

    /// What people read who still come for a withdrawn matter; none where nothing was said.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn withdrawal_notice(&self, code: &MatterCode) -> Result<Option<LocalText>, Problem> {
        let history = self.matter_history(code)?;
        Ok(match history.resolve() {
            Resolution::Withdrawn(withdrawal) if !withdrawal.notice.chinese.trim().is_empty() => {
                Some(withdrawal.notice.clone())
            }
            _ => None,
        })
    }

    /// The version under which a case was opened.
    ///
    /// # Errors
    /// [`Problem::NotFound`] if there is no such version.
    pub fn matter_version(&self, code: &MatterCode, version: u32) -> Result<Arc<Matter>, Problem> {
        if let Some(current) = self.content().matters.get(code)
            && current.version == version
        {
            return Ok(Arc::clone(&current.matter));
        }
        let history = self.matter_history(code)?;
        let found = history.version(version).ok_or(Problem::NotFound("matter"))?;
        Ok(Arc::new(found.matter.clone()))
    }

    /// What a matter's code leads to: an official code of 12, 31 or 33 symbols is an alias.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for an unknown code.
    pub fn resolve_matter(&self, code: &str) -> Result<Resolved, Problem> {
        let content = self.content();
        let slug = MatterCode(code.to_owned());
        if let Some(found) = content.matters.get(&slug) {
            return Ok(Resolved::Current(Arc::clone(found)));
        }
        if let Some(successor) = content.withdrawn.get(&slug) {
            return Ok(Resolved::Withdrawn(successor.clone()));
        }
        let aliased =
            |found: &&Arc<PublishedMatter>| found.matter.aliases.iter().any(|alias| alias.as_str() == code);
        let found = content.matters.values().find(aliased).ok_or(Problem::NotFound("matter"))?;
        Ok(Resolved::Current(Arc::clone(found)))
    }

    /// The code behind a short link; stable for ever, so it also finds withdrawn matters (CAT-04).
    pub fn matter_of_short_link(&self, short: &str) -> Option<MatterCode> {
        let content = self.content();
        let codes = content.matters.keys().chain(content.withdrawn.keys());
        codes.into_iter().find(|code| short_link(code).as_str() == short).cloned()
    }

    /// The list of the catalogue's people, after `after` in order of codes.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] for others.
    pub fn matter_rows(&self, caller: &Caller, after: &str, limit: u32) -> Result<Vec<MatterRow>, Problem> {
        if caller.require(Action::EditCatalogue).is_err() {
            caller.require(Action::ReviewCatalogue)?;
        }
        let parameters = [after.into(), i64::from(limit).into()];
        let rows = self.ledger().query(include_str!("list.sql"), &parameters)?;
        Ok(rows.iter().map(matter_row).collect())
    }

    /// The matters with a draft on its way, wherever it came from, in order of codes.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] for others than the catalogue's people.
    pub fn matter_drafts(&self, caller: &Caller, limit: u32) -> Result<Vec<MatterRow>, Problem> {
        if caller.require(Action::EditCatalogue).is_err() {
            caller.require(Action::ReviewCatalogue)?;
        }
        let rows = self.ledger().query(include_str!("drafts.sql"), &[i64::from(limit).into()])?;
        Ok(rows.iter().map(matter_row).collect())
    }
}

fn matter_row(row: &ledger::Row) -> MatterRow {
    MatterRow {
        code: MatterCode(row.text(0).to_owned()),
        name: row.text(1).to_owned(),
        department: row.text(2).to_owned(),
        version: row.integer(3),
        since: row.maybe_time(4),
        draft: row.integer(5),
        draft_stage: row.maybe_text(6).map(str::to_owned),
        withdrawn: row.integer(7) == 1,
    }
}
