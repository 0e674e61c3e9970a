//! What a person reads of her own: messages, who read her data, and what everybody may read of commitments.

mod correct; // corrected answers of a running case
mod papers; // what was issued
mod proof; // what a receipt file proves
mod unread; // what is new

pub use papers::OwnPaper;
pub use proof::ReceiptProof;
pub use unread::INBOX_SEEN;

use crate::{Action, Caller, City, Problem};
use kernel::{CaseNumber, MatterCode, Timestamp};
use ledger::Row;

/// A message in the inbox; its text is made from the case as it then stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxLine {
    /// What it is about.
    pub about: InboxAbout,
    /// About which case.
    pub number: String,
    /// After which event of it.
    pub position: u64,
    /// The word of the occasion.
    pub occasion: String,
    /// When.
    pub at: Option<Timestamp>,
    /// The matter's code; empty for what is about no matter.
    pub matter: String,
    /// The matter's name when the case was opened, in Chinese.
    pub matter_name: String,
}

/// What a message is about: where it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InboxAbout {
    /// An event of a case.
    Case,
    /// An answer to the rating of a case, or the decision on an appeal against it.
    Rating,
    /// An answer to what could not be got done.
    Difficulty,
}

/// A line of the read log as the person sees it: never the clerk's name (practice.md 22).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadLine {
    /// When.
    pub at: Option<Timestamp>,
    /// Which department.
    pub unit: Option<String>,
    /// What was read: a word of the read log.
    pub what: String,
    /// For what purpose: `task`, or the reason that was given.
    pub purpose: String,
    /// Of which case.
    pub number: Option<CaseNumber>,
}

/// A signed commitment in the public register (CASE-06, CRED-02).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicCommitment {
    /// For which matter.
    pub matter: String,
    /// In place of which material.
    pub material: String,
    /// Who: an organisation whole, a person masked; none once erased.
    pub by: Option<String>,
    /// When it was signed.
    pub signed_at: Option<Timestamp>,
    /// What the check found: `holds` or `false`; none while it is not checked.
    pub finding: Option<String>,
    /// When it was checked.
    pub checked_at: Option<Timestamp>,
}

impl City {
    /// The messages to whom the caller acts for, newest first, before a time.
    ///
    /// # Errors
    /// [`Problem::LoginNeeded`] for a guest.
    pub fn inbox(&self, caller: &Caller, before: Timestamp, limit: u32) -> Result<Vec<InboxLine>, Problem> {
        let person = caller.applicant().ok_or(Problem::LoginNeeded)?;
        let parameters = [format!("person:{person}").into(), before.into(), i64::from(limit).into()];
        let rows = self.ledger().query(include_str!("mine/inbox.sql"), &parameters)?;
        let of_case = |row: &Row| line(row, InboxAbout::Case, row.text(0));
        let mut lines: Vec<InboxLine> = rows.iter().map(of_case).collect();
        let parameters = [person.to_string().into(), before.into(), i64::from(limit).into()];
        let rows = self.ledger().query(include_str!("mine/answers.sql"), &parameters)?;
        lines.extend(rows.iter().filter_map(answer));
        lines.sort_by(|one, other| (other.at, &other.number).cmp(&(one.at, &one.number)));
        lines.truncate(limit as usize);
        Ok(lines)
    }

    /// Who read data of whom the caller acts for, newest first, before a time.
    ///
    /// # Errors
    /// [`Problem::LoginNeeded`] for a guest.
    pub fn reads_of_me(
        &self,
        caller: &Caller,
        before: Timestamp,
        limit: u32,
    ) -> Result<Vec<ReadLine>, Problem> {
        caller.require(Action::KeepOwnRecord)?;
        let person = caller.applicant().ok_or(Problem::LoginNeeded)?;
        let parameters = [person.to_string().into(), before.into(), i64::from(limit).into()];
        let rows = self.ledger().query(include_str!("mine/reads.sql"), &parameters)?;
        let line = |row: &Row| ReadLine {
            at: row.maybe_time(0),
            unit: row.maybe_text(1).map(str::to_owned),
            what: row.text(2).to_owned(),
            purpose: row.text(3).to_owned(),
            number: row.text(4).strip_prefix("case/").and_then(|number| number.parse().ok()),
        };
        Ok(rows.iter().map(line).collect())
    }

    /// The public register of commitments, newest first, before a time; of one matter if one is named.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn public_commitments(
        &self,
        matter: Option<&MatterCode>,
        before: Timestamp,
        limit: u32,
    ) -> Result<Vec<PublicCommitment>, Problem> {
        let matter = ledger::Value::maybe(matter.map(|code| code.0.clone()));
        let parameters = [before.into(), matter, i64::from(limit).into()];
        let rows = self.ledger().query(include_str!("mine/commitments.sql"), &parameters)?;
        let line = |row: &Row| PublicCommitment {
            matter: row.text(0).to_owned(),
            material: row.text(1).to_owned(),
            by: row.maybe_text(2).map(str::to_owned),
            signed_at: row.maybe_time(3),
            finding: row.maybe_text(4).map(str::to_owned),
            checked_at: row.maybe_time(5),
        };
        Ok(rows.iter().map(line).collect())
    }

    /// The matters that most people applied for lately, the most wanted first.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn common_matters(&self, limit: u32) -> Result<Vec<MatterCode>, Problem> {
        let rows = self.ledger().query(include_str!("mine/common.sql"), &[i64::from(limit).into()])?;
        Ok(rows.iter().map(|row| MatterCode(row.text(0).to_owned())).collect())
    }
}

fn line(row: &Row, about: InboxAbout, number: &str) -> InboxLine {
    InboxLine {
        about,
        number: number.to_owned(),
        position: u64::try_from(row.integer(1)).unwrap_or(0),
        occasion: row.text(2).to_owned(),
        at: row.maybe_time(3),
        matter_name: row.maybe_text(4).unwrap_or_default().to_owned(),
        matter: row.maybe_text(5).unwrap_or_default().to_owned(),
    }
}

/// An answer by the stream in which it stands.
fn answer(row: &Row) -> Option<InboxLine> {
    let (kind, number) = row.text(0).split_once('/')?;
    let about = if kind == "rating" { InboxAbout::Rating } else { InboxAbout::Difficulty };
    Some(line(row, about, number))
}
