//! Checking a receipt file for anybody: what it proves, without anything personal.

use crate::{City, Problem};
use kernel::{CaseNumber, Timestamp};
use ledger::{Proved, VerifyRefusal};

/// What a receipt file proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptProof {
    /// The case, where it is about one.
    pub number: Option<CaseNumber>,
    /// When it was recorded.
    pub at: Timestamp,
    /// The stable name of what was recorded.
    pub event: String,
    /// Whether the file proves that the record stands in the city's tree, and not only that the city promised it.
    pub included: bool,
    /// How many values in the file are proved to be the recorded ones.
    pub values: usize,
}

impl City {
    /// Checks a receipt with the city's own key.
    ///
    /// # Errors
    /// The refusal that says what does not hold.
    pub fn verify_receipt(&self, text: &str) -> Result<ReceiptProof, Problem> {
        let verified = ledger::verify(text, &self.ledger().public_key())
            .map_err(|refusal: VerifyRefusal| Problem::refused(refusal))?;
        let number = (verified.stream.kind() == "case").then(|| verified.stream.key().parse().ok()).flatten();
        Ok(ReceiptProof {
            number,
            at: verified.at,
            event: verified.event,
            included: matches!(verified.proved, Proved::Included { .. }),
            values: verified.values.len(),
        })
    }
}
