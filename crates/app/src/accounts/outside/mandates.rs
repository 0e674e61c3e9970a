//! The enterprises that a provider names: mandates given, renewed, and ended at once for those no longer named.

use crate::accounts::mandate_stream;
use crate::{MandateEnd, NewOrganisation, OutsideIdentity, OutsideMandate, Problem, Work};
use identity::{Contact, Mandate, MandateCommand, MandateEvent, MandateKind};
use kernel::{Actor, PersonId, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// Whether as legal representative, and until when.
type Claim = (bool, Option<Timestamp>);

/// A mandate and what proves it.
struct Kept {
    mandate: Mandate,
    evidence: String,
}

impl Work<'_> {
    /// Brings the mandates that rest on this provider's word up to what it says now. Gives the names of
    /// enterprises whose credit code cannot be read: they get no mandate and stop nobody else's.
    pub(super) fn bring_mandates(
        &mut self,
        provider: &str,
        agent: PersonId,
        identity: &OutsideIdentity,
    ) -> Result<Vec<String>, Problem> {
        let evidence = format!("identity provider {provider}");
        let (named, unread) = self.named(identity)?;
        for (principal, claim) in &named {
            self.give(agent, *principal, *claim, &evidence)?;
        }
        for principal in self.principals(agent)? {
            if named.contains_key(&principal) {
                continue;
            }
            if self.kept(agent, principal)?.is_some_and(|kept| kept.evidence == evidence) {
                let reason = format!("no longer named by {provider}");
                self.order(agent, principal, MandateCommand::Withdraw { reason })?;
            }
        }
        Ok(unread)
    }

    /// The enterprises named for now, made known where they are not.
    fn named(
        &mut self,
        identity: &OutsideIdentity,
    ) -> Result<(BTreeMap<PersonId, Claim>, Vec<String>), Problem> {
        let (mut named, mut unread, mut seen) = (BTreeMap::new(), Vec::new(), BTreeSet::new());
        for claim in &identity.enterprises {
            let until = self.end_of(claim);
            let over = until.is_some_and(|until| until <= self.moment.now);
            if over || !seen.insert(claim.code.trim().to_ascii_uppercase()) {
                continue;
            }
            let representative = if claim.representative { identity.name.clone() } else { String::new() };
            let new = NewOrganisation {
                name: claim.name.clone(),
                code: claim.code.clone(),
                representative,
                contact: Contact::default(),
                assurance: identity.assurance,
            };
            match self.know_organisation(&new, &Actor::system()) {
                Ok(principal) => {
                    named.insert(principal, (claim.representative, until));
                }
                Err(Problem::Fields(_)) => unread.push(claim.name.clone()),
                Err(other) => return Err(other),
            }
        }
        Ok((named, unread))
    }

    /// A mandate that ends with a day holds until the next one begins.
    fn end_of(&self, claim: &OutsideMandate) -> Option<Timestamp> {
        match claim.until? {
            MandateEnd::At(until) => Some(until),
            MandateEnd::Day(day) => {
                let next = day.tomorrow().unwrap_or(day);
                let zone = self.city.content().zone().clone();
                Some(next.to_zoned(zone).map_or(Timestamp::MAX, |midnight| midnight.timestamp()))
            }
        }
    }

    fn give(
        &mut self,
        agent: PersonId,
        principal: PersonId,
        (representative, until): Claim,
        evidence: &str,
    ) -> Result<(), Problem> {
        let kind =
            if representative { MandateKind::LegalRepresentative } else { MandateKind::EnterpriseAgent };
        let now = self.moment.now;
        let holds = |kept: &Kept| {
            let mandate = &kept.mandate;
            mandate.in_force(now) && mandate.kind == kind && mandate.until == until
        };
        if self.kept(agent, principal)?.as_ref().is_some_and(holds) {
            return Ok(());
        }
        let evidence = evidence.to_owned();
        self.order(agent, principal, MandateCommand::Give { agent, principal, kind, until, evidence })
    }

    fn principals(&self, agent: PersonId) -> Result<Vec<PersonId>, Problem> {
        let parameters = [agent.to_string().into(), self.moment.now.into()];
        let rows = self.city.ledger().query(include_str!("agent_mandates.sql"), &parameters)?;
        Ok(rows.iter().filter_map(|row| row.text(0).parse().ok()).collect())
    }

    fn kept(&mut self, agent: PersonId, principal: PersonId) -> Result<Option<Kept>, Problem> {
        let events = self.load::<MandateEvent>(&mandate_stream(agent, principal))?;
        let mandate = Mandate::of(events.iter().map(|recorded| &recorded.event));
        let evidence = events.iter().rev().find_map(|recorded| match &recorded.event {
            MandateEvent::Given { evidence, .. } => Some(evidence.clone()),
            MandateEvent::Withdrawn { .. } => None,
        });
        Ok(mandate.zip(evidence).map(|(mandate, evidence)| Kept { mandate, evidence }))
    }

    fn order(
        &mut self,
        agent: PersonId,
        principal: PersonId,
        command: MandateCommand,
    ) -> Result<(), Problem> {
        let now: Timestamp = self.moment.now;
        let kept = self.kept(agent, principal)?;
        let event = Mandate::decide(kept.as_ref().map(|kept| &kept.mandate), command, now)?;
        self.append(&mandate_stream(agent, principal), &Actor::system(), &[event])
    }
}
