//! The papers that were issued to a person: every one of all cases, to download and to show to others.

use crate::{Action, Caller, City, Problem};
use kernel::Timestamp;
use ledger::Row;

/// A paper in its owner's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPaper {
    /// Its id, by which it is downloaded.
    pub id: String,
    /// Its kind's code.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Its number; empty for papers without one.
    pub number: String,
    /// When it was issued.
    pub issued_at: Option<Timestamp>,
    /// Until which day it holds; none without an end.
    pub valid_until: Option<String>,
    /// The code by which anybody verifies it.
    pub code: String,
    /// Its case.
    pub case: String,
    /// The matter's code.
    pub matter: String,
    /// The matter's name on the paper.
    pub matter_name: String,
}

impl City {
    /// The papers of the cases of whom the caller acts for, newest first, before a time.
    ///
    /// # Errors
    /// [`Problem::LoginNeeded`] for a guest.
    pub fn own_papers(
        &self,
        caller: &Caller,
        before: Timestamp,
        limit: u32,
    ) -> Result<Vec<OwnPaper>, Problem> {
        caller.require(Action::KeepOwnRecord)?;
        let person = caller.applicant().ok_or(Problem::LoginNeeded)?;
        let parameters = [format!("person:{person}").into(), before.into(), i64::from(limit).into()];
        let rows = self.ledger().query(include_str!("papers.sql"), &parameters)?;
        Ok(rows.iter().map(paper).collect())
    }
}

fn paper(row: &Row) -> OwnPaper {
    OwnPaper {
        id: row.text(0).to_owned(),
        kind: row.text(1).to_owned(),
        title: row.text(2).to_owned(),
        number: row.text(3).to_owned(),
        issued_at: row.maybe_time(4),
        valid_until: row.maybe_text(5).map(str::to_owned),
        code: row.text(6).to_owned(),
        case: row.text(7).to_owned(),
        matter_name: row.text(8).to_owned(),
        matter: row.text(9).to_owned(),
    }
}
