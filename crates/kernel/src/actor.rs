//! Who acts: recorded with every event.

use crate::{AccountId, DepartmentId};
use serde::{Deserialize, Serialize};

/// The acting party of one event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The account that acted; none for the clock and for a person at the counter without account.
    pub account: Option<AccountId>,
    /// In what capacity.
    pub kind: ActorKind,
    /// The unit acted for, where staff acts.
    pub unit: Option<DepartmentId>,
}

/// In what capacity somebody acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// A citizen or an enterprise, for itself or by mandate.
    Applicant,
    /// A member of staff in a post.
    Staff,
    /// One of the three administrators.
    Administrator,
    /// The law's clock: a transition that fell due.
    Clock,
    /// Another system through the API, or the loading of a pack.
    System,
}

impl Actor {
    /// The law's clock.
    pub const fn clock() -> Self {
        Actor { account: None, kind: ActorKind::Clock, unit: None }
    }

    /// The platform itself, for example when it loads a pack.
    pub const fn system() -> Self {
        Actor { account: None, kind: ActorKind::System, unit: None }
    }

    /// A member of staff of `unit`.
    pub const fn staff(account: AccountId, unit: DepartmentId) -> Self {
        Actor { account: Some(account), kind: ActorKind::Staff, unit: Some(unit) }
    }

    /// An applicant with an account.
    pub const fn applicant(account: AccountId) -> Self {
        Actor { account: Some(account), kind: ActorKind::Applicant, unit: None }
    }
}
