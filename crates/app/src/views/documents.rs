//! The view of papers: those issued, found by case, by verification code and by the hash of their bytes; those that
//! wait; and the last number of each series.

use super::read;
use crate::columns::{integer, personal, text};
use crate::papers::{DocumentEvent, Held, Issued, NumberTaken};
use ledger::{Opened, RowChange, Table, Value, View};

/// One row an issued paper.
pub const DOCUMENTS: Table = Table {
    name: "documents",
    columns: &[
        text("id"),
        text("number"),
        text("kind"),
        text("title"),
        text("paper_number"),
        text("code"),
        text("dated"),
        text("valid_until"),
        text("person"),
        text("department"),
        text("matter_name"),
        text("blob"),
        text("sha256"),
        integer("pages"),
        integer("issued_at"),
        text("state"),
        integer("sealed_at"),
        integer("demo"),
    ],
    key: &["id"],
    indexes: &[&["number"], &["code"], &["sha256"], &["kind", "issued_at"]],
    person: None,
};

/// One row a paper that cannot be made for the time being.
pub const HELD_PAPERS: Table = Table {
    name: "held_papers",
    columns: &[
        text("id"),
        text("number"),
        text("kind"),
        text("department"),
        text("person"),
        text("reason"),
        text("value_name"),
        personal("value"),
        integer("since"),
    ],
    key: &["id"],
    indexes: &[&["number"], &["since"]],
    person: Some("person"),
};

/// The last number of each series.
pub const PAPER_SERIES: Table = Table {
    name: "paper_series",
    columns: &[text("stream"), integer("last")],
    key: &["stream"],
    indexes: &[],
    person: None,
};

/// The fold of papers.
pub struct Documents;

impl View for Documents {
    fn name(&self) -> &'static str {
        "documents"
    }

    fn version(&self) -> u32 {
        2
    }

    fn tables(&self) -> &'static [Table] {
        &[DOCUMENTS, HELD_PAPERS, PAPER_SERIES]
    }

    fn fold(&self, opened: &Opened, changes: &mut Vec<RowChange>) {
        match opened.stream.kind() {
            "document" => {
                if let Some(event) = read::<DocumentEvent>(opened) {
                    fold_paper(opened, event, changes);
                }
            }
            "counter" => {
                if let Some(taken) = read::<NumberTaken>(opened) {
                    let key = vec![("stream", opened.stream.as_str().into())];
                    let set = vec![("last", taken.serial.cast_signed().into())];
                    changes.push(RowChange::Put { table: "paper_series", key, set });
                }
            }
            _ => {}
        }
    }
}

fn fold_paper(opened: &Opened, event: DocumentEvent, changes: &mut Vec<RowChange>) {
    let key = vec![("id", opened.stream.key().into())];
    match event {
        DocumentEvent::Numbered(_) => {}
        DocumentEvent::Held(held) => {
            changes.push(RowChange::Put { table: "held_papers", key, set: held_row(held, opened) });
        }
        DocumentEvent::Issued(issued) => {
            let waited = key.clone();
            changes.push(RowChange::Put { table: "documents", key, set: issued_row(*issued, opened) });
            changes.push(RowChange::Remove { table: "held_papers", key: waited });
        }
        DocumentEvent::Sealed(_) => {
            let set = vec![("state", "sealed".into()), ("sealed_at", opened.at.into())];
            changes.push(RowChange::Set { table: "documents", key, set });
        }
    }
}

fn held_row(held: Held, opened: &Opened) -> Vec<(&'static str, Value)> {
    vec![
        ("number", held.case.as_str().into()),
        ("kind", held.kind.code().into()),
        ("department", held.department.0.into()),
        ("person", held.value.of.to_string().into()),
        ("reason", held.reason.into()),
        ("value_name", Value::maybe(held.value_name)),
        ("value", held.value.text().into()),
        ("since", opened.at.into()),
    ]
}

fn issued_row(issued: Issued, opened: &Opened) -> Vec<(&'static str, Value)> {
    // Events from before titles were kept.
    let title = if issued.title.is_empty() { issued.kind.chinese().to_owned() } else { issued.title };
    vec![
        ("number", issued.case.as_str().into()),
        ("kind", issued.kind.code().into()),
        ("title", title.into()),
        ("paper_number", issued.number.unwrap_or_default().into()),
        ("code", issued.code.into()),
        ("dated", issued.date.to_string().into()),
        ("valid_until", Value::maybe(issued.valid_until.map(|until| until.to_string()))),
        ("person", issued.person.to_string().into()),
        ("department", issued.department.0.into()),
        ("matter_name", issued.matter_name.into()),
        ("blob", issued.blob.to_string().into()),
        ("sha256", issued.sha256.into()),
        ("pages", i64::from(issued.pages).into()),
        ("issued_at", opened.at.into()),
        ("state", "issued".into()),
        ("demo", i64::from(issued.demo).into()),
    ]
}
