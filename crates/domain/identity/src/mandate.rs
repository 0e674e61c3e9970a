//! Mandates: acting for a family member or for an enterprise, with dates (practice.md 11, 15).

use jiff::Timestamp;
use kernel::{DomainEvent, PersonId, Refusal};
use serde::{Deserialize, Serialize};

/// Why somebody may act for somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MandateKind {
    /// 法定代表人 of an enterprise; may give mandates of the enterprise.
    LegalRepresentative,
    /// 经办人 of an enterprise.
    EnterpriseAgent,
    /// A family member.
    Family,
    /// Parent or guardian of a minor or of a person without capacity.
    Guardian,
    /// Another person with a written authorisation.
    Written,
}

/// What happened to a mandate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum MandateEvent {
    /// It was given.
    Given {
        /// Who may act.
        agent: PersonId,
        /// For whom.
        principal: PersonId,
        /// Why.
        kind: MandateKind,
        /// From when.
        from: Timestamp,
        /// Until when; open if none.
        until: Option<Timestamp>,
        /// What proves it: a file, a paper, an identity provider's word.
        evidence: String,
    },
    /// It was withdrawn, for example because the agent left the company.
    Withdrawn {
        /// When it ended.
        at: Timestamp,
        /// Why.
        reason: String,
    },
}

impl DomainEvent for MandateEvent {
    fn name(&self) -> &'static str {
        match self {
            MandateEvent::Given { .. } => "mandate.given",
            MandateEvent::Withdrawn { .. } => "mandate.withdrawn",
        }
    }
}

/// An order to a mandate.
#[derive(Clone, Debug, PartialEq)]
pub enum MandateCommand {
    /// Give it.
    Give {
        /// Who may act.
        agent: PersonId,
        /// For whom.
        principal: PersonId,
        /// Why.
        kind: MandateKind,
        /// Until when; open if none.
        until: Option<Timestamp>,
        /// What proves it.
        evidence: String,
    },
    /// Withdraw it.
    Withdraw {
        /// Why.
        reason: String,
    },
}

/// Why an order to a mandate is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MandateRefusal {
    /// Nobody needs a mandate for herself.
    #[error("agent and principal are the same person")]
    Self_,
    /// It would end before it begins.
    #[error("the mandate would end before it begins")]
    Ended,
    /// Nothing proves it.
    #[error("a mandate needs evidence")]
    NoEvidence,
    /// It is not in force.
    #[error("the mandate is not in force")]
    NotInForce,
}

impl Refusal for MandateRefusal {
    fn key(&self) -> &'static str {
        match self {
            MandateRefusal::Self_ => "refusal-mandate-self",
            MandateRefusal::Ended => "refusal-mandate-ended",
            MandateRefusal::NoEvidence => "refusal-mandate-no-evidence",
            MandateRefusal::NotInForce => "refusal-mandate-not-in-force",
        }
    }
}

/// A mandate as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Mandate {
    /// Who may act.
    pub agent: PersonId,
    /// For whom.
    pub principal: PersonId,
    /// Why.
    pub kind: MandateKind,
    /// From when.
    pub from: Timestamp,
    /// Until when; open if none.
    pub until: Option<Timestamp>,
}

impl Mandate {
    /// Folds a mandate's events.
    pub fn of<'a>(events: impl IntoIterator<Item = &'a MandateEvent>) -> Option<Self> {
        let mut mandate: Option<Mandate> = None;
        for event in events {
            match event {
                MandateEvent::Given { agent, principal, kind, from, until, .. } => {
                    let (agent, principal, kind, from, until) = (*agent, *principal, *kind, *from, *until);
                    mandate = Some(Mandate { agent, principal, kind, from, until });
                }
                MandateEvent::Withdrawn { at, .. } => {
                    if let Some(mandate) = &mut mandate {
                        mandate.until = Some(mandate.until.map_or(*at, |until| until.min(*at)));
                    }
                }
            }
        }
        mandate
    }

    /// Whether the agent may act at `now`.
    pub fn in_force(&self, now: Timestamp) -> bool {
        self.from <= now && self.until.is_none_or(|until| now < until)
    }

    /// Decides an order to `mandate` (none: not given yet).
    ///
    /// # Errors
    /// A [`MandateRefusal`] that names the rule.
    pub fn decide(
        mandate: Option<&Self>,
        command: MandateCommand,
        now: Timestamp,
    ) -> Result<MandateEvent, MandateRefusal> {
        match command {
            MandateCommand::Give { agent, principal, .. } if agent == principal => Err(MandateRefusal::Self_),
            MandateCommand::Give { until: Some(until), .. } if until <= now => Err(MandateRefusal::Ended),
            MandateCommand::Give { evidence, .. } if evidence.trim().is_empty() => {
                Err(MandateRefusal::NoEvidence)
            }
            MandateCommand::Give { agent, principal, kind, until, evidence } => {
                Ok(MandateEvent::Given { agent, principal, kind, from: now, until, evidence })
            }
            MandateCommand::Withdraw { reason } => match mandate {
                Some(mandate) if mandate.in_force(now) => Ok(MandateEvent::Withdrawn { at: now, reason }),
                _ => Err(MandateRefusal::NotInForce),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(n: u128) -> PersonId {
        PersonId(uuid::Uuid::from_u128(n))
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("in range")
    }

    fn give(agent: u128, until: Option<Timestamp>, evidence: &str) -> MandateCommand {
        let evidence = evidence.to_owned();
        MandateCommand::Give {
            agent: person(agent),
            principal: person(2),
            kind: MandateKind::Family,
            until,
            evidence,
        }
    }

    #[test]
    fn leaving_the_company_ends_the_mandate_at_once() {
        let given = Mandate::decide(None, give(1, None, "营业执照"), at(100)).expect("allowed");
        let mandate = Mandate::of([&given]).expect("given");
        assert!(mandate.in_force(at(150)));
        let withdrawn =
            Mandate::decide(Some(&mandate), MandateCommand::Withdraw { reason: "离职".into() }, at(200));
        let mandate = Mandate::of([&given, &withdrawn.expect("in force")]).expect("given");
        assert!(!mandate.in_force(at(200)));
    }

    #[test]
    fn each_faulty_order_has_its_refusal() {
        assert_eq!(Mandate::decide(None, give(2, None, "x"), at(1)), Err(MandateRefusal::Self_));
        assert_eq!(Mandate::decide(None, give(1, Some(at(1)), "x"), at(1)), Err(MandateRefusal::Ended));
        assert_eq!(Mandate::decide(None, give(1, None, " "), at(1)), Err(MandateRefusal::NoEvidence));
        let order = MandateCommand::Withdraw { reason: String::new() };
        assert_eq!(Mandate::decide(None, order, at(1)), Err(MandateRefusal::NotInForce));
    }
}
