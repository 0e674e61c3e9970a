//! Verification without login (核验): by the code on the paper, or by the file itself. It tells what the paper says
//! of itself and nothing personal beyond a masked name.

use super::code::read_code;
use super::draft::hex;
use crate::{City, Problem};
use catalogue::DocumentKind;
use kernel::{Date, Language, Timestamp};
use ledger::Row;
use sha2::{Digest, Sha256};

/// A paper as everybody may see it who holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicPaper {
    /// Which paper.
    pub kind: DocumentKind,
    /// Its title as printed.
    pub title: String,
    /// Its number, if it has one.
    pub number: Option<String>,
    /// The date that it bears.
    pub date: Option<Date>,
    /// The last day of validity, if it ends.
    pub valid_until: Option<Date>,
    /// The body that issued it, in words.
    pub authority: String,
    /// The matter's name.
    pub matter: String,
    /// The applicant: masked, an organisation whole; none after the person was erased.
    pub applicant: Option<String>,
    /// SHA-256 of the issued bytes, in hexadecimal: to compare with a file at hand.
    pub sha256: String,
    /// How it stands now.
    pub state: PaperState,
    /// Whether it is a demo paper without legal effect.
    pub demo: bool,
}

/// How a paper stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperState {
    /// Made, and not sealed yet (practice.md 24).
    AwaitsSeal,
    /// Sealed: it holds.
    Holds,
    /// Its validity is over.
    Expired,
    /// The decision that it rests on was revoked (撤销).
    Revoked,
}

impl PaperState {
    /// A stable code for messages.
    pub const fn code(self) -> &'static str {
        match self {
            PaperState::AwaitsSeal => "awaits-seal",
            PaperState::Holds => "holds",
            PaperState::Expired => "expired",
            PaperState::Revoked => "revoked",
        }
    }
}

impl City {
    /// The paper with this verification code, as people type it; none if there is none.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn paper_by_code(&self, typed: &str, now: Timestamp) -> Result<Option<PublicPaper>, Problem> {
        let Some(code) = read_code(typed) else { return Ok(None) };
        let rows = self.ledger().query(include_str!("by_code.sql"), &[code.into()])?;
        Ok(rows.first().and_then(|row| self.public_paper(row, now)))
    }

    /// The paper whose issued bytes have this SHA-256 (hexadecimal); none if no paper of the city has them.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn verify_file_hash(&self, sha256: &str, now: Timestamp) -> Result<Option<PublicPaper>, Problem> {
        let wanted = sha256.trim().to_lowercase();
        let rows = self.ledger().query(include_str!("by_hash.sql"), &[wanted.into()])?;
        Ok(rows.first().and_then(|row| self.public_paper(row, now)))
    }

    /// The paper that a file is, byte for byte.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn verify_file(&self, bytes: &[u8], now: Timestamp) -> Result<Option<PublicPaper>, Problem> {
        self.verify_file_hash(&hex(&Sha256::digest(bytes)), now)
    }

    fn public_paper(&self, row: &Row, now: Timestamp) -> Option<PublicPaper> {
        let content = self.content();
        let text = |place: usize| row.maybe_text(place).filter(|text| !text.is_empty()).map(str::to_owned);
        let date = |place: usize| row.text(place).parse::<Date>().ok();
        let kind = DocumentKind::from_word(row.text(0))?;
        let valid_until = date(3);
        let state = match (row.text(8), row.text(9)) {
            (_, "revoked") if rests_on_decision(kind) => PaperState::Revoked,
            _ if valid_until.is_some_and(|until| until < content.date(now)) => PaperState::Expired,
            ("sealed", _) => PaperState::Holds,
            _ => PaperState::AwaitsSeal,
        };
        let department = row.text(4).into();
        Some(PublicPaper {
            kind,
            number: text(1),
            date: date(2),
            valid_until,
            authority: content.department_name(&department, Language::Chinese).to_owned(),
            matter: row.text(5).to_owned(),
            applicant: text(6),
            sha256: row.text(7).to_owned(),
            state,
            demo: row.integer(10) == 1,
            title: row.text(11).to_owned(),
        })
    }
}

/// Papers that fall with the decision; receipts and notices stay what they are.
fn rests_on_decision(kind: DocumentKind) -> bool {
    use DocumentKind::{Certificate, Closed, Decision, Filed, Granted};
    matches!(kind, Certificate | Closed | Decision | Filed | Granted)
}
