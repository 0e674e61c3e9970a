//! The words that every part of the house shares: typed ids, the moment of an action,
//! localized text, money, shares, who acts, personal values and what an event is.
//!
//! Invariants: nothing here reads a clock, draws a random number or touches a file;
//! a personal value carries its owner wherever it goes and never prints itself.

mod actor;
mod chance;
mod event;
mod id;
mod money;
mod private;
mod ratio;
mod refusal;
mod text;

pub use actor::{Actor, ActorKind};
pub use chance::Moment;
pub use event::{DomainEvent, Recorded};
pub use id::{
    AccountId, BlobId, CaseNumber, DepartmentId, DocumentId, MatterCode, NumberRefusal, PersonId, PostId,
    RegionCode, StreamId, WindowId,
};
pub use money::Money;
pub use private::Private;
pub use ratio::{Percent, Ratio};
pub use refusal::Refusal;
pub use text::{Language, LocalText};

pub use jiff::Timestamp;
pub use jiff::civil::Date;
