//! The check on the spot (现场核查): at least two named people, an appointment, a record with photographs, the
//! applicant's signature and a result (practice.md 7; 行政许可法 第三十四条).

use super::{ExamineRefusal, StepDone, StepState, Verdict, reason};
use crate::clocks::Hour;
use crate::{Case, CaseEvent, CaseRefusal, Official};
use catalogue::{StepKey, StepKind};
use kernel::{AccountId, BlobId, Private, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Agree on a time for the check on the spot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppointSiteCheck {
    /// The step.
    pub step: StepKey,
    /// When.
    pub at: Timestamp,
    /// Who will come: at least two.
    pub people: Vec<AccountId>,
    /// Who appoints.
    pub by: Official,
}

/// Record what was found on the spot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordSiteCheck {
    /// The step.
    pub step: StepKey,
    /// Who was there: at least two.
    pub people: Vec<AccountId>,
    /// What was found.
    pub record: String,
    /// Photographs.
    pub photographs: Vec<BlobId>,
    /// The applicant's signature.
    pub signature: Option<BlobId>,
    /// Why there is none.
    pub unsigned_because: Option<String>,
    /// Whether the place is as it should be.
    pub verdict: Verdict,
    /// Who records.
    pub by: Official,
}

/// `case.site_check_appointed`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteCheckAppointed {
    /// The step.
    pub step: StepKey,
    /// When.
    pub at: Timestamp,
    /// Who will come.
    pub people: Vec<AccountId>,
    /// Who appointed.
    pub by: Official,
}

/// `case.site_checked`; the step is done by the event that follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteChecked {
    /// The step.
    pub step: StepKey,
    /// Who was there.
    pub people: Vec<AccountId>,
    /// What was found.
    pub record: Private<String>,
    /// Photographs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photographs: Vec<BlobId>,
    /// The applicant's signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<BlobId>,
    /// Why there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unsigned_because: Option<Private<String>>,
    /// Whether the place is as it should be.
    pub verdict: Verdict,
    /// Who recorded.
    pub by: Official,
}

impl Case {
    pub(crate) fn appoint_site_check(
        &self,
        command: AppointSiteCheck,
    ) -> Result<Vec<CaseEvent>, CaseRefusal> {
        let AppointSiteCheck { step, at, people, by } = command;
        self.on_the_spot(&step, &people, &by)?;
        Ok(vec![CaseEvent::SiteCheckAppointed(SiteCheckAppointed { step, at, people, by })])
    }

    pub(crate) fn record_site_check(
        &self,
        command: RecordSiteCheck,
        hour: Hour,
    ) -> Result<Vec<CaseEvent>, CaseRefusal> {
        self.on_the_spot(&command.step, &command.people, &command.by)?;
        reason(&command.record)?;
        let excused = command.unsigned_because.as_ref().is_some_and(|why| !why.trim().is_empty());
        if command.signature.is_none() && !excused {
            return Err(ExamineRefusal::NoSignature.into());
        }
        let private = |text: String| Private::new(self.person(), text);
        let done = StepDone {
            step: command.step.clone(),
            verdict: command.verdict,
            opinion: private(command.record.clone()),
            by: command.by.clone(),
            with: command.people.clone(),
            opened: self.opening_after(&command.step, command.verdict, hour)?,
        };
        let checked = SiteChecked {
            step: command.step,
            people: command.people,
            record: private(command.record),
            photographs: command.photographs,
            signature: command.signature,
            unsigned_because: command.unsigned_because.map(private),
            verdict: command.verdict,
            by: command.by,
        };
        Ok(vec![CaseEvent::SiteChecked(Box::new(checked)), CaseEvent::StepDone(done)])
    }

    fn on_the_spot(&self, key: &StepKey, people: &[AccountId], by: &Official) -> Result<(), CaseRefusal> {
        let step = self.workable(key, by)?;
        if step.kind != StepKind::SiteCheck {
            return Err(ExamineRefusal::NotASiteCheck.into());
        }
        let needed = step.people_min.max(2);
        let named: BTreeSet<&AccountId> = people.iter().collect();
        if named.len() < usize::from(needed) {
            return Err(ExamineRefusal::TooFewPeople { needed }.into());
        }
        Ok(())
    }

    pub(crate) fn apply_site_appointment(&mut self, event: &SiteCheckAppointed) {
        if let Some(StepState::Open(open)) = self.step_mut(&event.step) {
            open.appointment = Some(event.clone());
        }
    }
}
