//! Deciding and folding: a command first brings the case up to date with the law's clock, then meets the state.

use crate::clocks::{Clocks, Dues, Hour};
use crate::{
    Case, CaseEvent, CaseRefusal, Command, Ending, GeneralRefusal, Mirror, Received, Rules, Stage, Timed,
};
use calendar::Calendar;
use kernel::{Recorded, Timestamp};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a command writes.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// Transitions of the law's clock that were due: written first, by the clock, at their own times.
    pub due: Vec<Timed>,
    /// When the command itself took effect: now, but never before the last event.
    pub at: Timestamp,
    /// What the command itself brought about.
    pub events: Vec<CaseEvent>,
}

impl Case {
    /// Folds the events of one stream. None if the first is no receipt.
    pub fn fold<'a>(events: impl IntoIterator<Item = &'a Recorded<CaseEvent>>) -> Option<Case> {
        let mut events = events.into_iter();
        let first = events.next()?;
        let CaseEvent::Received(received) = &first.event else {
            return None;
        };
        let mut case = Case::begin(received, first.at);
        events.for_each(|recorded| case.apply(&recorded.event, recorded.at));
        Some(case)
    }

    /// The case right after its receipt.
    pub fn begin(received: &Received, at: Timestamp) -> Case {
        let terms = Arc::new((*received.terms).clone());
        let stage = match received.notice {
            Some(notice) => Stage::Received { since: at, notice },
            None => Stage::Elsewhere(Mirror::default()),
        };
        let mut case = Case {
            number: received.number.clone(),
            rules: Rules::of(&terms),
            terms,
            calendar: received.calendar.clone(),
            received: at,
            via: received.via.clone(),
            applicant: received.applicant.clone(),
            agent: received.agent.clone(),
            form: received.form.clone(),
            materials: BTreeMap::new(),
            gaps: BTreeMap::new(),
            commitments: BTreeMap::new(),
            delivery: received.delivery.clone(),
            numbers: received.numbers.clone(),
            notices: Vec::new(),
            clocks: Clocks::default(),
            dues: Dues::default(),
            extended: false,
            same_day: None,
            proposal: None,
            overruled: Vec::new(),
            decision: None,
            stage,
            overdue: BTreeSet::new(),
            visits: 0,
            last: at,
        };
        case.take_materials(&received.materials);
        case.count_visit(&received.via);
        case
    }

    /// Decides `command` at `now`, after every transition that the law's clock had brought by then.
    ///
    /// # Errors
    /// The refusal of the command, with its law; a missing year of the calendar; another calendar than the one
    /// the dates of the case are counted by.
    pub fn decide(
        &self,
        command: impl Into<Command>,
        calendar: &Calendar,
        now: Timestamp,
    ) -> Result<Decided, CaseRefusal> {
        self.counts_by(calendar)?;
        let at = now.max(self.last);
        let (case, due) = self.caught_up(calendar, at)?;
        let events = case.answer(command.into(), Hour { now: at, calendar })?;
        Ok(Decided { due, at, events })
    }

    pub(crate) fn counts_by(&self, calendar: &Calendar) -> Result<(), GeneralRefusal> {
        if *calendar.version() == self.calendar {
            return Ok(());
        }
        let (wanted, given) = (self.calendar.clone(), calendar.version().clone());
        Err(GeneralRefusal::OtherCalendar { wanted, given })
    }

    fn answer(&self, command: Command, hour: Hour) -> Result<Vec<CaseEvent>, CaseRefusal> {
        match command {
            Command::AskSupplement(command) => self.ask_supplement(command, hour),
            Command::Supplement(command) => self.supplement(command, hour),
            Command::UndertakeGap(command) => self.undertake_gap(command, hour),
            Command::FillGap(command) => self.fill_gap(command, hour),
            Command::SignCommitment(command) => self.sign_commitment(command),
            Command::CheckCommitment(command) => self.check_commitment(command),
            Command::Accept(command) => self.accept(command, hour),
            Command::ProposeNo(command) => self.propose_no(command, hour),
            Command::ConfirmNo(command) => self.confirm_no(command, hour),
            Command::OverruleNo(command) => self.overrule_no(command),
            Command::ClaimStep(command) => self.claim_step(command),
            Command::ReleaseStep(command) => self.release_step(command),
            Command::GiveOpinion(command) => self.give_opinion(command, hour),
            Command::SendBack(command) => self.send_back(command, hour),
            Command::AppointSiteCheck(command) => self.appoint_site_check(command),
            Command::RecordSiteCheck(command) => self.record_site_check(command, hour),
            Command::AskPayment(command) => self.ask_payment(command, hour),
            Command::SettlePayment(command) => self.settle_payment(command, hour),
            Command::BeginSpecial(command) => self.begin_special(command, hour),
            Command::EndSpecial(command) => self.end_special(command, hour),
            Command::OfferHearing(command) => self.offer_hearing(command, hour),
            Command::AskForHearing(command) => self.ask_for_hearing(command, hour),
            Command::Extend(command) => self.extend(command, hour),
            Command::Grant(command) => self.grant(command, hour),
            Command::MakeResult(command) => self.make_result(command),
            Command::Correct(command) => self.correct(command),
            Command::ChooseDelivery(command) => self.choose_delivery(command),
            Command::Shelve(command) => self.shelve(command),
            Command::HandToCarrier(command) => self.hand_to_carrier(command),
            Command::Deliver(command) => self.deliver(command),
            Command::Archive(command) => self.archive(command),
            Command::Withdraw(command) => self.withdraw(command),
            Command::Mirror(command) => self.mirror(command),
            Command::LinkNumber(number) => Ok(self.link_number(number)),
        }
    }

    /// Folds one event. It cannot fail: what an event says has happened.
    pub fn apply(&mut self, event: &CaseEvent, at: Timestamp) {
        self.last = self.last.max(at);
        match event {
            // A second receipt in one stream says nothing new.
            CaseEvent::Received(_) | CaseEvent::SiteChecked(_) | CaseEvent::Corrected(_) => {}
            CaseEvent::CommitmentSigned(event) => self.apply_commitment_signed(event, at),
            CaseEvent::GapUndertaken(event) => self.apply_gap_undertaken(event, at),
            CaseEvent::GapFilled(event) => self.apply_gap_filled(event, at),
            CaseEvent::GapOverdue(_) => self.end(Ending::GapOverdue, at),
            CaseEvent::SupplementAsked(event) => self.apply_supplement_asked(event, at),
            CaseEvent::Supplemented(event) => self.apply_supplemented(event, at),
            CaseEvent::Lapsed(_) => self.end(Ending::Lapsed, at),
            CaseEvent::Accepted(event) => self.apply_accepted(event, false, at),
            CaseEvent::DeemedAccepted(event) => self.apply_accepted(event, true, at),
            CaseEvent::NoProposed(event) => self.apply_no_proposed(event, at),
            CaseEvent::NoEscalated(event) => self.apply_no_escalated(event, at),
            CaseEvent::NoOverruled(event) => self.apply_no_overruled(event, at),
            CaseEvent::NotForUs(_) => self.end(Ending::NotForUs, at),
            CaseEvent::Refused(_) => self.end(Ending::Refused, at),
            CaseEvent::Returned(_) => self.end(Ending::Returned, at),
            CaseEvent::Denied(event) => self.apply_denied(event, at),
            CaseEvent::Terminated(_) => self.end(Ending::Terminated, at),
            CaseEvent::Revoked(_) => self.end(Ending::Revoked, at),
            CaseEvent::StepClaimed(event) => self.apply_claim(event, true),
            CaseEvent::StepReleased(event) => self.apply_claim(event, false),
            CaseEvent::StepDone(event) => self.apply_step_done(event, at),
            CaseEvent::SentBack(event) => self.apply_sent_back(event, at),
            CaseEvent::SiteCheckAppointed(event) => self.apply_site_appointment(event),
            CaseEvent::PaymentAsked(event) => self.apply_payment_asked(event, at),
            CaseEvent::PaymentSettled(event) => self.apply_payment_settled(event, at),
            CaseEvent::Suspended(event) => self.apply_suspended(event, at),
            CaseEvent::Resumed(event) => self.apply_resumed(event, at),
            CaseEvent::HearingOffered(event) => self.apply_hearing_offered(event, at),
            CaseEvent::HearingAsked(via) => self.apply_hearing_asked(via, at),
            CaseEvent::Extended(event) => self.apply_extended(event),
            CaseEvent::Granted(event) => self.apply_granted(event, at),
            CaseEvent::ResultMade(event) => self.apply_result_made(event, at),
            CaseEvent::DeliveryChosen(event) => self.delivery = Some(event.choice.clone()),
            CaseEvent::Shelved(event) => self.apply_shelved(event),
            CaseEvent::Posted(event) => self.apply_posted(event, at),
            CaseEvent::Delivered(event) => self.apply_delivered(event, at),
            CaseEvent::Archived(_) => self.apply_archived(at),
            CaseEvent::CommitmentChecked(event) => self.apply_commitment_checked(event, at),
            CaseEvent::Withdrawn(event) => {
                self.end(Ending::Withdrawn, at);
                self.count_visit(&event.via);
            }
            CaseEvent::Overdue(kind) => {
                self.overdue.insert(kind.clone());
            }
            CaseEvent::Mirrored(event) => self.apply_mirrored(event, at),
            CaseEvent::NumberLinked(number) => self.numbers.push(number.clone()),
            CaseEvent::DuesRevised(event) => self.apply_dues_revised(event),
        }
    }
}
