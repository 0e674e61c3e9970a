//! What became of text messages: when each was handed to the gateway, and the report that came back for it.

use crate::columns::{integer, text};
use crate::{Action, Caller, City, DeliveryReport, NoticeTask, Problem};
use kernel::{CaseNumber, Moment, Timestamp};
use ledger::{Claimed, Commit, Row, RowChange, Table, Value, Write};

/// Text messages by outbox key, without number and content.
pub const SHORT_MESSAGES: Table = Table {
    name: "short_messages",
    columns: &[
        text("key"),
        text("number"),
        text("occasion"),
        integer("at"),
        integer("sequence"),
        integer("delivered"),
        text("reason"),
        integer("reported_at"),
    ],
    key: &["key"],
    indexes: &[&["number"], &["sequence"], &["delivered", "reported_at"]],
    person: None,
};

/// One text message and its report.
#[derive(Clone, Debug, PartialEq)]
pub struct ShortMessageLine {
    /// The outbox key.
    pub key: String,
    /// About which case; none for a one-time code.
    pub number: Option<CaseNumber>,
    /// The occasion's word.
    pub occasion: String,
    /// When it was handed to the gateway.
    pub at: Option<Timestamp>,
    /// Whether the telephone got it; none before the report.
    pub delivered: Option<bool>,
    /// The network's reason, if not.
    pub reason: String,
    /// When the report came.
    pub reported_at: Option<Timestamp>,
}

impl City {
    /// Keeps that a message is about to be handed to the gateway, so that its report finds it.
    pub(super) fn note_short(
        &self,
        entry: &Claimed,
        task: &NoticeTask,
        moment: &Moment,
    ) -> Result<(), Problem> {
        let set = vec![
            ("number", Value::maybe(task.number.as_ref().map(|number| number.as_str().to_owned()))),
            ("occasion", task.occasion.word().into()),
            ("at", moment.now.into()),
        ];
        let key = vec![("key", entry.key.as_str().into())];
        self.put_row(RowChange::Put { table: "short_messages", key, set })
    }

    /// Fetches the delivery reports that came since the last time. A message that was uncertain and did arrive is
    /// settled by its report, also by one that a round which broke off has kept.
    ///
    /// # Errors
    /// A fault of the storage, or that the gateway cannot be asked; it is asked again at the next round.
    pub fn collect_reports(&self, moment: &Moment) -> Result<u32, Problem> {
        let Some(gateway) = self.ports().sms.clone() else { return Ok(0) };
        let rows = self.ledger().query(include_str!("last_report.sql"), &[])?;
        let last = rows.first().and_then(|row| u64::try_from(row.integer(0)).ok()).unwrap_or(0);
        let asked = gateway.reports(last);
        let rows: Vec<_> = asked.iter().flatten().map(|report| report_row(report, moment)).collect();
        let read = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        if !rows.is_empty() {
            self.ledger().commit(Write { rows, ..Write::default() }, Commit::Durable)?;
        }
        self.settle_by_reports()?;
        asked.map_err(|cause| Problem::fault("asking the gateway for its reports", cause))?;
        Ok(read)
    }

    /// By the reports that are kept and not by those in hand: they are kept before anything is settled.
    fn settle_by_reports(&self) -> Result<(), Problem> {
        for row in self.ledger().query(include_str!("arrived.sql"), &[])? {
            self.ledger().conclude(row.integer(0), "the gateway reported it as delivered")?;
        }
        Ok(())
    }

    /// The text messages about a case, for whoever may read it.
    ///
    /// # Errors
    /// As [`City::case_page`].
    pub fn short_messages(
        &self,
        caller: &Caller,
        number: &CaseNumber,
    ) -> Result<Vec<ShortMessageLine>, Problem> {
        self.seat(caller, number, Action::ReadCase)?;
        let rows = self.ledger().query(include_str!("short_messages.sql"), &[number.as_str().into()])?;
        Ok(rows.iter().map(line).collect())
    }

    /// The newest text messages that telephones did not get, for the administrator.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] for others.
    pub fn undelivered(&self, caller: &Caller, limit: u32) -> Result<Vec<ShortMessageLine>, Problem> {
        caller.require(Action::RunSystem)?;
        let rows = self.ledger().query(include_str!("undelivered.sql"), &[i64::from(limit).into()])?;
        Ok(rows.iter().map(line).collect())
    }
}

fn report_row(report: &DeliveryReport, moment: &Moment) -> RowChange {
    let set = vec![
        ("sequence", i64::try_from(report.sequence).unwrap_or(i64::MAX).into()),
        ("delivered", report.delivered.into()),
        ("reason", report.reason.clone().unwrap_or_default().into()),
        ("reported_at", moment.now.into()),
    ];
    RowChange::Put { table: "short_messages", key: vec![("key", report.id.as_str().into())], set }
}

fn line(row: &Row) -> ShortMessageLine {
    ShortMessageLine {
        key: row.text(0).to_owned(),
        number: row.text(1).parse().ok(),
        occasion: row.text(2).to_owned(),
        at: row.maybe_time(3),
        delivered: row.maybe_integer(4).map(|delivered| delivered == 1),
        reason: row.text(5).to_owned(),
        reported_at: row.maybe_time(6),
    }
}
