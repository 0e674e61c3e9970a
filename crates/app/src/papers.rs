//! Papers (文书): what an event of a case calls for is made from the pack's template and the facts of that moment,
//! numbered, stored, sealed, opened and verified.
//!
//! Main types: [`Facts`] is what a template sees; [`Sheet`] says what a paper needs; [`Press`] is the port to the
//! part that sets documents; [`DocumentEvent`] is what happens to a paper; [`PublicPaper`] is what verification
//! tells.
//!
//! Invariants: an issued paper is its stored bytes, with their hash in the event; the bytes are durable before the
//! event; a task gives one paper however often it is tried; a number is given once and its series has no holes; what
//! cannot be issued is a task with a named reason.

mod choice;
mod code;
mod draft;
mod event;
pub mod facts;
mod gather;
mod issue;
mod number;
mod open;
mod press;
mod problem;
mod seal;
mod sheet;
mod template;
#[cfg(test)]
mod tests;
mod verify;

pub use choice::{Circumstance, TABLE, template_for};
pub use event::{DocumentEvent, Held, Issued, NumberTaken, Numbered, SealHow, Sealed, document_stream};
pub use facts::{Facts, Verification};
pub use issue::IssueReport;
pub use open::{HeldPaper, PaperFile};
pub use press::{Press, Rendered};
pub use problem::{MissingFact, RenderProblem};
pub(crate) use seal::hands_over;
pub use seal::{SealOrder, SealRefusal};
pub use sheet::{AllWord, ByRegime, Regimes, RemedyRule, Sheet};
pub use template::{TemplateError, TemplateFiles};
pub use verify::{PaperState, PublicPaper};
