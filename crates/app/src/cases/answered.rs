//! An order whose answer is kept with what it changed, so that a repeated request answers the same.

use super::order::{Outcome, actor_of};
use super::{CaseOrder, Seat};
use crate::{Caller, City, Problem};
use ::cases::Command;
use kernel::Moment;
use ledger::Idempotency;

impl City {
    /// Carries an order on a case out; `answer` makes the record of the request from what the order brought about
    /// and is stored in the same transaction.
    ///
    /// # Errors
    /// As [`City::order_case`]; [`Problem::Repeated`] with the answer that the same request got before.
    pub fn order_case_answered<C: Into<Command>>(
        &self,
        caller: &Caller,
        order: &CaseOrder<'_>,
        moment: &Moment,
        command: impl Fn(&Seat) -> Result<C, Problem>,
        answer: impl Fn(&Outcome) -> Option<Idempotency>,
    ) -> Result<Outcome, Problem> {
        let seat = self.seat(caller, order.number, order.action)?;
        let done = self.act(caller, moment, order.action, |work| {
            let (case, head) = work.case(order.number)?;
            if order.seen.is_some_and(|seen| seen != head) {
                return Err(Problem::Stale);
            }
            let decided = work.decide(&case, command(&seat)?.into())?;
            let outcome = work.record(case, head, &actor_of(caller, &seat), decided)?;
            if let Some(record) = answer(&outcome) {
                work.answer_with(record);
            }
            Ok(outcome)
        })?;
        Ok(done.result)
    }
}
