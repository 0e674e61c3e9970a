//! A case as it stands: folded from its events, each stage with exactly the facts it has.

use crate::deadlines::DeadlineKind;
use crate::{
    Clocks, Commitment, Decision, Delivered, DeliveryChoice, DueDate, Dues, Examination, ExternalNumber,
    FormAnswers, Gap, Given, GivenNotice, Mirror, NoKept, Party, Proposal, Ready, Rules, Terms, Via,
};
use calendar::{AbsentYear, Calendar, CalendarVersion};
use catalogue::MaterialKey;
use kernel::{CaseNumber, PersonId, StreamId, Timestamp};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One person's request for one matter.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    pub(crate) number: CaseNumber,
    pub(crate) terms: Arc<Terms>,
    pub(crate) rules: Rules,
    pub(crate) calendar: CalendarVersion,
    pub(crate) received: Timestamp,
    pub(crate) via: Via,
    pub(crate) applicant: Party,
    pub(crate) agent: Option<Party>,
    pub(crate) form: FormAnswers,
    pub(crate) materials: BTreeMap<MaterialKey, Vec<Given>>,
    pub(crate) gaps: BTreeMap<MaterialKey, Gap>,
    pub(crate) commitments: BTreeMap<MaterialKey, Commitment>,
    pub(crate) delivery: Option<DeliveryChoice>,
    pub(crate) numbers: Vec<ExternalNumber>,
    pub(crate) notices: Vec<GivenNotice>,
    pub(crate) clocks: Clocks,
    pub(crate) dues: Dues,
    pub(crate) extended: bool,
    pub(crate) same_day: Option<DueDate>,
    pub(crate) proposal: Option<Proposal>,
    pub(crate) overruled: Vec<NoKept>,
    pub(crate) decision: Option<Decision>,
    pub(crate) stage: Stage,
    pub(crate) overdue: BTreeSet<DeadlineKind>,
    pub(crate) visits: u32,
    pub(crate) last: Timestamp,
}

/// Where a case stands (domain-reference.md §2.2).
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// 收件: received, being pre-checked; the time for the one notice runs.
    Received {
        /// Since when it is complete or lies here: deemed acceptance takes effect from then.
        since: Timestamp,
        /// The end of the time for the one notice.
        notice: DueDate,
    },
    /// 补正: waiting for what the notice asked for.
    Supplementing(Asked),
    /// 受理 to the decision.
    Examining(Box<Examination>),
    /// Granted; the result is not made yet, or a gap withholds it.
    Granted {
        /// Since when nothing withholds the result.
        since: Timestamp,
        /// When the result must have been made and handed over (行政许可法 第四十四条); none while a gap withholds it.
        result: Option<DueDate>,
    },
    /// Result or paper is ready to be handed over.
    Ready(Ready),
    /// 送达.
    Delivered(Delivered),
    /// 归档.
    Archived {
        /// When.
        at: Timestamp,
        /// How it had ended, where it ended without a decision.
        ended: Option<Ending>,
    },
    /// Over without a result, or revoked.
    Ended {
        /// How.
        how: Ending,
        /// When.
        at: Timestamp,
        /// When the paper was handed over.
        delivered: Option<Timestamp>,
    },
    /// Decided in a department's system and mirrored here (practice.md 8).
    Elsewhere(Mirror),
}

/// How far one material is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Provision<'a> {
    /// Handed in, once or more often.
    Given(&'a [Given]),
    /// Promised by a date, or promised and never given.
    Owed(&'a Gap),
    /// Replaced by a commitment.
    Committed(&'a Commitment),
    /// Not there.
    Missing,
}

/// What a notice asked for and what of it is still outstanding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Which notice, from 0.
    pub notice: usize,
    /// Until when the applicant may answer.
    pub deadline: DueDate,
    /// The defects not yet settled, by their place in the notice.
    pub left: BTreeSet<u16>,
}

/// How a case ended without a result in the applicant's hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// 不属于本机关 or no permission needed.
    NotForUs,
    /// 不予受理.
    Refused,
    /// 退件 as incomplete, where the regime has it.
    Returned,
    /// 逾期未补正退件.
    Lapsed,
    /// A tolerated gap was not filled in time.
    GapOverdue,
    /// 撤回 by the applicant.
    Withdrawn,
    /// 终止办理.
    Terminated,
    /// 撤销.
    Revoked,
}

impl Ending {
    /// Whether it goes against the applicant.
    pub fn is_negative(self) -> bool {
        self != Ending::Withdrawn
    }

    /// Whether the law's clock made it out of the applicant's silence, so that nobody had to confirm it.
    pub fn is_by_silence(self) -> bool {
        matches!(self, Ending::Lapsed | Ending::GapOverdue)
    }
}

impl Stage {
    /// A stable code for messages, views and filters.
    pub fn code(&self) -> &'static str {
        match self {
            Stage::Received { .. } => "received",
            Stage::Supplementing(_) => "supplementing",
            Stage::Examining(examination) if examination.special.is_some() => "suspended",
            Stage::Examining(_) => "examining",
            Stage::Granted { .. } => "granted",
            Stage::Ready(_) => "ready",
            Stage::Delivered(_) => "delivered",
            Stage::Archived { .. } => "archived",
            Stage::Ended { how, .. } => how.code(),
            Stage::Elsewhere(_) => "elsewhere",
        }
    }
}

impl Ending {
    /// A stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Ending::NotForUs => "not_for_us",
            Ending::Refused => "refused",
            Ending::Returned => "returned",
            Ending::Lapsed => "lapsed",
            Ending::GapOverdue => "gap_overdue",
            Ending::Withdrawn => "withdrawn",
            Ending::Terminated => "terminated",
            Ending::Revoked => "revoked",
        }
    }
}

