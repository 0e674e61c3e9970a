//! The use cases: the only place that knows two contexts. Here is decided who may do what, what follows from
//! what, and what pages read.
//!
//! Main types: [`City`] is the running city; [`Caller`] is who asks; [`Problem`] is why something was not done;
//! [`Moment`](kernel::Moment) is read once, at the door. Everything blocks; `web` calls it from a blocking pool.

// The town of the tests is shared with `links/documents`, which knows this room as `app`.
#[cfg(test)]
extern crate self as app;

pub mod access;
mod accounts;
mod audit;
mod calendar_year;
mod caller;
pub mod cases;
mod city;
mod columns;
mod content;
mod content_snapshot;
pub mod desk;
pub mod difficulties;
mod drafts;
mod erasure;
mod exchange;
mod founding;
pub mod log;
mod matters;
mod messages;
mod mine;
mod outbox;
pub mod papers;
mod ports;
mod problem;
mod processes;
pub mod ratings;
mod read_digest;
mod read_log;
mod settings;
mod statistics;
mod upkeep;
mod uploads;
mod views;
mod work;

pub use access::Action;
pub use accounts::*;
pub use audit::{AuditFilter, AuditLine, EventLine};
pub use calendar_year::{MovedCount, YearEffect};
pub use caller::Caller;
pub use city::{City, Opening, RELEASE, ledger_setup};
pub use content::{ContentEvent, Entry};
pub use content_snapshot::{About, Content, PublishedMatter};
pub use drafts::*;
pub use erasure::ErasurePreview;
pub use exchange::{ImportReport, ReadWorkbook, RowProblem, RowReason, WORKBOOK_MAX, XlsxFault};
pub use founding::{CityEvent, LoadReport};
pub use matters::{
    Beginning, BeginningRefusal, Found, Index, MatterChange, MatterRow, MatterText, PublicationEffect,
    Resolved, StandardBreach, TextFault, TextPart,
};
pub use messages::MessagePage;
pub use mine::{InboxAbout, InboxLine, OwnPaper, PublicCommitment, ReadLine, ReceiptProof};
pub use outbox::*;
pub use papers::{Press, RenderProblem, Rendered};
pub use ports::{
    Ceremony, DeliveryReport, Departure, IdentityProvider, Letter, Mailer, MandateEnd, OutsideIdentity,
    OutsideMandate, PasskeyFault, PasskeyMaker, PasskeyOwner, PasskeyRecord, Ports, ProviderFault, Sent,
    ShortMessage, SmsGateway,
};
pub use problem::{FieldProblem, Problem};
pub use processes::{NoticeTask, PaperTask, occasion_of};
pub use read_digest::ReadLogEvent;
pub use read_log::OwedLines;
pub use settings::Settings;
pub use statistics::{
    Act, CatalogueReport, Counted, CountedPlace, Grouping, Lasting, Lengths, Measure, SheetCell, StaffWork,
    Statistics, StatisticsQuestion, StatisticsRow, StepOfTime, Tally, WorkBy, WorkQuestion, WorkRow,
    table_workbook,
};
pub use upkeep::{JobState, Jobs, SweepReport};
pub use uploads::{FileKind, OnceFile, Upload, UploadPlace, UploadRefusal};
pub use views::EVENTS;
pub use work::{Done, Work, typed};

pub use identity::Assurance;
pub use ledger::{Answer, Idempotency, OutboxState};
