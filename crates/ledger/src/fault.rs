//! What goes wrong in the store: seen by callers as [`Fault`], inside as [`StoreFault`].

use crate::{KeyFault, SealFault};

/// The store, a key or a lease failed: a fault, not a refusal. It is logged once, at the door.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The store failed.
    #[error("storage failed while {doing}: {cause}")]
    Storage {
        /// What was being done.
        doing: &'static str,
        /// The store's words.
        cause: String,
    },
    /// The disk is full; reading goes on.
    #[error("no space left on the storage")]
    Full,
    /// The lease ran out and another holder took over: stop this piece of work.
    #[error("the lease was taken over by another holder")]
    Fenced,
    /// A personal value could not be sealed or opened.
    #[error("personal values could not be sealed or opened: {0}")]
    Seal(String),
}

impl From<SealFault> for Fault {
    fn from(fault: SealFault) -> Self {
        Fault::Seal(fault.to_string())
    }
}

impl From<KeyFault> for Fault {
    fn from(fault: KeyFault) -> Self {
        Fault::Seal(fault.to_string())
    }
}

/// How a statement failed, in the few kinds that matter here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StoreFault {
    /// No space left.
    Full,
    /// Worth trying again from the start: a deadlock, a lock not had in time, a plan that became old.
    Again(String),
    /// The connection is gone.
    Lost(String),
    /// Anything else, in the store's words.
    Other(String),
}

impl StoreFault {
    /// The same for callers, with what was being done.
    pub fn while_(self, doing: &'static str) -> Fault {
        match self {
            StoreFault::Full => Fault::Full,
            StoreFault::Again(cause) | StoreFault::Lost(cause) | StoreFault::Other(cause) => {
                Fault::Storage { doing, cause }
            }
        }
    }
}

/// Says what was being done when the store failed.
pub(crate) trait While<T> {
    /// Turns the store's fault into the caller's.
    fn doing(self, what: &'static str) -> Result<T, Fault>;
}

impl<T> While<T> for Result<T, StoreFault> {
    fn doing(self, what: &'static str) -> Result<T, Fault> {
        self.map_err(|fault| fault.while_(what))
    }
}
