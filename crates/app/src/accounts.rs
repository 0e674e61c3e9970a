//! Accounts, sessions, tokens and the persons behind them.

pub(crate) mod callers;
mod code;
pub(crate) mod first;
mod greeting;
mod login;
mod mandate;
mod outside;
mod passkeys;
mod person;
mod post;
mod register;
pub mod secret;
mod session;
mod staff;
pub(crate) mod tables;
mod token;

pub use code::Proof;
pub use first::{FirstLink, FirstLinkRefusal, FirstSignIn};
pub use greeting::Greeting;
pub(crate) use login::CODE_MINUTES;
pub use login::LoginRefusal;
pub use mandate::{ActingFor, SwitchRefusal};
pub(crate) use mandate::{kind_word as mandate_word, mandate_stream};
pub use outside::{OutsideLogin, OutsideRefusal, OutsideReturn, OutsideStart};
pub use passkeys::{Passkey, PasskeyQuestion, PasskeyRefusal};
pub use person::{NewOrganisation, NewPerson};
pub(crate) use person::{number_kind, person_stream};
pub use post::{AccountRow, NewAccount};
pub use register::{RegisterRefusal, Registration};
pub use session::{OpenSession, Session};
pub use staff::StaffMember;
