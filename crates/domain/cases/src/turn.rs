//! Whose turn it is, what an applicant sees of the way, and how other systems name the state.

use crate::{Case, Ending, No, Official, Outcome, Stage, StepState, Verdict};
use catalogue::{Acceptance, SpecialKind, StepKey};
use kernel::{DepartmentId, Timestamp};

/// Whose turn it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The applicant's.
    Applicant,
    /// The window's, where the window accepts.
    Window,
    /// The accepting department's.
    Acceptance(DepartmentId),
    /// A higher person's, to answer a proposed no.
    Confirmer {
        /// How often it was escalated.
        level: u8,
    },
    /// The units' of these open steps.
    Steps(Vec<StepKey>),
    /// Who decides.
    Decider,
    /// Nobody's here: a special procedure goes on.
    SpecialProcedure(SpecialKind),
    /// Who makes and hands over the result.
    Issuer,
    /// The carrier's.
    Carrier,
    /// Who checks a commitment.
    CommitmentCheck,
    /// The department's system.
    OtherSystem,
    /// Nobody's.
    Nobody,
}

/// A station on the way of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Station {
    /// 收件.
    Received,
    /// 补正.
    Supplement,
    /// 受理.
    Accepted,
    /// A step of the examination.
    Step(StepKey),
    /// 决定.
    Decision,
    /// 制证.
    Result,
    /// 送达.
    Delivery,
    /// The end without a result.
    End(Ending),
}

/// Where a case is on its way, as the applicant sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// What is done, and when where that is known.
    pub done: Vec<(Station, Option<Timestamp>)>,
    /// What is going on.
    pub now: Vec<Station>,
    /// What comes.
    pub next: Vec<Station>,
}

impl Case {
    /// Whose turn it is.
    pub fn whose_turn(&self) -> Turn {
        if let Some(proposal) = &self.proposal {
            return Turn::Confirmer { level: proposal.level };
        }
        match &self.stage {
            Stage::Received { .. } => match self.terms.acceptance {
                Acceptance::ByDepartment => Turn::Acceptance(self.terms.department.clone()),
                Acceptance::AtReceipt | Acceptance::ByWindow => Turn::Window,
            },
            Stage::Supplementing(_) => Turn::Applicant,
            Stage::Examining(examination) => {
                if let Some(special) = &examination.special {
                    return Turn::SpecialProcedure(special.kind);
                }
                let is_work =
                    |key: &&StepKey| !self.terms.step(key).is_some_and(|step| self.is_decision_point(step));
                let open: Vec<StepKey> = examination.open_steps().filter(is_work).cloned().collect();
                if open.is_empty() { Turn::Decider } else { Turn::Steps(open) }
            }
            Stage::Granted { .. } if self.has_open_gaps() => Turn::Applicant,
            Stage::Ready(ready) if ready.carrier.is_some() => Turn::Carrier,
            Stage::Granted { .. } | Stage::Ready(_) => Turn::Issuer,
            Stage::Elsewhere(mirror) if mirror.is_open() => Turn::OtherSystem,
            Stage::Delivered(_) | Stage::Archived { .. } | Stage::Ended { .. } | Stage::Elsewhere(_) => {
                Turn::Nobody
            }
        }
    }

    /// The way of the case in stations.
    pub fn progress(&self) -> Progress {
        let mut way =
            Progress { done: vec![(Station::Received, Some(self.received))], ..Progress::default() };
        let before = |way: &mut Progress| {
            way.next = std::iter::once(Station::Accepted)
                .chain(self.steps_ahead())
                .chain(self.after_steps())
                .collect();
        };
        match &self.stage {
            Stage::Received { .. } => {
                way.now = vec![Station::Received];
                before(&mut way);
            }
            Stage::Supplementing(_) => {
                way.now = vec![Station::Supplement];
                before(&mut way);
            }
            Stage::Examining(examination) => self.examination_progress(examination, &mut way),
            Stage::Granted { .. } => {
                way.done.extend(self.decided_stations());
                (way.now, way.next) = (vec![Station::Result], vec![Station::Delivery]);
            }
            Stage::Ready(_) => {
                way.done.extend(self.decided_stations());
                way.now = vec![Station::Delivery];
            }
            Stage::Delivered(delivered) => {
                way.done.extend(self.decided_stations());
                way.done.push((Station::Delivery, Some(delivered.at)));
            }
            Stage::Archived { at, ended: None } => {
                way.done.extend(self.decided_stations());
                way.done.push((Station::Delivery, Some(*at)));
            }
            Stage::Archived { at, ended: Some(how) } | Stage::Ended { how, at, .. } => {
                way.done.push((Station::End(*how), Some(*at)));
            }
            Stage::Elsewhere(mirror) => {
                way.done.extend(mirror.accepted.map(|at| (Station::Accepted, Some(at))));
                way.now = vec![if mirror.accepted.is_some() { Station::Decision } else { Station::Accepted }];
            }
        }
        way
    }

