//! Withdrawal (撤回) by the applicant, before the decision.

use crate::refusal::refusals;
use crate::{Case, CaseEvent, CaseRefusal, Stage, Via};
use kernel::Private;
use serde::{Deserialize, Serialize};

/// Take the application back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdraw {
    /// Why, if the applicant wants to say.
    pub reasons: Option<String>,
    /// Through which door.
    pub via: Via,
}

/// `case.withdrawn`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// Why, if the applicant said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reasons: Option<Private<String>>,
    /// Whether it was before the acceptance (已撤件) or after it (撤回).
    pub before_acceptance: bool,
    /// Through which door.
    pub via: Via,
}

refusals! {
    /// Why an application is not taken back.
    WithdrawRefusal {
        /// The decision is taken.
        Decided = "refusal-case-withdraw-decided", "an application is taken back before the decision only";
        /// It is over already.
        Over = "refusal-case-withdraw-over", "the case is over already";
    }
}

impl Case {
    pub(crate) fn withdraw(&self, command: Withdraw) -> Result<Vec<CaseEvent>, CaseRefusal> {
        let before_acceptance = match &self.stage {
            Stage::Received { .. } | Stage::Supplementing(_) => true,
            Stage::Examining(_) => false,
            Stage::Elsewhere(mirror) if mirror.is_open() => mirror.accepted.is_none(),
            Stage::Granted { .. } | Stage::Ready(_) | Stage::Delivered(_) => {
                return Err(WithdrawRefusal::Decided.into());
            }
            Stage::Archived { .. } | Stage::Ended { .. } | Stage::Elsewhere(_) => {
                return Err(WithdrawRefusal::Over.into());
            }
        };
        let person = self.person();
        let reasons = command.reasons.filter(|text| !text.trim().is_empty());
        Ok(vec![CaseEvent::Withdrawn(Withdrawn {
            reasons: reasons.map(|text| Private::new(person, text)),
            before_acceptance,
            via: command.via,
        })])
    }
}
