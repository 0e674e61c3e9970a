//! Special procedures (特别程序) that stop the clock, and the right to a hearing.

use crate::clocks::{DueDate, Dues, Hour, due_of};
use crate::deadlines::DeadlineKind;
use crate::examination::reason;
use crate::refusal::refusals;
use crate::{Case, CaseEvent, CaseRefusal, Official, Stage, StepState, Via};
use calendar::Limit;
use catalogue::{SpecialKind, StepKey};
use kernel::{Private, Timestamp};
use serde::{Deserialize, Serialize};

/// Begin a special procedure. The applicant is told in writing how long it will take (行政许可法 第四十五条).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeginSpecial {
    /// Which.
    pub kind: SpecialKind,
    /// Why it is needed.
    pub reasons: String,
    /// The time needed, as told to the applicant.
    pub planned: Limit,
    /// Who asked for it, where that is another person than who approves it.
    pub requested_by: Option<Official>,
    /// Who approves it.
    pub by: Official,
}

/// End the special procedure; the clock runs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndSpecial {
    /// What came out of it.
    pub outcome: String,
    /// Who ends it.
    pub by: Official,
}

/// Tell the parties that they may ask for a hearing (行政许可法 第四十七条).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferHearing {
    /// Who tells.
    pub by: Official,
}

/// Ask for the hearing that was offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskForHearing {
    /// Through which door.
    pub via: Via,
}

/// `case.suspended`: 特别程序开始.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspended {
    /// Which procedure.
    pub kind: SpecialKind,
    /// The law that allows it.
    pub law: String,
    /// Whether the clocks stand still meanwhile.
    pub stops_clock: bool,
    /// Why it is needed.
    pub reasons: Private<String>,
    /// The time needed, as told.
    pub planned: Limit,
    /// Until when it should be over.
    pub until: DueDate,
    /// When the decision is due now.
    pub dues: Dues,
    /// Who asked for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested_by: Option<Official>,
    /// Who approved it.
    pub by: Official,
}

/// `case.resumed`: 特别程序结束.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resumed {
    /// Which procedure.
    pub kind: SpecialKind,
    /// What came out of it.
    pub outcome: Private<String>,
    /// When the decision is due now.
    pub dues: Dues,
    /// When the open steps are due now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<(StepKey, DueDate)>,
    /// Who ended it.
    pub by: Official,
}

/// `case.hearing_offered`: 听证告知.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HearingOffered {
    /// Until when it can be asked for: five working days.
    pub until: DueDate,
    /// Who told.
    pub by: Official,
}

/// A hearing that was offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hearing {
    /// When it was offered.
    pub offered: Timestamp,
    /// Until when it can be asked for.
    pub until: DueDate,
    /// When it was asked for.
    pub asked: Option<Timestamp>,
    /// Whether it was held.
    pub held: bool,
}

impl Hearing {
    /// Whether a decision has to wait: it may still be asked for, or was asked for and not held.
    pub fn is_pending(&self, now: Timestamp) -> bool {
        match self.asked {
            Some(_) => !self.held,
            None => !self.until.is_past(now),
        }
    }
}

/// A special procedure that is going on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Special {
    /// Which.
    pub kind: SpecialKind,
    /// The law.
    pub law: String,
    /// Since when.
    pub since: Timestamp,
    /// The time needed, as told.
    pub planned: Limit,
    /// Until when it should be over.
    pub until: DueDate,
    /// Whether the clocks stand still.
    pub stops_clock: bool,
}

refusals! {
    /// Why a special procedure or a hearing is refused.
    SpecialRefusal {
        /// One is going on.
        GoingOn {
            /// Which.
            kind: &'static str,
        } = "refusal-case-special-going-on", "the special procedure {kind} is going on";
        /// None is going on.
        NoneGoingOn = "refusal-case-no-special", "no special procedure is going on";
        /// It would take longer than the matter publishes.
        TooLong {
            /// The longest time.
            longest: Limit,
        } = "refusal-case-special-too-long", "this procedure takes at most {longest}";
        /// The applicant must be told how long it takes.
        NoPlannedTime = "refusal-case-special-no-time", "the applicant is told the time needed in writing",
            "行政许可法 第四十五条";
        /// Front staff stops no clock and offers no hearing.
        FrontStaff = "refusal-case-special-front", "this is done by an examining post or a higher one";
        /// A hearing was offered already.
        Offered = "refusal-case-hearing-offered", "a hearing was offered already";
        /// No hearing was offered, or the time to ask for it is over.
        NotOffered = "refusal-case-hearing-not-offered",
            "no hearing is offered, or the five working days to ask for it are over", "行政许可法 第四十七条";
    }
}

/// 行政许可法 第四十七条: asked for within five working days of being told, held within twenty.
pub(crate) const ASK_FOR_HEARING: Limit = Limit::WorkingDays(5);
const HOLD_HEARING: Limit = Limit::WorkingDays(20);

