//! Accounts, sessions, tokens and the persons behind them.

mod login;
mod mandate;
mod person;
mod post;
pub mod secret;
mod session;
pub(crate) mod tables;
mod token;

pub use login::LoginRefusal;
pub(crate) use mandate::kind_word as mandate_word;
pub use mandate::{ActingFor, SwitchRefusal};
pub use person::{NewOrganisation, NewPerson};
pub(crate) use person::{number_kind, person_stream};
pub use post::{AccountRow, NewAccount};
pub use session::{OpenSession, Session};
