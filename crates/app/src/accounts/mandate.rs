//! Acting for somebody else: given, withdrawn, and checked at every switch.

use crate::{Action, Caller, City, Problem, Work};
use identity::{Mandate, MandateCommand, MandateEvent, MandateKind, MandateRefusal};
use kernel::{Actor, Moment, PersonId, Refusal, StreamId, Timestamp};

/// A person or enterprise that the caller may act for.
#[derive(Clone, Debug, PartialEq)]
pub struct ActingFor {
    /// The principal.
    pub principal: PersonId,
    /// The principal's shown name: an enterprise's whole, a person's masked.
    pub name: String,
    /// Why the caller may.
    pub kind: String,
    /// Until when; open if none.
    pub until: Option<Timestamp>,
}

/// Why a switch to another principal is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no mandate for this person or enterprise is in force")]
pub struct SwitchRefusal;

impl Refusal for SwitchRefusal {
    fn key(&self) -> &'static str {
        "refusal-switch-no-mandate"
    }
}

/// The stream of what one person may do for another.
pub(crate) fn mandate_stream(agent: PersonId, principal: PersonId) -> StreamId {
    StreamId::of("mandate", format!("{agent}:{principal}"))
}

impl City {
    /// Gives or withdraws a mandate between two persons.
    ///
    /// # Errors
    /// [`MandateRefusal`] that names the rule.
    pub fn order_mandate(
        &self,
        actor: &Actor,
        agent: PersonId,
        principal: PersonId,
        command: MandateCommand,
        moment: &Moment,
    ) -> Result<(), Problem> {
        self.run(&Caller::system(), moment, |work: &mut Work<'_>| {
            let stream = mandate_stream(agent, principal);
            let events = work.load::<MandateEvent>(&stream)?;
            let mandate = Mandate::of(events.iter().map(|recorded| &recorded.event));
            let event = Mandate::decide(mandate.as_ref(), command.clone(), work.moment.now)
                .map_err(|refusal: MandateRefusal| Problem::refused(refusal))?;
            work.append(&stream, actor, &[event])
        })?;
        Ok(())
    }

    /// For whom the caller may act now.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn mandates_of(&self, agent: PersonId, now: Timestamp) -> Result<Vec<ActingFor>, Problem> {
        let parameters = [agent.to_string().into(), now.into()];
        let rows = self.ledger().query(include_str!("mandate_list.sql"), &parameters)?;
        let read = |row: &ledger::Row| {
            Some(ActingFor {
                principal: row.text(0).parse().ok()?,
                name: row.text(1).to_owned(),
                kind: row.text(2).to_owned(),
                until: row.maybe_time(3),
            })
        };
        Ok(rows.iter().filter_map(read).collect())
    }

    /// Switches a session to another principal, or back to oneself.
    ///
    /// # Errors
    /// [`SwitchRefusal`] without a mandate in force.
    pub fn switch(
        &self,
        caller: &Caller,
        secret: &str,
        to: Option<PersonId>,
        now: Timestamp,
    ) -> Result<(), Problem> {
        caller.require(Action::KeepOwnRecord)?;
        if let Some(principal) = to {
            let agent = caller.person.ok_or(Problem::Forbidden(Action::KeepOwnRecord))?;
            self.require_mandate(agent, principal, now)?;
        }
        self.switch_session(secret, to)
    }

    /// Checks that `agent` may act for `principal` now; asked again at every submission.
    ///
    /// # Errors
    /// [`SwitchRefusal`] without a mandate in force.
    pub fn require_mandate(
        &self,
        agent: PersonId,
        principal: PersonId,
        now: Timestamp,
    ) -> Result<(), Problem> {
        let events = self.events::<MandateEvent>(&mandate_stream(agent, principal))?;
        let mandate = Mandate::of(events.iter().map(|recorded| &recorded.event));
        if mandate.is_some_and(|mandate| mandate.in_force(now)) { Ok(()) } else { Err(SwitchRefusal.into()) }
    }
}

/// The word for a kind of mandate, a message key's end.
pub(crate) const fn kind_word(kind: MandateKind) -> &'static str {
    match kind {
        MandateKind::LegalRepresentative => "legal-representative",
        MandateKind::EnterpriseAgent => "enterprise-agent",
        MandateKind::Family => "family",
        MandateKind::Guardian => "guardian",
        MandateKind::Written => "written",
    }
}
