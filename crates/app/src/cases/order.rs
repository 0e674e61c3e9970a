//! An order on an open case: seat, decision, events, papers and notices in one write.

use super::Seat;
use crate::{Action, Caller, City, Problem, Work, processes};
use ::cases::{Case, CaseEvent, CaseRefusal, Command, Decided};
use kernel::{Actor, CaseNumber, Moment, StreamId};
use ledger::Idempotency;

/// An order on a case.
pub struct CaseOrder<'a> {
    /// Which case.
    pub number: &'a CaseNumber,
    /// The action of the access table.
    pub action: Action,
    /// How far the form had read the case; none where any state will do. A case that went on refuses the form.
    pub seen: Option<u64>,
    /// The record that makes a repeated request answer the same.
    pub idempotency: Option<Idempotency>,
}

/// What an order brought about.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The case as it stands afterwards.
    pub case: Case,
    /// What happened, transitions of the law's clock included.
    pub events: Vec<CaseEvent>,
    /// The position of the last event.
    pub head: u64,
}

/// The stream of a case.
pub fn case_stream(number: &CaseNumber) -> StreamId {
    Case::stream(number)
}

impl City {
    /// Carries an order on a case out; `command` is made for the seat that the caller takes.
    ///
    /// # Errors
    /// The refusal of the domain with its article, [`Problem::Stale`] for a form older than the case, or why the
    /// caller may not.
    pub fn order_case<C: Into<Command>>(
        &self,
        caller: &Caller,
        order: &CaseOrder<'_>,
        moment: &Moment,
        command: impl Fn(&Seat) -> Result<C, Problem>,
    ) -> Result<Outcome, Problem> {
        let seat = self.seat(caller, order.number, order.action)?;
        self.order_from(caller, &seat, order, moment, command)
    }

    /// Carries an order on a case out from one seat of a caller who has several.
    ///
    /// # Errors
    /// As [`City::order_case`]; [`Problem::Forbidden`] for a seat that the caller does not have or that may not.
    pub fn order_case_as<C: Into<Command>>(
        &self,
        caller: &Caller,
        seat: &Seat,
        order: &CaseOrder<'_>,
        moment: &Moment,
        command: impl Fn(&Seat) -> Result<C, Problem>,
    ) -> Result<Outcome, Problem> {
        let own = self.seats(caller, order.number)?.contains(seat);
        if !own || !crate::access::may(seat.role(), order.action) {
            return Err(Problem::Forbidden(order.action));
        }
        self.order_from(caller, seat, order, moment, command)
    }

    /// Carries the order out; the seat was looked at.
    fn order_from<C: Into<Command>>(
        &self,
        caller: &Caller,
        seat: &Seat,
        order: &CaseOrder<'_>,
        moment: &Moment,
        command: impl Fn(&Seat) -> Result<C, Problem>,
    ) -> Result<Outcome, Problem> {
        let task = |work: &mut Work<'_>| {
            let (case, head) = work.case(order.number)?;
            if order.seen.is_some_and(|seen| seen != head) {
                return Err(Problem::Stale);
            }
            let actor = actor_of(caller, seat);
            let decided = work.decide(&case, command(seat)?.into())?;
            if let Some(record) = &order.idempotency {
                work.answer_with(record.clone());
            }
            work.record(case, head, &actor, decided)
        };
        Ok(self.act(caller, moment, order.action, task)?.result)
    }
}

/// Who acts, as the event keeps it.
pub(super) fn actor_of(caller: &Caller, seat: &Seat) -> Actor {
    match (seat, caller.account) {
        (Seat::Staff(official), _) => Actor::staff(official.account, official.unit.clone()),
        (Seat::Applicant { .. }, Some(account)) => Actor::applicant(account),
        (Seat::Applicant { .. }, None) => Actor::system(),
    }
}

impl Work<'_> {
    /// Loads a case with the position of its last event.
    ///
    /// # Errors
    /// [`Problem::NotFound`] if there is none.
    pub(crate) fn case(&mut self, number: &CaseNumber) -> Result<(Case, u64), Problem> {
        let events = self.load::<CaseEvent>(&case_stream(number))?;
        let head = events.last().map_or(0, |last| last.position);
        Ok((Case::fold(&events).ok_or(Problem::NotFound("case"))?, head))
    }

    /// Decides a command by the calendar that the case's dates are counted by.
    pub(crate) fn decide(&self, case: &Case, command: Command) -> Result<Decided, Problem> {
        let content = self.city.content();
        let calendar = content.calendars.version(case.calendar()).ok_or(Problem::Unavailable("calendar"))?;
        let matter = content.matters.get(&case.terms().matter).map(|published| &*published.matter);
        let leaves = crate::papers::hands_over(&command);
        let decided = case.decide(command, calendar, self.moment.now).map_err(|refusal: CaseRefusal| {
            super::named::named(refusal, case.terms(), matter, self.caller.language)
        })?;
        if leaves {
            self.city.check_sealed(case.number())?;
        }
        Ok(decided)
    }

    /// Writes what was decided, with the papers, notices and alarms that follow from it.
    pub(crate) fn record(
        &mut self,
        mut case: Case,
        head: u64,
        actor: &Actor,
        decided: Decided,
    ) -> Result<Outcome, Problem> {
        let stream = case_stream(case.number());
        let due: Vec<_> = decided.due.into_iter().map(|timed| (timed.at, timed.event)).collect();
        let own: Vec<_> = decided.events.into_iter().map(|event| (decided.at, event)).collect();
        self.append_at(&stream, &Actor::clock(), &due)?;
        self.append_at(&stream, actor, &own)?;
        let mut position = head;
        let mut events = Vec::new();
        for (at, event) in due.into_iter().chain(own) {
            position += 1;
            case.apply(&event, at);
            processes::follow(self, &case, &event, position)?;
            events.push(event);
        }
        super::clock::set_alarm(self, &case);
        Ok(Outcome { case, events, head: position })
    }
}
