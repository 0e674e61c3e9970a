//! The view of issued papers: found by case, by verification code, by kind.

use super::read;
use crate::columns::{integer, text};
use crate::papers::DocumentEvent;
use ledger::{Opened, RowChange, Table, View};

/// One row a paper.
pub const DOCUMENTS: Table = Table {
    name: "documents",
    columns: &[
        text("id"),
        text("number"),
        text("kind"),
        text("paper_number"),
        text("code"),
        text("person"),
        text("department"),
        text("matter_name"),
        text("blob"),
        text("sha256"),
        integer("pages"),
        integer("issued_at"),
        text("state"),
    ],
    key: &["id"],
    indexes: &[&["number"], &["code"], &["kind", "issued_at"]],
    person: None,
};

/// The fold of issued papers.
pub struct Documents;

impl View for Documents {
    fn name(&self) -> &'static str {
        "documents"
    }

    fn version(&self) -> u32 {
        1
    }

    fn tables(&self) -> &'static [Table] {
        &[DOCUMENTS]
    }

    fn fold(&self, opened: &Opened, changes: &mut Vec<RowChange>) {
        if opened.stream.kind() != "document" {
            return;
        }
        let Some(event) = read::<DocumentEvent>(opened) else { return };
        let key = vec![("id", opened.stream.key().into())];
        match event {
            DocumentEvent::Issued(issued) => {
                let set = vec![
                    ("number", issued.case.as_str().into()),
                    ("kind", issued.kind.code().into()),
                    ("paper_number", issued.number.into()),
                    ("code", issued.code.into()),
                    ("person", issued.person.to_string().into()),
                    ("department", issued.department.0.into()),
                    ("matter_name", issued.matter_name.into()),
                    ("blob", issued.blob.to_string().into()),
                    ("sha256", issued.sha256.into()),
                    ("pages", i64::from(issued.pages).into()),
                    ("issued_at", opened.at.into()),
                    ("state", "issued".into()),
                ];
                changes.push(RowChange::Put { table: "documents", key, set });
            }
            DocumentEvent::Sealed { .. } => {
                changes.push(RowChange::Set {
                    table: "documents",
                    key,
                    set: vec![("state", "sealed".into())],
                });
            }
        }
    }
}
