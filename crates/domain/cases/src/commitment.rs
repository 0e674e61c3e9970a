//! Notification and commitment (告知承诺, CASE-06, P-09): a signed commitment stands in place of a proof, is published
//! (CRED-02) and checked later; what proves false has a consequence.

use crate::clocks::{DueDate, Hour};
use crate::examination::reason;
use crate::refusal::refusals;
use crate::{Case, CaseEvent, CaseRefusal, Official, PartyKind, Via};
use catalogue::{CommitmentCheck, MaterialKey};
use kernel::{BlobId, MatterCode, PersonId, Private, Timestamp};
use serde::{Deserialize, Serialize};

/// Sign the commitment that stands in place of a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignCommitment {
    /// The material it replaces.
    pub material: MaterialKey,
    /// The version of the matter whose text was read: it must be the one of the case.
    pub version: u32,
    /// The signature, where one was drawn.
    pub signature: Option<BlobId>,
    /// Whether an earlier false commitment bars the applicant until the credit is repaired.
    pub barred: bool,
    /// Through which door.
    pub via: Via,
}

/// Record what the check of a commitment found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckCommitment {
    /// The material it replaced.
    pub material: MaterialKey,
    /// Whether it holds.
    pub finding: Finding,
    /// What was found.
    pub note: String,
    /// Who checked.
    pub by: Official,
}

/// What the check of a commitment found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// 属实.
    Holds,
    /// 不实: a credit record, and the decision may be revoked.
    False,
}

/// `case.commitment_signed`: with all that its public row needs (CRED-02).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitmentSigned {
    /// The material it replaces.
    pub material: MaterialKey,
    /// The matter.
    pub matter: MatterCode,
    /// The version of the matter whose text was signed.
    pub version: u32,
    /// Whose commitment; an organisation is published by name, a person masked.
    pub by: PersonId,
    /// Natural person or organisation.
    pub kind: PartyKind,
    /// When it is checked.
    pub check: CommitmentCheck,
    /// The signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<BlobId>,
    /// Through which door.
    pub via: Via,
}

/// `case.commitment_checked`; a false one is a credit record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitmentChecked {
    /// The material it replaced.
    pub material: MaterialKey,
    /// Whether it holds.
    pub finding: Finding,
    /// What was found.
    pub note: Private<String>,
    /// Who checked.
    pub by: Official,
}

/// A commitment of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// When it was signed.
    pub signed: Timestamp,
    /// When it is checked.
    pub check: CommitmentCheck,
    /// Until when, once the decision set it.
    pub check_due: Option<DueDate>,
    /// What the check found, and when.
    pub checked: Option<(Finding, Timestamp)>,
}

refusals! {
    /// Why a commitment is not taken or checked.
    CommitmentRefusal {
        /// The matter offers none for this material.
        NotOffered {
            /// The material.
            material: MaterialKey,
        } = "refusal-case-commitment-not-offered", "no commitment can stand for {material}";
        /// Another text was read than the one of the case.
        TextChanged = "refusal-case-commitment-text-changed", "the text of the commitment has changed: read it again";
        /// An earlier commitment was false (国办发〔2020〕42号).
        Barred = "refusal-case-commitment-barred",
            "an earlier commitment was false; until the credit is repaired the proof itself is needed",
            "国办发〔2020〕42号";
        /// The material is there, or committed to already.
        NotMissing {
            /// The material.
            material: MaterialKey,
        } = "refusal-case-commitment-not-missing", "the material {material} is there, or committed to already";
        /// There is no commitment to check.
        NothingToCheck {
            /// The material.
            material: MaterialKey,
        } = "refusal-case-nothing-to-check", "no commitment for {material} waits for a check";
    }
}

impl Case {
    pub(crate) fn sign_commitment(&self, command: SignCommitment) -> Result<Vec<CaseEvent>, CaseRefusal> {
        if !self.takes_promises() {
            return Err(self.not_now());
        }
        let SignCommitment { material, version, signature, barred, via } = command;
        let offered = self.terms.material(&material).and_then(|term| term.commitment.as_ref());
        let Some(offered) = offered else {
            return Err(CommitmentRefusal::NotOffered { material }.into());
        };
        if version != self.terms.version {
            return Err(CommitmentRefusal::TextChanged.into());
        }
        if barred {
            return Err(CommitmentRefusal::Barred.into());
        }
        if !self.missing().contains(&material) {
            return Err(CommitmentRefusal::NotMissing { material }.into());
        }
        Ok(vec![CaseEvent::CommitmentSigned(CommitmentSigned {
            check: offered.check,
            material,
            matter: self.terms.matter.clone(),
            version,
            by: self.applicant.person,
            kind: self.applicant.kind,
            signature,
            via,
        })])
    }

    pub(crate) fn check_commitment(&self, command: CheckCommitment) -> Result<Vec<CaseEvent>, CaseRefusal> {
        let CheckCommitment { material, finding, note, by } = command;
        if !self.commitment_is_open(&material) {
            return Err(CommitmentRefusal::NothingToCheck { material }.into());
        }
        reason(&note)?;
        let note = Private::new(self.person(), note);
        Ok(vec![CaseEvent::CommitmentChecked(CommitmentChecked { material, finding, note, by })])
    }

    /// Whether a commitment is signed and not yet checked.
    pub(crate) fn commitment_is_open(&self, material: &MaterialKey) -> bool {
        self.commitments.get(material).is_some_and(|commitment| commitment.checked.is_none())
    }

    /// Until when each commitment is checked that is checked after the decision.
    pub(crate) fn checks_after_decision(
        &self,
        hour: Hour,
    ) -> Result<Vec<(MaterialKey, DueDate)>, CaseRefusal> {
        let mut checks = Vec::new();
        for (material, commitment) in &self.commitments {
            let offered = self.terms.material(material).and_then(|term| term.commitment.as_ref());
            let within = offered.and_then(|offered| offered.within);
            if let (CommitmentCheck::After, Some(within)) = (commitment.check, within) {
                checks.push((material.clone(), hour.after(within)?));
            }
        }
        Ok(checks)
    }

    pub(crate) fn apply_commitment_signed(&mut self, event: &CommitmentSigned, at: Timestamp) {
        let commitment = Commitment { signed: at, check: event.check, check_due: None, checked: None };
        self.commitments.insert(event.material.clone(), commitment);
    }

    pub(crate) fn apply_commitment_checked(&mut self, event: &CommitmentChecked, at: Timestamp) {
        if let Some(commitment) = self.commitments.get_mut(&event.material) {
            commitment.checked = Some((event.finding, at));
        }
    }
}
