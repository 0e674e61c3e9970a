//! The outbox for administrators: what waits, what was given up, what is uncertain, and the buttons for it.

use super::errands::notice_stream;
use crate::{Action, Caller, City, Problem, Work};
use kernel::{CaseNumber, Moment, Timestamp};
use ledger::{OutboxEntry, OutboxState};
use notices::{NoticeCommand, NoticeEvent, NoticeRefusal, decide_by_hand};

/// How many entries a page shows.
const PAGE: u32 = 50;

/// One entry; it shows neither addressee nor text.
#[derive(Clone, Debug, PartialEq)]
pub struct OutboxLine {
    /// The entry.
    pub id: i64,
    /// The topic: `mail`, `sms`, `call`, `letter`, `paper`.
    pub topic: String,
    /// Its key, the Message-ID.
    pub key: String,
    /// Its state.
    pub state: OutboxState,
    /// About which case.
    pub number: Option<CaseNumber>,
    /// How often it was tried.
    pub attempts: u32,
    /// Why it failed last, in the words of the other side.
    pub why: String,
    /// When it came up.
    pub at: Option<Timestamp>,
    /// Not before this time: quiet hours, or the pause until the next try.
    pub not_before: Option<Timestamp>,
}

/// A page of the outbox.
#[derive(Clone, Debug, PartialEq)]
pub struct OutboxPage {
    /// The entries in one state.
    pub lines: Vec<OutboxLine>,
    /// Behind which entry the next page begins; none on the last one.
    pub next: Option<i64>,
    /// The topics whose link is not configured: their entries wait.
    pub without_link: Vec<&'static str>,
}

impl City {
    /// A page of the entries in one state, behind the entry `after` (0 for the first page).
    ///
    /// # Errors
    /// [`Problem::Forbidden`] for who does not run the system.
    pub fn outbox_page(
        &self,
        caller: &Caller,
        state: OutboxState,
        after: i64,
    ) -> Result<OutboxPage, Problem> {
        caller.require(Action::RunSystem)?;
        let mut entries = self.ledger().outbox(state, after, PAGE + 1)?;
        let more = PAGE < u32::try_from(entries.len()).unwrap_or(u32::MAX);
        entries.truncate(PAGE as usize);
        let next = entries.last().filter(|_| more).map(|last| last.id);
        let ports = self.ports();
        let links = [
            ("mail", ports.mailer.is_some()),
            ("sms", ports.sms.is_some()),
            ("paper", ports.press.is_some()),
        ];
        let without_link = links.into_iter().filter(|(_, there)| !there).map(|(topic, _)| topic).collect();
        Ok(OutboxPage { lines: entries.into_iter().map(line).collect(), next, without_link })
    }

    /// Lets an entry that was given up be tried again.
    ///
    /// # Errors
    /// [`NoticeRefusal::NotWaiting`] unless it was given up, or why the caller may not.
    pub fn revive(&self, caller: &Caller, id: i64, moment: &Moment) -> Result<(), Problem> {
        self.send_again(caller, id, OutboxState::Dead, moment)
    }

    /// Sends an uncertain text message again: a person decided that it may ring twice.
    ///
    /// # Errors
    /// [`NoticeRefusal::NotWaiting`] unless it is uncertain, or why the caller may not.
    pub fn resend_uncertain(&self, caller: &Caller, id: i64, moment: &Moment) -> Result<(), Problem> {
        self.send_again(caller, id, OutboxState::Uncertain, moment)
    }

    /// Ends a dead or uncertain entry for good, with a reason.
    ///
    /// # Errors
    /// [`NoticeRefusal`], or why the caller may not.
    pub fn give_up(&self, caller: &Caller, id: i64, reason: &str, moment: &Moment) -> Result<(), Problem> {
        caller.require(Action::RunSystem)?;
        let dead = self.stuck(id, OutboxState::Dead)?;
        let entry = dead.map_or_else(|| self.stuck(id, OutboxState::Uncertain), |entry| Ok(Some(entry)))?;
        let entry = entry.ok_or(NoticeRefusal::NotWaiting)?;
        let order = NoticeCommand::GiveUp { reason: reason.trim().to_owned() };
        self.note_decision(caller, &entry, &order, moment)?;
        let gone = self.ledger().conclude(id, reason.trim())?;
        if gone { Ok(()) } else { Err(NoticeRefusal::NotWaiting.into()) }
    }

    fn send_again(
        &self,
        caller: &Caller,
        id: i64,
        state: OutboxState,
        moment: &Moment,
    ) -> Result<(), Problem> {
        caller.require(Action::RunSystem)?;
        let entry = self.stuck(id, state)?.ok_or(NoticeRefusal::NotWaiting)?;
        let order = NoticeCommand::SendAgain { was_uncertain: state == OutboxState::Uncertain };
        // The decision is written before it is carried out: a crash between the two leaves the button there.
        self.note_decision(caller, &entry, &order, moment)?;
        if self.ledger().revive(id)? { Ok(()) } else { Err(NoticeRefusal::NotWaiting.into()) }
    }

    fn stuck(&self, id: i64, state: OutboxState) -> Result<Option<OutboxEntry>, Problem> {
        let found = self.ledger().outbox(state, id - 1, 1)?;
        Ok(found.into_iter().find(|entry| entry.id == id))
    }

    fn note_decision(
        &self,
        caller: &Caller,
        entry: &OutboxEntry,
        order: &NoticeCommand,
        moment: &Moment,
    ) -> Result<(), Problem> {
        self.act(caller, moment, Action::RunSystem, |work: &mut Work<'_>| {
            let stream = notice_stream(&entry.key);
            let known = work.load::<NoticeEvent>(&stream)?;
            let event = decide_by_hand(known.iter().map(|recorded| &recorded.event), order.clone())?;
            let actor = work.actor(Action::RunSystem);
            work.append(&stream, &actor, &[event])
        })?;
        Ok(())
    }
}

fn line(entry: OutboxEntry) -> OutboxLine {
    let number = (entry.stream.kind() == "case").then(|| entry.stream.key().parse().ok()).flatten();
    OutboxLine {
        id: entry.id,
        topic: entry.topic,
        key: entry.key,
        state: entry.state,
        number,
        attempts: entry.attempts,
        why: entry.why,
        at: entry.at,
        not_before: entry.not_before,
    }
}
