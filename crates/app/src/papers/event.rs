//! What happens to a paper, and to the registers that number papers.

use ::cases::Official;
use catalogue::DocumentKind;
use kernel::{BlobId, CaseNumber, Date, DepartmentId, DocumentId, DomainEvent, PersonId, Private, StreamId};
use serde::{Deserialize, Serialize};

/// What happened to a paper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum DocumentEvent {
    /// It got its number and verification code: from now on they are its own, however often it is tried.
    Numbered(Numbered),
    /// It cannot be made for the time being, and why; nothing of it is lost.
    Held(Held),
    /// It was issued: its bytes stand in the store, their hash here.
    Issued(Box<Issued>),
    /// An e-seal service signed it, or somebody recorded the seal of the authority (practice.md 24).
    Sealed(Sealed),
}

/// `document.numbered`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbered {
    /// For which case.
    pub case: CaseNumber,
    /// Which paper.
    pub kind: DocumentKind,
    /// Its number as printed; none for papers without number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The code under which anybody can verify it.
    pub code: String,
}

/// `document.held`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// For which case.
    pub case: CaseNumber,
    /// Which paper.
    pub kind: DocumentKind,
    /// By which body.
    pub department: DepartmentId,
    /// The message key of the reason.
    pub reason: String,
    /// The name of the value in that message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_name: Option<String>,
    /// The value: missing characters may be a part of somebody's name.
    pub value: Private<String>,
}

/// `document.issued`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// For which case.
    pub case: CaseNumber,
    /// After which of its events: the paper says what was known then.
    pub position: u64,
    /// Which paper.
    pub kind: DocumentKind,
    /// Its title as printed, for certificates their name; events before it was kept have none.
    #[serde(default)]
    pub title: String,
    /// Its number; none for papers without number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Its verification code.
    pub code: String,
    /// The date that it bears.
    pub date: Date,
    /// The last day of validity, for certificates that end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// To whom.
    pub person: PersonId,
    /// By which body.
    pub department: DepartmentId,
    /// About which matter.
    pub matter_name: String,
    /// The template it was set from, with the hash of its files.
    pub template: String,
    /// Whether it is a demo paper without legal effect.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub demo: bool,
    /// Its bytes.
    pub blob: BlobId,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// Pages.
    pub pages: u32,
}

/// `document.sealed`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// How it was sealed.
    pub how: SealHow,
    /// Who recorded it; none for a service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Official>,
}

/// How a paper was sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SealHow {
    /// The seal of the authority (审批专用章) was put on the paper.
    Stamp {
        /// Which seal.
        seal: String,
    },
    /// An e-seal service signed it.
    Service {
        /// Which service.
        name: String,
        /// Its reference.
        reference: String,
    },
}

impl DomainEvent for DocumentEvent {
    fn name(&self) -> &'static str {
        match self {
            DocumentEvent::Numbered(_) => "document.numbered",
            DocumentEvent::Held(_) => "document.held",
            DocumentEvent::Issued(_) => "document.issued",
            DocumentEvent::Sealed(_) => "document.sealed",
        }
    }
}

/// `paper-number.taken`: one event for each number of a register, so that its place in the stream is the number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberTaken {
    /// The number in the series.
    pub serial: u64,
    /// For which paper.
    pub document: DocumentId,
}

impl DomainEvent for NumberTaken {
    fn name(&self) -> &'static str {
        "paper-number.taken"
    }
}

/// The stream of a paper.
pub fn document_stream(id: DocumentId) -> StreamId {
    StreamId::of("document", id)
}
