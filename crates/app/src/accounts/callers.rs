//! Callers kept in memory: who asks again is not folded from the account's events again.
//!
//! Each is kept with the position up to which its account's stream was read. Whoever looks one up says how far the
//! stream has got now, read together with the session or token, so a post that another process took away a moment
//! ago is gone here as well.

use crate::Caller;
use kernel::AccountId;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// How many are kept; a city has fewer people at work at once. When it is full, all are looked up anew.
const MOST: usize = 4096;

/// Callers by account.
#[derive(Debug, Default)]
pub(crate) struct Callers(Mutex<HashMap<AccountId, (u64, Caller)>>);

impl Callers {
    /// The caller of an account whose stream has got as far as `head`.
    pub fn find(&self, account: AccountId, head: u64) -> Option<Caller> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(&account).filter(|(until, _)| *until == head).map(|(_, caller)| caller.clone())
    }

    /// Keeps the caller that the events up to `head` make.
    pub fn keep(&self, account: AccountId, head: u64, caller: &Caller) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if MOST <= kept.len() {
            kept.clear();
        }
        kept.insert(account, (head, caller.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Language;

    fn account(number: u128) -> AccountId {
        AccountId(uuid::Uuid::from_u128(number))
    }

    #[test]
    fn an_account_that_moved_on_is_not_found() {
        let callers = Callers::default();
        callers.keep(account(1), 3, &Caller::guest(Language::Chinese));
        assert!(callers.find(account(1), 3).is_some());
        assert!(callers.find(account(1), 4).is_none() && callers.find(account(2), 3).is_none());
    }

    #[test]
    fn never_more_are_kept_than_the_bound() {
        let callers = Callers::default();
        for number in 0..=MOST as u128 {
            callers.keep(account(number), 1, &Caller::guest(Language::Chinese));
        }
        assert!(callers.0.lock().unwrap().len() <= MOST);
        assert!(callers.find(account(MOST as u128), 1).is_some());
    }
}
