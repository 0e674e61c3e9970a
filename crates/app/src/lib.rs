//! The use cases: the only place that knows two contexts. Here is decided who may do what, what follows from
//! what, and what pages read.
//!
//! Main types: [`City`] is the running city; [`Caller`] is who asks; [`Problem`] is why something was not done;
//! [`Moment`](kernel::Moment) is read once, at the door. Everything blocks; `web` calls it from a blocking pool.

pub mod access;
mod accounts;
mod caller;
pub mod cases;
mod city;
mod columns;
mod content;
mod content_snapshot;
pub mod desk;
mod founding;
mod matters;
mod messages;
mod outbox;
pub mod papers;
mod ports;
mod problem;
mod processes;
mod settings;
mod views;
mod work;

pub use access::Action;
pub use accounts::*;
pub use caller::Caller;
pub use city::{City, Opening, RELEASE};
pub use content::{ContentEvent, Entry};
pub use content_snapshot::{About, Content, PublishedMatter};
pub use founding::{CityEvent, LoadReport};
pub use matters::{Found, Index, MatterChange, MatterRow, PublicationEffect, Resolved};
pub use papers::{Press, RenderProblem, Rendered};
pub use messages::MessagePage;
pub use outbox::*;
pub use ports::{
    DeliveryReport, Departure, IdentityProvider, Letter, Mailer, OutsideIdentity, OutsideMandate, Ports,
    ProviderFault, Sent, ShortMessage, SmsGateway,
};
pub use problem::{FieldProblem, Problem};
pub use processes::{NoticeTask, PaperTask};
pub use settings::Settings;
pub use views::EVENTS;
pub use work::{Done, Work, typed};

pub use identity::Assurance;
pub use ledger::OutboxState;
