//! Tolerated gaps (容缺受理, CASE-05, P-08): a tolerable material may follow by a date that the applicant signs. The gap
//! blocks issuing, not deciding, and the clock of the law runs on.

use crate::acceptance::GAP;
use crate::clocks::{DueDate, Dues, Hour};
use crate::refusal::refusals;
use crate::{Case, CaseEvent, CaseRefusal, Given, Stage, Via};
use calendar::Limit;
use catalogue::MaterialKey;
use kernel::{BlobId, Date, Timestamp};
use serde::{Deserialize, Serialize};

/// Sign to supply a tolerable material later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndertakeGap {
    /// The material.
    pub material: MaterialKey,
    /// Until which day; the longest time that the matter tolerates if none.
    pub until: Option<Date>,
    /// The signed undertaking.
    pub signature: Option<BlobId>,
    /// Through which door.
    pub via: Via,
}

/// Supply what is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FillGap {
    /// The materials.
    pub materials: Vec<Given>,
    /// Through which door.
    pub via: Via,
}

/// `case.gap_undertaken`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GapUndertaken {
    /// The material.
    pub material: MaterialKey,
    /// Until when.
    pub until: DueDate,
    /// The signed undertaking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<BlobId>,
    /// Through which door.
    pub via: Via,
}

/// `case.gap_filled`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GapFilled {
    /// The materials.
    pub materials: Vec<Given>,
    /// What is still owed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<MaterialKey>,
    /// When the decision is due now.
    pub dues: Dues,
    /// Until when the result is made, where it was the gap that withheld it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<DueDate>,
    /// Through which door.
    pub via: Via,
}

/// `case.gap_overdue`: the case is returned and the broken undertaking is noted (CASE-05, CRED-02).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GapOverdue {
    /// The material that never came.
    pub material: MaterialKey,
    /// Until when it had been promised.
    pub until: Timestamp,
}

/// A tolerated gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Until when it is to be filled.
    pub until: DueDate,
    /// When the applicant signed.
    pub signed: Timestamp,
    /// When it was filled.
    pub filled: Option<Timestamp>,
}

refusals! {
    /// Why a gap is not tolerated or not filled.
    GapRefusal {
        /// The material must be there from the start.
        NotTolerable {
            /// The material.
            material: MaterialKey,
        } = "refusal-case-not-tolerable", "the material {material} must be there from the start";
        /// The date is later than the matter tolerates, or already over.
        DateOutside {
            /// The longest time.
            longest: Limit,
        } = "refusal-case-gap-date", "the material may follow within {longest}";
        /// It is there, or promised already.
        NotMissing {
            /// The material.
            material: MaterialKey,
        } = "refusal-case-not-missing", "the material {material} is there, or promised already";
        /// Nothing that was handed in is owed.
        NothingOwed = "refusal-case-nothing-owed", "none of this is owed";
    }
}

impl Case {
    pub(crate) fn undertake_gap(
        &self,
        command: UndertakeGap,
        hour: Hour,
    ) -> Result<Vec<CaseEvent>, CaseRefusal> {
        if !self.takes_promises() {
            return Err(self.not_now());
        }
        let UndertakeGap { material, until, signature, via } = command;
        let tolerable = self.terms.material(&material).and_then(|term| term.tolerable);
        let Some(longest) = tolerable else {
            return Err(GapRefusal::NotTolerable { material }.into());
        };
        if !self.missing().contains(&material) {
            return Err(GapRefusal::NotMissing { material }.into());
        }
        let end = hour.after(longest)?;
        let until = match until {
            Some(date) => {
                DueDate { at: hour.calendar.ends(date), provisional: hour.calendar.day(date)?.provisional }
            }
            None => end,
        };
        if end.at < until.at || until.is_past(hour.now) {
            return Err(GapRefusal::DateOutside { longest }.into());
        }
        Ok(vec![CaseEvent::GapUndertaken(GapUndertaken { material, until, signature, via })])
    }

    pub(crate) fn fill_gap(&self, command: FillGap, hour: Hour) -> Result<Vec<CaseEvent>, CaseRefusal> {
        if !self.owes() && !matches!(self.stage, Stage::Elsewhere(_)) {
            return Err(if self.is_over() { self.not_now() } else { GapRefusal::NothingOwed.into() });
        }
        self.check_materials(&command.materials)?;
        let is_given =
            |material: &MaterialKey| command.materials.iter().any(|given| given.material == *material);
        let owed: Vec<MaterialKey> = self.open_gaps().map(|(material, _)| material.clone()).collect();
        if !owed.iter().any(is_given) {
            return Err(GapRefusal::NothingOwed.into());
        }
        let left: Vec<MaterialKey> = owed.into_iter().filter(|material| !is_given(material)).collect();
        let dues = match &self.stage {
            Stage::Examining(_) if left.is_empty() => {
                let mut clocks = self.clocks.clone();
                clocks.resume(hour.now, GAP);
                clocks.dues(hour.calendar)?
            }
            _ => self.dues,
        };
        let result = match &self.stage {
            Stage::Granted { .. } if left.is_empty() => Some(hour.after(self.rules.result)?),
            _ => None,
        };
        let FillGap { materials, via } = command;
        Ok(vec![CaseEvent::GapFilled(GapFilled { materials, left, dues, result, via })])
    }

    /// Whether an undertaking or a commitment can still stand for a missing material: until the decision.
    pub(crate) fn takes_promises(&self) -> bool {
        matches!(
            self.stage,
            Stage::Received { .. } | Stage::Supplementing(_) | Stage::Examining(_) | Stage::Elsewhere(_)
        )
    }

    pub(crate) fn apply_gap_undertaken(&mut self, event: &GapUndertaken, at: Timestamp) {
        self.gaps.insert(event.material.clone(), Gap { until: event.until, signed: at, filled: None });
    }

    pub(crate) fn apply_gap_filled(&mut self, event: &GapFilled, at: Timestamp) {
        self.take_materials(&event.materials);
        for (material, gap) in &mut self.gaps {
            if gap.filled.is_none() && !event.left.contains(material) {
                gap.filled = Some(at);
            }
        }
        if event.left.is_empty() {
            self.clocks.resume(at, GAP);
        }
        if let Stage::Granted { since, result } = &mut self.stage
            && event.result.is_some()
        {
            (*since, *result) = (at, event.result);
        }
        self.dues = event.dues;
        self.count_visit(&event.via);
    }
}
