//! Members of staff by name: for colleagues among themselves, and for the audit administrator (practice.md 22).

use crate::{Action, Caller, City, Problem};
use identity::{Account, Owner};
use kernel::{AccountId, DepartmentId};
use std::collections::{BTreeMap, BTreeSet};

/// A member of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffMember {
    /// The account.
    pub account: AccountId,
    /// The name for logging in.
    pub login: String,
    /// The staff number (工号).
    pub number: String,
    /// The name; none once it was erased.
    pub name: Option<String>,
}

impl City {
    /// Who else works in these units, by staff number; for somebody who works in one of them.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] for everybody else.
    pub fn colleagues(&self, caller: &Caller, units: &[DepartmentId]) -> Result<Vec<StaffMember>, Problem> {
        if !caller.postings.iter().any(|posting| units.contains(&posting.department)) {
            return Err(Problem::Forbidden(Action::Examine));
        }
        let mut accounts = BTreeSet::new();
        for unit in units {
            let rows = self.ledger().query(include_str!("posts_of_unit.sql"), &[unit.as_str().into()])?;
            accounts.extend(rows.iter().filter_map(|row| row.text(0).parse::<AccountId>().ok()));
        }
        accounts.retain(|account| Some(*account) != caller.account);
        let mut found = Vec::new();
        for account in accounts {
            found.extend(self.account(account)?.and_then(member));
        }
        found.sort_by(|one, other| one.number.cmp(&other.number));
        Ok(found)
    }

    /// The members of staff behind these accounts; accounts of citizens and programs are left out.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] for everybody but the auditor.
    pub fn staff_behind(
        &self,
        caller: &Caller,
        accounts: &BTreeSet<AccountId>,
    ) -> Result<BTreeMap<AccountId, StaffMember>, Problem> {
        caller.require(Action::ReadAudit)?;
        let mut found = BTreeMap::new();
        for account in accounts {
            found.extend(self.account(*account)?.and_then(member).map(|member| (*account, member)));
        }
        Ok(found)
    }

    /// The member of staff behind an account, for whoever asks on behalf of somebody who may know.
    pub(crate) fn staff_member(&self, account: AccountId) -> Result<Option<StaffMember>, Problem> {
        Ok(self.account(account)?.and_then(member))
    }
}

fn member(account: Account) -> Option<StaffMember> {
    let Owner::Staff { number, name } = account.owner else { return None };
    Some(StaffMember { account: account.id, login: account.login, number, name: name.get().cloned() })
}