impl Case {
    pub(crate) fn begin_special(
        &self,
        command: BeginSpecial,
        hour: Hour,
    ) -> Result<Vec<CaseEvent>, CaseRefusal> {
        let examination = self.examining()?;
        if let Some(special) = &examination.special {
            return Err(SpecialRefusal::GoingOn { kind: special.kind.code() }.into());
        }
        let BeginSpecial { kind, reasons, planned, requested_by, by } = command;
        let (law, stops_clock) = self.rules.special_law(&self.terms, kind)?;
        if by.rank() == 0 {
            return Err(SpecialRefusal::FrontStaff.into());
        }
        reason(&reasons)?;
        let until = self.planned_end(kind, planned, hour)?;
        let mut clocks = self.clocks.clone();
        if stops_clock {
            clocks.pause(hour.now, kind.chinese(), Some(&law));
        }
        Ok(vec![CaseEvent::Suspended(Box::new(Suspended {
            kind,
            law,
            stops_clock,
            reasons: Private::new(self.person(), reasons),
            planned,
            until,
            dues: clocks.dues(hour.calendar)?,
            requested_by,
            by,
        }))])
    }

    fn planned_end(&self, kind: SpecialKind, planned: Limit, hour: Hour) -> Result<DueDate, CaseRefusal> {
        if planned.amount() == 0 {
            return Err(SpecialRefusal::NoPlannedTime.into());
        }
        let until = hour.after(planned)?;
        let published = self.terms.special.iter().find(|published| published.kind == kind);
        let longest = published.and_then(|published| published.longest);
        let longest = longest.or((kind == SpecialKind::Hearing).then_some(HOLD_HEARING));
        match longest {
            Some(longest) if hour.after(longest)?.at < until.at => {
                Err(SpecialRefusal::TooLong { longest }.into())
            }
            _ => Ok(until),
        }
    }

    pub(crate) fn end_special(&self, command: EndSpecial, hour: Hour) -> Result<Vec<CaseEvent>, CaseRefusal> {
        let special = self.examining()?.special.as_ref().ok_or(SpecialRefusal::NoneGoingOn)?;
        reason(&command.outcome)?;
        let mut clocks = self.clocks.clone();
        clocks.resume(hour.now, special.kind.chinese());
        Ok(vec![CaseEvent::Resumed(Resumed {
            kind: special.kind,
            outcome: Private::new(self.person(), command.outcome),
            dues: clocks.dues(hour.calendar)?,
            steps: self.steps_resumed(special.kind, hour)?,
            by: command.by,
        })])
    }

    /// When the open steps are due after the procedure: their clocks stood still with it.
    fn steps_resumed(&self, kind: SpecialKind, hour: Hour) -> Result<Vec<(StepKey, DueDate)>, CaseRefusal> {
        let mut dues = Vec::new();
        for (key, state) in &self.examining()?.steps {
            if let StepState::Open(open) = state
                && let Some(clock) = &open.clock
            {
                let mut clock = clock.clone();
                clock.resume_from(kind.chinese(), hour.now);
                dues.push((key.clone(), due_of(&clock, hour.calendar)?));
            }
        }
        Ok(dues)
    }

    pub(crate) fn offer_hearing(
        &self,
        command: OfferHearing,
        hour: Hour,
    ) -> Result<Vec<CaseEvent>, CaseRefusal> {
        let examination = self.examining()?;
        self.rules.hearing()?;
        if command.by.rank() == 0 {
            return Err(SpecialRefusal::FrontStaff.into());
        }
        if examination.hearing.is_some() {
            return Err(SpecialRefusal::Offered.into());
        }
        let until = hour.after(ASK_FOR_HEARING)?;
        Ok(vec![CaseEvent::HearingOffered(HearingOffered { until, by: command.by })])
    }

    pub(crate) fn ask_for_hearing(
        &self,
        command: AskForHearing,
        hour: Hour,
    ) -> Result<Vec<CaseEvent>, CaseRefusal> {
        let hearing = self.examining()?.hearing.as_ref();
        match hearing {
            Some(offered) if offered.asked.is_none() && !offered.until.is_past(hour.now) => {
                Ok(vec![CaseEvent::HearingAsked(command.via)])
            }
            _ => Err(SpecialRefusal::NotOffered.into()),
        }
    }

    pub(crate) fn apply_suspended(&mut self, event: &Suspended, at: Timestamp) {
        self.overdue.remove(&DeadlineKind::Special);
        if event.stops_clock {
            self.clocks.pause(at, event.kind.chinese(), Some(&event.law));
        }
        self.dues = event.dues;
        if let Stage::Examining(examination) = &mut self.stage {
            if event.stops_clock {
                examination.pause_steps(at, event.kind.chinese());
            }
            examination.special = Some(Special {
                kind: event.kind,
                law: event.law.clone(),
                since: at,
                planned: event.planned,
                until: event.until,
                stops_clock: event.stops_clock,
            });
        }
    }

    pub(crate) fn apply_resumed(&mut self, event: &Resumed, at: Timestamp) {
        self.clocks.resume(at, event.kind.chinese());
        self.dues = event.dues;
        if let Stage::Examining(examination) = &mut self.stage {
            examination.special = None;
            examination.resume_steps(at, event.kind.chinese(), &event.steps);
            if let Some(hearing) = &mut examination.hearing {
                hearing.held |= event.kind == SpecialKind::Hearing;
            }
        }
    }

    pub(crate) fn apply_hearing_offered(&mut self, event: &HearingOffered, at: Timestamp) {
        if let Stage::Examining(examination) = &mut self.stage {
            examination.hearing = Some(Hearing { offered: at, until: event.until, asked: None, held: false });
        }
    }

    pub(crate) fn apply_hearing_asked(&mut self, via: &Via, at: Timestamp) {
        if let Stage::Examining(examination) = &mut self.stage
            && let Some(offered) = &mut examination.hearing
        {
            offered.asked = Some(at);
        }
        self.count_visit(via);
    }
}
