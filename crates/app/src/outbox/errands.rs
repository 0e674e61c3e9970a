//! Calls and letters by persons, for those who have no mobile telephone or did not agree to electronic service
//! (practice.md 12, 15). A worker hands them out into a table; whoever delivers for the case does them.

use super::{BATCH, NoticeText};
use crate::cases::role_of_post;
use crate::columns::{integer, sealed, text};
use crate::desk::sees_department;
use crate::views::cases::EVERY_POST;
use crate::{Action, Caller, City, NoticeTask, Problem, Work, access};
use kernel::{CaseNumber, Language, Moment, PersonId, Private, StreamId, Timestamp};
use ledger::{Commit, Fault, Row, RowChange, Settlement, Table, Value, Write};
use notices::{NoticeCommand, NoticeEvent, Occasion, decide_by_hand};
use std::time::Duration;

/// What persons have to tell other persons.
pub const ERRANDS: Table = Table {
    name: "errands",
    columns: &[
        text("key"),
        text("way"),
        text("number"),
        text("occasion"),
        integer("position"),
        text("person"),
        sealed("address"),
        integer("tries"),
        integer("at"),
        integer("done_at"),
    ],
    key: &["key"],
    indexes: &[&["done_at", "at"], &["number"]],
    person: Some("person"),
};

/// For how long a worker holds what it hands out; it only writes rows.
const LEASE: Duration = Duration::from_secs(30);

/// How a person tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrandWay {
    /// By telephone.
    Call,
    /// By a letter on paper.
    Letter,
}

impl ErrandWay {
    const fn topic(self) -> &'static str {
        match self {
            ErrandWay::Call => "call",
            ErrandWay::Letter => "letter",
        }
    }

    fn named(topic: &str) -> Self {
        if topic == "letter" { ErrandWay::Letter } else { ErrandWay::Call }
    }
}

/// One errand in the list, masked.
#[derive(Clone, Debug, PartialEq)]
pub struct Errand {
    /// Its key.
    pub key: String,
    /// By telephone or by post.
    pub way: ErrandWay,
    /// About which case.
    pub number: CaseNumber,
    /// About what.
    pub occasion: Occasion,
    /// The matter.
    pub matter: String,
    /// The applicant, masked.
    pub applicant: String,
    /// How often somebody tried.
    pub tries: i64,
    /// Since when it waits.
    pub at: Option<Timestamp>,
}

/// One errand with what is needed to do it.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrandPage {
    /// The errand.
    pub errand: Errand,
    /// The number to call or the address to write to; empty once the person was erased.
    pub to: String,
    /// What to say or to write.
    pub text: Option<NoticeText>,
}

/// How an errand went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrandDone {
    /// Somebody called.
    Called {
        /// Whether the person was reached.
        reached: bool,
        /// What was said, if anything is worth keeping.
        note: String,
    },
    /// The letter went to the post.
    Posted {
        /// The carrier's number.
        tracking: Option<String>,
    },
}

/// The stream of what persons did about one notice.
pub(super) fn notice_stream(key: &str) -> StreamId {
    StreamId::of("notice", key)
}

impl City {
    /// Hands tasks for persons out of the outbox, at most `limit` of each way.
    ///
    /// # Errors
    /// A fault of the storage; handing out again changes nothing.
    pub fn hand_out_errands(&self, moment: &Moment, limit: u32) -> Result<u32, Problem> {
        let mut handed = 0;
        for way in [ErrandWay::Call, ErrandWay::Letter] {
            let mut left = limit;
            while 0 < left {
                let claimed = self.ledger().claim(way.topic(), BATCH.min(left), LEASE)?;
                if claimed.is_empty() {
                    break;
                }
                for entry in &claimed {
                    let how = match serde_json::from_value::<NoticeTask>(entry.body.clone()) {
                        Ok(task) => self.hand_out(way, &entry.key, &entry.stream, &task, moment)?,
                        Err(cause) => Settlement::Dead { why: format!("the entry cannot be read: {cause}") },
                    };
                    handed += u32::from(how == Settlement::Done);
                    match self.ledger().settle(entry, how) {
                        Ok(()) | Err(Fault::Fenced) => {}
                        Err(fault) => return Err(fault.into()),
                    }
                }
                left = left.saturating_sub(u32::try_from(claimed.len()).unwrap_or(left));
            }
        }
        Ok(handed)
    }

    fn hand_out(
        &self,
        way: ErrandWay,
        key: &str,
        stream: &StreamId,
        task: &NoticeTask,
        moment: &Moment,
    ) -> Result<Settlement, Problem> {
        let Some(number) = &task.number else {
            return Ok(Settlement::Dead { why: "nobody is in charge of a notice without a case".to_owned() });
        };
        let Some(to) = task.to.get() else { return Ok(Settlement::Done) };
        let address = Value::Personal { of: task.to.of, stream: stream.clone(), plain: to.clone() };
        // `done_at` and `tries` stay as they are when a worker that died had handed it out before.
        let set = vec![
            ("way", way.topic().into()),
            ("number", number.as_str().into()),
            ("occasion", task.occasion.word().into()),
            ("position", Value::maybe(task.position.and_then(|position| i64::try_from(position).ok()))),
            ("person", task.to.of.to_string().into()),
            ("address", address),
            ("at", moment.now.into()),
        ];
        let change = RowChange::Put { table: "errands", key: vec![("key", key.into())], set };
        self.ledger().commit(Write { rows: vec![change], ..Write::default() }, Commit::Durable)?;
        Ok(Settlement::Done)
    }

