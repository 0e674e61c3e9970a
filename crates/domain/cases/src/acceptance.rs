//! Acceptance (受理): by staff, at receipt, or by the law when the office was silent (视为受理).

use crate::clocks::{Clocks, Dues, Hour};
use crate::refusal::refusals;
use crate::{Case, CaseEvent, CaseRefusal, Examination, Official, Opened, Stage};
use calendar::Clock;
use catalogue::{Acceptance, MaterialKey, PostRole};
use kernel::Timestamp;
use serde::{Deserialize, Serialize};

/// Accept the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accept {
    /// Who accepts.
    pub by: Official,
}

/// `case.accepted` (受理) and `case.deemed_accepted` (视为受理).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// Who accepted; none at receipt and when the law did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Official>,
    /// From when it holds: deemed acceptance goes back to the day of receipt.
    pub effective: Timestamp,
    /// The clocks that start.
    pub clocks: Clocks,
    /// When they end.
    pub dues: Dues,
    /// The steps of examination that open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opened: Vec<Opened>,
}

refusals! {
    /// Why a case is not accepted yet.
    AcceptRefusal {
        /// A required material is neither there, nor tolerated with an undertaking, nor committed to (P-08).
        Incomplete {
            /// The first one.
            material: MaterialKey,
        } = "refusal-case-incomplete", "the material {material} is missing", "行政许可法 第三十二条";
        /// The department accepts this matter itself.
        DepartmentAccepts = "refusal-case-department-accepts", "this matter is accepted by its department";
        /// The unit of this person has nothing to do with the matter.
        OtherUnit = "refusal-case-accept-other-unit", "this matter is accepted by another department";
    }
}

impl Case {
    pub(crate) fn accept(&self, command: Accept, hour: Hour) -> Result<Vec<CaseEvent>, CaseRefusal> {
        let Stage::Received { .. } = self.stage else {
            return Err(self.not_now());
        };
        if self.terms.acceptance == Acceptance::ByDepartment {
            if matches!(command.by.role, PostRole::Clerk | PostRole::Issuer) {
                return Err(AcceptRefusal::DepartmentAccepts.into());
            }
            if command.by.unit != self.terms.department {
                return Err(AcceptRefusal::OtherUnit.into());
            }
        }
        if let Some(material) = self.missing().into_iter().next() {
            return Err(AcceptRefusal::Incomplete { material }.into());
        }
        self.accepted(Some(command.by), hour)
    }

    /// Acceptance by an act of the office: its day is day 0.
    pub(crate) fn accepted(&self, by: Option<Official>, hour: Hour) -> Result<Vec<CaseEvent>, CaseRefusal> {
        let start = |limit| Clock::on_event(hour.now, limit);
        let accepted = self.starting(by, hour.now, &start, hour)?;
        Ok(vec![CaseEvent::Accepted(Box::new(accepted))])
    }

    /// Acceptance by silence, with effect from the receipt (行政许可法 第三十二条): the clocks run from then.
    pub(crate) fn deemed_accepted(&self, since: Timestamp, hour: Hour) -> Result<CaseEvent, CaseRefusal> {
        let start = |limit| Clock::on_receipt(since, limit);
        Ok(CaseEvent::DeemedAccepted(Box::new(self.starting(None, since, &start, hour)?)))
    }

    fn starting(
        &self,
        by: Option<Official>,
        effective: Timestamp,
        start: &dyn Fn(calendar::Limit) -> Clock,
        hour: Hour,
    ) -> Result<Accepted, CaseRefusal> {
        let mut clocks = Clocks {
            legal: self.rules.statutory.map(start),
            promised: self.terms.limits.promised.map(start),
        };
        if self.terms.settings.gap_pauses_promise && self.has_open_gaps() {
            clocks.pause_promise(effective, GAP);
        }
        Ok(Accepted {
            by,
            effective,
            dues: clocks.dues(hour.calendar)?,
            opened: self.opening(&Examination::begin(effective, &self.terms), hour)?,
            clocks,
        })
    }

    pub(crate) fn apply_accepted(&mut self, event: &Accepted, deemed: bool, at: Timestamp) {
        let mut examination = Examination::begin(event.effective, &self.terms);
        examination.deemed = deemed;
        examination.open(&event.opened, at);
        self.stage = Stage::Examining(Box::new(examination));
        self.clocks = event.clocks.clone();
        self.dues = event.dues;
        // Acceptance is what a proposed no was about: silence never makes a no (CASE-07).
        self.proposal = None;
    }
}

/// The reason under which the promised clock waits for tolerated gaps.
pub(crate) const GAP: &str = "容缺";
