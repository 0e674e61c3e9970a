//! The read log and the events for the auditor: who read what of whom, when and for what purpose.

use crate::{Action, Caller, City, Problem};
use kernel::{StreamId, Timestamp};
use ledger::Value;

/// A line of the read log as the auditor sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    /// When.
    pub at: Option<Timestamp>,
    /// Which account.
    pub account: String,
    /// For which unit.
    pub unit: Option<String>,
    /// Whose data, by the person's id.
    pub person: Option<String>,
    /// Which stream.
    pub stream: Option<String>,
    /// What was read.
    pub what: String,
    /// For what purpose.
    pub purpose: String,
    /// How many rows were shown.
    pub count: i64,
}

/// An event of a stream without what it says: the auditor sees who did what, not about whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventLine {
    /// Its place in the stream.
    pub position: u64,
    /// When.
    pub at: Timestamp,
    /// Its name.
    pub name: String,
    /// The account that acted.
    pub account: Option<String>,
}

/// What the log is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Only this account.
    pub account: Option<String>,
    /// Only this person.
    pub person: Option<String>,
}

impl City {
    /// Lines of the read log before `before`, newest first.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] for everybody but the auditor.
    pub fn read_log(
        &self,
        caller: &Caller,
        filter: &AuditFilter,
        before: Timestamp,
        limit: u32,
    ) -> Result<Vec<AuditLine>, Problem> {
        caller.require(Action::ReadAudit)?;
        let text = |value: &Option<String>| Value::maybe(value.clone());
        let parameters =
            [text(&filter.account), text(&filter.person), before.into(), i64::from(limit).into()];
        let rows = self.ledger().query(include_str!("audit/read_log.sql"), &parameters)?;
        let line = |row: &ledger::Row| AuditLine {
            at: row.maybe_time(0),
            account: row.text(1).to_owned(),
            unit: row.maybe_text(2).map(str::to_owned),
            person: row.maybe_text(3).map(str::to_owned),
            stream: row.maybe_text(4).map(str::to_owned),
            what: row.text(5).to_owned(),
            purpose: row.text(6).to_owned(),
            count: row.integer(7),
        };
        Ok(rows.iter().map(line).collect())
    }

    /// The events of a stream, oldest first.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] for everybody but the auditor, [`Problem::NotFound`] for an empty stream.
    pub fn audit_stream(&self, caller: &Caller, stream: &StreamId) -> Result<Vec<EventLine>, Problem> {
        caller.require(Action::ReadAudit)?;
        let loaded = self.ledger().load(stream)?;
        if loaded.events.is_empty() {
            return Err(Problem::NotFound("stream"));
        }
        let line = |opened: ledger::Opened| EventLine {
            position: opened.position,
            at: opened.at,
            name: opened.name,
            account: opened.actor.account.map(|account| account.to_string()),
        };
        Ok(loaded.events.into_iter().map(line).collect())
    }

    /// Recomputes the whole ledger from the events' own bytes, and the digests of the read log.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] for everybody but the auditor, or a fault of the storage.
    pub fn audit_ledger(&self, caller: &Caller) -> Result<ledger::AuditReport, Problem> {
        caller.require(Action::ReadAudit)?;
        self.audit_everything(None)
    }

    /// The same for the operator at the command line, compared with a checkpoint that was kept outside.
    ///
    /// # Errors
    /// A fault of the storage. What is wrong with the content is in the report.
    pub fn audit_everything(
        &self,
        outside: Option<&ledger::SignedNote>,
    ) -> Result<ledger::AuditReport, Problem> {
        let mut report = self.ledger().audit(outside)?;
        report.findings.extend(self.audit_read_log()?);
        Ok(report)
    }
}
