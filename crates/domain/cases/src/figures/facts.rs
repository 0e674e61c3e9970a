//! What one case shows when it is decided and when its result is handed over.

use super::acts::hours_between;
use super::{Measure, Tally};
use crate::{Case, CaseEvent, Outcome};
use calendar::{AbsentYear, Calendar, Limit};
use kernel::{Date, Recorded, Timestamp};

/// When the times of a case ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ends {
    /// The promised time.
    pub promised: Option<Timestamp>,
    /// The law's time.
    pub legal: Option<Timestamp>,
}

/// What a decided case shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecisionFacts {
    /// Yes or no.
    pub outcome: Outcome,
    /// The day of receipt.
    pub received_on: Date,
    /// The day of the decision.
    pub decided_on: Date,
    /// Decided after the promised time, or after the law's where nothing is promised.
    pub is_late: bool,
    /// Decided after the law's time.
    pub is_breach: bool,
    /// Working days from acceptance to decision, pauses left out; none where no clock ran.
    pub days_taken: Option<u32>,
    /// The promise in working days, where it is one in working days.
    pub promised: Option<u32>,
    /// The limit of law in working days, where it is one in working days.
    pub statutory: Option<u32>,
    /// Decided by the close of the day on which the last supplement came before the cut-off (CASE-10).
    pub kept_same_day: bool,
}

impl DecisionFacts {
    /// What the events of a case show; none where they hold no decision.
    ///
    /// # Errors
    /// A missing year of the calendar.
    pub fn of(
        events: &[Recorded<CaseEvent>],
        ends: Ends,
        calendar: &Calendar,
    ) -> Result<Option<Self>, AbsentYear> {
        let Some(case) = Case::fold(events) else { return Ok(None) };
        let Some(decision) = case.decision() else { return Ok(None) };
        let past = |end: Option<Timestamp>| end.is_some_and(|end| end < decision.at);
        let limits = &case.terms().limits;
        Ok(Some(DecisionFacts {
            outcome: decision.outcome,
            received_on: calendar.date_of(case.received()),
            decided_on: calendar.date_of(decision.at),
            is_late: past(ends.promised.or(ends.legal)),
            is_breach: past(ends.legal),
            days_taken: case.days_taken(calendar)?,
            promised: working_days(limits.promised),
            statutory: working_days(limits.statutory),
            kept_same_day: same_day(events).is_some_and(|until| decision.at <= until),
        }))
    }

    /// 即办: decided on the day of receipt.
    pub fn is_at_once(&self) -> bool {
        self.decided_on == self.received_on
    }

    /// 提前: in fewer working days than promised, or than the law allows where nothing is promised in days.
    pub fn is_ahead(&self) -> bool {
        let allowed = self.promised.or(self.statutory);
        !self.is_late && matches!((self.days_taken, allowed), (Some(taken), Some(allowed)) if taken < allowed)
    }

    /// What it counts as.
    pub fn counts(&self) -> Tally {
        let mut tally = Tally::default();
        let decided = if self.outcome == Outcome::Denied { Measure::Denied } else { Measure::Granted };
        tally.add(decided, 1);
        for (measure, counted) in [
            (Measure::Late, self.is_late),
            (Measure::Breach, self.is_breach),
            (Measure::AtOnce, self.is_at_once()),
            (Measure::Ahead, self.is_ahead()),
            (Measure::SameDayKept, self.kept_same_day),
        ] {
            tally.add(measure, i64::from(counted));
        }
        self.count_days(&mut tally);
        tally
    }

    fn count_days(&self, tally: &mut Tally) {
        if let (Some(own), Some(law)) = (self.promised, self.statutory) {
            tally.add(Measure::OwnDays, i64::from(own));
            tally.add(Measure::LawDays, i64::from(law));
        }
        let Some(taken) = self.days_taken else { return };
        for (days, count, sum) in [
            (Some(taken), Measure::Timed, Measure::DaysTaken),
            (self.promised, Measure::Promised, Measure::PromisedDays),
            (self.statutory, Measure::Statutory, Measure::StatutoryDays),
        ] {
            if let Some(days) = days {
                tally.add(count, 1);
                tally.add(sum, i64::from(days));
            }
        }
    }
}

/// What a case shows whose result was handed over (CASE-15, CASE-17).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeliveryFacts {
    /// Whole hours from the decision to the delivery; a begun hour counts.
    pub hours: u32,
    /// Nobody came in person from application to result.
    pub is_no_meeting: bool,
}

impl DeliveryFacts {
    /// What the events of a case show; none where no decided result was handed over.
    pub fn of(events: &[Recorded<CaseEvent>]) -> Option<Self> {
        let case = Case::fold(events)?;
        let decision = case.decision()?;
        let handed = |recorded: &&Recorded<CaseEvent>| matches!(recorded.event, CaseEvent::Delivered(_));
        let delivered = events.iter().find(handed)?;
        let hours = hours_between(decision.at, delivered.at);
        Some(DeliveryFacts { hours, is_no_meeting: case.visits() == 0 })
    }

    /// What it counts as.
    pub fn counts(&self) -> Tally {
        let mut tally = Tally::default();
        tally.add(Measure::Delivered, 1);
        tally.add(Measure::NoMeeting, i64::from(self.is_no_meeting));
        tally
    }
}

/// Until when the last supplement asked for a decision the same day.
fn same_day(events: &[Recorded<CaseEvent>]) -> Option<Timestamp> {
    events.iter().rev().find_map(|recorded| match &recorded.event {
        CaseEvent::Supplemented(supplemented) => supplemented.same_day.map(|due| due.at),
        _ => None,
    })
}

fn working_days(limit: Option<Limit>) -> Option<u32> {
    match limit {
        Some(Limit::WorkingDays(days)) => Some(days.into()),
        _ => None,
    }
}
