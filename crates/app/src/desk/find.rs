//! Looking for cases: by number, by the number of another system, by the number of a paper, by a whole name, by words.

use super::units;
use crate::accounts::number_kind;
use crate::cases::{CaseRow, case_row};
use crate::{Action, Caller, City, Problem};
use identity::{PaperKind, PaperNumber, normal_name};
use kernel::{CaseNumber, Timestamp};
use std::collections::BTreeSet;

/// The papers by whose number a case is looked for, in the order in which they are tried.
const PAPERS: &[PaperKind] = &[
    PaperKind::CitizenCard,
    PaperKind::CreditCode,
    PaperKind::HomeReturnPermit,
    PaperKind::TaiwanTravelPermit,
    PaperKind::Passport,
];

impl City {
    /// The cases that fit what was typed, among those that the caller takes part in, newest first; masked.
    /// The read is logged with its count.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without a post.
    pub fn desk_find(
        &self,
        caller: &Caller,
        typed: &str,
        limit: u32,
        now: Timestamp,
    ) -> Result<Vec<CaseRow>, Problem> {
        caller.require(Action::ReadCase)?;
        let typed = typed.trim();
        if typed.parse::<CaseNumber>().is_ok() {
            return self.search_cases(caller, typed, limit, now);
        }
        let mut found = self.by_paper(caller, typed, limit, now)?;
        found.extend(self.by_hash(
            caller,
            include_str!("by_name.sql"),
            ("name", &normal_name(typed)),
            limit,
        )?);
        found.extend(self.found_by_words(caller, typed, limit)?);
        let mut seen = BTreeSet::new();
        found.retain(|row| seen.insert(row.number.clone()));
        found.truncate(limit as usize);
        self.log_list(caller, "desk search", found.len(), now)?;
        Ok(found)
    }

    /// The numbers of applications of the holder of this paper for a matter that still run: a second one is a
    /// warning to confirm, not a refusal (practice.md 20).
    ///
    /// # Errors
    /// [`Problem::Forbidden`] for who takes nothing in.
    pub fn pending_of_paper(
        &self,
        caller: &Caller,
        kind: PaperKind,
        number: &str,
        matter: &str,
        now: Timestamp,
    ) -> Result<Vec<String>, Problem> {
        caller.require(Action::TakeIn)?;
        let Ok(number) = PaperNumber::parse(kind, number, self.today(now)) else { return Ok(Vec::new()) };
        let hash = self.ledger().keyed_hash(number_kind(kind), number.as_str());
        let rows = self.ledger().query(include_str!("pending.sql"), &[hash.into(), matter.into()])?;
        self.log_list(caller, "pending of paper", rows.len(), now)?;
        Ok(rows.iter().map(|row| row.text(0).to_owned()).collect())
    }

    fn by_paper(
        &self,
        caller: &Caller,
        typed: &str,
        limit: u32,
        now: Timestamp,
    ) -> Result<Vec<CaseRow>, Problem> {
        let today = self.today(now);
        let mut found = Vec::new();
        for kind in PAPERS {
            let Ok(number) = PaperNumber::parse(*kind, typed, today) else { continue };
            let hash = (number_kind(*kind), number.as_str());
            found.extend(self.by_hash(caller, include_str!("by_number.sql"), hash, limit)?);
        }
        Ok(found)
    }

    fn by_hash(
        &self,
        caller: &Caller,
        sql: &'static str,
        (kind, value): (&str, &str),
        limit: u32,
    ) -> Result<Vec<CaseRow>, Problem> {
        let hash = self.ledger().keyed_hash(kind, value);
        let rows = self.ledger().query(sql, &[hash.into(), i64::from(limit).into()])?;
        self.seen_by(caller, rows.iter().map(case_row).collect())
    }

    /// Those of `rows` in which the caller takes part.
    pub(crate) fn seen_by(&self, caller: &Caller, rows: Vec<CaseRow>) -> Result<Vec<CaseRow>, Problem> {
        let (whole, _) = units(&caller.officials());
        let mut seen = Vec::new();
        for row in rows {
            let number = row.number.parse::<CaseNumber>();
            let takes_part = match number {
                _ if whole.contains(&row.department) => true,
                Ok(number) => !self.seats(caller, &number)?.is_empty(),
                Err(_) => false,
            };
            if takes_part {
                seen.push(row);
            }
        }
        Ok(seen)
    }
}
