//! Papers (文书): issued documents.

use catalogue::DocumentKind;
use kernel::{BlobId, CaseNumber, DepartmentId, DomainEvent, PersonId};
use serde::{Deserialize, Serialize};

/// What happened to a paper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum DocumentEvent {
    /// It was issued: its bytes stand in the store, their hash here.
    Issued(Box<Issued>),
    /// Its seal was recorded.
    Sealed {
        /// How.
        how: String,
    },
}

/// A paper that was issued.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Issued {
    /// For which case.
    pub case: CaseNumber,
    /// Which paper.
    pub kind: DocumentKind,
    /// Its number.
    pub number: String,
    /// Its verification code.
    pub code: String,
    /// To whom.
    pub person: PersonId,
    /// By which body.
    pub department: DepartmentId,
    /// About which matter.
    pub matter_name: String,
    /// Its bytes.
    pub blob: BlobId,
    /// Their hash.
    pub sha256: String,
    /// Pages.
    pub pages: u32,
}

impl DomainEvent for DocumentEvent {
    fn name(&self) -> &'static str {
        match self {
            DocumentEvent::Issued(_) => "document.issued",
            DocumentEvent::Sealed { .. } => "document.sealed",
        }
    }
}