    /// The errands that wait for the caller's units, the oldest first.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] for who delivers nothing, or a fault of the storage.
    pub fn errands(&self, caller: &Caller, limit: u32) -> Result<Vec<Errand>, Problem> {
        caller.require(Action::Deliver)?;
        let mut found: Vec<Errand> = Vec::new();
        for official in caller.officials() {
            if !access::may(role_of_post(official.role), Action::Deliver) {
                continue;
            }
            let role = official.role.code();
            let every = if sees_department(official.role) { EVERY_POST } else { role };
            let parameters =
                [official.unit.as_str().into(), role.into(), i64::from(limit).into(), every.into()];
            let rows = self.ledger().query(include_str!("errands.sql"), &parameters)?;
            for errand in rows.iter().filter_map(errand) {
                if found.iter().all(|known| known.key != errand.key) {
                    found.push(errand);
                }
            }
        }
        found.sort_by_key(|errand| errand.at);
        Ok(found)
    }

    /// One errand, unmasked, after the line in the read log.
    ///
    /// # Errors
    /// [`Problem::NotFound`] without such an errand or without a seat at its case.
    pub fn errand(&self, caller: &Caller, key: &str, now: Timestamp) -> Result<ErrandPage, Problem> {
        let row = self.errand_row(key)?;
        let errand = errand(&row).ok_or(Problem::NotFound("errand"))?;
        let seat = self.seat(caller, &errand.number, Action::Deliver)?;
        let person: PersonId =
            row.text(9).parse().map_err(|cause| Problem::fault("reading an errand", cause))?;
        if let Some(official) = seat.official() {
            let purpose = "task".to_owned();
            self.log_read(caller, official.unit.as_str(), person, &errand.number, "errand", purpose, now)?;
        }
        let stream = ::cases::Case::stream(&errand.number);
        let to = self.ledger().open_sealed(person, &stream, row.bytes(8))?.unwrap_or_default();
        let position = row.maybe_integer(10).and_then(|position| u64::try_from(position).ok());
        let language = self.person(person)?.map_or(Language::Chinese, |person| person.language);
        let text =
            self.notice_text(&errand.number, position.unwrap_or(u64::MAX), errand.occasion, language)?;
        Ok(ErrandPage { errand, to, text })
    }

    /// Notes how an errand went; a call that reached nobody leaves it open.
    ///
    /// # Errors
    /// [`notices::NoticeRefusal::Told`] when somebody did it before, or why the caller may not.
    pub fn finish_errand(
        &self,
        caller: &Caller,
        key: &str,
        done: &ErrandDone,
        moment: &Moment,
    ) -> Result<(), Problem> {
        let row = self.errand_row(key)?;
        let errand = errand(&row).ok_or(Problem::NotFound("errand"))?;
        self.seat(caller, &errand.number, Action::Deliver)?;
        let person: PersonId =
            row.text(9).parse().map_err(|cause| Problem::fault("reading an errand", cause))?;
        self.act(caller, moment, Action::Deliver, |work: &mut Work<'_>| {
            let stream = notice_stream(key);
            let known = work.load::<NoticeEvent>(&stream)?;
            let event = decide_by_hand(known.iter().map(|recorded| &recorded.event), order(done, person))?;
            let over = !matches!(event, NoticeEvent::Called { reached: false, .. });
            let actor = work.actor(Action::Deliver);
            work.append(&stream, &actor, &[event])?;
            let (table, row) = ("errands", vec![("key", Value::from(key))]);
            if over {
                let set = vec![("done_at", work.moment.now.into())];
                work.row(RowChange::Set { table, key: row.clone(), set });
            }
            work.row(RowChange::Add { table, key: row, add: vec![("tries", 1)] });
            Ok(())
        })?;
        Ok(())
    }

    fn errand_row(&self, key: &str) -> Result<Row, Problem> {
        let rows = self.ledger().query(include_str!("errand.sql"), &[key.into()])?;
        rows.into_iter().next().ok_or(Problem::NotFound("errand"))
    }
}

fn order(done: &ErrandDone, person: PersonId) -> NoticeCommand {
    match done {
        ErrandDone::Called { reached, note } => {
            let note = Some(note.trim()).filter(|note| !note.is_empty());
            NoticeCommand::Call {
                reached: *reached,
                note: note.map(|note| Private::new(person, note.to_owned())),
            }
        }
        ErrandDone::Posted { tracking } => {
            let tracking = tracking.as_deref().map(str::trim).filter(|number| !number.is_empty());
            NoticeCommand::PostLetter { tracking: tracking.map(str::to_owned) }
        }
    }
}

fn errand(row: &Row) -> Option<Errand> {
    Some(Errand {
        key: row.text(0).to_owned(),
        way: ErrandWay::named(row.text(1)),
        number: row.text(2).parse().ok()?,
        occasion: Occasion::named(row.text(3))?,
        matter: row.text(4).to_owned(),
        applicant: row.text(5).to_owned(),
        tries: row.integer(6),
        at: row.maybe_time(7),
    })
}