impl Case {
    /// The stream of a case.
    pub fn stream(number: &CaseNumber) -> StreamId {
        StreamId::of("case", number)
    }

    /// Its number.
    pub fn number(&self) -> &CaseNumber {
        &self.number
    }

    /// What it was opened under.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// What its regime fixes.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The version of the calendar by which its dates are counted.
    pub fn calendar(&self) -> &CalendarVersion {
        &self.calendar
    }

    /// When it was received, as it really was.
    pub fn received(&self) -> Timestamp {
        self.received
    }

    /// Through which door it came.
    pub fn via(&self) -> &Via {
        &self.via
    }

    /// Who applies.
    pub fn applicant(&self) -> &Party {
        &self.applicant
    }

    /// Who acts for the applicant.
    pub fn agent(&self) -> Option<&Party> {
        self.agent.as_ref()
    }

    /// What the form says, with all corrections.
    pub fn form(&self) -> &FormAnswers {
        &self.form
    }

    /// What was handed in, by material, in order of time.
    pub fn materials(&self) -> &BTreeMap<MaterialKey, Vec<Given>> {
        &self.materials
    }

    /// Tolerated gaps, open and filled.
    pub fn gaps(&self) -> &BTreeMap<MaterialKey, Gap> {
        &self.gaps
    }

    /// Signed commitments and what their checks found.
    pub fn commitments(&self) -> &BTreeMap<MaterialKey, Commitment> {
        &self.commitments
    }

    /// How the applicant wants the result.
    pub fn delivery(&self) -> Option<&DeliveryChoice> {
        self.delivery.as_ref()
    }

    /// Numbers of other systems.
    pub fn numbers(&self) -> &[ExternalNumber] {
        &self.numbers
    }

    /// The notices of defects given so far.
    pub fn notices(&self) -> &[GivenNotice] {
        &self.notices
    }

    /// The clocks of the decision.
    pub fn clocks(&self) -> &Clocks {
        &self.clocks
    }

    /// When they end, as the last event counted it.
    pub fn dues(&self) -> &Dues {
        &self.dues
    }

    /// The proposed no that waits for confirmation.
    pub fn proposal(&self) -> Option<&Proposal> {
        self.proposal.as_ref()
    }

    /// The decision, once taken.
    pub fn decision(&self) -> Option<&Decision> {
        self.decision.as_ref()
    }

    /// Where it stands.
    pub fn stage(&self) -> &Stage {
        &self.stage
    }

    /// The examination, while it lasts.
    pub fn examination(&self) -> Option<&Examination> {
        match &self.stage {
            Stage::Examining(examination) => Some(examination),
            _ => None,
        }
    }

    /// What is marked as overdue.
    pub fn overdue(&self) -> &BTreeSet<DeadlineKind> {
        &self.overdue
    }

    /// How often the applicant came in person; none is a case without meeting (CASE-15).
    pub fn visits(&self) -> u32 {
        self.visits
    }

    /// The time of the last event.
    pub fn last(&self) -> Timestamp {
        self.last
    }

    /// Whose personal values the case holds.
    pub fn person(&self) -> PersonId {
        self.applicant.person
    }

    /// Whether nothing more can happen but archiving or revoking.
    pub fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Ended { .. } | Stage::Archived { .. } | Stage::Delivered(_))
    }

    /// The required materials that are neither given, nor tolerated with an undertaking, nor committed to.
    pub fn missing(&self) -> Vec<MaterialKey> {
        let keys = self.terms.materials.iter().map(|material| &material.key);
        keys.filter(|key| !self.is_provided(key)).cloned().collect()
    }

    /// The gaps that are still open.
    pub fn open_gaps(&self) -> impl Iterator<Item = (&MaterialKey, &Gap)> {
        self.gaps.iter().filter(|(_, gap)| gap.filled.is_none())
    }

    /// Whether an open gap still matters: before a decision, and after a yes until it is filled.
    pub fn owes(&self) -> bool {
        let counts = matches!(
            self.stage,
            Stage::Received { .. } | Stage::Supplementing(_) | Stage::Examining(_) | Stage::Granted { .. }
        );
        counts && self.has_open_gaps()
    }

    /// Whether the case is over without a result, in the files or not.
    pub fn has_ended(&self) -> bool {
        matches!(self.stage, Stage::Ended { .. } | Stage::Archived { ended: Some(_), .. })
    }

    /// How far one material of the terms is.
    pub fn provision(&self, key: &MaterialKey) -> Provision<'_> {
        match (self.materials.get(key), self.gaps.get(key), self.commitments.get(key)) {
            (Some(given), ..) => Provision::Given(given),
            (_, Some(gap), _) => Provision::Owed(gap),
            (_, _, Some(commitment)) => Provision::Committed(commitment),
            _ => Provision::Missing,
        }
    }

    /// The working days that the office took from acceptance to decision, pauses left out (P-17, P-19). None before
    /// the decision and where no clock ran.
    ///
    /// # Errors
    /// A missing year of the calendar.
    pub fn days_taken(&self, calendar: &Calendar) -> Result<Option<u32>, AbsentYear> {
        let clock = self.clocks.legal.as_ref().or(self.clocks.promised.as_ref());
        match (clock, &self.decision) {
            (Some(clock), Some(decision)) => clock.consumed_working_days(calendar, decision.at).map(Some),
            _ => Ok(None),
        }
    }

    /// Whether a gap is still open.
    pub fn has_open_gaps(&self) -> bool {
        self.open_gaps().next().is_some()
    }

    fn is_provided(&self, key: &MaterialKey) -> bool {
        self.materials.contains_key(key) || self.gaps.contains_key(key) || self.commitments.contains_key(key)
    }
}
