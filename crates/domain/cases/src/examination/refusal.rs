//! Why an act of examination is refused.

use crate::refusal::refusals;
use catalogue::StepKey;
use kernel::DepartmentId;

refusals! {
    /// Why an act of examination is refused.
    ExamineRefusal {
        /// No such step.
        UnknownStep {
            /// The step.
            step: StepKey,
        } = "refusal-case-unknown-step", "this case has no step {step}";
        /// The step waits for others, or is done already.
        StepNotOpen {
            /// The step.
            step: StepKey,
        } = "refusal-case-step-not-open", "the step {step} is not open";
        /// Somebody else took the step in hand.
        StepTaken {
            /// The step.
            step: StepKey,
        } = "refusal-case-step-taken", "somebody else has the step {step} in hand";
        /// The step belongs to another unit.
        OtherUnit {
            /// The unit.
            unit: DepartmentId,
        } = "refusal-case-step-other-unit", "the step belongs to {unit}";
        /// The role does not do this step.
        OtherRole {
            /// The role that does it.
            role: &'static str,
        } = "refusal-case-step-other-role", "the step is done by the role {role}";
        /// This step is the decision itself.
        IsTheDecision = "refusal-case-step-is-decision", "this step is the decision: decide, or propose a no";
        /// A check needs another person than the one who examined.
        SecondPersonNeeded = "refusal-case-second-person", "the check is made by another person than the examination";
        /// Too few people took part.
        TooFewPeople {
            /// How many are needed.
            needed: u8,
        } = "refusal-case-too-few-people", "at least {needed} named people take part", "行政许可法 第三十四条";
        /// The step is a check on the spot and needs its record.
        NeedsSiteRecord = "refusal-case-needs-site-record", "a check on the spot needs its record",
            "行政许可法 第三十四条";
        /// The step is no check on the spot.
        NotASiteCheck = "refusal-case-not-a-site-check", "this step is no check on the spot";
        /// The record has neither the applicant's signature nor a reason for its absence.
        NoSignature = "refusal-case-no-site-signature",
            "the record needs the applicant's signature, or the reason why there is none";
        /// One cannot go back from here to there.
        NotOnTheWay {
            /// The step to go back to.
            step: StepKey,
        } = "refusal-case-not-on-the-way", "the case did not come here by the step {step}";
        /// The matter is free of charge.
        NoFee = "refusal-case-no-fee", "this matter is free of charge", "行政许可法 第五十八条";
        /// The payment was asked for already.
        FeeAsked = "refusal-case-fee-asked", "the payment was asked for already";
        /// No payment is open.
        NoFeeOpen = "refusal-case-no-fee-open", "no payment is open";
        /// An amount above zero is needed.
        NoAmount = "refusal-case-no-amount", "an amount above zero is needed";
    }
}
