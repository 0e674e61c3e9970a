//! Payment (缴费): asked for by notice, paid or waived with its basis; the matter says whether the clock waits.

use super::{ExamineRefusal, Opened, StepState, Verdict, begun, reason};
use crate::clocks::{Dues, Hour};
use crate::{Case, CaseEvent, CaseRefusal, Official, Stage};
use catalogue::{StepKey, StepKind};
use kernel::{Money, Private, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Ask for a payment (缴费通知).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskPayment {
    /// How much.
    pub amount: Money,
    /// The law or the price list that it follows from.
    pub basis: String,
    /// Who asks.
    pub by: Official,
}

/// Settle the payment: paid, or waived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettlePayment {
    /// How.
    pub how: Settlement,
    /// Who recorded it; none when the payment adapter reported it.
    pub by: Option<Official>,
}

/// How a payment is settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// Paid: the reference of the payment and its way (code, cash, card).
    Paid {
        /// The way.
        way: String,
        /// The reference or the number of the electronic receipt.
        reference: String,
    },
    /// Waived or reduced to nothing.
    Waived {
        /// The basis.
        basis: String,
    },
}

/// How a payment was settled, as kept. The basis of a waiver says something about the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettlementKept {
    /// Paid.
    Paid {
        /// The way.
        way: String,
        /// The reference.
        reference: String,
    },
    /// Waived.
    Waived {
        /// The basis.
        basis: Private<String>,
    },
}

/// `case.payment_asked`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentAsked {
    /// How much.
    pub amount: Money,
    /// From what it follows.
    pub basis: String,
    /// Whether the clocks wait for it.
    pub clock_waits: bool,
    /// When the decision is due now.
    pub dues: Dues,
    /// Who asked.
    pub by: Official,
}

/// `case.payment_settled`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentSettled {
    /// How.
    pub how: SettlementKept,
    /// When the decision is due now.
    pub dues: Dues,
    /// The payment steps that are done by it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StepKey>,
    /// The steps that open now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opened: Vec<Opened>,
    /// Who recorded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Official>,
}

/// The payment of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentKept {
    /// How much was asked for.
    pub amount: Money,
    /// When.
    pub asked: Timestamp,
    /// Who asked.
    pub by: Official,
    /// How and when it was settled.
    pub settled: Option<(SettlementKept, Timestamp)>,
}

// Another word than the special procedure 缴费, so that ending one does not end the other.
const PAYMENT: &str = "待缴费";

impl Case {
    pub(crate) fn ask_payment(&self, command: AskPayment, hour: Hour) -> Result<Vec<CaseEvent>, CaseRefusal> {
        let examination = self.examining()?;
        if !self.terms.fee.charged {
            return Err(ExamineRefusal::NoFee.into());
        }
        if examination.payment.is_some() {
            return Err(ExamineRefusal::FeeAsked.into());
        }
        if command.amount <= Money(0) {
            return Err(ExamineRefusal::NoAmount.into());
        }
        reason(&command.basis)?;
        let AskPayment { amount, basis, by } = command;
        let mut clocks = self.clocks.clone();
        let clock_waits = self.terms.fee.clock_waits;
        if clock_waits {
            clocks.pause(hour.now, PAYMENT, None);
        }
        let dues = clocks.dues(hour.calendar)?;
        Ok(vec![CaseEvent::PaymentAsked(PaymentAsked { amount, basis, clock_waits, dues, by })])
    }

    pub(crate) fn settle_payment(
        &self,
        command: SettlePayment,
        hour: Hour,
    ) -> Result<Vec<CaseEvent>, CaseRefusal> {
        let examination = self.examining()?;
        let is_open = examination.payment.as_ref().is_some_and(|payment| payment.settled.is_none());
        if !is_open {
            return Err(ExamineRefusal::NoFeeOpen.into());
        }
        if let Settlement::Waived { basis } = &command.how {
            reason(basis)?;
        }
        let mut clocks = self.clocks.clone();
        clocks.resume(hour.now, PAYMENT);
        let is_payment =
            |key: &StepKey| self.terms.step(key).is_some_and(|step| step.kind == StepKind::Payment);
        let steps: Vec<StepKey> = examination.open_steps().filter(|key| is_payment(key)).cloned().collect();
        Ok(vec![CaseEvent::PaymentSettled(PaymentSettled {
            how: match command.how {
                Settlement::Paid { way, reference } => SettlementKept::Paid { way, reference },
                Settlement::Waived { basis } => {
                    SettlementKept::Waived { basis: Private::new(self.person(), basis) }
                }
            },
            dues: clocks.dues(hour.calendar)?,
            opened: self.opening_after_all(&steps, hour)?,
            steps,
            by: command.by,
        })])
    }

    fn opening_after_all(&self, done: &[StepKey], hour: Hour) -> Result<Vec<Opened>, CaseRefusal> {
        let examination = self.examining()?;
        let is_agreed = |key: &StepKey| done.contains(key) || examination.has_agreed(key);
        let agreed: BTreeSet<StepKey> =
            examination.steps.keys().filter(|key| is_agreed(key)).cloned().collect();
        let ready = self.terms.steps.steps().ready(&agreed, &begun(examination));
        ready.into_iter().map(|step| self.opens(step, hour)).collect()
    }

    pub(crate) fn apply_payment_asked(&mut self, event: &PaymentAsked, at: Timestamp) {
        if event.clock_waits {
            self.clocks.pause(at, PAYMENT, None);
        }
        self.dues = event.dues;
        if let Stage::Examining(examination) = &mut self.stage {
            let (amount, by) = (event.amount, event.by.clone());
            examination.payment = Some(PaymentKept { amount, asked: at, by, settled: None });
        }
    }

    pub(crate) fn apply_payment_settled(&mut self, event: &PaymentSettled, at: Timestamp) {
        self.clocks.resume(at, PAYMENT);
        self.dues = event.dues;
        let Stage::Examining(examination) = &mut self.stage else { return };
        let Some(payment) = &mut examination.payment else { return };
        payment.settled = Some((event.how.clone(), at));
        let by = event.by.clone().unwrap_or_else(|| payment.by.clone());
        for key in &event.steps {
            let done = StepState::Done { verdict: Verdict::Agree, by: by.clone(), at };
            examination.steps.insert(key.clone(), done);
        }
        examination.open(&event.opened, at);
    }
}
