//! Persons, organisations, accounts, staff posts, assurance levels and mandates.
//!
//! Invariants: no account holds two of the three administrator roles, nor one of them beside a staff post;
//! a mandate ends by date, by withdrawal or with the post it came from; numbers are checked before they are kept.

mod account;
mod bank_card;
mod citizen;
mod credit_code;
mod login;
mod mandate;
mod mask;
mod paper;
mod person;
mod role;
mod telephone;

pub use account::{Account, AccountCommand, AccountEvent, AccountRefusal, Owner};
pub use bank_card::{BankCard, BankCardRefusal};
pub use citizen::{CitizenNumber, CitizenRefusal, Sex};
pub use credit_code::{CreditCode, CreditCodeRefusal};
pub use login::{LockRule, LoginRecord, PasswordRefusal, PasswordRule};
pub use mandate::{Mandate, MandateCommand, MandateEvent, MandateKind, MandateRefusal};
pub use mask::{mask_address, mask_mail, mask_name, mask_number, mask_telephone};
pub use paper::{PaperKind, PaperNumber, PaperRefusal};
pub use person::{Contact, Person, PersonEvent, PersonKind, normal_name};
pub use role::{AdministratorRole, Assurance, Posting, Role};
pub use telephone::{Telephone, TelephoneRefusal};