    fn examination_progress(&self, examination: &crate::Examination, way: &mut Progress) {
        way.done.push((Station::Accepted, Some(examination.accepted)));
        for step in self.terms.steps.steps().steps() {
            let station = Station::Step(step.key.clone());
            match examination.steps.get(&step.key) {
                _ if self.is_decision_point(step) => {}
                Some(StepState::Done { verdict: Verdict::Agree, at, .. }) => {
                    way.done.push((station, Some(*at)))
                }
                Some(StepState::Open(_) | StepState::Done { .. }) => way.now.push(station),
                Some(StepState::Waiting) | None => way.next.push(station),
            }
        }
        if way.now.is_empty() && way.next.is_empty() {
            way.now.push(Station::Decision);
            way.next.extend(self.after_steps().skip(1));
        } else {
            way.next.extend(self.after_steps());
        }
    }

    fn steps_ahead(&self) -> impl Iterator<Item = Station> {
        let steps = self.terms.steps.steps().steps().iter();
        steps.filter(|step| !self.is_decision_point(step)).map(|step| Station::Step(step.key.clone()))
    }

    fn after_steps(&self) -> impl Iterator<Item = Station> {
        let result = self.has_result().then_some(Station::Result);
        std::iter::once(Station::Decision).chain(result).chain(std::iter::once(Station::Delivery))
    }

    fn decided_stations(&self) -> Vec<(Station, Option<Timestamp>)> {
        let mut done = vec![(Station::Accepted, None)];
        done.extend(self.steps_ahead().map(|station| (station, None)));
        done.extend(self.decision.as_ref().map(|decision| (Station::Decision, Some(decision.at))));
        done
    }

    /// The state by the only nationwide list of numbers (domain-reference.md §2.1).
    pub fn status_code(&self) -> u8 {
        match &self.stage {
            Stage::Received { .. } if self.notices.is_empty() => 1,
            Stage::Received { .. } => 7,
            Stage::Supplementing(_) => 6,
            Stage::Examining(examination) if examination.special.is_some() => 9,
            Stage::Examining(examination) if examination.steps.values().all(is_untouched) => 3,
            Stage::Examining(_) => 8,
            Stage::Granted { .. } | Stage::Ready(_) | Stage::Delivered(_) => self.closed_code(),
            Stage::Archived { ended: None, .. } => self.closed_code(),
            Stage::Archived { ended: Some(how), .. } | Stage::Ended { how, .. } => self.ending_code(*how),
            Stage::Elsewhere(mirror) => match (mirror.decided, mirror.refused, mirror.accepted) {
                (Some((Outcome::Granted, _)), ..) => 11,
                (Some((Outcome::Denied, _)), ..) => 13,
                (_, Some(_), _) => 5,
                (_, _, Some(_)) => 8,
                _ => 1,
            },
        }
    }

    fn closed_code(&self) -> u8 {
        match &self.decision {
            Some(decision) if decision.outcome == Outcome::Denied => 13,
            Some(decision) if decision.with_gaps => 12,
            _ => 11,
        }
    }

    fn ending_code(&self, how: Ending) -> u8 {
        let accepted = self.clocks.legal.is_some() || self.clocks.promised.is_some();
        match how {
            Ending::NotForUs => 4,
            Ending::Refused | Ending::Returned | Ending::Lapsed => 5,
            Ending::Withdrawn if !accepted => 2,
            Ending::Withdrawn | Ending::Terminated | Ending::GapOverdue => 14,
            Ending::Revoked => 15,
        }
    }

    /// 办结类型 of electronic supervision, in the newer use: 0 准予, 1 不予许可, 5 退件, 6 不予受理.
    pub fn closing_code(&self) -> Option<u8> {
        match &self.stage {
            Stage::Archived { ended: Some(how), .. } | Stage::Ended { how, .. } => Some(match how {
                Ending::NotForUs | Ending::Refused => 6,
                _ => 5,
            }),
            _ => self.decision.as_ref().map(|decision| u8::from(decision.outcome == Outcome::Denied)),
        }
    }

    /// 材料齐全度: 0 necessary materials missing, 1 complete with tolerated gaps, 2 complete.
    pub fn completeness_code(&self) -> u8 {
        if !self.missing().is_empty() {
            0
        } else if self.has_open_gaps() {
            1
        } else {
            2
        }
    }

    /// The kinds of no that `by` may propose now, by stage and regime.
    pub fn possible_nos(&self, by: &Official) -> Vec<No> {
        let known = |no: &No| self.can_end_in(*no).is_ok() && self.rules.no(*no).is_ok();
        let fits = |no: &No| known(no) && self.may_propose(*no, by).is_ok();
        if self.proposal.is_some() { Vec::new() } else { No::ALL.iter().copied().filter(fits).collect() }
    }
}

fn is_untouched(state: &StepState) -> bool {
    match state {
        StepState::Waiting => true,
        StepState::Open(open) => open.claimed.is_none(),
        StepState::Done { .. } => false,
    }
}
