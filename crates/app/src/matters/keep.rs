//! Keeping the catalogue: draft, review, publish, withdraw; every step looked at by another person.

use super::matter_stream;
use crate::{Action, Caller, City, Problem, Work};
use catalogue::{Change, CheckContext, Finding, Matter, MatterEvent, MatterHistory, Origin, checks, diff};
use kernel::{AccountId, LocalText, MatterCode, Moment};
use std::collections::BTreeSet;

/// An order to a matter.
#[derive(Clone, Debug)]
pub enum MatterChange {
    /// Write a new version.
    Draft(Box<Matter>),
    /// Write a new version on the one that was read, and on no other.
    Revise {
        /// The version that was read; 0 for a matter that was never here.
        base: u32,
        /// What it says now.
        matter: Box<Matter>,
    },
    /// Find the draft good.
    Review {
        /// Which version.
        version: u32,
    },
    /// Send the draft back.
    SendBack {
        /// Which version.
        version: u32,
        /// Why.
        reason: String,
    },
    /// Put the reviewed version into force.
    Publish {
        /// Which version.
        version: u32,
    },
    /// Stop offering the matter.
    Withdraw {
        /// What people read.
        notice: LocalText,
        /// What takes its place.
        successor: Option<MatterCode>,
    },
}

impl MatterChange {
    const fn action(&self) -> Action {
        match self {
            MatterChange::Draft(_) | MatterChange::Revise { .. } => Action::EditCatalogue,
            MatterChange::Review { .. } | MatterChange::SendBack { .. } => Action::ReviewCatalogue,
            MatterChange::Publish { .. } | MatterChange::Withdraw { .. } => Action::PublishCatalogue,
        }
    }
}

/// What publishing a draft would change, looked at before.
#[derive(Clone, Debug)]
pub struct PublicationEffect {
    /// What differs from the version in force.
    pub changes: Vec<Change>,
    /// What the content checks find; those that block are said to.
    pub findings: Vec<Finding>,
    /// How many running cases keep the version they began with.
    pub running_cases: i64,
}

impl City {
    /// Carries an order to a matter out.
    ///
    /// # Errors
    /// A refusal of the catalogue that names the rule.
    pub fn change_matter(
        &self,
        caller: &Caller,
        code: &MatterCode,
        change: &MatterChange,
        moment: &Moment,
    ) -> Result<(), Problem> {
        let by = caller.account.ok_or(Problem::LoginNeeded)?;
        let task = |work: &mut Work<'_>| {
            let stream = matter_stream(code);
            let events = work.load::<MatterEvent>(&stream)?;
            let history = MatterHistory::of(events.iter().map(|recorded| (&recorded.event, recorded.at)));
            let event = self.decide_change(&history, change, by)?;
            let actor = work.actor(change.action());
            work.append(&stream, &actor, &[event])
        };
        self.act(caller, moment, change.action(), task)?;
        Ok(())
    }

    fn decide_change(
        &self,
        history: &MatterHistory,
        change: &MatterChange,
        by: AccountId,
    ) -> Result<MatterEvent, Problem> {
        Ok(match change {
            MatterChange::Draft(matter) => {
                history.draft((**matter).clone(), content_hash(matter)?, Some(by), Origin::Editor)?
            }
            MatterChange::Revise { base, matter } => {
                history.revise(*base, (**matter).clone(), content_hash(matter)?, by)?
            }
            MatterChange::Review { version } => history.review(*version, by)?,
            MatterChange::SendBack { version, reason } => history.send_back(*version, by, reason)?,
            MatterChange::Publish { version } => {
                let draft = history.version(*version).ok_or(Problem::NotFound("version"))?;
                history.publish(*version, by, &self.findings(&draft.matter))?
            }
            MatterChange::Withdraw { notice, successor } => {
                history.withdraw(by, notice.clone(), successor.clone())?
            }
        })
    }

    /// What the content checks find in a matter as the city stands now.
    pub fn findings(&self, matter: &Matter) -> Vec<Finding> {
        let content = self.content();
        let name = |file: &String| file.strip_suffix(".typ").map(str::to_owned);
        let templates = content.documents.keys().filter_map(name).collect();
        checks(matter, &CheckContext { city: &content.ground, templates: Some(&templates) })
    }

    /// What publishing a draft would change: the difference in words, the findings, the running cases.
    ///
    /// # Errors
    /// [`Problem::NotFound`] without such a version.
    pub fn publication_effect(&self, code: &MatterCode, version: u32) -> Result<PublicationEffect, Problem> {
        let history = self.matter_history(code)?;
        let draft = history.version(version).ok_or(Problem::NotFound("version"))?;
        let changes = history.current().map(|(_, current)| diff(&current.matter, &draft.matter));
        Ok(PublicationEffect {
            changes: changes.unwrap_or_default(),
            findings: self.findings(&draft.matter),
            running_cases: self.running_cases(code, &history)?,
        })
    }

    /// How many cases of a matter run; each keeps its version, and with it the department that decided then.
    fn running_cases(&self, code: &MatterCode, history: &MatterHistory) -> Result<i64, Problem> {
        let departments: BTreeSet<_> =
            history.versions().map(|(_, version)| version.matter.department.as_str()).collect();
        let count = |department: &str| -> Result<i64, Problem> {
            let rows = self
                .ledger()
                .query(include_str!("running.sql"), &[code.as_str().into(), department.into()])?;
            Ok(rows.first().map_or(0, |row| row.integer(0)))
        };
        departments.into_iter().map(count).sum()
    }
}

/// The hash of what a matter says, naming its algorithm.
///
/// # Errors
/// A fault if the matter cannot be written as JSON.
pub(crate) fn content_hash(matter: &Matter) -> Result<String, Problem> {
    // By way of a value, as the pack does it, so that both have one hash.
    let value = serde_json::to_value(matter).map_err(|cause| Problem::fault("writing a matter", cause))?;
    Ok(packs::content_hash(&value))
}
