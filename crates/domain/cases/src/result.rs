//! The result (制证): made after the decision, withheld while a tolerated gap is open (CASE-05).

use crate::refusal::refusals;
use crate::{Case, CaseEvent, CaseRefusal, Official, Outcome, Ready, Stage};
use catalogue::MaterialKey;
use kernel::{DocumentId, Private, Timestamp};
use serde::{Deserialize, Serialize};

/// Record that the result is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MakeResult {
    /// The issued document.
    pub document: Option<DocumentId>,
    /// The number of the certificate or the reference of the payment.
    pub number: Option<String>,
    /// Who made it; none when the platform issued it by itself.
    pub by: Option<Official>,
}

/// Correct a slip of the pen in a decision or result; it changes nothing in the decision itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correct {
    /// What was wrong and how it reads now.
    pub text: String,
    /// The new document, where one was issued.
    pub document: Option<DocumentId>,
    /// Who corrects.
    pub by: Official,
}

/// `case.result_made`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultMade {
    /// The issued document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    /// The number of the certificate or the reference of the payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Who made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Official>,
}

/// `case.corrected`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// What was wrong and how it reads now.
    pub text: Private<String>,
    /// The new document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    /// Who corrected.
    pub by: Official,
}

refusals! {
    /// Why a result is not made or corrected.
    ResultRefusal {
        /// A material is still owed: it blocks issuing, not deciding (CASE-05).
        GapOpen {
            /// The material.
            material: MaterialKey,
        } = "refusal-case-gap-open", "the material {material} is still owed, the result waits for it";
        /// The result is made already.
        Made = "refusal-case-result-made", "the result is made already";
        /// There is no decision yet.
        NotDecided = "refusal-case-not-decided", "there is no decision yet";
    }
}

impl Case {
    pub(crate) fn make_result(&self, command: MakeResult) -> Result<Vec<CaseEvent>, CaseRefusal> {
        match &self.stage {
            Stage::Granted { .. } => {}
            Stage::Ready(_) | Stage::Delivered(_) => return Err(ResultRefusal::Made.into()),
            Stage::Received { .. } | Stage::Supplementing(_) | Stage::Examining(_) => {
                return Err(ResultRefusal::NotDecided.into());
            }
            _ => return Err(self.not_now()),
        }
        if let Some((material, _)) = self.open_gaps().next() {
            return Err(ResultRefusal::GapOpen { material: material.clone() }.into());
        }
        let MakeResult { document, number, by } = command;
        Ok(vec![CaseEvent::ResultMade(ResultMade { document, number, by })])
    }

    pub(crate) fn correct(&self, command: Correct) -> Result<Vec<CaseEvent>, CaseRefusal> {
        if self.decision.is_none() {
            return Err(ResultRefusal::NotDecided.into());
        }
        if matches!(self.stage, Stage::Ended { .. }) {
            return Err(self.not_now());
        }
        crate::examination::reason(&command.text)?;
        let text = Private::new(self.person(), command.text);
        Ok(vec![CaseEvent::Corrected(Corrected { text, document: command.document, by: command.by })])
    }

    pub(crate) fn apply_result_made(&mut self, event: &ResultMade, at: Timestamp) {
        self.stage = Stage::Ready(Ready { number: event.number.clone(), ..Ready::since(at) });
    }

    /// Whether the decision was yes.
    pub fn is_granted(&self) -> bool {
        self.decision.as_ref().is_some_and(|decision| decision.outcome == Outcome::Granted)
    }
}
